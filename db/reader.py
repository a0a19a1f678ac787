"""What can be asked of the record: one unchanging view of it, as frozen values."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Connection, bindparam, select

from db import charts, events, search, staff_rows, visits
from db.charts import Known
from db.errors import NotThere, StoreDamaged
from db.people import Member, Person, PersonId, Pin
from db.records import (
    Chart,
    Emergency,
    Head,
    Mark,
    MarkId,
    Patient,
    PatientId,
    Practice,
    RouteStep,
    Visit,
    VisitId,
    VisitSummary,
)
from db.rows import PATIENT, PERSON, PRACTICE, VISIT, to_patient, to_person, to_practice, to_visit
from db.tables import mark, patient, person, place_word, practice, route_step, visit

if TYPE_CHECKING:
    from db.trail import TrailEntry, TrailQuery

_ID: BindParameter[str] = bindparam("id")
_PRACTICE = select(*PRACTICE).select_from(practice)
_PERSONS = select(*PERSON).order_by(person.c.ordinal)
_PERSON = select(*PERSON).where(person.c.id == _ID)
_PATIENT = select(*PATIENT).where(patient.c.id == _ID)
_VISIT = select(*VISIT).where(visit.c.id == _ID)
_MARK = select(mark.c.id).where(mark.c.id == _ID)
_ROUTE = (
    select(*route_step.c["region", "side"])
    .join(practice, practice.c.route == route_step.c.route)
    .order_by(route_step.c.ordinal)
)
_PLACE_WORDS = (
    select(*place_word.c["word", "region"])
    .where(place_word.c.forgotten_at.is_(None))
    .order_by(place_word.c.word, place_word.c.region)
)


class Reader:
    """Questions to the record, all answered from the same moment. Every method may raise StoreError."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def data_version(self) -> int:
        """Return a number that changes when another connection has changed the record."""
        return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def practice(self) -> Practice:
        """Return the practice. Raises StoreDamaged if there is none: every record begins with one."""
        row = self._connection.execute(_PRACTICE).first()
        if row is None:
            raise StoreDamaged
        return to_practice(*row)

    def route(self) -> tuple[RouteStep, ...]:
        """Return the practice's own hands-free route; none if it works by the shipped one."""
        return tuple(RouteStep(*row) for row in self._connection.execute(_ROUTE))

    def place_words(self) -> dict[str, tuple[str, ...]]:
        """Return the practice's own words for places; a word with several places asks which one is meant."""
        found: dict[str, tuple[str, ...]] = {}
        for word, region in self._connection.execute(_PLACE_WORDS):
            found[word] = (*found.get(word, ()), region)
        return found

    def persons(self) -> tuple[Person, ...]:
        """Return everybody, in order of entry. Raises StoreDamaged if there is nobody: every record begins with one."""
        found = tuple(to_person(*row) for row in self._connection.execute(_PERSONS))
        if not found:
            raise StoreDamaged
        return found

    def person(self, person_id: PersonId) -> Person:
        """Return one person. Raises NotThere."""
        row = self._connection.execute(_PERSON, {"id": person_id}).first()
        if row is None:
            raise NotThere
        return to_person(*row)

    def members(self) -> tuple[Member, ...]:
        """Return everybody with their roles, in order of entry; those who were removed too. Raises StoreDamaged."""
        found = staff_rows.members(self._connection)
        if not found:
            raise StoreDamaged
        return found

    def member(self, person_id: PersonId) -> Member:
        """Return one person with their roles. Raises NotThere."""
        found = [each for each in self.members() if each.person.id == person_id]
        if not found:
            raise NotThere
        return found[0]

    def pin(self, person_id: PersonId) -> Pin | None:
        """Return what a person's PIN is checked against; None if they have none."""
        return staff_rows.pin_of(self._connection, person_id)

    def tries(self, person_id: PersonId) -> Pin:
        """Return how a person's tries to prove who they are went lately; without a PIN its verifier is empty."""
        return staff_rows.tries_of(self._connection, person_id)

    def emergencies(self) -> tuple[Emergency, ...]:
        """Return every emergency reading, the newest first."""
        return staff_rows.emergencies(self._connection)

    def find_patients(self, text: str, limit: int = 50) -> tuple[Patient, ...]:
        """Return patients whose name, MRN or birth date fits what was typed, the best fits first."""
        return search.find_patients(self._connection, text, limit)

    def patient(self, patient_id: PatientId) -> Patient:
        """Return one patient. Raises NotThere."""
        row = self._connection.execute(_PATIENT, {"id": patient_id}).first()
        if row is None:
            raise NotThere
        return to_patient(*row)

    def visit(self, visit_id: VisitId) -> Visit:
        """Return one visit. Raises NotThere."""
        row = self._connection.execute(_VISIT, {"id": visit_id}).first()
        if row is None:
            raise NotThere
        return to_visit(*row)

    def visits_of(self, patient_id: PatientId) -> tuple[VisitSummary, ...]:
        """Return a patient's visits, the newest first; discarded ones are left out."""
        return visits.visits_of(self._connection, patient_id)

    def visits_on(self, day: date) -> tuple[VisitSummary, ...]:
        """Return the visits of a day, the earliest first; discarded ones are left out."""
        return visits.visits_on(self._connection, day)

    def open_visits(self) -> tuple[VisitSummary, ...]:
        """Return all open visits, the earliest first."""
        return visits.open_visits(self._connection)

    def chart(self, visit_id: VisitId, known: Known | None = None) -> Chart:
        """Return everything about a visit; marks that are as `known` has them are the same objects. Raises NotThere."""
        return charts.chart(self._connection, visit_id, known or Known())

    def marks(self, visit_id: VisitId) -> tuple[Mark, ...]:
        """Return a visit's live marks, in order of entry."""
        return charts.marks(self._connection, visit_id, Known())

    def mark_exists(self, mark_id: MarkId) -> bool:
        """Return whether a mark is on disk, live or voided: the answer to "was that tap saved?"."""
        return self._connection.execute(_MARK, {"id": mark_id}).first() is not None

    def head(self) -> Head:
        """Return the newest event's number and hash."""
        return events.head(self._connection)

    def trail(self, query: "TrailQuery", offset: int = 0, limit: int = -1) -> "Iterator[TrailEntry]":
        """Yield the events of an audit report in its order, from a place on; all of them without a limit."""
        from db import trail  # noqa: PLC0415 - an audit report is seldom asked for, a start waits for every import

        return trail.entries(self._connection, query, offset, limit)

    def trail_count(self, query: "TrailQuery") -> int:
        """Return how many events an audit report has."""
        from db import trail  # noqa: PLC0415 - as above

        return trail.count(self._connection, query)

    def verify(self) -> tuple[events.Problem, ...]:
        """Walk the chain of events and return its breaks."""
        return events.verify(self._connection)
