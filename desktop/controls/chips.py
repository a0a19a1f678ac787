"""Small rounded words: alerts, what is open, what is done."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.controls.labels import one_line, tip
from desktop.controls.themed import Panel
from desktop.theme import CORNER, Role, Theme, Tone

_SIDE = 10
_SIGN = 18
"""Room for the warning sign before an alert's words, px at 100 %."""


class Chip(Panel):
    """One short text in a tone. An alert carries a warning sign, so that it is not told by colour alone."""

    def __init__(
        self, text: str, tone: Tone, theme: Theme, parent: QWidget | None = None, *, warns: bool = False
    ) -> None:
        super().__init__(theme, parent)
        self._text = ""
        self._tone = tone
        self._warns = warns
        self.show_text(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Change the words."""
        self._text = one_line(text)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words; 22 px high at 100 %."""
        words = QFontMetrics(self.theme.font(Role.LABEL_STRONG)).horizontalAdvance(self._text)
        side = 2 * self.theme.px(_SIDE) + (self.theme.px(_SIGN) if self._warns else 0)
        return QSize(words + side + 1, self.theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge and words, shortened to the width."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.ground(self._tone))
        painter.setPen(QPen(self.theme.border(self._tone), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        side = self.theme.px(_SIDE)
        place = self.rect().adjusted(side, 0, -side, 0)
        painter.setPen(self.theme.writing(self._tone))
        if self._warns:
            self._paint_sign(painter)
            place.setLeft(place.left() + self.theme.px(_SIGN))
        font = self.theme.font(Role.LABEL_STRONG)
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the whole text in the tip while it does not fit."""
        tip(self, self._text if self.width() < self.sizeHint().width() else "")

    def _paint_sign(self, painter: QPainter) -> None:
        """Paint a filled triangle with an exclamation mark left out of it."""
        unit = self.theme.px(_SIGN) / _SIGN
        left, middle = self.theme.px(_SIDE), self.height() / 2
        corners = ((0, 5.5), (6.5, -6), (13, 5.5))
        triangle = QPolygonF([QPointF(left + x * unit, middle + y * unit) for x, y in corners])
        painter.save()
        painter.setBrush(self.theme.writing(self._tone))
        painter.drawPolygon(triangle)
        painter.setPen(QPen(self.theme.ground(self._tone), 1.6 * unit))
        for top, bottom in ((-2.2, 1.3), (3.4, 3.5)):
            painter.drawLine(
                QPointF(left + 6.5 * unit, middle + top * unit), QPointF(left + 6.5 * unit, middle + bottom * unit)
            )
        painter.restore()
