"""What one view sees: from a point of its picture to the skin under it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.atlas.surface import Flags, Floats, Indices, Singles, Surface
from desktop.atlas.views import Camera, View

_SQUARE, _FINE_SQUARE = 8, 4
"""Triangles are found by the square of this many px they touch, the fine one on whole figures: hands are crowded there.

More than 16 bits of squares would not sort in linear time.
"""
_WHOLE_FIGURE_MM = 1.0
"""A px of a whole figure shows more skin than this, one of a close-up less than half of it."""
_EDGE = 1e-5
"""Two triangles share an edge; a point on it belongs to both, give or take this share of a triangle."""
_MM_PER_DM = 100.0

Numbers = npt.NDArray[np.int32]
"""Triangles and places in half the memory: dozens of sights are kept."""
Boxes = tuple[Indices, Indices, Indices, Indices]
"""For each triangle the first and last bin it touches across, and down."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The nearest skin under each point: the triangle (-1: none), weights of its corners 2 and 3, depth in mm."""

    triangle: Indices
    second: Floats
    third: Floats
    depth: Floats


class Sight:
    """One camera on the body in one pose, ready for questions. Points are px of the 1x picture; nearer is deeper in mm.

    Only skin that faces the viewer and belongs to the view is seen; of several sheets the nearest.
    """

    def __init__(self, surface: Surface, view: View, tappable: Flags) -> None:
        """Sort the view's triangles into squares of the picture (about 15 ms)."""
        camera = view.camera
        self._triangles = surface.triangles
        self._camera = camera
        self.screen = _on_screen(surface.vertices(view.pose), camera).astype(np.float32, order="F")
        self.tappable = tappable
        self._square = _FINE_SQUARE if self.mm_per_px > _WHOLE_FIGURE_MM else _SQUARE
        kept, boxes = _in_picture(self.screen, self._triangles, tappable, camera, self._square)
        self._across = (camera.width - 1) // self._square + 1
        self._down = (camera.height - 1) // self._square + 1
        self._found, self._starts = _sorted_into_bins(kept, boxes, self._across, self._down)
        self._width, self._height = camera.width, camera.height

    @property
    def nbytes(self) -> int:
        """How much memory it takes, besides what all sights share."""
        return self.screen.nbytes + self._found.nbytes + self._starts.nbytes

    def hits(self, x: Floats, y: Floats) -> Hits:
        """Return what lies under some points."""
        owner, candidates = self._candidates(x, y)
        numbers = self._triangles.T.take(candidates, axis=1)
        # by columns: rows of three corners take twice as long
        (x0, x1, x2), (y0, y1, y2), depths = self.screen.T.take(numbers, axis=1).astype(np.float64)
        second_x, second_y, third_x, third_y = x1 - x0, y1 - y0, x2 - x0, y2 - y0
        dx, dy = x[owner] - x0, y[owner] - y0
        area = second_x * third_y - third_x * second_y
        second = (third_y * dx - third_x * dy) / area
        third = (second_x * dy - second_y * dx) / area
        inside = np.flatnonzero((second >= -_EDGE) & (third >= -_EDGE) & (second + third <= 1 + _EDGE))
        owner, candidates = owner[inside], candidates[inside]
        second, third, (z0, z1, z2) = second[inside], third[inside], depths[:, inside]
        depth = z0 + second * (z1 - z0) + third * (z2 - z0)
        order = np.lexsort((depth, owner))
        whose = owner[order]
        last = np.ones(len(order), np.bool_)
        last[:-1] = whose[1:] != whose[:-1]
        nearest = order[last]
        triangles = candidates[nearest].astype(np.intp)
        return _hits(len(x), owner[nearest], triangles, second[nearest], third[nearest], depth[nearest])

    def project(self, points: Floats) -> Floats:
        """Return points of the body in the view's pose (mm) as x, y and depth."""
        return _on_screen(points, self._camera)

    @property
    def mm_per_px(self) -> float:
        """How many mm of skin seen squarely one px shows."""
        return _MM_PER_DM / self._camera.scale

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in the picture."""
        return 0 <= x < self._width and 0 <= y < self._height

    def holding(self, x: Floats, y: Floats) -> Flags:
        """Say which of some points lie in the picture."""
        inside: Flags = (x >= 0) & (x < self._width) & (y >= 0) & (y < self._height)
        return inside

    def faces(self, triangle: int) -> bool:
        """Say whether a triangle's outer side is turned to the viewer."""
        return bool(_doubled_areas(self.screen[self._triangles[triangle : triangle + 1]])[0] < 0)

    def facing(self, triangles: Indices) -> Flags:
        """Say which of some triangles turn their outer side to the viewer."""
        turned: Flags = _doubled_areas(self.screen[self._triangles[triangles]]) < 0
        return turned

    def _candidates(self, x: Floats, y: Floats) -> tuple[Indices, Numbers]:
        """Return pairs of a point's number and a triangle that may lie under it."""
        if len(x) == 1:
            return self._candidates_of_one(float(x[0]), float(y[0]))
        inside = self.holding(x, y)
        squares = np.where(inside, y // self._square * self._across + x // self._square, 0).astype(np.intp)
        starts = self._starts.take(squares)
        counts = (self._starts.take(squares + 1) - starts) * inside
        owner = np.arange(len(x)).repeat(counts)
        places = np.arange(len(owner)) + (starts - counts.cumsum() + counts).repeat(counts)
        return owner, self._found.take(places)

    def _candidates_of_one(self, x: float, y: float) -> tuple[Indices, Numbers]:
        """Return what `_candidates` says of one point, in a fraction of the time: the mouse asks at every step."""
        if not self.holds(x, y):
            return np.zeros(0, np.intp), self._found[:0]
        square = int(y // self._square) * self._across + int(x // self._square)
        found = self._found[self._starts[square] : self._starts[square + 1]]
        return np.zeros(len(found), np.intp), found


def _on_screen(points: Floats | Singles, camera: Camera) -> Floats:
    """Return points of the body (mm) as x and y in px and depth toward the viewer in mm."""
    scale = camera.scale / _MM_PER_DM
    axes = np.array([camera.right, camera.up, camera.toward]) * [[scale], [-scale], [1.0]]
    origin = np.array([camera.width / 2, camera.height / 2, 0.0]) - axes @ camera.centre * _MM_PER_DM
    projected: Floats = points @ axes.T + origin
    return projected


def _doubled_areas(corners: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    x, y = corners[:, :, 0], corners[:, :, 1]
    across_x, across_y = x[:, 1:] - x[:, :1], y[:, 1:] - y[:, :1]
    areas: npt.NDArray[np.floating] = across_x[:, 0] * across_y[:, 1] - across_x[:, 1] * across_y[:, 0]
    return areas


def _in_picture(
    screen: Singles, triangles: Indices, tappable: Flags, camera: Camera, square: int
) -> tuple[Indices, Boxes]:
    """Return the triangles that face the viewer inside the picture, and the squares each touches.

    Worked out column by column: whole rows of three corners take three times as long.
    """
    columns = triangles.T.copy() if tappable.all() else triangles[np.repeat(tappable, 8)].T.copy()
    x, y = np.ascontiguousarray(screen[:, 0]), np.ascontiguousarray(screen[:, 1])
    (x0, x1, x2), (y0, y1, y2) = (x[each] for each in columns), (y[each] for each in columns)
    front = np.flatnonzero((x1 - x0) * (y2 - y0) < (x2 - x0) * (y1 - y0))
    left, right = _reach([each[front] for each in (x0, x1, x2)])
    top, bottom = _reach([each[front] for each in (y0, y1, y2)])
    seen = np.flatnonzero((right >= 0) & (bottom >= 0) & (left < camera.width) & (top < camera.height))
    boxes = (
        _bins(left[seen], camera.width, square),
        _bins(right[seen], camera.width, square),
        _bins(top[seen], camera.height, square),
        _bins(bottom[seen], camera.height, square),
    )
    numbers = front[seen]
    return (numbers if tappable.all() else np.flatnonzero(np.repeat(tappable, 8))[numbers]), boxes


def _reach(corners: Sequence[Singles]) -> tuple[Singles, Singles]:
    first, second, third = corners
    return np.minimum(np.minimum(first, second), third), np.maximum(np.maximum(first, second), third)


def _bins(at: Singles, size: int, square: int) -> Indices:
    return (np.clip(at, 0, size - 1) / square).astype(np.intp)


def _sorted_into_bins(kept: Indices, boxes: Boxes, across: int, down: int) -> tuple[Numbers, Numbers]:
    """Return the triangles bin by bin, and where each bin begins."""
    left, right, top, bottom = boxes
    wide = right - left + 1
    counts = wide * (bottom - top + 1)
    owner = np.repeat(np.arange(len(kept)), counts)
    row, column = np.divmod(np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts), wide[owner])
    # 16 bits are enough for a picture's bins, and sort in linear time
    bins = ((top[owner] + row) * across + left[owner] + column).astype(np.uint16)
    starts = np.zeros(across * down + 1, np.int32)
    np.cumsum(np.bincount(bins, minlength=across * down), out=starts[1:])
    return kept.astype(np.int32)[owner[np.argsort(bins, kind="stable")]], starts


def _hits(count: int, owner: Indices, triangle: Indices, second: Floats, third: Floats, depth: Floats) -> Hits:
    found = Hits(np.full(count, -1, np.intp), np.zeros(count), np.zeros(count), np.full(count, -np.inf))
    found.triangle[owner], found.second[owner], found.third[owner], found.depth[owner] = triangle, second, third, depth
    return found
