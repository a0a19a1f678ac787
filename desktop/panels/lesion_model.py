"""The lesion list's model: an immutable tuple of rows, changed by the fewest signals that lead to the next one."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.messages import plain_tip, translate
from desktop.panels.lesion_rows import HeadRow, MarkRow, Row

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class LesionModel(QAbstractListModel):
    """Rows of the lesion list. `data` gives their words; delegates take the row itself from `row`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, from the top."""
        return self._rows

    def row(self, index: Index) -> Row:
        """Return the row at a valid index."""
        return self._rows[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of a mark's row; not valid when it is folded away or gone."""
        for number, row in enumerate(self._rows):
            if isinstance(row, MarkRow) and row.key == key:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are; rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a row's words for the roles that have any."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return _more(row, role) if isinstance(row, MarkRow) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every row can be chosen and has no children."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Become these rows: what stands at both ends stays, the middle is taken out and put in anew."""
        old = self._rows
        head = _common(old, rows)
        tail = _common(old[head:][::-1], rows[head:][::-1])
        gone, come = len(old) - head - tail, len(rows) - head - tail
        if gone and not _same_keys(old[head : head + gone], rows[head : head + come]):
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._rows = old[:head] + old[head + gone :]
            self.endRemoveRows()
            gone = 0
        if come and not gone:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows = self._rows[:head] + rows[head : head + come] + self._rows[head:]
            self.endInsertRows()
        self._change(rows)

    def _change(self, rows: tuple[Row, ...]) -> None:
        """Announce every run of rows whose key is the same and whose content is not."""
        old, self._rows = self._rows, rows
        start: int | None = None
        for number, (before, now) in enumerate(zip(old, rows, strict=True)):
            if before is now or before == now:
                if start is not None:
                    self.dataChanged.emit(self.index(start), self.index(number - 1))
                    start = None
            elif start is None:
                start = number
        if start is not None:
            self.dataChanged.emit(self.index(start), self.index(len(rows) - 1))


def _more(row: MarkRow, role: int) -> str | None:
    """Return what else is said of a lesion: its tip, and whose hand it is for assistive technology."""
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(_tip(row))
    return row.hands if role == Qt.ItemDataRole.AccessibleDescriptionRole else None


def _tip(row: MarkRow) -> str:
    """Return a row's whole phrase, why it may not lie exactly where it is drawn, and below it whose hand it is."""
    place = row.numbered.mark.place
    said = place.phrase
    if not place.is_current and place.anchor is not None:
        said = translate("LesionList", "{place}, placed on an earlier body map").format(place=place.phrase)
    waits = translate("LesionList", "Waits for the provider") if row.badge else ""
    return "\n".join(filter(None, (said, row.hands, waits)))


def _identity(row: Row) -> tuple[bool, str]:
    return isinstance(row, HeadRow), row.key


def _common(first: Sequence[Row], second: Sequence[Row]) -> int:
    """Return how many rows at the beginning are about the same thing."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one is not other and _identity(one) != _identity(other):
            break
        count += 1
    return count


def _same_keys(first: Sequence[Row], second: Sequence[Row]) -> bool:
    return len(first) == len(second) and all(
        _identity(one) == _identity(other) for one, other in zip(first, second, strict=True)
    )
