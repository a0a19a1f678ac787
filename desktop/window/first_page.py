"""What is painted before the visit page has been made: the figure, in its place, on the page's own grounds."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.atlas.views import View
from desktop.controls.density import places
from desktop.controls.themed import Ground
from desktop.map.pictures import decode, paint_whole
from desktop.map.viewport import Viewport
from desktop.theme import Theme


class FirstPage(Ground):
    """The figure of a view where the visit page will show it. It takes no acts and is gone when they are taken."""

    def __init__(self, view: View, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view = view
        self.picture = decode(view.pictures.small)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint figure and grounds."""
        room = places(self.size(), self.theme.percent)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.panel)
            painter.fillRect(room.map, self.theme.back_view if self._view.behind else self.theme.window)
            self._paint_figure(painter, room.map)

    def _paint_figure(self, painter: QPainter, place: QRect) -> None:
        camera = self._view.camera
        size = float(place.width()), float(place.height())
        viewport = Viewport.fitted(size, (float(camera.width), float(camera.height)))
        painter.translate(place.topLeft())
        paint_whole(painter, self.picture, viewport, self.devicePixelRatioF())
