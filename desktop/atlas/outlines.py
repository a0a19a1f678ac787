"""A region's border as a view shows it, for lighting the region up."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from desktop.atlas.sight import Sight
from desktop.atlas.surface import Flags, Floats, Indices, Surface

if TYPE_CHECKING:
    from desktop.atlas.borders import Border

Point = tuple[float, float]
Polyline = tuple[Point, ...]

_SAME_MM = 2.0
"""A border may lie this far behind the nearest skin and still be drawn: it runs in creases."""
_LOOK_PX = 2.0
"""What lies in one square of this size is looked at once; steep skin may differ in depth there by twice its width."""
_FINEST_PX = 0.4
"""A line has no point nearer to the one before: slivers of the skin's triangles would show as kinks once enlarged."""
_PER_MM = 1000
"""Ends of pieces as near as this share of a mm are one joint."""


def outline(surface: Surface, sight: Sight, pose: str, border: "Border") -> tuple[Polyline, ...]:
    """Return the visible parts of a border as lines in px of a view's picture."""
    middles = border.begins.toward(border.ends, np.full(len(border), 0.5))
    shown = np.flatnonzero(sight.tappable[middles.base])
    shown = shown[sight.facing(surface.triangles_at(middles[shown]))]
    shown = shown[_visible(sight, surface.points(middles[shown], pose))]
    begins, ends = (surface.points(each[shown], pose) for each in (border.begins, border.ends))
    points = np.stack([begins, ends], 1).reshape(-1, 3)
    lines = (_without_slivers(line) for line in _chained(points, sight.project(points)[:, :2]))
    return tuple(line for line in lines if len(line) > 2 or math.dist(*line) >= _FINEST_PX)


def _visible(sight: Sight, points: Floats) -> Flags:
    at = sight.project(points)
    across, down = np.floor(at[:, :2] / _LOOK_PX).astype(np.int64).T
    _, first, which = np.unique(across + (down << 32), return_index=True, return_inverse=True)
    nearest = sight.hits(at[first, 0], at[first, 1]).depth[which]
    return (at[:, 2] >= nearest - _SAME_MM - 2 * _LOOK_PX * sight.mm_per_px) & (nearest > -np.inf)


def _chained(points: Floats, pixels: Floats) -> Iterable[list[Point]]:
    """Yield lines of as many pieces as hang together end to end; each two rows are the ends of a piece."""
    firsts, pieces = _joints(points)
    where = list(map(tuple, pixels[firsts].tolist()))
    beside: list[list[int]] = [[] for _ in where]
    for begin, end in pieces:
        beside[begin].append(end)
        beside[end].append(begin)
    loose_ends_first = sorted(range(len(where)), key=lambda joint: len(beside[joint]) % 2 == 0)
    for start in loose_ends_first:
        while beside[start]:
            line, here = [where[start]], start
            while beside[here]:
                there = beside[here].pop()
                beside[there].remove(here)
                line.append(where[there])
                here = there
            yield line


def _joints(points: Floats) -> tuple[Indices, list[list[int]]]:
    """Return the rows at which a joint comes first, and the two joints of each piece, numbered as they come."""
    x, y, z = (points * _PER_MM).round().astype(np.int64).T
    _, firsts, joints = np.unique(x + (y << 21) + (z << 42), return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    number = np.empty(len(order), np.intp)
    number[order] = np.arange(len(order))
    return firsts[order], number[joints].reshape(-1, 2).tolist()


def _without_slivers(line: list[Point]) -> Polyline:
    """Return a line without points too near to the one before; its ends stay."""
    kept = line[:1]
    for point in line[1:-1]:
        if math.dist(point, kept[-1]) >= _FINEST_PX:
            kept.append(point)
    if len(kept) > 1 and math.dist(kept[-1], line[-1]) < _FINEST_PX:
        kept.pop()
    return (*kept, line[-1])
