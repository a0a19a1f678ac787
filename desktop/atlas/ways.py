"""The shortest way along the skin between two far points: found on the coarse skin first, then beside that way."""

import math
from dataclasses import dataclass

import numpy as np

from desktop.atlas.patch import Patch, Point, length_of
from desktop.atlas.surface import REFERENCE, Floats, Indices, Surface, quarter
from resources.terms import Anchor

_FIRST_REACH = (1.35, 20.0)
"""How much farther than straight through (a factor, and mm) a way is looked for before the whole limit is tried."""
_NEARLY = 1.015
"""Coarse ways that are so much longer than the shortest one are followed too."""
_CORNERS = np.array([[0, 0], [1, 1], [3, 2], [2, 3]])
"""The corners of a base quad: in which of its quarters, and which corner of it."""
_SPANS = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]
"""Between which corners of a quad a coarse way may lead: along its edges and across it."""
_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way along the skin, mm in the reference pose: its length, and its corners from end to end."""

    mm: float
    points: tuple[Point, ...]


class Ways:
    """Ways over the reference pose, right within 2 % up to the length of a limb (10 to 40 ms for 100 mm)."""

    def __init__(self, surface: Surface) -> None:
        """Work out how the base quads lie (about 5 ms)."""
        self._surface = surface
        self._vertices = surface.vertices(REFERENCE)
        numbers = 4 * np.arange(surface.base_quads)[:, None] + _CORNERS[:, 0]
        self._base: Indices = surface.quads[numbers, _CORNERS[:, 1]]
        corners = self._vertices[self._base]
        self._centres = corners.mean(1)
        self._radii = np.linalg.norm(corners - self._centres[:, None], axis=2).max(1)

    def way(self, start: Anchor, end: Anchor, limit_mm: float) -> Way | None:
        """Return the shortest way from one anchor to another; None if it is longer than the limit."""
        a, b = self._point(start), self._point(end)
        straight = math.dist(a, b)
        if straight > limit_mm:
            return None
        if quarter(start)[0] == quarter(end)[0]:
            return Way(straight, (a, b))
        factor, more = _FIRST_REACH
        first = min(limit_mm, straight * factor + more)
        found = self._within(start, end, first)
        if (found is None or found.mm > first) and first < limit_mm:
            found = self._within(start, end, limit_mm)
        return found if found is not None and found.mm <= limit_mm else None

    def _within(self, start: Anchor, end: Anchor, reach: float) -> Way | None:
        """Return the shortest of the ways that leave no quad out which one of some length can touch."""
        a, b = self._point(start), self._point(end)
        away = sum(np.linalg.norm(self._centres - np.array(each, np.float32), axis=1) for each in (a, b))
        near = np.flatnonzero(away - 2 * self._radii <= reach)
        beside = self._nearly_shortest(near, start, end)
        if beside is None:
            return None
        coarse = Patch(self._vertices, beside, self._base)
        crossed = coarse.path((a, start.quad), (b, end.quad))
        touched = np.array([corner for edge, _ in crossed for corner in edge], np.intp)
        around = near[np.isin(self._base[near], touched).any(1) | (near == start.quad) | (near == end.quad)]
        fine = Patch(self._vertices, (4 * around[:, None] + np.arange(4)).ravel(), self._surface.quads)
        points = fine.way((a, quarter(start)[0]), (b, quarter(end)[0]))
        return Way(length_of(points), tuple(points)) if points else None

    def _nearly_shortest(self, near: Indices, start: Anchor, end: Anchor) -> Indices | None:
        """Return the base quads over which some coarse way leads that is hardly longer than the shortest."""
        numbers, inverse = np.unique(self._base[near], return_inverse=True)
        quads = inverse.reshape(-1, 4)
        points = self._vertices[numbers].astype(np.float64)
        away = np.full((len(points), 2), np.inf)
        for column, anchor in enumerate((start, end)):
            corners = quads[near == anchor.quad].ravel()
            away[corners, column] = np.linalg.norm(points[corners] - self._point(anchor), axis=1)
        both = _along(points, quads, away).sum(1)
        least = both.min()
        if not math.isfinite(least):
            return None
        follow = both[quads].min(1) <= least * _NEARLY
        kept: Indices = near[follow | (near == start.quad) | (near == end.quad)]
        return kept

    def _point(self, anchor: Anchor) -> Point:
        x, y, z = self._surface.point(anchor)
        return float(x), float(y), float(z)


def _along(points: Floats, quads: Indices, away: Floats) -> Floats:
    """Return how far all points are along edges and across quads, from how far some are; infinite where no way leads.

    Each column of `away` is a beginning of its own.
    """
    spans = np.concatenate([quads[:, pair] for pair in _SPANS])
    begins, ends = np.concatenate([spans, spans[:, ::-1]]).T
    order = np.argsort(ends, kind="stable")
    begins, ends = begins[order], ends[order]
    steps = np.linalg.norm(points[begins] - points[ends], axis=1)[:, None]
    firsts = np.flatnonzero(np.diff(ends, prepend=-1))
    for _ in range(_MOST_STEPS):
        nearer = np.minimum(away, np.minimum.reduceat(away[begins] + steps, firsts))
        if np.array_equal(nearer, away):
            break
        away = nearer
    return away
