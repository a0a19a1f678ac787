"""The authored bands: folds, rings and clefts, each all the skin within a set width of a line in a view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from atlas.figure import Figure
from atlas.mesh import triangles_of
from atlas.plans import Plan
from atlas.raster import project, rasterise
from atlas.skin_map import LEVEL, Labels, SkinMap
from desktop.atlas.surface import Flags, Floats, Indices

_FILE = "bands_trunk.txt"
_MM_PER_DM = 100
_STEP = 0.5
"""A line is felt along in steps of so many px."""


@dataclass(frozen=True, slots=True)
class Band:
    """A line of some width (dm), px of a view's 1x picture."""

    region: str
    view: str
    points: Floats
    width: float


def load_bands() -> tuple[Band, ...]:
    """Return all bands in the order they are written in."""
    text = Path(__file__).with_name(_FILE).read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(_band(line) for line in lines if line)


def label_bands(figure: Figure, plans: Sequence[Plan], skin: SkinMap, labels: Labels) -> None:
    """Label the skin of all bands; those written later lie on top."""
    by_key = {plan.key: plan for plan in plans}
    looks: dict[str, _Look] = {}
    for band in load_bands():
        if band.view not in looks:
            looks[band.view] = _Look(figure, skin, by_key[band.view])
        labels.put(band.region, looks[band.view].beside(band))


class _Look:
    """One view's picture, to be asked which skin lies near a line of it."""

    def __init__(self, figure: Figure, skin: SkinMap, plan: Plan) -> None:
        quads = skin.quads[np.repeat(figure.part(plan.shows), 4**LEVEL)]
        self._points = skin.in_pose(plan.pose)
        self._triangles: Indices = triangles_of(quads)
        screen = project(self._points, plan.camera)
        self._picture = rasterise(screen, self._triangles, plan.camera.width, plan.camera.height)

    def beside(self, band: Band) -> Flags:
        """Return the vertices no farther from a band's line than its width. Raises ValueError if it leaves the body."""
        line = self._on_the_skin(band)
        low, high = line.min(0) - band.width, line.max(0) + band.width
        near = np.flatnonzero(((self._points >= low) & (self._points <= high)).all(1))
        away = np.linalg.norm(self._points[near, None] - line, axis=2).min(1)
        inside = np.zeros(len(self._points), np.bool_)
        inside[near[away <= band.width]] = True
        return inside

    def _on_the_skin(self, band: Band) -> Floats:
        column, row = _dense(band.points).astype(np.intp).T
        triangle = self._picture.triangle[row, column]
        if (triangle < 0).any():
            raise ValueError(f"a band of {band.region} leaves the body in {band.view}")
        second, third = self._picture.second[row, column], self._picture.third[row, column]
        weights = np.stack([1 - second - third, second, third], 1)
        found: Floats = np.einsum("nc,ncx->nx", weights.astype(np.float64), self._points[self._triangles[triangle]])
        return found


def _band(line: str) -> Band:
    region, view, points, width = (part.strip() for part in line.split("|"))
    return Band(
        region,
        view,
        np.array([point.split(",") for point in points.split()], np.float64),
        float(width) / _MM_PER_DM,
    )


def _dense(points: Floats) -> Floats:
    """Return the points of a line, close together."""
    return np.concatenate([points[:1], *_pieces(points)])


def _pieces(points: Floats) -> Iterator[Floats]:
    for begin, end in pairwise(points):
        count = max(int(np.linalg.norm(end - begin) / _STEP), 1)
        share = np.arange(1, count + 1)[:, None] / count
        yield begin + share * (end - begin)
