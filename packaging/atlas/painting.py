"""The pictures of the views: shaded skin on nothing, as WebP."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QImageWriter

from atlas import shading
from atlas.figure import Figure
from atlas.mesh import evened, normals, triangles_of
from atlas.occlusion import Sky
from atlas.plans import Plan
from atlas.raster import IdPicture, interpolated, project, rasterise
from atlas.tints import Tints
from desktop.atlas.surface import Flags, Floats, Indices, Singles

LEVEL = 2
_SAMPLES = 2
"""Each pixel of a large picture is the mean of so many times so many."""
_BAND = 3_000_000
"""So many samples are shaded at a time: whole large pictures do not fit into memory."""
_QUALITY = 92
_FADE_EVENED = 40
"""So many times a fading edge is evened out: it lies along the steps of the quads."""
_APART = ("arms",)
"""In these poses only what the views show exists: the trunk neither hides the sky nor is ever seen."""

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Skin:
    points: Floats
    outward: Floats
    sky: Floats


class Painter:
    """Paints the views of one figure."""

    def __init__(self, figure: Figure, sky: Sky) -> None:
        self._figure = figure
        self._sky = sky
        self._tints = Tints(figure, LEVEL)
        self._quads = figure.levels.quads(LEVEL)
        self._skin = cache(self._made_skin)

    def paint(self, plan: Plan) -> tuple[Picture, Picture]:
        """Return a view's small and large picture: red, green, blue and opacity, row by row."""
        shown = np.repeat(self._figure.part(plan.shows), 4**LEVEL)
        opacity = self._opacity(plan, shown)
        small, large = zip(*self._bands(plan, np.flatnonzero(shown), opacity), strict=True)
        return np.concatenate(small), np.concatenate(large)

    def _bands(self, plan: Plan, quads: Indices, opacity: Floats) -> Iterator[tuple[Picture, Picture]]:
        """Yield strips of the two pictures from top to bottom."""
        skin, camera = self._skin(plan.pose), plan.camera
        fineness = plan.fine * _SAMPLES
        screen = project(skin.points, camera, fineness)
        triangles = triangles_of(self._quads[quads])
        width = camera.width * fineness
        rows = max(_BAND // width // fineness, 1) * fineness
        for top in range(0, camera.height * fineness, rows):
            height = min(rows, camera.height * fineness - top)
            picture = rasterise(screen - [0, top, 0], triangles, width, height)
            samples = self._shaded(plan, quads, triangles, picture, opacity)
            large = _averaged(samples, _SAMPLES)
            yield _coloured(_averaged(large, plan.fine)), _coloured(large)

    def _shaded(self, plan: Plan, quads: Indices, triangles: Indices, picture: IdPicture, opacity: Floats) -> Singles:
        """Return the light and the opacity of each sample; light is already weakened by what it shines through."""
        skin = self._skin(plan.pose)
        outward = interpolated(skin.outward, triangles, picture)
        outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-6)
        sky = np.clip(interpolated(skin.sky, triangles, picture), 0, 1)
        solid = interpolated(opacity, triangles, picture)[:, None]
        triangle, second, third = picture.at_body()
        upper = (triangle & 1).astype(np.bool_)
        across, down = np.where(upper, second, second + third), np.where(upper, second + third, third)
        brows = interpolated(self._tints.brows, triangles, picture)
        colour = self._tints.colours(quads[triangle >> 1], across, down, brows)
        samples = np.zeros((*picture.triangle.shape, 4), np.float32)
        light = shading.lit(outward, sky, plan.camera, colour)
        samples[picture.body] = np.concatenate([light * solid, solid], 1)
        return samples

    def _made_skin(self, pose: str) -> _Skin:
        figure = self._figure
        points = figure.smooth_skin(pose, LEVEL)
        everything = np.ones(len(figure.skin(pose)), np.bool_)
        close = [figure.weight(f"{root}.{side}") > 0.5 for root in ("wrist", "foot") for side in "LR"]
        parts = [everything, figure.weight("neck02") > 0.5, *close]
        if pose in _APART:
            parts = [figure.weight("lowerarm01.L", "lowerarm01.R") > 0, *close[:2]]
        hiding = figure.part(pose if pose in _APART else "all")
        return _Skin(points, normals(points, self._quads), self._sky.seen(figure.skin(pose), parts, hiding, LEVEL))

    def _opacity(self, plan: Plan, shown: Flags) -> Floats:
        """Return how opaque each vertex is: fully, or less and less toward the edge of what is shown if that fades."""
        points = self._skin(plan.pose).points
        if not plan.fade:
            return np.ones(len(points))
        inside, outside = np.unique(self._quads[shown]), np.unique(self._quads[~shown])
        rim = np.intersect1d(inside, outside)
        share = np.zeros(len(points))
        for part in np.array_split(inside, 1 + len(inside) // 2000):
            away = np.linalg.norm(points[part, None] - points[rim], axis=2).min(1)
            share[part] = np.clip(away / plan.fade, 0, 1)
        share = evened(share, self._figure.levels.edges(LEVEL), _FADE_EVENED)
        nothing = float(np.median(share[rim]))
        share = np.clip((share - nothing) / (1 - nothing), 0, 1)
        return np.asarray(np.maximum(share * share * (3 - 2 * share), 1 / 255))


def save(picture: Picture, path: Path) -> None:
    """Write a picture as WebP. Raises OSError if it can't be written."""
    height, width, _ = picture.shape
    image = QImage(picture.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    writer = QImageWriter(str(path), b"webp")
    writer.setQuality(_QUALITY)
    if not writer.write(image):
        raise OSError(f"{path}: {writer.errorString()}")


def _averaged(samples: Singles, side: int) -> Singles:
    height, width, depth = samples.shape
    return np.asarray(samples.reshape(height // side, side, width // side, side, depth).mean((1, 3)), np.float32)


def _coloured(samples: Singles) -> Picture:
    """Return light and opacity as bytes; the least opacity there is stays visible to whoever asks for it."""
    opacity = samples[..., 3:]
    colour = shading.on_screen(np.asarray(samples[..., :3] / np.maximum(opacity, 1e-6), np.float32))
    return np.asarray(np.concatenate([colour, opacity], 2) * 255 + 0.5).astype(np.uint8)
