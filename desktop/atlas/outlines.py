"""A region's border as a view shows it, for lighting the region up."""

from collections.abc import Iterable

import numpy as np

from desktop.atlas.sight import Sight
from desktop.atlas.surface import Flags, Floats, Places, Surface

Point = tuple[float, float]
Polyline = tuple[Point, ...]

_SAME_MM = 2.0
"""A border may lie this far behind the nearest skin and still be drawn: it runs in creases."""
_PASSES = 3
_Key = tuple[int, int, int]


def outline(surface: Surface, sight: Sight, pose: str, border: tuple[Places, Places]) -> tuple[Polyline, ...]:
    """Return the visible parts of a border as lines in px of a view's picture, freed from the steps of its cells."""
    begins, ends = border
    if not len(begins):
        return ()
    seen = sight.tappable[begins.base] & _visible(
        sight, (surface.points(begins, pose) + surface.points(ends, pose)) / 2
    )
    if not seen.any():
        return ()
    points = [surface.points(each[seen], pose) for each in border]
    pixels = [sight.project(each) for each in points]
    pieces = zip(*(_ends(place, pixel) for place, pixel in zip(points, pixels, strict=True)), strict=True)
    return tuple(_smooth(line) for line in _chained(pieces))


def _visible(sight: Sight, points: Floats) -> Flags:
    at = sight.project(points)
    nearest = sight.hits(at[:, 0], at[:, 1]).depth
    return (at[:, 2] >= nearest - _SAME_MM) & (nearest > -np.inf)


def _ends(points: Floats, pixels: Floats) -> Iterable[tuple[_Key, Point]]:
    keys = (points * 100).round().astype(np.intp).tolist()
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


def _smooth(line: list[Point]) -> Polyline:
    """Return a line with its steps evened out; its ends stay, and a closed one stays closed."""
    points = np.array(line)
    closed = len(line) > 3 and line[0] == line[-1]
    for _ in range(_PASSES):
        around = np.concatenate([points[-2:-1], points, points[1:2]]) if closed else points
        inner = (around[:-2] + 2 * around[1:-1] + around[2:]) / 4
        points = inner if closed else np.concatenate([points[:1], inner, points[-1:]])
    return tuple((float(x), float(y)) for x, y in points)
