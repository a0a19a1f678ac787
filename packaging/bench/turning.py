"""How long the figure takes to turn by a frame, to change its view, and to draw many marks: until it is painted."""

import time
from collections.abc import Iterable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.map.figure import MapView

_PATIENCE_S = 20.0


def turned(figure: MapView, view: str, frames: int) -> list[float]:
    """Return the seconds from each step of a turn out of a view to its painted frame, decoding included."""
    figure.show_view(view)
    figure.repaint()
    QApplication.processEvents()
    seconds = []
    for _ in range(frames):
        before = figure.view_key
        begun = time.perf_counter()
        figure.turn(1)
        _until_another(figure, before)
        figure.repaint()
        seconds.append(time.perf_counter() - begun)
        # a hand turns slower than this: what comes next is made ready meanwhile
        QTest.qWait(15)
    return seconds


def changed(figure: MapView, views: Iterable[str]) -> list[float]:
    """Return the seconds from each choice of a view to its painted picture with all marks."""
    seconds = []
    for key in views:
        begun = time.perf_counter()
        figure.show_view(key)
        figure.repaint()
        seconds.append(time.perf_counter() - begun)
        QApplication.processEvents()
    return seconds


def painted(figure: MapView, views: Iterable[str]) -> list[float]:
    """Return the seconds that painting all marks of each view takes, its picture being there already."""
    seconds = []
    for key in views:
        figure.show_view(key)
        figure.repaint()
        begun = time.perf_counter()
        figure.repaint()
        seconds.append(time.perf_counter() - begun)
    return seconds


def _until_another(figure: MapView, before: str) -> None:
    """Wait until another view than before is on show."""
    end = time.perf_counter() + _PATIENCE_S
    while figure.view_key == before:
        if time.perf_counter() > end:
            raise RuntimeError(f"The figure did not turn on from {before}")
        QApplication.processEvents()
