"""How a row of the lesion list is drawn, and where its buttons are."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.controls.painting import MIDDLE, RIGHT, fits, wrapped, write, write_lines
from desktop.controls.stamps import SIZE, Shape, Stamp, Stamps, stamp_of
from desktop.messages import translate
from desktop.panels.lesion_model import LesionModel
from desktop.panels.lesion_rows import HeadRow, MarkRow, Row
from desktop.panels.row_acts import Act
from desktop.panels.row_icons import badge_width, paint_arrow, paint_badge, paint_eye, paint_tape
from desktop.panels.wording import side_letter
from desktop.snapshot import Question
from desktop.theme import CORNER, Role, Theme, Tone
from resources.terms import Side

_LEFT, _MARK, _PHRASE, _RIGHT = 12, 26, 46, 12
_ROW, _HEAD, _BUTTON = 36, 28, 36
_LIT = 4
"""Width of the bar at a row whose code line is lit."""


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button in a row: what it does, where it is in the view, its words (empty: it is drawn)."""

    act: Act
    place: QRect
    words: str


class LesionDelegate(QStyledItemDelegate):
    """Draws heads, lesions and questions in a theme's colours."""

    def __init__(self, theme: Theme, model: LesionModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._model = model
        self._stamps = Stamps(theme)
        self.flashing = ""
        self.lit: frozenset[str] = frozenset()

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self._stamps = Stamps(theme)

    def height_of(self, row: Row) -> int:
        """Return a row's height: 28 for heads, 36 for lesions, 72 for questions, at 100 %."""
        if isinstance(row, HeadRow):
            return self._theme.px(_HEAD)
        return self._theme.px(_ROW * 2 if row.two_lines else _ROW)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the row's size."""
        return QSize(100, self.height_of(self._row(index)))

    def buttons(self, row: Row, place: QRect, *, current: bool) -> tuple[RowButton, ...]:
        """Return the buttons of a row that lies at `place` of the view; the current row can be changed and removed."""
        if isinstance(row, HeadRow):
            return ()
        px = self._theme.px
        made: list[RowButton] = []
        if current:
            side = px(_BUTTON)
            right = place.right() - 3
            for act in (Act.REMOVE, Act.FIND, Act.SEEN if row.numbered.treated else Act.TREAT):
                right -= side
                made.append(RowButton(act, QRect(right, place.y(), side - 2, px(_ROW)).adjusted(0, 1, 0, -1), ""))
        if row.offers_names:
            made += self._name_buttons(row, place)
        words = _questions(row)
        if words:
            left = place.right() - px(4)
            metrics = QFontMetrics(self._theme.font(Role.REASON_STRONG))
            for act, text in reversed(words):
                width = max(px(44), metrics.horizontalAdvance(text) + px(14))
                left -= width
                made.append(RowButton(act, QRect(left, place.y() + px(_ROW), width - 6, px(_ROW) - 2), text))
        return tuple(made)

    def _name_buttons(self, row: MarkRow, place: QRect) -> tuple[RowButton, ...]:
        """Return the buttons of the two names beside a border; they share the second line."""
        px, left = self._theme.px, place.x() + _LEFT
        wide = (place.right() - px(4) - left) // 2
        line = QRect(left, place.y() + px(_ROW), wide - 6, px(_ROW) - 2)
        acts = (Act.NEARER, Act.OTHER)
        return tuple(
            RowButton(act, line.translated(number * wide, 0), name)
            for number, (act, name) in enumerate(zip(acts, row.names, strict=True))
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row = self._row(index)
        place: QRect = option.rect
        # asked of the view: the option's state would take 10 ms of the start for the style's words
        current = self._view.selectionModel().isSelected(index)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, HeadRow):
            self._paint_head(painter, place, row)
        else:
            self._paint_mark(painter, place, row, current=current)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.act, 3))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), CORNER, CORNER)
        painter.restore()

    def _row(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        return self._model.row(index)

    def _paint_head(self, painter: QPainter, place: QRect, row: HeadRow) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(place, theme.window)
        paint_arrow(painter, QPointF(place.x() + _LEFT + 4, place.center().y() + 0.5), theme, unfolded=row.unfolded)
        bold, plain = theme.font(Role.REASON_STRONG), theme.font(Role.LABEL)
        taken = QFontMetrics(plain).horizontalAdvance(row.sides)
        inside = place.adjusted(_LEFT + px(14), 0, -_RIGHT, 0)
        write(painter, inside.adjusted(0, 0, -taken - 8, 0), row.title, bold, theme.text)
        write(painter, inside, row.sides, plain, theme.text_2, RIGHT)

    def _paint_mark(self, painter: QPainter, place: QRect, row: MarkRow, *, current: bool) -> None:
        px = self._theme.px
        self._paint_ground(painter, place, row, current=current)
        line = QRect(place.x(), place.y(), place.width(), px(_ROW))
        size = min(px(SIZE), px(_ROW) - 6)
        self._stamps.draw(painter, px(_MARK), line.center().y() + 0.5, stamp_of(row.numbered), size)
        buttons = self.buttons(row, place, current=current)
        right = min([each.place.x() for each in buttons if not each.words], default=place.right() - _RIGHT)
        inside = QRect(px(_PHRASE), line.y(), right - px(_PHRASE), line.height())
        inside = self._paint_remarks(painter, inside, row)
        self._paint_phrase(painter, inside, row.numbered.mark.place.phrase, row.last_hand if current else "")
        if row.asks:
            self._paint_question(painter, place, row, buttons)
        for each in buttons:
            self._paint_button(painter, each)

    def _paint_ground(self, painter: QPainter, place: QRect, row: MarkRow, *, current: bool) -> None:
        theme = self._theme
        if current or row.key == self.flashing:
            painter.fillRect(place, theme.chosen)
        elif row.key in self.lit:
            painter.fillRect(place, theme.hover)
        if row.key in self.lit:
            painter.fillRect(QRect(place.x(), place.y(), _LIT, place.height()), theme.act)
        if row.key == self.flashing:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.act, 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))

    def _paint_remarks(self, painter: QPainter, inside: QRect, row: MarkRow) -> QRect:
        """Paint at the right what differs, and whose work waits; return the room that is left."""
        theme, px = self._theme, self._theme.px
        note = "" if row.asks else row.note
        if note:
            font = theme.font(Role.LABEL_STRONG)
            width = QFontMetrics(font).horizontalAdvance(note)
            tone = Tone.AMBER if row.numbered.questions else Tone.QUIET
            write(painter, inside, note, font, theme.writing(tone), RIGHT)
            inside = inside.adjusted(0, 0, -width - px(8), 0)
        if row.badge:
            inside = inside.adjusted(0, 0, -px(4), 0)
            wide = badge_width(row.badge, theme)
            paint_badge(painter, QRect(inside.right() - wide + 1, inside.y(), wide, inside.height()), row.badge, theme)
            inside = inside.adjusted(0, 0, -wide - px(8), 0)
        return inside

    def _paint_phrase(self, painter: QPainter, place: QRect, phrase: str, below: str) -> None:
        """Write the site: on one line, or smaller on two where it is too long for that. `below` takes a line left."""
        theme = self._theme
        if below and fits(phrase, theme.font(Role.LABEL), place.width(), 1):
            upper, lower = theme.font(Role.LABEL), theme.font(Role.SMALL)
            tall, low = QFontMetrics(upper).height(), QFontMetrics(lower).height()
            top = place.y() + (place.height() - tall - low) // 2
            write(painter, QRect(place.x(), top, place.width(), tall), phrase, upper, theme.text)
            write(painter, QRect(place.x(), top + tall, place.width(), low), below, lower, theme.text_2)
            return
        if fits(phrase, theme.font(Role.BODY), place.width(), 1):
            write(painter, place, phrase, theme.font(Role.BODY), theme.text)
            return
        font = theme.font(Role.LABEL)
        lines = wrapped(phrase, font, place.width(), 2)
        height = QFontMetrics(font).height() * len(lines)
        middle = place.y() + (place.height() - height) // 2
        write_lines(painter, QRect(place.x(), middle, place.width(), height), lines, font, theme.text)

    def _paint_question(self, painter: QPainter, place: QRect, row: MarkRow, buttons: tuple[RowButton, ...]) -> None:
        px = self._theme.px
        top = place.y() + px(_ROW)
        left = min(each.place.x() for each in buttons if each.words)
        font = self._theme.font(Role.LABEL_STRONG)
        # the question begins under the phrase, or under the mark where the answers leave it too little room
        under_phrase = left - px(_PHRASE) - 4 >= QFontMetrics(font).horizontalAdvance(row.note)
        begin = px(_PHRASE) if under_phrase else _LEFT
        inside = QRect(begin, top, left - begin - 4, px(_ROW))
        write(painter, inside, row.note, font, self._theme.writing(Tone.AMBER))

    def _paint_button(self, painter: QPainter, each: RowButton) -> None:
        theme = self._theme
        painter.setBrush(theme.chosen if each.act is Act.NEARER else theme.panel)
        painter.setPen(QPen(theme.edge, 1))
        painter.drawRoundedRect(each.place.adjusted(0, 0, -1, -1), CORNER, CORNER)
        middle = QPointF(each.place.center()) + QPointF(0, 0.5)
        if each.words:
            _write_words(painter, each, theme)
        elif each.act is Act.REMOVE:
            reach = theme.px(6)
            painter.setPen(QPen(theme.text, 2))
            painter.drawLine(middle + QPointF(-reach, -reach), middle + QPointF(reach, reach))
            painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
        elif each.act is Act.SEEN:
            paint_eye(painter, middle, theme.px(18) / 18, theme)
        elif each.act is Act.FIND:
            paint_tape(painter, middle, theme.px(18) / 18, theme)
        else:
            self._stamps.draw(painter, middle.x(), middle.y(), Stamp(Shape.CIRCLE, "premalignant"), theme.px(18))


def _write_words(painter: QPainter, each: RowButton, theme: Theme) -> None:
    """Write a button's words: on one line, or smaller on two where they are too long for that."""
    room = each.place.adjusted(4, 0, -5, 0)
    font = theme.font(Role.REASON_STRONG)
    if fits(each.words, font, room.width(), 1):
        write(painter, each.place, each.words, font, theme.text, MIDDLE)
        return
    font = theme.font(Role.SMALL)
    lines = wrapped(each.words, font, room.width(), 2)
    height = QFontMetrics(font).height()
    top = room.y() + (room.height() - height * len(lines)) // 2
    for number, line in enumerate(lines):
        write(painter, QRect(room.x(), top + number * height, room.width(), height), line, font, theme.text, MIDDLE)


def _questions(row: MarkRow) -> tuple[tuple[Act, str], ...]:
    """Return the answers a row offers, from the left."""
    if row.asks is Question.SAME:
        return (
            (Act.SAME, translate("LesionList", "Same F7")),
            (Act.ANOTHER, translate("LesionList", "Another F8")),
        )
    if row.asks is Question.SIDE:
        acts = {Side.RIGHT: Act.RIGHT, Side.MIDLINE: Act.MIDDLE, Side.LEFT: Act.LEFT}
        return tuple((acts[side], side_letter(side)) for side in row.sides)
    if row.asks is Question.PLACE:
        return ((Act.PLACE, translate("LesionList", "Say where")),)
    return ()
