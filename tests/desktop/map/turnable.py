"""A body whose turns have the front's picture in every frame: how it turns does not depend on what is painted."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRunnable, QSemaphore, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.atlas.body import Body
from desktop.atlas.neutral import Neutral
from desktop.atlas.surface import Surface
from desktop.atlas.views import Views, load_views
from desktop.map.figure import MapView
from desktop.theme import mm
from resources import files
from resources.regions import load_regions
from tests.desktop.map.acts import LEFT

FRONT = "body/neutral/views/front.webp"
Step = Callable[[MapView, int], None]


def views_with(picture: str) -> Views:
    """Return the shipped views with one picture for all frames of all turns."""
    shipped = load_views()
    return Views(shipped.all, [replace(each, pictures=(picture,) * each.frames) for each in shipped.turns])


def body_with(views: Views) -> Body:
    """Return the shipped surface with these views."""
    return Body(
        Neutral(Surface(files.path("body")), json.loads(files.read_text("body/regions.json")), views, load_regions())
    )


def px(figure: MapView, degrees: float) -> int:
    """Return how far the middle button must be dragged for a turn, px."""
    return round(mm(figure, degrees / 2.5))


class Busy(QRunnable):
    """Keeps the one thread of a pool busy until it is let go."""

    def __init__(self, pool: QThreadPool) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._free = QSemaphore()
        self._pool = pool
        pool.setMaxThreadCount(1)
        pool.start(self)

    def run(self) -> None:
        self._free.acquire()

    def let_go(self) -> None:
        self._free.release()

    def finish(self) -> None:
        """Let go, and wait until all that was asked for is done and told."""
        self.let_go()
        self._pool.waitForDone()
        QApplication.processEvents()


def press_arrow(figure: MapView, step: int) -> None:
    """Press the arrow key to the right (1) or the left (-1)."""
    QTest.keyClick(figure, Qt.Key.Key_Right if step > 0 else Qt.Key.Key_Left)


def press_button(figure: MapView, step: int) -> None:
    """Press the map's own button to the right (1) or the left (-1)."""
    QTest.mouseClick(figure.to_right if step > 0 else figure.to_left, LEFT)


BY = pytest.mark.parametrize("act", [press_arrow, press_button], ids=["arrow keys", "buttons"])
