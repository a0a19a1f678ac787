"""The audit report as a model: as many rows as there are events, read page by page as they come into view."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.errors import StoreError
from desktop.messages import clock, day, translate
from desktop.practice.trail import Answer, Question, TrailColumn, TrailRow

Index = QModelIndex | QPersistentModelIndex
Ask = Callable[[Question], Answer]
Read = Callable[[Question, int, int], tuple[TrailRow, ...]]
_ROOT = QModelIndex()
PAGE = 500
"""Rows read at once. In the longest order to sort by, a page of 200,000 events takes about 0.8 s (measured)."""
_KEPT = 8
"""Pages kept; the one that was not looked at for longest goes first."""
COLUMNS = (
    TrailColumn.SEQ,
    TrailColumn.AT,
    TrailColumn.ACTOR,
    TrailColumn.KIND,
    TrailColumn.PATIENT,
    TrailColumn.VISIT,
    TrailColumn.SUBJECT,
)


class AuditModel(QAbstractTableModel):
    """The lines of one report. While it is shown, events that come are left out: the rows stand still.

    Signals:
        failed(str): the record could not be read; what happened and what to do.
    """

    failed = Signal(str)

    def __init__(self, ask: Ask, read: Read, parent: QObject | None = None) -> None:
        """`ask` says how long a report is, `read` gives some of its lines; both may raise StoreError."""
        super().__init__(parent)
        self._ask = ask
        self._read = read
        self._pages: dict[int, tuple[TrailRow, ...]] = {}
        self.question = Question()
        self.answer: Answer | None = None

    def put(self, question: Question) -> None:
        """Show another report, or the same afresh. One that can't be read leaves no row."""
        self.beginResetModel()
        self._pages.clear()
        self.answer = None
        try:
            self.answer = self._ask(replace(question, up_to=0))
            self.question = replace(question, up_to=self.answer.head.seq)
        except StoreError as error:
            self.question = question
            self.failed.emit(error.text)
        self.endResetModel()

    def row(self, number: int) -> TrailRow | None:
        """Return a line; None where it could not be read."""
        page, place = divmod(number, PAGE)
        rows = self._page(page)
        return rows[place] if place < len(rows) else None

    def _page(self, page: int) -> tuple[TrailRow, ...]:
        rows = self._pages.pop(page, None)
        if rows is None:
            try:
                rows = self._read(self.question, page * PAGE, PAGE)
            except StoreError as error:
                self.failed.emit(error.text)
                rows = ()  # kept as it is until the next question: else every repaint would try again
        self._pages[page] = rows  # the last one is the newest
        if len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        return rows

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the lines into another order."""
        by, descending = COLUMNS[column], order is Qt.SortOrder.DescendingOrder
        if (by, descending) != (self.question.by, self.question.descending):
            self.put(replace(self.question, by=by, descending=descending))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines the report has."""
        return 0 if parent.isValid() or self.answer is None else self.answer.entries

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns a line has."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heads."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(COLUMNS[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words; for assistive technology with the name of its column."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None:
            return ""
        text = _cell(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return f"{column_name(COLUMNS[index.column()])}: {text or translate('Audit', 'nothing')}"


def column_name(column: TrailColumn) -> str:
    """Return a column in words."""
    return {
        TrailColumn.SEQ: translate("Audit", "No."),
        TrailColumn.AT: translate("Audit", "Time"),
        TrailColumn.ACTOR: translate("Audit", "Person"),
        TrailColumn.KIND: translate("Audit", "What"),
        TrailColumn.PATIENT: translate("Audit", "Patient"),
        TrailColumn.VISIT: translate("Audit", "Visit"),
        TrailColumn.SUBJECT: translate("Audit", "About"),
    }[column]


def time_words(row: TrailRow) -> str:
    """Return when something happened, on this computer's clock."""
    if row.at is None:
        return translate("Audit", "unreadable")
    return f"{day(row.at.astimezone().date())} {clock(row.at)}"


def _cell(row: TrailRow, column: TrailColumn) -> str:
    return {
        TrailColumn.SEQ: str(row.seq),
        TrailColumn.AT: time_words(row),
        TrailColumn.ACTOR: row.who,
        TrailColumn.KIND: row.what,
        TrailColumn.PATIENT: row.whom,
        TrailColumn.VISIT: day(row.visit_day) if row.visit_day else "",
        TrailColumn.SUBJECT: row.about,
    }[column]
