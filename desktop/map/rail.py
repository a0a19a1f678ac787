"""The rail of views at the left: where on the body the next tap will be."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.atlas.views import Views, load_views
from desktop.controls.buttons import Button
from desktop.controls.themed import Ground
from desktop.map.diagram_keys import DIAGRAMS
from desktop.map.thumbnails import Thumbnails
from desktop.map.tiles import ARROWS, Tile, paint_badge
from desktop.theme import Role, Theme
from resources.terms import BodyKind, Sex, SkinTone

if TYPE_CHECKING:
    from desktop.map.more_views import MoreViews

WIDTH, NARROW_WIDTH = 132, 72
_ROW, _SHORT_ROW = 78, 62
_BUTTON = 40
_EDGE = 4
_SPLIT = 13
"""In one column a right and left pair is set off from the next by this much."""


class ViewRail(Ground):
    """Views in the practice's order, two to a row; the patient's right stands left. It scrolls where it is too short.

    Signals:
        chosen(str): the key of the view somebody wants to see.
        look_asked(): somebody wants to choose body and skin tone.
    """

    chosen = Signal(str)
    look_asked = Signal()

    def __init__(self, views: Views, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._thumbnails = Thumbnails(self)
        self._thumbnails.made.connect(self._made)
        self._views = views
        self._others = tuple(each.key for each in views.more)
        self._badges: Mapping[str, int] = {}
        self._key = ""
        self._page = QWidget(self)
        self._rows = tuple(tuple(self._tile(views, key) for key in row) for row in views.rail)
        self._tiles = tuple(tile for row in self._rows for tile in row)
        self._more = MoreButton(self.tr("More views"), theme, self._page)
        self._more.set_role(Role.LABEL_STRONG)
        self._more.clicked.connect(self.open_more)
        self._sheet: MoreViews | None = None
        self._sex = Sex.UNSAID
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.addWidget(self._scroll)
        self.setAccessibleName(self.tr("Views"))

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of all views in the rail's order, those behind "More views" last."""
        return tuple(tile.view.key for tile in self._tiles) + self._others

    @property
    def more(self) -> "MoreButton":
        """The button that opens the sheet of more views."""
        return self._more

    @property
    def sheet(self) -> "MoreViews | None":
        """The sheet of more views, once it has been opened."""
        return self._sheet

    def tile(self, key: str) -> Tile | None:
        """Return a view's tile in the rail."""
        return next((each for each in self._tiles if each.view.key == key), None)

    def show_view(self, key: str) -> None:
        """Mark the view that is on show, for a frame of a turn the one nearest to it, for a diagram "More views"."""
        drawn = key.startswith(DIAGRAMS)
        self._key = key = key if drawn else self._views.fixed(key)
        for each in self._tiles:
            each.set_active(on=each.view.key == key)
            if each.active:
                self._scroll.ensureWidgetVisible(each, 0, _EDGE)
        self._more.set_active(on=drawn or key in self._others)

    def show_badges(self, badges: Mapping[str, int]) -> None:
        """Show how many lesions each view is home to; what isn't in the rail is summed up on "More views"."""
        self._badges = dict(badges)
        for each in self._tiles:
            each.show_count(self._badges.get(each.view.key, 0))
        self._more.show_count(sum(self._badges.values()) - sum(each.count for each in self._tiles))

    def show_sex(self, sex: Sex) -> None:
        """Offer among more views the diagrams that fit the patient; all where the sex is not known."""
        self._sex = sex
        if self._sheet is not None:
            self._sheet.show_sex(sex)

    def show_body(self, kind: BodyKind) -> None:
        """Show another body's views. Raises FileNotFoundError for one that is not shipped."""
        self._views = load_views(kind)
        for each in self._tiles:
            each.show_view(self._views.get(each.view.key))
        if self._sheet is not None:
            self._sheet.show_views(self._views)
        self._make_thumbnails()

    def show_tone(self, tone: SkinTone) -> None:
        """Show skin in another tone."""
        self._thumbnails.set_tone(tone)
        self._make_thumbnails()

    def _make_thumbnails(self) -> None:
        if self.isVisible():
            self._thumbnails.want(tuple(tile.view for tile in self._tiles))

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        for tile in self._tiles:
            tile.set_theme(self.theme)
        self._more.set_theme(self.theme)
        self._arrange()

    def sizeHint(self) -> QSize:
        """As wide as two columns, as high as its rows."""
        return QSize(WIDTH, (len(self._rows)) * _ROW + _BUTTON + 2 * _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower the rows in a short window; take one column in a narrow one."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the thumbnails once the window has been painted."""
        super().showEvent(event)
        self._make_thumbnails()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line to the map."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.panel)
            painter.setPen(QPen(self.theme.line, 1))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _tile(self, views: Views, key: str) -> Tile:
        tile = Tile(views.get(key), self._thumbnails, self.theme, self._page)
        tile.opened.connect(self.chosen)
        tile.installEventFilter(self)
        return tile

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to the tile that gets the keyboard; arrows lead to the tile beside it, before they would scroll."""
        if not isinstance(watched, Tile):
            return False
        if event.type() is QEvent.Type.FocusIn:
            self._scroll.ensureWidgetVisible(watched, 0, _EDGE)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in ARROWS:
            there = self._beside(watched, event.key())
            if there is not None:
                there.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _beside(self, tile: Tile, key: int) -> Tile | None:
        """Return the tile an arrow leads to: along the row, or in the row above or below."""
        row = next(number for number, tiles in enumerate(self._rows) if tile in tiles)
        place = self._rows[row].index(tile)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            place += 1 if key == Qt.Key.Key_Right else -1
            return self._rows[row][place] if 0 <= place < len(self._rows[row]) else None
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row += 1 if key == Qt.Key.Key_Down else -1
            return self._rows[row][min(place, len(self._rows[row]) - 1)] if 0 <= row < len(self._rows) else None
        return None

    def _arrange(self) -> None:
        width = self.width() - 1
        tall = len(self._rows) * self.theme.px(_ROW) + _BUTTON + 2 * _EDGE
        row = self.theme.px(_ROW if tall <= self.height() else _SHORT_ROW)
        bottom = self._in_one_column(width, row) if width < WIDTH - 8 else self._in_two_columns(width, row)
        self._more.setGeometry(_EDGE, bottom, width - 2 * _EDGE, _BUTTON)
        self._page.resize(width, bottom + _BUTTON + _EDGE)

    def _in_two_columns(self, width: int, row: int) -> int:
        top = _EDGE
        for tiles in self._rows:
            each = (width - _EDGE) // len(tiles)
            for column, tile in enumerate(tiles):
                tile.setGeometry(_EDGE // 2 + column * each, top, each, row - _EDGE)
            top += row
        return top

    def _in_one_column(self, width: int, row: int) -> int:
        top = _EDGE
        for tiles in self._rows:
            for tile in tiles:
                tile.setGeometry(_EDGE // 2, top, width - _EDGE, row - _EDGE)
                top += row
            top += _SPLIT if len(tiles) > 1 else 0
        return top

    @Slot()
    def open_more(self) -> None:
        """Open the sheet of the views that are not in the rail."""
        page = self.window()
        if self._sheet is None:
            # imported here: opened now and then, and the first frame waits for every import
            from desktop.map.more_views import MoreViews  # noqa: PLC0415

            self._sheet = MoreViews(self._views, self._thumbnails, self.theme, page)
            self._sheet.show_sex(self._sex)
            self._sheet.chosen.connect(self.chosen)
            self._sheet.look_asked.connect(self.look_asked)
        self._sheet.set_theme(self.theme)
        self._sheet.open_at(self.mapTo(page, QPoint(self.width() + _EDGE, self.height())), self._key, self._badges)

    @Slot(str)
    def _made(self, key: str) -> None:
        tile = self.tile(key)
        if tile is not None:
            tile.update()


class MoreButton(Button):
    """The button for the views that aren't in the rail, with their lesions."""

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(text, theme, parent)
        self.count = 0
        self._active = False

    def show_count(self, count: int) -> None:
        """Show how many lesions these views are home to."""
        if count != self.count:
            self.count = count
            self.update()

    def set_active(self, *, on: bool) -> None:
        """Show whether one of these views is on show."""
        self._active = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its count and, when one of its views is on show, the edge of it."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._active:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.theme.act, 3))
                painter.drawRoundedRect(self.rect().toRectF().adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
            paint_badge(painter, self.rect(), self.count, self.theme)
