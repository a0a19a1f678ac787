"""Labels of crowded lesions moved apart, so that every number can be read and every lesion can be found."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_GAP = 0.2
"""Free space between two labels, in dot radii."""
_POINT = 0.35
"""Half width of the small point that marks a lesion whose label lies elsewhere, in dot radii."""
_ROUNDING = 1e-6
_RINGS = 80
_PATIENT_RINGS = 50
"""Up to this ring no label may hide a lesion; further out being near counts more."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the lesion it belongs to, px of the picture. It is moved if the two differ."""

    lesion: Point
    middle: Point
    half_width: float
    half_height: float

    @property
    def moved(self) -> bool:
        """Whether the label lies beside its lesion."""
        return self.lesion != self.middle

    def covers(self, point: Point, margin: float = 0.0) -> bool:
        """Say whether a point lies under the label or within a margin of it."""
        return (
            abs(self.middle[0] - point[0]) < self.half_width + margin
            and abs(self.middle[1] - point[1]) < self.half_height + margin
        )

    def overlaps(self, other: "Label", gap: float = 0.0) -> bool:
        """Say whether two labels lie on each other or nearer than a gap."""
        return (
            abs(self.middle[0] - other.middle[0]) < self.half_width + other.half_width + gap
            and abs(self.middle[1] - other.middle[1]) < self.half_height + other.half_height + gap
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What labels are spread on: a picture's size and a dot's radius, px."""

    width: float
    height: float
    radius: float

    def holds(self, label: Label) -> bool:
        """Say whether a label lies in the picture."""
        x, y = label.middle
        beside, above = label.half_width, label.half_height
        return beside <= x <= self.width - beside and above <= y <= self.height - above


def spread(wishes: Sequence[Label], sheet: Sheet, points: Sequence[Point] = ()) -> tuple[Label, ...]:
    """Return the labels, each on its lesion where there is room, else as near as possible beside it.

    Lonely labels are placed first, so that a crowd gives way and not they. No two overlap, and none hides a lesion or
    one of the `points` kept free, unless the picture is full. The same wishes always give the same places.
    """
    order = sorted(range(len(wishes)), key=lambda index: (_neighbours(wishes, index, sheet.radius), index))
    placed: dict[int, Label] = {}
    for index in order:
        others = [*points, *(wish.lesion for number, wish in enumerate(wishes) if number != index)]
        placed[index] = _place(wishes[index], others, list(placed.values()), sheet)
    return tuple(placed[index] for index in range(len(wishes)))


def _neighbours(wishes: Sequence[Label], index: int, radius: float) -> int:
    here = wishes[index].lesion
    return sum(math.dist(wish.lesion, here) < 3 * radius for wish in wishes)


def _place(wish: Label, others: Sequence[Point], placed: Sequence[Label], sheet: Sheet) -> Label:
    near = [point for point in others if math.dist(point, wish.lesion) < 8 * sheet.radius]
    point = _POINT * sheet.radius
    here = Label(wish.lesion, wish.lesion, wish.half_width, wish.half_height)
    for ring in range(_RINGS):
        # only what a label on this ring can reach is looked at again for each of its places
        best, least = None, math.inf
        reach = _distance(ring, sheet.radius) + _ROUNDING
        beside = [each for each in placed if here.overlaps(each, reach + _GAP * sheet.radius)]
        under = [each for each in others if here.covers(each, reach + point)]
        for middle in _ring(wish.lesion, ring, sheet.radius, near):
            label = Label(wish.lesion, middle, wish.half_width, wish.half_height)
            if label.moved and not sheet.holds(label):
                continue
            if any(label.overlaps(each, _GAP * sheet.radius) for each in beside):
                continue
            hidden = sum(label.covers(each, point) for each in under)
            if hidden and ring < _PATIENT_RINGS:
                continue
            cost = 3 * hidden + sum(_crosses(label, each, point) for each in placed) if label.moved else 0
            if cost < least:
                best, least = label, cost
        if best:
            return best
    return wish


def _ring(lesion: Point, ring: int, radius: float, near: Sequence[Point]) -> list[Point]:
    """Return places at one distance around a lesion, those away from its neighbours first."""
    if ring == 0:
        return [lesion]
    x, y = lesion
    middle_x = sum(point[0] for point in near) / len(near) if near else x
    middle_y = sum(point[1] for point in near) / len(near) if near else y - 1
    away = math.atan2(y - middle_y, x - middle_x)
    distance = _distance(ring, radius)
    count = 12 + 2 * ring
    steps = sorted(range(-(count // 2), count - count // 2), key=lambda step: (abs(step), step))
    angles = [away + 2 * math.pi * step / count for step in steps]
    return [(x + distance * math.cos(angle), y + distance * math.sin(angle)) for angle in angles]


def _distance(ring: int, radius: float) -> float:
    """Return how far a ring's places lie from the lesion."""
    return radius * (1.35 + 0.35 * ring) if ring else 0.0


def _crosses(label: Label, other: Label, margin: float) -> int:
    """Count what is wrong between two labels: a line that runs through a label, two lines that cross."""
    wrong = int(_line_meets(label.lesion, label.middle, other, margin))
    if other.moved:
        wrong += int(_line_meets(other.lesion, other.middle, label, margin))
        wrong += int(_cross(label.lesion, label.middle, other.lesion, other.middle))
    return wrong


def _line_meets(start: Point, end: Point, label: Label, margin: float) -> bool:
    (x, y), wide, high = label.middle, label.half_width + margin, label.half_height + margin
    apart = max(start[0], end[0]) <= x - wide or min(start[0], end[0]) >= x + wide
    if apart or max(start[1], end[1]) <= y - high or min(start[1], end[1]) >= y + high:
        return False
    steps: Iterable[int] = range(1, 12)
    return any(
        label.covers((start[0] + (end[0] - start[0]) * step / 12, start[1] + (end[1] - start[1]) * step / 12), margin)
        for step in steps
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
