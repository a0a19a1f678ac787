"""The pictures of the views: shaded skin on nothing, as WebP."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage, QImageWriter

from atlas import shading
from atlas.fading import FAINTEST, LEVEL, opacity
from atlas.figure import Figure
from atlas.mesh import normals, triangles_of
from atlas.occlusion import Sky
from atlas.plans import Plan
from atlas.raster import Faces, Numbers, blended, project
from atlas.tints import Tints
from desktop.atlas.surface import Flags, Floats, Indices, Singles

_SAMPLES = 2
"""Each pixel of a large picture is the mean of so many times so many samples."""
_BAND = 1_000_000
"""So many samples are drawn at a time."""
_AT_ONCE = 1 << 16
"""So many places are shaded at a time: what is worked on together should fit into the cache."""
_APART = ("arms",)
"""In these poses only what the views show exists: the trunk neither hides the sky nor is ever seen."""

Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Skin:
    """The skin in a pose: its points, and for each of them the outward direction, the sky it sees, the brow's share."""

    points: Floats
    looks: Singles


class Painter:
    """Paints the views of one figure."""

    def __init__(self, figure: Figure, sky: Sky) -> None:
        self._figure = figure
        self._sky = sky
        self._tints = Tints(figure, LEVEL)
        self._quads = figure.levels.quads(LEVEL)
        self._skin = cache(self._made_skin)

    def light(self, pose: str) -> None:
        """Work out what all pictures of a pose have in common."""
        self._skin(pose)

    def paint(self, plan: Plan) -> tuple[Picture, Picture]:
        """Return a view's small and large picture: red, green, blue and opacity, row by row."""
        shown = np.repeat(self._figure.part(plan.shows), 4**LEVEL)
        canvas = _Canvas(self._skin(plan.pose), opacity(self._figure, plan), self._tints, self._quads, shown, plan)
        small, large = zip(*canvas.strips(), strict=True)
        return np.concatenate(small), np.concatenate(large)

    def _made_skin(self, pose: str) -> _Skin:
        figure = self._figure
        points = figure.smooth_skin(pose, LEVEL)
        everything = np.ones(len(figure.skin(pose)), np.bool_)
        close = [figure.weight(f"{root}.{side}") > 0.5 for root in ("wrist", "foot") for side in "LR"]
        head = figure.weight("neck02") > 0.5
        parts = {
            "arms": [figure.weight("lowerarm01.L", "lowerarm01.R") > 0, *close[:2]],
            "ears_out": [head],
            "flank": [everything, head],
        }.get(pose, [everything, head, *close])
        hiding = figure.part(pose if pose in _APART else "all")
        sky = self._sky.seen(figure.skin(pose), parts, hiding, LEVEL)
        looks = np.concatenate([normals(points, self._quads), sky[:, None], self._tints.brows[:, None]], 1)
        return _Skin(points, looks.astype(np.float32))


class _Canvas:
    """One view on its way to a picture."""

    def __init__(
        self, skin: _Skin, opacity: Floats | None, tints: Tints, quads: Indices, shown: Flags, plan: Plan
    ) -> None:
        self._fine, self._camera = plan.fine, plan.camera
        self._looks, self._tints = skin.looks, tints
        self._opacity = None if opacity is None else opacity.astype(np.float32)
        self._numbers = np.flatnonzero(shown)
        self._triangles = triangles_of(quads[self._numbers])
        self._finest = plan.fine * _SAMPLES
        width, height = plan.camera.width * self._finest, plan.camera.height * self._finest
        self._faces = Faces(project(skin.points, plan.camera, self._finest), self._triangles, width, height)

    def strips(self) -> Iterator[tuple[Picture, Picture]]:
        """Yield strips of the small and the large picture from top to bottom."""
        width, height = self._camera.width * self._finest, self._camera.height * self._finest
        rows = max(_BAND // width // self._finest, 1) * self._finest
        for top in range(0, height, rows):
            bottom = min(top + rows, height)
            triangle, _ = self._faces.drawn(top, bottom)
            large = self._shaded(triangle.reshape(bottom - top, width), top)
            yield _coloured(_averaged(large, self._fine)), _coloured(large)

    def _shaded(self, triangle: Numbers, top: int) -> Singles:
        """Return light and opacity of the large picture's pixels; light is already weakened by what it shines through.

        Where all samples of a pixel lie in one quad, its middle stands for them.
        """
        shape = np.array(triangle.shape) // _SAMPLES
        samples = [
            triangle[down::_SAMPLES, across::_SAMPLES].ravel() for down in range(_SAMPLES) for across in range(_SAMPLES)
        ]
        first = samples[0] >> 1
        plain = (samples[1] >> 1 == first) & (samples[2] >> 1 == first) & (samples[3] >> 1 == first)
        picture = np.zeros((len(first), 4), np.float32)
        pixels = np.flatnonzero(plain & (first >= 0))
        picture[pixels] = self._light(samples[0][pixels], pixels, top, (0.0, 0.0))
        for number, each in enumerate(samples):
            down, across = divmod(number, _SAMPLES)
            pixels = np.flatnonzero(~plain & (each >= 0))
            beside = across - (_SAMPLES - 1) / 2, down - (_SAMPLES - 1) / 2
            picture[pixels] += self._light(each[pixels], pixels, top, beside) / _SAMPLES**2
        return picture.reshape(*shape.tolist(), 4)

    def _light(self, triangle: Numbers, pixels: Indices, top: int, beside: tuple[float, float]) -> Singles:
        """Return light and opacity of places: a triangle each, beside the middle of a pixel of the large picture."""
        width = self._camera.width * self._fine
        light = np.empty((len(triangle), 4), np.float32)
        for start in range(0, len(triangle), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            row, column = np.divmod(pixels[part], width)
            x, y = (column + 0.5) * _SAMPLES + beside[0], (row + 0.5) * _SAMPLES + (top + beside[1])
            light[part] = self._light_at(triangle[part], *self._faces.weights(triangle[part], x, y))
        return light

    def _light_at(self, triangle: Numbers, second: Singles, third: Singles) -> Singles:
        corners = self._triangles.take(triangle, axis=0)
        looks = blended(self._looks, corners, second, third)
        x, y, z, sky, brows = looks.T
        outward = looks[:, :3] / np.maximum(np.sqrt(x * x + y * y + z * z), 1e-6)[:, None]
        upper = (triangle & 1).astype(np.bool_)
        across, down = np.where(upper, second, second + third), np.where(upper, second + third, third)
        colour = self._tints.colours(self._numbers[triangle >> 1], across, down, brows)
        light = np.ones((len(triangle), 4), np.float32)
        light[:, :3] = shading.lit(outward, np.clip(sky, 0, 1), self._camera, colour)
        if self._opacity is not None:
            light *= np.clip(blended(self._opacity, corners, second, third), FAINTEST, 1)[:, None]
        return light


def save(picture: Picture, path: Path, quality: int) -> None:
    """Write a picture as WebP. Raises OSError if it can't be written."""
    height, width, _ = picture.shape
    image = QImage(picture.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    writer = QImageWriter(str(path), b"webp")
    writer.setQuality(quality)
    if not writer.write(image):
        raise OSError(f"{path}: {writer.errorString()}")


def _averaged(samples: Singles, side: int) -> Singles:
    if side == 1:
        return samples
    total = np.zeros((samples.shape[0] // side, samples.shape[1] // side, samples.shape[2]), np.float32)
    for down in range(side):
        for across in range(side):
            total += samples[down::side, across::side]
    return np.asarray(total / np.float32(side**2))


def _coloured(samples: Singles) -> Picture:
    """Return light and opacity as bytes; the least opacity there is stays visible to whoever asks for it."""
    flat = samples.reshape(-1, 4)
    picture = np.zeros(flat.shape, np.uint8)
    pixels = np.flatnonzero(flat[:, 3] > 0)
    for part in np.array_split(pixels, 1 + len(pixels) // _AT_ONCE):
        seen = flat.take(part, axis=0)
        seen[:, :3] = shading.on_screen(seen[:, :3] / seen[:, 3:])
        picture[part] = (seen * 255 + 0.5).astype(np.uint8)
    return picture.reshape(samples.shape)
