"""Visits as they could come from disk, built without one: the panels only ever see snapshots."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.people import Person, PersonId
from db.records import (
    Chart,
    LesionId,
    Mark,
    MarkId,
    Patient,
    PatientId,
    Place,
    Practice,
    Treatment,
    TreatmentId,
    Visit,
    VisitId,
)
from desktop.snapshot import Rules, Snapshot, build
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import SURFACE, Anchor, DiagnosisState, Placement, Side, VisitState

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 15, 42, 7, tzinfo=UTC)
SITES = (
    ("malar_cheek", Side.LEFT, "left malar cheek"),
    ("vertex_scalp", Side.MIDLINE, "mid vertex scalp"),
    ("hand_dorsal", Side.RIGHT, "right dorsal hand"),
    ("forehead", Side.RIGHT, "right forehead"),
)


@dataclass(frozen=True)
class Lesion:
    """What a test says about a lesion; the rest is filled in."""

    preset: str = "ak"
    site: int = 0
    same_as: int | None = None
    side: Side | None = None
    other_region: str = ""
    surface: str = SURFACE


WHITFIELD = Patient(PatientId("p1"), "Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",), 1)


def chart(marks: tuple[Mark, ...] = (), who: Patient | None = None, visit_id: str = "v1") -> Chart:
    return Chart(
        practice=Practice("Demo", True, "face", "11"),  # noqa: FBT003 - the record's own order
        patient=who or WHITFIELD,
        provider=Person(PersonId("u1"), "Dr A. Osei", "MD"),
        visit=Visit(VisitId(visit_id), PatientId("p1"), PersonId("u1"), DAY, "11", VisitState.OPEN, AT, 1),
        marks=marks,
        saved_at=AT,
    )


def mark(number: int, lesion: Lesion) -> Mark:
    preset = load_presets().get(lesion.preset)
    region, side, phrase = SITES[lesion.site]
    treatment = None
    if preset.category:
        treatment = Treatment(
            TreatmentId(f"t{number}"),
            preset.category,
            preset.methods,
            preset.diagnoses,
            preset.key,
            None,
            DiagnosisState.CLINICAL,
            False,  # noqa: FBT003 - the record's own order
            AT,
            PersonId("u1"),
        )
    return Mark(
        id=MarkId(f"m{number:04}"),
        lesion_id=LesionId(f"l{number:04}"),
        visit_id=VisitId("v1"),
        place=Place(
            Placement.TAPPED,
            region,
            lesion.side or side,
            phrase,
            Anchor(number, 500_000, 500_000),
            "face",
            other_region=lesion.other_region,
            surface=lesion.surface,
        ),
        maybe_same_as=MarkId(f"m{lesion.same_as:04}") if lesion.same_as else None,
        treatment=treatment,
        entered_at=AT,
        entered_by=PersonId("u1"),
        version=1,
    )


def visit(
    *lesions: Lesion, who: Patient | None = None, without: frozenset[int] = frozenset(), visit_id: str = "v1"
) -> Snapshot:
    """Build the snapshot of a visit whose lesions were entered in this order, counted from 1; some removed since."""
    rules = Rules(load_regions(), load_presets(), load_codebook(DAY))
    marks = tuple(mark(n, each) for n, each in enumerate(lesions, start=1) if n not in without)
    return build(chart(marks, who, visit_id), rules)
