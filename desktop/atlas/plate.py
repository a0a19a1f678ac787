"""The numbered map of one view as drawing primitives: what lies where, with labels spread so that each can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.atlas.crowd import Window, windows
from desktop.atlas.plate_needs import Gallery, Surface, View
from desktop.atlas.spread import Label, Point, Sheet, spread
from resources.terms import Anchor, Category, Method, Placement, Side

DOT_MM = 2.2
"""A dot's radius on paper."""
_SMALL_MM = (55.0, 55.0)
_LARGE_MM = (90.0, 90.0)
"""Most width and height of a printed map; crowded views and whole figures are printed large."""
_CROWD = 6
"""More labels than these make a view crowded."""
_BADGE_WIDTH = 1.4
_LETTER_WIDTH = 0.42
_SHAPE_WIDTH = 1.1
"""Half widths in dot radii: of a badge at least, of one letter on it, and of the other shapes."""


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
    """One label of a plate, px of its window; among a plate's `points`, px of the view's picture.

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
    """The map of one view with the lesions whose home view it is, or an enlarged part of one.

    `large` ones are printed so because they are crowded or show a whole figure.
    `window` is the part of the `width` x `height` px of the view's picture that is shown; printed `print_mm` wide a dot
    has a `radius` of DOT_MM. `picture` is the name of the shipped file; a diagram has none but `lines`, SVG paths of
    its picture. `frames` are the parts that follow enlarged; their `points` are the lesions that are numbered there.
    """

    view: str
    title: str
    picture: str
    width: float
    height: float
    window: Window
    print_mm: float
    behind: bool
    letters: tuple[str, str]
    large: bool
    enlarged: bool
    radius: float
    dots: tuple[Dot, ...]
    frames: tuple[Window, ...] = ()
    points: tuple[Dot, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all lesions numbered on it."""
        return tuple(label for dot in self.dots for label in dot.labels)


def plates(pins: Iterable[Pin], body: Surface, gallery: Gallery) -> tuple[Plate, ...]:
    """Return the plates of each view that is some mark's home view, in the views' order: the view, then enlarged parts.

    Diagrams come behind them. Every pin is numbered on exactly one plate, but those whose place no picture shows.
    """
    by_view: dict[str, list[Pin]] = {}
    off_surface: list[Pin] = []
    for pin in pins:
        anchor = _drawn_at(pin, body)
        if anchor:
            by_view.setdefault(body.home_view(anchor), []).append(replace(pin, anchor=anchor))
        else:
            off_surface.append(pin)
    views = sorted((gallery.get(key) for key in by_view), key=_order)
    found = tuple(plate for view in views for plate in view_plates(view, by_view[view.key], body))
    return (*found, *(_diagram_plates(off_surface) if off_surface else ()))


def view_plates(view: View, pins: Sequence[Pin], body: Surface) -> tuple[Plate, ...]:
    """Return one view's map of some pins, then an enlarged part of it for each crowd.

    A pin without an anchor is left out.
    """
    spots = [(group, body.spot(view.key, pin.anchor)) for group in _groups(pins) if (pin := group[0]).anchor]
    return _laid_out(view, [_dot_at(group, (spot.x, spot.y)) for group, spot in spots])


def _laid_out(view: View, dots: Sequence[Dot]) -> tuple[Plate, ...]:
    """Return the map of a view with some dots, then an enlarged part of it for each crowd."""
    width, height = view.camera.width, view.camera.height
    whole = Window(0.0, 0.0, width, height)
    large = view.whole or len(dots) > _CROWD
    most = _LARGE_MM if large else _SMALL_MM
    radius = DOT_MM / _print_mm(whole, most) * width
    frames = windows([dot.place.lesion for dot in dots], radius, whole)
    crowds: list[list[Dot]] = [[] for _ in frames]
    lonely: list[Dot] = []
    for dot in dots:
        inside = [crowd for frame, crowd in zip(frames, crowds, strict=True) if frame.holds(dot.place.lesion)]
        (inside[0] if inside else lonely).append(dot)
    points = tuple(dot for crowd in crowds for dot in crowd)
    parts = [_plate(view, frame, crowd, most) for frame, crowd in zip(frames, crowds, strict=True)]
    return (replace(_plate(view, whole, lonely, most, points), frames=tuple(frames)), *parts)


def _plate(
    view: View, window: Window, dots: Sequence[Dot], most: tuple[float, float], points: tuple[Dot, ...] = ()
) -> Plate:
    print_mm = _print_mm(window, most)
    radius = DOT_MM / print_mm * window.width
    enlarged = window.width < view.camera.width
    wishes = [_sized(dot, window, radius) for dot in dots]
    keep_free = [dot.place.lesion for dot in points]
    labels = spread(wishes, Sheet(window.width, window.height, radius), keep_free)
    return Plate(
        view=view.key,
        title=view.title,
        picture=view.pictures["large" if enlarged else "small"],
        width=view.camera.width,
        height=view.camera.height,
        window=window,
        print_mm=print_mm,
        behind=view.behind,
        letters=view.letters,
        large=most == _LARGE_MM,
        enlarged=enlarged,
        radius=radius,
        dots=tuple(replace(dot, place=label) for dot, label in zip(dots, labels, strict=True)),
        points=points,
    )


def _order(view: View) -> tuple[bool, tuple[int, int], str]:
    return view.rail is None, view.rail or (0, 0), view.key


def _print_mm(window: Window, most: tuple[float, float]) -> float:
    most_wide, most_high = most
    return min(most_wide, most_high * window.width / window.height)


def _drawn_at(pin: Pin, body: Surface) -> Anchor | None:
    """Return where a pin is drawn: what was only named in its region's middle, what is off the surface nowhere."""
    if pin.anchor or pin.placement is Placement.OFF_SURFACE:
        return pin.anchor
    return body.middle(pin.region, pin.side)


def _diagram_plates(pins: Sequence[Pin]) -> Iterable[Plate]:
    """Yield the maps of the diagrams that show some pins' places, each in the middle of its shape."""
    # imported here: few visits have a lesion there, and the drawings take a while to read
    from desktop.atlas.diagram_views import DiagramView, middle_on_diagram  # noqa: PLC0415

    by_diagram: dict[str, list[Dot]] = {}
    for group in _groups(pins):
        place = middle_on_diagram(group[0].region, group[0].side)
        if place is not None:
            by_diagram.setdefault(place[0], []).append(_dot_at(group, place[1]))
    for key in sorted(by_diagram):
        view = DiagramView(key)
        yield from (replace(plate, lines=view.lines) for plate in _laid_out(view, by_diagram[key]))


def _dot_at(group: Sequence[Pin], point: Point) -> Dot:
    """Return a group's dot on its lesion (px of the picture), before it is known how large it will be."""
    pin = group[0]
    labels = tuple(pin.label for pin in group)
    return Dot(_text(group), labels, Label(point, point, 0.0, 0.0), _is_badge(pin), pin.category, pin.methods)


def _sized(dot: Dot, window: Window, radius: float) -> Label:
    """Return a dot's label where it would like to be, on its lesion, in px of the window."""
    x, y = dot.place.lesion
    point = (x - window.left, y - window.top)
    badge_width = max(_BADGE_WIDTH, _LETTER_WIDTH * len(dot.text) + 0.5)
    return Label(point, point, radius * (badge_width if dot.badge else _SHAPE_WIDTH), radius)


def _is_badge(pin: Pin) -> bool:
    return pin.placement is not Placement.TAPPED


def _text(group: Sequence[Pin]) -> str:
    return group[0].label if len(group) == 1 else f"{group[0].label}-{group[-1].label}"


def _groups(pins: Sequence[Pin]) -> list[list[Pin]]:
    """Put neighbours in the count that were placed by one name together; every other pin stands alone."""
    found: list[list[Pin]] = []
    for pin in pins:
        if found and _named_alike(found[-1][-1], pin):
            found[-1].append(pin)
        else:
            found.append([pin])
    return found


def _named_alike(last: Pin, pin: Pin) -> bool:
    return (
        pin.placement is last.placement is not Placement.TAPPED
        and pin.rank == last.rank + 1
        and (pin.region, pin.side, pin.anchor) == (last.region, last.side, last.anchor)
        and (pin.category, pin.methods) == (last.category, last.methods)
    )
