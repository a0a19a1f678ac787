"""One look at the body: which picture, from where it was taken, and how one gets to the next. No numpy here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.atlas.cameras import Camera


@dataclass(frozen=True, slots=True)
class Pictures(Mapping[str, str]):
    """The names of a view's shipped pictures: `small` at 1x, and the finest one, `large`."""

    small: str
    large: str

    def __getitem__(self, size: str) -> str:
        return {"small": self.small, "large": self.large}[size]

    def __iter__(self) -> Iterator[str]:
        return iter(("small", "large"))

    def __len__(self) -> int:
        return 2


@dataclass(frozen=True, slots=True)
class Door:
    """A part of a whole figure, px of its 1x picture, where a tap opens the close-up `to`."""

    left: float
    top: float
    right: float
    bottom: float
    to: str

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in the frame."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class View:
    """One fixed look at the body in one pose, or one frame of a turn.

    `label` is for the rail, `title` for the map. `letters` say which of the patient's sides lies at the left and the
    right edge (R, L or nothing). `rail` is its row and place in the rail, from 1, or None; a `wide` one fills its row.
    `neighbours` are the views one turn to the left and right. `home` are the regions whose lesions may be counted
    here, with all that lies below them; none means all. `whole` marks a whole figure.
    """

    key: str
    label: str
    title: str
    pose: str
    camera: Camera
    pictures: Pictures
    behind: bool
    letters: tuple[str, str]
    rail: tuple[int, int] | None
    wide: bool
    neighbours: tuple[str, str]
    doors: tuple[Door, ...]
    home: tuple[str, ...]
    whole: bool
