"""F1: every gesture, key and form of a call-out on one card."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.atlas.codes import load_codes
from desktop.controls.buttons import button
from desktop.controls.overlay import Overlay
from desktop.controls.painting import write
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.panels.key_table import KeyTable, load_keys
from desktop.theme import Role, Theme
from resources.regions import load_regions

_ROW = 24
_HEAD = 30
_KEY = 180

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and its rows: what is pressed or done, and what happens."""


class KeyCard(Overlay):
    """The card of keys over the page; F1 or Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._area = QScrollArea(self.card)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table = KeyRows(load_keys(), theme)
        self._area.setWidget(self.table)
        self.close_button = button(translate("KeyCard", "Close"), theme, self.card, caption="Esc")
        self.close_button.clicked.connect(self.close_sheet)

    def card_place(self) -> QRect:
        """Return nearly the whole page."""
        return self.middle_place(1040, 700)

    def first_focus(self) -> QWidget:
        """Return the button that closes it."""
        return self.close_button

    def open_sheet(self) -> None:
        """Show the card with its rows in as many columns as fit."""
        super().open_sheet()
        inside = self.card.rect().adjusted(20, 14, -12, -14)
        height = self.theme.px(44)
        self._area.setGeometry(QRect(inside.x(), inside.y(), inside.width(), inside.height() - height - 8))
        self.table.set_theme(self.theme)
        self.table.arrange(inside.width() - 16)
        self.close_button.setGeometry(inside.x(), inside.bottom() - height + 1, self.theme.px(140), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with F1 too; scroll with the arrows."""
        bar = self._area.verticalScrollBar()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() == Qt.Key.Key_F1:
            self.close_sheet()
        elif Qt.Key(event.key()) in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * self.theme.px(_ROW))
        else:
            super().keyPressEvent(event)


class KeyRows(Panel):
    """The groups of the card, each under its heading, in one or two columns; no group is broken."""

    def __init__(self, table: KeyTable, theme: Theme) -> None:
        super().__init__(theme)
        self.groups = _groups(table)
        self.columns: tuple[tuple[Group, ...], ...] = (self.groups,)
        self.setAccessibleName(translate("KeyCard", "Gestures, keys and call-outs"))
        self.setAccessibleDescription("\n".join(f"{key}: {text}" for _, rows in self.groups for key, text in rows))

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Every key or gesture with what it does."""
        return tuple(row for _, rows in self.groups for row in rows)

    def arrange(self, width: int) -> None:
        """Take a width; two columns when it is wide enough."""
        two = width >= self.theme.px(760)
        self.columns = _halved(self.groups) if two else (self.groups,)
        self.resize(width, max(self._height_of(column) for column in self.columns))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint headings, keys and words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.panel)
        wide = self.width() // max(1, len(self.columns))
        for index, column in enumerate(self.columns):
            top = 0
            for group in column:
                top = self._paint_group(painter, QRect(index * wide, top, wide - 24, self.height()), group)

    def _paint_group(self, painter: QPainter, place: QRect, group: Group) -> int:
        """Paint a group at the top of a place and return where the next one begins."""
        theme, px = self.theme, self.theme.px
        name, rows = group
        top = place.y() + px(_HEAD)
        head = QRect(place.x(), place.y(), place.width(), px(_HEAD) - 4)
        write(painter, head, name, theme.font(Role.REASON_STRONG), theme.act)
        painter.fillRect(QRect(place.x(), top - 4, place.width(), 1), theme.line)
        key_width = min(px(_KEY), place.width() * 2 // 5)
        for key, text in rows:
            left = QRect(place.x(), top, key_width - 8, px(_ROW))
            right = QRect(place.x() + key_width, top, place.width() - key_width, px(_ROW))
            write(painter, left, key, theme.font(Role.REASON_STRONG), theme.text)
            write(painter, right, text, theme.font(Role.REASON), theme.text)
            top += px(_ROW)
        return top + px(_ROW) // 3

    def _height_of(self, column: tuple[Group, ...]) -> int:
        px = self.theme.px
        return sum(px(_HEAD) + len(rows) * px(_ROW) + px(_ROW) // 3 for _, rows in column)


def _groups(table: KeyTable) -> tuple[Group, ...]:
    gestures: Group = (translate("KeyCard", "Gestures"), table.gestures)
    names = dict.fromkeys(row.group for row in table.keys)
    keys = tuple((name, tuple((row.shown, row.text) for row in table.keys if row.group == name)) for name in names)
    callouts: Group = (translate("KeyCard", "Call-out line"), table.callouts)
    return (gestures, *keys, callouts, *_short_places())


def _short_places() -> tuple[Group, ...]:
    """Return the short places of the call-out line, body part by body part."""
    regions = load_regions()
    rows: dict[str, list[tuple[str, str]]] = {}
    for code, region in load_codes().items():
        rows.setdefault(regions.group(region).name, []).append((code, regions.get(region).term))
    name = translate("KeyCard", "Short places: {part}")
    return tuple((name.format(part=part), tuple(found)) for part, found in rows.items())


def _halved(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """Break the groups into two columns of about the same length."""
    lengths = [len(rows) + 1.5 for _, rows in groups]
    cuts = range(1, len(groups))
    cut = min(cuts, key=lambda at: max(sum(lengths[:at]), sum(lengths[at:])))
    return groups[:cut], groups[cut:]
