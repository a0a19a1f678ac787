"""Visits whose lesions lie on the shipped body."""

from dataclasses import dataclass, replace

from db.records import Mark, MarkId, Place
from desktop.atlas.body import Body
from desktop.atlas.phrases import site_phrase
from desktop.snapshot import Rules, Snapshot, build
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import Anchor, Method, Placement, Side
from tests.desktop import snapshots
from tests.desktop.snapshots import DAY

RULES = Rules(load_regions(), load_presets(), load_codebook(DAY))


@dataclass(frozen=True)
class Lesion:
    """What a test says about a lesion: a point of the skin, or the name of a region."""

    anchor: Anchor | None = None
    region: str = ""
    side: Side = Side.UNSAID
    preset: str = "ak"
    methods: tuple[Method, ...] = ()
    same_as: int | None = None


def mark_id(number: int) -> MarkId:
    return MarkId(f"m{number:04}")


def visit(body: Body, *lesions: Lesion, without: tuple[int, ...] = (), visit_id: str = "v1") -> Snapshot:
    """Return the snapshot of a visit whose lesions were entered in this order, counted from 1; some removed since."""
    marks = tuple(_mark(body, number, each) for number, each in enumerate(lesions, 1) if number not in without)
    return build(snapshots.chart(marks, visit_id=visit_id), RULES)


def _mark(body: Body, number: int, lesion: Lesion) -> Mark:
    made = snapshots.mark(number, snapshots.Lesion(lesion.preset, 0, lesion.same_as))
    treatment = made.treatment
    if treatment is not None and lesion.methods:
        treatment = replace(treatment, methods=lesion.methods)
    return replace(made, place=_place(body, lesion), treatment=treatment)


def _place(body: Body, lesion: Lesion) -> Place:
    if lesion.anchor is not None:
        site = body.site_at(lesion.anchor)
        return Place(Placement.TAPPED, site.region, site.side, site.phrase, lesion.anchor, "face")
    anchor = body.middle(lesion.region, lesion.side)
    phrase = site_phrase(load_regions(), lesion.region, lesion.side)
    return Place(Placement.BY_NAME, lesion.region, lesion.side, phrase, anchor)
