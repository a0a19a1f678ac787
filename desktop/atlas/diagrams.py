"""Drawings of what the body surface does not carry: mouth and genitals. Each leaf is a shape a person can point at."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as Xml

import numpy as np
import numpy.typing as npt

from desktop.atlas.phrases import Position, site_phrase
from desktop.atlas.strokes import Point, Points, Stroke, flat, strokes
from resources import files
from resources.regions import CLOCK, Lateral, load_regions
from resources.terms import Sex, Side

PREFIX = "diagram_"
"""What the keys of diagrams begin with, so that they are told from those of views."""
_NAMES = ("mouth", "penis", "vulva", "anus")
_SVG = "{http://www.w3.org/2000/svg}"
_GRID = 17
"""How finely the middle of a shape is looked for: so many points across and down."""
_MARGIN = 0.08
"""How far beyond a shape that search goes, so that its edges are seen, as a share of its size."""
_DRAW = 0.25
"""How much the middle is drawn to the middle of all its points, against being far from the edges."""
_HOUR = math.pi / 6
_NO_HOUR = 0.2
"""So near the middle of a clock, as a share of its radius, no hour is meant."""


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf as a shape; `side` is UNSAID where the place in it decides: a band of `band` px each way is the middle.

    `words` are said in its upper and its lower third; `name_at` is where its term is written, `pointed_at` where the
    line from there leads.
    """

    region: str
    side: Side
    strokes: tuple[Stroke, ...]
    outline: tuple[Points, ...]
    band: float
    words: tuple[str, ...]
    name_at: Point
    pointed_at: Point

    def holds(self, points: Points) -> npt.NDArray[np.bool_]:
        """Say which points lie in the shape; a shape inside a shape is a hole."""
        inside = np.zeros(len(points), np.bool_)
        x, y = points[:, :1], points[:, 1:]
        for ring in self.outline:
            (x0, y0), (x1, y1) = ring.T, np.roll(ring, -1, axis=0).T
            spans = (y0 > y) != (y1 > y)
            crossing = (x1 - x0) * (y - y0) / np.where(y1 == y0, 1.0, y1 - y0) + x0
            inside ^= (spans & (x < crossing)).sum(1) % 2 == 1
        return inside

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the shape."""
        points = np.concatenate(self.outline)
        (left, top), (right, bottom) = points.min(0), points.max(0)
        return float(left), float(top), float(right), float(bottom)


@dataclass(frozen=True, slots=True)
class Zone:
    """A leaf on one side: what keys go to, and where its lesions are counted. `middle` lies well inside it."""

    region: str
    side: Side
    phrase: str
    middle: Point


@dataclass(frozen=True, slots=True)
class PartSite:
    """What is meant by pointing at a diagram; it has no anchor. `view` is the diagram's key."""

    view: str
    region: str
    side: Side
    phrase: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """One drawing, in px of its own picture; what stands later lies on top. `sex` is whose it is; UNSAID: everybody's.

    `figures` are digits printed beside it.
    """

    key: str
    title: str
    label: str
    sex: Sex
    width: float
    height: float
    drawn: tuple["Part | tuple[Stroke, ...]", ...]
    figures: tuple[tuple[str, Point], ...]
    zones: tuple[Zone, ...]

    @property
    def letters(self) -> tuple[str, str]:
        """What stands at the left and the right edge: the patient faces the viewer."""
        return "R", "L"

    @property
    def doors(self) -> tuple[()]:
        """Nothing on a diagram opens another view."""
        return ()

    @property
    def behind(self) -> bool:
        """Whether it shows the patient from behind: none does."""
        return False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The shapes of leaves, the lowest first."""
        return tuple(each for each in self.drawn if isinstance(each, Part))

    def site(self, x: float, y: float) -> PartSite | None:
        """Return what lies at a point; None beside every part."""
        here = np.array([[x, y]])
        part = next((each for each in reversed(self.parts) if each.holds(here)[0]), None)
        if part is None:
            return None
        side = _side(part, x - self.width / 2)
        phrase = site_phrase(load_regions(), part.region, side, _position(part, x, y))
        return PartSite(self.key, part.region, side, phrase)

    def zone(self, region: str, side: Side) -> Zone | None:
        """Return where a leaf is counted, or the first leaf of a region that is none.

        None for what is not drawn here, or not with all its leaves: it may lie on the body just as well.
        """
        regions = load_regions()
        own = [each for each in self.zones if regions.under(each.region, region)]
        leaves = {each.id for each in regions.leaves if own and regions.under(each.id, region)}
        if not own or not leaves <= {each.region for each in own}:
            return None
        return next((each for each in own if each.side is side), own[0])


class Diagrams:
    """All diagrams."""

    def __init__(self, diagrams: Iterable[Diagram]) -> None:
        self.all = tuple(diagrams)

    def get(self, key: str) -> Diagram:
        """Return a diagram by its key. Raises KeyError."""
        for each in self.all:
            if each.key == key:
                return each
        raise KeyError(key)

    def home(self, region: str, side: Side) -> str:
        """Return the key of the diagram a lesion off the surface is counted in; "" where none shows its region."""
        return next((each.key for each in self.all if each.zone(region, side)), "")

    def fitting(self, sex: Sex) -> tuple[Diagram, ...]:
        """Return the diagrams for a patient: all of them where the sex is not known."""
        return tuple(each for each in self.all if Sex.UNSAID in (sex, each.sex) or each.sex is sex)


@cache
def load_diagrams() -> Diagrams:
    """Return the shipped diagrams, read once when the first is wanted (about 50 ms)."""
    return Diagrams(_diagram(name) for name in _NAMES)


def _diagram(name: str) -> Diagram:
    root = Xml.fromstring(files.read_text(f"body/diagrams/{name}.svg"))  # noqa: S314 - a shipped file
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    band = float(root.attrib["data-middle"])
    shapes = [(each, strokes(each.attrib["d"])) for each in root.iter(f"{_SVG}path")]
    drawn = tuple(_part(each, found, band) if "id" in each.attrib else found for each, found in shapes)
    parts = [each for each in drawn if isinstance(each, Part)]
    return Diagram(
        key=PREFIX + name,
        title=root.findtext(f"{_SVG}title", ""),
        label=root.attrib["data-label"],
        sex=Sex(root.attrib.get("data-sex", Sex.UNSAID)),
        width=width,
        height=height,
        drawn=drawn,
        figures=tuple(
            (each.text or "", _point(f"{each.get('x')} {each.get('y')}")) for each in root.iter(f"{_SVG}text")
        ),
        zones=tuple(zone for number in range(len(parts)) for zone in _zones(parts, number, width / 2)),
    )


def _part(element: Xml.Element, found: tuple[Stroke, ...], band: float) -> Part:
    region, _, side = element.attrib["id"].partition("-")
    lateral = load_regions().get(region).lateral
    unsided = Side.UNSIDED if lateral is Lateral.NO else Side.UNSAID
    words = tuple(element.attrib[each] for each in ("data-upper", "data-lower") if each in element.attrib)
    return Part(
        region=region,
        side=Side(side) if side else unsided,
        strokes=found,
        outline=tuple(flat(each) for each in found),
        band=band,
        words=words,
        name_at=_point(element.attrib["data-name"]),
        pointed_at=_point(element.attrib["data-at"]),
    )


def _corner(element: Xml.Element) -> Point:
    return float(element.attrib["x"]), float(element.attrib["y"])


def _point(text: str) -> Point:
    x, y = (float(each) for each in text.split())
    return x, y


def _side(part: Part, beside: float) -> Side:
    """Return the patient's side `beside` px right of the middle of the picture: the patient faces the viewer."""
    if part.side is not Side.UNSAID:
        return part.side
    if abs(beside) <= part.band:
        return Side.MIDLINE
    return Side.LEFT if beside > 0 else Side.RIGHT


def _position(part: Part, x: float, y: float) -> Position:
    left, top, right, bottom = part.box
    if CLOCK in load_regions().get(part.region).axes:
        across, ahead = x - (left + right) / 2, (top + bottom) / 2 - y
        if math.hypot(across, ahead) < _NO_HOUR * (right - left) / 2:
            return ()
        return (str(round(math.atan2(across, ahead) / _HOUR) % 12 or 12),)
    third = (bottom - top) / 3
    if not part.words or top + third <= y <= bottom - third:
        return ()
    return (part.words[0] if y < top + third else part.words[1],)


def _zones(parts: Sequence[Part], number: int, middle_x: float) -> Iterable[Zone]:
    """Yield the sides of a part, the patient's right first, each with a point far from its edges."""
    part, regions = parts[number], load_regions()
    sides = (Side.RIGHT, Side.MIDLINE, Side.LEFT) if part.side is Side.UNSAID else (part.side,)
    left, top, right, bottom = part.box
    wide, high = _MARGIN * (right - left), _MARGIN * (bottom - top)
    xs, ys = np.linspace(left - wide, right + wide, _GRID), np.linspace(top - high, bottom + high, _GRID)
    points = np.stack([each.ravel() for each in np.meshgrid(xs, ys)], 1)
    free = part.holds(points)
    for above in parts[number + 1 :]:
        free &= ~above.holds(points)
    columns = [_side(part, x - middle_x) for x in xs.tolist()]
    for side in sides:
        inside = free & np.tile([each is side for each in columns], _GRID)
        yield Zone(part.region, side, site_phrase(regions, part.region, side), _middle(points, inside))


def _middle(points: Points, inside: npt.NDArray[np.bool_]) -> Point:
    """Return a point inside far from all that are not, and rather in the middle than at an end."""
    own, others = points[inside], points[~inside]
    away = np.hypot(*(own[:, None] - others[None]).transpose(2, 0, 1)).min(1)
    x, y = own[int((away - _DRAW * np.hypot(*(own - own.mean(0)).T)).argmax())]
    return float(x), float(y)
