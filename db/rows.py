"""Rows of the tables as frozen values: lists of columns, and the functions that take them in that order."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import Row

from db.people import Person, PersonId
from db.records import Patient, PatientId, Practice, Visit, VisitId
from db.tables import patient, person, practice, visit
from resources.terms import BodyKind, Sex, SiteLevel, SkinTone, VisitState

AnyRow = Row[*tuple[Any, ...]]

PRACTICE = tuple(practice.c["name", "demo", "first_view", "place_of_service", "site_level", "lock_minutes"])
PERSON = tuple(person.c["id", "name", "credentials", "npi"])
PATIENT = tuple(
    patient.c["id", "family_name", "given_name", "birth_date", "mrn", "alerts", "version", "sex", "body", "skin_tone"]
)
VISIT = tuple(
    visit.c["id", "patient_id", "provider_id", "date_of_service", "place_of_service", "state", "opened_at", "version"]
)


def columns_of(*parts: Sequence[object]) -> Iterator[slice]:
    """Yield where the columns of each list stand in a row that holds one list after the other."""
    return (slice(*each) for each in pairwise(accumulate(map(len, parts), initial=0)))


def to_practice(
    name: str, demo: int, first_view: str, place_of_service: str, site_level: SiteLevel, lock_minutes: int
) -> Practice:
    """Take the columns of PRACTICE."""
    return Practice(name, bool(demo), first_view, place_of_service, site_level, lock_minutes)


def to_person(person_id: str, name: str, credentials: str, npi: str) -> Person:
    """Take the columns of PERSON."""
    return Person(PersonId(person_id), name, credentials, npi)


def to_patient(  # noqa: PLR0913, PLR0917  the columns of PATIENT
    patient_id: str,
    family: str,
    given: str,
    born: date | None,
    mrn: str,
    alerts: str,
    version: int,
    sex: Sex,
    body: BodyKind | None,
    skin_tone: SkinTone | None,
) -> Patient:
    """Take the columns of PATIENT."""
    lines = tuple(alerts.splitlines())
    return Patient(PatientId(patient_id), family, given, born, mrn, lines, version, sex, body, skin_tone)


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
