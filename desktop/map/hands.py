"""Brings mouse and touch events together: one pointer at a time, told as deeds on the map."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent, QMouseEvent, QPointingDevice, QTouchEvent
from PySide6.QtWidgets import QWidget

from desktop.map.pointer import HOLD_MS, Act, Gesture, Pointer, Under
from desktop.map.touch import Step, Touches
from desktop.map.viewport import Point
from desktop.theme import mm

_MOUSE_SLOP = 4.0
_MOUSE_RADIUS = 3.0
_FINGER_SLOP_MM = 3.0
_FINGER_RADIUS_MM = 4.5


@dataclass(frozen=True, slots=True)
class Deed:
    """An act at a point of the map (widget px), and what lay under the pointer when it was pressed."""

    act: Act
    at: Point
    under: Under


class Hands(QObject):
    """The pointer on the map.

    Signals: `did` carries a Deed for every act; `spread` carries a Touch of two fingers (pinch or turn).
    """

    did = Signal(object)
    spread = Signal(object)

    def __init__(self, owner: QWidget, look: Callable[[Point, Pointer], Under]) -> None:
        super().__init__(owner)
        self._owner, self._look = owner, look
        self._gesture = Gesture()
        self._touches = Touches()
        self._at: Point = (0.0, 0.0)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._held)
        self.pointer = Pointer.MOUSE

    @property
    def pressed(self) -> bool:
        """Whether a press is under way."""
        return self._gesture.active

    @property
    def carrying(self) -> bool:
        """Whether a mark is being dragged."""
        return self._gesture.carrying

    def radius(self) -> float:
        """Return how coarse the pointer is, widget px."""
        return _MOUSE_RADIUS if self.pointer is Pointer.MOUSE else float(mm(self._owner, _FINGER_RADIUS_MM))

    def read_device(self, event: QMouseEvent | QTouchEvent) -> None:
        """Note which sort of pointer an event comes from."""
        finger = event.pointingDevice().type() is QPointingDevice.DeviceType.TouchScreen
        self.pointer = Pointer.FINGER if finger else Pointer.MOUSE

    def press(self, event: QMouseEvent) -> None:
        """Begin a press of the left button."""
        self.read_device(event)
        self._press((event.position().x(), event.position().y()), _when(event))

    def move(self, event: QMouseEvent) -> None:
        """Follow the pressed mouse."""
        self._move((event.position().x(), event.position().y()))

    def release(self, event: QMouseEvent) -> None:
        """End the press."""
        self._release((event.position().x(), event.position().y()), _when(event))

    def touch(self, event: QTouchEvent) -> None:
        """Follow the fingers."""
        self.read_device(event)
        touch = self._touches.read(event)
        match touch.step:
            case Step.PRESS:
                self._press(touch.at, _when(event))
            case Step.MOVE:
                self._move(touch.at)
            case Step.LIFT:
                self._release(touch.at, _when(event))
            case Step.CANCEL:
                self.cancel()
            case Step.PINCH | Step.TURN:
                self.spread.emit(touch)

    def cancel(self) -> None:
        """Forget the press; nothing is counted. Tells NOTHING, so that loupe and dragged mark go."""
        self._hold.stop()
        if self._gesture.active:
            self._gesture.cancel()
            self._tell(Act.NOTHING)

    def _press(self, at: Point, when: int) -> None:
        slop = _MOUSE_SLOP if self.pointer is Pointer.MOUSE else float(mm(self._owner, _FINGER_SLOP_MM))
        self._at = at
        self._gesture.press(at, when, self._look(at, self.pointer), slop)
        self._hold.start()
        self._tell(Act.PRESS)

    def _move(self, at: Point) -> None:
        if self._gesture.active:
            self._at = at
            self._tell(self._gesture.move(at))

    def _release(self, at: Point, when: int) -> None:
        if self._gesture.active:
            self._hold.stop()
            self._at = at
            self._tell(self._gesture.release(at, when))

    def _held(self) -> None:
        self._tell(self._gesture.hold())

    def _tell(self, act: Act) -> None:
        self.did.emit(Deed(act, self._at, self._gesture.under))


def _when(event: QInputEvent) -> int:
    """Return an event's own time, ms: delivery may be later, when the program was busy with the tap before it."""
    return int(event.timestamp()) or time.monotonic_ns() // 1_000_000
