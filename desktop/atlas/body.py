"""The body: from a tap to a named site, and from an anchor to where every view shows it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from desktop.atlas.beside import TWO_NAMES_MM, in_two_minds, may_have_two_names, still_means
from desktop.atlas.home import home_view, nearest_first
from desktop.atlas.neutral import Neutral
from desktop.atlas.outlines import Polyline, outline
from desktop.atlas.phrases import site_phrase
from desktop.atlas.seeing import Seeing, Spot, anchor_under
from desktop.atlas.sides import side_at
from desktop.atlas.sight import Sight
from desktop.atlas.surface import Surface
from desktop.atlas.views import Views, load_views
from resources import files
from resources.regions import Lateral, load_regions
from resources.terms import Anchor, BodyKind, Side

if TYPE_CHECKING:
    from desktop.atlas.finding import Finder
    from desktop.atlas.ways import Way

__all__ = ["Body", "Site", "Spot"]

_MM_PER_DM = 100.0
_CIRCLE = np.array(
    [
        (share * math.cos(2 * math.pi * step / count), share * math.sin(2 * math.pi * step / count))
        for share, count in ((0.0, 1), (0.5, 8), (1.0, 16))
        for step in range(count)
    ]
)
"""How a pointer's circle is felt out: its middle, points at half its radius and on its rim, for a radius of 1."""
_NEAR_MM = 25.0
"""Up to here a way is searched for at once, beyond on the coarse skin first."""
_EXACT_MM = 2.0
"""A pointer as fine as this means the leaf under its middle: within 2 mm of a border the nearer name is stored."""


@dataclass(frozen=True, slots=True)
class Site:
    """A named place of the skin. A `coarse` one was pointed at with a wide circle that covers more than one leaf.

    Its region is then their smallest common parent that can say a side. `radius_mm` is the circle's radius on skin
    seen squarely.
    """

    anchor: Anchor
    region: str
    side: Side
    phrase: str
    radius_mm: float
    coarse: bool


class Body:
    """The skin and all its views. Points are px of a view's 1x picture; unknown views and regions raise KeyError."""

    def __init__(self, neutral: Neutral, shown: Seeing | None = None) -> None:
        """`shown` are the views of the body that is drawn, without which it is the neutral one."""
        self._neutral = neutral
        self._surface = neutral.surface
        self._labels = neutral.labels
        self._regions = neutral.regions
        self._seeing = shown or neutral.seeing
        self._outline_of: dict[tuple[str, str, Side], tuple[Polyline, ...]] = {}

    @classmethod
    def load(cls, kind: BodyKind = BodyKind.NEUTRAL) -> "Body":
        """Read a shipped body (about 20 ms; one that isn't the neutral one takes a little longer)."""
        labels = json.loads(files.read_text("body/regions.json"))
        return cls(Neutral(Surface(files.path("body")), labels, load_views(), load_regions())).shown_as(kind)

    def shown_as(self, kind: BodyKind) -> "Body":
        """Return the same skin drawn as another body (about 5 ms; its corners are read when they are first asked for).

        Views show the other body. Region, side, phrase, distances, middles and home views stay the neutral one's.
        """
        if kind is BodyKind.NEUTRAL:
            return Body(self._neutral)
        return Body(self._neutral, Seeing(self._surface.in_shape_of(kind), load_views(kind)))

    @property
    def views(self) -> Views:
        """The views of the body that is shown."""
        return self._seeing.views

    def prepare(self, view_key: str) -> None:
        """Build a view's index (about 10 ms), which its first question would otherwise wait for."""
        self._seeing.sight(view_key)

    def prepare_distances(self) -> None:
        """Make what distances and the words of a place need (about 20 ms): the first tap would else wait for that."""
        _ = self._neutral.distances, self._neutral.axes

    def built(self, view_key: str) -> Sight:
        """Return a view's index, built anew; a worker thread may do this ahead, for `keep` to take it."""
        return self._seeing.built(view_key)

    def keep(self, view_key: str, sight: Sight) -> None:
        """Answer questions about a view by an index that was built ahead."""
        self._seeing.keep(view_key, sight)

    # what a view shows
    def hit(self, view_key: str, x: float, y: float) -> Anchor | None:
        """Return the anchor under a point; None beside the body and on skin that isn't this view's."""
        return self._seeing.hit(view_key, x, y)

    def door(self, view_key: str, x: float, y: float) -> str | None:
        """Return the view that a tap on a point opens: a close-up of the head, hand or foot there, on a whole figure.

        A door's frame is one too, but not the skin of another part inside it: a hip beside a hand takes its own taps.
        """
        doors = (each for each in self._seeing.views.get(view_key).doors if each.holds(x, y))
        door = next(doors, None)
        if door is None:
            return None
        anchor = self.hit(view_key, x, y)
        if anchor is None:
            return door.to
        region = self.region(anchor)
        parts = self._seeing.views.get(door.to).home
        return door.to if any(self._regions.under(region, each) for each in parts) else None

    def spot(self, view_key: str, anchor: Anchor) -> Spot:
        """Return where a view shows an anchor. Whatever was tapped in a view is visible in it, at the tapped point."""
        return self._seeing.spot(view_key, anchor)

    def spots(self, view_key: str, anchors: Sequence[Anchor]) -> list[Spot]:
        """Return what `spot` says of many anchors, in a fraction of the time."""
        return self._seeing.spots(view_key, anchors)

    def views_seeing(self, anchor: Anchor) -> tuple[str, ...]:
        """Return the views an anchor is visible in, in their order."""
        facings = self._seeing.facings(anchor)
        return tuple(key for key, facing in facings.items() if self._seeing.sees(key, anchor, facing))

    def home_view(self, anchor: Anchor) -> str:
        """Return the view a lesion is counted in: of the close-ups in the rail the one that sees it most squarely."""
        seeing = self._neutral.seeing
        facings = seeing.facings(anchor)

        def sees(key: str) -> bool:
            return seeing.sees(key, anchor, facings[key])

        return home_view(seeing.views, self._regions, self.region(anchor), facings, sees)

    def mm_per_px(self, view_key: str) -> float:
        """Return how many mm of skin seen squarely one px shows."""
        return _MM_PER_DM / self._seeing.views.get(view_key).camera.scale

    # where an anchor lies
    def region(self, anchor: Anchor) -> str:
        """Return the leaf at an anchor."""
        return self._labels[self._surface.label(anchor)]

    def side(self, anchor: Anchor) -> Side:
        """Return the side of the leaf at an anchor, whatever the pose and view it was tapped in."""
        return self._side_of(self.region(anchor), anchor)

    def mirrored(self, anchor: Anchor) -> Anchor:
        """Return the same place on the other side of the body, exactly."""
        return self._surface.mirrored(anchor)

    def site_at(self, anchor: Anchor) -> Site:
        """Return the site of an anchor itself, as fine as the surface knows it."""
        return self._site(anchor, {self.region(anchor)}, 0.0)

    def site(self, view_key: str, x: float, y: float, radius_px: float) -> Site | None:
        """Return the site under a pointer's circle: the leaf, or the smallest common parent of all leaves under it.

        A circle of 2 mm or less means the leaf under its middle. None if the middle isn't on the body.
        """
        radius_mm = radius_px * self.mm_per_px(view_key)
        if radius_mm <= _EXACT_MM:
            middle = self.hit(view_key, x, y)
            return None if middle is None else self._site(middle, {self.region(middle)}, radius_mm)
        circle = radius_px * _CIRCLE + (x, y)
        hits = self._seeing.around(view_key, *circle.T)
        middle = anchor_under(hits)
        if middle is None:
            return None
        leaves = {self._labels[number] for number in self._surface.labels_among(hits.triangle, hits.second, hits.third)}
        return self._site(middle, leaves, radius_mm)

    def steady_site(self, earlier: Site, now: Site, view_key: str, x: float, y: float) -> Site:
        """Return the site a drag means at a point: what lies there, or beside its border still what it meant before.

        `earlier` is what it meant a moment ago, `now` what lies there. Only fine pointers are steadied: under a coarse
        one both lie anyway.
        """
        same = (earlier.region, earlier.side) == (now.region, now.side)
        if same or earlier.coarse or now.coarse:
            return now
        if not still_means(self.outline(view_key, earlier.region, earlier.side), (x, y)):
            return now
        phrase = self._phrase(earlier.region, earlier.side, now.anchor)
        return replace(now, region=earlier.region, side=earlier.side, phrase=phrase)

    def other_name(self, site: Site) -> str:
        """Return the leaf beyond a border within 2 mm of a tap on face or ear, the nearest; "" where there is none.

        A site that is a parent leaves it open already.
        """
        if site.coarse or not may_have_two_names(self._regions, site.region):
            return ""
        near = self.neighbours(site.anchor, TWO_NAMES_MM)
        return next((other for other in near if in_two_minds(self._regions, site.region, other)), "")

    def site_named(self, anchor: Anchor, leaf: str) -> Site:
        """Return the site of an anchor beside a border, by the leaf a person says it belongs to."""
        side = self._side_of(leaf, anchor)
        return Site(anchor, leaf, side, self._phrase(leaf, side, anchor), 0.0, coarse=False)

    def distance_mm(self, a: Anchor, b: Anchor, limit_mm: float) -> float | None:
        """Return how far apart two anchors are along the skin; None if it is more than the limit."""
        if limit_mm <= _NEAR_MM:
            return self._neutral.distances.between(a, b, limit_mm)
        way = self.way(a, b, limit_mm)
        return way.mm if way is not None else None

    def way(self, a: Anchor, b: Anchor, limit_mm: float) -> "Way | None":
        """Return the shortest way along the skin of the neutral body; None if it is longer than the limit."""
        return self._neutral.ways.way(a, b, limit_mm)

    @property
    def finder(self) -> "Finder":
        """What proposes landmarks to find a lesion again by."""
        return self._neutral.finder

    def point_mm(self, anchor: Anchor) -> tuple[float, float, float]:
        """Return an anchor's place in the reference pose; two are never nearer along the skin than straight through."""
        return self._neutral.distances.point(anchor)

    def neighbours(self, anchor: Anchor, within_mm: float) -> tuple[str, ...]:
        """Return the other leaves that come within some mm of an anchor along the skin, the nearest first."""
        near = self._neutral.distances.regions_near(anchor, within_mm)
        return tuple(self._labels[number] for number in near)

    # where a region lies
    def middle(self, region: str, side: Side) -> Anchor | None:
        """Return a visible point in the middle of a region on a side; always the same one.

        None where there is none: off the surface, for the root, and for a paired region whose side nobody said.
        """
        views = nearest_first(self._neutral.seeing.views, self._regions, region)
        return self._neutral.middles.middle(region, side, views)

    def outline(self, view_key: str, region: str, side: Side) -> tuple[Polyline, ...]:
        """Return the border of a region on a side, as far as a view shows it, as lines in px of its picture."""
        asked = (view_key, region, side)
        if asked not in self._outline_of:
            border = self._neutral.borders.of(region, side)
            pose = self._seeing.views.get(view_key).pose
            self._outline_of[asked] = outline(self._seeing.surface, self._seeing.sight(view_key), pose, border)
            if may_have_two_names(self._regions, region) and region in self._labels:
                # the region lights up before it is tapped, and the tap asks for what lies beside its border
                self._neutral.distances.prepare(self._labels.index(region))
        return self._outline_of[asked]

    def _site(self, anchor: Anchor, leaves: set[str], radius_mm: float) -> Site:
        region = self._sided(self._regions.smallest_common_parent(leaves), self.region(anchor))
        side = self._side_of(region, anchor)
        coarse = len(leaves) > 1
        phrase = site_phrase(self._regions, region, side) if coarse else self._phrase(region, side, anchor)
        return Site(anchor, region, side, phrase, radius_mm, coarse)

    def _phrase(self, leaf: str, side: Side, anchor: Anchor) -> str:
        """Return the words of an anchor named by a leaf, with where in that leaf it lies."""
        x, y, z = self._surface.point(anchor).tolist()
        return site_phrase(self._regions, leaf, side, self._neutral.axes.position(leaf, side, (x, y, z)))

    def _sided(self, parent: str, leaf: str) -> str:
        """Return the parent, or where it has no side to say the largest region around a leaf that has one.

        Every lesion is named with its side; between forehead and scalp it is the face's or the scalp's, not the head's.
        """
        if parent == leaf or self._regions.get(parent).lateral is not Lateral.NO:
            return parent
        below = self._regions.path(leaf)[: self._regions.path(leaf).index(parent)]
        return next((each for each in reversed(below) if self._regions.get(each).lateral is not Lateral.NO), below[-1])

    def _side_of(self, region: str, anchor: Anchor) -> Side:
        return side_at(self._regions, region, float(self._surface.point(anchor)[0]))
