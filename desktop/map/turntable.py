"""Which frame of a turn a hand means. Arithmetic alone: widget px, degrees, frames."""

from desktop.atlas.turns import Turn

_LEAST = 1e-3


class Turntable:
    """A turn under way: where it is meant to stand, between frames too, and which way it goes."""

    def __init__(self, turn: Turn, number: int) -> None:
        self.turn = turn
        self._place = float(number)
        self.way = 1

    @property
    def wanted(self) -> int:
        """The number of the frame nearest to where the turn is meant to stand."""
        return round(self._place) % self.turn.frames

    @property
    def key(self) -> str:
        """The key of that frame."""
        return self.turn.key_of(self.wanted)

    def shown_by(self, view_key: str) -> bool:
        """Say whether a view shows what is meant: the frame itself, or a fixed view that stands for it."""
        return view_key in (self.key, self.turn.rest.get(self.wanted)) or self.turn.begins.get(view_key) == self.wanted

    def away(self, number: int) -> int:
        """Return how many frames lie between a number and what is meant."""
        steps = abs(number - self.wanted) % self.turn.frames
        return min(steps, self.turn.frames - steps)

    def drag(self, dx: float, dy: float, degrees_per_px: float) -> None:
        """Turn by a drag: the skin under the hand goes with it, so the viewer is led the other way."""
        across, up = self.turn.camera(self.wanted).led(self.turn.axis)
        self._go((up * dy - across * dx) * degrees_per_px / self.turn.step_degrees)

    def step(self, step: int) -> None:
        """Turn by a frame so that the viewer comes to stand farther to the right (1) or to the left (-1)."""
        across, up = self.turn.camera(self.wanted).led(self.turn.axis)
        leads_right = across > 0 if abs(across) > _LEAST else up > 0
        self._place = float(self.wanted)
        self._go(float(step if leads_right else -step))

    def _go(self, frames: float) -> None:
        self._place = (self._place + frames) % self.turn.frames
        if frames:
            self.way = 1 if frames > 0 else -1
