"""The few questions that are asked before something is done (sign, discard, hide, export elsewhere)."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.theme import Role, Theme


class Confirm(Overlay):
    """One question with its two answers, inside the window. Esc, or a press beside it, is no.

    Signals:
        agreed(): the question was answered with the first button.
    """

    agreed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._text = label("", Role.BODY, theme, self.card)
        self._text.setWordWrap(True)
        self.yes = button("", theme, self.card, look=Look.PRIMARY)
        self.no = button(translate("Confirm", "Not now"), theme, self.card)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.close_sheet)

    @property
    def question(self) -> str:
        """The question asked."""
        return self._text.text()

    def ask(self, question: str, yes: str) -> None:
        """Ask; `yes` says what will be done. The safe answer has the focus."""
        self._text.setText(question)
        self.yes.show_text(yes)
        self.open_sheet()

    def first_focus(self) -> QWidget:
        """Return the safe answer."""
        return self.no

    def card_place(self) -> QRect:
        """Return a place in the middle, as high as the question needs, and set what is on it."""
        px = self.theme.px
        width = min(px(520), self.width() - 32)
        text = self._text.heightForWidth(width - 48)
        height = min(text + px(44) + 72, self.height() - 32)
        self._text.setGeometry(24, 20, width - 48, height - px(44) - 60)
        left = 24
        for each in (self.yes, self.no):
            size = max(px(140), each.sizeHint().width())
            each.setGeometry(left, height - px(44) - 20, size, px(44))
            left += size + 12
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _agree(self) -> None:
        self.close_sheet()
        self.agreed.emit()
