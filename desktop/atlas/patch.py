"""A piece of the skin as quads that hang together, and the shortest way over them."""

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.atlas.surface import Indices, Singles

Point = tuple[float, float, float]
Edge = tuple[int, int]
Node = tuple[Edge, int]
"""A place where a way may cross an edge, by its number in _CROSSINGS."""

_CROSSINGS = (0.15, 0.5, 0.85)
"""Where a path may cross an edge while it is searched; afterwards the crossings slide to where the path is shortest."""
_SWEEPS = 8


class Patch:
    """A few quads of the skin and how they hang together."""

    def __init__(self, vertices: Singles, numbers: Indices, quads: Indices) -> None:
        corners = quads[numbers]
        self._edges: dict[int, tuple[Edge, ...]] = {}
        self._sides: dict[Edge, list[int]] = {}
        points = vertices[corners].tolist()
        self._at: dict[int, Point] = {}
        for quad, around, places in zip(numbers.tolist(), corners.tolist(), points, strict=True):
            self._at.update(zip(around, map(tuple, places), strict=True))
            ring = zip(around, around[1:] + around[:1], strict=True)
            self._edges[quad] = tuple((min(pair), max(pair)) for pair in ring)
            for edge in self._edges[quad]:
                self._sides.setdefault(edge, []).append(quad)

    def way(self, start: tuple[Point, int], end: tuple[Point, int]) -> list[Point]:
        """Return the corners of the shortest way between points in two quads; none if they do not hang together."""
        crossed = self.path(start, end)
        shares = [(*self._ends(edge), _CROSSINGS[number]) for edge, number in crossed]
        return straightened(start[0], end[0], shares) if crossed else []

    def path(self, start: tuple[Point, int], end: tuple[Point, int]) -> list[Node]:
        """Return the crossings of the shortest way between points in two quads, none if they do not hang together."""
        goal, last = end
        best: dict[Node, float] = {}
        came: dict[Node, Node | None] = {}
        queue: list[tuple[float, float, Node, int, Node | None]] = []
        self._reach(queue, best, (start[0], 0.0, start[1], None), goal)
        finish: tuple[float, Node | None] = (math.inf, None)
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
        queue: list[tuple[float, float, Node, int, Node | None]],
        best: dict[Node, float],
        origin: tuple[Point, float, int, Node | None],
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

    def _ends(self, edge: Edge) -> tuple[Point, Point]:
        return self._at[edge[0]], self._at[edge[1]]

    def _place(self, node: Node) -> Point:
        begin, end = self._ends(node[0])
        return _between(begin, end, _CROSSINGS[node[1]])


def straightened(a: Point, b: Point, crossings: Sequence[tuple[Point, Point, float]]) -> list[Point]:
    """Return the corners of the shortest way from a to b across some edges in order, which meet flat in between.

    Each edge comes with its ends and where along it (0 to 1) the way crosses it so far.
    """
    points = [a, *(_between(*each) for each in crossings), b]
    for sweep in range(_SWEEPS):
        order = range(len(crossings)) if sweep % 2 == 0 else range(len(crossings) - 1, -1, -1)
        for number in order:
            begin, end, _ = crossings[number]
            points[number + 1] = _between(begin, end, _crossing(points[number], points[number + 2], begin, end))
    return points


def length_of(points: Sequence[Point]) -> float:
    """Return how long a way with these corners is."""
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


def _back(came: dict[Node, Node | None], node: Node | None) -> Iterator[Node]:
    found: list[Node] = []
    while node is not None:
        found.append(node)
        node = came[node]
    return reversed(found)
