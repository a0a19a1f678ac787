"""The lit outline of a region, kept in short pieces: where little is painted anew, little of it is drawn."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from desktop.map.viewport import Point

_PIECE = 16
"""So many points make a piece."""


class Outline:
    """Lines in view px."""

    def __init__(self, lines: Sequence[Sequence[Point]]) -> None:
        self._lines = [[QPointF(*point) for point in line] for line in lines]
        self._whole = QPainterPath()
        for line in self._lines:
            self._whole.addPolygon(QPolygonF(line))
        self._boxes = [list(_boxes(line)) for line in lines]

    @property
    def bounds(self) -> QRectF:
        """The box around all lines."""
        return self._whole.boundingRect()

    def within(self, parts: Sequence[QRectF]) -> QPainterPath:
        """Return what of the lines meets some parts of the view, and little more; nothing ends inside a part."""
        if any(each.contains(self.bounds) for each in parts):
            return self._whole
        edges = [(each.left(), each.top(), each.right(), each.bottom()) for each in parts]
        path = QPainterPath()
        for line, boxes in zip(self._lines, self._boxes, strict=True):
            for first, last in _runs([_meet(box, edges) for box in boxes]):
                path.addPolygon(QPolygonF(line[first * _PIECE : last * _PIECE + 1]))
        return path


_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _boxes(line: Sequence[Point]) -> Iterator[_Box]:
    """Yield the boxes of a line's pieces, each with the point at which the next one begins."""
    for start in range(0, len(line) - 1, _PIECE):
        xs, ys = zip(*line[start : start + _PIECE + 1], strict=True)
        yield min(xs), min(ys), max(xs), max(ys)


def _meet(box: _Box, parts: Sequence[_Box]) -> bool:
    left, top, right, bottom = box
    return any(left <= x1 and x0 <= right and top <= y1 and y0 <= bottom for x0, y0, x1, y1 in parts)


def _runs(wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where consecutive wanted pieces begin, and the piece behind their last."""
    start: int | None = None
    for place, each in enumerate((*wanted, False)):
        if each and start is None:
            start = place
        elif not each and start is not None:
            yield start, place
            start = None
