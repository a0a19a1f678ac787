"""One of a few words: a row of buttons of which one is filled. Arrow keys change the choice, Tab goes on."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.controls.buttons import Button
from desktop.theme import Theme

Value = TypeVar("Value")
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_GAP = 8


class _Word(Button):
    """One of the words; the arrow keys are the row's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)


class Choices(QWidget, Generic[Value]):
    """A row of words, exactly one of them chosen.

    Signals:
        changed(): somebody chose another one.
    """

    changed = Signal()

    def __init__(
        self, name: str, words: Sequence[tuple[Value, str]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`words` are the values with what stands on their buttons; the first is chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in words]
        self.buttons = tuple(self._button(text, theme) for _, text in words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for each in self.buttons:
            row.addWidget(each, 1)
        self.choose(self._values[0])

    def _button(self, text: str, theme: Theme) -> Button:
        made = _Word(text, theme, self)
        made.setCheckable(True)
        made.setAccessibleDescription(self.accessibleName())
        made.clicked.connect(lambda: self._press(made))
        return made

    @property
    def chosen(self) -> Value:
        """The value that is chosen."""
        return self._values[self._at]

    def choose(self, value: Value) -> None:
        """Choose a value; nothing is emitted."""
        at = self._at = self._values.index(value)
        for place, each in enumerate(self.buttons):
            each.setChecked(place == at)
            # Tab stops once at the row, as at any field
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if place == at else Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        for each in self.buttons:
            each.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the word beside by an arrow key."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
            return
        at = self._at + step
        if 0 <= at < len(self.buttons):
            self._press(self.buttons[at])
            self.buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, button: Button) -> None:
        before, pressed = self._at, self.buttons.index(button)
        self.choose(self._values[pressed])
        if pressed != before:
            self.changed.emit()
