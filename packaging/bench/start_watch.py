"""Watches one start of the program from inside it."""

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bench.first_paint import FirstPaint
from desktop.window import start
from desktop.window.first_page import FirstPage
from desktop.window.shell import MainWindow


class Watch:
    """Watches a window; prints the seconds until the body was painted and until it was ready, and those of a tap."""

    def __init__(self, window: MainWindow, begun: float) -> None:
        self._window = window
        self._begun = begun
        self._times: list[float] = []
        self._first = FirstPaint(window.findChildren(FirstPage)[0], self._painted)
        window.ready.connect(self._ready)

    def _painted(self, when: float) -> None:
        self._times.append(when - self._begun)

    def _ready(self) -> None:
        self._times.append(time.monotonic() - self._begun)
        QTimer.singleShot(0, self._tap)

    def _tap(self) -> None:
        # imported here: the program itself does not need it
        from bench.taps import first_tap  # noqa: PLC0415

        self._times.append(first_tap(self._window))
        print(*self._times)
        self._window.close()


def watch_what_starts(begun: float) -> None:
    """Build the window as the program does, and watch it."""
    watches: list[Watch] = []
    build = start.build_window

    def watched(app: QApplication, folder: Path) -> MainWindow:
        window = build(app, folder)
        watches.append(Watch(window, begun))
        return window

    start.build_window = watched
