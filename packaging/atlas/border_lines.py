"""The authored border lines: where two regions part exactly, however near their strokes lie."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from atlas.figure import Figure
from atlas.geodesic import ways
from atlas.mesh import triangles_of
from atlas.plans import Plan
from atlas.raster import project, rasterise
from atlas.strokes import Line
from desktop.atlas.surface import Flags, Floats, Indices

_BEHIND = 0.06
"""A vertex so much farther away (dm) than what its pixel shows is hidden."""


def closed_ways(figure: Figure, level: int, plans: Sequence[Plan], lines: Iterable[Line]) -> Flags:
    """Return which of a level's ways (`geodesic.ways`) cross a border line or its mirror image."""
    pairs = ways(figure.levels.quads(level))
    by_key = {plan.key: plan for plan in plans}
    closed = np.zeros(len(pairs), np.bool_)
    drawn: dict[str, list[Floats]] = {}
    for line in lines:
        drawn.setdefault(line.view, []).append(line.points)
    for view, polylines in drawn.items():
        closed |= _crossed(figure, level, by_key[view], pairs, polylines)
    return closed | closed[_mirrored(pairs, figure.levels.mirror(figure.mirror, level))]


def _crossed(figure: Figure, level: int, plan: Plan, pairs: Indices, polylines: Iterable[Floats]) -> Flags:
    """Return which ways a view shows from end to end are crossed by some lines of its picture."""
    camera = plan.camera
    screen = project(figure.levels.refine(figure.skin(plan.pose), level), camera)
    quads = figure.levels.quads(level)[np.repeat(figure.part(plan.shows), 4**level)]
    depth = rasterise(screen, triangles_of(quads), camera.width, camera.height).depth
    column, row = np.floor(screen[:, :2]).astype(np.intp).T
    inside = (column >= 0) & (row >= 0) & (column < camera.width) & (row < camera.height)
    seen = np.zeros(len(screen), np.bool_)
    seen[inside] = screen[inside, 2] > depth[row[inside], column[inside]] - _BEHIND
    shown = np.flatnonzero(seen[pairs].all(1))
    begin, end = screen[pairs[shown, 0], :2], screen[pairs[shown, 1], :2]
    found = np.zeros(len(pairs), np.bool_)
    for points in polylines:
        for first, last in pairwise(points):
            found[shown[_cross(begin, end, first, last)]] = True
    return found


def _cross(begin: Floats, end: Floats, first: Floats, last: Floats) -> Flags:
    """Return which segments a segment crosses."""
    apart = _turn(first, last, begin) * _turn(first, last, end) <= 0
    return np.asarray(apart & (_turn(begin, end, first) * _turn(begin, end, last) <= 0))


def _turn(origin: Floats, to: Floats, point: Floats) -> Floats:
    along, away = to - origin, point - origin
    return np.asarray(along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0])


def _mirrored(pairs: Indices, mirror: Indices) -> Indices:
    """Return for each way the number of its mirror image."""
    image = np.sort(mirror[pairs], axis=1)
    return np.searchsorted(pairs @ [len(mirror), 1], image @ [len(mirror), 1])
