"""Digits as large keys: a PIN is typed with a gloved finger."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.controls.buttons import Button, Look, button
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.theme import Role, Theme

KEY = (64, 60)
"""Width and height of a key, px at 100 %."""
_HIGHEST = 92
_GAP = 8


class PinPad(Panel):
    """Ten digits, one to take the last back, one to finish.

    Signals:
        pressed(str): a digit.
        taken_back(): the last digit is not wanted.
        finished(): all digits are there.
    """

    pressed = Signal(str)
    taken_back = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(translate("PinPad", "Number pad"))
        self.digits = tuple(button(str(digit), theme) for digit in range(10))
        self.back = button(translate("PinPad", "Back"), theme)
        self.back.setAccessibleName(translate("PinPad", "Take the last digit back"))
        self.finish = button(translate("PinPad", "Open"), theme, look=Look.PRIMARY)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        rows = ((1, 2, 3), (4, 5, 6), (7, 8, 9))
        for row, digits in enumerate(rows):
            for column, digit in enumerate(digits):
                self._grid.addWidget(self.digits[digit], row, column)
        for column, each in enumerate((self.back, self.digits[0], self.finish)):
            self._grid.addWidget(each, len(rows), column)
        for each in self.buttons:
            # whoever has a keyboard types the digits: Tab goes past the pad
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(self._press)
        self.restyle()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return every key."""
        return (*self.digits, self.back, self.finish)

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        size = QSize(px(KEY[0]), min(px(KEY[1]), _HIGHEST))
        for each in self.buttons:
            each.setFixedSize(size)
        for each in self.digits:
            each.set_role(Role.NAME)

    def _press(self) -> None:
        key = self.sender()
        if key is self.back:
            self.taken_back.emit()
        elif key is self.finish:
            self.finished.emit()
        else:
            self.pressed.emit(next(each.words for each in self.digits if each is key))
