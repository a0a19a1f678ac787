"""Tells when a window has been painted first. With the fewest imports, since the floors of a start begin with them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

_BEFORE_OTHERS = 1
"""Priority of an event (Qt.HighEventPriority; the namespace itself takes 20 ms to load)."""


class FirstPaint(QObject):
    """Calls back once, with the time of the monotonic clock, when the first paint of a widget is done."""

    def __init__(self, widget: QWidget, then: Callable[[float], None]) -> None:
        super().__init__()
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for a word as soon as the paint under way, and the flush to the screen behind it, are done."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _BEFORE_OTHERS)
        return False

    def customEvent(self, _event: QEvent) -> None:
        """Tell the time."""
        self._then(time.monotonic())
