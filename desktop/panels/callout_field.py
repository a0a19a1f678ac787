"""The field of the call-out line, and the hint right inside it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.controls.painting import MIDDLE, write
from desktop.controls.themed import Panel
from desktop.theme import CORNER, Role, Theme, Tone

_WINDOW_KEYS = frozenset(
    {Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete}
)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}


class CallOutField(QLineEdit):
    """The field. While it is empty its editing keys belong to the visit: undo, neighbouring view, remove.

    While `offering`, arrows and Tab step through the places that are offered; Esc puts them away.

    Signals:
        escaped(): Esc was pressed.
        spaced(): Space was pressed in the empty field.
        stepped(int): one offered place further (1) or back (-1).
        left(): the keyboard went elsewhere.
    """

    escaped = Signal()
    spaced = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offering = False

    def event(self, event: QEvent) -> bool:
        """Leave editing keys to the window's shortcuts while nothing stands here; take Tab and Esc while offering."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and not self.text() and event.key() in _WINDOW_KEYS:
                event.ignore()
                return False
            if self.offering and event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if self._steps(event):
                return True
        return super().event(event)

    def _steps(self, event: QKeyEvent) -> bool:
        """Step through what is offered, before Qt takes Tab to leave the field."""
        key = Qt.Key(event.key())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not self.offering or event.type() is not QEvent.Type.KeyPress or key not in _STEPS or held:
            return False
        self.stepped.emit(_STEPS[key])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc, and Space in the empty field, for the visit."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Space and not self.text() and not event.modifiers():
            if not event.isAutoRepeat():
                self.spaced.emit()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # a field leaves Enter to its parents: the page would type it in once more
                event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class Hint(Panel):
    """What will happen, or what is missing; right inside the field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self.tone = Tone.ACT
        self.hide()

    def show_text(self, text: str, tone: Tone) -> None:
        """Show a hint; an empty one goes away."""
        self.text, self.tone = text, tone
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        words = QFontMetrics(self.theme.font(Role.REASON_STRONG)).horizontalAdvance(self.text)
        return QSize(words + self.theme.px(28), self.theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.ground(self.tone))
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        ink = self.theme.text if self.tone is Tone.ACT else self.theme.writing(self.tone)
        write(painter, self.rect().adjusted(6, 0, -6, 0), self.text, self.theme.font(Role.REASON_STRONG), ink, MIDDLE)
