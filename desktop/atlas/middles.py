"""The middle of a region: where a lesion that was only named is drawn."""

from collections.abc import Callable, Sequence

import numpy as np

from desktop.atlas.cells import Cells
from desktop.atlas.sides import tolerance_mm
from desktop.atlas.surface import CELLS, Flags, Floats, Indices, Places, Surface
from desktop.atlas.views import View
from resources.regions import ROOT, Lateral, Regions
from resources.terms import Anchor, Side

_MOST = 900
"""So many cells of a region, and so many pieces of its border, are looked at."""
_TRIES = 60
_LEAST_FACING = 0.2
_BESIDE = (Side.LEFT, Side.RIGHT)


class Middles:
    """Finds points well inside regions that some views show squarely."""

    def __init__(
        self, surface: Surface, cells: Cells, regions: Regions, sees: Callable[[str, Anchor, float], bool]
    ) -> None:
        """`sees` says whether a view shows an anchor that faces it so."""
        self._surface = surface
        self._cells = cells
        self._regions = regions
        self._sees = sees

    def middle(self, region: str, side: Side, views: Sequence[Sequence[View]]) -> Anchor | None:
        """Return a point of a region on a side that one of the first views shows; None if the surface has no such skin.

        The left one mirrors the right one. A paired region whose side nobody said has no middle, nor has the root.
        """
        lateral = self._regions.get(region).lateral
        if region == ROOT or (lateral is Lateral.YES and side not in _BESIDE):
            return None
        if side not in _BESIDE or lateral is Lateral.NO:
            return self._on_midline(region, views)
        right = self._deepest(self._cells.of(region, Side.RIGHT), None, views)
        return self._mirrored(right, region) if right is not None and side is Side.LEFT else right

    def _on_midline(self, region: str, views: Sequence[Sequence[View]]) -> Anchor | None:
        inside = self._cells.of(region, Side.UNSAID)
        if not inside.any():
            return None
        away = np.abs(self._cells.x_mm)
        strip = max(tolerance_mm(self._regions, region) / 2, float(away[inside].min()))
        return self._deepest(inside, inside & (away <= strip), views)

    def _mirrored(self, anchor: Anchor, region: str) -> Anchor | None:
        """Return the cell of the left side that lies nearest to a point of the right side, mirrored."""
        places = _places(self._cells.of(region, Side.LEFT))
        if not len(places):
            return None
        there = self._surface.point(anchor) * (-1, 1, 1)
        return places.anchor(int(np.argmin(np.linalg.norm(self._surface.points(places) - there, axis=1))))

    def _deepest(self, inside: Flags, among: Flags | None, views: Sequence[Sequence[View]]) -> Anchor | None:
        """Return the cell farthest from the border of some cells, weighed with how squarely a view shows it.

        `among` narrows the choice, not the border. Views of a later group are asked only if no earlier one shows it.
        """
        places = _thinned(_places(inside if among is None else among))
        if not len(places):
            return None
        depth = self._depths(places, inside)
        shown = (self._shown(places, depth, group) for group in views)
        return next((each for each in shown if each is not None), places.anchor(int(np.argmax(depth))))

    def _shown(self, places: Places, depth: Floats, views: Sequence[View]) -> Anchor | None:
        facing = np.stack([self._surface.directions(places, view.pose) @ view.camera.toward for view in views])
        for view, cell in _best_first(np.where(facing > _LEAST_FACING, facing, 0.0) * depth):
            anchor = places.anchor(cell)
            if self._sees(views[view].key, anchor, float(facing[view, cell])):
                return anchor
        return None

    def _depths(self, places: Places, inside: Flags) -> Floats:
        """Return how far each place lies from the border of some cells, straight, mm."""
        border = self._surface.points(_thinned(self._cells.border(inside)[0]))
        points = self._surface.points(places)
        if not len(border):
            return np.ones(len(points))
        squares = (points**2).sum(1)[:, None] + (border**2).sum(1) - 2 * points @ border.T
        nearest: Floats = np.sqrt(np.maximum(squares.min(1), 0))
        return nearest


def _places(cells: Flags) -> Places:
    base, row, column = np.nonzero(cells)
    return Places(base, (column + 0.5) / CELLS, (row + 0.5) / CELLS)


def _thinned(places: Places) -> Places:
    return places[np.linspace(0, len(places) - 1, min(_MOST, len(places))).round().astype(np.intp)]


def _best_first(scores: Floats) -> list[tuple[int, int]]:
    """Return the places of the highest scores above nothing, row and column."""
    order: Indices = np.argsort(-scores, axis=None, kind="stable")[:_TRIES]
    return [(int(each) // scores.shape[1], int(each) % scores.shape[1]) for each in order if scores.flat[each] > 0]
