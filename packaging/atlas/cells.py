"""The cells of the grid on the base quads: their neighbours, areas and sides."""

from functools import cached_property

import numpy as np

from desktop.atlas.surface import CELLS, Floats, Indices

_STEPS = np.arange(CELLS)
_RIM = np.array(
    [
        _STEPS,
        _STEPS * CELLS + CELLS - 1,
        CELLS * CELLS - 1 - _STEPS,
        (CELLS - 1 - _STEPS) * CELLS,
    ]
)
"""The cells along the four edges of a base quad, walking around it."""


class CellMap:
    """All cells, numbered by base quad, row along v and column along u."""

    def __init__(self, corners: Indices, vertices: Floats) -> None:
        """`corners` are the base quads, `vertices` the places of their corners (mm)."""
        self._corners = corners
        step = np.arange(CELLS + 1) / CELLS
        across = np.stack([1 - step, step])
        self._points = np.einsum(
            "jr,qjix,ic->qrcx", across, vertices[corners[:, [[0, 1], [3, 2]]]], across, optimize=True
        )

    @property
    def count(self) -> int:
        """How many cells there are."""
        return len(self._corners) * CELLS * CELLS

    @cached_property
    def edges(self) -> Indices:
        """Pairs of cells that lie side by side."""
        within = np.arange(self.count).reshape(-1, CELLS, CELLS)
        across = np.stack([within[:, :, :-1], within[:, :, 1:]], -1).reshape(-1, 2)
        down = np.stack([within[:, :-1], within[:, 1:]], -1).reshape(-1, 2)
        return np.concatenate([across, down, self._between_quads()])

    @cached_property
    def areas(self) -> Floats:
        """The area of each cell, mm2."""
        grid = self._points
        first = grid[:, 1:, 1:] - grid[:, :-1, :-1]
        second = grid[:, 1:, :-1] - grid[:, :-1, 1:]
        return np.asarray(np.linalg.norm(np.cross(first, second), axis=-1) / 2).ravel()

    @cached_property
    def across(self) -> Floats:
        """How far the middle of each cell lies to the patient's left, mm."""
        x = self._points[..., 0]
        return np.asarray((x[:, 1:, 1:] + x[:, :-1, :-1] + x[:, 1:, :-1] + x[:, :-1, 1:]) / 4).ravel()

    def _between_quads(self) -> Indices:
        ends = np.stack([self._corners, np.roll(self._corners, -1, axis=1)], 2).reshape(-1, 2)
        keys = ends.min(1) * (int(self._corners.max()) + 1) + ends.max(1)
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(np.diff(keys[order]) == 0)
        rim = (np.arange(len(self._corners))[:, None, None] * CELLS * CELLS + _RIM).reshape(-1, CELLS)
        # the neighbour walks along the shared edge the other way round
        return np.stack([rim[order[same]], rim[order[same + 1]][:, ::-1]], -1).reshape(-1, 2)
