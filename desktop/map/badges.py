"""Where the badge of lesions placed by name is drawn: in the middle of their region, or beside what lies there."""

from collections.abc import Callable, Iterable

from desktop.controls.stamps import BADGE, SIZE
from desktop.map.viewport import Point

_GAP = 2.0
"""Free space between a badge and what lies beside it, px."""
_BESIDE = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))
_STEPS = (1.0, 1.5, 2.0, 3.0)
"""Directions in which room is looked for, and how far away, in sizes of a badge."""


def free_place(
    middle: Point, marks: Iterable[Point], badges: Iterable[Point], pixel: float, on_skin: Callable[[Point], bool]
) -> Point:
    """Return where a badge hides no mark and no other badge: the middle, or the nearest skin with room for it.

    Points are view px, of which a widget px is `pixel`. A badge means a region and not a point, so it gives way.
    """
    wide, high = BADGE
    taken = [(point, (wide + SIZE) / 2, (high + SIZE) / 2) for point in marks]
    taken += [(point, float(wide), float(high)) for point in badges]

    def is_free(place: Point) -> bool:
        return not any(
            abs(place[0] - x) < (beside + _GAP) * pixel and abs(place[1] - y) < (above + _GAP) * pixel
            for (x, y), beside, above in taken
        )

    if is_free(middle):
        return middle
    places = (
        (middle[0] + x * step * wide * pixel, middle[1] + y * step * high * pixel)
        for step in _STEPS
        for x, y in _BESIDE
    )
    return next((each for each in places if is_free(each) and on_skin(each)), middle)
