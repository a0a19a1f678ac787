"""The fields that say the region of every point of the skin: of a few regions the one that is strongest there.

Each base quad carries the numbers of its regions and how strong each is at 9 x 9 nodes, which it shares with its
neighbours. Every square of four nodes falls into four triangles around its middle, where the strengths are the means
of its corners; within a triangle they change evenly. So borders are straight within a triangle, run on unbroken from
quad to quad, and a mirrored quad has the same ones. All is reckoned in whole numbers: both sides of an edge agree.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from resources.terms import Anchor

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Bytes = npt.NDArray[np.uint8]

PPM = 1_000_000
CELLS = 8
"""Squares of nodes along an edge of a base quad."""
_SQUARE = np.array([[0], [1], [CELLS + 1], [CELLS + 2]])
"""How far behind the first node of a square its nodes (0, 0), (1, 0), (0, 1) and (1, 1) lie, row by row."""


class Fields:
    """The regions of the skin, by number; of several equally strong the first."""

    def __init__(self, counts: Bytes, regions: npt.NDArray[np.uint16], strengths: Bytes) -> None:
        """Take how many regions each base quad has, their numbers quad by quad, and their strengths at the nodes.

        The numbers rise within a quad. `strengths` (row along v, column along u) has only those not alone in a quad.
        """
        self.counts = counts
        self.regions = regions
        self.strengths = strengths
        self.starts = _starts(counts)
        self.planes = _starts(np.where(counts > 1, counts, 0))
        self._nodes = strengths.reshape(-1)

    def label(self, anchor: Anchor) -> int:
        """Return the number of the region at an anchor."""
        quad, start = anchor.quad, int(self.starts[anchor.quad])
        if self.counts[quad] == 1:
            return int(self.regions[start])
        column, x = _cell(anchor.u_ppm)
        row, y = _cell(anchor.v_ppm)
        planes = self.strengths[self.planes[quad] : self.planes[quad + 1], row : row + 2, column : column + 2]
        first, second, fourth, third = _weights(x, y)
        strongest = [first * a + second * b + third * c + fourth * d for (a, b), (d, c) in planes.tolist()]
        return int(self.regions[start + strongest.index(max(strongest))])

    def labels(self, base: Indices, u_ppm: Indices, v_ppm: Indices) -> Indices:
        """Return the numbers of the regions at many points, given by their base quads and parameters in millionths."""
        found = self.regions[self.starts[base]].astype(np.intp)
        shared = np.flatnonzero(self.counts[base] > 1)
        if len(shared):
            found[shared] = self._strongest(base[shared], u_ppm[shared], v_ppm[shared])
        return found

    def regions_of(self, quad: int) -> set[int]:
        """Return the numbers of the regions a base quad has."""
        return set(self.regions[self.starts[quad] : self.starts[quad + 1]].tolist())

    def labels_in(self, quad: int, anchors: Sequence[Anchor]) -> set[int]:
        """Return the numbers of the regions at some anchors in one base quad.

        A region that is the strongest at all nodes around them is so everywhere between: no anchor is looked at then.
        """
        columns, rows = [_cell(each.u_ppm)[0] for each in anchors], [_cell(each.v_ppm)[0] for each in anchors]
        planes = self.strengths[self.planes[quad] : self.planes[quad + 1]]
        around = planes[:, min(rows) : max(rows) + 2, min(columns) : max(columns) + 2]
        strongest = set(around.argmax(0).ravel().tolist()) if len(planes) else {0}
        if len(strongest) == 1:
            return {int(self.regions[self.starts[quad] + strongest.pop()])}
        return {self.label(each) for each in anchors}

    def holds(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return which base quads have one of the wanted regions among theirs, given a flag for each number."""
        return np.asarray(np.logical_or.reduceat(wanted[self.regions], self.starts[:-1]))

    def _strongest(self, base: Indices, u_ppm: Indices, v_ppm: Indices) -> Indices:
        owner, plane = rows_of(self.planes, base)
        column, x = _cells(u_ppm)
        row, y = _cells(v_ppm)
        side = np.minimum(np.minimum(x, PPM - x), np.minimum(y, PPM - y))
        weights = 2 * np.maximum((PPM - x - y, x - y, y - x, x + y - PPM), 0) + side
        nodes = _SQUARE + row * (CELLS + 1) + column
        strengths = self._nodes.take(nodes.take(owner, axis=1) + plane * (CELLS + 1) ** 2)
        total = (weights.take(owner, axis=1) * strengths).sum(0)
        firsts = np.flatnonzero(np.diff(owner, prepend=-1))
        best = np.maximum.reduceat(total, firsts)[owner] == total
        winners = np.flatnonzero(best)
        winner = winners[np.diff(owner[winners], prepend=-1) > 0]
        return np.asarray(self.regions[self.starts[base] + winner - firsts], np.intp)


def rows_of(starts: Indices, which: Indices) -> tuple[Indices, Indices]:
    """Return the rows of some groups of consecutive rows, each with the place in `which` of the group it belongs to."""
    first = starts[which]
    counts = starts[which + 1] - first
    owner = np.repeat(np.arange(len(which)), counts)
    return owner, np.arange(len(owner)) + np.repeat(first - (np.cumsum(counts) - counts), counts)


def _starts(counts: npt.NDArray[np.integer]) -> Indices:
    found = np.zeros(len(counts) + 1, np.intp)
    np.cumsum(counts, out=found[1:])
    return found


def _cell(ppm: int) -> tuple[int, int]:
    cell = min(ppm * CELLS // PPM, CELLS - 1)
    return cell, ppm * CELLS - cell * PPM


def _cells(ppm: Indices) -> tuple[Indices, Indices]:
    cell = np.minimum(ppm * CELLS // PPM, CELLS - 1)
    return cell, ppm * CELLS - cell * PPM


def _weights(x: int, y: int) -> tuple[int, int, int, int]:
    """Return the weights of a square's nodes (0, 0), (1, 0), (0, 1) and (1, 1) at a point of it, in millionths of 2."""
    side, along, across = min(x, PPM - x, y, PPM - y), x + y - PPM, x - y
    return (
        side - 2 * along if along < 0 else side,
        side + 2 * across if across > 0 else side,
        side - 2 * across if across < 0 else side,
        side + 2 * along if along > 0 else side,
    )
