"""The drawn signs in the rows of the lesion list."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.theme import Theme


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
