"""The tabs of the home screen: a name and how many rows stand behind it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from desktop.controls.buttons import Button
from desktop.controls.painting import LEFT, RIGHT, write
from desktop.theme import Role, Theme

_EDGE = 12


class CountTab(Button):
    """A tab that stays filled while its list is shown; its count stands at the right."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.setCheckable(True)
        self._count = 0
        self.show_count(0)

    @property
    def count(self) -> int:
        """How many rows the list has."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show how many rows the list has."""
        self._count = count
        self.setAccessibleName(f"{self.words} {count}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return 192 x 44 px at 100 %, less wide with large text."""
        words = QFontMetrics(self.theme.font(Role.STRONG)).horizontalAdvance(self.words)
        figures = QFontMetrics(self.theme.font(Role.ACTION)).horizontalAdvance("888")
        least = words + figures + self.theme.px(3 * _EDGE)
        return QSize(max(least, min(self.theme.px(192), 260)), self.theme.px(44))

    def _paint_words(self, painter: QPainter) -> None:
        ink, edge = painter.pen().color(), self.theme.px(_EDGE)
        place = self.rect().adjusted(edge, 0, -edge, 0)
        write(painter, place, self.words, self.theme.font(Role.STRONG), ink, LEFT)
        write(painter, place, str(self._count), self.theme.font(Role.ACTION), ink, RIGHT)
