"""The places a call-out may mean, listed over the call-out line while it is typed. Nothing is taken by itself."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.controls.painting import RIGHT, write
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.theme import CORNER, Role, Theme, Tone

_ROW = 36
_EDGE = 12
_GAP = 16
_WIDEST = 560


@dataclass(frozen=True, slots=True)
class Offer:
    """A row: its words, the word it was found by, and what it belongs to.

    `text` is what the call-out line says when it is taken. A row with a `word` instead asks what that word means.
    """

    words: str
    name: str = ""
    note: str = ""
    text: str = ""
    word: str = ""

    @property
    def spoken(self) -> str:
        """The row for assistive technology."""
        return ", ".join(each for each in (self.words, self.name, self.note) if each)


class OfferList(Ground):
    """The rows. The call-out field keeps the keyboard and steps through them; no row is current at first.

    Signals:
        pressed(Offer): a row was pressed.
    """

    pressed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Offers", "Places that fit"))
        self.offers: tuple[Offer, ...] = ()
        self._current = -1
        self.hide()

    @property
    def current(self) -> Offer | None:
        """The row that Enter takes; none until somebody steps to one."""
        return self.offers[self._current] if 0 <= self._current < len(self.offers) else None

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show rows; none at all put the list away."""
        self.offers = offers
        self._current = -1
        self.setAccessibleDescription("\n".join(each.spoken for each in offers))
        self.setVisible(bool(offers))
        self.update()

    def step(self, by: int) -> None:
        """Go down (1) or up (-1), around the ends; the first step down is to the first row."""
        if self.offers:
            self._current = (
                (self._current + by) % len(self.offers) if self._current >= 0 else min(by, 0) % len(self.offers)
            )
            self.update()

    def lie_over(self, line: QRect, room: QRect) -> None:
        """Take a place right over a line, or under it where there is more room; rows that do not fit are left out."""
        above, below = line.top() - room.top(), room.bottom() - line.bottom()
        self.offers = self.offers[: max(1, (max(above, below) - 2) // self._row())]
        size = self.sizeHint()
        top = line.top() - size.height() if above >= below else line.bottom() + 1
        self.setGeometry(line.left(), top, min(size.width(), room.right() - line.left()), size.height())
        self.raise_()

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        strong, plain = QFontMetrics(self.theme.font(Role.STRONG)), QFontMetrics(self.theme.font(Role.REASON))
        wide = [
            strong.horizontalAdvance(each.words)
            + plain.horizontalAdvance(each.name + each.note)
            + self.theme.px(2 * _GAP)
            for each in self.offers
        ]
        edge = self.theme.px(2 * _EDGE)
        return QSize(min(max(wide, default=0) + edge, self.theme.px(_WIDEST)), len(self.offers) * self._row() + 2)

    def _row(self) -> int:
        return self.theme.px(_ROW)

    def row_place(self, number: int) -> QRect:
        """Return where a row lies."""
        return QRect(1, 1 + number * self._row(), self.width() - 2, self._row())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows, the current one filled."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.panel)
        for number, each in enumerate(self.offers):
            self._paint_row(painter, self.row_place(number), each, current=number == self._current)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.edge, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_row(self, painter: QPainter, place: QRect, offer: Offer, *, current: bool) -> None:
        theme, px = self.theme, self.theme.px
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.act)
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), CORNER, CORNER)
        ink = theme.on_act if current else theme.text
        quiet = theme.on_act if current else theme.writing(Tone.QUIET)
        inside = place.adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        font, small = theme.font(Role.STRONG), theme.font(Role.REASON)
        note = QFontMetrics(small).horizontalAdvance(offer.note)
        write(painter, inside, offer.note, small, quiet, RIGHT)
        words = inside.adjusted(0, 0, -note - (px(_GAP) if note else 0), 0)
        write(painter, words, offer.words, font, ink)
        used = QFontMetrics(font).horizontalAdvance(offer.words) + px(_GAP)
        if offer.name and used < words.width():
            write(painter, words.adjusted(used, 0, 0, 0), offer.name, small, quiet)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make the row under the pointer current."""
        number = self._at(event)
        if number != self._current:
            self._current = number
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press: it is not meant for the figure below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a row."""
        number = self._at(event)
        if number >= 0:
            self.pressed.emit(self.offers[number])

    def _at(self, event: QMouseEvent) -> int:
        number = (int(event.position().y()) - 1) // self._row()
        return number if self.rect().contains(event.position().toPoint()) and 0 <= number < len(self.offers) else -1
