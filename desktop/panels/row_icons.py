"""The drawn signs in the rows of the lesion list."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from desktop.controls.painting import MIDDLE, write
from desktop.theme import Role, Theme


def paint_eye(painter: QPainter, middle: QPointF, unit: float, theme: Theme) -> None:
    """Paint an eye: seen, not treated."""
    lids = QPainterPath(middle + QPointF(-9, 0) * unit)
    lids.quadTo(middle + QPointF(0, -10) * unit, middle + QPointF(9, 0) * unit)
    lids.quadTo(middle + QPointF(0, 10) * unit, middle + QPointF(-9, 0) * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.text, 1.8 * unit))
    painter.drawPath(lids)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text)
    painter.drawEllipse(middle, 2.8 * unit, 2.8 * unit)


def paint_arrow(painter: QPainter, middle: QPointF, theme: Theme, *, unfolded: bool) -> None:
    """Paint the arrow of a head: down where its lesions are shown."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text_2)
    corners = ((-4, -2.5), (4, -2.5), (0, 3.5)) if unfolded else ((-2.5, -4), (-2.5, 4), (3.5, 0))
    painter.drawPolygon([middle + QPointF(x, y) for x, y in corners])


def paint_tape(painter: QPainter, middle: QPointF, unit: float, theme: Theme) -> None:
    """Paint a measuring tape: distances from landmarks."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.text, 1.8 * unit))
    painter.drawRect(QRectF(middle + QPointF(-9, -4) * unit, middle + QPointF(9, 4) * unit))
    for x, length in ((-4.5, 3.0), (0.0, 4.5), (4.5, 3.0)):
        painter.drawLine(middle + QPointF(x, -4) * unit, middle + QPointF(x, -4 + length) * unit)


def badge_width(initials: str, theme: Theme) -> int:
    """Return how wide the badge of somebody's initials is, in px."""
    return QFontMetrics(theme.font(Role.SMALL)).horizontalAdvance(initials) + theme.px(12)


def paint_badge(painter: QPainter, place: QRect, initials: str, theme: Theme) -> None:
    """Paint the initials of whoever's work waits for the provider, in a rounded outline."""
    high = theme.px(18)
    pill = QRectF(place.x(), place.y() + (place.height() - high) / 2, place.width(), high).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.edge, 1))
    painter.drawRoundedRect(pill, high / 2, high / 2)
    write(painter, pill.toRect(), initials, theme.font(Role.SMALL), theme.text, MIDDLE)
