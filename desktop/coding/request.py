"""From one line of JSON to what is to be coded."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from desktop.coding.fields import BadFieldError, Fields, read_object, shown
from desktop.coding.lines import Entry, Payer, Prior
from desktop.coding.services import Service
from resources.payers import PayerProfile, load_payers
from resources.regions import load_regions
from resources.terms import Category, DiagnosisState, Method, Side

UNSPECIFIED = "unspecified"
"""The region of a lesion whose site was not said."""

MOST_LESIONS = 9999
"""More lesions in one entry than anybody treats in a day are a slip of the finger."""

_KNOWN = tuple(
    frozenset(names.split())
    for names in (
        "id date_of_service lesions prior payer services",
        "category count region side diameter_mm method methods diagnosis diagnoses diagnosis_state cosmetic lesion"
        " symptom apart performer visit",
        "lesion code date",
        "profile distinct repeat tens hold",
        "code confirmed",
    )
)
"""The fields of a line, and of its lesions, earlier treatments, payer and recorded services."""

_CODE = re.compile(r"[A-Z0-9][0-9]{3}[A-Z0-9]")

_CONFIRMED = "the one who recorded it"
"""Who confirmed that a lesion is another one, where the input only says that somebody did."""

_Item = TypeVar("_Item")


class BadRequestError(ValueError):
    """What is wrong with a line, in words that name the field. `id` is the line's own, if it could be read."""

    def __init__(self, problem: str, request_id: str | int | None = None) -> None:
        super().__init__(problem)
        self.id = request_id


@dataclass(frozen=True, slots=True)
class Request:
    """One patient and date of service to code. `services` are visit codes somebody recorded beside the lesions."""

    id: str | int | None
    on: date
    entries: tuple[Entry, ...]
    payer: Payer
    prior: tuple[Prior, ...]
    services: tuple[Service, ...] = ()


def read_request(text: str, today: date) -> Request:
    """Return what a line of JSON asks for; BadRequestError says which field is wrong."""
    request_id = None
    try:
        line = read_object(text)
        request_id = line.name("id")
        return _request(line, request_id, today)
    except BadFieldError as error:
        raise BadRequestError(str(error), request_id) from None


def _request(line: Fields, request_id: str | int | None, today: date) -> Request:
    line.check_once()
    on = line.day("date_of_service", today)
    if line.value("lesions") is None:
        raise line.wrong("lesions", "is missing")
    lesions, before, payer = line.objects("lesions", "lesion"), line.objects("prior", "prior"), line.object("payer")
    services = line.objects("services", "service")
    made = Request(
        id=request_id,
        on=on,
        entries=tuple(_entry(fields, str(place)) for place, fields in enumerate(lesions, start=1)),
        payer=_payer(payer),
        prior=tuple(_prior(fields, on) for fields in before),
        services=tuple(_service(fields) for fields in services),
    )
    for known, found in zip(_KNOWN, ((line,), lesions, before, (payer,), services), strict=True):
        for fields in found:
            fields.check_known(known)
    return made


def _entry(fields: Fields, place: str) -> Entry:
    fields.check_once()
    category = fields.word("category", Category)
    if category is None:
        raise fields.wrong("category", "is missing")
    lesion = fields.name("lesion")
    count = fields.whole("count", 1, MOST_LESIONS)
    if lesion is not None and count > 1:
        raise fields.wrong("count", f"must be 1 where `lesion` names one lesion, not {count}")
    return Entry(
        key=place,
        category=category,
        count=count,
        region=_region(fields),
        side=fields.word("side", Side),
        diameter_mm=fields.millimetres("diameter_mm"),
        methods=_several(fields, "method", "methods", lambda value, name: fields.as_word(value, name, Method)),
        diagnoses=_several(fields, "diagnosis", "diagnoses", fields.as_diagnosis),
        diagnosis_state=fields.word("diagnosis_state", DiagnosisState) or DiagnosisState.CONFIRMED,
        cosmetic=fields.truth("cosmetic"),
        lesion=None if lesion is None else str(lesion),
        label="" if lesion is None else str(lesion),
        # left out, nobody was asked; empty, nobody complained
        symptom=None if fields.value("symptom") is None else fields.text("symptom", ""),
        apart=_CONFIRMED if fields.truth("apart") else "",
        performer=fields.text("performer", ""),
        visit=fields.text("visit", ""),
    )


def _region(fields: Fields) -> str:
    region = fields.text("region", UNSPECIFIED)
    regions = load_regions()
    if region == UNSPECIFIED or region in regions:
        return region
    near = get_close_matches(region, [each.id for each in regions.all], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise fields.wrong("region", f"{shown(region)} is not in the anatomy table{hint}")


def _several(fields: Fields, one: str, many: str, read: Callable[[object, str], _Item]) -> tuple[_Item, ...]:
    """Read a field that may be given alone, as a list, or both ways."""
    alone = fields.value(one)
    found = () if alone is None else (read(alone, one),)
    others = fields.items(many)
    return tuple(dict.fromkeys([*found, *[read(each, many) for each in others]])) if others else found


def _prior(fields: Fields, on: date) -> Prior:
    fields.check_once()
    lesion, code, day = fields.name("lesion"), fields.text("code", ""), fields.day("date", None)
    if lesion is None:
        raise fields.wrong("lesion", "is missing")
    if day > on:
        raise fields.wrong("date", f"{day} is after the date of service, {on}")
    return Prior(str(lesion), code, day)


def _payer(fields: Fields) -> Payer:
    fields.check_once()
    if fields.is_empty:
        return _usual_payer()
    profiles = load_payers()
    key = fields.one_of("profile", tuple(profiles), next(iter(profiles)))
    usual = payer_of(profiles[key])
    return Payer(
        distinct=fields.one_of("distinct", ("59", "XS"), usual.distinct),
        repeat=fields.one_of("repeat", ("units", "76"), usual.repeat),
        tens=fields.one_of("tens", ("part", "full"), usual.tens),
        hold=fields.one_of("hold", ("all", "lines"), usual.hold),
        limits=usual.limits,
    )


@cache
def _usual_payer() -> Payer:
    return payer_of(next(iter(load_payers().values())))


def payer_of(profile: PayerProfile) -> Payer:
    """Return how a payer wants lines written, by its profile."""
    return Payer(profile.distinct, profile.repeat, profile.tens, profile.hold, profile.limits)


def _service(fields: Fields) -> Service:
    fields.check_once()
    code = fields.text("code", "")
    if not _CODE.fullmatch(code):
        raise fields.wrong("code", f"must be a code of five characters, not {shown(code)}")
    confirmed = [fields.as_text(each, "confirmed") for each in fields.items("confirmed")]
    return Service(code, frozenset(confirmed))
