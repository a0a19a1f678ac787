"""The visit screen: banner, rail, brush, figure, call-out line, right panel and status line in their places."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.atlas.views import Views
from desktop.controls.brush import Brush
from desktop.controls.themed import Panel
from desktop.map.figure import MapView
from desktop.map.rail import ViewRail
from desktop.panels.banner import Banner
from desktop.panels.brush_bar import BrushBar
from desktop.panels.callout_line import CallOutLine
from desktop.panels.right_panel import RightPanel
from desktop.panels.status_line import StatusLine
from desktop.snapshot import Snapshot
from desktop.theme import Density, Theme
from resources.codebook import Presets

RAIL = 132
PANEL = (320, 372, 460)
"""Width of the right panel in a narrow, a usual and a wide window, px at 100 %."""


class VisitScreen(Panel):
    """Everything a visit needs on one screen. It shows values and passes acts on; it decides nothing.

    Signals:
        left(): the back button was pressed.
        menu_asked(): the menu button was pressed.
    """

    left = Signal()
    menu_asked = Signal()

    def __init__(self, views: Views, presets: Presets, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.brush = brush_of(presets, presets.default.key)
        self.banner = Banner(theme)
        self.rail = ViewRail(views, theme)
        self.brush_bar = BrushBar(presets, theme)
        self.map = MapView(views, theme)
        self.callout = CallOutLine(theme)
        self.panel = RightPanel(theme)
        self.status = StatusLine(theme)
        self._lay_out()
        self.banner.back.connect(self.left)
        self.banner.menu_asked.connect(self.menu_asked)
        self.rail.chosen.connect(self.show_view)
        self.map.view_changed.connect(self.rail.show_view)
        self.map.said.connect(self.panel.say)
        self.brush_bar.chosen.connect(self.arm)
        self.brush_bar.method_chosen.connect(self.arm_method)
        self.brush_bar.reset.connect(self.arm_default)
        self.show_brush(self.brush)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.brush_bar)
        middle.addWidget(self.map, 1)
        middle.addWidget(self.callout)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.banner, 0, 0, 1, 3)
        grid.addWidget(self.rail, 1, 0)
        grid.addLayout(middle, 1, 1)
        grid.addWidget(self.panel, 1, 2)
        grid.addWidget(self.status, 2, 0, 1, 3)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
