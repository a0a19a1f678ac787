"""The demo practice: invented patients and their visits, written into a folder of their own."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from db.records import (
    LesionId,
    MarkDraft,
    MarkId,
    PatientDraft,
    PatientId,
    Place,
    TreatmentDraft,
    TreatmentId,
    VisitId,
    new_id,
)
from db.store import Work
from desktop.access import Action
from desktop.atlas.body import Body
from desktop.atlas.phrases import site_phrase
from desktop.practice.session import Session, create_session
from desktop.snapshot import Rules
from resources import files
from resources.terms import Placement, Sex, Side


@dataclass(frozen=True, slots=True)
class _Lesions:
    count: int
    preset: str
    side: Side
    region: str


@dataclass(frozen=True, slots=True)
class _Visit:
    days: int
    lesions: tuple[_Lesions, ...]


@dataclass(frozen=True, slots=True)
class _Patient:
    draft: PatientDraft
    visits: tuple[_Visit, ...]


def create_demo(folder: Path, body: Body, rules: Rules, today: date) -> Session:
    """Write the demo practice into a folder and open it. Raises StoreError, then there is none."""
    script = tomllib.loads(files.read_text("demo/practice.toml"))

    def fill(session: Session) -> None:
        for patient in _patients(script):
            with session.writing(Action.MARK_ENTER) as work:
                _write_patient(work, session, patient, body, rules, today)

    return create_session(
        folder,
        practice=script["practice"],
        person=script["person"],
        credentials=script["credentials"],
        demo=True,
        fill=fill,
    )


def _patients(script: dict[str, list[dict[str, object]]]) -> Iterator[_Patient]:
    for row in script["patient"]:
        draft = PatientDraft(
            str(row["family_name"]),
            str(row["given_name"]),
            date.fromisoformat(str(row["birth_date"])),
            str(row["mrn"]),
            _texts(row.get("alerts", [])),
            Sex(str(row.get("sex", Sex.UNSAID))),
        )
        yield _Patient(draft, tuple(_visit(each) for each in _tables(row.get("visit", []))))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _tables(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _visit(row: dict[str, object]) -> _Visit:
    return _Visit(int(str(row["days"])), tuple(_lesions(each) for each in _rows(row["lesions"])))


def _rows(value: object) -> list[list[str | int]]:
    return value if isinstance(value, list) else []


def _lesions(row: list[str | int]) -> _Lesions:
    count, preset, side, region = row
    return _Lesions(int(count), str(preset), Side(str(side)), str(region))


def _write_patient(work: Work, session: Session, patient: _Patient, body: Body, rules: Rules, today: date) -> None:
    patient_id = PatientId(new_id())
    work.add_patient(patient_id, patient.draft)
    for visit in patient.visits:
        visit_id = VisitId(new_id())
        day = today + timedelta(days=visit.days)
        work.open_visit(visit_id, patient_id, session.person.id, day, session.practice.place_of_service)
        for lesions in visit.lesions:
            for place in _places(lesions, body, rules):
                draft = MarkDraft(MarkId(new_id()), LesionId(new_id()), place, _treatment(lesions, rules))
                work.add_mark(visit_id, draft)


def _places(lesions: _Lesions, body: Body, rules: Rules) -> Iterator[Place]:
    """Yield the middle of the region for a single lesion; several are counted by name, as a call-out would be."""
    phrase = site_phrase(rules.regions, lesions.region, lesions.side)
    anchor = body.middle(lesions.region, lesions.side)
    placement = Placement.TAPPED if lesions.count == 1 else Placement.BY_NAME
    for _ in range(lesions.count):
        yield Place(placement, lesions.region, lesions.side, phrase, anchor)


def _treatment(lesions: _Lesions, rules: Rules) -> TreatmentDraft | None:
    preset = rules.presets.get(lesions.preset)
    if preset.category is None:
        return None
    return TreatmentDraft(TreatmentId(new_id()), preset.category, preset.methods, preset.diagnoses, preset.key)
