"""At 200 % text the right panel is a drawer: its count stays as a strip over the map."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.controls.buttons import button
from desktop.controls.painting import wrapped, write, write_lines
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme, Tone

_EDGE = 12


class CountStrip(Ground):
    """The number, its family and the last action in one line, and the way to the whole panel.

    Signals:
        opened(): the whole panel is wanted.
    """

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number = "0"
        self._name = translate("CountPanel", "treated")
        self._action = ""
        self._tone = Tone.PLAIN
        self.open_button = button(translate("CountStrip", "Codes and list"), theme, self)
        self.open_button.clicked.connect(self.opened)

    @property
    def number(self) -> str:
        """The number as it is painted."""
        return self._number

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit's count."""
        first = snapshot.counts[0] if snapshot.counts else None
        shown = (str(first.count), first.name) if first else ("0", translate("CountPanel", "treated"))
        if first and first.doubtful:
            shown = (shown[0], f"+{first.doubtful}? {shown[1]}")
        if shown != (self._number, self._name):
            self._number, self._name = shown
            self.setAccessibleName(" ".join(shown))
            self.update()

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show the last action."""
        self._action, self._tone = text, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return 56 px of height; a little more with large text."""
        return QSize(300, min(self.theme.px(56), 70))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the button at the right."""
        self._place()

    def restyle(self) -> None:
        """Follow the size of text."""
        self.updateGeometry()
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint number, family and last action."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.ground(self._tone))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.line)
        big = theme.font(Role.LETTER, at_most=130)
        width = QFontMetrics(big).horizontalAdvance(self._number)
        write(painter, QRect(_EDGE, 0, width + 2, self.height()), self._number, big, theme.text)
        left = _EDGE + width + _EDGE
        font = theme.font(Role.FAMILY, at_most=150)
        room = self.open_button.x() - left - _EDGE
        name = QFontMetrics(font).horizontalAdvance(self._name)
        write(painter, QRect(left, 0, min(name + 2, room), self.height()), self._name, font, theme.text)
        left += name + 2 * _EDGE
        small = theme.font(Role.STRONG, at_most=150)
        place = QRect(left, 0, self.open_button.x() - left - _EDGE, self.height())
        if place.width() <= 0:
            return
        lines = wrapped(self._action, small, place.width(), 2)
        height = QFontMetrics(small).height() * len(lines)
        place.setTop((self.height() - height) // 2)
        write_lines(painter, place, lines, small, theme.writing(self._tone))

    def _place(self) -> None:
        width = self.open_button.sizeHint().width()
        height = min(self.height() - 8, self.theme.px(40))
        self.open_button.setGeometry(self.width() - width - _EDGE, (self.height() - height) // 2, width, height)
