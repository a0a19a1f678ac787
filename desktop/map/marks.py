"""Where the marks of a visit lie in a view. No Qt drawing here; positions are kept, since a mark rarely moves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from db.records import MarkId
from desktop.controls.stamps import badge_stamp, stamp_of
from desktop.map.badges import free_place
from desktop.map.clusters import clustered
from desktop.map.drawn import Drawn
from desktop.map.viewport import Point
from desktop.snapshot import Numbered
from resources.terms import Anchor, Placement, Side

if TYPE_CHECKING:
    from desktop.atlas.body import Body, Spot

_MOST_KEPT = 20_000
_MANY = 3
"""From so many places on, asking for all at once is quicker than one by one."""


class Places:
    """Works out what a view shows of a visit's marks, and remembers where skin lies in which view."""

    def __init__(self, body: "Body") -> None:
        self._body = body
        self._spots: dict[tuple[str, Anchor], Spot] = {}
        self._middles: dict[tuple[str, Side], Anchor | None] = {}
        self._homes: dict[Anchor, str] = {}
        self._before: dict[MarkId, tuple[Numbered, Drawn | None]] = {}
        self._before_in = ""

    def drawn(self, view_key: str, marks: Iterable[Numbered], pixel: float) -> tuple[Drawn, ...]:
        """Return what is drawn in a view, in order of entry, badges last. What the view can't see is left out.

        `pixel` is a widget px in view px. A mark that is as it was is given back as the same object, so that what
        changed is found without comparing all.
        """
        named: dict[tuple[str, Side, str], list[Numbered]] = defaultdict(list)
        tapped: list[Numbered] = []
        for each in marks:
            place = each.mark.place
            if place.placement is Placement.BY_NAME:
                named[place.region, place.side, each.preset].append(each)
            else:
                tapped.append(each)
        single = self._singles(view_key, tapped)
        apart = clustered(single, pixel)
        return (*apart, *self._badges(view_key, named.values(), [(each.x, each.y) for each in apart], pixel))

    def _singles(self, view_key: str, tapped: Sequence[Numbered]) -> list[Drawn]:
        """Return what a view shows of tapped marks; of a mark that is as it was, the same object as before."""
        known = self._before if self._before_in == view_key else {}
        self._look_for(view_key, [each for each in tapped if each.id not in known])
        self._before, self._before_in = {}, view_key
        for each in tapped:
            before = known.get(each.id)
            if before is None or (before[0] is not each and before[0] != each):
                before = each, self._single(view_key, each)
            self._before[each.id] = before
        return [drawn for _, drawn in self._before.values() if drawn is not None]

    def _single(self, view_key: str, each: Numbered) -> Drawn | None:
        anchor = self.anchor_of(each)
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

    def _look_for(self, view_key: str, marks: Iterable[Numbered]) -> None:
        """Ask the body once for all places that are not known yet: one by one, hundreds would hold up the view."""
        anchors = (self.anchor_of(each) for each in marks)
        unknown = [each for each in anchors if each is not None and (view_key, each) not in self._spots]
        if len(unknown) < _MANY:
            return
        if len(self._spots) + len(unknown) > _MOST_KEPT:
            self._spots.clear()
        found = self._body.spots(view_key, unknown)
        self._spots.update({(view_key, anchor): spot for anchor, spot in zip(unknown, found, strict=True)})

    def anchor_of(self, each: Numbered) -> Anchor | None:
        """Return the skin a mark is drawn on; None off the surface.

        Its own anchor, else the middle of its region: it was only named, or its anchor belongs to an older surface.
        """
        place = each.mark.place
        if place.placement is Placement.OFF_SURFACE:
            return None
        if place.anchor is not None and place.is_current:
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
