"""The visit screen: banner, rail, brush, figure, call-out line, right panel and status line in their places."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.people import Member
from desktop.atlas.views import Views
from desktop.controls.brush import Brush, brush_of
from desktop.controls.demo_band import DemoBand
from desktop.controls.density import places
from desktop.controls.themed import Ground
from desktop.map.figure import MapView
from desktop.map.rail import ViewRail
from desktop.panels.banner import Banner
from desktop.panels.brush_bar import BrushBar
from desktop.panels.callout_line import CallOutLine
from desktop.panels.count_strip import CountStrip
from desktop.panels.right_panel import RightPanel
from desktop.panels.status_line import StatusLine
from desktop.snapshot import Snapshot
from desktop.theme import Theme, Tone
from desktop.window.calendar_day import today
from resources.presets import Presets
from resources.terms import Method

if TYPE_CHECKING:
    from desktop.panels.key_card import KeyCard


class VisitScreen(Ground):
    """Everything a visit needs on one screen. It shows values and passes acts on; it decides nothing.

    Signals:
        left(): the back button was pressed.
        lock_asked(): the lock was pressed.
        menu_asked(): the menu button was pressed.
        own_asked(): somebody looking at the demo wants to start with a practice of their own.
    """

    left = Signal()
    lock_asked = Signal()
    menu_asked = Signal()
    own_asked = Signal()

    def __init__(self, views: Views, presets: Presets, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._views = views
        self._today = today()
        self._refused = False
        self._drawer = False
        self._keys: KeyCard | None = None
        self.brush = brush_of(presets, presets.default.key)
        self.map = MapView(views, theme, self)
        self.rail = ViewRail(views, theme, self)
        self.brush_bar = BrushBar(presets, theme, self)
        self.callout = CallOutLine(theme, self)
        self.strip = CountStrip(theme, self)
        self.panel = RightPanel(theme, self)
        self.status = StatusLine(theme, self)
        self.banner = Banner(theme, self)
        self.band = DemoBand(theme, self)
        self.band.hide()
        self.strip.hide()
        # screens.md 4.7: Tab goes from the figure to the list
        QWidget.setTabOrder(self.map, self.panel.list)
        QWidget.setTabOrder(self.panel.list, self.panel.acceptance.button)
        self._connect()
        self.show_brush(self.brush)
        self.rail.show_view(self.map.view_key)

    def _connect(self) -> None:
        self.banner.back.connect(self.left)
        self.banner.menu_asked.connect(self.menu_asked)
        self.banner.lock_asked.connect(self.lock_asked)
        self.band.own_asked.connect(self.own_asked)
        self.rail.chosen.connect(self.show_view)
        self.map.view_changed.connect(self.rail.show_view)
        self.map.said.connect(self.say)
        self.brush_bar.chosen.connect(self.arm)
        self.brush_bar.method_chosen.connect(self.arm_method)
        self.brush_bar.reset.connect(self.arm_default)
        self.strip.opened.connect(self.toggle_drawer)
        self.status.keys_asked.connect(self.open_keys)
        self.status.why_asked.connect(self._say_why)
        self.map.installEventFilter(self)

    # what is armed
    @Slot(str)
    def arm(self, key: str) -> None:
        """Arm a preset with its own methods."""
        self.show_brush(self.brush.preset_of(key))

    @Slot(object)
    def arm_method(self, method: Method) -> None:
        """Arm another method for the armed preset."""
        self.show_brush(self.brush.done_with(method))

    @Slot()
    def arm_default(self) -> None:
        """Arm what every visit starts with."""
        self.show_brush(self.brush.default())

    def show_brush(self, brush: Brush) -> None:
        """Say at the bar and at the pointer what the next tap will do."""
        self.brush = brush
        self.brush_bar.show_brush(brush)
        self.map.show_brush(brush)

    @Slot()
    def escape(self) -> None:
        """Let go, one thing at a time: what is typed, the opened drawer, the selected mark, the unusual brush."""
        if self.callout.text:
            self.callout.clear()
        elif self._drawer:
            self.toggle_drawer()
        elif self.map.selected_mark is not None:
            self.map.select(None)
            self.panel.select(None)
        else:
            self.arm_default()

    # what is shown
    @Slot(str)
    def show_view(self, key: str) -> None:
        """Show a view on the map and in the rail."""
        self.map.show_view(key)
        self.rail.show_view(key)

    def step_view(self, step: int) -> None:
        """Show the next (1) or the previous (-1) view in the rail's order; the last one is followed by the first."""
        order = self.rail.order
        here = order.index(self._views.fixed(self.map.view_key))
        self.show_view(order[(here + step) % len(order)])

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit as it is on disk. A refusal that stood until now is over."""
        self._refused = False
        self.banner.show_chart(snapshot.chart, self._today)
        self.map.show_snapshot(snapshot)
        self.rail.show_sex(snapshot.chart.patient.sex)
        self.panel.show_snapshot(snapshot)
        self.strip.show_snapshot(snapshot)
        self.status.show_saved(snapshot.chart.saved_at)

    def show_person(self, person: Member, *, accepts: bool) -> None:
        """Say who is signed in; `accepts` tells whether their role takes over what others entered."""
        self.banner.show_person(person)
        self.panel.show_person(person.person.id if accepts else None)

    def show_today(self, day: date) -> None:
        """Take the calendar day that visits of other days are told apart by."""
        self._today = day

    def show_demo(self, *, demo: bool) -> None:
        """Say on the screen that the patients are invented."""
        if self.band.isHidden() is demo:
            self.band.setVisible(demo)
            self._place()

    def show_editions(self, text: str) -> None:
        """Say which editions of the rules are used."""
        self.status.show_editions(text)
        self.panel.show_editions(text)

    @Slot(str)
    def say(self, text: str, tone: Tone = Tone.PLAIN, *, count: int | None = None) -> None:
        """Say the last action, aloud with how many are treated by now if that is given.

        While a refusal stands nothing else is said: it stays until the next good save.
        """
        if not self._refused:
            self._tell(text, tone, count=count)

    def show_refused(self, text: str, reason: str) -> None:
        """Say that a change was not stored, why, what is kept and what to do."""
        self._refused = True
        self._tell(text, Tone.RED, reason)
        self.status.show_refused(reason)

    def _tell(self, text: str, tone: Tone, detail: str = "", *, count: int | None = None) -> None:
        self.panel.say(text, tone, detail, count=count)
        self.strip.say(text, tone)

    @Slot(str)
    def _say_why(self, sentence: str) -> None:
        self._tell(self.tr("Not saved"), Tone.RED, sentence)
        if self.strip.isVisible() and not self._drawer:
            self.toggle_drawer()

    @Slot()
    def open_keys(self) -> None:
        """Open the card of keys and gestures."""
        if self._keys is None:
            # imported here: opened now and then, and the first frame waits for every import
            from desktop.panels.key_card import KeyCard  # noqa: PLC0415

            self._keys = KeyCard(self.theme, self)
        self._keys.set_theme(self.theme)
        self._keys.open_sheet()

    @Slot()
    def toggle_drawer(self) -> None:
        """Slide the right panel over the map, or away again; only where there is no room for both."""
        self._drawer = not self._drawer
        self._place()

    # events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere on the page goes to the call-out line."""
        if not self.callout.type_in(event):
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let a press on the map put the drawer away first: what lies under it can't be aimed at."""
        if event.type() is QEvent.Type.MouseButtonPress and self._drawer:
            self.toggle_drawer()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out afresh."""
        super().resizeEvent(event)
        self._place()

    def restyle(self) -> None:
        """Share the room out for the new size of text."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)

    def _place(self) -> None:
        """Set every part in its place (screens.md 4.1, 4.13); the demo's band lies under the banner."""
        shift = self.theme.px(24) if self.band.isVisibleTo(self) else 0
        room = places(QSize(self.width(), self.height() - shift), self.theme.percent)
        for dense in (self.banner, self.brush_bar, self.callout, self.panel):
            dense.set_density(room.density)
        self.banner.setGeometry(room.banner)
        self.band.setGeometry(QRect(0, room.banner.bottom() + 1, self.width(), shift))
        parts: tuple[tuple[QWidget, QRect], ...] = (
            (self.rail, room.rail),
            (self.brush_bar, room.brush),
            (self.strip, room.strip),
            (self.map, room.map),
            (self.callout, room.call_out),
            (self.panel, room.panel),
            (self.status, room.status),
        )
        for part, place in parts:
            part.setGeometry(place.translated(0, shift))
        self._drawer = self._drawer and room.density.drawer
        self.strip.setVisible(room.density.drawer)
        self.panel.setVisible(self._drawer or not room.density.drawer)
        if self._drawer:
            below_strip = self.strip.geometry().bottom() + 1
            self.panel.setGeometry(self.panel.geometry().adjusted(0, below_strip - self.panel.y(), 0, 0))
            self.panel.raise_()
