"""The rows of the home screen: visits of a day, open visits, patients found."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import PatientId, VisitId
from desktop.theme import CORNER, Role, Theme

ROW = 64
GAP = 6
COLUMNS = (("patient", 246), ("seen", 112), ("provider", 158), ("treated", 138), ("open", 440), ("since", 140))
"""Names and widths of the columns, px at 100 % (screens.md 4.9); `open` gives way in a narrow window."""


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One line of the home screen. `chips` is what is still open; `late` marks a date of service that is past."""

    patient_id: PatientId
    visit_id: VisitId | None
    name: str
    identity: str
    seen: str
    provider: str
    treated: str
    chips: tuple[str, ...]
    since: str
    late: bool = False

    @property
    def spoken(self) -> str:
        """The row as read aloud."""
        return ", ".join(part for part in (self.name, self.identity, self.seen, self.treated, *self.chips) if part)


class HomeRows(QAbstractListModel):
    """The rows in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[HomeRow, ...] = ()

    @property
    def rows(self) -> tuple[HomeRow, ...]:
        """What is listed now."""
        return self._rows

    def show_rows(self, rows: tuple[HomeRow, ...]) -> None:
        """List other rows; equal ones change nothing."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself for painting, its words for assistive technology."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None


def column_places(width: int, theme: Theme) -> dict[str, tuple[int, int]]:
    """Return left edge and width of each column in a list of this width."""
    rest = sum(theme.px(each) for _, each in COLUMNS) + theme.px(32) - width
    places, left = {}, theme.px(16)
    for name, each in COLUMNS:
        room = theme.px(each) - (max(0, min(rest, theme.px(300))) if name == "open" else 0)
        places[name] = (left, room)
        left += room
    return places


class HomeRowPainter(QStyledItemDelegate):
    """Paints a row: a white card, an edge that says what waits, texts in columns, amber chips."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a row with the gap below it."""
        return QSize(option.rect.width(), self.theme.px(ROW + GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, HomeRow):
            return
        theme = self.theme
        card = option.rect.adjusted(0, 0, 0, -theme.px(GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver))
        painter.setBrush(theme.chosen if focused else theme.panel)
        painter.setPen(QPen(theme.act if focused else theme.line, 1))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        edge = self._edge(row)
        if edge:
            painter.fillRect(QRect(card.left(), card.top(), theme.px(6), card.height()), edge)
        self._texts(painter, card, row)
        painter.restore()

    def _edge(self, row: HomeRow) -> QColor | None:
        if row.late:
            return self.theme.red_text
        return self.theme.amber_edge if row.chips else None

    def _texts(self, painter: QPainter, card: QRect, row: HomeRow) -> None:
        theme = self.theme
        places = column_places(card.width(), theme)
        half = card.height() // 2
        left, room = places["patient"]
        upper = QRect(card.left() + left, card.top() + theme.px(7), room - theme.px(12), half - theme.px(4))
        lower = QRect(upper.left(), card.top() + half, upper.width(), half - theme.px(8))
        self._line(painter, upper, row.name, Role.BRUSH, theme.text)
        self._line(painter, lower, row.identity, Role.LABEL, theme.text_2)
        for name, text, role, ink in (
            ("seen", row.seen, Role.BODY, theme.text),
            ("provider", row.provider, Role.BODY, theme.text),
            ("treated", row.treated, Role.STRONG, theme.text),
            ("since", row.since, Role.BODY, theme.red_text if row.late else theme.text_2),
        ):
            left, room = places[name]
            cell = QRect(card.left() + left, card.top(), room - theme.px(10), card.height())
            self._line(painter, cell, text, role, ink)
        left, room = places["open"]
        self._chips(painter, QRect(card.left() + left, card.top(), room, card.height()), row.chips)

    def _line(self, painter: QPainter, place: QRect, text: str, role: Role, ink: QColor) -> None:
        font = self.theme.font(role)
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _chips(self, painter: QPainter, place: QRect, chips: tuple[str, ...]) -> None:
        theme = self.theme
        font = theme.font(Role.LABEL_STRONG)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = place.left()
        shown = chips if len(chips) <= 4 else (*chips[:4], f"+{len(chips) - 4}")
        for text in shown:
            width = metrics.horizontalAdvance(text) + theme.px(20)
            if left + width > place.right():
                break
            chip = QRectF(left, place.center().y() - theme.px(15) + 0.5, width, theme.px(30))
            painter.setBrush(theme.amber)
            painter.setPen(QPen(theme.amber_edge, 1))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            painter.setPen(theme.amber_text)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            left += width + theme.px(7)
