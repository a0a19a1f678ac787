"""What a view shows by the build's own rasteriser and by its picture: the other side of the proof that both agree."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from atlas.mesh import triangles_of
from atlas.raster import IdPicture, interpolated, project, rasterise
from atlas.subdivision import places
from desktop.atlas.surface import Flags, Floats, Indices, Places, Surface
from desktop.atlas.view import View
from resources import files
from resources.terms import Side

_Kind = TypeVar("_Kind", bound=np.generic)

_MM_PER_DM = 100
_STEEP = 4.0
"""Where the depth changes by more than so many px from one px to the next lies a silhouette."""
_SILHOUETTE = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))
"""The px whose middles lie within 1.5 px of a silhouette that runs between a px and the next one."""
_BORDER_MM = 0.8
_MIDDLE_MM = 15.0
"""Nearer to the midline nobody expects a side to show in the picture."""
_PLAIN = 77
"""Skin painted this opaque (of 255) is plain to see and must take taps; what fades out below that may."""
_FINER_MM = 0.2
"""The painted skin is finer than the shipped one: at a silhouette they may lie so far apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The skin in a pose at a level of subdivision, dm."""

    points: Floats
    quads: Indices
    level: int


class Shown:
    """What one view or frame shows, pixel by pixel, in its 1x picture."""

    def __init__(self, view: View, shape: Shape, tappable: Flags, surface: Surface) -> None:
        self.view = view
        self._level = shape.level
        self._surface = surface
        self._numbers = np.flatnonzero(np.repeat(tappable, 2 * 4**shape.level))
        self._triangles = triangles_of(shape.quads)[self._numbers]
        self._points = shape.points
        camera = view.camera
        screen = project(self._points, camera)
        self.picture: IdPicture = rasterise(screen, self._triangles, camera.width, camera.height)

    def painted(self, pixels: Indices, hit: Flags) -> Flags:
        """Say whether the picture agrees about some px that are hit or not: it paints skin there, or no plain skin."""
        opacity = self._opacity.ravel()[pixels]
        return np.asarray(np.where(hit, opacity > 0, opacity < _PLAIN))

    @cached_property
    def _opacity(self) -> npt.NDArray[np.uint8]:
        image = QImage(str(files.path(self.view.pictures.small))).convertToFormat(QImage.Format.Format_RGBA8888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
        return np.asarray(rows[:, : image.width(), 3])

    @cached_property
    def near_silhouette(self) -> Flags:
        """Which px lie within 1.5 px or 0.2 mm of the edge of the body, or of skin that lies before other skin."""
        body, depth = self.picture.body, np.where(self.picture.body, self.picture.depth, 0)
        steep = _STEEP / self.view.camera.scale
        on_edge = np.zeros_like(body)
        for axis in (0, 1):
            first, second = _beside(body, axis)
            near, far = _beside(depth, axis)
            edge = (first != second) | (np.abs(near - far) > steep)
            before, after = _beside(on_edge, axis)
            before |= edge
            after |= edge
        for _ in range(max(1, round(_FINER_MM * self.view.camera.scale / _MM_PER_DM))):
            on_edge = _widened(on_edge)
        return on_edge

    @cached_property
    def regions(self) -> npt.NDArray[np.intp]:
        """The number of the region of each px, -1 beside the body."""
        found = np.full(self.picture.body.shape, -1, np.intp)
        found[self.picture.body] = self._surface.labels_at(self._places)
        return found

    def quads(self, pixels: Indices) -> list[int]:
        """Return the base quads of some px."""
        found: list[int] = (self._numbers[self.picture.triangle.ravel()[pixels]] >> 1 + 2 * self._level).tolist()
        return found

    def quads_around(self, pixels: Indices) -> Indices:
        """Return the base quads of some px and of the eight around each of them: nine columns, -1 beside the body."""
        height, width = self.picture.body.shape
        row, column = np.divmod(pixels, width)
        steps = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
        near = [
            np.clip(row + down, 0, height - 1) * width + np.clip(column + across, 0, width - 1)
            for down, across in steps
        ]
        triangle = self.picture.triangle.ravel()[np.stack(near, 1)]
        return np.where(triangle < 0, -1, self._numbers[triangle] >> 1 + 2 * self._level)

    def near_border(self, pixels: Indices) -> Flags:
        """Say which of some px lie within 0.8 mm of another region, through space."""
        height, width = self.regions.shape
        reach = math.ceil(_BORDER_MM / _MM_PER_DM * self.view.camera.scale)
        row, column = np.divmod(pixels, width)
        near = np.zeros(len(pixels), np.bool_)
        for down in range(-reach, reach + 1):
            for across in range(-reach, reach + 1):
                there = np.clip(row + down, 0, height - 1), np.clip(column + across, 0, width - 1)
                away = np.linalg.norm(self._places_mm[there] - self._places_mm[row, column], axis=1)
                near |= self._on_border[there] & (away <= _BORDER_MM)
        return near

    def away_mm(self, pixel: int, point: Floats) -> float:
        """Return how far a point lies from the nearest skin that a px and the eight around it show."""
        row, column = divmod(pixel, self.view.camera.width)
        near = self._places_mm[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
        return float(np.linalg.norm(near - point, axis=2).min())

    def side(self, pixel: int) -> Side | None:
        """Return the side of the patient that a px shows by its place in the picture; None where it says nothing.

        A frame is seen from anywhere: there the rasteriser's own point of the skin says the side.
        """
        if "/" in self.view.key:
            across = float(self._places_mm.reshape(-1, 3)[pixel, 0])
            return None if abs(across) < _MIDDLE_MM else Side.LEFT if across > 0 else Side.RIGHT
        letters = "".join(self.view.letters)
        if len(letters) == 1:
            return Side.LEFT if letters == "L" else Side.RIGHT
        camera = self.view.camera
        lateral = (pixel % camera.width + 0.5 - camera.width / 2) / camera.scale * _MM_PER_DM * camera.right[0]
        # in a view from beside only what lies on this side of the whole body is sure
        if abs(lateral) < _MIDDLE_MM or abs(camera.right[0]) < 0.9:
            return None
        return Side.LEFT if lateral > 0 else Side.RIGHT

    @cached_property
    def _places(self) -> Places:
        triangle, second, third = self.picture.at_body()
        number = self._numbers[triangle]
        upper = (number & 1).astype(np.bool_)
        u, v = np.where(upper, second, second + third), np.where(upper, second + third, third)
        part = number >> 1
        inside = part & 4**self._level - 1
        u, v = (
            (each[inside] + along) / 2**self._level for each, along in zip(places(self._level), (u, v), strict=True)
        )
        u, v = (np.clip(each, 0, 1).astype(np.float64) for each in (u, v))
        return Places(part >> 2 * self._level, u, v)

    @cached_property
    def _places_mm(self) -> Floats:
        found = np.full((*self.picture.body.shape, 3), np.inf)
        found[self.picture.body] = interpolated(self._points, self._triangles, self.picture) * _MM_PER_DM
        return found

    @cached_property
    def _on_border(self) -> Flags:
        on_border = np.zeros(self.regions.shape, np.bool_)
        for axis in (0, 1):
            first, second = _beside(self.regions, axis)
            different = (first != second) & (first >= 0) & (second >= 0)
            before, after = _beside(on_border, axis)
            before |= different
            after |= different
        return on_border


def _beside(values: npt.NDArray[_Kind], axis: int) -> tuple[npt.NDArray[_Kind], npt.NDArray[_Kind]]:
    """Return each value and the next one in a direction, as parts of the whole."""
    return (values[:-1], values[1:]) if axis == 0 else (values[:, :-1], values[:, 1:])


def _widened(marked: Flags) -> Flags:
    wide = np.zeros_like(marked)
    padded = np.pad(marked, 1)
    height, width = marked.shape
    for down, across in _SILHOUETTE:
        wide |= padded[1 + down : 1 + down + height, 1 + across : 1 + across + width]
    return wide
