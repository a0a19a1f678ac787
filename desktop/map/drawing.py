"""Paints a diagram: its shapes, the one that is meant, its names and the lesions counted on it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from db.records import MarkId
from desktop.atlas.diagrams import Diagram, Part
from desktop.atlas.strokes import Stroke
from desktop.controls.painting import LEFT, MIDDLE, RIGHT, wrapped, write
from desktop.controls.stamps import BADGE, Stamp, badge_stamp
from desktop.map.diagram_keys import is_off_skin
from desktop.map.furniture import paint_furniture
from desktop.map.viewport import Point, Viewport
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme
from resources.regions import load_regions
from resources.terms import Side

_EDGE, _LIT_EDGE = 1.5, 3.0
_GAP = 8
_LINES = 3


@dataclass(frozen=True, slots=True)
class Badge:
    """The lesions of one sort counted on a part, drawn at a point of the diagram (px of its picture)."""

    marks: tuple[MarkId, ...]
    x: float
    y: float
    stamp: Stamp


def badges(diagram: Diagram, snapshot: Snapshot) -> tuple[Badge, ...]:
    """Return what stands on a diagram for the lesions of a visit that have no skin to be drawn on.

    Lesions of several sorts on one part stand below each other.
    """
    heaps: dict[tuple[Point, str], list[MarkId]] = {}
    for each in snapshot.marks:
        place = each.mark.place
        zone = diagram.zone(place.region, place.side) if is_off_skin(place) else None
        if zone is not None:
            heaps.setdefault((zone.middle, each.preset), []).append(each.id)
    found: list[Badge] = []
    taken: Counter[Point] = Counter()
    for (middle, _), marks in heaps.items():
        known = [each for each in map(snapshot.mark, marks) if each is not None]
        stamp = badge_stamp(
            known[0].family,
            len(known),
            hollow=not any(each.treated for each in known),
            doubtful=any(each.questions for each in known),
        )
        found.append(Badge(tuple(marks), middle[0], middle[1] + taken[middle] * (BADGE[1] + 2), stamp))
        taken[middle] += 1
    return tuple(found)


def shape(part: Part, side: Side, diagram: Diagram) -> QPainterPath:
    """Return the outline of a part on one side, px of the picture."""
    whole = outline(part.strokes)
    if part.side is not Side.UNSAID:
        return whole
    middle, far = diagram.width / 2, diagram.width
    spans = {
        Side.RIGHT: (0.0, middle - part.band),
        Side.MIDLINE: (middle - part.band, middle + part.band),
        Side.LEFT: (middle + part.band, far),
    }
    begin, end = spans[side]
    strip = QPainterPath()
    strip.addRect(begin, 0.0, end - begin, diagram.height)
    return whole.intersected(strip)


def outline(strokes: Iterable[Stroke]) -> QPainterPath:
    """Return lines as a path; a shape inside a shape is a hole."""
    path = QPainterPath()
    for each in strokes:
        path.moveTo(*each.start)
        for first, second, end in each.curves:
            path.cubicTo(*first, *second, *end)
        if each.closed:
            path.closeSubpath()
    return path


class Drawing:
    """Paints one diagram in a theme's colours."""

    def __init__(self, diagram: Diagram, theme: Theme) -> None:
        self._diagram = diagram
        self._theme = theme
        self._outlines = [outline(each.strokes if isinstance(each, Part) else each) for each in diagram.drawn]

    def paint(self, painter: QPainter, viewport: Viewport, lit: tuple[str, Side] | None) -> None:
        """Paint shapes, names and letters; `lit` is the region and the side that is meant."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(*viewport.to_widget(0.0, 0.0))
        painter.scale(viewport.scale, viewport.scale)
        self.paint_shapes(painter, lit)
        painter.restore()
        for text, at in self._diagram.figures:
            x, y = viewport.to_widget(*at)
            place = QRect(round(x) - 24, round(y) - 16, 48, 32)
            write(painter, place, text, theme.font(Role.BODY, at_most=125), theme.text_2, MIDDLE)
        for part in self._diagram.parts:
            self._paint_name(painter, viewport, part, lit)
        paint_furniture(painter, self._diagram, viewport, theme)

    def paint_shapes(self, painter: QPainter, lit: tuple[str, Side] | None) -> None:
        """Paint the shapes alone, by a painter that measures in px of the picture."""
        theme = self._theme
        for each, path in zip(self._diagram.drawn, self._outlines, strict=True):
            painter.setPen(_pen(theme.text_2, _EDGE))
            painter.setBrush(theme.panel if isinstance(each, Part) else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            if isinstance(each, Part) and lit is not None and _is_lit(each, lit):
                painter.setPen(_pen(theme.act, _LIT_EDGE))
                painter.setBrush(theme.chosen)
                painter.drawPath(shape(each, lit[1], self._diagram))

    def _paint_name(self, painter: QPainter, viewport: Viewport, part: Part, lit: tuple[str, Side] | None) -> None:
        """Write a part's term beside the drawing, with a line to it."""
        theme = self._theme
        means_it = lit is not None and _is_lit(part, lit)
        font = theme.font(Role.REASON_STRONG if means_it else Role.REASON)
        (x, y), end = viewport.to_widget(*part.name_at), viewport.to_widget(*part.pointed_at)
        on_left = part.name_at[0] < self._diagram.width / 2
        room = round(x) - _GAP if on_left else round(viewport.width - x) - _GAP
        lines = wrapped(load_regions().get(part.region).term, font, room, _LINES)
        high = QFontMetrics(font).height()
        top = round(y - high * len(lines) / 2)
        painter.setPen(QPen(theme.text_2, 1.0))
        painter.drawLine(QPointF(x + (4 if on_left else -4), y), QPointF(*end))
        painter.setBrush(theme.text_2)
        painter.drawEllipse(QPointF(*end), 2.5, 2.5)
        for number, line in enumerate(lines):
            place = QRect(_GAP if on_left else round(x), top + number * high, room, high)
            write(painter, place, line, font, theme.text, RIGHT if on_left else LEFT)


def thumbnail(painter: QPainter, diagram: Diagram, room: QRectF, theme: Theme) -> None:
    """Paint a diagram's shapes into a small frame."""
    box = _bounds(diagram)
    scale = min(room.width() / box.width(), room.height() / box.height())
    painter.save()
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-box.center())
    Drawing(diagram, theme).paint_shapes(painter, None)
    painter.restore()


def _bounds(diagram: Diagram) -> QRectF:
    box = QRectF()
    for each in diagram.drawn:
        box = box.united(outline(each.strokes if isinstance(each, Part) else each).boundingRect())
    return box


def _is_lit(part: Part, lit: tuple[str, Side]) -> bool:
    return part.region == lit[0] and part.side in (lit[1], Side.UNSAID)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
