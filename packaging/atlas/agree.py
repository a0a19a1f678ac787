"""Proof that art and hit test agree: what the program hits is what the build's own rasteriser and the pictures show."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from atlas.mesh import triangles_of
from atlas.raster import IdPicture, interpolated, project, rasterise
from atlas.subdivision import places
from desktop.atlas.body import Body
from desktop.atlas.surface import Flags, Floats, Indices, Places, Surface
from desktop.atlas.views import View, load_views
from resources import files
from resources.regions import Lateral, load_regions
from resources.terms import Anchor, Side

_Kind = TypeVar("_Kind", bound=np.generic)

_MM_PER_DM = 100
_STEEP = 4.0
"""Where the depth changes by more than so many px from one px to the next lies a silhouette."""
_SILHOUETTE = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))
"""The px whose middles lie within 1.5 px of a silhouette that runs between a px and the next one."""
_BORDER_MM = 0.8
_SEED = 20261123
_SHIPPED_LEVEL = 1
_MIDDLE_MM = 15.0
"""Nearer to the midline nobody expects a side to show in the picture."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The skin in a pose at a level of subdivision, dm."""

    points: Floats
    quads: Indices
    level: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of a view's random points agree, in shares; those too near to a silhouette or a border are left out."""

    view: str
    points: int
    body: float
    picture: float
    near_silhouette: float
    quad: float
    region: float
    side: float
    left_out: float

    def line(self) -> str:
        """Return the agreement in words."""
        return (
            f"{self.view:17} body {self.body:8.3%}  picture {self.picture:8.3%} (out {self.near_silhouette:6.2%})  "
            f"quad {self.quad:8.3%}  region {self.region:8.3%}  side {self.side:8.3%} (out {self.left_out:6.2%})"
        )

    @property
    def good(self) -> bool:
        """Say whether body, picture and side agree everywhere, and the region at 99.9 % of the points."""
        return self.body == self.picture == self.side == 1 and self.region >= 0.999


class Judge:
    """Asks the program about random points of the shipped views and compares what it says with the pictures."""

    def __init__(self, points: int, shape: Callable[[str], Shape] | None = None) -> None:
        """`shape` gives the skin in a pose as it was painted; without it the shipped skin is compared."""
        self._points = points
        self._shape = shape or self._shipped
        self._body = Body.load()
        self._surface = Surface(files.path("body"))
        self._labels: list[str] = json.loads(files.read_text("body/regions.json"))
        self._regions = load_regions()

    def agreements(self, *only: str) -> Iterator[Agreement]:
        """Yield how far each view agrees, or some of them."""
        for number, view in enumerate(load_views().all):
            if not only or view.key in only:
                tappable = self._surface.tappable(number)
                yield self._agreement(_Shown(view, self._shape(view.pose), tappable, self._surface))

    def _agreement(self, shown: "_Shown") -> Agreement:
        random = np.random.default_rng(_SEED)
        anywhere = random.integers(shown.picture.body.size, size=self._points)
        clear = anywhere[~shown.near_silhouette.ravel()[anywhere]]
        hit = np.array([self._hit(shown, pixel) is not None for pixel in clear.tolist()])
        skin = random.choice(np.flatnonzero(shown.picture.body), self._points)
        inside = skin[~shown.near_silhouette.ravel()[skin]]
        inside = inside[~shown.near_border(inside)]
        anchors = [self._hit(shown, pixel) for pixel in inside.tolist()]
        return Agreement(
            view=shown.view.key,
            points=self._points,
            body=_share(hit == shown.picture.body.ravel()[clear]),
            picture=_share(hit == shown.opaque.ravel()[clear]),
            near_silhouette=1 - len(clear) / self._points,
            quad=_share(
                [a is not None and a.quad == quad for a, quad in zip(anchors, shown.quads(inside), strict=True)]
            ),
            region=_share(
                [self._named(a) == name for a, name in zip(anchors, self._names(shown, inside), strict=True)]
            ),
            side=_share(
                [self._on_its_side(shown, a, pixel) for a, pixel in zip(anchors, inside.tolist(), strict=True)]
            ),
            left_out=1 - len(inside) / self._points,
        )

    def _shipped(self, pose: str) -> Shape:
        return Shape(self._surface.vertices(pose).astype(np.float64) / _MM_PER_DM, self._surface.quads, _SHIPPED_LEVEL)

    def _hit(self, shown: "_Shown", pixel: int) -> Anchor | None:
        row, column = divmod(pixel, shown.view.camera.width)
        return self._body.hit(shown.view.key, column + 0.5, row + 0.5)

    def _named(self, anchor: Anchor | None) -> str:
        return "" if anchor is None else self._body.region(anchor)

    def _names(self, shown: "_Shown", pixels: Indices) -> list[str]:
        return [self._labels[number] for number in shown.regions.ravel()[pixels].tolist()]

    def _on_its_side(self, shown: "_Shown", anchor: Anchor | None, pixel: int) -> bool:
        """Say whether the side of a paired region is the one where the view shows it."""
        if anchor is None or self._regions.get(self._body.region(anchor)).lateral is not Lateral.YES:
            return True
        side = self._body.side(anchor)
        expected = shown.side(pixel)
        return side in (Side.LEFT, Side.RIGHT) and expected in (None, side)


class _Shown:
    """What one view shows by the rasteriser: pixel by pixel, in its 1x picture."""

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

    @cached_property
    def opaque(self) -> Flags:
        """Which px the small picture paints at all."""
        image = QImage(str(files.path(self.view.pictures.small))).convertToFormat(QImage.Format.Format_RGBA8888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
        return np.asarray(rows[:, : image.width(), 3] > 0)

    @cached_property
    def near_silhouette(self) -> Flags:
        """Which px lie within 1.5 px of the edge of the body, or of skin that lies before other skin."""
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
        return _widened(on_edge)

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

    def side(self, pixel: int) -> Side | None:
        """Return the side of the patient that a px shows by its place in the picture; None where it says nothing."""
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


def _share(agree: npt.NDArray[np.bool_] | list[bool]) -> float:
    return float(np.mean(agree)) if len(agree) else 1.0
