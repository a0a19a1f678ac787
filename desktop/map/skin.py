"""What lies under a point of the map: skin, mark, door; and in what words. No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.records import MarkId
from desktop.map.marks import Drawn, nearest
from desktop.map.pointer import Pointer, Under
from desktop.map.stage import Stage
from desktop.map.taps import Tap
from desktop.map.viewport import Point
from desktop.messages import translate

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
        return Tap(view.key, anchor, x, y, radius / viewport.scale, mark.newest if mark is not None else None)

    def site(self, at: Point, radius: float) -> "Site | None":
        """Return the site under a pointer of a radius (px)."""
        viewport = self._stage.viewport
        return self._body.site(self._stage.view.key, *viewport.to_view(*at), radius / viewport.scale)

    def outline(self, site: "Site") -> tuple[tuple[Point, ...], ...]:
        """Return a site's border in the view on show, as lines in view px."""
        return self._body.outline(self._stage.view.key, site.region, site.side)


def phrase_of(site: "Site") -> str:
    """Return what is said at the pointer: the words that will be stored, and when to come closer."""
    if site.coarse:
        return translate("Map", "{place} (zoom in for a finer place)").format(place=site.phrase)
    return site.phrase
