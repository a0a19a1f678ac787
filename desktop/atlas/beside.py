"""Beside a border: when a drag still means the region it came from, and where a tap may have two names."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from desktop.atlas.outlines import Point, Polyline
from resources.regions import Regions

TWO_NAMES_MM = 2.0
"""Within so much of a border on face or ear a tap may mean the region beyond it (screens.md 4.6)."""
_NAMED_FINELY = ("face", "ear")
_AROUND_THEM = "head_neck"
"""Holds every region that borders on face or ear."""
_STEADY = 0.03
"""Share of a region's size beyond its border within which a drag still means it (anatomy rules 1)."""


def still_means(border: Sequence[Polyline], at: Point) -> bool:
    """Say whether a point outside a region is so near that a drag which came from there still means it.

    The region's size is the geometric mean of the width and the height of its border as a view shows it.
    """
    if not border:
        return False
    return distance(border, at) < _STEADY * _size(border)


def distance(border: Iterable[Polyline], at: Point) -> float:
    """Return how far a point lies from the nearest of some lines, in their own unit; infinite from none."""
    return min((_from_line(np.array(line, np.float64), at) for line in border if len(line) > 1), default=math.inf)


def may_have_two_names(regions: Regions, region: str) -> bool:
    """Say whether a region may lie beside a border where two names are offered; most of the body needs no search."""
    return regions.under(region, _AROUND_THEM)


def in_two_minds(regions: Regions, region: str, other: str) -> bool:
    """Say whether two neighbours are both offered beside their border: one of them lies on the face or the ear."""
    return any(regions.under(each, part) for each in (region, other) for part in _NAMED_FINELY)


def _from_line(points: np.ndarray[tuple[int, int], np.dtype[np.float64]], at: Point) -> float:
    begins, along = points[:-1], np.diff(points, axis=0)
    to_point = np.array(at) - begins
    lengths = np.maximum((along**2).sum(1), 1e-12)
    share = np.clip((to_point * along).sum(1) / lengths, 0.0, 1.0)
    return float(np.hypot(*(to_point - share[:, None] * along).T).min())


def _size(border: Sequence[Polyline]) -> float:
    xs, ys = zip(*(point for line in border for point in line), strict=True)
    return math.sqrt((max(xs) - min(xs)) * (max(ys) - min(ys)))
