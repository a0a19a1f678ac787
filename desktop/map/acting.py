"""What the hands do on the figure: every act of the gesture table becomes a signal or a change of what is seen."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.atlas.views import Views
from desktop.controls.brush import Brush
from desktop.controls.stamps import Stamp, brush_stamp, stamp_of
from desktop.map.canvas import box
from desktop.map.drawn import Drawn
from desktop.map.hands import Deed, Hands
from desktop.map.loupe import MAGNIFIES
from desktop.map.pointer import Act, Pointer, Under
from desktop.map.scene import Scene
from desktop.map.skin import lesions_here, phrase_of
from desktop.map.taps import MenuAsk, Tap
from desktop.map.touch import Step, Touch
from desktop.map.viewport import Point
from desktop.theme import Theme, mm

if TYPE_CHECKING:
    from desktop.atlas.body import Site

_TURN_MM = 12.0
"""How far two fingers, or the middle button, must be dragged to turn to the neighbouring view."""
_SETTLED_PX = 2.0
"""The phrase of a dragged mark stays until the pointer has moved this far: no flicker on a border."""
_NOWHERE: Point = (0.0, 0.0)


class ActingScene(Scene):
    """A scene that tells what was done on it. A tap draws nothing.

    Signals:
        tapped(Tap): somebody tapped skin or a mark.
        selected(MarkId | None): a mark was chosen by a long press or a right click, or let go by Esc.
        moved(MarkId, Tap): a selected mark was dragged to another place.
        menu_asked(MenuAsk): somebody asked for the menu of a place or a mark.
        view_changed(str): another view came on show by something done here.
        said(str): a short line for the last action's place.
        zoomed(float): the zoom changed; 1 is the whole picture.
    """

    tapped = Signal(object)
    selected = Signal(object)
    moved = Signal(object, object)
    menu_asked = Signal(object)
    view_changed = Signal(str)
    said = Signal(str)
    zoomed = Signal(float)

    def __init__(self, views: Views, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(views, theme, parent)
        self._last: Point = _NOWHERE
        self._meant: Site | None = None
        self._magnified = 1.0
        self._hands = Hands(self, self._look)
        self._hands.did.connect(self._done)
        self._hands.spread.connect(self._spread)
        self._effects: dict[Act, Callable[[Deed], None]] = {
            Act.PRESS: self._begin,
            Act.TAP: self._tap,
            Act.BOUNCE: self._bounced,
            Act.OPEN: self._open,
            Act.SELECT: self._choose,
            Act.LOUPE: self._look_closer,
            Act.LOOK: self._look_closer,
            Act.PAN: self._pan,
            Act.SLID: self._slid,
            Act.CARRY: self._carry,
            Act.DROP: self._drop,
        }

    @property
    def taking(self) -> bool:
        """Whether taps are taken: the surface is loaded and no notice stands on the map."""
        return self._skin is not None and not self._notice.text

    def show_view(self, key: str) -> None:
        """Show the whole of a view; a press under way is forgotten."""
        self._hands.cancel()
        super().show_view(key)

    def show_brush(self, brush: Brush) -> None:
        """Show at the pointer what the next tap will make."""
        self._phrase.stamp = brush_stamp(brush.preset.family, brush.methods, brush.preset.category)
        self._phrase.update()

    def set_notice(self, text: str) -> None:
        """Say on the map that it takes no taps, and why; an empty text lets it take taps again."""
        self._hands.cancel()
        self._hush()
        super().set_notice(text)

    def neighbour(self, step: int) -> None:
        """Turn to the view on the left (-1) or on the right (1), if there is one."""
        self._turn_to(self._stage.neighbour(step))

    def zoom_by(self, factor: float, at: Point) -> None:
        """Zoom at a point of the map (px); far enough on a whole figure its close-up takes over."""
        before = self._stage.viewport
        if self._stage.zoom(factor, at, self._body):
            self._view_came()
            self.view_changed.emit(self.view_key)
        if self._stage.viewport != before:
            self._part_came()

    def _part_came(self) -> None:
        """Everything that follows from the picture being shown larger or smaller."""
        self._hush()
        self._redraw_all()
        self.zoomed.emit(self.zoom)

    def _turn_to(self, key: str) -> None:
        if key:
            self.show_view(key)
            self.view_changed.emit(key)

    def _look(self, at: Point, pointer: Pointer) -> Under:
        if self._skin is None or not self.taking:
            return Under(pans=not self._stage.viewport.at_fit)
        return self._skin.under(at, self._drawn, pointer, self._selected)

    # acts
    @Slot(object)
    def _done(self, deed: Deed) -> None:
        if deed.act not in (Act.LOUPE, Act.LOOK) and not self._loupe.isHidden():
            self._loupe.hide()
            self._tell(deed.at)
        if deed.act not in (Act.CARRY, Act.DROP):
            self._put_down()
        effect = self._effects.get(deed.act)
        if effect is not None:
            effect(deed)
        if deed.act not in (Act.LOUPE, Act.LOOK):
            self._magnified = 1.0

    def _begin(self, deed: Deed) -> None:
        self._last = deed.at
        self._tell(deed.at)

    def _tap(self, deed: Deed) -> None:
        self._hush_finger()
        tap = None if self._on_door(deed.at) else self._tap_at(deed.at)
        if tap is not None:
            self.tapped.emit(tap)

    def _bounced(self, _deed: Deed) -> None:
        self._hush_finger()
        self.said.emit(self.tr("Double tap: counted once"))

    def _slid(self, _deed: Deed) -> None:
        self._hush_finger()
        self.said.emit(self.tr("Not counted: lift without sliding"))

    def _open(self, deed: Deed) -> None:
        self._turn_to(deed.under.door or "")

    def _choose(self, deed: Deed) -> None:
        self.select(deed.under.mark)
        self.selected.emit(deed.under.mark)

    def _look_closer(self, deed: Deed) -> None:
        """Hold the loupe over the pointer; the words go to the top of the map, where the glass leaves them free.

        What is seen so much larger is aimed at so much finer.
        """
        self._magnified = MAGNIFIES
        self._tell(deed.at, Pointer.FINGER)
        self._loupe.hold(deed.at, self._stage.view, self._stage.viewport, self._drawn, self._lit)

    def _pan(self, deed: Deed) -> None:
        self._stage.pan(deed.at[0] - self._last[0], deed.at[1] - self._last[1])
        self._last = deed.at
        self._hush()
        self.update()

    def _carry(self, deed: Deed) -> None:
        carried = self._stamp_of(deed.under.mark)
        if carried is None:
            return
        self._put_down()
        self._carried = deed.at, carried
        self.update(box(deed.at))
        if abs(deed.at[0] - self._last[0]) + abs(deed.at[1] - self._last[1]) >= _SETTLED_PX:
            self._last = deed.at
            self._tell(deed.at)

    def _drop(self, deed: Deed) -> None:
        self._put_down()
        self._hush_finger()
        tap = None if self._on_door(deed.at) else self._tap_at(deed.at, on_skin_only=True)
        if tap is None or deed.under.mark is None:
            self.said.emit(self.tr("Not moved: lift on the skin"))
            return
        self.moved.emit(deed.under.mark, replace(tap, site=self._site_at(deed.at, self._meant)))

    def _put_down(self) -> None:
        if self._carried is not None:
            self.update(box(self._carried[0]))
            self._carried = None

    def _ask(self, at: Point, position: QPoint) -> None:
        """Ask for the menu of what lies under a point; a mark there is selected."""
        if not self.taking or self._skin is None:
            return
        mark, tap = self._mark_at(at), self._tap_at(at)
        if mark is not None:
            self.select(mark.newest)
            self.selected.emit(mark.newest)
        if tap is not None or mark is not None:
            self.menu_asked.emit(MenuAsk(position, tap, mark.newest if mark is not None else None))

    # two fingers, middle button
    @Slot(object)
    def _spread(self, touch: Touch) -> None:
        if touch.step is Step.TURN:
            if self._stage.viewport.at_fit:
                self._turn(touch.dx)
            return
        if touch.factor != 1.0:
            self.zoom_by(touch.factor, touch.at)
        self._stage.pan(touch.dx, touch.dy)
        self.update()

    def _turn(self, dx: float) -> None:
        """Turn to a neighbour by a sideways drag: what is dragged to the left comes from the right."""
        if abs(dx) >= mm(self, _TURN_MM):
            self.neighbour(1 if dx < 0 else -1)

    # words at the pointer
    def _tell(self, at: Point, pointer: Pointer | None = None) -> None:
        """Say what a tap here will store, where that `pointer` does not hide it, and light up its region."""
        pointer = pointer or self._hands.pointer
        if self._skin is None or not self.taking:
            return
        door = self._skin.door(at)
        if door is not None:
            self._light(None)
            self._phrase.say(self._views.get(door).title, at, pointer, opens=True)
            return
        site = self._meant = self._site_at(at, self._meant if self._carried is not None else None)
        self._light(site)
        self._phrase.say(self._words(at, site), at, pointer)

    def _site_at(self, at: Point, earlier: "Site | None" = None) -> "Site | None":
        """Return the site under the pointer; one that is dragged there from `earlier` leaves it only clearly."""
        return self._skin.site(at, self._radius(), earlier) if self._skin is not None else None

    def _radius(self) -> float:
        return self._hands.radius() / self._magnified

    def _words(self, at: Point, site: "Site | None") -> str:
        """Return what is said at a point: the site, and which lesions stand there together."""
        drawn = self._mark_at(at) if self._carried is None else None
        here = lesions_here(drawn, self._snapshot) if drawn is not None and self._snapshot is not None else ""
        return " · ".join(filter(None, (phrase_of(site) if site is not None else "", here)))

    def _mark_at(self, at: Point) -> Drawn | None:
        return self._skin.mark(at, self._drawn, self._hands.pointer) if self._skin is not None else None

    def _hush(self) -> None:
        self._light(None)
        self._phrase.say("", _NOWHERE, Pointer.MOUSE)

    def _hush_finger(self) -> None:
        """Say nothing after a lifted finger; a mouse still points."""
        if self._hands.pointer is Pointer.FINGER:
            self._hush()

    def _tap_at(self, at: Point, *, on_skin_only: bool = False) -> Tap | None:
        if self._skin is None:
            return None
        return self._skin.tap(at, self._radius(), None if on_skin_only else self._mark_at(at))

    def _on_door(self, at: Point) -> bool:
        """Say whether a point lies on a door: it stands for a close-up, so nothing can be put down there."""
        return self._skin is not None and self._skin.door(at) is not None

    def _stamp_of(self, mark_id: MarkId | None) -> Stamp | None:
        """Return how a mark looks alone: one that is dragged out of a badge gets a place of its own."""
        each = self._snapshot.mark(mark_id) if self._snapshot is not None and mark_id is not None else None
        return stamp_of(each) if each is not None else None


def point(at: QPointF) -> Point:
    """Return a point of an event."""
    return at.x(), at.y()
