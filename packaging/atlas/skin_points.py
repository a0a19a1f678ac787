"""Points all over the skin with their regions, and which of them hang together within one region."""

from functools import cached_property

import numpy as np

from desktop.atlas.fields import CELLS
from desktop.atlas.surface import REFERENCE, Floats, Indices, Places, Surface
from desktop.atlas.tents import spread

_SIDE = CELLS + 1
_NODE = np.arange(_SIDE * _SIDE).reshape(_SIDE, _SIDE)
_MIDDLE = np.arange(CELLS * CELLS).reshape(CELLS, CELLS) + _NODE.size
_PER_QUAD = _NODE.size + _MIDDLE.size
_SQUARES = (_NODE[:-1, :-1], _NODE[:-1, 1:], _NODE[1:, 1:], _NODE[1:, :-1])
_WITHIN = np.concatenate(
    [
        *(np.stack([each, _MIDDLE], -1).reshape(-1, 2) for each in _SQUARES),
        np.stack([_NODE[:, :-1], _NODE[:, 1:]], -1).reshape(-1, 2),
        np.stack([_NODE[:-1], _NODE[1:]], -1).reshape(-1, 2),
    ]
)
"""The edges of a quad's triangles: a region that holds both ends of one holds all of it."""
_RIM = np.stack([_NODE[0], _NODE[:, -1], _NODE[-1, ::-1], _NODE[::-1, 0]])
"""The nodes along the four edges of a base quad, walking around it."""
_BASE_CORNERS = np.array([[0, 0], [0, 2], [2, 2], [2, 0]])


class SkinPoints:
    """The nodes of each base quad's lattice and the middles of its squares, quad by quad."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.base = np.repeat(np.arange(surface.base_quads), _PER_QUAD)
        nodes, middles = np.arange(_SIDE) / CELLS, (np.arange(CELLS) + 0.5) / CELLS
        u, v = (
            np.concatenate([each.ravel() for each in pair])
            for pair in zip(np.meshgrid(nodes, nodes), np.meshgrid(middles, middles), strict=True)
        )
        self._u, self._v = u, v

    def places(self, which: Indices) -> Places:
        """Return some of the points."""
        quad, place = np.divmod(which, _PER_QUAD)
        return Places(quad, self._u[place], self._v[place])

    @cached_property
    def numbers(self) -> Indices:
        """The number of each point's region."""
        fields = self._surface.fields
        found = np.repeat(fields.regions[fields.starts[:-1]].astype(np.intp), _PER_QUAD)
        shared = np.flatnonzero(np.repeat(fields.counts > 1, _PER_QUAD))
        found[shared] = self._surface.labels_at(self.places(shared))
        return found

    @cached_property
    def edges(self) -> Indices:
        """Pairs of points between which skin is of one region if they are: sides of triangles, or the same point."""
        within = (np.arange(self._surface.base_quads)[:, None, None] * _PER_QUAD + _WITHIN).reshape(-1, 2)
        return np.concatenate([within, self._between_quads()])

    @cached_property
    def across(self) -> Floats:
        """How far each point lies to the patient's left, mm."""
        x = spread(self._grid[..., 0])
        return np.concatenate([x.nodes.reshape(len(x.nodes), -1), x.middles.reshape(len(x.nodes), -1)], 1).ravel()

    @cached_property
    def areas(self) -> Floats:
        """The skin around each point, mm2: a square's area falls half to its middle, half to its corners."""
        x, y, z = (spread(self._grid[..., axis]).nodes for axis in range(3))
        points = np.stack([x, y, z], -1)
        first = points[:, 1:, 1:] - points[:, :-1, :-1]
        second = points[:, 1:, :-1] - points[:, :-1, 1:]
        square = np.linalg.norm(np.cross(first, second), axis=-1) / 2
        found = np.zeros((len(points), _PER_QUAD))
        found[:, _MIDDLE] = square / 2
        for corner in _SQUARES:
            found[:, corner] += square / 8
        return found.ravel()

    @cached_property
    def _grid(self) -> Floats:
        return self._surface.corners(np.arange(self._surface.base_quads), REFERENCE).astype(np.float64)

    def _between_quads(self) -> Indices:
        corners = self._surface.corner_numbers(np.arange(self._surface.base_quads))[:, *_BASE_CORNERS.T]
        ends = np.stack([corners, np.roll(corners, -1, axis=1)], 2).reshape(-1, 2)
        keys = ends.min(1) * (int(corners.max()) + 1) + ends.max(1)
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(np.diff(keys[order]) == 0)
        rim = (np.arange(len(corners))[:, None, None] * _PER_QUAD + _RIM).reshape(-1, _SIDE)
        # the neighbour walks along the shared edge the other way round
        return np.stack([rim[order[same]], rim[order[same + 1]][:, ::-1]], -1).reshape(-1, 2)
