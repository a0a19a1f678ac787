"""What a locked window still shows of a running hands-free visit: the number and the site, and no name."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.controls.announce import announce
from desktop.controls.painting import write
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone

_HIGH = 112
_HIGHEST = 128
_SIDE = 32


class LockedCount(Panel):
    """A band over the whole width, readable from two metres. Red while the last press was refused."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number = self._site = self._refused = ""
        self.hide()

    @property
    def lines(self) -> tuple[str, str, str]:
        """Number, site, and what became of the last press, as they stand there."""
        return self._number, self._site, self._refused or translate("LockedCount", "Saved")

    def show_count(self, number: int, site: str, refused: str = "") -> None:
        """Show how many are saved and which site is worked on; `refused` says why the last press was not saved."""
        self._number, self._site, self._refused = str(number), site, refused
        self.setAccessibleName(", ".join(each for each in self.lines if each))
        if refused:
            announce(self, refused, urgent=True)
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height that leaves the lock its place at every size of text."""
        return QSize(200, min(self.theme.px(_HIGH), _HIGHEST))

    def restyle(self) -> None:
        """Follow the size of text."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number at the left, beside it the site and what became of the last press."""
        painter, theme = QPainter(self), self.theme
        painter.fillRect(self.rect(), theme.ground(Tone.RED) if self._refused else theme.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        font = QFont(theme.font(Role.HERO))
        font.setPixelSize(round(self.height() * 0.82))
        wide = QFontMetrics(font).horizontalAdvance(self._number)
        write(painter, QRect(_SIDE, 0, wide + 4, self.height()), self._number, font, theme.text)
        left = _SIDE + wide + theme.px(28)
        place = QRect(left, 0, self.width() - left - _SIDE, self.height())
        half = place.height() // 2
        site = theme.font(Role.BACK, at_most=150)
        write(painter, place.adjusted(0, 0, 0, -half), self._site, site, theme.text, _BOTTOM)
        ink = theme.writing(Tone.RED if self._refused else Tone.GREEN)
        last = theme.font(Role.ACTION, at_most=150)
        write(painter, place.adjusted(0, half, 0, 0), self.lines[2], last, ink, _TOP)


_BOTTOM = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
