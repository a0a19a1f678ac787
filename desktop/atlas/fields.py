"""The fields that say the region of every point of the skin: of a few regions the one that is strongest there.

Each base quad carries the numbers of its regions and how strong each is at 9 x 9 nodes, which it shares with its
neighbours. Every square of four nodes falls into four triangles around its middle, where the strengths are the means
of its corners; within a triangle they change evenly. So borders are straight within a triangle, run on unbroken from
quad to quad, and a mirrored quad has the same ones. All is reckoned in whole numbers: both sides of an edge agree.
"""

import numpy as np
import numpy.typing as npt

from resources.terms import Anchor

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Bytes = npt.NDArray[np.uint8]

PPM = 1_000_000
CELLS = 8
"""Squares of nodes along an edge of a base quad."""


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

    def holds(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return which base quads have one of the wanted regions among theirs, given a flag for each number."""
        return np.asarray(np.logical_or.reduceat(wanted[self.regions], self.starts[:-1]))

    def _strongest(self, base: Indices, u_ppm: Indices, v_ppm: Indices) -> Indices:
        owner, plane = rows_of(self.planes, base)
        column, x = _cells(u_ppm)
        row, y = _cells(v_ppm)
        side = np.minimum(np.minimum(x, PPM - x), np.minimum(y, PPM - y))
        total = np.zeros(len(plane), np.int64)
        for down, right, over in ((0, 0, PPM - x - y), (0, 1, x - y), (1, 1, x + y - PPM), (1, 0, y - x)):
            weight = 2 * np.maximum(over, 0) + side
            total += weight[owner] * self.strengths[plane, (row + down)[owner], (column + right)[owner]]
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
    side = min(x, PPM - x, y, PPM - y)
    return (
        2 * max(PPM - x - y, 0) + side,
        2 * max(x - y, 0) + side,
        2 * max(y - x, 0) + side,
        2 * max(x + y - PPM, 0) + side,
    )
