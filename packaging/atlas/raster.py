"""A z-buffer rasteriser in numpy: which triangle each pixel of a parallel projection shows, and where on it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.atlas.surface import Flags, Floats, Indices, Singles
from desktop.atlas.views import Camera

_AT_ONCE = 1 << 21
"""So many pixels of triangles are looked at in one go."""
_EDGE = np.float32(1e-4)

Numbers = npt.NDArray[np.int32]


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
    # the z-buffer compares for equality: nothing here may turn into float64 on the way
    corners = points.astype(np.float32)[triangles]
    size = (width, height)
    drawn = np.flatnonzero(_doubled_areas(corners) < 0)
    depth = np.full(width * height, -np.inf, np.float32)
    triangle = np.full(width * height, -1, np.int32)
    for numbers, pixels, depths in _pieces(corners, drawn, size):
        np.maximum.at(depth, pixels, depths)
        nearest = depths >= depth[pixels]
        triangle[pixels[nearest]] = numbers[nearest]
    seen = np.flatnonzero(triangle >= 0)
    second, third = np.zeros(len(triangle), np.float32), np.zeros(len(triangle), np.float32)
    second[seen], third[seen] = _weights(corners[triangle[seen]], seen % width, seen // width)
    shape = (height, width)
    return IdPicture(triangle.reshape(shape), second.reshape(shape), third.reshape(shape), depth.reshape(shape))


def interpolated(values: Floats | Singles, triangles: Indices, picture: IdPicture) -> Singles:
    """Return the values of vertices (n or n x k) at the pixels that show skin, one row for each."""
    seen = picture.body
    corners = triangles[picture.triangle[seen]]
    second, third = picture.second[seen], picture.third[seen]
    if values.ndim == 2:
        second, third = second[:, None], third[:, None]
    single = values.astype(np.float32)
    found = single[corners[:, 0]] * (1 - second - third) + single[corners[:, 1]] * second
    return np.asarray(found + single[corners[:, 2]] * third)


def _doubled_areas(corners: Singles) -> Singles:
    first, second, third = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.asarray(
        (second[:, 0] - first[:, 0]) * (third[:, 1] - first[:, 1])
        - (third[:, 0] - first[:, 0]) * (second[:, 1] - first[:, 1])
    )


def _pieces(corners: Singles, drawn: Indices, size: tuple[int, int]) -> Iterator[tuple[Numbers, Indices, Singles]]:
    """Yield triangles with the pixels they cover and the depths there."""
    width, height = size
    left, right = _covered(corners[drawn, :, 0], width)
    top, bottom = _covered(corners[drawn, :, 1], height)
    inside = (right >= left) & (bottom >= top)
    drawn, left, top = drawn[inside], left[inside], top[inside]
    wide, high = right[inside] - left + 1, bottom[inside] - top + 1
    ends = np.cumsum(wide * high)
    start = 0
    while start < len(drawn):
        before = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, before + _AT_ONCE, "right")), start + 1)
        part = slice(start, stop)
        counts = wide[part] * high[part]
        owner = np.repeat(np.arange(stop - start), counts)
        row, column = np.divmod(
            np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts), wide[part][owner]
        )
        across, down = left[part][owner] + column, top[part][owner] + row
        yield _inside(corners, drawn[part][owner], across, down, width)
        start = stop


def _inside(
    corners: Singles, number: Indices, across: Indices, down: Indices, width: int
) -> tuple[Numbers, Indices, Singles]:
    second, third = _weights(corners[number], across, down)
    kept = (second >= -_EDGE) & (third >= -_EDGE) & (second + third <= 1 + _EDGE)
    number, second, third = number[kept], second[kept], third[kept]
    depth = corners[number, :, 2]
    depths = depth[:, 0] + second * (depth[:, 1] - depth[:, 0]) + third * (depth[:, 2] - depth[:, 0])
    return number.astype(np.int32), down[kept] * width + across[kept], depths


def _weights(corners: Singles, across: Indices, down: Indices) -> tuple[Singles, Singles]:
    """Return the weights of the second and third corner at the middles of some pixels, one triangle for each."""
    half = np.float32(0.5)
    dx = across.astype(np.float32) + half - corners[:, 0, 0]
    dy = down.astype(np.float32) + half - corners[:, 0, 1]
    to_second, to_third = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = to_second[:, 0] * to_third[:, 1] - to_third[:, 0] * to_second[:, 1]
    second = (to_third[:, 1] * dx - to_third[:, 0] * dy) / area
    third = (to_second[:, 0] * dy - to_second[:, 1] * dx) / area
    return second, third


def _covered(along: Singles, size: int) -> tuple[Indices, Indices]:
    """Return the first and last pixel whose middle each triangle may cover in one direction."""
    first = np.maximum(np.ceil(along.min(1) - 0.5), 0).astype(np.intp)
    last = np.minimum(np.floor(along.max(1) - 0.5), size - 1).astype(np.intp)
    return first, last
