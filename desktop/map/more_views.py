"""The sheet of views that are not in the rail."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.atlas.views import Views
from desktop.controls.buttons import button
from desktop.controls.overlay import Overlay
from desktop.map.thumbnails import Thumbnails
from desktop.map.tiles import Tile
from desktop.theme import Theme

_COLUMNS = 6
_TILE = QSize(104, 120)
_EDGE, _GAP = 12, 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class MoreViews(Overlay):
    """A sheet beside the rail with the remaining views in a grid. Arrows move, Enter opens, Esc closes.

    Signals:
        chosen(str): the key of the view somebody wants to see.
        look_asked(): somebody wants to choose body and skin tone.
    """

    chosen = Signal(str)
    look_asked = Signal()

    def __init__(self, views: Views, thumbnails: Thumbnails, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page)
        self._corner = QPoint()
        self._thumbnails = thumbnails
        self.card.setAccessibleName(self.tr("More views"))
        self.tiles = tuple(Tile(each, thumbnails, theme, self.card) for each in views.more)
        for tile in self.tiles:
            tile.opened.connect(self._choose)
        thumbnails.made.connect(self._made)
        self.look = button(self.tr("Body and skin"), theme, self.card)
        self.look.clicked.connect(self._ask_look)
        self._active = self.tiles[0]

    def open_at(self, corner: QPoint, key: str, badges: Mapping[str, int]) -> None:
        """Open with the lower left corner at a point of the page; `key` is the view on show."""
        self._corner = corner
        self._thumbnails.want(tuple(tile.view for tile in self.tiles))
        for tile in self.tiles:
            tile.set_active(on=tile.view.key == key)
            tile.show_count(badges.get(tile.view.key, 0))
            if tile.active:
                self._active = tile
        self.open_sheet()

    def show_views(self, views: Views) -> None:
        """Show the views of another body."""
        for tile in self.tiles:
            tile.show_view(views.get(tile.view.key))
        if self.isVisible():
            self._thumbnails.want(tuple(tile.view for tile in self.tiles))

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self.look.set_theme(self.theme)
        for tile in self.tiles:
            tile.set_theme(self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles in the room there is, and below them the button."""
        super().resizeEvent(event)
        size = self._tile()
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, _COLUMNS)
            left, top = column * (size.width() + _GAP), row * (size.height() + _GAP)
            tile.setGeometry(QRect(QPoint(_EDGE + left, _EDGE + top), size))
        card, high = self.card_place(), self._button_height()
        self.look.setGeometry(_EDGE, card.height() - _EDGE - high, card.width() - 2 * _EDGE, high)

    def first_focus(self) -> QWidget:
        """Return the tile of the view on show, else the first one."""
        return self._active

    def card_place(self) -> QRect:
        """Beside the rail, as large as its tiles, inside the page."""
        tile = self._tile()
        rows = -(-len(self.tiles) // _COLUMNS)
        columns = min(_COLUMNS, len(self.tiles))
        width = columns * (tile.width() + _GAP) - _GAP + 2 * _EDGE
        height = rows * (tile.height() + _GAP) + self._button_height() + 2 * _EDGE
        left = max(0, min(self._corner.x(), self.width() - width))
        return QRect(left, max(0, min(self._corner.y(), self.height()) - height), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the tiles with the arrows; Esc closes."""
        step = _STEPS.get(Qt.Key(event.key()))
        focused = QApplication.focusWidget()
        if step is None or not isinstance(focused, Tile) or focused not in self.tiles:
            super().keyPressEvent(event)
            return
        place = self.tiles.index(focused) + step
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _tile(self) -> QSize:
        """Return a tile's size: smaller where the page is too low or too narrow for all of them."""
        rows = -(-len(self.tiles) // _COLUMNS)
        width = min(_TILE.width(), (self.width() - 2 * _EDGE) // _COLUMNS - _GAP)
        room = self.height() - 2 * _EDGE - self._button_height()
        height = min(_TILE.height(), room // rows - _GAP)
        return QSize(width, height)

    def _button_height(self) -> int:
        return self.theme.px(40)

    @Slot()
    def _ask_look(self) -> None:
        self.close_sheet()
        self.look_asked.emit()

    @Slot(str)
    def _made(self, key: str) -> None:
        for tile in self.tiles:
            if tile.view.key == key:
                tile.update()

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.close_sheet()
        self.chosen.emit(key)
