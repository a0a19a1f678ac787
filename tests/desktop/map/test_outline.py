"""What is drawn of a lit outline where only a part of the map is painted anew."""

import math

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.map.outline import Outline

_RING = tuple((100 + 80 * math.cos(k / 20), 100 + 60 * math.sin(k / 20)) for k in range(127))
_SMALL = ((95.0, 95.0), (105.0, 95.0), (100.0, 105.0))
_SIZE = 200
_PEN = 4


def _painted(path: QPainterPath, part: QRect) -> QImage:
    image = QImage(_SIZE, _SIZE, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(part)
        painter.setPen(QPen(QColor(0, 0, 0, 190), 3.0))
        painter.drawPath(path)
    return image


@pytest.mark.parametrize("left", range(0, _SIZE, 40))
@pytest.mark.parametrize("top", range(0, _SIZE, 40))
def test_a_part_looks_as_if_the_whole_outline_had_been_drawn(left: int, top: int) -> None:
    outline = Outline([_RING, _SMALL])
    part = QRect(left, top, 40, 40)

    path = outline.within([QRectF(part.adjusted(-_PEN, -_PEN, _PEN, _PEN))])

    whole = outline.within([QRectF(0, 0, _SIZE, _SIZE)])
    assert _painted(path, part) == _painted(whole, part)


def test_little_is_drawn_where_little_is_painted() -> None:
    outline = Outline([_RING])

    path = outline.within([QRectF(170, 90, 20, 20)])

    assert 0 < path.elementCount() <= len(_RING) / 2


def test_nothing_is_drawn_where_the_outline_does_not_come() -> None:
    assert Outline([_RING]).within([QRectF(95, 95, 10, 10)]).isEmpty()


def test_the_bounds_hold_all_lines() -> None:
    assert Outline([_SMALL, _RING]).bounds.contains(QRectF(21, 41, 158, 118))
