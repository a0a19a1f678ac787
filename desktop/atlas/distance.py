"""How far apart two points are along the skin: not through lips, lids, fingers or a folded ear."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from desktop.atlas.borders import Borders
from desktop.atlas.surface import REFERENCE, Floats, Indices, Singles, Surface, quarter
from resources.terms import Anchor

Point = tuple[float, float, float]
_Edge = tuple[int, int]
_Node = tuple[_Edge, int]

_CROSSINGS = (0.15, 0.5, 0.85)
"""Where a path may cross an edge while it is searched; afterwards the crossings slide to where the path is shortest."""
_SWEEPS = 8
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
        self._centres, self._radii = _spheres(self._vertices, surface.quads)
        self._shared = np.flatnonzero(surface.fields.counts > 1)
        self._columns = self._centres[self._shared].T.copy()
        self._points: dict[Anchor, Point] = {}

    def between(self, start: Anchor, end: Anchor, limit_mm: float) -> float | None:
        """Return the distance along the skin in mm, or None if it is more than the limit."""
        a, b = self.point(start), self.point(end)
        straight = math.dist(a, b)
        if straight > limit_mm:
            return None
        first, last = quarter(start)[0], quarter(end)[0]
        if first == last:
            return straight
        patch = _Patch(self._vertices, self._near(a, b, limit_mm), self._surface.quads)
        path = patch.path((a, first), (b, last))
        length = _straightened(a, b, [patch.ends(edge) for edge, _ in path]) if path else math.inf
        return length if length <= limit_mm else None

    def regions_near(self, anchor: Anchor, within_mm: float) -> tuple[int, ...]:
        """Return the numbers of the other regions within some mm along the skin, the nearest first."""
        here = self._surface.point(anchor)
        border = self._borders.near(self._shared_near(here, within_mm), self._surface.label(anchor))
        if not len(border):
            return ()
        begins, ends = self._surface.points(border.begins), self._surface.points(border.ends)
        shares, away = _nearest(here, begins, ends)
        feet = border.begins.toward(border.ends, shares)
        near = np.argsort(away, kind="stable")[: int((away <= within_mm).sum())].tolist()
        pieces = ((int(border.beyond[piece]), feet.anchor(piece)) for piece in near)
        found = self._nearest_of_each(anchor, pieces, within_mm)
        return tuple(sorted(found, key=found.__getitem__))

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

    def _shared_near(self, here: Floats, within_mm: float) -> Indices:
        """Return the base quads with more than one region that come within some mm straight through."""
        x, y, z = (column - np.float32(at) for column, at in zip(self._columns, here.tolist(), strict=True))
        reach = self._radii[self._shared] + np.float32(within_mm)
        near: Indices = self._shared[x * x + y * y + z * z <= reach * reach]
        return near

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
        away = sum(np.linalg.norm(self._centres - np.array(each, np.float32), axis=1) for each in (a, b))
        base = np.flatnonzero(away - 2 * self._radii <= limit_mm + _HALF_MM)
        return (4 * base[:, None] + np.arange(4)).ravel()


class _Patch:
    """A few quads of the skin and how they hang together."""

    def __init__(self, vertices: Singles, numbers: Indices, quads: Indices) -> None:
        corners = quads[numbers]
        self._edges: dict[int, tuple[_Edge, ...]] = {}
        self._sides: dict[_Edge, list[int]] = {}
        points = vertices[corners].tolist()
        self._at: dict[int, Point] = {}
        for quad, around, places in zip(numbers.tolist(), corners.tolist(), points, strict=True):
            self._at.update(zip(around, map(tuple, places), strict=True))
            ring = zip(around, around[1:] + around[:1], strict=True)
            self._edges[quad] = tuple((min(pair), max(pair)) for pair in ring)
            for edge in self._edges[quad]:
                self._sides.setdefault(edge, []).append(quad)

    def ends(self, edge: _Edge) -> tuple[Point, Point]:
        """Return where an edge begins and ends."""
        return self._at[edge[0]], self._at[edge[1]]

    def path(self, start: tuple[Point, int], end: tuple[Point, int]) -> list[_Node]:
        """Return the crossings of the shortest way between points in two quads, none if they do not hang together."""
        goal, last = end
        best: dict[_Node, float] = {}
        came: dict[_Node, _Node | None] = {}
        queue: list[tuple[float, float, _Node, int, _Node | None]] = []
        self._reach(queue, best, (start[0], 0.0, start[1], None), goal)
        finish: tuple[float, _Node | None] = (math.inf, None)
        while queue and queue[0][0] < finish[0]:
            _, so_far, node, quad, before = heapq.heappop(queue)
            if node in came:
                continue
            came[node] = before
            here = self._place(node)
            if quad == last:
                finish = min(finish, (so_far + math.dist(here, goal), node))
                continue
            self._reach(queue, best, (here, so_far, quad, node), goal)
        return list(_back(came, finish[1]))

    def _reach(
        self,
        queue: list[tuple[float, float, _Node, int, _Node | None]],
        best: dict[_Node, float],
        origin: tuple[Point, float, int, _Node | None],
        goal: Point,
    ) -> None:
        """Put every crossing of a quad's other edges into the queue, with the quad that lies behind it."""
        here, so_far, quad, before = origin
        for edge in self._edges[quad]:
            behind = [each for each in self._sides[edge] if each != quad]
            if not behind or (before is not None and before[0] == edge):
                continue
            for number in range(len(_CROSSINGS)):
                node = (edge, number)
                place = self._place(node)
                length = so_far + math.dist(here, place)
                if length < best.get(node, math.inf):
                    best[node] = length
                    heapq.heappush(queue, (length + math.dist(place, goal), length, node, behind[0], before))

    def _place(self, node: _Node) -> Point:
        begin, end = self.ends(node[0])
        return _between(begin, end, _CROSSINGS[node[1]])


def _nearest(here: Floats, begins: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Return how far along each of some straight pieces (0 to 1) the point nearest to a place lies, and how near."""
    along = ends - begins
    square = (along**2).sum(1)
    share = np.clip(((here - begins) * along).sum(1) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    return share, np.linalg.norm(begins + share[:, None] * along - here, axis=1)


def _straightened(a: Point, b: Point, edges: Sequence[tuple[Point, Point]]) -> float:
    """Return the length of the shortest way from a to b across some edges in order, which meet flat in between."""
    points = [a, *(_between(begin, end, 0.5) for begin, end in edges), b]
    for sweep in range(_SWEEPS):
        order = range(len(edges)) if sweep % 2 == 0 else range(len(edges) - 1, -1, -1)
        for number in order:
            begin, end = edges[number]
            points[number + 1] = _between(begin, end, _crossing(points[number], points[number + 2], begin, end))
    return sum(math.dist(one, other) for one, other in pairwise(points))


def _crossing(before: Point, after: Point, begin: Point, end: Point) -> float:
    """Return where on an edge (0 to 1) the way between two points crosses it when both faces are laid flat."""
    at_before, off_before = _beside(before, begin, end)
    at_after, off_after = _beside(after, begin, end)
    total = off_before + off_after
    share = (at_before * off_after + at_after * off_before) / total if total > 0 else (at_before + at_after) / 2
    return min(max(share, 0.0), 1.0)


def _beside(point: Point, begin: Point, end: Point) -> tuple[float, float]:
    """Return a point's foot on an edge (0 to 1) and its distance from the edge's line."""
    along = tuple(e - b for b, e in zip(begin, end, strict=True))
    to_point = tuple(p - b for b, p in zip(begin, point, strict=True))
    square = sum(each * each for each in along)
    foot = sum(one * other for one, other in zip(along, to_point, strict=True)) / square if square else 0.0
    return foot, math.dist(point, _between(begin, end, foot))


def _between(begin: Point, end: Point, share: float) -> Point:
    (x, y, z), (to_x, to_y, to_z) = begin, end
    return x + share * (to_x - x), y + share * (to_y - y), z + share * (to_z - z)


def _back(came: dict[_Node, _Node | None], node: _Node | None) -> Iterator[_Node]:
    found: list[_Node] = []
    while node is not None:
        found.append(node)
        node = came[node]
    return reversed(found)


def _spheres(vertices: Singles, quads: Indices) -> tuple[Singles, Singles]:
    """Return for each base quad a centre and a radius that hold its four quarters."""
    corners = vertices[quads.reshape(len(quads) // 4, 16)]
    centres = corners.mean(1)
    return centres, np.linalg.norm(corners - centres[:, None], axis=2).max(1)
