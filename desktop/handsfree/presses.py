"""What a pedal, a clicker or a key means while no hand is free: a state machine over presses and lifts. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a pedal or button can do. The first two, held down, time a freeze."""

    PLUS = "plus"
    AGAIN = "again"
    NEXT_SITE = "next_site"
    LAST_ON = "last_on"
    UNDO = "undo"


DEFAULT_KEYS: Mapping[Action, str] = {
    Action.PLUS: "Space",
    Action.NEXT_SITE: "Right",
    Action.UNDO: "Left",
    Action.LAST_ON: "Up",
    Action.AGAIN: "Down",
}
"""Keys in Qt's notation until somebody presses a pedal of their own."""
TIMED = frozenset({Action.PLUS, Action.AGAIN})
HOLD_MS = 700
"""A press held longer times the freeze; a shorter one only counts."""
BOUNCE_MS = 120
"""A pedal whose contact bounces sends a second press this soon after the lift: it is the same press."""
_MOST_TENTHS = 6000


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was meant. `tenths` is the freeze that was timed in tenths of a second; 0 when it was not timed."""

    action: Action
    tenths: int = 0


class Presses:
    """Turns presses and lifts of keys into acts. Times are ms of one clock.

    Counting comes at the lift, as a tap does; the other acts at the press.
    """

    def __init__(self, keys: Mapping[str, Action]) -> None:
        """`keys` are the keys in Qt's notation with what they do."""
        self._keys = dict(keys)
        self._down: tuple[str, Action, int] | None = None
        self._lifted: dict[str, int] = {}

    def means(self, key: str) -> Action | None:
        """Return what a key does here."""
        return self._keys.get(key)

    def press(self, key: str, at: int) -> Done | None:
        """Take a press; return what it does at once."""
        action = self._keys.get(key)
        if action is None or self._down is not None or 0 <= at - self._lifted.get(key, -BOUNCE_MS) < BOUNCE_MS:
            return None
        if action in TIMED:
            self._down = key, action, at
            return None
        self._lifted[key] = at
        return Done(action)

    def lift(self, key: str, at: int) -> Done | None:
        """Take a lift; return what was meant by the whole press."""
        if self._down is None or self._down[0] != key:
            return None
        _, action, since = self._down
        self._down = None
        self._lifted[key] = at
        held = at - since
        tenths = min(round(held / 100), _MOST_TENTHS) if held >= HOLD_MS else 0
        return Done(action, tenths)

    def held(self, at: int) -> int | None:
        """Return how long (ms) a freeze is being timed; None while none is."""
        if self._down is None or at - self._down[2] < HOLD_MS:
            return None
        return at - self._down[2]

    def cancel(self) -> bool:
        """Forget a press whose lift will not be seen; return whether there was one."""
        down, self._down = self._down, None
        return down is not None


def keys_of(chosen: Mapping[Action, str]) -> dict[str, Action]:
    """Return what each key does: those somebody chose, and the default ones that are still free."""
    keys = {key: action for action, key in chosen.items() if key}
    for action, key in DEFAULT_KEYS.items():
        if not chosen.get(action):
            keys.setdefault(key, action)
    return keys
