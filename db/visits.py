"""Lists of visits, each with how many lesions it has."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, select, text

from db.records import PatientId, VisitSummary
from db.rows import PATIENT, PERSON, VISIT, columns_of, to_patient, to_person, to_visit
from db.tables import event, mark, patient, person, treatment, visit
from resources.terms import VisitState

_TREATED_HERE = and_(treatment.c.mark_id == mark.c.id, treatment.c.voided_at.is_(None))
_LIVE_HERE = and_(mark.c.visit_id == visit.c.id, mark.c.voided_at.is_(None))
_TREATED = (
    select(func.count())
    .select_from(mark.join(treatment, _TREATED_HERE))
    .where(_LIVE_HERE)
    .correlate(visit)
    .scalar_subquery()
)
_SEEN = (
    select(func.count())
    .select_from(mark)
    .where(_LIVE_HERE, ~exists().where(_TREATED_HERE))
    .correlate(visit)
    .scalar_subquery()
)
_CHANGED = (
    select(event.c.at)
    .where(event.c.visit == visit.c.id)
    .order_by(event.c.seq.desc())
    .limit(1)
    .correlate(visit)
    .scalar_subquery()
)
_ALL = (
    select(*VISIT, *PATIENT, *PERSON, _TREATED, _SEEN, _CHANGED)
    .select_from(visit)
    .join(patient, patient.c.id == visit.c.patient_id)
    .join(person, person.c.id == visit.c.provider_id)
)
_KEPT = _ALL.where(visit.c.state != VisitState.DISCARDED)
_VISIT_HERE, _PATIENT_HERE, _PERSON_HERE = columns_of(VISIT, PATIENT, PERSON)
_EARLIEST = (visit.c.opened_at, visit.c.id)
_OF_PATIENT = _KEPT.where(visit.c.patient_id == bindparam("patient_id")).order_by(
    visit.c.date_of_service.desc(), visit.c.opened_at.desc(), visit.c.id.desc()
)
_ON_DAY = _KEPT.where(visit.c.date_of_service == bindparam("day")).order_by(*_EARLIEST)
# The literal text lets SQLite use the index that holds open visits only.
_OPEN = _ALL.where(text("visit.state = 'open'")).order_by(*_EARLIEST)


def visits_of(connection: Connection, patient_id: PatientId) -> tuple[VisitSummary, ...]:
    """Return a patient's visits, the newest first; discarded ones are left out."""
    return _summaries(connection, _OF_PATIENT, {"patient_id": patient_id})


def visits_on(connection: Connection, day: date) -> tuple[VisitSummary, ...]:
    """Return the visits of a day, the earliest first; discarded ones are left out."""
    return _summaries(connection, _ON_DAY, {"day": day})


def open_visits(connection: Connection) -> tuple[VisitSummary, ...]:
    """Return all open visits, the earliest first."""
    return _summaries(connection, _OPEN, {})


def _summaries(
    connection: Connection, statement: Select[Any], values: Mapping[str, object]
) -> tuple[VisitSummary, ...]:
    return tuple(
        VisitSummary(
            to_visit(*row[_VISIT_HERE]),
            to_patient(*row[_PATIENT_HERE]),
            to_person(*row[_PERSON_HERE]),
            treated=row[-3],
            seen=row[-2],
            last_change=row[-1],
        )
        for row in connection.execute(statement, values)
    )
