"""What an event holds, in plain words."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from desktop.messages import translate
from desktop.practice.rights import free


@free("words, no data")
def details_of(body: str, name: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Return what an event holds, each with its label. `name` gives the name of an id, or the id itself.

    What was left empty is left out. A body that is no JSON comes as it is.
    """
    try:
        content = json.loads(body)
    except ValueError:
        return ((translate("Trail", "Stored text, unreadable"), body),) if body else ()
    if not isinstance(content, dict):
        return ((translate("Trail", "Stored text, unreadable"), body),)
    return tuple((_label(key), value) for key, value in _flat(content, name))


def _flat(content: Mapping[str, object], name: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _flat(value, name)
            continue
        parts = value if isinstance(value, list) else [value]
        said = ", ".join(" ".join(map(str, each)) if isinstance(each, list) else name(str(each)) for each in parts)
        if said:
            yield key, said


def _label(key: str) -> str:
    return _labels().get(key, key.replace("_", " "))


@cache
def _labels() -> Mapping[str, str]:
    return {
        "action": translate("Trail", "what was asked"),
        "after": translate("Trail", "roles after"),
        "anchor": translate("Trail", "place on the surface"),
        "before": translate("Trail", "before"),
        "birth_date": translate("Trail", "born"),
        "changed": translate("Trail", "guards"),
        "cosmetic": translate("Trail", "cosmetic (1 is yes)"),
        "date_of_service": translate("Trail", "date of service"),
        "diagnosis_state": translate("Trail", "diagnosis is"),
        "direction": translate("Trail", "towards"),
        "distance_mm": translate("Trail", "distance, mm"),
        "emergency": translate("Trail", "in an emergency (1 is yes)"),
        "failures": translate("Trail", "wrong tries in a row"),
        "family_name": translate("Trail", "family name"),
        "freezes": translate("Trail", "freeze times, tenths of a second"),
        "given_name": translate("Trail", "given name"),
        "lesion": translate("Trail", "lesion"),
        "lock_minutes": translate("Trail", "minutes until the lock"),
        "mark": translate("Trail", "lesion"),
        "maybe_same_as": translate("Trail", "perhaps the same as"),
        "mrn": translate("Trail", "MRN"),
        "npi": translate("Trail", "NPI"),
        "ordinal": translate("Trail", "in order of entry"),
        "other_region": translate("Trail", "the other name nearby"),
        "phrase": translate("Trail", "site"),
        "place_of_service": translate("Trail", "place of service"),
        "placement": translate("Trail", "how it was placed"),
        "provider_id": translate("Trail", "provider"),
        "radius_mm": translate("Trail", "fineness of the pointer, mm"),
        "size_mm": translate("Trail", "size, mm"),
        "skin_tone": translate("Trail", "skin tone"),
    }
