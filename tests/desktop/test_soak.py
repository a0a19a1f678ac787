"""PySide6 6.12.0 loses a reference to None at many calls on Python 3.10 and 3.11, and ends the program after some
thousand repaints. The project pins 6.11; this test tells when a newer one may, or may not, be used."""

import gc
import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 2000


class Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawLine(0, 0, 5, 5)
        painter.fillRect(QRect(1, 1, 2, 2), self.palette().window())
        painter.end()


def test_repainting_loses_no_reference_to_none(qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    for _ in range(50):
        widget.repaint()
    gc.collect()
    before = sys.getrefcount(None)

    for _ in range(REPAINTS):
        widget.repaint()
        QApplication.processEvents()
    gc.collect()

    assert before - sys.getrefcount(None) < REPAINTS / 10
