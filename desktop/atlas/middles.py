"""The middle of a region: where a lesion that was only named is drawn."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from desktop.atlas.borders import Borders
from desktop.atlas.cells import Cells, Patch
from desktop.atlas.home import SQUARELY
from desktop.atlas.sides import tolerance_mm
from desktop.atlas.sight import Sight
from desktop.atlas.surface import Flags, Floats, Places, Surface
from desktop.atlas.views import View
from resources.regions import ROOT, Lateral, Regions
from resources.terms import Anchor, Side

_MOST = 600
"""So many squares of a region, and so many pieces of its border, are looked at."""
_SAME_MM = 0.5
"""Skin that lies no farther than this behind the nearest one is the skin that is seen."""
_ALIKE = 0.03
"""A view is a point's own if no other one sees it more squarely than by this."""
_NEARLY = 0.8
"""A view that shows this much of what the best one shows is taken before it if it stands before it in the rail."""
_BESIDE = (Side.LEFT, Side.RIGHT)


class Middles:
    """Finds points well inside regions that some views show squarely."""

    def __init__(
        self, surface: Surface, cells: Cells, borders: Borders, regions: Regions, sight: Callable[[str], Sight]
    ) -> None:
        """`sight` returns a view ready for questions."""
        self._surface = surface
        self._cells = cells
        self._borders = borders
        self._regions = regions
        self._sight = sight
        self._found: dict[tuple[str, Side], Anchor | None] = {}

    def middle(self, region: str, side: Side, views: Sequence[Sequence[View]]) -> Anchor | None:
        """Return a point of a region on a side that one of the first views shows; None if the surface has no such skin.

        The left one mirrors the right one. A paired region whose side nobody said has no middle, nor has the root.
        """
        asked = (region, side)
        if asked not in self._found:
            self._found[asked] = self._searched(region, side, views)
        return self._found[asked]

    def _searched(self, region: str, side: Side, views: Sequence[Sequence[View]]) -> Anchor | None:
        lateral = self._regions.get(region).lateral
        if region == ROOT or (lateral is Lateral.YES and side not in _BESIDE):
            return None
        if side not in _BESIDE or lateral is Lateral.NO:
            return self._on_midline(region, views)
        if side is Side.RIGHT:
            return self._on_the_right(region, views)
        right = self.middle(region, Side.RIGHT, views)
        return self._surface.mirrored(right) if right is not None else None

    def _on_midline(self, region: str, views: Sequence[Sequence[View]]) -> Anchor | None:
        patch = self._cells.of(region, Side.UNSAID)
        if not patch.inside.any():
            return None
        away = np.abs(self._cells.x_mm(patch.base))
        strip = max(tolerance_mm(self._regions, region) / 2, float(away[patch.inside].min()))
        return self._deepest(patch.where(away <= strip), self._border(region, Side.UNSAID), views)

    def _on_the_right(self, region: str, views: Sequence[Sequence[View]]) -> Anchor | None:
        patch = self._cells.of(region, Side.RIGHT)
        if patch.inside.any():
            return self._deepest(patch, self._border(region, Side.RIGHT), views)
        # of a region as narrow as the midline itself, its half
        whole = self._cells.of(region, Side.UNSAID)
        half = whole.where(self._cells.x_mm(whole.base) < 0)
        return self._deepest(half, self._border(region, Side.UNSAID), views)

    def _border(self, region: str, side: Side) -> Floats:
        return self._surface.points(_thinned(self._borders.of(region, side).begins))

    def _deepest(self, patch: Patch, border: Floats, views: Sequence[Sequence[View]]) -> Anchor | None:
        """Return the square of a patch farthest from a border, weighed with how squarely a view shows it.

        Views of a later group are asked only if no earlier one shows it.
        """
        places = _thinned(patch.places())
        if not len(places):
            return None
        depth = _depths(self._surface.points(places), border)
        shown = (each for group in views for each in self._shown(places, depth, group))
        return places.anchor(next(shown, int(np.argmax(depth))))

    def _shown(self, places: Places, depth: Floats, views: Sequence[View]) -> Iterator[int]:
        """Yield for each view that shows some of the places the number of the best one, the best view first."""
        outward = {pose: self._surface.directions(places, pose) for pose in {view.pose for view in views}}
        facing = np.stack([outward[view.pose] @ view.camera.toward for view in views])
        own = facing >= facing.max(0) - _ALIKE
        for number in _by_share(np.maximum(facing, 0).sum(1)):
            seen = self._visible(places, views[number]) & (facing[number] > SQUARELY)
            best = seen & own[number] if (seen & own[number]).any() else seen
            if best.any():
                yield int(np.argmax(np.where(best, facing[number] * depth, -1.0)))

    def _visible(self, places: Places, view: View) -> Flags:
        sight = self._sight(view.key)
        at = sight.project(self._surface.points(places, view.pose))
        nearest = sight.hits(at[:, 0], at[:, 1]).depth
        seen: Flags = sight.tappable[places.base] & (nearest > -np.inf) & (at[:, 2] >= nearest - _SAME_MM)
        return seen


def _depths(points: Floats, border: Floats) -> Floats:
    """Return how far each point lies from some points of a border, straight, mm."""
    if not len(border):
        return np.ones(len(points))
    squares = (points**2).sum(1)[:, None] + (border**2).sum(1) - 2 * points @ border.T
    nearest: Floats = np.sqrt(np.maximum(squares.min(1), 0))
    return nearest


def _by_share(shares: Floats) -> list[int]:
    """Return the views' numbers: those that show nearly the most in the rail's order, then the others, most first."""
    best = [number for number in range(len(shares)) if shares[number] >= _NEARLY * shares.max()]
    return best + [int(each) for each in np.argsort(-shares, kind="stable") if int(each) not in best]


def _thinned(places: Places) -> Places:
    return places[np.linspace(0, len(places) - 1, min(_MOST, len(places))).round().astype(np.intp)]
