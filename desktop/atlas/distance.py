"""How far apart two points are along the skin: not through lips, lids, fingers or a folded ear."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from desktop.atlas.borders import Border, Borders
from desktop.atlas.patch import Patch, Point, length_of
from desktop.atlas.surface import REFERENCE, Floats, Indices, Singles, Surface, quarter
from resources.terms import Anchor

_TRIES = 6
"""So many points of a border are tried before it is taken to be near only through the air."""
_MOST_KEPT = 20_000
_HALF_MM = 0.5


class SkinDistance:
    """Geodesic distances on the reference pose over short ways.

    The search finds through which quads the shortest way leads; its crossings of their edges are then moved until the
    way is straight in the unfolded surface. Right within 10 % and 0.3 mm up to 20 mm.
    """

    def __init__(self, surface: Surface, borders: Borders) -> None:
        """Take the reference pose; how large each base quad is, is worked out once (about 2 ms)."""
        self._surface = surface
        self._borders = borders
        self._vertices = surface.vertices(REFERENCE)
        centres, self._radii = _spheres(self._vertices, surface.quads)
        self._columns = centres.T.copy()
        self._points: dict[Anchor, Point] = {}
        self._around: dict[int, tuple[Border, Floats, Floats]] = {}

    def between(self, start: Anchor, end: Anchor, limit_mm: float) -> float | None:
        """Return the distance along the skin in mm, or None if it is more than the limit."""
        a, b = self.point(start), self.point(end)
        straight = math.dist(a, b)
        if straight > limit_mm:
            return None
        first, last = quarter(start)[0], quarter(end)[0]
        if first == last:
            return straight
        patch = Patch(self._vertices, self._near(a, b, limit_mm), self._surface.quads)
        way = patch.way((a, first), (b, last))
        far = length_of(way) if way else math.inf
        return far if far <= limit_mm else None

    def regions_near(self, anchor: Anchor, within_mm: float) -> tuple[int, ...]:
        """Return the numbers of the other regions within some mm along the skin, the nearest first."""
        border, begins, ends = self._border(self._surface.label(anchor))
        shares, away = _nearest(self._surface.point(anchor), begins, ends)
        if away.min(initial=math.inf) > within_mm:
            return ()
        feet = border.begins.toward(border.ends, shares)
        near = np.argsort(away, kind="stable")[: int((away <= within_mm).sum())].tolist()
        pieces = ((int(border.beyond[piece]), feet.anchor(piece)) for piece in near)
        found = self._nearest_of_each(anchor, pieces, within_mm)
        return tuple(sorted(found, key=found.__getitem__))

    def prepare(self, number: int) -> None:
        """Make what the first question about the surroundings of a region would wait for (about 1 ms)."""
        self._border(number)

    def _nearest_of_each(
        self, anchor: Anchor, feet: Iterable[tuple[int, Anchor]], within_mm: float
    ) -> Mapping[int, float]:
        """Return for each number the distance of its first foot that lies within reach along the skin."""
        found: dict[int, float] = {}
        tries: Counter[int] = Counter()
        for number, foot in feet:
            if number in found or tries[number] == _TRIES:
                continue
            tries[number] += 1
            distance = self.between(anchor, foot, within_mm)
            if distance is not None:
                found[number] = distance
        return found

    def _border(self, number: int) -> tuple[Border, Floats, Floats]:
        """Return a region's border with where its pieces begin and end, mm; kept: taps come in clusters."""
        if number not in self._around:
            border = self._borders.of_leaf(number)
            self._around[number] = border, self._surface.points(border.begins), self._surface.points(border.ends)
        return self._around[number]

    def point(self, anchor: Anchor) -> Point:
        """Return an anchor's place in the reference pose, mm; kept, since a tap asks for those of all marks."""
        found = self._points.get(anchor)
        if found is None:
            if len(self._points) >= _MOST_KEPT:
                self._points.clear()
            x, y, z = self._surface.point(anchor)
            found = self._points[anchor] = float(x), float(y), float(z)
        return found

    def _near(self, a: Point, b: Point, limit_mm: float) -> Indices:
        """Return the quads that a way of at most the limit can touch."""
        base = np.flatnonzero(self._away(a) + self._away(b) - 2 * self._radii <= limit_mm + _HALF_MM)
        return (4 * base[:, None] + np.arange(4)).ravel()

    def _away(self, point: Point) -> Singles:
        """Return how far all quads' centres lie from a point. By columns: rows of three take four times as long."""
        x, y, z = (column - np.float32(at) for column, at in zip(self._columns, point, strict=True))
        away: Singles = np.sqrt(x * x + y * y + z * z)
        return away


def _nearest(here: Floats, begins: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Return how far along each of some straight pieces (0 to 1) the point nearest to a place lies, and how near."""
    along = ends - begins
    square = np.einsum("nx,nx->n", along, along)
    share = np.clip(np.einsum("nx,nx->n", here - begins, along) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    beside = begins + share[:, None] * along - here
    return share, np.sqrt(np.einsum("nx,nx->n", beside, beside))


def _spheres(vertices: Singles, quads: Indices) -> tuple[Singles, Singles]:
    """Return for each base quad a centre and a radius that hold its four quarters."""
    corners = vertices[quads.reshape(len(quads) // 4, 16)]
    centres = corners.mean(1)
    return centres, np.linalg.norm(corners - centres[:, None], axis=2).max(1)
