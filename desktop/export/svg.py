"""A plate as an SVG picture: the view's shipped picture with vector labels over it, and what it shows in words."""

import base64
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape

from desktop.atlas.crowd import Window
from desktop.atlas.plate import Dot, Plate
from desktop.atlas.spread import Label, Point
from desktop.export.backdrop import Backdrop
from desktop.note.content import Record
from resources import files
from resources.terms import Category, Method

_FONT = 'font-family="Inter" font-weight="700" text-anchor="middle"'
# Corners, angle of the first (degrees, 0 = right, 90 = down) and their distance from the middle in dot radii, as on the
# screen (screens.md 4.4); a method that is not named here is a circle.
_CORNERS = {
    Method.ELECTROSURGERY: (3, -90.0, 1.5),
    Method.LASER: (4, -90.0, 1.23),
    Method.CHEMICAL: (4, -45.0, 1.23),
    Method.CURETTEMENT: (5, -90.0, 1.14),
}
_KINDS = {b"\x89PNG": "png", b"\xff\xd8": "jpeg"}
"""How the files of pictures begin that are not WebP."""
_LETTER_STEPS = {"R": 2.15, "L": 1.9}
"""How far the words stand from the outer edge of a letter, in dot radii."""
_LETTER_WORDS = 14.8
"""How wide the words of both sides are together, in sizes of their type."""


@dataclass(frozen=True, slots=True)
class MapLook:
    """Colours and words of the printed maps."""

    ink: str
    paper: str
    ground: str
    ground_behind: str
    other: str
    hues: dict[str, str]
    letters: dict[str, str]
    words: dict[str, str]

    def hue(self, category: Category | None) -> str:
        """Return the fill of a mark by what was done; findings are hollow."""
        return self.hues.get(category.value, self.other) if category else self.paper

    def writing(self, fill: str) -> str:
        """Return the colour of numbers on a fill: the one that stands out more."""
        return max((self.ink, self.paper), key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """Return how much two colours (#rrggbb) differ in lightness, 1 to 21: contrast ratio of WCAG 2.2."""
    dark, light = sorted(_luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def map_look() -> MapLook:
    """Return the shipped colours and words, read once."""
    table = tomllib.loads(files.read_text("export/map.toml"))
    return MapLook(
        ink=table["ink"],
        paper=table["paper"],
        ground=table["ground"],
        ground_behind=table["ground_behind"],
        other=table["other"],
        hues=table["hue"],
        letters=table["letters"],
        words=table["words"],
    )


def svg(plate: Plate, backdrop: Backdrop) -> str:
    """Return a plate as SVG over a picture of the view. R and L stand above the picture, never on skin.

    A diagram is drawn as its lines; it has no picture.
    """
    look = map_look()
    strip = _strip(plate)
    moved = [dot for dot in plate.dots if dot.place.moved]
    width, height = plate.window.width, plate.window.height
    top = f'viewBox="0 {-strip:.1f} {width:.1f} {height + strip:.1f}"'
    size = f'width="{width:.1f}" height="{height + strip:.1f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} {top}>',
        f'<clipPath id="round"><rect y="{-strip:.1f}" {size} rx="{plate.radius:.1f}"/></clipPath>',
        f'<g clip-path="url(#round)"><rect y="{-strip:.1f}" {size} fill="{ground(plate)}"/>',
        f"{_drawing(plate, look) if plate.lines else _embedded(plate, backdrop)}</g>",
        *_letters(plate, look, strip),
        *(_frame(frame, plate.radius, look) for frame in plate.frames),
        *(_point(dot, plate.radius, look) for dot in plate.points),
        *(_leader(dot, plate.radius, look) for dot in moved),
        *(_point(dot, plate.radius, look) for dot in moved),
        *(_mark(dot, plate.radius, look) for dot in plate.dots),
        "</svg>",
    ]
    return "\n".join(parts)


def alt(plate: Plate, record: Record) -> str:
    """Return a plate in words: the view, its sides, and each lesion with its site."""
    look = map_look()
    site = {lesion.label: lesion.site for lesion in (*record.lesions, *record.findings)}
    count = len(plate.labels)
    left, right = (look.letters.get(letter, letter) for letter in plate.letters)
    sides = look.words["alt_letters"].format(left=left, right=right) if left and right else ""
    lesions = "; ".join(f"{label} {site.get(label, '')}".strip() for label in plate.labels)
    counted = look.words["alt_one"] if count == 1 else look.words["alt_many"].format(count=count)
    said = look.words["alt"].format(view=title(plate), letters=sides, count=counted, lesions=lesions)
    return said.replace(" . ", " ")


def swatch(category: Category | None, methods: tuple[Method, ...]) -> str:
    """Return a mark without a number as a picture of its own."""
    nowhere = Label((0.0, 0.0), (0.0, 0.0), 1.0, 1.0)
    mark = _mark(Dot("", (), nowhere, badge=False, category=category, methods=methods), 1.0, map_look())
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="3.2" height="3.2" viewBox="-1.6 -1.6 3.2 3.2">{mark}</svg>'


def title(plate: Plate) -> str:
    """Return what stands under a plate."""
    return map_look().words["enlarged"].format(view=plate.title) if plate.enlarged else plate.title


def _strip(plate: Plate) -> float:
    return 3.6 * plate.radius


def ground(plate: Plate) -> str:
    """Return the colour behind a plate's body."""
    look = map_look()
    return look.ground_behind if plate.behind else look.ground


def _embedded(plate: Plate, backdrop: Backdrop) -> str:
    """Place the shown part of the picture; a picture in an SVG of its own is cut off at its edges."""
    content, window, part = backdrop.content, plate.window, backdrop.part
    kind = next((kind for head, kind in _KINDS.items() if content.startswith(head)), "webp")
    data = base64.b64encode(content).decode("ascii")
    seen = f"{window.left:.1f} {window.top:.1f} {window.width:.1f} {window.height:.1f}"
    place = f'x="{part.left:.2f}" y="{part.top:.2f}" width="{part.width:.2f}" height="{part.height:.2f}"'
    return (
        f'<svg width="{window.width:.1f}" height="{window.height:.1f}" viewBox="{seen}">'
        f'<image {place} xlink:href="data:image/{kind};base64,{data}"/></svg>'
    )


def _drawing(plate: Plate, look: MapLook) -> str:
    """Draw the shown part of a diagram: what stands later lies on top."""
    window = plate.window
    seen = f"{window.left:.1f} {window.top:.1f} {window.width:.1f} {window.height:.1f}"
    line = f'fill="{look.paper}" stroke="{look.ink}" stroke-width="{0.1 * plate.radius:.2f}" stroke-linejoin="round"'
    paths = "".join(f'<path d="{each}" {line}/>' for each in plate.lines)
    return f'<svg width="{window.width:.1f}" height="{window.height:.1f}" viewBox="{seen}">{paths}</svg>'


def _letters(plate: Plate, look: MapLook, strip: float) -> list[str]:
    """Write the patient's sides at the picture's edges, and that it is a view from behind."""
    radius = plate.radius
    room = plate.window.width - 7 * radius
    size = min(1.1 * radius, room / _LETTER_WORDS) if all(plate.letters) else 1.1 * radius
    line = -(0.54 if plate.behind else 0.3) * strip
    written = []
    for letter, anchor, inwards in zip(plate.letters, ("start", "end"), (1, -1), strict=True):
        if not letter:
            continue
        edge = (0 if anchor == "start" else plate.window.width) + 0.7 * inwards * radius
        beside = edge + _LETTER_STEPS.get(letter, 2.2) * inwards * radius
        big = f'font-family="Inter" font-weight="700" font-size="{2.5 * radius:.1f}" text-anchor="{anchor}"'
        small = f'font-family="Inter" font-size="{size:.2f}" text-anchor="{anchor}"'
        said = escape(look.letters.get(letter, ""))
        written.append(f'<text x="{edge:.1f}" y="{-0.3 * strip:.1f}" {big} fill="{look.ink}">{escape(letter)}</text>')
        written.append(f'<text x="{beside:.1f}" y="{line:.1f}" {small} fill="{look.ink}">{said}</text>')
    if plate.behind:
        # a line of its own: between the words of a narrow view there is no room
        said = f'{_FONT} font-size="{1.35 * radius:.1f}" fill="{look.ink}">{escape(look.words["behind"])}'
        written.append(f'<text x="{plate.window.width / 2:.1f}" y="{-0.14 * strip:.1f}" {said}</text>')
    return written


def _frame(frame: Window, radius: float, look: MapLook) -> str:
    """Draw the border of the part that follows enlarged: dark on white, to be seen on any skin."""
    box = f'x="{frame.left:.1f}" y="{frame.top:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}"'
    return "".join(
        f'<rect {box} rx="{0.5 * radius:.1f}" fill="none" stroke="{colour}" stroke-width="{width * radius:.1f}"/>'
        for colour, width in ((look.paper, 0.34), (look.ink, 0.14))
    )


def _leader(dot: Dot, radius: float, look: MapLook) -> str:
    """Draw the lesion as a small point, and a line from it to its label."""
    (x, y), (to_x, to_y) = dot.place.lesion, dot.place.middle
    line = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return (
        f'<line {line} stroke="{look.paper}" stroke-width="{0.36 * radius:.1f}"/>'
        f'<line {line} stroke="{look.ink}" stroke-width="{0.14 * radius:.1f}"/>'
    )


def _point(dot: Dot, radius: float, look: MapLook) -> str:
    """Draw a lesion whose number lies elsewhere: a small point in the colour of what was done."""
    (x, y), hue = dot.place.lesion, look.hue(dot.category)
    place = f'cx="{x:.1f}" cy="{y:.1f}"'
    return (
        f'<circle {place} r="{0.46 * radius:.1f}" fill="{look.paper}"/>'
        f'<circle {place} r="{0.3 * radius:.1f}" fill="{hue}" stroke="{look.ink}" stroke-width="{0.12 * radius:.1f}"/>'
    )


def _mark(dot: Dot, radius: float, look: MapLook) -> str:
    """Draw a label: white ring, dark ring, fill by what was done, shape by how; its number or letter on it."""
    hue = look.hue(dot.category)
    written = look.writing(hue)
    x, y = dot.place.middle
    shapes = [
        _shape(dot, radius, f'fill="{look.ink}" stroke="{look.paper}" stroke-width="{0.16 * radius:.1f}"'),
        _shape(dot, radius * (0.82 if hue == look.paper else 0.9), f'fill="{hue}"'),
    ]
    if len(dot.methods) > 1:
        thin = f'fill="none" stroke="{written}" stroke-width="{0.08 * radius:.1f}"'
        shapes.append(_shape(dot, radius * 0.8, thin))
    size = radius * (1.25 if len(dot.text) < 2 or dot.badge else 1.12 if len(dot.text) == 2 else 0.85)
    size *= 0.86 if len(dot.methods) > 1 else 1
    text = f'{_FONT} font-size="{size:.1f}" fill="{written}" {_aloud(dot)}'
    return "".join(shapes) + f'<text x="{x:.1f}" y="{y + 0.364 * size:.1f}" {text}>{escape(dot.text)}</text>'


def _aloud(dot: Dot) -> str:
    return f'aria-label="{escape(", ".join(dot.labels))}"'


def _shape(dot: Dot, radius: float, style: str) -> str:
    x, y = dot.place.middle
    if dot.badge:
        half = dot.place.half_width - dot.place.half_height + radius
        box = f'x="{x - half:.1f}" y="{y - radius:.1f}" width="{2 * half:.1f}" height="{2 * radius:.1f}"'
        return f'<rect {box} rx="{0.35 * radius:.1f}" {style}/>'
    corners = _CORNERS.get(dot.methods[0]) if dot.methods else None
    if not corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {style}/>'
    points = " ".join(f"{px:.1f},{py:.1f}" for px, py in _polygon((x, y), radius, *corners))
    return f'<polygon points="{points}" stroke-linejoin="round" {style}/>'


def _polygon(middle: Point, radius: float, count: int, first: float, reach: float) -> list[Point]:
    angles = [math.radians(first + 360 * corner / count) for corner in range(count)]
    return [
        (middle[0] + reach * radius * math.cos(angle), middle[1] + reach * radius * math.sin(angle)) for angle in angles
    ]
