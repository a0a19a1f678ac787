"""Where the marks of a visit lie in a view. No Qt drawing here; positions are kept, since a mark rarely moves."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import MarkId
from desktop.controls.stamps import Stamp, badge_stamp, stamp_of
from desktop.map.badges import free_place
from desktop.map.viewport import Point
from desktop.snapshot import Numbered
from resources.terms import Anchor, Placement, Side

if TYPE_CHECKING:
    from desktop.atlas.body import Body, Spot

_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn at a point of the view (view px): one mark, or the badge of `marks` placed by name together.

    `anchor` is the point of the skin it stands on.
    """

    marks: tuple[MarkId, ...]
    x: float
    y: float
    stamp: Stamp
    anchor: Anchor

    @property
    def newest(self) -> MarkId:
        """The mark that a press on it means."""
        return self.marks[-1]


class Places:
    """Works out what a view shows of a visit's marks, and remembers where skin lies in which view."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self._spots: dict[tuple[str, Anchor], Spot] = {}
        self._middles: dict[tuple[str, Side], Anchor | None] = {}
        self._homes: dict[Anchor, str] = {}
        self._before: dict[tuple[str, MarkId], tuple[Numbered, Drawn]] = {}

    def drawn(self, view_key: str, marks: Iterable[Numbered], pixel: float) -> tuple[Drawn, ...]:
        """Return what is drawn in a view, in order of entry, badges last. What the view can't see is left out.

        `pixel` is a widget px in view px. A mark that is as it was is given back as the same object, so that what
        changed is found without comparing all.
        """
        single: list[Drawn] = []
        named: dict[tuple[str, Side, str], list[Numbered]] = defaultdict(list)
        known, self._before = self._before, {}
        for each in marks:
            place = each.mark.place
            if place.placement is Placement.BY_NAME:
                named[place.region, place.side, each.preset].append(each)
                continue
            before = known.get((view_key, each.id))
            drawn = before[1] if before is not None and before[0] == each else self._single(view_key, each)
            if drawn is not None:
                self._before[view_key, each.id] = each, drawn
                single.append(drawn)
        return (*single, *self._badges(view_key, named.values(), [(each.x, each.y) for each in single], pixel))

    def _single(self, view_key: str, each: Numbered) -> Drawn | None:
        anchor = each.mark.place.anchor
        if anchor is None:
            return None
        spot = self.spot(view_key, anchor)
        return Drawn((each.id,), spot.x, spot.y, stamp_of(each), anchor) if spot.visible else None

    def spot(self, view_key: str, anchor: Anchor) -> "Spot":
        """Return where a point of the skin lies in a view, and whether it is seen there."""
        found = self._spots.get((view_key, anchor))
        if found is None:
            if len(self._spots) >= _MOST_KEPT:
                self._spots.clear()
            found = self._spots[view_key, anchor] = self._body.spot(view_key, anchor)
        return found

    def anchor_of(self, each: Numbered) -> Anchor | None:
        """Return the skin a mark is drawn on: its own anchor, else the middle of the region it was named by."""
        place = each.mark.place
        if place.anchor is not None or place.placement is not Placement.BY_NAME:
            return place.anchor
        asked = (place.region, place.side)
        if asked not in self._middles:
            self._middles[asked] = self._body.middle(*asked)
        return self._middles[asked]

    def home(self, anchor: Anchor) -> str:
        """Return the key of the view that sees a point of the skin most squarely."""
        if anchor not in self._homes:
            self._homes[anchor] = self._body.home_view(anchor)
        return self._homes[anchor]

    def _badges(
        self, view_key: str, groups: Iterable[list[Numbered]], single: Sequence[Point], pixel: float
    ) -> list[Drawn]:
        def on_skin(place: Point) -> bool:
            return self._body.hit(view_key, *place) is not None

        badges: list[Drawn] = []
        for group in groups:
            anchor = self.anchor_of(group[0])
            if anchor is None or self.home(anchor) != view_key:
                continue
            spot = self.spot(view_key, anchor)
            hollow = not any(each.treated for each in group)
            doubtful = any(each.questions for each in group)
            stamp = badge_stamp(group[0].family, len(group), hollow=hollow, doubtful=doubtful)
            others = [(each.x, each.y) for each in badges]
            x, y = free_place((spot.x, spot.y), single, others, pixel, on_skin)
            badges.append(Drawn(tuple(each.id for each in group), x, y, stamp, anchor))
        return badges


def nearest(drawn: Iterable[Drawn], x: float, y: float, within: float) -> Drawn | None:
    """Return the mark nearest to a point, at most `within` view px away; of marks equally near the one drawn last."""
    best, least = None, within
    for each in drawn:
        away = math.hypot(each.x - x, each.y - y)
        if away <= least:
            best, least = each, away
    return best
