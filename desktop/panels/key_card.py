"""F1: every gesture and key on one card."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.controls.buttons import button
from desktop.controls.overlay import Overlay
from desktop.controls.painting import write
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.panels.key_table import KeyTable, load_keys
from desktop.theme import Role, Theme

_ROW = 25
_KEY = 190


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
        return self.middle_place(1040, 660)

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
    """The rows of the card in one or two columns."""

    def __init__(self, table: KeyTable, theme: Theme) -> None:
        super().__init__(theme)
        gestures = (translate("KeyCard", "Gestures"), "")
        keys = (translate("KeyCard", "Keys"), "")
        self.rows = (gestures, *table.gestures, keys, *((row.shown, row.text) for row in table.keys))
        self._columns = 1
        self.setAccessibleName(translate("KeyCard", "Gestures and keys"))
        self.setAccessibleDescription("\n".join(f"{key}: {text}" for key, text in self.rows if text))

    def arrange(self, width: int) -> None:
        """Take a width; two columns when it is wide enough."""
        self._columns = 2 if width >= self.theme.px(760) else 1
        self.resize(width, self._per_column() * self.theme.px(_ROW) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint keys and words."""
        painter = QPainter(self)
        theme, px = self.theme, self.theme.px
        painter.fillRect(self.rect(), theme.panel)
        wide = self.width() // self._columns
        for index, (key, text) in enumerate(self.rows):
            column, row = divmod(index, self._per_column())
            left, top = column * wide, row * px(_ROW)
            if not text:
                write(painter, QRect(left, top, wide, px(_ROW)), key, theme.font(Role.LABEL_STRONG), theme.text_2)
                continue
            key_width = min(px(_KEY), wide * 2 // 5)
            write(painter, QRect(left, top, key_width - 8, px(_ROW)), key, theme.font(Role.REASON_STRONG), theme.text)
            place = QRect(left + key_width, top, wide - key_width - 16, px(_ROW))
            write(painter, place, text, theme.font(Role.REASON), theme.text)

    def _per_column(self) -> int:
        return -(-len(self.rows) // self._columns)
