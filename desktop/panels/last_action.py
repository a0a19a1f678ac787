"""F2: the last action in words."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.controls.announce import announce
from desktop.controls.density import Density
from desktop.controls.painting import wrapped, write_lines
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone

_LEFT = 12


class LastAction(Ground):
    """F2: what was done last, 18 px bold, with a sentence below it when something went wrong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._density = Density()
        self._tone = Tone.PLAIN
        self._text = translate("LastAction", "Ready")
        self._detail = ""
        self.setAccessibleName(self._text)

    @property
    def text(self) -> str:
        """The last action."""
        return self._text

    @property
    def tone(self) -> Tone:
        """How it is shown: plain, green, amber or red."""
        return self._tone

    def set_density(self, density: Density) -> None:
        """Follow the window's room."""
        self._density = density

    def say(self, text: str, tone: Tone = Tone.PLAIN, detail: str = "", *, count: int | None = None) -> None:
        """Show the last action; `detail` is the reason and the way out of a refusal.

        With it is spoken, not shown, how many lesions are treated by now: the number stands beside it anyhow.
        """
        if (text, tone, detail) == (self._text, self._tone, self._detail):
            return
        self._text, self._tone, self._detail = text, tone, detail
        spoken = f"{text}. {detail}" if detail else text
        if count is not None:
            spoken = translate("LastAction", "{action}, {count}").format(action=spoken_sign(text), count=count)
        self.setAccessibleName(spoken)
        announce(self, spoken, urgent=tone is Tone.RED)
        self.update()

    def needed_height(self, width: int) -> int:
        """44 px at 100 %; more where the words, or the sentence below them, need it: they are never cut."""
        lines, font, detail = self._laid(width)
        height = QFontMetrics(font).height() * len(lines)
        if detail:
            height += QFontMetrics(self.theme.font(Role.REASON)).height() * len(detail) + self.theme.px(4)
        return max(self.theme.px(44 if not self._density.short else 36), height + self.theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band and its words."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.ground(self._tone))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.line)
        lines, font, detail = self._laid(self.width())
        small = theme.font(Role.REASON)
        height = QFontMetrics(font).height() * len(lines)
        below = QFontMetrics(small).height() * len(detail) + (theme.px(4) if detail else 0)
        top = (self.height() - 1 - height - below) // 2
        ink = theme.writing(self._tone)
        if self._tone is not Tone.PLAIN:
            painter.fillRect(QRect(0, 0, 4, self.height() - 1), theme.border(self._tone))
        place = QRect(_LEFT, top, self.width() - 2 * _LEFT, height)
        write_lines(painter, place, lines, font, ink)
        write_lines(painter, place.translated(0, height + theme.px(4)), detail, small, ink)

    def _laid(self, width: int) -> tuple[tuple[str, ...], QFont, tuple[str, ...]]:
        """Return the lines of the action, their font, and the lines of the sentence."""
        room = width - 2 * _LEFT
        font = self.theme.font(Role.ACTION)
        if QFontMetrics(font).horizontalAdvance(self._text) > room:
            font = self.theme.font(Role.STRONG)
        lines = wrapped(self._text, font, room, 6)
        detail = wrapped(self._detail, self.theme.font(Role.REASON), room, 8) if self._detail else ()
        return lines, font, detail


def spoken_sign(text: str) -> str:
    """Return a last action as it is spoken: a sign before a number is a word, and no pause is made of spaces."""
    words = " ".join(text.split())
    return translate("LastAction", "plus {rest}").format(rest=words[1:]) if words.startswith("+") else words
