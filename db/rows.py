"""Rows of the tables as frozen values: lists of columns, and the functions that take them in that order."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from db.records import Patient, PatientId, Person, PersonId, Practice, Visit, VisitId
from db.tables import patient, person, practice, visit
from resources.terms import VisitState

AnyRow = Row[*tuple[Any, ...]]

PRACTICE = tuple(practice.c["name", "demo", "first_view", "place_of_service"])
PERSON = tuple(person.c["id", "name", "credentials"])
PATIENT = tuple(patient.c["id", "family_name", "given_name", "birth_date", "mrn", "alerts", "version"])
VISIT = tuple(
    visit.c["id", "patient_id", "provider_id", "date_of_service", "place_of_service", "state", "opened_at", "version"]
)


def to_practice(name: str, demo: int, first_view: str, place_of_service: str) -> Practice:
    """Take the columns of PRACTICE."""
    return Practice(name, bool(demo), first_view, place_of_service)


def to_person(person_id: str, name: str, credentials: str) -> Person:
    """Take the columns of PERSON."""
    return Person(PersonId(person_id), name, credentials)


def to_patient(  # noqa: PLR0913, PLR0917  the columns of PATIENT
    patient_id: str, family: str, given: str, born: date | None, mrn: str, alerts: str, version: int
) -> Patient:
    """Take the columns of PATIENT."""
    return Patient(PatientId(patient_id), family, given, born, mrn, tuple(alerts.splitlines()), version)


def to_visit(  # noqa: PLR0913, PLR0917  the columns of VISIT
    visit_id: str,
    patient_id: str,
    provider_id: str,
    day: date,
    place: str,
    state: VisitState,
    opened: datetime,
    version: int,
) -> Visit:
    """Take the columns of VISIT."""
    return Visit(VisitId(visit_id), PatientId(patient_id), PersonId(provider_id), day, place, state, opened, version)
