"""Numbers spread over base quads: 9 x 9 nodes and the middles of the 8 x 8 squares between, even in each triangle."""

from dataclasses import dataclass

import numpy as np

from desktop.atlas.fields import CELLS
from desktop.atlas.surface import Flags, Floats, Indices

_CORNERS = np.array([[0, 0], [0, 1], [1, 1], [1, 0]])
"""The corners of a square in turn, down and right. Triangle k has corners k and k + 1 and the square's middle."""
_NEXT = np.roll(_CORNERS, -1, axis=0)
_HALFWAY = 0.5


@dataclass(frozen=True, slots=True)
class Triangles:
    """Some triangles: of which row of numbers, in which square, and which of its four."""

    row: Indices
    down: Indices
    right: Indices
    turn: Indices

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, which: Indices | Flags) -> "Triangles":
        return Triangles(self.row[which], self.down[which], self.right[which], self.turn[which])

    def of_rows(self, row: Indices) -> "Triangles":
        """Return the same triangles of other rows."""
        return Triangles(row, self.down, self.right, self.turn)

    def places(self, weights: Floats) -> tuple[Floats, Floats]:
        """Return u and v, 0 to 1, of the points with some weights of the triangles' corners."""
        down, right = (
            weights[:, 0] * _CORNERS[self.turn, axis]
            + weights[:, 1] * _NEXT[self.turn, axis]
            + weights[:, 2] * _HALFWAY
            for axis in (0, 1)
        )
        return (self.right + right) / CELLS, (self.down + down) / CELLS


@dataclass(frozen=True, slots=True)
class Tents:
    """Rows of numbers, one row for a base quad: at its nodes and at the middles of its squares."""

    nodes: Floats
    middles: Floats

    def __getitem__(self, rows: Indices) -> "Tents":
        return Tents(self.nodes[rows], self.middles[rows])

    def minus(self, other: "Tents") -> "Tents":
        """Return the differences of as many rows."""
        return Tents(self.nodes - other.nodes, self.middles - other.middles)

    def at(self, triangles: Triangles) -> Floats:
        """Return the numbers at the three corners of some triangles."""
        row, down, right, turn = triangles.row, triangles.down, triangles.right, triangles.turn
        corners = (
            self.nodes[row, down + _CORNERS[turn, 0], right + _CORNERS[turn, 1]],
            self.nodes[row, down + _NEXT[turn, 0], right + _NEXT[turn, 1]],
            self.middles[row, down, right],
        )
        return np.stack(corners, 1)

    def crossed(self) -> Triangles:
        """Return the triangles in which the sign changes."""
        above = self.nodes > 0
        count = (self.middles > 0).astype(np.int8)
        for down, right in _CORNERS.tolist():
            count += above[:, down : down + CELLS, right : right + CELLS]
        row, down, right = np.nonzero((count > 0) & (count <= len(_CORNERS)))
        turn = np.tile(np.arange(len(_CORNERS)), len(row))
        row, down, right = (np.repeat(each, len(_CORNERS)) for each in (row, down, right))
        found = Triangles(row, down, right, turn)
        above_at = (self.at(found) > 0).sum(1)
        return found[(above_at == 1) | (above_at == 2)]


def spread(corners: Floats) -> Tents:
    """Return numbers that are even on the skin's own triangles, from those at the 3 x 3 corners of the quarters."""
    everywhere = corners.reshape(-1, _SPREAD.shape[1]) @ _SPREAD.T
    nodes, middles = np.split(everywhere, [(CELLS + 1) ** 2], axis=1)
    return Tents(nodes.reshape(-1, CELLS + 1, CELLS + 1), middles.reshape(-1, CELLS, CELLS))


def zero_ends(values: Floats) -> tuple[Floats, Floats]:
    """Return the two ends of the line on which the values at triangles' corners become 0, by weights of the corners."""
    above = values > 0
    lone = np.where(above.sum(1) == 1, above.argmax(1), above.argmin(1))
    rows = np.arange(len(values))
    ends = []
    for step in (1, 2):
        other = (lone + step) % 3
        share = values[rows, lone] / (values[rows, lone] - values[rows, other])
        weights = np.zeros_like(values)
        weights[rows, lone], weights[rows, other] = 1 - share, share
        ends.append(weights)
    return ends[0], ends[1]


def _spread_weights() -> Floats:
    """Return for each node and middle the weights of the 3 x 3 corners."""
    steps, halves = np.arange(CELLS + 1) / CELLS, (np.arange(CELLS) + _HALFWAY) / CELLS
    places = [(u, v) for each in (steps, halves) for v in each for u in each]
    found = np.zeros((len(places), 3, 3))
    for number, (across, along) in enumerate(places):
        right, upper = int(across >= _HALFWAY), int(along >= _HALFWAY)
        u, v = 2 * across - right, 2 * along - upper
        # a quarter's two triangles share the diagonal from its first corner
        found[number, upper, right] = 1 - max(u, v)
        found[number, upper + 1, right + 1] = min(u, v)
        found[number, upper, right + 1] = max(u - v, 0)
        found[number, upper + 1, right] = max(v - u, 0)
    return found.reshape(len(places), -1)


_SPREAD = _spread_weights()
