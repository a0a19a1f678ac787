"""Seconds until something may be tried again."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Clock = Callable[[], float]
"""Tells seconds that only ever grow."""
_LOOK_MS = 200


class Countdown(QObject):
    """Counts down by a clock, not by its own ticks: a computer that slept has waited too.

    Signals:
        ticked(int): so many whole seconds are left.
        ended(): it may be tried again.
    """

    ticked = Signal(int)
    ended = Signal()

    def __init__(self, clock: Clock = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until = 0.0
        self._said = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether it is still too early."""
        return self._timer.isActive()

    def start(self, seconds: int) -> None:
        """Begin, or begin anew. The seconds are told at once; none at all end it at once."""
        self._until = self._clock() + seconds
        self._said = 0
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Count no more; nothing is said."""
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        left = math.ceil(self._until - self._clock())
        if left <= 0:
            self._timer.stop()
            self.ended.emit()
        elif left != self._said:
            self._said = left
            self.ticked.emit(left)
