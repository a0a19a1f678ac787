"""How strong each region is at the nodes of the skin: its vertices' regions, evened out until borders are smooth.

Each region begins as 1 at its own vertices and 0 elsewhere and is evened out along the skin, never through the air.
After each step a vertex's own region is made the strongest again, so that a border stays between the vertices it parts,
a region as thin as one row of vertices is kept, and no region turns up where it has no vertex.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from atlas.subdivision import Levels
from desktop.atlas.surface import Flags, Floats, Indices

NODES_LEVEL = 3
"""The nodes are the vertices of this level; regions are told for those of the level before."""
_RINGS = 3
"""A region is followed so many rings of vertices beyond its own; deeper inside a region nothing else counts."""
_STEPS = 24
"""Enough to turn the stairs of a border that runs across the mesh into a line."""
_AHEAD = 0.02
"""By so much the regions of a node's own vertices stay stronger than others."""
_PARENTS = 4


@dataclass(frozen=True, slots=True)
class Strengths:
    """Pairs of a node and a region with the region's strength there, sorted by node, then region.

    `starts` are where each node's pairs begin. Nodes without pairs lie inside the region of `inside` (-1 elsewhere).
    """

    starts: Indices
    regions: Indices
    values: Floats
    inside: Indices


def strengths(levels: Levels, numbers: Indices) -> Strengths:
    """Return the strengths at the nodes from the regions of the vertices one level coarser."""
    net = _Net(levels, numbers)
    values = net.begin.copy()
    for _ in range(_STEPS):
        values = net.ahead(net.evened(values))
    first = net.parents[:, 0]
    return Strengths(net.starts, net.regions, values, np.where(net.band, -1, numbers[first]))


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

    def ahead(self, values: Floats) -> Floats:
        """Return values with the regions of each node's own vertices raised above all others."""
        own = self.begin > 0
        best = [np.maximum.reduceat(np.where(which, values, -1.0), self._first) for which in (own, ~own)]
        lift = np.maximum(best[1] + _AHEAD - best[0], 0)
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
