"""A z-buffer rasteriser in numpy: which triangle each pixel of a parallel projection shows, and where on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.atlas.cameras import Camera
from desktop.atlas.surface import Flags, Floats, Indices, Singles

_AT_ONCE = 1 << 17
"""So many pixels of triangles are looked at in one go: what is worked on together should fit into the cache."""

Numbers = npt.NDArray[np.int32]
Inexact = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class IdPicture:
    """For each pixel the triangle (-1: none), the weights of its second and third corner, and the depth."""

    triangle: Numbers
    second: Singles
    third: Singles
    depth: Singles

    @property
    def body(self) -> Flags:
        """Which pixels show skin."""
        return self.triangle >= 0

    def at_body(self) -> tuple[Numbers, Singles, Singles]:
        """Return the triangles and weights of the pixels that show skin, row by row."""
        return self.triangle[self.body], self.second[self.body], self.third[self.body]


def project(points: Floats, camera: Camera, fineness: float = 1.0) -> Floats:
    """Return points of the body (dm) as x and y in px of a picture so many times finer, and depth in dm."""
    away = points - np.array(camera.centre)
    across = away @ np.array(camera.right) * camera.scale * fineness + camera.width * fineness / 2
    down = camera.height * fineness / 2 - away @ np.array(camera.up) * camera.scale * fineness
    return np.stack([across, down, away @ np.array(camera.toward)], 1)


def rasterise(points: Floats, triangles: Indices, width: int, height: int) -> IdPicture:
    """Return what a picture shows of some triangles, seen from outside only; `points` are x, y (px) and depth."""
    faces = Faces(points, triangles, width, height)
    triangle, depth = faces.drawn(0, height)
    seen = np.flatnonzero(triangle >= 0)
    second, third = np.zeros(len(triangle), np.float32), np.zeros(len(triangle), np.float32)
    second[seen], third[seen] = faces.weights(triangle[seen], seen % width + 0.5, seen // width + 0.5)
    shape = (height, width)
    return IdPicture(triangle.reshape(shape), second.reshape(shape), third.reshape(shape), depth.reshape(shape))


def interpolated(values: Floats | Singles, triangles: Indices, picture: IdPicture) -> Singles:
    """Return the values of vertices (n or n x k) at the pixels that show skin, one row for each."""
    triangle, second, third = picture.at_body()
    return blended(values, triangles[triangle], second, third)


def blended(values: Floats | Singles, corners: Indices, second: Singles, third: Singles) -> Singles:
    """Return the values of vertices (n or n x k) at places of triangles whose corners are given row by row."""
    if values.ndim == 2:
        second, third = second[:, None], third[:, None]
    single = values.astype(np.float32, copy=False)
    found = single.take(corners[:, 0], axis=0) * (1 - second - third)
    found += single.take(corners[:, 1], axis=0) * second
    found += single.take(corners[:, 2], axis=0) * third
    return np.asarray(found)


class Faces:
    """The triangles of a picture that face the viewer, ready to be drawn strip by strip.

    Each row of pixels in a triangle is a span between two edges. An edge is always followed from its upper end: the two
    triangles beside it then agree to the last bit about where it runs, and no pixel falls between them.
    """

    def __init__(self, points: Floats, triangles: Indices, width: int, height: int) -> None:
        """`points` are x, y (px) and depth of the vertices."""
        self._width = width
        self._numbers = _turned_to_viewer(points, triangles, width, height)
        self._corners = points[triangles[self._numbers]]
        self._of_triangle = np.full(len(triangles), -1, np.int32)
        self._of_triangle[self._numbers] = np.arange(len(self._numbers))
        self._top = np.ceil(self._corners[:, :, 1].min(1) - 0.5).astype(np.intp)
        self._bottom = np.floor(self._corners[:, :, 1].max(1) - 0.5).astype(np.intp)
        self._edges = _edges(self._corners)
        self._slopes = _slopes(self._corners)
        self._places = np.concatenate([self._corners[:, 0, :2], self._slopes[:, :4]], 1)

    def drawn(self, top: int, bottom: int) -> tuple[Numbers, Singles]:
        """Return the triangle (-1: none) and the depth of each pixel of the rows from `top` to before `bottom`."""
        size = self._width * (bottom - top)
        triangle, depth = np.full(size, -1, np.int32), np.full(size, -np.inf, np.float32)
        for face, row, left, count in self._spans(top, bottom):
            start = (row - top) * self._width + left
            within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
            pixels = np.repeat(start, count) + within
            depths = np.repeat(self._depth(face, left, row), count) + np.repeat(self._slopes[face, 4], count) * within
            near = depths.astype(np.float32)
            np.maximum.at(depth, pixels, near)
            nearest = np.flatnonzero(near >= depth[pixels])
            triangle[pixels[nearest]] = np.repeat(self._numbers[face].astype(np.int32), count)[nearest]
        return triangle, depth

    def weights(self, triangle: Indices | Numbers, x: Inexact, y: Inexact) -> tuple[Singles, Singles]:
        """Return the weights of the second and third corner at some points, one triangle for each."""
        from_x, from_y, *slopes = self._places.take(self._of_triangle.take(triangle), axis=0).T
        dx, dy = x - from_x, y - from_y
        second, third = slopes[0] * dx + slopes[1] * dy, slopes[2] * dx + slopes[3] * dy
        return second.astype(np.float32), third.astype(np.float32)

    def _spans(self, top: int, bottom: int) -> Iterator[tuple[Indices, Indices, Indices, Indices]]:
        """Yield faces with a row of pixels each, its leftmost pixel in the face and how many there are."""
        first, last = np.maximum(self._top, top), np.minimum(self._bottom, bottom - 1)
        inside = np.flatnonzero(first <= last)
        high = last[inside] - first[inside] + 1
        face = np.repeat(inside, high)
        row = np.arange(len(face)) - np.repeat(np.cumsum(high) - high, high) + first[face]
        left, right = self._reach(face, row + 0.5)
        begin = np.maximum(np.ceil(left - 0.5), 0).astype(np.intp)
        count = np.minimum(np.floor(right - 0.5), self._width - 1).astype(np.intp) - begin + 1
        kept = np.flatnonzero(count > 0)
        ends = np.cumsum(count[kept])
        start = 0
        while start < len(kept):
            before = int(ends[start - 1]) if start else 0
            stop = max(int(np.searchsorted(ends, before + _AT_ONCE, "right")), start + 1)
            part = kept[start:stop]
            yield face[part], row[part], begin[part], count[part]
            start = stop

    def _reach(self, face: Indices, y: Floats) -> tuple[Floats, Floats]:
        """Return from where to where some faces reach at some heights."""
        left, right = np.full(len(face), -np.inf), np.full(len(face), np.inf)
        for from_x, from_y, slope, side in self._edges:
            x = from_x[face] + (y - from_y[face]) * slope[face]
            sides = side[face]
            np.maximum(left, np.where(sides > 0, x, -np.inf), out=left)
            np.minimum(right, np.where(sides < 0, x, np.inf), out=right)
        return left, right

    def _depth(self, face: Indices, left: Indices, row: Indices) -> Floats:
        first = self._corners[face, 0]
        away = (left + 0.5 - first[:, 0]) * self._slopes[face, 4] + (row + 0.5 - first[:, 1]) * self._slopes[face, 5]
        return np.asarray(first[:, 2] + away)


def _turned_to_viewer(points: Floats, triangles: Indices, width: int, height: int) -> Indices:
    """Return the triangles that are seen from outside and may touch the picture."""
    # column by column: whole rows of three corners take several times as long
    x, y = ([each.take(column) for column in triangles.T] for each in (points[:, 0].copy(), points[:, 1].copy()))
    facing = _doubled_area(x, y) < 0
    for along, size in ((x, width), (y, height)):
        facing &= np.maximum(np.maximum(along[0], along[1]), along[2]) > 0
        facing &= np.minimum(np.minimum(along[0], along[1]), along[2]) < size
    return np.flatnonzero(facing)


def _doubled_area(x: Sequence[Floats], y: Sequence[Floats]) -> Floats:
    return np.asarray((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]))


def _edges(corners: Floats) -> list[tuple[Floats, Floats, Floats, Floats]]:
    """Return the three edges of triangles: the upper end's x and y, the slope, and the side on which the triangle lies.

    The side is 1 if it lies to the right of the edge, -1 to the left, 0 if the edge is level.
    """
    edges = []
    for begin, end in ((0, 1), (1, 2), (2, 0)):
        (x, y), (next_x, next_y) = corners[:, begin, :2].T, corners[:, end, :2].T
        side = np.sign(next_y - y)
        down = side > 0
        upper_x, upper_y = np.where(down, x, next_x), np.where(down, y, next_y)
        lower_x, lower_y = np.where(down, next_x, x), np.where(down, next_y, y)
        edges.append((upper_x, upper_y, (lower_x - upper_x) / np.where(side == 0, 1, lower_y - upper_y), side))
    return edges


def _slopes(corners: Floats) -> Floats:
    """Return how the weights of corner 2 and 3 and the depth change across and down: six columns."""
    to_second, to_third = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = _doubled_area(*(list(corners[:, :, axis].T) for axis in (0, 1)))
    second = to_third[:, 1] / area, -to_third[:, 0] / area
    third = -to_second[:, 1] / area, to_second[:, 0] / area
    depth = [second[axis] * to_second[:, 2] + third[axis] * to_third[:, 2] for axis in (0, 1)]
    return np.stack([*second, *third, *depth], 1)
