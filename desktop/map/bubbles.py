"""What lies over the figure for a moment: the phrase at the pointer, the bar for fingers, the notice."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.controls.painting import MIDDLE, write
from desktop.controls.stamps import Stamp, Stamps
from desktop.controls.themed import Panel
from desktop.map.pointer import Pointer
from desktop.map.viewport import Point
from desktop.theme import CORNER, Role, Theme

_RIGHT_OF, _ABOVE = 16, 40
_LABEL_HEIGHT, _BAR_HEIGHT = 30, 40
_SIDE = 12
_STAMP = 18.0
_EDGE = 8


class Bubble(Panel):
    """A rounded ground with one line of text that takes no presses. Hidden while its text is empty."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._map = parent
        self.text = ""
        self.hide()

    def _show_at(self, place: QRect) -> None:
        self.setGeometry(place)
        self.update()
        self.show()
        self.raise_()

    def _paint(self, role: Role, ground: QColor, ink: QColor, edge: QColor, indent: int = 0) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(ground)
            painter.setPen(QPen(edge, 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
            place = self.rect().adjusted(_SIDE // 2 + indent, 0, -_SIDE // 2, 0)
            write(painter, place, self.text, self.theme.font(role), ink, MIDDLE)


class Phrase(Bubble):
    """Says where the pointer is and, by the mark it carries, what a tap there will make."""

    def __init__(self, theme: Theme, stamps: Stamps, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._stamps = stamps
        self._role = Role.STRONG
        self._opens = False
        self._said: tuple[str, Point, Pointer, bool] | None = None
        self.stamp: Stamp | None = None

    def say(self, text: str, at: Point, pointer: Pointer, *, opens: bool = False) -> None:
        """Show a phrase beside the mouse, or in a bar at the top for a finger; an empty one hides it.

        `opens` says that a tap there makes no mark but opens the view named.
        """
        said = (text, at, pointer, opens)
        if said == self._said and not self.isHidden():
            return
        self._said = said
        self.text = text
        self._opens = opens
        if not text:
            self.hide()
            return
        self._role = Role.STRONG if pointer is Pointer.MOUSE else Role.NAME
        self._show_at(self._beside(at) if pointer is Pointer.MOUSE else self._on_top())

    def set_stamps(self, stamps: Stamps) -> None:
        """Draw the brush's mark by these."""
        self._stamps = stamps

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, light on dark."""
        theme = self.theme
        edge = theme.text_2 if theme.dark else theme.ink
        self._paint(self._role, theme.ink, theme.paper, edge, self._indent())
        if self.stamp is not None and not self._opens:
            with QPainter(self) as painter:
                self._stamps.draw(painter, _SIDE / 2 + _STAMP / 2 + 2, self.height() / 2, self.stamp, _STAMP)

    def _indent(self) -> int:
        return int(_STAMP) + 4 if self.stamp is not None and not self._opens else 0

    def _size(self, height: int) -> QSize:
        words = QFontMetrics(self.theme.font(self._role)).horizontalAdvance(self.text)
        room = self._map.width() - 2 * _EDGE
        return QSize(min(words + 2 * _SIDE + self._indent(), room), self.theme.px(height))

    def _beside(self, at: Point) -> QRect:
        """Right of and above the pointer, inside the map; never under the pointer itself."""
        room = self._map.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        place = QRect(QPoint(0, 0), self._size(_LABEL_HEIGHT))
        place.moveBottomLeft(QPoint(round(at[0]) + _RIGHT_OF, round(at[1]) - _ABOVE + _LABEL_HEIGHT))
        if place.right() > room.right():
            place.moveRight(room.right())
        if place.top() < room.top():
            place.moveTop(round(at[1]) + _RIGHT_OF)
        return place

    def _on_top(self) -> QRect:
        size = self._size(_BAR_HEIGHT)
        return QRect(QPoint((self._map.width() - size.width()) // 2, _EDGE), size)


class Notice(Bubble):
    """Says at the top of the map why it takes no taps."""

    def say(self, text: str) -> None:
        """Show a notice; an empty one hides it."""
        self.text = text
        self.setAccessibleName(text)
        if text:
            self.place()
        else:
            self.hide()

    def place(self) -> None:
        """Take the place at the top of the map."""
        if self.text:
            room = self._map.width()
            width = QFontMetrics(self.theme.font(Role.BRUSH)).horizontalAdvance(self.text) + 2 * _SIDE
            width = min(width, room - 2 * _EDGE)
            self._show_at(QRect((room - width) // 2, _EDGE, width, self.theme.px(_BAR_HEIGHT)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words as the alarm they are."""
        self._paint(Role.BRUSH, self.theme.red, self.theme.red_text, self.theme.red_text)
