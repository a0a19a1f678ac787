"""Paints the figure: picture, doors, letters, marks, rings. It decides nothing."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from db.records import MarkId
from desktop.atlas.views import View
from desktop.controls.stamps import RING, SIZE, Stamps
from desktop.map.drawn import Drawn
from desktop.map.furniture import paint_furniture
from desktop.map.outline import Outline
from desktop.map.pictures import Pictures, paint_whole
from desktop.map.viewport import Point, Viewport
from desktop.theme import Theme

GROWN = 27.0
"""Size of the selected mark: larger than the others, and still clear of its ring, px."""
_HALF_BOX = 30
"""Half of the square a mark may paint in with its ring, question mark or grown disc, px."""
_PEN = 4
"""How far beside its line an outline paints at most, px."""
_NEW_WIDTH, _CALM_WIDTH, _SELECTED_WIDTH = 2.0, 4.0, 2.5


class Canvas:
    """Keeps the picture of the shown part of a view at the screen's density, and paints marks over it."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        self.theme = theme
        self.stamps = Stamps(theme)
        self._pictures = pictures
        self._ground: QPixmap | None = None
        self._ground_of: tuple[object, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        """Paint by this theme from now on."""
        self.theme = theme
        self.stamps = Stamps(theme)
        self._ground = None

    def refresh(self) -> None:
        """Make the picture anew: a finer one has come."""
        self._ground = None

    def paint_ground(self, painter: QPainter, view: View, viewport: Viewport, dirty: QRect, density: float) -> None:
        """Paint picture, doors, letters and title of a view into a part of the widget."""
        asked = (view.key, viewport, density)
        if self._ground is None or asked != self._ground_of:
            self._ground, self._ground_of = self._made(view, viewport, density), asked
        source = QRectF(dirty.x() * density, dirty.y() * density, dirty.width() * density, dirty.height() * density)
        painter.drawPixmap(QRectF(dirty), self._ground, source)

    def paint_skin(self, painter: QPainter, view: View, viewport: Viewport, density: float) -> None:
        """Paint the visible part of the picture, without anything on it."""
        image = self._pictures.best(view, viewport.scale * density)
        if viewport.at_fit:
            paint_whole(painter, image, viewport, density)
            return
        left, top = (max(0.0, each) for each in viewport.to_view(0.0, 0.0))
        right, bottom = viewport.to_view(viewport.width, viewport.height)
        right, bottom = min(right, viewport.picture_width), min(bottom, viewport.picture_height)
        if left >= right or top >= bottom:
            return
        finer = image.width() / view.camera.width
        source = QRectF(left * finer, top * finer, (right - left) * finer, (bottom - top) * finer)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corner = QPointF(*viewport.to_widget(left, top))
        painter.drawImage(QRectF(corner, QPointF(*viewport.to_widget(right, bottom))), image, source)

    def paint_marks(
        self,
        painter: QPainter,
        viewport: Viewport,
        drawn: Iterable[Drawn],
        dirty: Sequence[QRect],
        selected: MarkId | None,
    ) -> None:
        """Paint the marks that touch a part of `dirty`, in order, the selected one last and larger."""
        grown = (each.adjusted(-_HALF_BOX, -_HALF_BOX, _HALF_BOX, _HALF_BOX) for each in dirty)
        parts = [(each.left(), each.top(), each.right(), each.bottom()) for each in grown]
        (x0, y0), scale = viewport.to_widget(0.0, 0.0), viewport.scale
        on_top = None
        for each in drawn:
            x, y = x0 + each.x * scale, y0 + each.y * scale
            if selected is not None and selected in each.marks:
                on_top = each
            elif any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in parts):
                self.stamps.draw(painter, x, y, each.stamp, SIZE)
        if on_top is not None:
            x, y = viewport.to_widget(on_top.x, on_top.y)
            self.ring(painter, (x, y), _SELECTED_WIDTH)
            self.stamps.draw(painter, x, y, on_top.stamp, GROWN)

    def paint_new(self, painter: QPainter, at: Point, *, calm: bool) -> None:
        """Paint the ring around a new mark."""
        self.ring(painter, at, _CALM_WIDTH if calm else _NEW_WIDTH)

    def ring(self, painter: QPainter, at: Point, width: float) -> None:
        """Paint a dark ring of 36 px with a light edge, seen on skin and on the ground of either theme."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, broad in ((self.theme.paper, width + 2.0), (self.theme.ink, width)):
            painter.setPen(QPen(colour, broad))
            painter.drawEllipse(QPointF(*at), RING / 2, RING / 2)

    def paint_outline(self, painter: QPainter, viewport: Viewport, outline: Outline, dirty: Sequence[QRect]) -> None:
        """Light up what of the outline of a region lies in some parts of the widget."""
        path = outline.within([_in_view(viewport, each.adjusted(-_PEN, -_PEN, _PEN, _PEN)) for each in dirty])
        if path.isEmpty():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*viewport.to_widget(0.0, 0.0))
        painter.scale(viewport.scale, viewport.scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, broad in ((self.theme.paper, 3.0), (self.theme.ink, 1.2)):
            pen = QPen(_veiled(colour, 0.75), broad)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPath(path)
        painter.restore()

    def _made(self, view: View, viewport: Viewport, density: float) -> QPixmap:
        ground = QPixmap(QSize(round(viewport.width * density), round(viewport.height * density)))
        ground.setDevicePixelRatio(density)
        ground.fill(self.theme.back_view if view.behind else self.theme.window)
        with QPainter(ground) as painter:
            self.paint_skin(painter, view, viewport, density)
            paint_furniture(painter, view, viewport, self.theme)
        return ground


def box(at: Point) -> QRect:
    """Return the part of the widget a mark at a point may paint in."""
    return QRect(round(at[0]) - _HALF_BOX, round(at[1]) - _HALF_BOX, 2 * _HALF_BOX, 2 * _HALF_BOX)


def _in_view(viewport: Viewport, part: QRect) -> QRectF:
    """Return a part of the widget in view px."""
    left, top = viewport.to_view(part.left(), part.top())
    right, bottom = viewport.to_view(part.right() + 1, part.bottom() + 1)
    return QRectF(left, top, right - left, bottom - top)


def _veiled(colour: QColor, opacity: float) -> QColor:
    veiled = QColor(colour)
    veiled.setAlphaF(opacity)
    return veiled
