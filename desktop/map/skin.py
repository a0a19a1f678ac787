"""What lies under a point of the map: skin, mark, door; and in what words. No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.records import MarkId
from desktop.map.clusters import numbers
from desktop.map.drawn import Drawn, nearest
from desktop.map.pointer import Pointer, Under
from desktop.map.stage import Stage
from desktop.map.taps import Tap
from desktop.map.viewport import Point
from desktop.messages import translate
from desktop.snapshot import Snapshot

if TYPE_CHECKING:
    from desktop.atlas.body import Body, Site

_MOUSE_REACH = 13.0
"""How far from a mark's middle a press still means the mark, px: its disc; for a finger the ring around it."""
_FINGER_REACH = 18.0


class Skin:
    """Asks the body about points of the widget (px)."""

    def __init__(self, body: "Body", stage: Stage) -> None:
        self._body = body
        self._stage = stage

    def door(self, at: Point) -> str | None:
        """Return the key of the close-up behind the door at a point."""
        return self._body.door(self._stage.view.key, *self._stage.viewport.to_view(*at))

    def mark(self, at: Point, drawn: Sequence[Drawn], pointer: Pointer) -> Drawn | None:
        """Return the mark a press at a point means."""
        viewport = self._stage.viewport
        within = (_MOUSE_REACH if pointer is Pointer.MOUSE else _FINGER_REACH) / viewport.scale
        return nearest(drawn, *viewport.to_view(*at), within)

    def under(self, at: Point, drawn: Sequence[Drawn], pointer: Pointer, selected: MarkId | None) -> Under:
        """Return everything that lies under a point."""
        mark = self.mark(at, drawn, pointer)
        return Under(
            skin=self._body.hit(self._stage.view.key, *self._stage.viewport.to_view(*at)) is not None,
            mark=None if mark is None else selected if selected in mark.marks else mark.newest,
            selected=mark is not None and selected in mark.marks,
            door=self.door(at),
            pans=not self._stage.viewport.at_fit,
        )

    def tap(self, at: Point, radius: float, mark: Drawn | None) -> Tap | None:
        """Return the place at a point. A mark that stands out over the body's edge is still tapped on its own skin."""
        viewport, view = self._stage.viewport, self._stage.view
        x, y = viewport.to_view(*at)
        anchor = self._body.hit(view.key, x, y)
        if anchor is None and mark is not None:
            anchor, x, y = mark.anchor, mark.x, mark.y
        if anchor is None:
            return None
        alone = mark.newest if mark is not None and not mark.is_cluster else None
        radius_px = radius / viewport.scale
        return Tap(view.key, anchor, x, y, radius_px, alone, self._body.site(view.key, x, y, radius_px))

    def site(self, at: Point, radius: float, earlier: "Site | None" = None) -> "Site | None":
        """Return the site under a pointer of a radius (px); a drag that meant `earlier` leaves it only clearly."""
        viewport, key = self._stage.viewport, self._stage.view.key
        x, y = viewport.to_view(*at)
        site = self._body.site(key, x, y, radius / viewport.scale)
        if site is None or earlier is None:
            return site
        return self._body.steady_site(earlier, site, key, x, y)

    def outline(self, site: "Site") -> tuple[tuple[Point, ...], ...]:
        """Return a site's border in the view on show, as lines in view px."""
        return self._body.outline(self._stage.view.key, site.region, site.side)


def phrase_of(site: "Site") -> str:
    """Return what is said at the pointer: the words that will be stored, and when to come closer."""
    if site.coarse:
        return translate("Map", "{place} (zoom in for a finer place)").format(place=site.phrase)
    return site.phrase


def lesions_here(drawn: Drawn, snapshot: Snapshot) -> str:
    """Return which lesions stand at a cluster or a badge, and of a mark that it was placed on an older body map."""
    found = [each for each in map(snapshot.mark, drawn.marks) if each is not None]
    if len(found) == 1:
        place = found[0].mark.place
        return earlier_map(found[0].label, place.phrase) if place.anchor is not None and not place.is_current else ""
    text = translate("Map", "here {count} lesions: {numbers}")
    return text.format(count=len(found), numbers=numbers(each.label for each in found))


def earlier_map(label: str, phrase: str) -> str:
    """Return a lesion by its frozen words, and why it stands in the middle of its region."""
    return translate("Map", "{label}: {phrase}, placed on an earlier body map").format(label=label, phrase=phrase)
