"""The rows of the home screen: visits of a day, open visits, patients found."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import PatientId, VisitId
from desktop.controls.painting import MIDDLE, wrapped, write, write_lines
from desktop.messages import plain_tip
from desktop.theme import CORNER, Role, Theme

ROW = 64
GAP = 6
COLUMNS = (("patient", 282), ("seen", 112), ("provider", 150), ("treated", 162), ("open", 364), ("since", 130))
"""Names and widths of the columns, px at 100 % (after screens.md 4.9); `open` takes what the others leave."""
_GIVES_WAY = (("provider", 1100), ("since", 900), ("seen", 640))
"""Columns left out in a list narrower than this, px at 100 %."""
_LEAST_OPEN = 60
_MOST_CHIPS = 4
_CHIP_GAP = 7


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
        return plain_tip(row.spoken) if role == Qt.ItemDataRole.ToolTipRole else None


def column_places(width: int, theme: Theme) -> dict[str, tuple[int, int]]:
    """Return left edge and width of each column in a list of this width; a narrow one has fewer columns."""
    gone = {name for name, least in _GIVES_WAY if width < theme.px(least)}
    rooms = {name: theme.px(room) for name, room in COLUMNS if name not in gone}
    rooms["open"] += width - theme.px(32) - sum(rooms.values())
    lacking = max(0, theme.px(_LEAST_OPEN) - rooms["open"])
    rooms["open"] += lacking
    rooms["patient"] -= lacking
    places, left = {}, theme.px(16)
    for name, room in rooms.items():
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
        write(painter, upper, row.name, theme.font(Role.BRUSH), theme.text)
        write(painter, lower, row.identity, theme.font(Role.LABEL), theme.text_2)
        for name, text, role, ink in (
            ("seen", row.seen, Role.BODY, theme.text),
            ("provider", row.provider, Role.BODY, theme.text),
            ("treated", _unbroken(row.treated), Role.LABEL_STRONG, theme.text),
            ("since", row.since, Role.BODY, theme.red_text if row.late else theme.text_2),
        ):
            if name in places:
                left, room = places[name]
                cell = QRect(card.left() + left, card.top(), room - theme.px(10), card.height())
                self._cell(painter, cell, text, role, ink)
        left, room = places["open"]
        self._chips(painter, QRect(card.left() + left, card.top(), room - theme.px(12), card.height()), row.chips)

    def _cell(self, painter: QPainter, place: QRect, text: str, role: Role, ink: QColor) -> None:
        """Write a cell's words in at most two lines, small ones in three."""
        font = self.theme.font(role)
        lines = wrapped(text, font, place.width(), 3 if role is Role.LABEL_STRONG else 2)
        height = QFontMetrics(font).height() * len(lines)
        top = place.top() + (place.height() - height) // 2
        write_lines(painter, QRect(place.left(), top, place.width(), height), lines, font, ink)

    def _chips(self, painter: QPainter, place: QRect, chips: tuple[str, ...]) -> None:
        theme = self.theme
        font = theme.font(Role.LABEL_STRONG)
        metrics = QFontMetrics(font)
        left = place.left()
        for text in fitting_chips(chips, metrics, place.width(), theme):
            width = min(metrics.horizontalAdvance(text) + theme.px(20), place.right() - left)
            chip = QRectF(left, place.center().y() - theme.px(15) + 0.5, width, theme.px(30))
            painter.setBrush(theme.amber)
            painter.setPen(QPen(theme.amber_edge, 1))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            inside = chip.toRect().adjusted(theme.px(8), 0, -theme.px(8), 0)
            write(painter, inside, text, font, theme.amber_text, MIDDLE)
            left += width + theme.px(_CHIP_GAP)


def _unbroken(text: str) -> str:
    """Return a list of counts that breaks only after its commas: a number stays with what it counts."""
    return ", ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in text.split(", "))


def fitting_chips(chips: tuple[str, ...], metrics: QFontMetrics, room: int, theme: Theme) -> tuple[str, ...]:
    """Return at most four chips that fit a width; those left out are counted in a last one, ``+2``."""
    for shown in range(min(len(chips), _MOST_CHIPS), 0, -1):
        left_out = len(chips) - shown
        texts = (*chips[:shown], f"+{left_out}") if left_out else chips[:shown]
        wide = sum(metrics.horizontalAdvance(text) + theme.px(20 + _CHIP_GAP) for text in texts) - theme.px(_CHIP_GAP)
        if wide <= room:
            return texts
    return (f"+{len(chips)}",) if len(chips) > 1 else chips
