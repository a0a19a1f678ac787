"""How strong each region is at the nodes of the skin: its vertices' regions, evened out until borders are smooth.

Each region begins as 1 at its own vertices and 0 elsewhere and is evened out along the skin, never through the air.
After each step a vertex's own region is made nearly the strongest again, so that a border stays between the vertices
it parts, give or take a little; a region as thin as one or two rows of vertices is kept exactly, one that would be torn
too, and no region turns up where it has no vertex.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from atlas.pieces import pieces
from atlas.subdivision import Levels
from desktop.atlas.surface import Flags, Floats, Indices

NODES_LEVEL = 3
"""The nodes are the vertices of this level; regions are told for those of the level before."""
_RINGS = 4
"""A region is followed so many rings of vertices beyond its own; deeper inside a region nothing else counts."""
_STEPS = 40
"""Enough to turn the stairs of a border that runs across the mesh into a line."""
_AHEAD = 0.02
"""By so much the regions of a node's own vertices stay stronger than others where a region is thin."""
_GIVE = 0.2
"""By so much a region may fall behind at its own outermost vertices where it is wide: that straightens its border."""
_THIN = 0.45
"""A region of whose vertices no greater share lies off its border is thin."""
_GIVE_MM = 0.3
"""But a border of a part of the body, such as face or scalp, passes its vertices by no more than this."""
_GIVE_PER_STEP = 0.5
"""How fast the difference of two evened fields changes at a border, for one edge of the regions' level."""
_PARENTS = 4
_CORNERS = 4
_SPECK = 0.02
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Strengths:
    """Pairs of a node and a region with the region's strength there, sorted by node, then region.

    `starts` are where each node's pairs begin. Nodes without pairs lie inside the region of `inside` (-1 elsewhere).
    """

    starts: Indices
    regions: Indices
    values: Floats
    inside: Indices


def strengths(levels: Levels, numbers: Indices, parents: Indices, points: Floats) -> Strengths:
    """Return the strengths at the nodes from the regions of the vertices one level coarser.

    `parents` are the parents of the regions, by number; `points` are the places of the vertices, mm.
    """
    net = _Net(levels, numbers)
    coarse = levels.edges(NODES_LEVEL - 1)
    ahead = _ahead(numbers, coarse, parents, points)
    whole = _counted(numbers, coarse)
    while True:
        values = net.settled(ahead)
        torn = _counted(net.strongest(values), levels.edges(NODES_LEVEL)) > whole
        torn &= np.bincount(numbers, ahead < _AHEAD) > 0
        if not torn.any():
            return Strengths(net.starts, net.regions, net.without_specks(values), net.inside)
        ahead[torn[numbers]] = _AHEAD


class _Net:
    """The pairs of nodes and regions near borders, and how they hang together."""

    def __init__(self, levels: Levels, numbers: Indices) -> None:
        self._numbers = numbers
        self._many = int(numbers.max()) + 1
        coarse = levels.edges(NODES_LEVEL - 1)
        quads = levels.quads(NODES_LEVEL - 1)
        self.parents = _parents(len(numbers), quads, coarse)
        near = _near_borders(numbers, coarse)
        self.band: Flags = np.asarray((near[self.parents] | (self.parents < 0)).all(1))
        keys = self._refined(self._around(coarse, near))
        self._keys = keys
        self._nodes, self.regions = np.divmod(keys, self._many)
        self.starts = np.searchsorted(keys, np.arange(len(self.parents) + 1) * self._many)
        squares = levels.quads(NODES_LEVEL)
        self._squares = squares[self.band[squares].all(1)]
        edges = levels.edges(NODES_LEVEL)
        self._edges = edges[self.band[edges].all(1)]

    @cached_property
    def begin(self) -> Floats:
        """The share of a node's own vertices that belong to the region of a pair."""
        own = self.parents[self._nodes]
        alike = (own >= 0) & (self._numbers[own] == self.regions[:, None])
        return np.asarray(alike.sum(1) / (own >= 0).sum(1))

    def evened(self, values: Floats) -> Floats:
        """Return values drawn halfway to the mean of the neighbouring nodes."""
        first, second = self._links
        around = np.bincount(first, values[second], len(values)) + np.bincount(second, values[first], len(values))
        return np.asarray((values + around / self._valence) / 2)

    @property
    def inside(self) -> Indices:
        """The region each node without pairs lies in, -1 for those with pairs."""
        return np.where(self.band, -1, self._numbers[self.parents[:, 0]])

    def settled(self, ahead: Floats) -> Floats:
        """Return the values evened out, every vertex's own region so far ahead."""
        values, needed = self.begin.copy(), self.of_own(ahead)
        for _ in range(_STEPS):
            values = self.lifted(self.evened(values), needed)
        return values

    def strongest(self, values: Floats) -> Indices:
        """Return the strongest region at each node."""
        best = np.flatnonzero(values == np.maximum.reduceat(values, self._first)[self._group])
        found = self.inside
        found[self._nodes[best[::-1]]] = self.regions[best[::-1]]
        return found

    def without_specks(self, values: Floats) -> Floats:
        """Return values with none so high that a region wins the middle of a square but none of its corners."""
        values = values.copy()
        for _ in range(_ROUNDS):
            too_high = self._specks(values)
            if not len(too_high):
                break
            values[too_high] -= _SPECK
        return values

    def _specks(self, values: Floats) -> Indices:
        """Return the pairs at the corners of squares of a region that wins only the middle."""
        winners = self.strongest(values)
        square = self._squares[(np.diff(winners[self._squares], axis=1) != 0).any(1)]
        corner, pair = expanded(self.starts, square.ravel())
        owner = corner // _CORNERS
        best = np.zeros(len(self.parents))
        np.maximum.at(best, self._nodes, values)
        keys, which = np.unique(owner * self._many + self.regions[pair], return_inverse=True)
        total = np.bincount(which, np.maximum(1 - 2 * (best[self._nodes[pair]] - values[pair]), 0))
        starts = np.flatnonzero(np.diff(keys // self._many, prepend=-1))
        ahead = total >= np.repeat(np.maximum.reduceat(total, starts), np.diff(np.append(starts, len(keys)))) - _SPECK
        known = (winners[square][keys // self._many] == (keys % self._many)[:, None]).any(1)
        return np.unique(pair[(ahead & ~known)[which]])

    def of_own(self, ahead: Floats) -> Floats:
        """Return for each node that has pairs the greatest of its own vertices' values."""
        nodes = np.flatnonzero(np.diff(self.starts) > 0)
        own = self.parents[nodes]
        return np.asarray(np.where(own >= 0, ahead[own], -1.0).max(1))

    def lifted(self, values: Floats, ahead: Floats) -> Floats:
        """Return values with the regions of each node's own vertices raised until they are so far ahead of others."""
        own = self.begin > 0
        best = [np.maximum.reduceat(np.where(which, values, -1.0), self._first) for which in (own, ~own)]
        lift = np.maximum(best[1] + ahead - best[0], 0)
        return values + np.where(own, lift[self._group], 0)

    @cached_property
    def _first(self) -> Indices:
        return np.asarray(self.starts[:-1][np.diff(self.starts) > 0])

    @cached_property
    def _group(self) -> Indices:
        return np.repeat(np.arange(len(self._first)), np.diff(np.append(self._first, len(self._keys))))

    @cached_property
    def _valence(self) -> Floats:
        count = np.bincount(self._edges.ravel(), minlength=len(self.parents))
        return np.asarray(np.maximum(count, 1)[self._nodes], np.float64)

    @cached_property
    def _links(self) -> tuple[Indices, Indices]:
        """Pairs of the same region at the two ends of an edge."""
        owner, first = expanded(self.starts, self._edges[:, 0])
        wanted = self._edges[owner, 1] * self._many + self.regions[first]
        second = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        found = self._keys[second] == wanted
        return first[found], second[found]

    def _around(self, edges: Indices, near: Flags) -> Indices:
        """Return keys of the vertices near borders with each region that lies within some rings of them."""
        both = np.concatenate([edges, edges[:, ::-1]])
        both = both[near[both].all(1)]
        both = both[np.argsort(both[:, 0], kind="stable")]
        starts = np.searchsorted(both[:, 0], np.arange(len(near) + 1))
        keys = fresh = np.flatnonzero(near) * self._many + self._numbers[near]
        for _ in range(_RINGS):
            vertex, region = np.divmod(fresh, self._many)
            owner, way = expanded(starts, vertex)
            fresh = np.setdiff1d(both[way, 1] * self._many + region[owner], keys)
            keys = np.union1d(keys, fresh)
        return keys

    def _refined(self, coarse: Indices) -> Indices:
        """Return keys of the nodes with each region of the vertices they come from."""
        starts = np.searchsorted(coarse, np.arange(len(self._numbers) + 1) * self._many)
        found = []
        for parent in self.parents.T:
            nodes = np.flatnonzero(self.band & (parent >= 0))
            owner, way = expanded(starts, parent[nodes])
            found.append(nodes[owner] * self._many + coarse[way] % self._many)
        return np.unique(np.concatenate(found))


def expanded(starts: Indices, which: Indices) -> tuple[Indices, Indices]:
    """Return for some groups of consecutive rows each row, and the place in `which` of the group it belongs to."""
    counts = starts[which + 1] - starts[which]
    owner = np.repeat(np.arange(len(which)), counts)
    return owner, np.arange(len(owner)) + np.repeat(starts[which] - (np.cumsum(counts) - counts), counts)


def _counted(numbers: Indices, edges: Indices) -> Indices:
    """Return in how many pieces each region is."""
    return np.bincount(numbers[np.unique(pieces(numbers, edges))])


def _ahead(numbers: Indices, edges: Indices, parents: Indices, points: Floats) -> Floats:
    """Return how far each vertex's own region has to stay ahead of others there; below 0: it may fall behind."""
    both = np.concatenate([edges, edges[:, ::-1]])
    other = numbers[both[:, 0]] != numbers[both[:, 1]]
    core = np.ones(len(numbers), np.bool_)
    core[both[other, 0]] = False
    wide = core.copy()
    wide[both[~other & core[both[:, 1]], 0]] = True
    inner = np.bincount(numbers, core) / np.maximum(np.bincount(numbers), 1)
    wide &= inner[numbers] > _THIN
    length = np.linalg.norm(points[both[:, 0]] - points[both[:, 1]], axis=1)
    step = np.bincount(both[:, 0], length) / np.bincount(both[:, 0])
    exact = np.zeros(len(numbers), np.bool_)
    exact[both[parents[numbers[both[:, 0]]] != parents[numbers[both[:, 1]]], 0]] = True
    give = np.where(exact, np.minimum(_GIVE, _GIVE_PER_STEP * _GIVE_MM / step), _GIVE)
    return np.asarray(np.where(wide, -give, _AHEAD))


def _parents(count: int, quads: Indices, edges: Indices) -> Indices:
    """Return the vertices each node comes from, filled up with -1: itself, a quad's corners, or an edge's ends."""
    found = np.full((count + len(quads) + len(edges), _PARENTS), -1)
    found[:count, 0] = np.arange(count)
    found[count : count + len(quads)] = quads
    found[count + len(quads) :, :2] = edges
    return found


def _near_borders(numbers: Indices, edges: Indices) -> Flags:
    near = np.zeros(len(numbers), np.bool_)
    near[edges[numbers[edges[:, 0]] != numbers[edges[:, 1]]]] = True
    for _ in range(_RINGS + 1):
        near[edges[near[edges].any(1)]] = True
    return near
