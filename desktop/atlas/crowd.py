"""The parts of a picture to be shown enlarged: where lesions lie so close that their numbers would hide each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.atlas.spread import Point

_FEW = 4
"""So many labels find room beside each other without help."""
_TOUCH = 2.0
"""Labels nearer than this lie on each other, in dot radii."""
_MARGIN = 2.0
"""Room around a crowd, in dot radii before it is enlarged."""
_LEAST, _MOST = 1 / 5, 0.55
"""The smallest and the largest part of a picture's width and height that is worth enlarging."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a picture, px of it."""

    left: float
    top: float
    width: float
    height: float

    def holds(self, point: Point) -> bool:
        """Say whether a point lies in it."""
        return self.left <= point[0] <= self.left + self.width and self.top <= point[1] <= self.top + self.height

    def meets(self, other: "Window") -> bool:
        """Say whether two parts overlap."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


def windows(points: Sequence[Point], radius: float, picture: Window) -> tuple[Window, ...]:
    """Return the parts of a picture to be shown enlarged, none of them overlapping, the largest crowd first.

    There is none where enlarging would not help: on lesions at the same point, and where a crowd fills the picture.
    """
    found: list[Window] = []
    for crowd in sorted(_crowds(points, _TOUCH * radius), key=len, reverse=True):
        window = _window(crowd, radius, picture)
        if len(set(crowd)) > _FEW and window and not any(window.meets(each) for each in found):
            found.append(window)
    return tuple(found)


def _crowds(points: Sequence[Point], near: float) -> list[list[Point]]:
    """Gather the points that hang together by steps shorter than `near`."""
    left = list(points)
    crowds = []
    while left:
        crowd = [left.pop(0)]
        for member in crowd:
            joined = [point for point in left if math.dist(point, member) < near]
            left = [point for point in left if point not in joined]
            crowd += joined
        crowds.append(crowd)
    return crowds


def _window(crowd: Sequence[Point], radius: float, picture: Window) -> Window | None:
    """Return the part around a crowd in the picture's own proportions; None if it is nearly the whole of it."""
    xs, ys = zip(*crowd, strict=True)
    wide, high = (max(each) - min(each) + 2 * _MARGIN * radius for each in (xs, ys))
    share = max(wide / picture.width, high / picture.height, _LEAST)
    if share > _MOST:
        return None
    width, height = share * picture.width, share * picture.height
    left = min(max((min(xs) + max(xs) - width) / 2, 0), picture.width - width)
    top = min(max((min(ys) + max(ys) - height) / 2, 0), picture.height - height)
    return Window(left, top, width, height)
