"""Teaching one pedal or button: press the row, then the pedal."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.controls.labels import one_line
from desktop.handsfree.chords import chord, shown
from desktop.handsfree.presses import Action
from desktop.theme import CORNER, Role, Theme

_NAVIGATE = frozenset({"Tab", "Shift+Tab", "Esc"})
"""Keys of the sheet itself. A pedal that sends one of these can be set to another by its own software."""


class LearnKey(QAbstractButton):
    """An action with the key that does it. Pressed, it waits for the next key and takes that.

    Signals:
        learned(Action, str): a key was pressed for it, in Qt's portable notation.
    """

    learned = Signal(object, str)

    def __init__(self, action: Action, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._words = action, words
        self.theme = theme
        self.key = ""
        self.chosen = False
        self._waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._wait)
        self._tell()

    @property
    def waiting(self) -> bool:
        """Whether the next key is taken as the pedal's."""
        return self._waiting

    def show_key(self, key: str, *, chosen: bool) -> None:
        """Show a key; `chosen` says that somebody taught it, rather than that it is there by default."""
        self.key, self.chosen, self._waiting = key, chosen, False
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    @Slot()
    def _wait(self) -> None:
        self._waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._words}: {self._right()}")
        self.update()

    def _right(self) -> str:
        if self._waiting:
            return self.tr("press the pedal or button now")
        return one_line(shown(self.key)) if self.key else self.tr("none")

    def event(self, event: QEvent) -> bool:
        """While waiting, take every key but those of the sheet, before any shortcut does."""
        if self._waiting and isinstance(event, QKeyEvent) and chord(event) not in _NAVIGATE:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                if chord(event):
                    self.learned.emit(self._action, chord(event))
                return True
            if event.type() is QEvent.Type.KeyRelease:
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to wait, as Space does; Esc ends waiting first."""
        if event.key() == Qt.Key.Key_Escape and self._waiting:
            self._waiting = False
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        self._waiting = False
        self._tell()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        """Return one row."""
        return QSize(360, self.theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the action on the left, its key on the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        painter.setBrush(theme.amber if self._waiting else theme.hover if self.underMouse() else theme.panel)
        painter.setPen(QPen(theme.amber_edge if self._waiting else theme.edge, 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER, CORNER)
        place = self.rect().adjusted(12, 0, -12, 0)
        painter.setPen(theme.amber_text if self._waiting else theme.text)
        painter.setFont(theme.font(Role.STRONG))
        right = self._right()
        taken = QFontMetrics(painter.font()).horizontalAdvance(right) + 12
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
        painter.setFont(theme.font(Role.BODY))
        words = QFontMetrics(painter.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, place.width() - taken)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
