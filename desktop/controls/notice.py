"""A sentence that stands out: what is wrong, and what to do."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.controls.announce import announce
from desktop.controls.labels import label
from desktop.controls.themed import Panel
from desktop.theme import CORNER, Role, Theme, Tone

_EDGE = 4
"""Width of the bar at the left: the tone is not told by the ground alone."""


class Notice(Panel):
    """A tinted box with a sentence, as high as the words need; without words it is gone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, tone: Tone = Tone.AMBER) -> None:
        super().__init__(theme, parent)
        self._tone = tone
        self._words = label("", Role.REASON_STRONG, theme, tone=tone)
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.restyle()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty while nothing is wrong."""
        return self._words.text()

    def show_text(self, text: str, *, aloud: bool = True) -> None:
        """Show a sentence; an empty one takes the box away. What counts down is said aloud once only."""
        if text == self.text:
            return
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text and aloud:
            announce(self, text, urgent=True)

    def restyle(self) -> None:
        """Follow the size of text."""
        px, column = self.theme.px, self.layout()
        if column is not None:
            column.setContentsMargins(px(14) + _EDGE, px(10), px(14), px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the bar at the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.border(self._tone), 1))
        painter.setBrush(self.theme.ground(self._tone))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.fillRect(0, CORNER, _EDGE, self.height() - 2 * CORNER, self.theme.border(self._tone))
