"""The ring around whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from desktop.controls.themed import Panel
from desktop.theme import CORNER, Theme

RING = 3
OFF = 2
OWN_RING = "own_ring"
"""Property of a widget that shows its focus itself (the map, lists)."""
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(Panel):
    """A 3 px ring, 2 px off the focused control of one window; it takes no presses and hides nothing inside it."""

    def __init__(self, app: QApplication, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._around: QWidget | None = None
        self.hide()
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._around is not None:
            self._around.removeEventFilter(self)
        inside = now is not None and self._window.isAncestorOf(now) and not now.property(OWN_RING)
        self._around = now if inside else None
        if self._around is not None:
            self._around.installEventFilter(self)
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the focused control when it moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        around = self._around
        if around is None or not around.isVisibleTo(self._window):
            self.hide()
            return
        reach = RING + OFF
        corner = around.mapTo(self._window, around.rect().topLeft())
        self.setGeometry(QRect(corner, around.size()).adjusted(-reach, -reach, reach, reach))
        # Only the ring itself belongs to this widget, so what it surrounds is never painted twice.
        inner = self.rect().adjusted(RING, RING, -RING, -RING)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner.adjusted(2, 2, -2, -2))))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.act, RING))
        half = RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), CORNER + OFF, CORNER + OFF)
