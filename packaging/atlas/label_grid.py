"""From the regions of vertices to the grid of cells on every base quad, with smooth borders between the vertices."""

import numpy as np
import numpy.typing as npt

from atlas.subdivision import Levels, places
from desktop.atlas.surface import CELLS, Flags, Floats, Indices, Singles

_SPREADS = 6
"""So many times each region is evened out over the skin: the steps of its border become a curve."""
_KEPT = 4
"""So many of the strongest regions are remembered for each vertex."""

Grid = npt.NDArray[np.uint16]


def label_grid(levels: Levels, level: int, numbers: Indices) -> Grid:
    """Return the region of each cell of each base quad, rows along v, from those of a level's vertices."""
    quads = levels.quads(level)
    fields = _Fields(numbers, levels.edges(level))
    side = 2**level
    cells = CELLS // side
    column, row = places(level)
    grid = np.zeros((len(quads) // side**2, CELLS, CELLS), np.uint16)
    base = np.repeat(np.arange(len(grid)), side**2)
    column, row = np.tile(column, len(grid)) * cells, np.tile(row, len(grid)) * cells
    for down in range(cells):
        for across in range(cells):
            u, v = (across + 0.5) / cells, (down + 0.5) / cells
            weights = np.array([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v])
            grid[base, row + down, column + across] = fields.strongest(quads, weights)
    return grid


class _Fields:
    """How strong the regions are at each vertex, and which they are."""

    def __init__(self, numbers: Indices, edges: Indices) -> None:
        self._both = np.concatenate([edges, edges[:, ::-1]])
        self._valence = np.bincount(edges.ravel()).astype(np.float32)
        self._region = np.full((len(numbers), _KEPT), -1, np.intp)
        self._strength = np.zeros((len(numbers), _KEPT), np.float32)
        for region in np.unique(numbers):
            self._add(int(region), numbers == region)

    def strongest(self, quads: Indices, weights: Floats) -> Indices:
        """Return the region that is strongest at a place within each quad, given by the weights of its corners."""
        region = self._region[quads].reshape(len(quads), -1)
        strength = (self._strength[quads] * weights[:, None].astype(np.float32)).reshape(len(quads), -1)
        total = np.zeros_like(strength)
        for each in range(region.shape[1]):
            total += strength[:, [each]] * (region == region[:, [each]])
        total[region < 0] = -1
        return np.asarray(region[np.arange(len(quads)), total.argmax(1)])

    def _add(self, region: int, inside: Flags) -> None:
        near = inside.copy()
        for _ in range(_SPREADS):
            near[self._both[near[self._both[:, 1]], 0]] = True
        vertices = np.flatnonzero(near)
        local = np.full(len(near), -1, np.intp)
        local[vertices] = np.arange(len(vertices))
        owner, beside = local[self._both[near[self._both].all(1)]].T
        strength = inside[vertices].astype(np.float32)
        for _ in range(_SPREADS):
            around = np.bincount(owner, strength[beside], len(vertices)).astype(np.float32)
            strength = np.float32(0.5) * strength + np.float32(0.5) * around / self._valence[vertices]
        self._keep(region, vertices, strength)

    def _keep(self, region: int, vertices: Indices, strength: Singles) -> None:
        weakest = self._strength[vertices].argmin(1)
        stronger = strength > self._strength[vertices, weakest]
        vertices, weakest = vertices[stronger], weakest[stronger]
        self._strength[vertices, weakest] = strength[stronger]
        self._region[vertices, weakest] = region
