"""The one factory for labels, tool tips and native fields: text is shown literally, never read as markup."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.controls.themed import Panel
from desktop.messages import plain_tip
from desktop.theme import Role, Theme, Tone


class Label(QLabel):
    """A plain-text label that follows its theme."""

    def __init__(self, text: str, role: Role, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._role = role
        self._tone = Tone.PLAIN
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self.setFont(theme.font(self._role))
        self.set_tone(self._tone)

    def set_tone(self, tone: Tone) -> None:
        """Change what the text's colour says."""
        self._tone = tone
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.writing(tone))
        self.setPalette(palette)


def label(text: str, role: Role, theme: Theme, parent: QWidget | None = None, *, tone: Tone = Tone.PLAIN) -> Label:
    """Return a label that shows `text` literally, on one line unless `setWordWrap` is set."""
    made = Label(text, role, theme, parent)
    made.set_tone(tone)
    return made


class ElidedLabel(Panel):
    """One line of plain text that is shortened to its width; the whole text is in the tip and the accessible name."""

    def __init__(self, role: Role, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._role = role
        self._text = ""
        self._tone = Tone.PLAIN
        self._mode = Qt.TextElideMode.ElideRight

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    @property
    def shown_text(self) -> str:
        """The text as it is painted now."""
        return QFontMetrics(self.theme.font(self._role)).elidedText(self._text, self._mode, self.width())

    def set_mode(self, mode: Qt.TextElideMode) -> None:
        """Choose where the text is shortened."""
        self._mode = mode
        self.update()

    def show_text(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show a text; control characters in it become spaces."""
        text = one_line(text)
        if (text, tone) == (self._text, self._tone):
            return
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self._follow_width()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the whole text's size."""
        metrics = QFontMetrics(self.theme.font(self._role))
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, shortened to the width."""
        painter = QPainter(self)
        painter.setFont(self.theme.font(self._role))
        painter.setPen(self.theme.writing(self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.shown_text)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the tip for texts that do not fit."""
        self._follow_width()

    def restyle(self) -> None:
        """Measure again."""
        self._follow_width()

    def _follow_width(self) -> None:
        tip(self, self._text if self.shown_text != self._text else "")


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip that shows `text` literally; an empty text takes the tip away."""
    widget.setToolTip(plain_tip(text))


def field(placeholder: str, name: str, theme: Theme, parent: QWidget | None = None) -> QLineEdit:
    """Return a one-line field with an accessible name; texts over 500 letters are not taken."""
    made = QLineEdit(parent)
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name)
    made.setMaxLength(500)
    made.setFont(theme.font(Role.BODY))
    return made


def one_line(text: str) -> str:
    """Return the text with line breaks, tabs and other control characters as spaces."""
    return "".join(letter if letter.isprintable() else " " for letter in text) if not text.isprintable() else text


def breakable(text: str, letters: int = 20) -> str:
    """Return a text whose words may also be broken every so many letters: a label then never asks for more width."""
    long = re.compile(rf"\S{{{letters}}}(?=\S)")
    return long.sub(lambda found: f"{found.group()}\u200b", text)
