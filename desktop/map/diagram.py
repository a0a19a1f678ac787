"""A diagram in the map's place: parts of mouth and genitals are pointed at, tapped and reached by keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.atlas.diagrams import Diagram, PartSite, Zone
from desktop.controls.announce import announce
from desktop.map.diagram_scene import DiagramScene
from desktop.map.drawing import Badge
from desktop.map.hands import Deed, Hands
from desktop.map.pointer import Act, Pointer, Under
from desktop.map.taps import MenuAsk, PartTap
from desktop.map.viewport import Point
from desktop.theme import Theme

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""How the focus comes when somebody works by keys."""
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class DiagramView(DiagramScene):
    """One diagram with the lesions counted on it. A tap draws nothing; arrows go from part to part, Enter adds.

    Signals:
        tapped(PartTap): somebody tapped a part, or pressed Enter on it.
        selected(MarkId | None): a lesion was chosen by a long press, or let go by Esc.
        menu_asked(MenuAsk): somebody asked for the menu of a part.
        said(str): a short line for the last action's place.
    """

    tapped = Signal(object)
    selected = Signal(object)
    menu_asked = Signal(object)
    said = Signal(str)

    def __init__(self, diagram: Diagram, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(diagram, theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._takes = True
        self._hands = Hands(self, self._look)
        self._hands.did.connect(self._done)
        self._effects: dict[Act, Callable[[Deed], None]] = {
            Act.PRESS: self._begin,
            Act.TAP: self._tap,
            Act.BOUNCE: self._bounced,
            Act.SELECT: self._choose,
            Act.LOOK: self._begin,
            Act.SLID: self._slid,
        }

    def set_taking(self, *, on: bool) -> None:
        """Take taps, or take none and light nothing up."""
        self._takes = on
        self._hands.cancel()
        self._hush()

    # what lies where
    def _look(self, at: Point, _pointer: Pointer) -> Under:
        if not self._takes:
            return Under()
        badge = self._badge(at)
        newest = badge.marks[-1] if badge is not None else None
        return Under(skin=self._site(at) is not None, mark=newest)

    # acts
    @Slot(object)
    def _done(self, deed: Deed) -> None:
        effect = self._effects.get(deed.act)
        if effect is not None:
            effect(deed)

    def _begin(self, deed: Deed) -> None:
        self._tell(deed.at)

    def _tap(self, deed: Deed) -> None:
        site, badge = self._site(deed.at), self._badge(deed.at)
        self._hush_finger()
        if site is not None:
            self.tapped.emit(PartTap(site, _alone(badge)))

    def _bounced(self, _deed: Deed) -> None:
        self._hush_finger()
        self.said.emit(self.tr("Double tap: counted once"))

    def _slid(self, _deed: Deed) -> None:
        self._hush_finger()
        self.said.emit(self.tr("Not counted: lift without sliding"))

    def _choose(self, deed: Deed) -> None:
        self.select(deed.under.mark)
        self.selected.emit(deed.under.mark)

    # words and light
    def _tell(self, at: Point) -> None:
        """Say what a tap here will store, and light it up."""
        if not self._takes:
            return
        site, badge = self._site(at), self._badge(at)
        self._light((site.region, site.side) if site is not None else None)
        here = self._here(badge.marks) if badge is not None else ""
        words = " · ".join(filter(None, (site.phrase if site is not None else "", here)))
        self._phrase.say(words, at, self._hands.pointer)

    def _hush_finger(self) -> None:
        if self._hands.pointer is Pointer.FINGER:
            self._hush()

    # events
    def event(self, event: QEvent) -> bool:
        """Take touches; keep Esc from the window while a press is under way."""
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            self._hands.touch(event)
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a press."""
        self._hands.cancel()
        if event.button() is Qt.MouseButton.LeftButton:
            self._hands.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """There is no double click here: it is the second of two presses."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a press, or say what lies under the pointer."""
        self._hands.read_device(event)
        if self._hands.pressed:
            self._hands.move(event)
        elif not event.buttons():
            self._tell((event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a press: count, or ask for the menu."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hands.release(event)
        elif event.button() is Qt.MouseButton.RightButton:
            self._ask((event.position().x(), event.position().y()), event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the selected lesion's menu by the menu key; the mouse's menu comes at the lift of its button."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self._picked is not None and self._takes:
            self.menu_asked.emit(MenuAsk(event.globalPos(), None, self._picked))

    def _ask(self, at: Point, position: QPoint) -> None:
        """Ask for the menu of a part; its lesion there, if any, is selected."""
        site, badge = self._site(at), self._badge(at)
        if not self._takes or (site is None and badge is None):
            return
        mark = badge.marks[-1] if badge is not None else None
        if mark is not None:
            self.select(mark)
            self.selected.emit(mark)
        self.menu_asked.emit(MenuAsk(position, PartTap(site, _alone(badge)) if site is not None else None, mark))

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing about a place the pointer has left."""
        super().leaveEvent(event)
        self._hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next part that way, Enter and Space add there; Esc ends a press or lets a lesion go."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not event.modifiers():
            self._go(*_ARROWS[key])
        elif key in _PRESSES and not event.modifiers() and self._keyed is not None and self._takes:
            zone = self._keyed
            self.tapped.emit(PartTap(PartSite(self.diagram.key, zone.region, zone.side, zone.phrase), None))
        elif key == Qt.Key.Key_Escape and self._hands.pressed:
            self._hands.cancel()
        elif key == Qt.Key.Key_Escape and self._picked is not None:
            self.select(None)
            self.selected.emit(None)
        else:
            super().keyPressEvent(event)

    def _go(self, across: int, down: int) -> None:
        """Light up the nearest part in a direction, the first one to begin with, and say it."""
        self._keyboard = True
        self._keyed = _beside(self.diagram.zones, self._keyed, across, down)
        if self._keyed is None:
            return
        self._light((self._keyed.region, self._keyed.side))
        self._name()
        announce(self, self._spoken(self._keyed))
        self._phrase.say(self._keyed.phrase, self._viewport.to_widget(*self._keyed.middle), Pointer.FINGER)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring when the focus came by a key."""
        self._keyboard = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the part reached by keys go."""
        super().focusOutEvent(event)
        self._keyed = None
        self._hush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget a press."""
        self._hands.cancel()
        self._hush()
        super().hideEvent(event)


def _alone(badge: Badge | None) -> MarkId | None:
    return badge.marks[0] if badge is not None and len(badge.marks) == 1 else None


def _beside(zones: tuple[Zone, ...], zone: Zone | None, across: int, down: int) -> Zone | None:
    """Return the zone nearest in a direction; the same one where there is none that way."""
    if zone is None:
        return zones[0] if zones else None
    x, y = zone.middle

    def far(each: Zone) -> float:
        along = (each.middle[0] - x) * across + (each.middle[1] - y) * down
        aside = abs((each.middle[0] - x) * down) + abs((each.middle[1] - y) * across)
        return along + 2 * aside if along > 1 else float("inf")

    nearest = min(zones, key=far)
    return nearest if far(nearest) < float("inf") else zone
