"""The magnifying glass over a long press: what lies under the finger, larger, with its marks."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.atlas.views import View
from desktop.controls.themed import Panel
from desktop.map.canvas import Canvas
from desktop.map.drawn import Drawn
from desktop.map.outline import Outline
from desktop.map.viewport import Point, Viewport
from desktop.theme import Theme

MAGNIFIES = 2.5
SIDE = 160
"""Diameter of the glass, px."""
_ABOVE = 24


class Loupe(Panel):
    """A round glass above the pointer; hidden unless it is held over something. It takes no presses."""

    def __init__(self, theme: Theme, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas = canvas
        self._map = parent
        self._shown: tuple[View, Viewport, tuple[Drawn, ...], Outline | None] | None = None
        self.resize(SIDE, SIDE)
        self.hide()

    def hold(self, at: Point, view: View, viewport: Viewport, drawn: Iterable[Drawn], lit: Outline | None) -> None:
        """Hold the glass over a point of the map (widget px); `lit` is the outline of the region there, in view px."""
        x, y = viewport.to_view(*at)
        small = Viewport(SIDE, SIDE, viewport.picture_width, viewport.picture_height, 1.0, x, y)
        larger = replace(small, zoom=viewport.scale * MAGNIFIES / small.fit_scale)
        self._shown = view, larger, tuple(drawn), lit
        self._place(at)
        self.update()
        self.show()
        self.raise_()

    def _place(self, at: Point) -> None:
        """Above the pointer; where there is no room above, beside it."""
        room = self._map.rect()
        left, top = round(at[0]) - SIDE // 2, round(at[1]) - SIDE - _ABOVE
        if top < 0:
            top = max(0, min(round(at[1]) - SIDE // 2, room.height() - SIDE))
            left = round(at[0]) + _ABOVE
            if left + SIDE > room.width():
                left = round(at[0]) - _ABOVE - SIDE
        self.move(min(max(left, 0), room.width() - SIDE), top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the enlarged skin, the marks at their usual size, and a cross where the tap will be."""
        if self._shown is None:
            return
        view, viewport, drawn, lit = self._shown
        theme = self.theme
        glass = QRectF(2, 2, SIDE - 4, SIDE - 4)
        inside = QPainterPath()
        inside.addEllipse(glass)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(inside)
            painter.fillRect(self.rect(), theme.back_view if view.behind else theme.window)
            self._canvas.paint_skin(painter, view, viewport, self.devicePixelRatioF())
            if lit is not None:
                self._canvas.paint_outline(painter, viewport, lit, (self.rect(),))
            self._canvas.paint_marks(painter, viewport, drawn, (self.rect(),), None)
            self._paint_cross(painter)
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, broad in ((theme.paper, 4.0), (theme.ink, 2.0)):
                painter.setPen(QPen(colour, broad))
                painter.drawEllipse(glass)

    def _paint_cross(self, painter: QPainter) -> None:
        middle = QPointF(SIDE / 2, SIDE / 2)
        for colour, broad in ((self.theme.paper, 3.0), (self.theme.ink, 1.0)):
            painter.setPen(QPen(colour, broad))
            for arm in (QPointF(10, 0), QPointF(0, 10)):
                painter.drawLine(middle - arm, middle - arm * 0.3)
                painter.drawLine(middle + arm * 0.3, middle + arm)
