"""A field for what nobody else should read: hidden letters, an eye to show them, and a word about Caps Lock."""

from PySide6.QtCore import QPointF, QRectF, QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.controls.buttons import Button
from desktop.controls.labels import label, tip
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone

_LONGEST = 501
"""Letters that are taken: one more than a password may have, so that a longer one is never cut in silence."""
_HIDDEN = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretField(Panel):
    """A password, or a PIN of digits. What is typed is hidden again whenever the field is.

    Signals:
        edited(): somebody typed.
        returned(): Enter was pressed.
    """

    edited = Signal()
    returned = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None, *, digits: bool = False) -> None:
        """`digits` takes nothing else, and at most 8 of them."""
        super().__init__(theme, parent)
        self.line = _Line()
        self.eye = _Eye(theme)
        self.caps = label(translate("SecretField", "Caps Lock is on."), Role.LABEL_STRONG, theme, tone=Tone.AMBER)
        self.caps.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.eye, 0, 1)
        grid.addWidget(self.caps, 1, 0, 1, 2)
        self.setFocusProxy(self.line)
        self.take(name, digits=digits)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.returned)
        self.line.caps_seen.connect(self.caps.setVisible)
        self.eye.toggled.connect(self._show_letters)
        self.restyle()

    def take(self, name: str, *, digits: bool) -> None:
        """Ask for something else from now on, with an empty field."""
        self.clear()
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setValidator(
            QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), self.line) if digits else None  # type: ignore[arg-type]  # the stub lacks what Qt documents: none takes the validator away
        )
        hint = _HIDDEN | Qt.InputMethodHint.ImhDigitsOnly if digits else _HIDDEN
        self.line.setInputMethodHints(hint)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    @property
    def is_open(self) -> bool:
        """Whether the letters can be read on the screen."""
        return self.eye.isChecked()

    def clear(self) -> None:
        """Forget what was typed, and hide what will be."""
        self.line.clear()
        self.eye.setChecked(False)
        self.caps.hide()

    def type_letters(self, letters: str) -> None:
        """Take letters from somewhere else than the keyboard, such as a number pad."""
        self.line.insert(letters)
        self.edited.emit()

    def take_back(self) -> None:
        """Take the last letter back."""
        self.line.backspace()
        self.edited.emit()

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self.line.setFont(self.theme.font(Role.BODY))
        self.line.setFixedHeight(px(44))
        self.eye.setFixedSize(px(44), px(44))

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the letters: the next one to see the field may be somebody else."""
        super().hideEvent(event)
        self.eye.setChecked(False)

    @Slot(bool)
    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001 - a signal's value
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(self.line.inputMethodHints() | _HIDDEN)


class _Line(QLineEdit):
    """The line itself. Qt does not tell whether Caps Lock is on; a letter of the wrong case does.

    Signals:
        caps_seen(bool): Caps Lock is on, or no longer is.
    """

    caps_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key; a capital without Shift, or a small letter with it, tells of Caps Lock."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_seen.emit(False)  # noqa: FBT003 - a signal's value
        elif len(letter) == 1 and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() is not shift)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say no more about Caps Lock: it may be changed meanwhile."""
        super().focusOutEvent(event)
        self.caps_seen.emit(False)  # noqa: FBT003 - a signal's value


class _Eye(Button):
    """An eye that is open while the letters can be read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme)
        self.setCheckable(True)
        self.toggled.connect(self._name)
        self._name(shown=False)

    @Slot(bool)
    def _name(self, shown: bool) -> None:  # noqa: FBT001 - a signal's value
        name = translate("SecretField", "Hide the letters") if shown else translate("SecretField", "Show the letters")
        self.setAccessibleName(name)
        tip(self, name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and on it the eye; a stroke through it while the letters are hidden."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.theme.on_act if self.isChecked() else self.theme.text if self.isEnabled() else self.theme.text_2
        painter.translate(QRectF(self.rect()).center())
        scale = self.theme.px(100) / 100
        painter.scale(scale, scale)
        painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        lids = QPainterPath(QPointF(-10, 0))
        lids.quadTo(QPointF(0, -12), QPointF(10, 0))
        lids.quadTo(QPointF(0, 12), QPointF(-10, 0))
        painter.drawPath(lids)
        painter.drawEllipse(QRectF(-2.6, -2.6, 5.2, 5.2))
        if not self.isChecked():
            painter.drawLine(QPointF(-8, 8), QPointF(8, -8))
