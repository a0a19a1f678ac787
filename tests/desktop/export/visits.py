"""Visits as a clinic has them, on the real body: what was tapped, what was called out, what was only seen."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from db.people import Person, PersonId
from db.records import (
    Chart,
    Head,
    LesionId,
    Mark,
    MarkId,
    Measure,
    MeasureId,
    Patient,
    PatientId,
    Place,
    Practice,
    Treatment,
    TreatmentId,
    Visit,
    VisitId,
)
from desktop.atlas.body import Body
from desktop.atlas.phrases import site_phrase
from desktop.record import Imprint, editions
from desktop.snapshot import Rules, Snapshot, build
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import Anchor, DiagnosisState, Placement, Side, VisitState

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 15, 42, 7, tzinfo=UTC)
WRITTEN = datetime(2026, 11, 23, 10, 58, tzinfo=timezone(timedelta(hours=-5)))
VISIT = VisitId("0193a5d01f2a7c3e9b8d1a2b3c4d5e6f")
WHITFIELD = Patient(PatientId("p1"), "Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",), 1)
OSEI = Person(PersonId("u1"), "Amara Osei", "MD")
PRACTICE = Practice("Demo Dermatology", demo=True, first_view="face", place_of_service="11")


@dataclass(frozen=True)
class Lesion:
    """One mark of a visit. `same_as` is the number, from 1, of the mark it may be the same lesion as."""

    place: Place
    preset: str = "ak"
    same_as: int | None = None
    cosmetic: bool = False
    size_mm: int | None = None
    entered: datetime = AT
    freezes: tuple[int, ...] = ()
    measures: tuple[tuple[str, Side, int, str], ...] = ()


@dataclass(frozen=True)
class Day:
    """Who was seen, by whom, and whether it was signed."""

    who: Patient = WHITFIELD
    provider: Person = OSEI
    practice: Practice = PRACTICE
    state: VisitState = VisitState.OPEN


@cache
def body() -> Body:
    return Body.load()


@cache
def rules() -> Rules:
    return Rules(load_regions(), load_presets(), load_codebook(DAY))


def tapped(region: str, side: Side) -> Place:
    """A tap in the middle of a region."""
    site = body().site_at(anchor_of(region, side))
    return Place(Placement.TAPPED, site.region, site.side, site.phrase, site.anchor, body().home_view(site.anchor))


def called(region: str, side: Side) -> Place:
    """A place that was called out by its name."""
    phrase = site_phrase(load_regions(), region, side)
    return Place(Placement.BY_NAME, region, side, phrase, body().middle(region, side))


def strewn(view: str, count: int, seed: int = 1) -> Iterator[Place]:
    """Taps all over one view, always the same ones."""
    dice = random.Random(f"{view}{seed}")
    while count:
        site = body().site(view, dice.uniform(0, 1000), dice.uniform(0, 1100), 0)
        if site and body().home_view(site.anchor) == view:
            count -= 1
            yield Place(Placement.TAPPED, site.region, site.side, site.phrase, site.anchor, view)


def chart(lesions: Sequence[Lesion], day: Day | None = None) -> Chart:
    day = day or Day()
    return Chart(
        practice=day.practice,
        patient=day.who,
        provider=day.provider,
        visit=Visit(VISIT, day.who.id, day.provider.id, DAY, "11", day.state, AT, 1),
        marks=tuple(_mark(number, each) for number, each in enumerate(lesions, start=1)),
        saved_at=AT,
        measures=tuple(
            Measure(MeasureId(f"d{number}{place}"), MarkId(f"m{number:04}"), *each, AT, PersonId("u1"))
            for number, lesion in enumerate(lesions, start=1)
            for place, each in enumerate(lesion.measures)
        ),
    )


def visit(*lesions: Lesion, day: Day | None = None) -> Snapshot:
    """The snapshot of a visit whose lesions were entered in this order."""
    return build(chart(lesions, day), rules())


def imprint() -> Imprint:
    return Imprint(at=WRITTEN, program="0.1.0", rules=editions(rules().book), head=Head(214, "9f3c5a" + "0" * 58))


def named(family_name: str, given_name: str = "", mrn: str = "48213") -> Day:
    """The day of a patient with such a name."""
    return Day(who=replace(WHITFIELD, family_name=family_name, given_name=given_name, mrn=mrn))


def one() -> Snapshot:
    return visit(Lesion(tapped("helix_superior", Side.LEFT)))


def three() -> Snapshot:
    return visit(
        Lesion(tapped("nasal_dorsum", Side.MIDLINE)),
        Lesion(tapped("malar_cheek_medial", Side.LEFT)),
        Lesion(tapped("hand_dorsal_central", Side.RIGHT)),
    )


def mixed() -> Snapshot:
    """18 marks: tapped, called out, in question, of an unsaid side, without a place, warts, cosmetic, seen."""
    return visit(
        *(Lesion(called("frontal_scalp", Side.RIGHT)) for _ in range(3)),
        Lesion(tapped("vertex_scalp", Side.MIDLINE)),
        Lesion(tapped("temple_superior", Side.RIGHT)),
        Lesion(tapped("temple_superior", Side.RIGHT), same_as=5),
        Lesion(tapped("nasal_dorsum", Side.MIDLINE), "ak_curettement"),
        Lesion(tapped("malar_cheek_medial", Side.LEFT)),
        Lesion(called("forearm_dorsal_mid", Side.UNSAID)),
        Lesion(called("skin", Side.UNSIDED)),
        Lesion(tapped("hand_dorsal_central", Side.RIGHT), entered=AT + timedelta(days=1)),
        Lesion(tapped("thumb", Side.RIGHT), "wart"),
        Lesion(tapped("index_finger", Side.LEFT), "wart"),
        Lesion(tapped("sole_arch", Side.LEFT), "wart"),
        Lesion(tapped("upper_back_scapular", Side.LEFT), "sk", cosmetic=True),
        Lesion(tapped("helix_superior", Side.LEFT), "seen"),
        Lesion(tapped("presternal", Side.MIDLINE), "seen"),
        Lesion(tapped("lower_leg_anterior", Side.LEFT), size_mm=6),
    )


def crowded() -> Snapshot:
    """60 lesions on scalp and face of a patient with a long name."""
    places = [*strewn("scalp_front", 26), *strewn("face", 24), *strewn("head_right", 6), *strewn("head_left", 4)]
    return visit(
        *(Lesion(place, "wart" if number % 9 == 0 else "ak") for number, place in enumerate(places, start=1)),
        day=named("Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", "Maximiliana Bartholomea Konstantinopel"),
    )


def forty() -> Snapshot:
    """40 lesions of four kinds on 3 cm of the back."""
    here = body().spot("back", anchor_of("upper_back_scapular", Side.LEFT))
    places = near("back", here.x, here.y, 15 / body().mm_per_px("back"), 40)
    kinds = ("ak", "wart", "seen", "ak_curettement")
    return visit(*(Lesion(place, kinds[number % len(kinds)]) for number, place in enumerate(places)))


def off_surface(region: str, side: Side) -> Place:
    """A place the body surface does not carry."""
    return Place(Placement.OFF_SURFACE, region, side, site_phrase(load_regions(), region, side))


def clustered() -> Snapshot:
    """Crowds: 16 lesions on a hand's breadth of the back, 12 on the back of a hand, many counted by one name."""
    here = body().spot("back", anchor_of("upper_back_scapular", Side.LEFT))
    hand = body().spot("hand_right_back", anchor_of("hand_dorsal_central", Side.RIGHT))
    return visit(
        *(Lesion(place) for place in near("back", here.x, here.y, 32, 16)),
        *(Lesion(place, "wart") for place in near("hand_right_back", hand.x, hand.y, 50, 12)),
        *(Lesion(called("forehead", Side.LEFT), "ak" if number % 5 else "sk") for number in range(12)),
        Lesion(tapped("presternal", Side.MIDLINE), "seen"),
        *(Lesion(place, "ak_curettement") for place in strewn("head_back", 3)),
        *(Lesion(place, "ak_freeze_curette") for place in strewn("under_chin", 3)),
        *(Lesion(place, "seen") for place in strewn("foot_left_top", 2)),
    )


def anchor_of(region: str, side: Side) -> Anchor:
    anchor = body().middle(region, side)
    assert anchor is not None
    return anchor


def near(view: str, x: float, y: float, radius: float, count: int) -> Iterator[Place]:
    """Taps near a point of a view, always the same ones."""
    dice = random.Random(7)
    while count:
        site = body().site(view, x + dice.uniform(-radius, radius), y + dice.uniform(-radius, radius), 0)
        if site and body().home_view(site.anchor) == view:
            count -= 1
            yield Place(Placement.TAPPED, site.region, site.side, site.phrase, site.anchor, view)


def _mark(number: int, lesion: Lesion) -> Mark:
    return Mark(
        id=MarkId(f"m{number:04}"),
        lesion_id=LesionId(f"l{number:04}"),
        visit_id=VISIT,
        place=lesion.place,
        maybe_same_as=MarkId(f"m{lesion.same_as:04}") if lesion.same_as else None,
        treatment=_treatment(number, lesion),
        entered_at=lesion.entered,
        entered_by=PersonId("u1"),
        version=1,
    )


def _treatment(number: int, lesion: Lesion) -> Treatment | None:
    preset = load_presets().get(lesion.preset)
    if preset.category is None:
        return None
    return Treatment(
        id=TreatmentId(f"t{number:04}"),
        category=preset.category,
        methods=preset.methods,
        diagnoses=preset.diagnoses,
        preset=preset.key,
        size_mm=lesion.size_mm,
        diagnosis_state=DiagnosisState.CLINICAL,
        cosmetic=lesion.cosmetic,
        entered_at=lesion.entered,
        entered_by=PersonId("u1"),
        freezes=lesion.freezes,
    )
