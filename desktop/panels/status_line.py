"""G: whether it is saved, with which editions, and where the keys are."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.painting import MIDDLE, RIGHT, write
from desktop.controls.themed import Ground
from desktop.messages import clock, translate
from desktop.theme import Role, Theme, Tone

_LEFT = 12


class StatusLine(Ground):
    """A dot and words for the last commit; the editions of the rules; the way to the keys.

    Signals:
        why_asked(str): what happened is asked; carries the sentence of the refusal.
        keys_asked(): the key card is wanted.
    """

    why_asked = Signal(str)
    keys_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._state = ""
        self._refused = False
        self._saving = False
        self._sentence = ""
        self._editions = ""
        self.happened = button(translate("StatusLine", "What happened"), theme, self, look=Look.QUIET)
        self.happened.set_role(Role.LABEL_STRONG)
        self.happened.hide()
        self.happened.clicked.connect(self._ask)
        self.keys = button(translate("StatusLine", "F1 keys"), theme, self, look=Look.QUIET)
        self.keys.set_role(Role.LABEL_STRONG)
        self.keys.clicked.connect(self.keys_asked)

    @property
    def text(self) -> str:
        """What is said about the last commit: ``Saved 10:42:07`` or ``Not saved``."""
        return self._state

    @property
    def shown_editions(self) -> str:
        """What stands in the middle: the rules' editions, or that the clock is wrong."""
        return self._editions

    def show_saved(self, when: datetime) -> None:
        """Say that everything up to `when` is on disk."""
        self._saving = False
        self._show(translate("StatusLine", "Saved {time}").format(time=clock(when)), "", refused=False)

    def show_saving(self) -> None:
        """Say that a change has been on its way for longer than usual."""
        self._saving = True
        self._show(translate("StatusLine", "Saving..."), "", refused=False)

    def show_refused(self, text: str) -> None:
        """Say that the last change is not on disk; `text` says why, what is safe and what to do."""
        self._saving = False
        self._show(translate("StatusLine", "Not saved"), text, refused=True)

    def show_editions(self, text: str) -> None:
        """Say which editions of the rules are used."""
        if text != self._editions:
            self._editions = text
            self.update()

    def restyle(self) -> None:
        """Place the buttons for the new size of text."""
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the buttons."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot, the state, the editions and the licence line."""
        painter = QPainter(self)
        theme, height = self.theme, self.height()
        painter.fillRect(self.rect(), theme.ground(Tone.RED) if self._refused else theme.panel)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.line)
        bold, plain = theme.font(Role.LABEL_STRONG), theme.font(Role.LABEL)
        left = _LEFT + theme.px(16)
        if self._state:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._dot())
            radius = theme.px(10) / 2
            painter.drawEllipse(QPointF(_LEFT + radius, height / 2 + 0.5), radius, radius)
            ink = theme.red_text if self._refused else theme.text
            write(painter, QRect(left, 0, theme.px(200), height), self._state, bold, ink)
        left += QFontMetrics(bold).horizontalAdvance(self._state) + theme.px(24)
        if self._refused:
            left += self.happened.width()
        right = self.keys.x() - theme.px(12)
        licence = translate("StatusLine", "codes: your practice needs its own CPT licence")
        taken = QFontMetrics(plain).horizontalAdvance(licence)
        if right - left > taken + QFontMetrics(plain).horizontalAdvance(self._editions) + theme.px(40):
            write(painter, QRect(right - taken, 0, taken, height), licence, plain, theme.text_2, RIGHT)
            right -= taken + theme.px(16)
        write(painter, QRect(left, 0, right - left, height), self._editions, plain, theme.text_2, MIDDLE)

    def _dot(self) -> QColor:
        """Return the dot's colour: red when refused, quiet while saving, else green."""
        if self._refused:
            return self.theme.red_text
        return self.theme.text_2 if self._saving else self.theme.green_icon

    def _show(self, state: str, sentence: str, *, refused: bool) -> None:
        if (state, sentence) == (self._state, self._sentence):
            return
        self._state, self._sentence, self._refused = state, sentence, refused
        self.setAccessibleName(f"{state}. {sentence}" if sentence else state)
        self.happened.setVisible(self._refused)
        self._place()
        self.update()

    def _place(self) -> None:
        theme = self.theme
        width = self.keys.sizeHint().width()
        self.keys.setGeometry(self.width() - width - _LEFT, 1, width, self.height() - 1)
        left = _LEFT + theme.px(16) + QFontMetrics(theme.font(Role.LABEL_STRONG)).horizontalAdvance(self._state)
        self.happened.setGeometry(left + theme.px(12), 1, self.happened.sizeHint().width(), self.height() - 1)

    def _ask(self) -> None:
        self.why_asked.emit(self._sentence)
