"""The cells of the surface that make up a region on a side, and the border around them."""

from collections.abc import Sequence
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


class Cells:
    """Regions as sets of cells: 8 x 8 flags for each base quad, row along v, column along u."""

    def __init__(self, surface: Surface, labels: Sequence[str], regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self._surface = surface
        self._labels = labels
        self._regions = regions

    def of(self, region: str, side: Side) -> Flags:
        """Return the cells of a region and of all below it, on one side where it has sides and one was said."""
        wanted = np.array([self._regions.under(each, region) for each in self._labels])
        found: Flags = wanted[self._surface.labels]
        lateral = self._regions.get(region).lateral
        if lateral is Lateral.NO or side in (Side.UNSIDED, Side.UNSAID):
            return found
        beside = tolerance_mm(self._regions, region) if lateral is Lateral.MIDLINE_SPLIT else 0.0
        if side is Side.MIDLINE:
            return found & (np.abs(self.x_mm) <= beside)
        return found & (self.x_mm > beside if side is Side.LEFT else self.x_mm < -beside)

    @cached_property
    def x_mm(self) -> Singles:
        """How far each cell lies to the patient's left of the midline."""
        corners = self._surface.vertices(REFERENCE)[self._corners, 0]
        middle = ((_STEPS + 0.5) / CELLS).astype(np.float32)
        across = np.stack([1 - middle, middle])
        grid = corners[:, [[0, 1], [3, 2]]]
        found: Singles = np.einsum("jr,qji,ic->qrc", across, grid, across, optimize=True)
        return found

    def border(self, inside: Flags) -> tuple[Places, Places]:
        """Return the edges of cells that have a cell inside on one side only, as their two ends."""
        columns = np.argwhere(inside[:, :, 1:] != inside[:, :, :-1]).T
        rows = np.argwhere(inside[:, 1:, :] != inside[:, :-1, :]).T
        within = [
            _segment(columns[0], (columns[2] + 1, columns[1]), (columns[2] + 1, columns[1] + 1)),
            _segment(rows[0], (rows[2], rows[1] + 1), (rows[2] + 1, rows[1] + 1)),
        ]
        parts = [*within, self._between_quads(inside)]
        return _joined([begin for begin, _ in parts]), _joined([end for _, end in parts])

    def _between_quads(self, inside: Flags) -> tuple[Places, Places]:
        """Return the border along the edges of base quads. A neighbour runs along a shared edge the other way round."""
        rim = inside[:, _RIM[:, 0], _RIM[:, 1]]
        across = rim.reshape(-1, CELLS)[self._neighbours][:, ::-1].reshape(rim.shape)
        across = across & (self._neighbours != _NONE).reshape(*rim.shape[:2], 1)
        base, edge, step = np.nonzero(rim & ~across)
        begin, along = _CORNERS[edge], _CORNERS[(edge + 1) % 4] - _CORNERS[edge]
        ends = [begin + along * ((step + each) / CELLS)[:, None] for each in (0, 1)]
        first, second = (Places(base, each[:, 0], each[:, 1]) for each in ends)
        return first, second

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
