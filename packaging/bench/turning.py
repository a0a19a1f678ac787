"""How long the figure takes to turn, to change view and body, to draw many marks and to say what a mouse points at."""

import contextlib
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.atlas.view import View
from desktop.atlas.views import Views, load_views
from desktop.map.figure import MapView
from desktop.window.screen import VisitScreen
from resources import files
from resources.terms import BodyKind

_PATIENCE_S = 20.0
_HAND_MS = 25
"""A hand that turns the figure once around in about a second drags a frame so often."""
_FRAME_PX = 15
"""How far a mouse drags the whole figure for one frame on a common screen."""
_POINTED_PX = 6


@dataclass(slots=True)
class Drag:
    """Seconds of each movement of a drag until it was painted, and how many of them showed another frame."""

    seconds: list[float] = field(default_factory=list)
    shown: int = 0


def can_turn(views: Views) -> bool:
    """Say whether a body has frames, and their pictures are there."""
    return bool(views.turns) and all(_is_there(each.frame(0)) for each in views.turns)


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


def dragged(figure: MapView, view: str, frames: int) -> Drag:
    """Turn the figure by the middle button, a frame at each movement; what is not decoded in time is left out."""
    figure.show_view(view)
    figure.repaint()
    QTest.qWait(300)
    at, drag = figure.rect().center(), Drag()
    _send(figure, QEvent.Type.MouseButtonPress, at, Qt.MouseButton.MiddleButton)
    for number in range(1, frames + 1):
        before = figure.view_key
        begun = time.perf_counter()
        _send(figure, QEvent.Type.MouseMove, at + QPoint(_FRAME_PX * number, 0))
        figure.repaint()
        drag.seconds.append(time.perf_counter() - begun)
        QTest.qWait(_HAND_MS)
        drag.shown += figure.view_key != before
    _send(figure, QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.MiddleButton)
    QApplication.processEvents()
    return drag


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


def dress(screen: VisitScreen, kind: BodyKind) -> None:
    """Draw another body, as a choice for the patient does."""
    screen.map.show_body(kind)
    screen.rail.show_body(kind)


def dressed(screen: VisitScreen, view: str, rounds: int) -> list[float]:
    """Return the seconds from each choice of a body that has its pictures to its painted picture with all marks."""
    screen.show_view(view)
    seconds = []
    for kind in [each for each in BodyKind if _is_there(load_views(each).get(view))] * rounds:
        begun = time.perf_counter()
        dress(screen, kind)
        screen.map.repaint()
        seconds.append(time.perf_counter() - begun)
        QApplication.processEvents()
    return seconds


def painted(figure: MapView, views: Iterable[str], rounds: int) -> tuple[str, list[float]]:
    """Return the view whose marks take longest to paint, its picture being there already, and their seconds."""
    seconds: dict[str, list[float]] = {}
    for key in views:
        figure.show_view(key)
        figure.repaint()
        QApplication.processEvents()
        for _ in range(rounds):
            begun = time.perf_counter()
            figure.repaint()
            seconds.setdefault(key, []).append(time.perf_counter() - begun)
    slowest = max(seconds, key=lambda key: median(seconds[key]))
    return slowest, seconds[slowest]


def pointed(figure: MapView, view: str, count: int) -> list[float]:
    """Return the seconds of each movement of a mouse over the figure, until words and outline are known."""
    figure.show_view(view)
    figure.repaint()
    QApplication.processEvents()
    chosen = random.Random(6)  # noqa: S311 - a way over the figure
    at, seconds = figure.rect().center(), []
    for _ in range(count):
        step = QPoint(chosen.choice((-1, 0, 1)), chosen.choice((-1, 0, 1))) * _POINTED_PX
        at = at + step if figure.rect().contains(at + step) else figure.rect().center()
        begun = time.perf_counter()
        _send(figure, QEvent.Type.MouseMove, at, buttons=Qt.MouseButton.NoButton)
        seconds.append(time.perf_counter() - begun)
        QApplication.processEvents()
    return seconds


def _is_there(view: View) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return files.path(view.pictures.small).exists()
    return False


def _until_another(figure: MapView, before: str) -> None:
    """Wait until another view than before is on show."""
    end = time.perf_counter() + _PATIENCE_S
    while figure.view_key == before:
        if time.perf_counter() > end:
            raise RuntimeError(f"The figure did not turn on from {before}")
        QApplication.processEvents()


def _send(
    figure: MapView,
    what: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    buttons: Qt.MouseButton = Qt.MouseButton.MiddleButton,
) -> None:
    there = QPointF(at)
    event = QMouseEvent(what, there, figure.mapToGlobal(there), button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(figure, event)
