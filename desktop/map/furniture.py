"""What is printed on every view: the letters of the patient's sides, the view's title, BACK, the doors."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop.atlas.views import Door
from desktop.controls.painting import LEFT, RIGHT, wrapped, write, write_lines
from desktop.map.viewport import Viewport
from desktop.messages import translate
from desktop.theme import CORNER, Role, Theme

_SIDE = 16
_TOP = 10
_PAD = 6
_LOUPE = 22
_COLUMN = 140
"""The title takes no more width at 100 %, so that a long one does not lie on the figure's feet or fingers."""
_LINES = 3


class Printed(Protocol):
    """What is printed on a view, or on a diagram."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def letters(self) -> tuple[str, str]:
        """What stands at its left and right edge: ``R`` or ``L``, empty for none."""

    @property
    def doors(self) -> Sequence[Door]:
        """The parts where a tap opens a close-up."""

    @property
    def behind(self) -> bool:
        """Whether it shows the patient from behind."""


def paint_furniture(painter: QPainter, view: Printed, viewport: Viewport, theme: Theme) -> None:
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


def letters_end(theme: Theme) -> int:
    """Return how far down R, L and their words reach, px: nothing else may lie on them."""
    tall, low = QFontMetrics(_letter_font(theme)).height(), QFontMetrics(theme.font(Role.LABEL)).height()
    return _TOP + tall + low + 2


def _letter_font(theme: Theme) -> QFont:
    """Return the font of R and L: large already, it grows only a little with the text."""
    return theme.font(Role.LETTER, at_most=125)


def _paint_letter(
    painter: QPainter, letter: str, align: Qt.AlignmentFlag, width: int, theme: Theme, ground: QColor
) -> None:
    """Paint R or L at an upper corner, and below it whose right or left that is."""
    if not letter:
        return
    captions = {"R": translate("Map", "patient's right"), "L": translate("Map", "patient's left")}
    font, small = _letter_font(theme), theme.font(Role.LABEL)
    tall, low = QFontMetrics(font).height(), QFontMetrics(small).height()
    caption = captions.get(letter, "")
    plate = QRect(0, _TOP, QFontMetrics(small).horizontalAdvance(caption) + 2 * _PAD, tall + low + 2)
    plate.moveLeft(_SIDE - _PAD if align == LEFT else width - _SIDE + _PAD - plate.width())
    _paint_plate(painter, plate, ground)
    write(painter, QRect(_SIDE, _TOP, width - 2 * _SIDE, tall), letter, font, theme.text, align)
    below = QRect(_SIDE, _TOP + tall, width - 2 * _SIDE, low)
    write(painter, below, caption, small, theme.text_2, align)


def _paint_title(painter: QPainter, view: Printed, viewport: Viewport, theme: Theme, ground: QColor) -> None:
    """Paint the view's title at the lower left, beside the figure, and on a view from behind BACK above it."""
    font = theme.font(Role.STRONG)
    metrics = QFontMetrics(font)
    lines = wrapped(view.title, font, min(theme.px(_COLUMN), round(viewport.width) - 2 * _SIDE - 56), _LINES)
    wide, tall = max(metrics.horizontalAdvance(each) for each in lines), metrics.height() * len(lines)
    place = QRect(_SIDE, round(viewport.height) - tall - 12, wide, tall)
    _paint_plate(painter, place.adjusted(-_PAD, -2, _PAD, 2), ground)
    write_lines(painter, place, lines, font, theme.text_2)
    if view.behind:
        big = theme.font(Role.BACK)
        high = QFontMetrics(big).height()
        write(painter, QRect(_SIDE, place.top() - high, 4 * high, high), translate("Map", "BACK"), big, theme.text)
