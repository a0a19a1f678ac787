"""All views of the body: what a tap in one of them hits, and where and whether each of them shows an anchor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from desktop.atlas.sight import Sight
from desktop.atlas.surface import Surface, anchor_in, triangle_of
from desktop.atlas.views import Vector, Views
from resources.terms import Anchor

_SAME_SKIN_MM = 6.0
"""A point this far behind the nearest skin still counts as the same skin: a fold of a lid, a finger beside a finger."""
_EDGE_ON = 0.08
"""Skin turned away further than this counts as seen only where a tap would hit it."""
_ROUNDING_MM = 0.1
_TURNED_AWAY = -0.3
"""Skin turned away further than this is seen by no view; short of it the triangles decide."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a view shows an anchor, px of its 1x picture, and whether it does.

    `facing` is 1 for skin turned straight to the viewer, 0 for skin seen edge-on or from behind.
    """

    x: float
    y: float
    visible: bool
    facing: float


class Facings(Mapping[str, float]):
    """How squarely each view would see an anchor if nothing lay before it; each pose is worked out once it is asked."""

    def __init__(self, views: Views, surface: Surface, anchor: Anchor) -> None:
        self._views, self._surface, self._anchor = views, surface, anchor
        self._outward: dict[str, Vector] = {}

    def __getitem__(self, view_key: str) -> float:
        """Return 1 for skin seen straight, -1 for skin seen from behind."""
        view = self._views.get(view_key)
        if view.pose not in self._outward:
            self._outward[view.pose] = self._surface.direction(self._anchor, view.pose)
        return _turned(self._outward[view.pose], view.camera.toward)

    def __iter__(self) -> Iterator[str]:
        return (view.key for view in self._views.all)

    def __len__(self) -> int:
        return len(self._views.all)


class Seeing:
    """The views of one surface. Points are px of a view's 1x picture."""

    def __init__(self, surface: Surface, views: Views) -> None:
        self._surface = surface
        self._views = views
        self._tappable = {view.key: surface.tappable(number) for number, view in enumerate(views.all)}
        self._sights: dict[str, Sight] = {}
        # a tap asks for its point four times: at the press, for the words, at the lift, for the place to store
        self._last: tuple[tuple[str, float, float], Anchor | None] | None = None

    def sight(self, view_key: str) -> Sight:
        """Return a view ready for questions; the first time it is built, in about 10 ms."""
        if view_key not in self._sights:
            self._sights[view_key] = Sight(self._surface, self._views.get(view_key), self._tappable[view_key])
        return self._sights[view_key]

    def hit(self, view_key: str, x: float, y: float) -> Anchor | None:
        """Return the anchor under a point; None beside the body and on skin that isn't this view's."""
        asked = (view_key, x, y)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._found(view_key, x, y)
        return self._last[1]

    def _found(self, view_key: str, x: float, y: float) -> Anchor | None:
        hits = self.sight(view_key).hits(np.array([x], np.float64), np.array([y], np.float64))
        triangle = int(hits.triangle[0])
        return None if triangle < 0 else anchor_in(triangle, float(hits.second[0]), float(hits.third[0]))

    def spot(self, view_key: str, anchor: Anchor) -> Spot:
        """Return where a view shows an anchor. Whatever was tapped in a view is visible in it, at the tapped point."""
        pose = self._views.get(view_key).pose
        toward = self._views.get(view_key).camera.toward
        facing = _turned(self._surface.direction(anchor, pose), toward)
        return self._spot(view_key, anchor, facing)

    def facings(self, anchor: Anchor) -> Facings:
        """Return how squarely each view would see an anchor if nothing lay before it: 1 is straight, -1 from behind."""
        return Facings(self._views, self._surface, anchor)

    def sees(self, view_key: str, anchor: Anchor, facing: float) -> bool:
        """Say whether a view shows an anchor that faces it so; builds the view's index only if it may."""
        if facing < _TURNED_AWAY or not self._tappable[view_key][anchor.quad]:
            return False
        return self._spot(view_key, anchor, facing).visible

    def _spot(self, view_key: str, anchor: Anchor, facing: float) -> Spot:
        sight = self.sight(view_key)
        triangle, weights = triangle_of(anchor)
        corners = sight.screen[self._surface.triangles[triangle]].astype(np.float64)
        x, y, depth = (float(each) for each in np.asarray(weights) @ corners)
        visible = bool(self._tappable[view_key][anchor.quad]) and sight.holds(x, y)
        if visible:
            nearest = float(sight.hits(np.array([x]), np.array([y])).depth[0])
            on_top = depth >= nearest - _ROUNDING_MM
            turned = sight.faces(triangle)
            # a tap on the very edge may be kept as a point of the next triangle, which is turned away
            visible = (turned or (on_top and nearest > -np.inf)) and depth >= nearest - _SAME_SKIN_MM
            visible = visible and (on_top or facing >= _EDGE_ON)
        return Spot(x, y, visible, max(facing, 0.0))


def _turned(outward: Vector, toward: Vector) -> float:
    """Return how squarely skin that looks outward is turned to a viewer."""
    return outward[0] * toward[0] + outward[1] * toward[1] + outward[2] * toward[2]
