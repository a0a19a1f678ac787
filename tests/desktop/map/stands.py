"""A place to act on: the front of the body with one lesion, and a point of each column of the gesture table."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from desktop.map.figure import MapView
from tests.desktop.map.acts import LEFT, Fingers, Heard


@dataclass(frozen=True)
class Stand:
    """The front of the body with one lesion, and a point of each column of the table."""

    figure: MapView
    heard: Heard
    skin: QPoint
    mark: QPoint
    door: QPoint
    beside: QPoint

    def point(self, column: str) -> QPoint:
        return {"skin": self.skin, "mark": self.mark, "door": self.door, "beside": self.beside}[column]


def tap(stand: Stand, pointer: str, point: QPoint) -> None:
    if pointer == "mouse":
        QTest.mouseClick(stand.figure, LEFT, pos=point)
    else:
        Fingers(stand.figure).tap(point)


POINTERS = pytest.mark.parametrize("pointer", ["mouse", "finger"])
