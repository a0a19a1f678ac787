"""A sheet inside the window: it lies over the page, is closed by Esc or a press beside it, and gives the focus back."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.controls.density import density
from desktop.controls.themed import Panel
from desktop.theme import CORNER, Theme

_VEIL = 150
"""How much of the page a veil of the window's colour hides, of 255."""
_NAME = (56, 44)
"""Height of the patient's name, which no sheet covers, in usual and in short windows, px at 100 %."""


class Overlay(Panel):
    """Covers its parent and shows `card`, a smaller sheet, on it. Nothing under it can be pressed while it is open.

    Signals:
        closed(): it is gone and the focus is back where it was.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card = Card(theme, self)
        self._covered = parent
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open_sheet(self) -> None:
        """Show the sheet and move the focus into it."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._covered.rect())
        self.card.setGeometry(self.card_place())
        self.raise_()
        self.show()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Hide the sheet and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def card_place(self) -> QRect:
        """Where the sheet lies: in the middle below the patient's name. Sheets of another size say it here."""
        return self.middle_place(640, 560)

    def middle_place(self, width: int, height: int) -> QRect:
        """Return a place of at most this size (px at 100 %) in the middle, leaving the patient's name free."""
        px = self.theme.px
        top = min(px(64), self.height() // 6)
        wide = min(px(width), self.width() - 32)
        high = min(px(height), self.height() - top - 16)
        return QRect((self.width() - wide) // 2, max(top, (self.height() - high) // 2), wide, high)

    def first_focus(self) -> QWidget:
        """Return the control that takes the focus when the sheet opens."""
        return self.card

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window's shortcuts do."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quieten the page below the patient's name, so that the sheet stands out."""
        veil = QColor(self.theme.window)
        veil.setAlpha(_VEIL)
        short = density(self.size(), self.theme.percent).short
        top = min(self.theme.px(_NAME[short]), self.card.y())
        QPainter(self).fillRect(self.rect().adjusted(0, top, 0, 0), veil)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the parent."""
        # asks Qt, not an attribute: while Python takes a window apart, filters are still called
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self.setGeometry(self._covered.rect())
            self.card.setGeometry(self.card_place())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes. Other keys stay here: they are not meant for the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a press beside the sheet."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab inside the sheet."""
        stops = [
            each
            for each in self.card.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
        ]
        if not stops:
            return True
        now = QApplication.focusWidget()
        index = stops.index(now) if now in stops else (-1 if forward else 0)
        step = 1 if forward else -1
        stops[(index + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


class Card(Panel):
    """The sheet itself: a panel with an edge."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and a 2 px edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.panel)
        painter.setPen(QPen(self.theme.edge, 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CORNER, CORNER)
