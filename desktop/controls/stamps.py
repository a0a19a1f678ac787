"""The marks as they look on the map, in the list and beside the counts (screens.md 4.4), kept as pictures."""

import math
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.snapshot import Numbered, Question
from desktop.theme import Role, Theme
from resources.terms import Category, Method

SIZE = 24
"""Diameter of a mark's disc, px; other shapes have about its area."""
GLOVE_SIZE = 30
RING = 36
"""Diameter of the ring around a new or a selected mark, px."""
BADGE = (34, 26)
"""Width and height of the badge of lesions placed by name, px."""
CLUSTER = (40, 26)
"""Width and height of a cluster of marks, without the edge of those behind it, px."""
_BEHIND = 3.0
"""How far the mark behind a cluster looks out at its lower right, px."""
_CANVAS = 48
_RIM = 1.5
_LABEL_SIZES = (12, 11, 10, 9, 8, 7)
_TEXT_RIM = 2.6
"""How far inside a mark's outline its text stays, px."""
_MOST_KEPT = 2000


class Shape(StrEnum):
    """The outline of a mark."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    PENTAGON = "pentagon"
    BADGE = "badge"
    CLUSTER = "cluster"


_BY_METHOD = {
    Method.CRYOTHERAPY: Shape.CIRCLE,
    Method.ELECTROSURGERY: Shape.TRIANGLE,
    Method.LASER: Shape.DIAMOND,
    Method.CHEMICAL: Shape.SQUARE,
    Method.CURETTEMENT: Shape.PENTAGON,
}
_BY_BLADE = frozenset(
    {Category.BIOPSY_TANGENTIAL, Category.BIOPSY_PUNCH, Category.BIOPSY_INCISIONAL, Category.SHAVE, Category.PARING}
)
# Number of corners, angle of the first one (degrees, 0 = right, 90 = down), distance from the middle (px). Areas
# look equal to the disc's; the triangle's is a little smaller, so that its corners reach little beyond the ring.
_CORNERS = {
    Shape.TRIANGLE: (3, -90.0, 19.2),
    Shape.DIAMOND: (4, -90.0, 14.8),
    Shape.SQUARE: (4, -45.0, 14.8),
    Shape.PENTAGON: (5, -90.0, 13.7),
}

_BOXES = {Shape.BADGE: (BADGE, 7.0), Shape.CLUSTER: (CLUSTER, CLUSTER[1] / 2)}
"""Size and radius of the corners of the signs that stand for several lesions, px."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a mark looks: its outline, the family that fills it, what is written on it; `twice` adds an outer line."""

    shape: Shape
    family: str
    label: str = ""
    twice: bool = False
    hollow: bool = False
    doubtful: bool = False


def shape_of(methods: tuple[Method, ...], category: Category | None) -> Shape:
    """Return the outline that tells how a lesion was treated: by the first method, or by the blade."""
    if methods:
        return _BY_METHOD[methods[0]]
    return Shape.PENTAGON if category in _BY_BLADE else Shape.CIRCLE


def stamp_of(numbered: Numbered) -> Stamp:
    """Return how a mark of the visit looks."""
    treatment = numbered.mark.treatment
    doubtful = bool({Question.SAME, Question.SIDE, Question.PLACE} & set(numbered.questions))
    if treatment is None:
        return Stamp(Shape.CIRCLE, numbered.family, numbered.label, hollow=True, doubtful=doubtful)
    shape = shape_of(treatment.methods, treatment.category)
    return Stamp(shape, numbered.family, numbered.label, twice=len(treatment.methods) > 1, doubtful=doubtful)


def brush_stamp(family: str, methods: tuple[Method, ...], category: Category | None) -> Stamp:
    """Return how the mark of the next tap will look, without a number."""
    return Stamp(shape_of(methods, category), family, twice=len(methods) > 1, hollow=category is None)


def badge_stamp(family: str, count: int, *, hollow: bool, doubtful: bool) -> Stamp:
    """Return the badge of lesions that were placed by name: ``×3``."""
    return Stamp(Shape.BADGE, family, f"×{count}", hollow=hollow, doubtful=doubtful)


def cluster_stamp(family: str, count: int, *, hollow: bool, doubtful: bool) -> Stamp:
    """Return the sign of marks too close to be told apart: ``×12``; `family` is empty where they are of several."""
    return Stamp(Shape.CLUSTER, family, f"×{count}", hollow=hollow, doubtful=doubtful)


class Stamps:
    """Paints marks in a theme's colours and keeps their pictures for each pixel density."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: dict[tuple[Stamp, float, float], QPixmap] = {}

    def picture(self, stamp: Stamp, density: float, size: float = SIZE) -> QPixmap:
        """Return the mark centred on a transparent picture for a device pixel ratio; a disc is `size` px wide."""
        key = (stamp, density, size)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = self._made(stamp, density, size)
        return kept

    def draw(self, painter: QPainter, x: float, y: float, stamp: Stamp, size: float = SIZE) -> None:
        """Paint a mark centred on a point, sharp on the painter's device."""
        picture = self.picture(stamp, painter.device().devicePixelRatioF(), size)
        half = reach(size)
        painter.drawPixmap(QPointF(x - half, y - half), picture)

    def _made(self, stamp: Stamp, density: float, size: float) -> QPixmap:
        side = 2 * reach(size)
        picture = QPixmap(math.ceil(side * density), math.ceil(side * density))
        picture.setDevicePixelRatio(density)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(side / 2, side / 2)
            painter.scale(size / SIZE, size / SIZE)
            self._paint(painter, stamp)
        return picture

    def _paint(self, painter: QPainter, stamp: Stamp) -> None:
        theme = self._theme
        fill = theme.sampled if stamp.hollow or not stamp.family else theme.hue(stamp.family)
        if stamp.twice:
            _fill(painter, _outline(stamp.shape, -_RIM), theme.ink)
        rings = ((0.0, theme.paper), (_RIM, theme.ink), (2 * _RIM, fill))
        if stamp.shape is Shape.CLUSTER:
            painter.translate(_BEHIND, _BEHIND)
            for inset, colour in rings:
                _fill(painter, _outline(stamp.shape, inset), colour)
            painter.translate(-_BEHIND, -_BEHIND)
        for inset, colour in rings:
            _fill(painter, _outline(stamp.shape, inset), colour)
        if stamp.label:
            self._write(painter, stamp, theme.ink if fill.lightnessF() > 0.6 else theme.paper)
        if stamp.doubtful:
            self._question(painter)

    def _write(self, painter: QPainter, stamp: Stamp, colour: QColor) -> None:
        font = QFont(self._theme.font(Role.MARK, at_most=100))
        box = _fitted(font, stamp.label, stamp.shape)
        tight = QFontMetricsF(font).tightBoundingRect(stamp.label)
        path = QPainterPath()
        path.addText(box.left() - tight.left(), box.top() - tight.top(), font, stamp.label)
        _fill(painter, path, colour)

    def _question(self, painter: QPainter) -> None:
        """Paint a question mark at the upper right, on its own ground so that it reads on skin."""
        theme = self._theme
        middle = QPointF(11.0, -11.0)
        painter.setPen(QPen(theme.amber_edge, 1.0))
        painter.setBrush(theme.amber)
        painter.drawEllipse(middle, 7.0, 7.0)
        font = theme.font(Role.MARK, at_most=100)
        tight = QFontMetricsF(font).tightBoundingRect("?")
        path = QPainterPath()
        path.addText(middle.x() - tight.center().x(), middle.y() - tight.center().y(), font, "?")
        _fill(painter, path, theme.amber_text)


def reach(size: float = SIZE) -> float:
    """Return how far from its middle a mark's picture goes, px."""
    return _CANVAS / 2 * size / SIZE


def _fitted(font: QFont, text: str, shape: Shape) -> QRectF:
    """Give the font the largest size at which the text stays inside a shape, and return where it stands there."""
    room = _outline(shape, _TEXT_RIM)
    box = QRectF()
    for px in _LABEL_SIZES:
        font.setPixelSize(px)
        box = QFontMetricsF(font).tightBoundingRect(text)
        box.moveCenter(QPointF(0.0, 0.0))
        if shape is Shape.TRIANGLE:
            # It is broad only below its middle: there the digits stand on its foot.
            box.moveBottom(room.boundingRect().bottom() - 0.4)
        if room.contains(box):
            break
    return box


def _fill(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)


def _outline(shape: Shape, inset: float) -> QPainterPath:
    """Return a mark's outline about the origin, moved inwards by `inset` px."""
    path = QPainterPath()
    if shape is Shape.CIRCLE:
        path.addEllipse(QPointF(0.0, 0.0), SIZE / 2 - inset, SIZE / 2 - inset)
        return path
    if shape in _BOXES:
        (wide, high), radius = _BOXES[shape]
        box = QRectF(-wide / 2, -high / 2, wide, high).adjusted(inset, inset, -inset, -inset)
        path.addRoundedRect(box, radius - inset, radius - inset)
        return path
    corners, first, apart = _CORNERS[shape]
    # Moving the sides of a regular polygon of n corners inwards brings its corners nearer by inset / cos(pi / n).
    apart -= inset / math.cos(math.pi / corners)
    points = [math.radians(first + 360.0 * k / corners) for k in range(corners)]
    path.addPolygon(QPolygonF([QPointF(apart * math.cos(a), apart * math.sin(a)) for a in points]))
    path.closeSubpath()
    return path
