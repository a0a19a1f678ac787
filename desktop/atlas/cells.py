"""The cells of the surface that make up a region on a side, and the border around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from desktop.atlas.sides import tolerance_mm
from desktop.atlas.surface import CELLS, REFERENCE, Flags, Indices, Places, Singles, Surface
from resources.regions import Lateral, Regions
from resources.terms import Side

_STEPS = np.arange(CELLS)
_RIM = np.array(
    [
        [np.zeros(CELLS, int), _STEPS],
        [_STEPS, np.full(CELLS, 7)],
        [np.full(CELLS, 7), 7 - _STEPS],
        [7 - _STEPS, np.zeros(CELLS, int)],
    ]
)
"""The cells along the four edges of a base quad, in the order of its corners: for each edge rows and columns."""
_CORNERS = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float64)
_CORNER_QUARTERS, _CORNER_PLACES = np.array([0, 1, 3, 2]), np.array([0, 1, 2, 3])
_NONE = -1


@dataclass(frozen=True, slots=True)
class Patch:
    """Some cells: the base quads they lie in, and for each of those 8 x 8 flags, row along v, column along u."""

    base: Indices
    inside: Flags

    def places(self) -> Places:
        """Return the middles of the cells."""
        number, row, column = np.nonzero(self.inside)
        return Places(self.base[number], (column + 0.5) / CELLS, (row + 0.5) / CELLS)

    def where(self, flags: Flags) -> "Patch":
        """Return those of the cells that are flagged."""
        return Patch(self.base, self.inside & flags)


class Cells:
    """Regions as sets of cells."""

    def __init__(self, surface: Surface, labels: Sequence[str], regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self._surface = surface
        self._labels = labels
        self._regions = regions

    def of(self, region: str, side: Side) -> Patch:
        """Return the cells of a region and of all below it, on one side where it has sides and one was said."""
        wanted = np.array([self._regions.under(each, region) for each in self._labels])
        base = np.flatnonzero(self._holds[:, wanted].any(1))
        found = Patch(base, wanted[self._surface.labels[base]])
        lateral = self._regions.get(region).lateral
        if lateral is Lateral.NO or side in (Side.UNSIDED, Side.UNSAID):
            return found
        beside = tolerance_mm(self._regions, region) if lateral is Lateral.MIDLINE_SPLIT else 0.0
        x_mm = self.x_mm(base)
        if side is Side.MIDLINE:
            return found.where(np.abs(x_mm) <= beside)
        return found.where(x_mm > beside if side is Side.LEFT else x_mm < -beside)

    def x_mm(self, base: Indices) -> Singles:
        """Return how far the cells of some base quads lie to the patient's left of the midline."""
        corners = self._surface.vertices(REFERENCE)[self._corners[base], 0]
        middle = ((_STEPS + 0.5) / CELLS).astype(np.float32)
        across = np.stack([1 - middle, middle])
        grid = corners[:, [[0, 1], [3, 2]]]
        found: Singles = np.einsum("jr,qji,ic->qrc", across, grid, across, optimize=True)
        return found

    def border(self, patch: Patch) -> tuple[Places, Places]:
        """Return the edges of cells that have a cell inside on one side only, as their two ends."""
        base, inside = patch.base, patch.inside
        columns = np.argwhere(inside[:, :, 1:] != inside[:, :, :-1]).T
        rows = np.argwhere(inside[:, 1:, :] != inside[:, :-1, :]).T
        parts = [
            _segment(base[columns[0]], (columns[2] + 1, columns[1]), (columns[2] + 1, columns[1] + 1)),
            _segment(base[rows[0]], (rows[2], rows[1] + 1), (rows[2] + 1, rows[1] + 1)),
            self._between_quads(patch),
        ]
        return _joined([begin for begin, _ in parts]), _joined([end for _, end in parts])

    def _between_quads(self, patch: Patch) -> tuple[Places, Places]:
        """Return the border along the edges of base quads. A neighbour runs along a shared edge the other way round."""
        number = np.full(self._surface.base_quads, _NONE)
        number[patch.base] = np.arange(len(patch.base))
        rim = patch.inside[:, _RIM[:, 0], _RIM[:, 1]]
        beyond = self._neighbours.reshape(-1, 4)[patch.base]
        there = np.where(beyond == _NONE, _NONE, number[beyond // 4])
        across = rim[there, beyond % 4][:, :, ::-1] & (there != _NONE)[:, :, None]
        quad, edge, step = np.nonzero(rim & ~across)
        begin, along = _CORNERS[edge], _CORNERS[(edge + 1) % 4] - _CORNERS[edge]
        ends = [begin + along * ((step + each) / CELLS)[:, None] for each in (0, 1)]
        first, second = (Places(patch.base[quad], each[:, 0], each[:, 1]) for each in ends)
        return first, second

    @cached_property
    def _holds(self) -> Flags:
        """For each base quad and region number, whether the quad has a cell of that region."""
        labels = self._surface.labels.reshape(self._surface.base_quads, -1)
        found = np.zeros((len(labels), len(self._labels)), np.bool_)
        found[np.arange(len(labels))[:, None], labels] = True
        return found

    @cached_property
    def _corners(self) -> Indices:
        quarters = 4 * np.arange(self._surface.base_quads)[:, None] + _CORNER_QUARTERS
        found: Indices = self._surface.quads[quarters, _CORNER_PLACES]
        return found

    @cached_property
    def _neighbours(self) -> Indices:
        """For each edge of each base quad, number 4 * quad + edge, the same edge by the quad beyond it."""
        ends = np.stack([self._corners, np.roll(self._corners, -1, axis=1)], 2).reshape(-1, 2)
        keys = ends.min(1) * len(self._surface.vertices(REFERENCE)) + ends.max(1)
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order[1:]] == keys[order[:-1]])
        found = np.full(len(keys), _NONE)
        found[order[same]], found[order[same + 1]] = order[same + 1], order[same]
        return found


_Corner = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


def _segment(base: Indices, begin: _Corner, end: _Corner) -> tuple[Places, Places]:
    return Places(base, begin[0] / CELLS, begin[1] / CELLS), Places(base, end[0] / CELLS, end[1] / CELLS)


def _joined(parts: Sequence[Places]) -> Places:
    base, u, v = (np.concatenate([getattr(part, name) for part in parts]) for name in ("base", "u", "v"))
    return Places(base, u, v)
