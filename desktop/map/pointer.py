"""What a finger or a mouse means: the gesture table of screens.md 4.6 as a pure state machine."""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from db.records import MarkId
from desktop.map.viewport import Point

HOLD_MS = 500
"""A press longer than this shows the loupe or selects the mark under it."""
BOUNCE_MS = 250
BOUNCE_PX = 8.0
"""A second tap sooner and nearer than this is the same tap: a bouncing finger or a double click."""


class Pointer(StrEnum):
    """What touches the map; derived from the event's device."""

    MOUSE = "mouse"
    FINGER = "finger"


@dataclass(frozen=True, slots=True)
class Under:
    """What lies under a press.

    `skin` says that a tap would count there, `selected` that the mark is the selected one, `pans` that the picture is
    zoomed in.
    """

    skin: bool = False
    mark: MarkId | None = None
    selected: bool = False
    door: str | None = None
    pans: bool = False

    @property
    def counts(self) -> bool:
        """Whether a tap here adds a lesion."""
        return self.door is None and (self.skin or self.mark is not None)


class Act(Enum):
    """What a press, move, hold or lift turned out to be."""

    NOTHING = auto()
    PRESS = auto()
    TAP = auto()
    BOUNCE = auto()
    OPEN = auto()
    SELECT = auto()
    LOUPE = auto()
    LOOK = auto()
    PAN = auto()
    SLID = auto()
    CARRY = auto()
    DROP = auto()


class _Phase(Enum):
    IDLE = auto()
    PRESSED = auto()
    LOUPE = auto()
    HOLDING = auto()
    PANNING = auto()
    SLIDING = auto()
    CARRYING = auto()


class Gesture:
    """Turns the events of one pointer into acts. Times are ms of one clock, points widget px."""

    def __init__(self) -> None:
        self._phase = _Phase.IDLE
        self._slop = 0.0
        self._bounces = False
        self._last: tuple[Point, int, bool] | None = None
        self.under = Under()
        self.start: Point = (0.0, 0.0)

    @property
    def active(self) -> bool:
        """Whether a press is under way."""
        return self._phase is not _Phase.IDLE

    @property
    def carrying(self) -> bool:
        """Whether a mark is being dragged."""
        return self._phase is _Phase.CARRYING

    def press(self, at: Point, when: int, under: Under, slop: float) -> None:
        """Begin a press. `slop` is how far it may slide and still be a tap."""
        self._phase, self.start, self.under = _Phase.PRESSED, at, under
        self._slop = slop
        # A clock that runs back, as one does that begins anew or differs between mouse and finger, swallows no tap.
        self._bounces = (
            self._last is not None
            and 0 <= when - self._last[1] < BOUNCE_MS
            and math.dist(at, self._last[0]) < BOUNCE_PX
        )

    def hold(self) -> Act:
        """Say what it means that the press has lasted 500 ms."""
        if self._phase is not _Phase.PRESSED or self._bounces:
            return Act.NOTHING
        if self.under.mark is not None:
            self._phase = _Phase.HOLDING
            return Act.SELECT
        if self.under.counts:
            self._phase = _Phase.LOUPE
            return Act.LOUPE
        return Act.NOTHING

    def move(self, at: Point) -> Act:
        """Say what a movement of the pressed pointer means."""
        if self._phase in (_Phase.PRESSED, _Phase.HOLDING) and math.dist(at, self.start) > self._slop:
            self._phase = self._slid_into()
        match self._phase:
            case _Phase.LOUPE:
                return Act.LOOK
            case _Phase.PANNING:
                return Act.PAN
            case _Phase.CARRYING:
                return Act.CARRY
        return Act.NOTHING

    def _slid_into(self) -> _Phase:
        movable = self.under.selected or self._phase is _Phase.HOLDING
        if self.under.mark is not None and movable:
            return _Phase.CARRYING
        return _Phase.PANNING if self.under.pans else _Phase.SLIDING

    def release(self, at: Point, when: int) -> Act:
        """Say what the lift means, and end the press."""
        phase, self._phase = self._phase, _Phase.IDLE
        match phase:
            case _Phase.PRESSED | _Phase.LOUPE:
                return self._lifted(at, when)
            case _Phase.SLIDING:
                return Act.SLID if self.under.counts else Act.NOTHING
            case _Phase.CARRYING:
                return Act.DROP
        return Act.NOTHING

    def _lifted(self, at: Point, when: int) -> Act:
        counted_before = self._last is not None and self._last[2]
        if self._bounces:
            self._last = (at, when, counted_before)
            return Act.BOUNCE if counted_before else Act.NOTHING
        if self.under.door is not None:
            # A double click on a door must not add a lesion to the close-up that opens under it.
            self._last = (at, when, False)
            return Act.OPEN
        if self.under.counts:
            self._last = (at, when, True)
            return Act.TAP
        return Act.NOTHING

    def cancel(self) -> None:
        """Forget the press: a second finger came, Esc was pressed, or the view changed."""
        self._phase = _Phase.IDLE
