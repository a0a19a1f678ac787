"""From a tap or a name to a draft that can be stored."""

import math
from collections.abc import Iterable
from dataclasses import fields, replace

from db.records import (
    LesionId,
    Mark,
    MarkDraft,
    MarkId,
    Place,
    Treatment,
    TreatmentDraft,
    TreatmentId,
    new_id,
)
from desktop.atlas.body import Body
from desktop.atlas.phrases import site_phrase
from desktop.controls.brush import Brush
from desktop.map.taps import PartTap, Tap
from desktop.snapshot import Numbered
from resources.off_surface import off_surface
from resources.regions import Regions
from resources.terms import Anchor, Placement, Side

NEAR_MM = 4.0
"""Two taps nearer than this along the skin may be one lesion (screens.md 4.6)."""


class Placer:
    """Turns what a person pointed at or named into places and drafts."""

    def __init__(self, body: Body, regions: Regions) -> None:
        self._body = body
        self._regions = regions
        self._points: dict[MarkId, tuple[Anchor, tuple[float, float, float]]] = {}

    def at(self, tap: Tap | PartTap) -> Place:
        """Return the place under a tap as it was said before the lift; one on a diagram has no anchor.

        A pointer coarser than the regions stores their smallest common parent, a fine one beside a border on face or
        ear the other name too.
        """
        if isinstance(tap, PartTap):
            part = tap.site
            return Place(Placement.OFF_SURFACE, part.region, part.side, part.phrase, None, part.view)
        site = tap.site or self._body.site_at(tap.anchor)
        return Place(
            Placement.TAPPED,
            site.region,
            site.side,
            site.phrase,
            tap.anchor,
            tap.view,
            round(site.radius_mm),
            self._body.other_name(site),
        )

    def renamed(self, place: Place, region: str) -> Place:
        """Return a tapped place by the one of its two names that it has; the other is no longer offered."""
        if region == place.region or place.anchor is None:
            return replace(place, other_region="")
        site = self._body.site_named(place.anchor, region)
        return replace(place, region=region, side=site.side, phrase=site.phrase, other_region="")

    def named(self, region: str, side: Side) -> Place:
        """Return the place of a lesion counted by name: the named node itself; its anchor only draws.

        What the body's surface has no skin for has none.
        """
        if region in off_surface():
            phrase = site_phrase(self._regions, region, side)
            return Place(Placement.OFF_SURFACE, region, side, phrase)
        anchor = self._body.middle(region, side)
        return Place(Placement.BY_NAME, region, side, site_phrase(self._regions, region, side), anchor)

    def other_side(self, place: Place) -> Place:
        """Return the mirror place of one with a right or left side: of a tapped one exactly, else by the same name."""
        side = Side.RIGHT if place.side is Side.LEFT else Side.LEFT
        if place.anchor is None or place.placement is not Placement.TAPPED or not place.is_current:
            return self.named(place.region, side)
        anchor = self._body.mirrored(place.anchor)
        site = self._body.site_at(anchor)
        fine = (site.region, site.side) == (place.region, side)
        phrase = site.phrase if fine else site_phrase(self._regions, place.region, side)
        return replace(place, side=side, phrase=phrase, anchor=anchor, view=self._body.home_view(anchor))

    def prepare(self, marks: Iterable[Mark]) -> None:
        """Look up where marks lie, so that `near` need not, and make distances ready for the first tap."""
        self._body.prepare_distances()
        for mark in marks:
            if mark.place.anchor is not None and mark.place.is_current:
                self._point(mark.id, mark.place.anchor)

    def near(self, anchor: Anchor, marks: Iterable[Mark]) -> MarkId | None:
        """Return the nearest tapped mark within NEAR_MM along the skin, if any."""
        best: tuple[float, MarkId] | None = None
        here = self._body.point_mm(anchor)
        for mark in marks:
            other = mark.place.anchor
            if other is None or mark.place.placement is not Placement.TAPPED or not mark.place.is_current:
                continue
            if math.dist(here, self._point(mark.id, other)) > NEAR_MM:
                continue
            distance = self._body.distance_mm(anchor, other, NEAR_MM)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, mark.id)
        return best[1] if best else None

    def _point(self, mark_id: MarkId, anchor: Anchor) -> tuple[float, float, float]:
        """Return where a mark is, kept by its id: a tap asks for all marks of the visit."""
        kept = self._points.get(mark_id)
        if kept is None or kept[0] is not anchor:
            kept = self._points[mark_id] = anchor, self._body.point_mm(anchor)
        return kept[1]

    def draft(self, place: Place, brush: Brush, marks: Iterable[Mark]) -> MarkDraft:
        """Return a new lesion at a place, done with a brush. Only a treated lesion can be a treated one once more."""
        treatment = treatment_draft(brush)
        doubt = None
        if treatment and place.placement is Placement.TAPPED and place.anchor:
            doubt = self.near(place.anchor, (mark for mark in marks if mark.treatment))
        return MarkDraft(MarkId(new_id()), LesionId(new_id()), place, treatment, doubt)

    def named_draft(self, region: str, side: Side, brush: Brush) -> MarkDraft:
        """Return a new lesion counted by name, done with a brush."""
        return self.draft(self.named(region, side), brush, ())

    @staticmethod
    def brush_of(each: Numbered, brush: Brush) -> Brush:
        """Return the brush a lesion was made with, as far as the presets know it."""
        treatment = each.mark.treatment
        made = brush.preset_of(each.preset)
        return made.done_with(treatment.methods[0]) if treatment and len(treatment.methods) == 1 else made


def as_draft(treatment: Treatment) -> TreatmentDraft:
    """Return what is recorded about a treatment as a draft that changes nothing."""
    return TreatmentDraft(**{each.name: getattr(treatment, each.name) for each in fields(TreatmentDraft)})


def treatment_draft(brush: Brush) -> TreatmentDraft | None:
    """Return what a brush does to a lesion; None for a brush that only notes it as seen."""
    preset = brush.preset
    if preset.category is None:
        return None
    return TreatmentDraft(TreatmentId(new_id()), preset.category, brush.methods, preset.diagnoses, preset.key)
