"""Work that would hold up the window, done beside it."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable

from desktop.controls.mail import Mail
from desktop.controls.workers import workers

Result = TypeVar("Result")


class Errands(QObject):
    """Sends one errand after the other to a worker; what came of it is handed over in the window's thread.

    After `close` nothing is handed over any more, and the worker has ended.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = workers(self)
        self._mail: Mail[Callable[[], None]] = Mail(self._hand_over, self)
        self._closed = False

    def run(
        self, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `work` beside the window; hand its result to `done`, or what it raised to `failed`."""
        self._pool.start(_Errand(work, done, failed, self._mail))

    def finish(self) -> None:
        """Wait until everything asked for is done."""
        self._pool.waitForDone()

    def close(self) -> None:
        """Wait for the worker, and hand over nothing more."""
        self._closed = True
        self.finish()

    def _hand_over(self, letter: Callable[[], None]) -> None:
        if not self._closed:
            letter()


class _Errand(QRunnable):
    def __init__(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
        mail: Mail[Callable[[], None]],
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed, self._mail = work, done, failed, mail

    def run(self) -> None:
        """Do the work in the worker's thread."""
        try:
            letter = partial(self._done, self._work())
        except Exception as error:
            letter = partial(self._failed, error)
        self._mail.send(letter)
