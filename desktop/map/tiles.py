"""A view as a button: its thumbnail, its name and how many lesions it is home to."""

from typing import Protocol

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.atlas.views import View
from desktop.controls.labels import tip
from desktop.controls.painting import MIDDLE, write
from desktop.map.thumbnails import Thumbnails
from desktop.theme import CORNER, Role, Theme

_LABEL = 16
_BADGE = QSize(22, 20)
_SPACINGS = (100.0, 97.0, 94.0, 91.0)
"""How close the letters of a tile's name may be set, per cent, to keep it off the name beside it."""
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def paint_badge(painter: QPainter, frame: QRect, count: int, theme: Theme) -> None:
    """Paint a count as a dark pill at the upper right of a frame; no count, no pill."""
    if not count:
        return
    width = max(_BADGE.width(), 8 * len(str(count)) + 10)
    pill = QRect(frame.right() - width + 1, frame.top() + 2, width, _BADGE.height())
    painter.setPen(QPen(theme.paper, 1) if theme.dark else Qt.PenStyle.NoPen)
    painter.setBrush(theme.ink)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    write(painter, pill, str(count), theme.font(Role.MARK, at_most=100), theme.paper, MIDDLE)


class Shown(Protocol):
    """What a tile needs to know of what it opens."""

    @property
    def key(self) -> str:
        """What it is asked for by."""

    @property
    def label(self) -> str:
        """Its name on the tile."""

    @property
    def title(self) -> str:
        """Its whole name."""

    @property
    def behind(self) -> bool:
        """Whether it shows the patient from behind."""


class PictureTile(QAbstractButton):
    """A picture of what can be shown on the map, as a button.

    Signals:
        opened(str): its key, when the tile is pressed.
    """

    opened = Signal(str)

    def __init__(self, view: Shown, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = view
        self.theme = theme
        self.active = False
        self.count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(view.label)
        tip(self, view.title)
        self._name()
        self.clicked.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self.theme = theme
        self.update()

    def set_active(self, *, on: bool) -> None:
        """Show whether this view is on show."""
        if on != self.active:
            self.active = on
            self._name()
            self.update()

    def show_count(self, count: int) -> None:
        """Show how many lesions this view is home to."""
        if count != self.count:
            self.count = count
            self._name()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as Space does. Arrows are left to what holds the tiles: it knows how they stand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, thumbnail, badge and name."""
        theme = self.theme
        label = theme.px(_LABEL)
        frame = QRect(2, 0, self.width() - 4, self.height() - label)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(
                theme.hover if self.underMouse() else theme.back_view if self._shown.behind else theme.window
            )
            broad = 3 if self.active else 1
            painter.setPen(QPen(theme.act if self.active else theme.line, broad))
            half = broad / 2
            painter.drawRoundedRect(QRectF(frame).adjusted(half, half, -half, -half), CORNER, CORNER)
            self._paint_thumbnail(painter, frame.adjusted(4, 3, -4, -3))
            paint_badge(painter, frame, self.count, theme)
            role = Role.MARK if self.active else Role.SMALL
            ink = theme.text if self.active else theme.text_2
            line = QRect(0, frame.bottom() + 1, self.width(), label)
            write(painter, line, self.text(), _fitting(theme.font(role), self.text(), self.width() - 6), ink, MIDDLE)

    def _paint_thumbnail(self, painter: QPainter, room: QRect) -> None:
        """Paint the picture into the tile's frame."""
        raise NotImplementedError

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._shown.key)

    def _name(self) -> None:
        lesions = self.tr("%n lesion(s)", "", self.count) if self.count else ""
        self.setAccessibleName(self._shown.title)
        self.setAccessibleDescription(", ".join(filter(None, (self.tr("on show") if self.active else "", lesions))))


class Tile(PictureTile):
    """One view of the rail or of the sheet of more views."""

    def __init__(self, view: View, thumbnails: Thumbnails, theme: Theme, parent: QWidget) -> None:
        super().__init__(view, theme, parent)
        self.view = view
        self._thumbnails = thumbnails

    def show_view(self, view: View) -> None:
        """Stand for the same view of another body."""
        self.view = view
        self.update()

    def _paint_thumbnail(self, painter: QPainter, room: QRect) -> None:
        density = self.devicePixelRatioF()
        picture = self._thumbnails.picture(self.view.key, room.size(), density)
        if picture is not None:
            size = picture.deviceIndependentSize()
            x, y = room.center().x() + 0.5 - size.width() / 2, room.center().y() + 0.5 - size.height() / 2
            painter.drawPixmap(QRectF(x, y, size.width(), size.height()), picture, QRectF(picture.rect()))


def _fitting(font: QFont, text: str, width: int) -> QFont:
    """Return the font with its letters set as close as it takes for a text to fit into a width."""
    for spacing in _SPACINGS:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
        if QFontMetrics(font).horizontalAdvance(text) <= width:
            break
    return font
