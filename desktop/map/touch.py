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
        self._pair: tuple[int, int] | None = None
        self._begun: tuple[Point, float] = ((0.0, 0.0), 1.0)
        self._pinching = False

    def read(self, event: QTouchEvent) -> Touch:
        """Return what an event means."""
        when = int(event.timestamp())
        if event.type() is QEvent.Type.TouchCancel:
            self._forget()
            return Touch(Step.CANCEL, (0.0, 0.0), when)
        before = dict(self._points)
        lifted = self._follow(event)
        touch = self._meaning(event.type(), before, lifted, when)
        for finger in lifted:
            self._points.pop(finger, None)
        if event.type() is QEvent.Type.TouchEnd:
            self._forget()
        return touch

    def _follow(self, event: QTouchEvent) -> frozenset[int]:
        """Note where the fingers are; return those that are lifted now, whose last places are still known."""
        for point in event.points():
            # A resting finger's position is not always sent along.
            if point.state() is not QEventPoint.State.Stationary or point.id() not in self._points:
                self._points[point.id()] = (point.position().x(), point.position().y())
        return frozenset(each.id() for each in event.points() if each.state() is QEventPoint.State.Released)

    def _meaning(self, kind: QEvent.Type, before: dict[int, Point], lifted: frozenset[int], when: int) -> Touch:
        at = next(iter(self._points.values()), (0.0, 0.0))
        down = [finger for finger in self._points if finger not in lifted]
        if self._pair is not None and not lifted.isdisjoint(self._pair):
            return self._turned(self._pair, when)
        if len(down) > 1:
            return self._two((down[0], down[1]), before, when)
        if self._many:
            return Touch(Step.NOTHING, at, when)
        steps = {QEvent.Type.TouchBegin: Step.PRESS, QEvent.Type.TouchEnd: Step.LIFT}
        return Touch(steps.get(kind, Step.MOVE), at, when)

    def _two(self, pair: tuple[int, int], before: dict[int, Point], when: int) -> Touch:
        middle, apart = self._middle_of(pair)
        if self._pair is None:
            # A second finger ends the press of the first one; another finger in its place begins anew.
            step = Step.NOTHING if self._many else Step.CANCEL
            self._many, self._pair, self._begun, self._pinching = True, pair, (middle, apart), False
            return Touch(step, middle, when)
        was, was_apart = _middle(before[pair[0]], before[pair[1]])
        if abs(apart / self._begun[1] - 1.0) > _PINCH_FROM:
            self._pinching = True
        factor = apart / was_apart if self._pinching else 1.0
        return Touch(Step.PINCH, middle, when, factor, middle[0] - was[0], middle[1] - was[1])

    def _turned(self, pair: tuple[int, int], when: int) -> Touch:
        """Return how far two fingers have dragged when one of them is lifted; a pinch has said all before."""
        middle, _ = self._middle_of(pair)
        self._pair = None
        if self._pinching:
            return Touch(Step.NOTHING, middle, when)
        return Touch(Step.TURN, middle, when, dx=middle[0] - self._begun[0][0])

    def _middle_of(self, pair: tuple[int, int]) -> tuple[Point, float]:
        return _middle(self._points[pair[0]], self._points[pair[1]])

    def _forget(self) -> None:
        self._points.clear()
        self._many, self._pair, self._pinching = False, None, False


def _middle(a: Point, b: Point) -> tuple[Point, float]:
    """Return the point between two fingers, and their distance (never 0)."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), max(1.0, math.dist(a, b))
