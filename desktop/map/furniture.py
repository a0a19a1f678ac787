"""What is printed on every view: the letters of the patient's sides, the view's title, BACK, the doors."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.atlas.views import Door, View
from desktop.controls.painting import LEFT, RIGHT, write
from desktop.map.viewport import Viewport
from desktop.messages import translate
from desktop.theme import CORNER, Role, Theme

_SIDE = 16
_TOP = 10
_PAD = 6
_LOUPE = 22


def paint_furniture(painter: QPainter, view: View, viewport: Viewport, theme: Theme) -> None:
    """Paint everything that is printed on a view, over its picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = theme.back_view if view.behind else theme.window
    for door in view.doors:
        _paint_door(painter, door, viewport, theme)
    for letter, align in zip(view.letters, (LEFT, RIGHT), strict=True):
        _paint_letter(painter, letter, align, round(viewport.width), theme, ground)
    _paint_title(painter, view, viewport, theme, ground)


def door_box(door: Door, viewport: Viewport) -> QRectF:
    """Return a door's frame in the widget, px."""
    corner = QPointF(*viewport.to_widget(door.left, door.top))
    return QRectF(corner, QPointF(*viewport.to_widget(door.right, door.bottom)))


def _paint_door(painter: QPainter, door: Door, viewport: Viewport, theme: Theme) -> None:
    """Paint a dashed frame with a loupe at its outer upper corner: a press opens the close-up."""
    frame = door_box(door, viewport)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.text_2, 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(frame, CORNER, CORNER)
    left = frame.center().x() < viewport.width / 2
    sign = QRectF(0.0, 0.0, _LOUPE, _LOUPE)
    sign.moveCenter(frame.topLeft() if left else frame.topRight())
    painter.setPen(QPen(theme.edge, 1.0))
    painter.setBrush(theme.panel)
    painter.drawEllipse(sign)
    painter.setPen(QPen(theme.text, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    glass = sign.center() - QPointF(1.5, 1.5)
    painter.drawEllipse(glass, 4.5, 4.5)
    painter.drawLine(glass + QPointF(3.4, 3.4), glass + QPointF(7.2, 7.2))


def _paint_plate(painter: QPainter, place: QRect, ground: QColor) -> None:
    """Paint a veil of the map's own ground, seen only where enlarged skin lies under words."""
    veil = QColor(ground)
    veil.setAlphaF(0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(place, CORNER, CORNER)


def _paint_letter(
    painter: QPainter, letter: str, align: Qt.AlignmentFlag, width: int, theme: Theme, ground: QColor
) -> None:
    """Paint R or L at an upper corner, and below it whose right or left that is."""
    if not letter:
        return
    captions = {"R": translate("Map", "patient's right"), "L": translate("Map", "patient's left")}
    font, small = theme.font(Role.LETTER), theme.font(Role.LABEL)
    tall, low = QFontMetrics(font).height(), QFontMetrics(small).height()
    caption = captions.get(letter, "")
    plate = QRect(0, _TOP, QFontMetrics(small).horizontalAdvance(caption) + 2 * _PAD, tall + low + 2)
    plate.moveLeft(_SIDE - _PAD if align == LEFT else width - _SIDE + _PAD - plate.width())
    _paint_plate(painter, plate, ground)
    write(painter, QRect(_SIDE, _TOP, width - 2 * _SIDE, tall), letter, font, theme.text, align)
    below = QRect(_SIDE, _TOP + tall, width - 2 * _SIDE, low)
    write(painter, below, caption, small, theme.text_2, align)


def _paint_title(painter: QPainter, view: View, viewport: Viewport, theme: Theme, ground: QColor) -> None:
    """Paint the view's title at the lower left and, on a view from behind, BACK above it."""
    font = theme.font(Role.STRONG)
    tall = QFontMetrics(font).height()
    line = QRect(_SIDE, round(viewport.height) - tall - 12, round(viewport.width) - 2 * _SIDE - 56, tall)
    wide = min(line.width(), QFontMetrics(font).horizontalAdvance(view.title))
    _paint_plate(painter, QRect(_SIDE - _PAD, line.top() - 2, wide + 2 * _PAD, tall + 4), ground)
    write(painter, line, view.title, font, theme.text_2)
    if view.behind:
        big = theme.font(Role.BACK)
        high = QFontMetrics(big).height()
        write(painter, QRect(_SIDE, line.top() - high, line.width(), high), translate("Map", "BACK"), big, theme.text)
