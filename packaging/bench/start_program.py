"""The program's own start, as a process of its own, on a folder that goes on with a visit.

Words: the monotonic time it was started at, the data folder. Prints the seconds from the start until the body was
painted first and until the window was ready, and the seconds of a tap that came right then. The visit stays as it was.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bench.first_paint import FirstPaint
from desktop.__main__ import main
from desktop.window import start
from desktop.window.first_page import FirstPage
from desktop.window.shell import MainWindow


class Watch:
    """Watches one start."""

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


if __name__ == "__main__":
    watches: list[Watch] = []
    build = start.build_window

    def watched(app: QApplication, folder: Path) -> MainWindow:
        """Build the window as the program does, and watch it."""
        window = build(app, folder)
        watches.append(Watch(window, float(sys.argv[1])))
        return window

    start.build_window = watched
    sys.exit(main(["--data-dir", sys.argv[2]]))
