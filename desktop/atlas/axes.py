"""Where in its region a point of the skin lies, in words: by thirds along the region's own axes, or as on a clock."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from desktop.atlas.phrases import Position, axis_words
from desktop.atlas.views import Vector
from resources import files
from resources.regions import CLOCK
from resources.terms import Side

_HOUR = 30.0
"""Degrees of an hour."""


class _Place(Protocol):
    """What says where along it a point lies (mm, reference pose)."""

    def word(self, x: float, y: float, z: float) -> str: ...


@dataclass(frozen=True, slots=True)
class Axis:
    """A direction in which a region is told in thirds; the middle third has no word.

    `toward` is where the first word lies, of length 1. Beyond `far` mm along it the first word holds, before `near` the
    second.
    """

    words: tuple[str, str]
    toward: Vector
    near: float
    far: float

    def word(self, x: float, y: float, z: float) -> str:
        """Return the word for a point; empty in the middle third."""
        along = x * self.toward[0] + y * self.toward[1] + z * self.toward[2]
        return self.words[0] if along > self.far else self.words[1] if along < self.near else ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The face of a clock on the skin: 12 lies `toward` its middle's front, 3 to the patient's left."""

    toward: Vector
    centre: Vector

    def word(self, x: float, y: float, z: float) -> str:
        """Return the nearest hour for a point."""
        ahead = (y - self.centre[1]) * self.toward[1] + (z - self.centre[2]) * self.toward[2]
        return str(round(math.degrees(math.atan2(x, ahead)) / _HOUR) % 12 or 12)


class Axes:
    """The axes of all leaves that have some, as they lie on the patient's left; the right side mirrors them."""

    def __init__(self, places: Mapping[str, Sequence[_Place]]) -> None:
        """`places` are each leaf's axes, the long one first."""
        self._places = {leaf: tuple(axes) for leaf, axes in places.items()}

    def position(self, region: str, side: Side, point: Vector) -> Position:
        """Return where in a region a point lies (mm, reference pose); nothing in its middle, for a node or for no axis.

        A region that crosses the midline has no axis across it, so that its sides need no mirror.
        """
        x, y, z = point
        across = -x if side is Side.RIGHT else x
        return tuple(
            word
            for each in self._places.get(region, ())
            if (word := each.word(x if isinstance(each, Clock) else across, y, z))
        )


@cache
def load_axes() -> Axes:
    """Return the shipped axes, read once."""
    table = json.loads(files.read_text("body/axes.json"))
    return Axes({leaf: tuple(_place(row) for row in rows) for leaf, rows in table.items()})


def _place(row: Mapping[str, Any]) -> Axis | Clock:
    toward = _vector(row["toward"])
    if row["axis"] == CLOCK:
        return Clock(toward, _vector(row["centre"]))
    first, last = row["extent"]
    third = (last - first) / 3
    return Axis(axis_words(row["axis"]), toward, first + third, last - third)


def _vector(numbers: Sequence[float]) -> Vector:
    x, y, z = numbers
    return float(x), float(y), float(z)
