"""Follows what is painted of a widget."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget


class Paints(QObject):
    """Follows the paints of a widget: `region` is what was painted since `forget`."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def forget(self) -> None:
        """Begin anew."""
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note what is painted."""
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False

    def wait(self) -> None:
        """Let the program work until the widget, and with it everything else that waited for a paint, is painted."""
        while self.region.isEmpty():
            QApplication.processEvents()
        QApplication.processEvents()
