"""The audit report: who did what, when, about whom; narrowed, sorted, and saved as a file."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.people import Person
from desktop.controls.buttons import Look, button
from desktop.controls.labels import ElidedLabel, label
from desktop.controls.notice import Notice
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.people.audit_filter import AuditFilter
from desktop.people.audit_model import COLUMNS, Ask, AuditModel, Read, time_words
from desktop.practice.trail import Question, TrailColumn, TrailRow
from desktop.theme import Role, Theme, Tone

_WIDTHS = {
    TrailColumn.SEQ: 74,
    TrailColumn.AT: 184,
    TrailColumn.ACTOR: 160,
    TrailColumn.KIND: 226,
    TrailColumn.PATIENT: 190,
    TrailColumn.VISIT: 116,
}
"""Widths of the columns, px at 100 %; the last one takes what is left."""
_NAMES = (TrailColumn.ACTOR, TrailColumn.KIND, TrailColumn.PATIENT)
_LEAST_SHARE = 0.7
_LEAST_LAST = 120
_LOW = 520
"""A page lower than this (px at 100 %) leaves the heads of the fields out."""


class _Lines(QTableView):
    """The lines. Enter or Space on a cell sorts by its column; once more turns the order round."""

    def event(self, event: QEvent) -> bool:
        """Take these keys before a shortcut of the window does."""
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and _sorts(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort, or move as any table."""
        column = self.currentIndex().column()
        if not _sorts(event) or column < 0:
            super().keyPressEvent(event)
            return
        head = self.horizontalHeader()
        same = head.sortIndicatorSection() == column
        rising = same and head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, Qt.SortOrder.AscendingOrder if rising or not same else Qt.SortOrder.DescendingOrder)


def _sorts(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class AuditPage(Panel):
    """Fields that narrow, a table that sorts by each of its columns, and the chosen line in plain words.

    Signals:
        save_asked(Question): save this report as a file.
        failed(str): the record could not be read; what happened and what to do.
        closed(): back to where one came from.
    """

    save_asked = Signal(object)
    failed = Signal(str)
    closed = Signal()

    def __init__(self, ask: Ask, read: Read, theme: Theme, parent: QWidget | None = None) -> None:
        """`ask` says how long a report is, `read` gives some of its lines; both may raise StoreError."""
        super().__init__(theme, parent)
        self._title = label(translate("Audit", "Audit report"), Role.TITLE, theme)
        self.count = ElidedLabel(Role.REASON, theme)
        self.save_button = button(translate("Audit", "Save as CSV"), theme)
        self.back_button = button(translate("Audit", "Back"), theme, caption="Esc")
        self.filter = AuditFilter(theme)
        self.notice = Notice(theme)
        self.model = AuditModel(ask, read, self)
        self.table = _Lines()
        self.empty = label("", Role.REASON, theme, tone=Tone.QUIET)
        self.clear_button = button(translate("Audit", "Show everything"), theme, look=Look.QUIET)
        self.detail = QPlainTextEdit()
        self._set_up_table()
        self._set_up_words()
        self._lay_out()
        self._connect()
        self.restyle()

    def begin(self, people: Iterable[Person]) -> None:
        """Show everything, the newest first."""
        self.filter.show_people(people)
        self.notice.show_text("")
        self.filter.clear()
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.setFocus()

    def _set_up_table(self) -> None:
        table, head = self.table, self.table.horizontalHeader()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(translate("Audit", "Events"))
        table.setAccessibleDescription(translate("Audit", "Enter sorts by the column; once more turns the order round"))
        table.verticalHeader().hide()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def _set_up_words(self) -> None:
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(translate("Audit", "The chosen event"))
        self.detail.setPlaceholderText(translate("Audit", "Choose a line to read all that is kept of it."))

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addWidget(self.count, 1)
        self._top.addWidget(self.save_button)
        self._top.addWidget(self.back_button)
        none = QHBoxLayout()
        none.addWidget(self.empty)
        none.addWidget(self.clear_button)
        none.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self.filter)
        self._column.addWidget(self.notice)
        self._column.addLayout(none)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.detail)
        self._column.addStretch(0)  # takes the height while nothing is listed

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.clear_button.clicked.connect(self.filter.clear)
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self.closed)
        self.model.failed.connect(self._fail)
        self.model.modelReset.connect(self._show_count)
        self.table.selectionModel().currentRowChanged.connect(self._show_line)

    def _ask(self) -> None:
        wrong = self.filter.wrong_day()
        if wrong:
            words = translate("Audit", "{text} is no day. Type it as 24 Nov 2026. What is listed has not changed.")
            self.notice.show_text(words.format(text=wrong))
            return
        self.notice.show_text("")
        self.model.put(self.filter.question(self.model.question))

    def _show_count(self) -> None:
        answer = self.model.answer
        entries = answer.entries if answer else 0
        words = translate("Audit", "1 event") if entries == 1 else translate("Audit", "{count} events")
        words = words.format(count=f"{entries:,}")
        head = (
            translate("Audit", "{words}; record {head}").format(words=words, head=answer.head.printed) if answer else ""
        )
        self.count.show_text(head, Tone.QUIET)
        self.detail.clear()
        nothing = translate("Audit", "Nothing that fits is in the record.") if answer and not entries else ""
        self.empty.setText(nothing)
        self.empty.setVisible(bool(nothing))
        self.clear_button.setVisible(bool(nothing))
        self.table.setVisible(not nothing)
        self.detail.setVisible(not nothing)
        self.save_button.setEnabled(bool(entries))

    def _show_line(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(now.row()) if now.isValid() else None
        self.detail.setPlainText("\n".join(_told(row)) if row else "")

    def _fail(self, text: str) -> None:
        self.notice.show_text(text)
        self.failed.emit(text)

    def say(self, text: str) -> None:
        """Say what became of a file."""
        self.notice.show_text(text)

    def _save(self) -> None:
        self.save_asked.emit(self.shown_question())

    def shown_question(self) -> Question:
        """Return the report that is listed, with the events up to the moment it was asked for."""
        return self.model.question

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the last column what is left, and the words no more than a quarter of the height."""
        self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        self.filter.set_low(self.height() < px(_LOW))
        self.detail.setFixedHeight(min(px(150), max(px(56), self.height() // 4)))
        self._fit_columns(self.width() - 2 * px(24) - self.table.verticalScrollBar().sizeHint().width())

    def _fit_columns(self, room: int) -> None:
        """Give the last column what is left; where that is too little, the columns of names give some of theirs."""
        px = self.theme.px
        widths = {column: px(width) for column, width in _WIDTHS.items()}
        lacking = px(_LEAST_LAST) - (room - sum(widths.values()))
        if lacking > 0:
            less = max(_LEAST_SHARE, 1 - lacking / sum(widths[each] for each in _NAMES))
            widths |= {each: int(widths[each] * less) for each in _NAMES}
        for place, column in enumerate(COLUMNS[:-1]):
            self.table.setColumnWidth(place, widths[column])
        self.table.setColumnWidth(len(COLUMNS) - 1, max(px(_LEAST_LAST), room - sum(widths.values())))

    def restyle(self) -> None:
        """Follow the theme."""
        px, body = self.theme.px, self.theme.font(Role.BODY)
        self._column.setContentsMargins(px(24), px(8), px(24), px(12))
        self._column.setSpacing(px(10))
        self._top.setSpacing(px(12))
        self.count.setMinimumWidth(px(40))
        for each in (self.save_button, self.back_button):
            each.setFixedSize(max(each.sizeHint().width(), px(96)), px(40))
        self.clear_button.setFixedHeight(px(40))
        self.table.setFont(body)
        self.detail.setFont(body)
        self.table.horizontalHeader().setFont(self.theme.font(Role.LABEL_STRONG))
        self.table.horizontalHeader().setFixedHeight(px(32))
        self.table.verticalHeader().setDefaultSectionSize(px(34))
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)


def _told(row: TrailRow) -> Iterable[str]:
    """Yield a line in plain words: what happened, when, and all that is kept of it."""
    yield row.sentence
    yield translate("Audit", "{time}, event {number}").format(time=time_words(row), number=row.seq)
    if row.mrn:
        yield translate("Audit", "MRN: {mrn}").format(mrn=row.mrn)
    for name, value in row.details:
        yield f"{name}: {value}"
