"""Reads touch events: one finger is a pointer, two pinch, pan or turn. Nothing here knows the map."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEventPoint, QTouchEvent

from desktop.map.viewport import Point

_PINCH_FROM = 0.08
"""Share by which two fingers must change their distance before they zoom: a parallel drag is never quite parallel."""


class Step(Enum):
    """What a touch event is."""

    PRESS = auto()
    MOVE = auto()
    LIFT = auto()
    CANCEL = auto()
    PINCH = auto()
    TURN = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Touch:
    """A step of a touch at a point, widget px. A pinch zooms by `factor` there and drags the picture by `dx`, `dy`.

    A turn is a drag of two fingers at rest in their distance; `dx` is its whole length.
    """

    step: Step
    at: Point
    when: int
    factor: float = 1.0
    dx: float = 0.0
    dy: float = 0.0


class Touches:
    """Follows the fingers on the map from the first touch to the last lift."""

    def __init__(self) -> None:
        self._points: dict[int, Point] = {}
        self._many = False
        self._begun: tuple[Point, float] | None = None
        self._pinching = False

    def read(self, event: QTouchEvent) -> Touch:
        """Return what an event means."""
        when = int(event.timestamp())
        if event.type() is QEvent.Type.TouchCancel:
            return self._end(Touch(Step.CANCEL, (0.0, 0.0), when))
        before = dict(self._points)
        self._follow(event)
        at = next(iter(self._points.values()), (0.0, 0.0))
        if event.type() is QEvent.Type.TouchEnd:
            return self._end(Touch(Step.LIFT, at, when) if not self._many else self._turned(at, when))
        if len(self._points) > 1:
            return self._two(before, when)
        if self._many:
            return Touch(Step.NOTHING, at, when)
        return Touch(Step.PRESS if event.type() is QEvent.Type.TouchBegin else Step.MOVE, at, when)

    def _follow(self, event: QTouchEvent) -> None:
        for point in event.points():
            # A resting finger's position is not always sent along.
            if point.state() is not QEventPoint.State.Stationary or point.id() not in self._points:
                self._points[point.id()] = (point.position().x(), point.position().y())

    def _two(self, before: dict[int, Point], when: int) -> Touch:
        first, second = list(self._points)[:2]
        middle, apart = _middle(self._points[first], self._points[second])
        if not self._many or self._begun is None:
            self._many, self._begun = True, (middle, apart)
            return Touch(Step.CANCEL, middle, when)
        was, was_apart = _middle(before[first], before[second])
        if abs(apart / self._begun[1] - 1.0) > _PINCH_FROM:
            self._pinching = True
        factor = apart / was_apart if self._pinching else 1.0
        return Touch(Step.PINCH, middle, when, factor, middle[0] - was[0], middle[1] - was[1])

    def _turned(self, at: Point, when: int) -> Touch:
        if self._pinching or self._begun is None or len(self._points) < 2:
            return Touch(Step.NOTHING, at, when)
        middle, _ = _middle(*list(self._points.values())[:2])
        return Touch(Step.TURN, middle, when, dx=middle[0] - self._begun[0][0])

    def _end(self, last: Touch) -> Touch:
        self._points.clear()
        self._many, self._begun, self._pinching = False, None, False
        return last


def _middle(a: Point, b: Point) -> tuple[Point, float]:
    """Return the point between two fingers, and their distance (never 0)."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), max(1.0, math.dist(a, b))
