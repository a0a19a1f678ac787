"""A tap in the real window until it is durable and painted, turn by turn with its floor."""

import contextlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.painted import Paints
from bench.tape import Tape, play
from db import keys
from db.engine import open_file
from db.folder import RECORD
from desktop.window.shell import MainWindow
from desktop.window.start import build_window, collect_from_now_on

WARM_UP = 8
"""The first taps after a start are told by the start itself."""
PER_BATCH = 20
CLEAR_PX = 26
"""So far from every mark a tap means the skin, and is not asked about."""
_STEP = 13
_SETTLED_S = 0.3
_PATIENCE_S = 20.0


class NotCounted(Exception):  # noqa: N818 - says what happened
    """A tap was not stored: there is nothing to measure."""


@dataclass(slots=True)
class Turns:
    """Seconds of each tap and of each floor, in the order they were taken."""

    product: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)


@contextlib.contextmanager
def opened(app: QApplication, folder: Path) -> Iterator[MainWindow]:
    """Start the program on a folder and lend its window once it takes acts and has come to rest."""
    window = build_window(app, folder)
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    window.ready.connect(collect_from_now_on)
    window.show()
    started = time.monotonic()
    while not ready and time.monotonic() - started < _PATIENCE_S:
        QApplication.processEvents()
    settle()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def settle() -> None:
    """Let the window finish what it does by itself, such as the rail's small pictures."""
    QTest.qWait(round(_SETTLED_S * 1000))


def first_tap(window: MainWindow) -> float:
    """Return how many seconds a tap in the middle of the map takes; it is taken back."""
    visit = window.visit
    figure = window.screen_page.map
    if visit is None:
        raise NotCounted("no visit is open")
    before = len(visit.desk.snapshot.marks)
    paints = Paints(figure)
    begun = time.perf_counter()
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, figure.rect().center())
    paints.wait()
    taken = time.perf_counter() - begun
    if len(visit.desk.snapshot.marks) != before + 1:
        raise NotCounted(window.screen_page.panel.action.text)
    QTest.keyClick(figure, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    if len(visit.desk.snapshot.marks) != before:
        raise NotCounted("the tap was not taken back")
    return taken


class Tapper:
    """The hand, and beside it the floor on a record of its own on the same disk."""

    def __init__(self, window: MainWindow, tape: Tape, floor_folder: Path) -> None:
        self._window = window
        self._map = window.screen_page.map
        self._tape = tape
        self._driver = open_file(floor_folder / RECORD, keys.open_key(floor_folder))
        self._paints = Paints(self._map)
        self._places = self._free_places()
        self._played = 0

    def close(self) -> None:
        """Let go of the floor's record."""
        self._driver.close()

    def take(self, turns: Turns) -> None:
        """Take a batch of taps and floors, turn by turn, after some to warm up; the visit grows by all of them."""
        for number, at in enumerate(self._places):
            tapped = self._tap(at)
            floor = self._floor()
            if number >= WARM_UP:
                turns.product.append(tapped)
                turns.floor.append(floor)

    def _tap(self, at: QPoint) -> float:
        visit = self._window.visit
        assert visit is not None  # noqa: S101 - the window was opened on a visit
        before = len(visit.desk.snapshot.marks)
        # no mouse presses where it has not come: words and outline of the place are painted before
        QTest.mouseMove(self._map, at)
        QApplication.processEvents()
        self._paints.forget()
        begun = time.perf_counter()
        QTest.mouseClick(self._map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self._paints.wait()
        taken = time.perf_counter() - begun
        if len(visit.desk.snapshot.marks) != before + 1:
            raise NotCounted(self._window.screen_page.panel.action.text)
        return taken

    def _floor(self) -> float:
        """Write the same rows, ask the same questions, and have the same part of the map painted."""
        self._played += 1
        steps, region = self._tape.again(self._played), self._paints.region
        self._paints.forget()
        begun = time.perf_counter()
        play(self._driver, steps)
        self._map.update(region)
        self._paints.wait()
        return time.perf_counter() - begun

    def _free_places(self) -> tuple[QPoint, ...]:
        """Return points of the skin on show away from marks, doors, buttons and each other, in a mixed order."""
        figure = self._map
        taken = [figure.to_widget(each.x, each.y).toPoint() for each in figure.marks_shown]
        grid = [QPoint(x, y) for x in range(0, figure.width(), _STEP) for y in range(0, figure.height(), _STEP)]
        random.Random(1).shuffle(grid)  # noqa: S311 - an order of places
        found: list[QPoint] = []
        for at in grid:
            if len(found) == WARM_UP + PER_BATCH:
                break
            if not any(_near(at, each) for each in (*taken, *found)) and self._counts(at):
                found.append(at)
        return tuple(found)

    def _counts(self, at: QPoint) -> bool:
        """Whether a tap at a point of the map means skin, and not one of its doors or buttons."""
        # the patient's own: a point on another body may lie beside this one
        figure, body = self._map, self._map.body
        if body is None:
            return False
        origin = figure.to_widget(0, 0)
        scale = figure.to_widget(1, 0).x() - origin.x()
        x, y = (at.x() - origin.x()) / scale, (at.y() - origin.y()) / scale
        if body.door(figure.view_key, x, y) is not None or figure.childAt(at) is not None:
            return False
        return body.hit(figure.view_key, x, y) is not None


def _near(one: QPoint, other: QPoint) -> bool:
    return max(abs(one.x() - other.x()), abs(one.y() - other.y())) < CLEAR_PX
