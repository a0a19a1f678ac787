"""The authored strokes and border lines of head, neck and trunk: skeletons of regions, and where two part exactly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from atlas.figure import Figure
from atlas.geodesic import Source
from atlas.mesh import triangles_of
from atlas.plans import Plan
from atlas.raster import project, rasterise
from desktop.atlas.surface import Floats, Indices

_FILES = ("strokes_head.txt", "strokes_trunk.txt")
_MM_PER_DM = 100
_BORDER = "border "


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a view's 1x picture, px."""

    view: str
    points: Floats


@dataclass(frozen=True, slots=True)
class Border(Line):
    """A line that parts two regions exactly; several lines may bear one border's name."""

    name: str


@dataclass(frozen=True, slots=True)
class Stroke(Line):
    """One line of a region's skeleton."""

    region: str
    reach: float


def load_strokes() -> tuple[Stroke, ...]:
    """Return all strokes in the order they are written in."""
    return tuple(stroke for line in _lines() if not line.startswith(_BORDER) for stroke in _strokes(line))


def load_borders() -> tuple[Border, ...]:
    """Return all border lines in the order they are written in."""
    return tuple(_border(line) for line in _lines() if line.startswith(_BORDER))


def sources(
    figure: Figure, level: int, plans: Sequence[Plan], strokes: Iterable[Stroke], numbers: Mapping[str, int]
) -> list[Source]:
    """Return the vertices under the strokes and under their mirror images; `numbers` are those of the regions."""
    by_key = {plan.key: plan for plan in plans}
    looks: dict[str, _Look] = {}
    found: dict[tuple[int, int], float] = {}
    for stroke in strokes:
        if stroke.view not in looks:
            looks[stroke.view] = _Look(figure, level, by_key[stroke.view])
        for vertex in looks[stroke.view].under(stroke):
            found.setdefault((vertex, numbers[stroke.region]), stroke.reach)
    mirror = figure.levels.mirror(figure.mirror, level)
    for (vertex, region), reach in list(found.items()):
        found.setdefault((int(mirror[vertex]), region), reach)
    return [Source(vertex, region, reach) for (vertex, region), reach in found.items()]


class _Look:
    """One view's picture, to be asked which vertex lies under a point."""

    def __init__(self, figure: Figure, level: int, plan: Plan) -> None:
        quads = figure.levels.quads(level)[np.repeat(figure.part(plan.shows), 4**level)]
        self._step = 1 if plan.whole else 2
        self._triangles: Indices = triangles_of(quads)
        screen = project(figure.levels.refine(figure.skin(plan.pose), level), plan.camera)
        self._picture = rasterise(screen, self._triangles, plan.camera.width, plan.camera.height)

    def under(self, stroke: Stroke) -> Iterator[int]:
        """Yield the vertices nearest to the points of a stroke. Raises ValueError for a point beside the body."""
        for column, row in _dense(stroke.points, self._step).astype(np.intp).tolist():
            triangle = int(self._picture.triangle[row, column])
            if triangle < 0:
                raise ValueError(f"a stroke of {stroke.region} leaves the body at {column},{row} in {stroke.view}")
            second, third = float(self._picture.second[row, column]), float(self._picture.third[row, column])
            yield int(self._triangles[triangle][np.argmax((1 - second - third, second, third))])


def _lines() -> Iterator[str]:
    for name in _FILES:
        for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
            told = line.split("#")[0].strip()
            if told:
                yield told


def _border(line: str) -> Border:
    name, view, points = (part.strip() for part in line.removeprefix(_BORDER).split("|"))
    return Border(view, _points(points), name)


def _strokes(line: str) -> Iterator[Stroke]:
    region, view, lines, *reach = (part.strip() for part in line.split("|"))
    for each in lines.split(";"):
        yield Stroke(view, _points(each), region, float(reach[0]) / _MM_PER_DM if reach else 0.0)


def _points(text: str) -> Floats:
    return np.array([point.split(",") for point in text.split()], np.float64)


def _dense(points: Floats, step: float) -> Floats:
    """Return points along a line, about so many px apart."""
    if len(points) == 1:
        return points
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    wanted = np.linspace(0, along[-1], max(int(along[-1] / step), 2))
    return np.stack([np.interp(wanted, along, column) for column in points.T], 1)
