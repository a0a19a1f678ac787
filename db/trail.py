"""The audit report: the events of the chain, narrowed, sorted, and with the names of what they are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, collate, func, or_, select, type_coerce

from db.errors import StoreDamaged
from db.records import PatientId
from db.tables import event, mark, mark_measure, patient, person, treatment, visit
from db.types import Text, read_day, read_time, utc_text


class TrailColumn(StrEnum):
    """What the report is sorted by."""

    SEQ = "seq"
    AT = "at"
    ACTOR = "actor"
    KIND = "kind"
    PATIENT = "patient"
    VISIT = "visit"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """Which events, and in which order.

    `since` is included, `until` is not. An empty `actor` is anybody; `patients` None is with any patient or none, an
    empty set is no event at all. `kinds` are beginnings of kinds up to their dot (``mark``); none are all. Sorted by
    kind, those stand first that `kind_order` names first. Events after number `up_to` are left out; 0 leaves none out.
    """

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    patients: frozenset[PatientId] | None = None
    kinds: tuple[str, ...] = ()
    by: TrailColumn = TrailColumn.SEQ
    descending: bool = True
    kind_order: tuple[str, ...] = ()
    up_to: int = 0


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One event, with the names behind its ids as they are now; a name is empty where there is none.

    `at` is None where the stored text is no time. `body` is the canonical JSON that was stored. `about` names the
    subject: a lesion's site, a person.
    """

    seq: int
    at: datetime | None
    actor: str
    kind: str
    patient: str
    visit: str
    subject: str
    body: str
    actor_name: str
    family_name: str
    given_name: str
    mrn: str
    visit_day: date | None
    about: str


_ABOUT = person.alias("about_person")
_FROM = (
    event.outerjoin(person, person.c.id == event.c.actor)
    .outerjoin(patient, patient.c.id == event.c.patient)
    .outerjoin(visit, visit.c.id == event.c.visit)
    .outerjoin(_ABOUT, _ABOUT.c.id == event.c.subject)
    .outerjoin(treatment, treatment.c.id == event.c.subject)
    .outerjoin(mark_measure, mark_measure.c.id == event.c.subject)
    .outerjoin(mark, mark.c.id == func.coalesce(treatment.c.mark_id, mark_measure.c.mark_id, event.c.subject))
)
# times and days are read as the texts they are: one that somebody changed is to be shown, not refused
_AT = type_coerce(event.c.at, Text)
_DAY = type_coerce(visit.c.date_of_service, Text)
_NAME = func.coalesce(person.c.name, event.c.actor)
_SUBJECT = func.coalesce(mark.c.phrase, _ABOUT.c.name, "")
_ENTRIES = select(
    event.c.seq,
    _AT,
    *event.c["actor", "kind", "patient", "visit", "subject", "body"],
    func.coalesce(person.c.name, ""),
    *(func.coalesce(patient.c[name], "") for name in ("family_name", "given_name", "mrn")),
    _DAY,
    _SUBJECT,
).select_from(_FROM)
_COUNT = select(func.count()).select_from(event)
_SORTED: dict[TrailColumn, ColumnElement[Any]] = {
    TrailColumn.SEQ: event.c.seq,
    TrailColumn.AT: _AT,
    TrailColumn.ACTOR: collate(_NAME, "NOCASE"),
    TrailColumn.PATIENT: func.coalesce(patient.c.name_folded, ""),
    TrailColumn.VISIT: func.coalesce(_DAY, ""),
    TrailColumn.SUBJECT: collate(_SUBJECT, "NOCASE"),
}


def count(connection: Connection, query: TrailQuery) -> int:
    """Return how many events a report has."""
    return int(connection.execute(_narrowed(_COUNT, query)).scalar_one())


def entries(connection: Connection, query: TrailQuery, offset: int = 0, limit: int = -1) -> Iterator[TrailEntry]:
    """Yield the events of a report in its order, from a place on; all of them without a limit."""
    order = _order(query)
    sorted_by = (order.desc(), event.c.seq.desc()) if query.descending else (order, event.c.seq)
    asked = _narrowed(_ENTRIES, query).order_by(*sorted_by).limit(limit).offset(offset)
    for row in connection.execute(asked):
        yield _entry(*row)


def _entry(  # noqa: PLR0913, PLR0917  the columns of _ENTRIES
    seq: int,
    at: str,
    actor: str,
    kind: str,
    whom: str,
    seen: str,
    subject: str,
    body: bytes,
    actor_name: str,
    family: str,
    given: str,
    mrn: str,
    day: str | None,
    about: str,
) -> TrailEntry:
    said = body.decode(errors="replace")
    return TrailEntry(
        seq, _time(at), actor, kind, whom, seen, subject, said, actor_name, family, given, mrn, _day(day), about
    )


def _order(query: TrailQuery) -> ColumnElement[Any]:
    if query.by is not TrailColumn.KIND:
        return _SORTED[query.by]
    ranks = {kind: place for place, kind in enumerate(query.kind_order)}
    return case(ranks, value=event.c.kind, else_=len(ranks)) if ranks else event.c.kind


def _narrowed(asked: Select[Any], query: TrailQuery) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    at = _AT
    if query.since is not None:
        conditions.append(at >= utc_text(query.since))
    if query.until is not None:
        conditions.append(at < utc_text(query.until))
    if query.up_to:
        conditions.append(event.c.seq <= query.up_to)
    if query.actor:
        conditions.append(event.c.actor == query.actor)
    if query.patients is not None:
        conditions.append(event.c.patient.in_(sorted(query.patients)))
    if query.kinds:
        conditions.append(or_(*(event.c.kind.startswith(f"{each}.", autoescape=True) for each in query.kinds)))
    return asked.where(*conditions)


def _time(text: str) -> datetime | None:
    try:
        return read_time(text)
    except StoreDamaged:
        return None


def _day(text: str | None) -> date | None:
    try:
        return read_day(text)
    except StoreDamaged:
        return None
