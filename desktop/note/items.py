"""The ten items a note needs, and which of them the record already answers."""

import tomllib
from dataclasses import dataclass
from functools import cache

from db.records import Chart, Mark
from resources import files
from resources.terms import Side

NOWHERE = "skin"
"""Region of a lesion counted before anybody said where it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the ten items: done, with the fact that settles it, or open, with what is missing."""

    number: int
    key: str
    label: str
    done: bool
    fact: str


@cache
def _wordings() -> tuple[dict[str, str], ...]:
    return tuple(tomllib.loads(files.read_text("notes/items.toml"))["item"])


def ten_items(chart: Chart) -> tuple[Item, ...]:
    """Say of each of the ten items whether the record answers it.

    Why, how it went, instructions and signature are not recorded by this version: they stay open and say where to
    write them.
    """
    treated = [mark for mark in chart.marks if mark.treatment]
    facts = {
        "patient": _patient(chart),
        "date": f"{chart.visit.date_of_service:%d %b %Y}".lstrip("0"),
        "diagnosis": _diagnoses(treated),
        "count": "" if _doubtful(treated) or not treated else str(len(treated)),
        "places": "" if not chart.marks or any(_unplaced(mark) for mark in chart.marks) else str(len(chart.marks)),
        "method": _methods(treated),
    }
    return tuple(
        Item(number, word["key"], word["label"], bool(facts.get(word["key"])), facts.get(word["key"]) or word["open"])
        for number, word in enumerate(_wordings(), start=1)
    )


def _patient(chart: Chart) -> str:
    patient = chart.patient
    if not (patient.birth_date and patient.mrn):
        return ""
    return f"{patient.name} · {patient.birth_date:%d %b %Y} · MRN {patient.mrn}"


def _diagnoses(treated: list[Mark]) -> str:
    codes = [mark.treatment.diagnoses for mark in treated if mark.treatment]
    if not codes or not all(codes):
        return ""
    names = [each[0] for each in codes]
    return " · ".join(f"{names.count(name)} × {name}" for name in dict.fromkeys(names))


def _methods(treated: list[Mark]) -> str:
    methods = [mark.treatment.methods for mark in treated if mark.treatment]
    if not methods or not all(methods):
        return ""
    return ", ".join(dict.fromkeys(method.value for each in methods for method in each))


def _doubtful(treated: list[Mark]) -> bool:
    """Only two lesions that both count can be one counted twice."""
    counted = {mark.id for mark in treated}
    return any(mark.maybe_same_as in counted for mark in treated)


def _unplaced(mark: Mark) -> bool:
    return mark.place.side is Side.UNSAID or mark.place.region == NOWHERE
