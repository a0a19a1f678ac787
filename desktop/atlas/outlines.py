"""A region's border as a view shows it, for lighting the region up."""

import math
from collections.abc import Iterable

import numpy as np

from desktop.atlas.borders import Border
from desktop.atlas.sight import Sight
from desktop.atlas.surface import Flags, Floats, Indices, Surface

Point = tuple[float, float]
Polyline = tuple[Point, ...]

_SAME_MM = 2.0
"""A border may lie this far behind the nearest skin and still be drawn: it runs in creases."""
_LOOK_PX = 2.0
"""What lies in one square of this size is looked at once; steep skin may differ in depth there by twice its width."""
_FINEST_PX = 0.4
"""A line has no point nearer to the one before: slivers of the skin's triangles would show as kinks once enlarged."""
_PER_MM = 1000
_Key = tuple[int, int, int]


def outline(surface: Surface, sight: Sight, pose: str, border: Border) -> tuple[Polyline, ...]:
    """Return the visible parts of a border as lines in px of a view's picture."""
    middles = border.begins.toward(border.ends, np.full(len(border), 0.5))
    shown = np.flatnonzero(sight.tappable[middles.base])
    shown = shown[sight.facing(surface.triangles_at(middles[shown]))]
    shown = shown[_visible(sight, surface.points(middles[shown], pose))]
    ends = (_ends(each, sight.project(each)) for each in _ends_in(surface, pose, border, shown))
    lines = (_without_slivers(line) for line in _chained(zip(*ends, strict=True)))
    return tuple(line for line in lines if len(line) > 2 or math.dist(*line) >= _FINEST_PX)


def _ends_in(surface: Surface, pose: str, border: Border, which: Indices) -> Iterable[Floats]:
    return (surface.points(each[which], pose) for each in (border.begins, border.ends))


def _visible(sight: Sight, points: Floats) -> Flags:
    at = sight.project(points)
    _, first, which = np.unique(np.floor(at[:, :2] / _LOOK_PX), axis=0, return_index=True, return_inverse=True)
    nearest = sight.hits(at[first, 0], at[first, 1]).depth[which.ravel()]
    return (at[:, 2] >= nearest - _SAME_MM - 2 * _LOOK_PX * sight.mm_per_px) & (nearest > -np.inf)


def _ends(points: Floats, pixels: Floats) -> Iterable[tuple[_Key, Point]]:
    keys = (points * _PER_MM).round().astype(np.intp).tolist()
    for (x, y, z), (across, down, _) in zip(keys, pixels.tolist(), strict=True):
        yield (x, y, z), (across, down)


def _chained(pieces: Iterable[tuple[tuple[_Key, Point], tuple[_Key, Point]]]) -> Iterable[list[Point]]:
    """Yield lines of as many pieces as hang together end to end."""
    where: dict[_Key, Point] = {}
    beside: dict[_Key, list[_Key]] = {}
    for (begin, begin_at), (end, end_at) in pieces:
        where[begin], where[end] = begin_at, end_at
        beside.setdefault(begin, []).append(end)
        beside.setdefault(end, []).append(begin)
    loose_ends_first = sorted(beside, key=lambda key: len(beside[key]) % 2 == 0)
    for start in loose_ends_first:
        while beside[start]:
            line, here = [where[start]], start
            while beside[here]:
                there = beside[here].pop()
                beside[there].remove(here)
                line.append(where[there])
                here = there
            yield line


def _without_slivers(line: list[Point]) -> Polyline:
    """Return a line without points too near to the one before; its ends stay."""
    kept = line[:1]
    for point in line[1:-1]:
        if math.dist(point, kept[-1]) >= _FINEST_PX:
            kept.append(point)
    if len(kept) > 1 and math.dist(kept[-1], line[-1]) < _FINEST_PX:
        kept.pop()
    return (*kept, line[-1])
