"""What a plate must be told of views, of their pictures and of the body."""

from collections.abc import Mapping
from typing import Protocol

from resources.terms import Anchor, Side


class PictureSize(Protocol):
    """The size of a view's 1x picture, px."""

    @property
    def width(self) -> float:
        """Width of the picture."""

    @property
    def height(self) -> float:
        """Height of the picture."""


class View(Protocol):
    """What a plate needs of a view."""

    @property
    def key(self) -> str:
        """The view's key."""

    @property
    def title(self) -> str:
        """The view's name."""

    @property
    def behind(self) -> bool:
        """Whether it shows the patient from behind."""

    @property
    def letters(self) -> tuple[str, str]:
        """What stands at the picture's left and right edge: ``R`` or ``L``, empty for none."""

    @property
    def camera(self) -> PictureSize:
        """The camera: its picture's size."""

    @property
    def whole(self) -> bool:
        """Whether it shows the whole figure."""

    @property
    def rail(self) -> tuple[int, int] | None:
        """Its row and place in the order of the views; None behind all that have one."""

    @property
    def pictures(self) -> Mapping[str, str]:
        """The names of its shipped pictures, ``small`` and ``large``."""


class Spot(Protocol):
    """Where a view shows a point of the skin, px of its 1x picture."""

    @property
    def x(self) -> float:
        """Pixels to the right."""

    @property
    def y(self) -> float:
        """Pixels down."""


class Surface(Protocol):
    """What plates need of the body."""

    def home_view(self, anchor: Anchor) -> str:
        """Return the key of the view that sees a point most squarely."""

    def spot(self, view_key: str, anchor: Anchor) -> Spot:
        """Return where a view shows a point."""

    def middle(self, region_id: str, side: Side) -> Anchor | None:
        """Return a point in a region's middle; None if it is not on the surface."""


class Gallery(Protocol):
    """The views by key."""

    def get(self, key: str) -> View:
        """Return a view."""
