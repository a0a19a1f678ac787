"""E: what is said in the room is typed here, with what it will do shown before it is done."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.density import Density
from desktop.controls.labels import tip
from desktop.controls.painting import MIDDLE, write
from desktop.controls.themed import Ground, Panel
from desktop.messages import translate
from desktop.theme import CORNER, Role, Theme, Tone

_EDGE = 8
_BUTTON = 152
_LENGTH = 200
_WINDOW_KEYS = frozenset(
    {Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete}
)


class CallOutField(QLineEdit):
    """The field. While it is empty its editing keys belong to the visit: undo, neighbouring view, remove.

    Signals:
        escaped(): Esc was pressed.
        spaced(): Space was pressed in the empty field.
    """

    escaped = Signal()
    spaced = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave editing keys to the window's shortcuts while there is nothing to edit."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and event.key() in _WINDOW_KEYS
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc, and Space in the empty field, for the visit."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Space and not self.text() and not event.modifiers():
            if not event.isAutoRepeat():
                self.spaced.emit()
        else:
            super().keyPressEvent(event)


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


class CallOutLine(Ground):
    """The call-out field, `+1 same place` and Undo.

    Signals:
        submitted(str): Enter; the field keeps its text until `clear`.
        edited(str): the text changed.
        same_place(): one more at the same place.
        undo(): take the last act back.
        cancelled(): Esc in the empty field.
    """

    submitted = Signal(str)
    edited = Signal(str)
    same_place = Signal()
    undo = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._density = Density()
        self._visit = 0
        self._letter = ""
        self.field = CallOutField(self)
        self.field.setMaxLength(_LENGTH)
        self.field.setAccessibleName(translate("CallOutLine", "Call-out"))
        self.ask("")
        self.field.setFont(theme.font(Role.BODY))
        self.hint = Hint(theme, self.field)
        self.same = button(translate("CallOutLine", "+1 same place"), theme, self)
        tip(self.same, translate("CallOutLine", "One more lesion at the place of the last one (Space)"))
        self.undo_button = button(translate("CallOutLine", "Undo  Ctrl+Z"), theme, self)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(self._edited)
        self.field.escaped.connect(self._escape)
        self.field.spaced.connect(self.same_place)
        self.same.clicked.connect(self.same_place)
        self.undo_button.clicked.connect(self.undo)
        self.show_undo(False, "")  # noqa: FBT003 - the contract with the undo stack

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_density(self, density: Density) -> None:
        """Use smaller buttons in narrow windows."""
        self._density = density
        self._place()

    def set_text(self, text: str) -> None:
        """Put a text into the field; emits nothing."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.field.setText(text)
        self.field.blockSignals(False)  # noqa: FBT003
        self.show_hint("")

    def clear(self) -> None:
        """Empty the field after a call-out was taken; emits nothing."""
        self.set_text("")

    def ask(self, question: str) -> None:
        """Ask for something else than a call-out and take the keyboard; an empty question asks no more."""
        self.field.setPlaceholderText(question or translate("CallOutLine", "Type a call-out:  3 left forehead"))
        if question:
            self.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.field, question)

    def show_hint(self, text: str, tone: Tone = Tone.ACT) -> None:
        """Show right inside the field what Enter will do (ACT) or what is missing (AMBER)."""
        if (text, tone) != (self.hint.text, self.hint.tone):
            self.hint.show_text(text, tone)
            self.field.setAccessibleDescription(text)
            if text:
                announce(self.field, text)
            self._place_hint()

    def show_undo(self, enabled: bool, text: str) -> None:  # noqa: FBT001 - what QUndoStack.canUndo says
        """Say whether something can be taken back, and what."""
        self.undo_button.setEnabled(enabled)
        tip(self.undo_button, translate("CallOutLine", "Undo: {what}").format(what=text) if enabled and text else "")

    def show_letter(self, number: int, letter: str) -> None:
        """Show which of two open visits this is: its tint at the left edge and its letter."""
        self._visit, self._letter = number, letter
        self._place()
        self.update()

    def type_in(self, event: QKeyEvent) -> bool:
        """Take a key typed on the figure into the field; return whether it was taken.

        Printable keys without Ctrl or Alt are; Space in the empty field is one more at the same place.
        """
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        editing = bool(self.text) and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        leaving = bool(self.text) and event.key() == Qt.Key.Key_Escape
        typed = bool(event.text()) and event.text().isprintable() and not held
        if not (typed or editing or leaving):
            return False
        if event.key() != Qt.Key.Key_Space or self.text:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.end(False)  # noqa: FBT003 - Qt's signature
        self.field.keyPressEvent(event)
        return True

    def sizeHint(self) -> QSize:
        """Return 56 px of height at 100 %."""
        return QSize(400, self.theme.px(56))

    def restyle(self) -> None:
        """Follow the size of text."""
        self.field.setFont(self.theme.font(Role.BODY))
        self.updateGeometry()
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the tint and the letter."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        if self._letter:
            tint = theme.tints[self._visit % len(theme.tints)]
            painter.fillRect(0, 0, 4, self.height(), tint)
            place = self.rect().adjusted(6, 0, 0, 0)
            place.setWidth(theme.px(26))
            write(painter, place, self._letter, theme.font(Role.NAME), tint, MIDDLE)

    def _place(self) -> None:
        px = self.theme.px
        height = px(40)
        top = (self.height() - height) // 2
        room = (self.width() - px(300) - 4 * _EDGE) // 2
        right = self.width() - _EDGE
        for each in (self.undo_button, self.same):
            # both as wide as drawn where there is room; never narrower than their words
            wide = max(each.sizeHint().width() - px(16), min(px(_BUTTON), room))
            each.setGeometry(right - wide, top, wide, height)
            right -= wide + _EDGE
        left = _EDGE + (px(28) if self._letter else 0)
        self.field.setGeometry(left, top, max(0, right - left), height)
        self._place_hint()

    def _place_hint(self) -> None:
        """Keep the hint right inside the field; the text scrolls left of it."""
        size = self.hint.sizeHint()
        width = min(size.width(), max(0, self.field.width() * 3 // 5))
        top = (self.field.height() - size.height()) // 2
        self.hint.setGeometry(self.field.width() - width - 5, top, width, size.height())
        self.field.setTextMargins(0, 0, width + 6 if self.hint.text else 0, 0)

    def _submit(self) -> None:
        text = self.text.strip()
        if text:
            self.submitted.emit(text)

    def _edited(self, text: str) -> None:
        if not text:
            self.show_hint("")
        self.edited.emit(text)

    def _escape(self) -> None:
        """Clear the text; in the empty field Esc is for the brush."""
        if self.text:
            self.field.clear()
        else:
            self.cancelled.emit()
