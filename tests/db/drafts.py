"""What a person could enter, for tests that store something."""

from dataclasses import replace
from datetime import date

from db.people import PersonId
from db.records import (
    LesionId,
    MarkDraft,
    MarkId,
    MeasureDraft,
    MeasureId,
    PatientDraft,
    PatientId,
    Place,
    TreatmentDraft,
    TreatmentId,
    VisitId,
    new_id,
)
from db.store import Store
from resources.terms import Anchor, Category, Method, Placement, Side

DAY = date(2026, 11, 23)
NOSE = Place(Placement.TAPPED, "nasal_dorsum", Side.MIDLINE, "nasal dorsum", Anchor(4711, 250_000, 750_000), "face", 0)
TEMPLE = Place(
    Placement.TAPPED, "temple_superior", Side.LEFT, "left temple", Anchor(811, 1, 1_000_000), "left_profile", 3
)
BY_NAME = Place(Placement.BY_NAME, "forearm", Side.RIGHT, "right forearm")
WHITFIELD = PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",))


def treatment() -> TreatmentDraft:
    return TreatmentDraft(
        TreatmentId(new_id()), Category.PREMALIGNANT, (Method.CRYOTHERAPY,), ("L57.0",), "ak", cosmetic=False
    )


def lesion(place: Place = NOSE) -> MarkDraft:
    return MarkDraft(MarkId(new_id()), LesionId(new_id()), place, treatment())


def measure(distance_mm: int = 45, landmark: str = "glabella") -> MeasureDraft:
    return MeasureDraft(MeasureId(new_id()), landmark, Side.UNSIDED, distance_mm, "superior")


def finding(place: Place = NOSE) -> MarkDraft:
    return replace(lesion(place), treatment=None)


def somebody(store: Store) -> PersonId:
    with store.reading() as record:
        return record.persons()[0].id


def add_patient(store: Store, draft: PatientDraft = WHITFIELD) -> PatientId:
    patient_id = PatientId(new_id())
    with store.begin(somebody(store)) as work:
        work.add_patient(patient_id, draft)
    return patient_id


def open_visit(store: Store, patient_id: PatientId | None = None, day: date = DAY) -> VisitId:
    visit_id, actor = VisitId(new_id()), somebody(store)
    patient_id = patient_id or add_patient(store)
    with store.begin(actor) as work:
        work.open_visit(visit_id, patient_id, actor, day, "11")
    return visit_id


def add(store: Store, visit_id: VisitId, *drafts: MarkDraft) -> None:
    with store.begin(somebody(store)) as work:
        for draft in drafts:
            work.add_mark(visit_id, draft)
