"""From a worker thread to the window's: values in a queue, and a signal that carries none.

WORKAROUND: a queued signal copies its Python values while Qt holds a lock that the window's thread may want; copying
needs Python's own lock, which that thread may hold. Two threads then wait for each other for ever. A signal without
values takes no Python lock.
"""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Letter = TypeVar("Letter")


class Mail(QObject, Generic[Letter]):
    """Hands each letter that a worker sends to `take`, in the thread this was made in, in the order of sending."""

    _arrived = Signal()

    def __init__(self, take: Callable[[Letter], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._letters: deque[Letter] = deque()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def send(self, letter: Letter) -> None:
        """Send a letter; from any thread."""
        self._letters.append(letter)
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        """Hand over one letter for each time it was called."""
        if self._letters:
            self._take(self._letters.popleft())
