"""The landmarks: palpable or plainly seen points of the neutral body, authored in px of its pictures."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop.atlas.body import Body
from desktop.atlas.surface import REFERENCE, Floats, Surface, anchor_in
from resources import files
from resources.terms import Anchor

_FILES = "landmarks_*.tsv"
_BESIDE_MM = 2.0
"""A landmark nearer to the midline than this is a midline one and is moved onto it."""
_ON_IT_MM = 0.05
"""Corners of the midline lie nearer to x = 0 than this."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One authored landmark: px of a view's 1x picture, on the midline or on the patient's left."""

    id: str
    view: str
    x: float
    y: float


def load_marks() -> tuple[Mark, ...]:
    """Return all authored landmarks. Raises ValueError for one that is told twice."""
    marks = tuple(mark for path in sorted(Path(__file__).parent.glob(_FILES)) for mark in _read(path))
    names = [mark.id for mark in marks]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"landmarks told twice: {', '.join(twice)}")
    return marks


def placed(marks: Iterable[Mark], body: Body, surface: Surface) -> Mapping[str, Anchor]:
    """Return where landmarks lie, on the midline or on the patient's left.

    Raises ValueError for one that misses the skin of its view or lies on the patient's right.
    """
    return {mark.id: _placed(mark, body, surface) for mark in marks}


def write_landmarks(folder: Path) -> None:
    """Write `landmarks.json` from the shipped body: quad, u and v of each landmark."""
    found = placed(load_marks(), Body.load(), Surface(files.path("body")))
    rows = [f"{json.dumps(key)}: {json.dumps([each.quad, each.u_ppm, each.v_ppm])}" for key, each in found.items()]
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    (folder / "landmarks.json").write_text(text, encoding="utf-8", newline="\n")


def _placed(mark: Mark, body: Body, surface: Surface) -> Anchor:
    anchor = body.hit(mark.view, mark.x, mark.y)
    if anchor is None:
        raise ValueError(f"the landmark {mark.id} misses the skin of {mark.view}")
    place = surface.point(anchor)
    if place[0] < -_BESIDE_MM:
        raise ValueError(f"the landmark {mark.id} lies on the patient's right")
    return anchor if place[0] > _BESIDE_MM else _on_the_midline(surface, place)


def _on_the_midline(surface: Surface, place: Floats) -> Anchor:
    """Return the point of the midline that is nearest to a place, in a triangle of the left half."""
    points = surface.vertices(REFERENCE).astype(np.float64)
    corners = points[surface.triangles]
    on_it = np.abs(corners[:, :, 0]) < _ON_IT_MM
    edges = np.flatnonzero((on_it.sum(1) == 2) & (corners[:, :, 0].mean(1) > 0))
    first = np.where(on_it[edges, 0] & on_it[edges, 1], 0, np.where(on_it[edges, 1], 1, 2))
    begin, end = corners[edges, first], corners[edges, (first + 1) % 3]
    share = np.clip(((place - begin) * (end - begin)).sum(1) / ((end - begin) ** 2).sum(1), 0, 1)
    nearest = int(np.linalg.norm(begin + share[:, None] * (end - begin) - place, axis=1).argmin())
    weights = [0.0, 0.0, 0.0]
    weights[first[nearest]] = 1 - float(share[nearest])
    weights[(first[nearest] + 1) % 3] = float(share[nearest])
    return anchor_in(int(edges[nearest]), weights[1], weights[2])


def _read(path: Path) -> Iterator[Mark]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield Mark(row["id"], row["view"], float(row["x"]), float(row["y"]))
