"""F3: the code lines that follow from the lesions, what is held back, and the reason in words."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.coding.lines import Coded, CodeLine, NotReported
from desktop.controls.buttons import Look, button
from desktop.controls.density import Density
from desktop.controls.painting import wrapped, write, write_lines
from desktop.controls.themed import Ground
from desktop.messages import day, translate
from desktop.panels.code_row import CodeRow, ShownLine
from desktop.panels.wording import ranges
from desktop.snapshot import Snapshot
from desktop.theme import CORNER, Role, Theme, Tone

_LEFT = 12
_HEAD = 30
_MOST_HELD = 2
"""Amber lines shown; the Why sheet has all."""


class CodeLines(Ground):
    """The code lines of the visit's day. They are never scrolled and never hidden; the list below them gives way.

    Signals:
        line_chosen(tuple[MarkId, ...]): the marks of the chosen line; empty when none is chosen any more.
        why_asked(): the whole reasoning is wanted.
        resized(): the height it needs has changed.
    """

    line_chosen = Signal(object)
    why_asked = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._density = Density()
        self._coded = Coded()
        self._labels: dict[str, str] = {}
        self._head = translate("CodeLines", "Codes")
        self._held: tuple[str, ...] = ()
        self._rows: list[CodeRow] = []
        self._used = 0
        self._chosen: int | None = None
        self.why = button(translate("CodeLines", "Why ›"), theme, self, look=Look.QUIET)
        self.why.set_role(Role.REASON_STRONG)
        self.why.clicked.connect(self.why_asked)

    def shown_lines(self) -> tuple[ShownLine, ...]:
        """Return the code lines as they can be read on the screen now."""
        rows = self._rows[: self._used]
        return tuple(row.line for row in rows if row.isVisibleTo(self) and self.rect().contains(row.geometry()))

    @property
    def chosen_marks(self) -> tuple[MarkId, ...]:
        """The marks of the lit line; empty when none is."""
        return self._rows[self._chosen].marks if self._chosen is not None else ()

    @property
    def held(self) -> tuple[str, ...]:
        """The amber lines: what waits for an answer, and warnings."""
        return self._held

    @property
    def reason(self) -> str:
        """The reason of the chosen line, else of the first."""
        lines = self._coded.lines
        if not lines:
            return ""
        return lines[self._chosen if self._chosen is not None and self._chosen < len(lines) else 0].reason

    def set_density(self, density: Density) -> None:
        """Follow the window's room."""
        self._density = density
        for row in self._rows:
            row.set_density(density)
        self._place()

    def restyle(self) -> None:
        """Place the rows for the new size of text."""
        self._place()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit's code lines."""
        labels: dict[str, str] = {each.id: each.label for each in snapshot.marks}
        head = translate("CodeLines", "Codes for {day}").format(day=day(snapshot.chart.visit.date_of_service))
        if (snapshot.coded, labels, head) == (self._coded, self._labels, self._head):
            return
        before = self.needed_height()
        self._coded, self._labels, self._head = snapshot.coded, labels, head
        self._held = _held(snapshot.coded, self._labels)
        self._chosen = None
        self._fill()
        self._place()
        self.setAccessibleName(self._head)
        self.setAccessibleDescription("\n".join((self.reason, *self._held)).strip())
        self.update()
        if self.needed_height() != before:
            self.resized.emit()

    def light_line_of(self, mark_id: MarkId | None) -> None:
        """Show the line that reports a mark as chosen; emits nothing."""
        self._chosen = None
        for index, row in enumerate(self._rows[: self._used]):
            lit = mark_id is not None and mark_id in row.marks
            row.setChecked(lit)
            if lit:
                self._chosen = index
        self.update()

    def needed_height(self) -> int:
        """Return the height that shows every line, in px."""
        px = self.theme.px
        if not self._coded.lines and not self._held and not self._coded.not_reported:
            return px(_HEAD + 48)
        reason = self._line_height() * 2 + px(8) if self._coded.lines and not self._density.tight else px(4)
        last = px(24) if self._coded.not_reported else 0
        return px(_HEAD) + self._used * self._row_height() + len(self._held) * self._held_height() + reason + last

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the rows."""
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the whole reasoning at a press on an amber line: it may be longer than its place."""
        if self._held_place().contains(event.position().toPoint()):
            self.why_asked.emit()
            return
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head, amber lines, reason and what is not reported; the rows paint themselves."""
        painter = QPainter(self)
        theme, px = self.theme, self.theme.px
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.line)
        width = self.width() - 2 * _LEFT
        write(painter, QRect(_LEFT, px(4), width, px(24)), self._head, theme.font(Role.LABEL_STRONG), theme.text_2)
        if not self._coded.lines and not self._held and not self._coded.not_reported:
            empty = translate("CodeLines", "No codes yet. They appear with the first lesion.")
            font = theme.font(Role.REASON)
            write_lines(
                painter, QRect(_LEFT, px(_HEAD + 8), width, px(36)), wrapped(empty, font, width, 2), font, theme.text
            )
            return
        top = px(_HEAD) + self._used * self._row_height()
        for text in self._held:
            self._paint_held(painter, QRect(8, top + 1, self.width() - 16, self._held_height() - 2), text)
            top += self._held_height()
        self._paint_foot(painter, top)

    def _paint_held(self, painter: QPainter, place: QRect, text: str) -> None:
        theme = self.theme
        painter.setPen(theme.ground(Tone.AMBER))
        painter.setBrush(theme.ground(Tone.AMBER))
        painter.drawRoundedRect(place, CORNER, CORNER)
        font = theme.font(Role.LABEL_STRONG)
        lines = wrapped(text, font, place.width() - 12, self._held_lines())
        inside = place.adjusted(6, (place.height() - QFontMetrics(font).height() * len(lines)) // 2, -6, 0)
        write_lines(painter, inside, lines, font, theme.writing(Tone.AMBER))

    def _paint_foot(self, painter: QPainter, top: int) -> None:
        theme, px, width = self.theme, self.theme.px, self.width() - 2 * _LEFT
        font = theme.font(Role.REASON)
        if self._coded.lines and not self._density.tight:
            place = QRect(_LEFT, top + px(2), width, 2 * self._line_height())
            write_lines(painter, place, wrapped(self.reason, font, width, 2), font, theme.text)
            top += 2 * self._line_height() + px(4)
        if self._coded.not_reported:
            text = _not_reported(self._coded.not_reported)
            write(painter, QRect(_LEFT, top, width, px(22)), text, theme.font(Role.LABEL), theme.text_2)

    def _held_place(self) -> QRect:
        top = self.theme.px(_HEAD) + self._used * self._row_height()
        return QRect(0, top, self.width(), len(self._held) * self._held_height())

    def _row_height(self) -> int:
        return self.theme.px(30 if self._used > 4 or self._density.short else 34)

    def _held_height(self) -> int:
        lines = self._held_lines()
        return max(self.theme.px(18 * lines), lines * QFontMetrics(self.theme.font(Role.LABEL_STRONG)).height()) + 6

    def _held_lines(self) -> int:
        return 1 if self._density.short or self._density.tight else 2

    def _line_height(self) -> int:
        return QFontMetrics(self.theme.font(Role.REASON)).height()

    def _fill(self) -> None:
        """Give every line a row; rows are kept for the next visit."""
        lines = self._coded.lines
        while len(self._rows) < len(lines):
            row = CodeRow(self.theme, self)
            row.set_density(self._density)
            row.clicked.connect(self._pressed)
            # made late, yet read after Why and before the list
            QWidget.setTabOrder(self._rows[-1] if self._rows else self.why, row)
            self._rows.append(row)
        for index, row in enumerate(self._rows):
            row.setChecked(False)
            if index < len(lines):
                line = lines[index]
                row.show_line(_shown(line, self._labels), tuple(MarkId(key) for key in line.keys))
            row.setVisible(index < len(lines))
        self._used = len(lines)

    def _pressed(self) -> None:
        """Light the pressed line, or none when it was lit."""
        pressed = self.sender()
        self._chosen = None
        marks: tuple[MarkId, ...] = ()
        for index, row in enumerate(self._rows[: self._used]):
            if row is not pressed:
                row.setChecked(False)
            elif row.isChecked():
                self._chosen, marks = index, row.marks
        self.update()
        self.line_chosen.emit(marks)

    def _place(self) -> None:
        px = self.theme.px
        size = self.why.sizeHint()
        self.why.setGeometry(self.width() - _LEFT - size.width(), 0, size.width(), px(_HEAD))
        height = self._row_height()
        for index, row in enumerate(self._rows[: self._used]):
            row.setGeometry(0, px(_HEAD) + index * height, self.width(), height)


def _shown(line: CodeLine, labels: dict[str, str]) -> ShownLine:
    """Say a line as it is painted."""
    return ShownLine(
        code=line.code,
        units=f"× {line.units}",
        modifiers=" ".join(line.modifiers),
        diagnosis=", ".join(line.diagnoses),
        lesions=ranges(labels[key] for key in line.keys if key in labels),
    )


def _held(coded: Coded, labels: dict[str, str]) -> tuple[str, ...]:
    """Return the amber lines: what waits for an answer, then warnings."""
    waiting = []
    for each in coded.pending:
        names = [labels[key] for key in each.keys if key in labels]
        said = all(name in each.reason.split() for name in names)
        waiting.append(each.reason if said else f"{ranges(names)} · {each.reason}")
    texts = (*waiting, *coded.warnings)
    if len(texts) <= _MOST_HELD:
        return texts
    more = translate("CodeLines", "{count} more to settle: see Why").format(count=len(texts) - _MOST_HELD + 1)
    return (*texts[: _MOST_HELD - 1], more)


def _not_reported(entries: tuple[NotReported, ...]) -> str:
    """Return the last line: how many lesions are in no code line, and why."""
    if len(entries) == 1:
        return entries[0].reason
    count = sum(len(each.keys) for each in entries)
    return translate("CodeLines", "{count} not reported: see Why").format(count=count)
