"""All views of the body: what a tap in one of them hits, and where and whether each of them shows an anchor."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.atlas.fields import PPM
from desktop.atlas.sight import Hits, Sight
from desktop.atlas.surface import Flags, Floats, Indices, Places, Surface, anchor_in, triangle_of
from desktop.atlas.views import Vector, Views
from resources.terms import Anchor

_SAME_SKIN_MM = 0.5
"""A point this far behind the nearest skin still counts as the same skin. No more: in the folds of lids and ears a mark
would stand on other skin, which a tap on it would then count."""
_EDGE_ON = 0.08
"""Skin turned away further than this counts as seen only where a tap would hit it."""
_ROUNDING_MM = 0.1
_TURNED_AWAY = -0.3
"""Skin turned away further than this is seen by no view; short of it the triangles decide."""
_FRAMES_KEPT = 8
"""A sight takes 1 MB: those of the fixed views stay, of the frames of turns only the last few."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a view shows an anchor, px of its 1x picture, and whether it does.

    `facing` is 1 for skin turned straight to the viewer, 0 for skin seen edge-on or from behind.
    """

    x: float
    y: float
    visible: bool
    facing: float


def anchor_under(hits: Hits) -> Anchor | None:
    """Return the anchor under the first of some points; None where there is no skin."""
    triangle = int(hits.triangle[0])
    return None if triangle < 0 else anchor_in(triangle, float(hits.second[0]), float(hits.third[0]))


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
        self.surface = surface
        self.views = views
        self._masks: dict[int, Flags] = {}
        self._sights: dict[str, Sight] = {}
        self._frames: OrderedDict[str, Sight] = OrderedDict()
        # a tap asks for its point four times: at the press, for the words, at the lift, for the place to store
        self._last: tuple[tuple[str, float, float], Anchor | None] | None = None

    def sight(self, view_key: str) -> Sight:
        """Return a view ready for questions; the first time it is built, in about 10 ms."""
        found = self._sights.get(view_key) or self._frames.get(view_key)
        if found is None:
            found = self.built(view_key)
            self.keep(view_key, found)
        return found

    def built(self, view_key: str) -> Sight:
        """Build a view's sight; also in a worker thread, whose owner keeps it afterwards."""
        return Sight(self.surface, self.views.get(view_key), self._tappable(view_key))

    def keep(self, view_key: str, sight: Sight) -> None:
        """Answer questions about a view by this sight; of the frames of turns only the last few are kept."""
        if self.views.is_fixed(view_key):
            self._sights[view_key] = sight
            return
        self._frames[view_key] = sight
        self._frames.move_to_end(view_key)
        while len(self._frames) > _FRAMES_KEPT:
            self._frames.popitem(last=False)

    def _tappable(self, view_key: str) -> Flags:
        row = self.views.mask(view_key)
        if row not in self._masks:
            self._masks[row] = self.surface.tappable(row)
        return self._masks[row]

    def hit(self, view_key: str, x: float, y: float) -> Anchor | None:
        """Return the anchor under a point; None beside the body and on skin that isn't this view's."""
        asked = (view_key, x, y)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._found(view_key, x, y)
        return self._last[1]

    def around(self, view_key: str, x: Floats, y: Floats) -> Hits:
        """Return what lies under some points; the first one, the middle of them, is kept in mind as for `hit`."""
        hits = self.sight(view_key).hits(x, y)
        self._last = (view_key, float(x[0]), float(y[0])), anchor_under(hits)
        return hits

    def _found(self, view_key: str, x: float, y: float) -> Anchor | None:
        return anchor_under(self.sight(view_key).hits(np.array([x], np.float64), np.array([y], np.float64)))

    def spot(self, view_key: str, anchor: Anchor) -> Spot:
        """Return where a view shows an anchor. Whatever was tapped in a view is visible in it, at the tapped point."""
        pose = self.views.get(view_key).pose
        toward = self.views.get(view_key).camera.toward
        facing = _turned(self.surface.direction(anchor, pose), toward)
        return self._spot(view_key, anchor, facing)

    def spots(self, view_key: str, anchors: Sequence[Anchor]) -> list[Spot]:
        """Return what `spot` says of many anchors, a hundred times as fast as one after the other."""
        if not anchors:
            return []
        sight, view = self.sight(view_key), self.views.get(view_key)
        triangles, weights = (np.array(each) for each in zip(*map(triangle_of, anchors), strict=True))
        at = np.einsum("nw,nwx->nx", weights, sight.screen[self.surface.triangles[triangles]].astype(np.float64))
        facing = self.surface.directions(_places(anchors), view.pose) @ view.camera.toward
        # half of all skin is turned away: it need not be looked for
        seen = self._tappable(view_key)[triangles >> 3] & (facing >= _TURNED_AWAY)
        seen[seen] = self._seen(sight, triangles[seen], at[seen], facing[seen])
        found = zip(*at[:, :2].T.tolist(), seen.tolist(), np.maximum(facing, 0.0).tolist(), strict=True)
        return [Spot(*each) for each in found]

    def facings(self, anchor: Anchor) -> Facings:
        """Return how squarely each view would see an anchor if nothing lay before it: 1 is straight, -1 from behind."""
        return Facings(self.views, self.surface, anchor)

    def sees(self, view_key: str, anchor: Anchor, facing: float) -> bool:
        """Say whether a view shows an anchor that faces it so; builds the view's index only if it may."""
        if facing < _TURNED_AWAY or not self._tappable(view_key)[anchor.quad]:
            return False
        return self._spot(view_key, anchor, facing).visible

    def _spot(self, view_key: str, anchor: Anchor, facing: float) -> Spot:
        sight = self.sight(view_key)
        triangle, weights = triangle_of(anchor)
        corners = sight.screen[self.surface.triangles[triangle]].astype(np.float64)
        x, y, depth = (float(each) for each in np.asarray(weights) @ corners)
        visible = bool(self._tappable(view_key)[anchor.quad]) and sight.holds(x, y)
        if visible:
            nearest = float(sight.hits(np.array([x]), np.array([y])).depth[0])
            # a tap on the very edge may be kept as a point of the next triangle, which is turned away
            on_top = abs(depth - nearest) <= _ROUNDING_MM
            facing_well = sight.faces(triangle) and facing >= _EDGE_ON
            visible = on_top or (facing_well and depth >= nearest - _SAME_SKIN_MM)
        return Spot(x, y, visible, max(facing, 0.0))

    def _seen(self, sight: Sight, triangles: Indices, at: Floats, facing: Floats) -> Flags:
        """Say what `_spot` says of one place, of many: they lie in some triangles at x, y and depth, and face so."""
        x, y, depth = at.T
        nearest = sight.hits(x, y).depth
        on_top = np.abs(depth - nearest) <= _ROUNDING_MM
        facing_well = sight.facing(triangles) & (facing >= _EDGE_ON)
        seen: Flags = on_top | (facing_well & (depth >= nearest - _SAME_SKIN_MM))
        return seen & sight.holding(x, y)


def _places(anchors: Sequence[Anchor]) -> Places:
    quad, u, v = (np.array(each) for each in zip(*((a.quad, a.u_ppm, a.v_ppm) for a in anchors), strict=True))
    return Places(quad, u / PPM, v / PPM)


def _turned(outward: Vector, toward: Vector) -> float:
    """Return how squarely skin that looks outward is turned to a viewer."""
    return outward[0] * toward[0] + outward[1] * toward[1] + outward[2] * toward[2]
