"""Lines of cubic curves, read from the paths of a drawing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_STEPS = np.linspace(0.0, 1.0, 9)[1:, None]
"""Where a curve's corners lie when it is followed by straight pieces."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of cubic curves: for each its two handles and its end."""

    start: Point
    curves: tuple[Curve, ...]
    closed: bool


def strokes(d: str) -> tuple[Stroke, ...]:
    """Return an SVG path of absolute M, L, C and Z. Raises ValueError for any other letter, naming it."""
    tokens = _TOKEN.findall(d)
    found: list[Stroke] = []
    start, letter, at = (0.0, 0.0), "", 0
    curves: list[Curve] = []
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        if letter not in "MLCZ":
            raise ValueError(f"a diagram's path has {letter!r}; only M, L, C and Z are read")
        taken = {"M": 1, "L": 1, "C": 3, "Z": 0}[letter]
        points = [(float(tokens[at + 2 * k]), float(tokens[at + 2 * k + 1])) for k in range(taken)]
        at += 2 * taken
        if letter in "MZ" and curves:
            found.append(Stroke(start, tuple(curves), closed=letter == "Z"))
            curves = []
        if letter == "M":
            start = points[0]
        elif letter == "L":
            here = curves[-1][2] if curves else start
            curves.append((here, points[0], points[0]))
        elif letter == "C":
            curves.append((points[0], points[1], points[2]))
    return (*found, Stroke(start, tuple(curves), closed=False)) if curves else tuple(found)


def path_data(drawn: Iterable[Stroke]) -> str:
    """Return lines as an SVG path, for a printed map: what `strokes` reads."""
    words: list[str] = []
    for each in drawn:
        words.append(f"M {each.start[0]:g} {each.start[1]:g}")
        words += ["C " + " ".join(f"{x:g} {y:g}" for x, y in curve) for curve in each.curves]
        words += ["Z"] if each.closed else []
    return " ".join(words)


def flat(stroke: Stroke) -> Points:
    """Return the corners of a polygon that follows a closed line."""
    here, pieces = np.array(stroke.start), [np.array([stroke.start])]
    t = _STEPS
    for first, second, end in stroke.curves:
        one, two, three = (np.array(each) for each in (first, second, end))
        pieces.append((1 - t) ** 3 * here + 3 * t * (1 - t) ** 2 * one + 3 * t**2 * (1 - t) * two + t**3 * three)
        here = three
    return np.concatenate(pieces)
