"""The sheet of views that are not in the rail."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.atlas.diagrams import Diagram, load_diagrams
from desktop.atlas.views import Views
from desktop.controls.buttons import button
from desktop.controls.overlay import Overlay
from desktop.map.drawing import thumbnail
from desktop.map.thumbnails import Thumbnails
from desktop.map.tiles import PictureTile, Tile
from desktop.theme import Theme
from resources.terms import Sex

_COLUMNS = 6
_TILE = QSize(104, 120)
_EDGE, _GAP = 12, 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class DiagramTile(PictureTile):
    """A diagram of what the body surface does not carry."""

    def __init__(self, diagram: Diagram, theme: Theme, parent: QWidget) -> None:
        super().__init__(diagram, theme, parent)
        self.diagram = diagram

    def _paint_thumbnail(self, painter: QPainter, room: QRect) -> None:
        thumbnail(painter, self.diagram, QRectF(room), self.theme)


class MoreViews(Overlay):
    """A sheet beside the rail with the remaining views in a grid, then diagrams. Arrows move, Enter opens, Esc closes.

    Signals:
        chosen(str): the key of the view or the diagram somebody wants to see.
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
        self.diagrams = tuple(DiagramTile(each, theme, self.card) for each in load_diagrams().all)
        self._sex = Sex.UNSAID
        for tile in (*self.tiles, *self.diagrams):
            tile.opened.connect(self._choose)
        thumbnails.made.connect(self._made)
        self.look = button(self.tr("Body and skin"), theme, self.card)
        self.look.clicked.connect(self._ask_look)
        self._active: PictureTile = self.tiles[0]

    def show_sex(self, sex: Sex) -> None:
        """Leave out the diagrams of the other sex; where it is not known all are shown."""
        self._sex = sex

    def open_at(self, corner: QPoint, key: str, badges: Mapping[str, int]) -> None:
        """Open with the lower left corner at a point of the page; `key` is the view on show."""
        self._corner = corner
        self._thumbnails.want(tuple(tile.view for tile in self.tiles))
        for tile in self.tiles:
            tile.set_active(on=tile.view.key == key)
            tile.show_count(badges.get(tile.view.key, 0))
            if tile.active:
                self._active = tile
        fitting = load_diagrams().fitting(self._sex)
        for drawn in self.diagrams:
            drawn.set_active(on=drawn.diagram.key == key)
            drawn.show_count(badges.get(drawn.diagram.key, 0))
            # what has lesions can be reached, whatever the chart says
            drawn.setVisible(drawn.diagram in fitting or drawn.count > 0 or drawn.active)
            if drawn.active:
                self._active = drawn
        self._place()
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
        for tile in (*self.tiles, *self.diagrams):
            tile.set_theme(self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles in the room there is, and below them the button."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._tile()
        for place, tile in enumerate(self._offered):
            row, column = divmod(place, _COLUMNS)
            left, top = column * (size.width() + _GAP), row * (size.height() + _GAP)
            tile.setGeometry(QRect(QPoint(_EDGE + left, _EDGE + top), size))
        card, high = self.card_place(), self._button_height()
        self.look.setGeometry(_EDGE, card.height() - _EDGE - high, card.width() - 2 * _EDGE, high)

    @property
    def _offered(self) -> tuple[PictureTile, ...]:
        """The tiles that can be chosen: all views, and the diagrams that fit."""
        return (*self.tiles, *(each for each in self.diagrams if not each.isHidden()))

    def first_focus(self) -> QWidget:
        """Return the tile of the view on show, else the first one."""
        return self._active

    def card_place(self) -> QRect:
        """Beside the rail, as large as its tiles, inside the page."""
        tile = self._tile()
        rows = -(-len(self._offered) // _COLUMNS)
        columns = min(_COLUMNS, len(self._offered))
        width = columns * (tile.width() + _GAP) - _GAP + 2 * _EDGE
        height = rows * (tile.height() + _GAP) + self._button_height() + 2 * _EDGE
        left = max(0, min(self._corner.x(), self.width() - width))
        return QRect(left, max(0, min(self._corner.y(), self.height()) - height), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the tiles with the arrows; Esc closes."""
        step = _STEPS.get(Qt.Key(event.key()))
        focused = QApplication.focusWidget()
        offered = self._offered
        if step is None or not isinstance(focused, PictureTile) or focused not in offered:
            super().keyPressEvent(event)
            return
        place = offered.index(focused) + step
        if 0 <= place < len(offered):
            offered[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _tile(self) -> QSize:
        """Return a tile's size: smaller where the page is too low or too narrow for all of them."""
        rows = -(-len(self._offered) // _COLUMNS)
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
