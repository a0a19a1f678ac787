"""Turning the figure: by two fingers, the middle button, arrows and buttons, frame by frame, to a rest on a view."""

import math

from PySide6.QtCore import QThreadPool, Slot
from PySide6.QtWidgets import QWidget

from desktop.atlas.views import Views
from desktop.map.acting import ActingScene
from desktop.map.hands import Deed
from desktop.map.pointer import Pointer
from desktop.map.reel import Frame, Reel
from desktop.map.touch import Step, Touch
from desktop.map.turntable import Turntable
from desktop.theme import Theme, mm

_DEGREES_PER_MM = 2.5
"""How far a drag turns: half around in the width of the figure on a common screen."""
_FINGER_SLOP_MM, _MOUSE_SLOP = 3.0, 4.0
"""So far two fingers (mm) or the mouse (px) may drift before they turn anything."""


class TurningScene(ActingScene):
    """A scene that can be turned where its body has frames; elsewhere one goes from view to view.

    What is shown is always a whole frame: one that is not decoded yet is skipped, and shown when it comes if it is
    still the one that is meant. Taps go to the frame that is seen.
    """

    def __init__(
        self, views: Views, theme: Theme, parent: QWidget | None = None, *, decoders: QThreadPool | None = None
    ) -> None:
        """Begin at rest; `decoders` are the threads that make frames ready, the scene's own if none are given."""
        super().__init__(views, theme, parent)
        self._turntable: Turntable | None = None
        self._by_hand = False
        self._drifted = (0.0, 0.0)
        self._reel = Reel(self, decoders)
        self._reel.ready.connect(self._frame_came)

    @property
    def turns(self) -> bool:
        """Whether the view on show can be turned."""
        return self._body is not None and self._views.frame(self.view_key) is not None

    def turn(self, step: int) -> None:
        """Turn by a frame to the left (-1) or to the right (1); where there are none, go to the neighbouring view."""
        table = self._table()
        if table is None:
            self.neighbour(step)
            return
        table.step(step)
        self._let_go()

    def show_view(self, key: str) -> None:
        """Show the whole of a view; a turn or a press under way is forgotten."""
        self._stay()
        super().show_view(key)

    def stop(self) -> None:
        """Wait for the workers that decode pictures; call before the window goes."""
        self._reel.close()
        super().stop()

    def _table(self) -> Turntable | None:
        if self._turntable is None and self.turns:
            found = self._views.frame(self.view_key)
            self._turntable = Turntable(*found) if found is not None else None
        return self._turntable

    def _drag(self, dx: float, dy: float) -> None:
        """Turn by what a hand has dragged since the last time, px."""
        table = self._table()
        slop = _MOUSE_SLOP if self._hands.pointer is Pointer.MOUSE else mm(self, _FINGER_SLOP_MM)
        self._drifted = self._drifted[0] + dx, self._drifted[1] + dy
        if table is None or (not self._by_hand and math.hypot(*self._drifted) <= slop):
            return
        if not self._by_hand:
            self._by_hand = True
            dx, dy = self._drifted
        table.drag(dx, dy, _DEGREES_PER_MM / mm(self, 1.0))
        self._come()

    def _let_go(self) -> None:
        """Come to rest where the turn is meant to stand."""
        self._by_hand, self._drifted = False, (0.0, 0.0)
        self._come()

    def _stay(self) -> None:
        """Come to rest on what is seen now."""
        self._turntable, self._by_hand, self._drifted = None, False, (0.0, 0.0)

    @Slot(str)
    def _frame_came(self, _key: str) -> None:
        self._come()

    def _come(self) -> None:
        """Show the frame that is meant, else the nearest one at hand; rest on it when no hand turns any more."""
        table = self._turntable
        if table is None:
            return
        if not table.shown_by(self.view_key):
            frame = self._reel.want(table.turn, table.wanted, table.way)
            if frame is None:
                self._come_nearer(table)
                return
            self._show_frame(frame)
        if not self._by_hand:
            self._turntable = None
            self._turned_to(table.turn.rest.get(table.wanted, self.view_key))

    def _come_nearer(self, table: Turntable) -> None:
        """Show the frame nearest to the one that is meant, if it is nearer than what is seen."""
        seen = self._views.frame(self.view_key)
        numbers = [each for each in range(table.turn.frames) if table.turn.key_of(each) in self._reel.keys]
        nearest = min(numbers, key=table.away, default=None)
        if seen is not None and nearest is not None and table.away(nearest) < table.away(seen[1]):
            self._show_frame(self._reel.frame(table.turn.key_of(nearest)))

    def _show_frame(self, frame: Frame) -> None:
        self._pictures.take_small(frame.view, frame.image, self._pictures.tone)
        if self._body is not None:
            self._body.keep(frame.view.key, frame.sight)
        self._turned_to(frame.view.key)

    def _turned_to(self, key: str) -> None:
        if key != self.view_key:
            self._stage.turn_to(key, self._body)
            self._view_came()
            self.view_changed.emit(key)

    # what the hands do
    def _begin(self, deed: Deed) -> None:
        """Begin a press; it is meant for what is seen, so a frame still to come no longer takes its place."""
        self._stay()
        super()._begin(deed)

    @Slot(object)
    def _spread(self, touch: Touch) -> None:
        """Two fingers side by side turn the whole figure; a pinch, and fingers on an enlarged one, do as ever."""
        if touch.step is Step.PINCH and touch.factor == 1.0 and self._stage.viewport.at_fit and self.turns:
            self._drag(touch.dx, touch.dy)
            return
        turned = self._by_hand
        self._let_go()
        if not turned or touch.step is not Step.TURN:
            super()._spread(touch)
