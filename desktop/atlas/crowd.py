"""The parts of a picture to be shown enlarged: where lesions lie so close that their numbers would hide each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.atlas.spread import Point

_FEW = 4
"""So many labels find room beside each other without help."""
_TOUCH = 2.0
"""Labels nearer than this lie on each other, in dot radii."""
_MARGIN, _TIGHT = 2.0, 0.8
"""Room around a crowd, in dot radii before it is enlarged: usually, and where it is so dense that it needs it all."""
_APART = 2.2
"""How far apart the lesions of a crowd should lie on average once it is enlarged, in dot radii."""
_LEAST, _CLOSEST, _MOST = 1 / 5, 1 / 9, 0.55
"""The smallest part of a picture's width and height that is shown, that of a dense crowd, and the largest part."""


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
    spans = ((max(xs) - min(xs)) / picture.width, (max(ys) - min(ys)) / picture.height)
    dots = (radius / picture.width, radius / picture.height)
    usual, tight = (
        max(span + 2 * margin * dot for span, dot in zip(spans, dots, strict=True)) for margin in (_MARGIN, _TIGHT)
    )
    loose = max(spans) / (_APART * math.sqrt(len(crowd)) * max(dots))
    share = max(min(max(usual, _LEAST), max(loose, tight)), _CLOSEST)
    if share > _MOST:
        return None
    width, height = share * picture.width, share * picture.height
    left = min(max((min(xs) + max(xs) - width) / 2, 0), picture.width - width)
    top = min(max((min(ys) + max(ys) - height) / 2, 0), picture.height - height)
    return Window(left, top, width, height)
