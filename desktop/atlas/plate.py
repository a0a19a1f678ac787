"""The numbered map of one view as drawing primitives: what lies where, with labels spread so that each can be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.atlas.spread import Label, Sheet, spread
from resources.terms import Anchor, Category, Method, Placement, Side

DOT_MM = 2.0
"""A dot's radius on paper."""
_SMALL_MM = (57.0, 66.0)
_LARGE_MM = (88.0, 108.0)
"""Most width and height of a printed map; crowded views and whole figures are printed large."""
_CROWD = 6
"""More labels than these make a view crowded."""
_BADGE_WIDTH = 1.4
_LETTER_WIDTH = 0.42
_SHAPE_WIDTH = 1.1
"""Half widths in dot radii: of a badge at least, of one letter on it, and of the other shapes."""


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


@dataclass(frozen=True, slots=True)
class Pin:
    """One live mark to be drawn. `label` is its number or letter, `rank` its place among its kind, from 0.

    `category` is None for a finding. Without an `anchor` it is drawn in the middle of its region.
    """

    label: str
    rank: int
    anchor: Anchor | None
    placement: Placement
    region: str
    side: Side
    category: Category | None
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One label of a plate, px of the view's picture.

    `place` says where the lesion lies and where the label; if the two differ, a line leads from the one to the other.
    A `badge` stands for lesions placed by name: for a region, not for a point.
    """

    text: str
    labels: tuple[str, ...]
    place: Label
    badge: bool
    category: Category | None
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """The map of one view with the lesions whose home view it is.

    `width` and `height` are the picture's, `radius` is a dot's, px; printed `print_mm` wide it has DOT_MM. `picture` is
    the name of the shipped file.
    """

    view: str
    title: str
    picture: str
    width: float
    height: float
    print_mm: float
    behind: bool
    letters: tuple[str, str]
    radius: float
    dots: tuple[Dot, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all lesions on it."""
        return tuple(label for dot in self.dots for label in dot.labels)


def plates(pins: Iterable[Pin], body: Surface, gallery: Gallery) -> tuple[Plate, ...]:
    """Return a plate of each view that is some mark's home view, in order of first use.

    Every pin is on exactly one of them, but those whose region is not on the surface.
    """
    by_view: dict[str, list[Pin]] = {}
    for pin in pins:
        anchor = _drawn_at(pin, body)
        if anchor:
            by_view.setdefault(body.home_view(anchor), []).append(replace(pin, anchor=anchor))
    return tuple(plate(gallery.get(key), found, body) for key, found in by_view.items())


def plate(view: View, pins: Sequence[Pin], body: Surface) -> Plate:
    """Return one view's map of some pins; one without an anchor is left out."""
    groups = _groups([pin for pin in pins if pin.anchor])
    width, height = view.camera.width, view.camera.height
    print_mm = _print_mm(width, height, large=view.whole or len(groups) > _CROWD)
    radius = DOT_MM / print_mm * width
    labels = spread([_wish(view, group, body, radius) for group in groups], Sheet(width, height, radius))
    return Plate(
        view=view.key,
        title=view.title,
        picture=view.pictures["small"],
        width=width,
        height=height,
        print_mm=print_mm,
        behind=view.behind,
        letters=view.letters,
        radius=radius,
        dots=tuple(_dot(group, label) for group, label in zip(groups, labels, strict=True)),
    )


def _print_mm(width: float, height: float, *, large: bool) -> float:
    most_wide, most_high = _LARGE_MM if large else _SMALL_MM
    return min(most_wide, most_high * width / height)


def _dot(group: Sequence[Pin], label: Label) -> Dot:
    first = group[0]
    labels = tuple(pin.label for pin in group)
    return Dot(_text(group), labels, label, _is_badge(first), first.category, first.methods)


def _drawn_at(pin: Pin, body: Surface) -> Anchor | None:
    """Return where a pin is drawn: what was only named in its region's middle, what is off the surface nowhere."""
    if pin.anchor or pin.placement is Placement.OFF_SURFACE:
        return pin.anchor
    return body.middle(pin.region, pin.side)


def _wish(view: View, group: Sequence[Pin], body: Surface, radius: float) -> Label:
    """Return a group's label where it would like to be: on its lesion."""
    pin = group[0]
    spot = body.spot(view.key, pin.anchor) if pin.anchor else None
    point = (spot.x, spot.y) if spot else (0.0, 0.0)
    badge_width = max(_BADGE_WIDTH, _LETTER_WIDTH * len(_text(group)) + 0.5)
    return Label(point, point, radius * (badge_width if _is_badge(pin) else _SHAPE_WIDTH), radius)


def _is_badge(pin: Pin) -> bool:
    return pin.placement is not Placement.TAPPED


def _text(group: Sequence[Pin]) -> str:
    return group[0].label if len(group) == 1 else f"{group[0].label}-{group[-1].label}"


def _groups(pins: Sequence[Pin]) -> list[list[Pin]]:
    """Put neighbours in the count that were placed by one name together; every other pin stands alone."""
    groups: list[list[Pin]] = []
    for pin in pins:
        if groups and _named_alike(groups[-1][-1], pin):
            groups[-1].append(pin)
        else:
            groups.append([pin])
    return groups


def _named_alike(last: Pin, pin: Pin) -> bool:
    return (
        pin.placement is last.placement is Placement.BY_NAME
        and pin.rank == last.rank + 1
        and (pin.region, pin.side, pin.anchor) == (last.region, last.side, last.anchor)
        and (pin.category, pin.methods) == (last.category, last.methods)
    )
