"""The real window on a real record, taking real clicks on the body until it is killed.

It acknowledges each tap with one line: its id and how many milliseconds the click took.
"""

import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.records import MarkDraft, MarkId
from desktop.practice.encounter import Encounter
from desktop.snapshot import Snapshot
from desktop.window.shell import MainWindow
from desktop.window.start import build_window

STORED, ASKED = "stored", "asked"
"""When a tap is acknowledged: once the window is told that the record holds it; for control, before it is written."""
VIEWS = ("face", "scalp_front", "head_left", "head_right", "arms", "front")
"""Where is clicked."""
TURNS = 0.1
"""How often the figure is turned before a click."""


class Tapper:
    """Clicks at random points of the body, one click for each turn of the event loop."""

    def __init__(self, window: MainWindow, seed: int, when: str, says: int) -> None:
        self._window = window
        self._says = says
        self._random = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
        self._when = when
        self._told: set[MarkId] = set()
        self._begun = 0.0
        self._timer = QTimer(window, interval=0)
        self._timer.timeout.connect(self._click)
        window.ready.connect(self._ready)

    def _ready(self) -> None:
        if self._window.visit is None:
            QApplication.exit(1)
            return
        encounter = self._window.visit.desk.encounter
        self._told.update(each.id for each in encounter.snapshot.marks)
        if self._when == STORED:
            encounter.changed.connect(self._stored)
        else:
            self._acknowledge_early(encounter)
        self._say("ready")
        self._timer.start()

    def _stored(self, snapshot: Snapshot) -> None:
        for each in snapshot.marks:
            if each.id not in self._told:
                self._acknowledge(each.id)

    def _acknowledge_early(self, encounter: Encounter) -> None:
        add = encounter.add

        def add_later(drafts: Sequence[MarkDraft]) -> None:
            for draft in drafts:
                self._acknowledge(draft.id)
            add(drafts)

        encounter.add = add_later  # type: ignore[method-assign]

    def _acknowledge(self, mark: MarkId) -> None:
        self._told.add(mark)
        self._say(f"{mark} {1000 * (time.perf_counter() - self._begun):.1f}")

    def _click(self) -> None:
        figure = self._window.screen_page.map
        if self._random.random() < TURNS:
            self._window.screen_page.show_view(self._random.choice(VIEWS))
        place = self._place()
        self._begun = time.perf_counter()
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def _place(self) -> QPoint:
        """Return a random point of the map where there is skin and no door."""
        figure, body = self._window.screen_page.map, self._window.body()
        camera = self._window.views.get(figure.view_key).camera
        while True:
            x, y = self._random.uniform(0, camera.width), self._random.uniform(0, camera.height)
            if body.hit(figure.view_key, x, y) and not body.door(figure.view_key, x, y):
                place = figure.to_widget(x, y).toPoint()
                if figure.rect().contains(place):
                    return place

    def _say(self, line: str) -> None:
        """Write a line in one piece, past all buffers: it is said even if the next moment is the last one."""
        os.write(self._says, f"{line}\n".encode())


def tap_until_killed(folder: Path, seed: int, when: str, says: int) -> None:
    """Open the window on a folder and click until somebody puts an end to it; `says` is the pipe it answers on."""
    app = QApplication([])
    window = build_window(app, folder)
    tapper = Tapper(window, seed, when, says)
    window.show()
    app.exec()
    del tapper
