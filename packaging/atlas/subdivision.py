"""Catmull-Clark subdivision of the skin, which is closed and made of quads only."""

from functools import cache, cached_property

import numpy as np

from desktop.atlas.surface import Floats, Indices


class Step:
    """One step of the subdivision of one mesh.

    Quad q becomes quads `4 * q + 2 * iy + ix`, which keep its sense of u and v. The refined vertices are the old ones,
    one for each quad, one for each edge.
    """

    def __init__(self, quads: Indices, count: int) -> None:
        """`count` is how many vertices there are."""
        ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], 2).reshape(-1, 2), axis=1)
        self.edges, numbers = np.unique(ends, axis=0, return_inverse=True)
        self.quads = quads
        self.count = count
        self._edges_of = numbers.reshape(-1, 4)
        self._valence = np.bincount(self.edges.ravel(), minlength=count)[:, None]

    @property
    def refined_count(self) -> int:
        """How many vertices there are afterwards."""
        return self.count + len(self.quads) + len(self.edges)

    @cached_property
    def refined_quads(self) -> Indices:
        """The quads afterwards."""
        middle = self.count + np.arange(len(self.quads))
        edge = (self.count + len(self.quads) + self._edges_of).T
        corner = self.quads.T
        quarters = [
            (corner[0], edge[0], middle, edge[3]),
            (edge[0], corner[1], edge[1], middle),
            (edge[3], middle, edge[2], corner[3]),
            (middle, edge[1], corner[2], edge[2]),
        ]
        return np.stack([np.stack(each, 1) for each in quarters], 1).reshape(-1, 4)

    def refine(self, values: Floats) -> Floats:
        """Return values at the refined vertices from values (n, k) at the old ones."""
        middles = values[self.quads].mean(1)
        halves = values[self.edges].mean(1)
        beside = np.zeros_like(halves)
        np.add.at(beside, self._edges_of.ravel(), np.repeat(middles, 4, axis=0))
        number = self._valence
        around = (self._summed(self.quads, middles) + 2 * self._summed(self.edges, halves)) / number
        old = (around + (number - 3) * values) / number
        return np.concatenate([old, middles, (2 * halves + beside) / 4])

    def limit(self, values: Floats) -> Floats:
        """Return where values at the vertices go when the steps never end: points of the smooth surface itself."""
        across = values[self.edges]
        near = self._summed(self.edges, across[:, ::-1])
        opposite = self._summed(self.quads, values[self.quads[:, [2, 3, 0, 1]]])
        number = self._valence
        return (number**2 * values + 4 * near + opposite) / (number * (number + 5))

    def mirrored(self, mirror: Indices) -> Indices:
        """Return each refined vertex's mirror image from each old vertex's."""
        quads = _find(np.sort(mirror[self.quads], axis=1), np.sort(self.quads, axis=1))
        edges = _find(np.sort(mirror[self.edges], axis=1), self.edges)
        return np.concatenate([mirror, self.count + quads, self.count + len(self.quads) + edges])

    def _summed(self, owners: Indices, values: Floats) -> Floats:
        """Add up values for the vertices that own them: one value each, or one for all owners of a row."""
        summed = np.zeros((self.count, values.shape[-1]))
        for column, owner in enumerate(owners.T):
            np.add.at(summed, owner, values if values.ndim == 2 else values[:, column])
        return summed


class Levels:
    """The skin at any level of subdivision; level 0 is the base mesh."""

    def __init__(self, quads: Indices, count: int) -> None:
        self._steps = [Step(quads, count)]

    def quads(self, level: int) -> Indices:
        """Return the quads of a level."""
        return self._step(level).quads

    def edges(self, level: int) -> Indices:
        """Return the edges of a level, as pairs of vertices."""
        return self._step(level).edges

    def refine(self, values: Floats, level: int, start: int = 0) -> Floats:
        """Return values (n, k) of a level's vertices from those of a coarser one."""
        for each in range(start, level):
            values = self._step(each).refine(values)
        return values

    def limit(self, values: Floats, level: int) -> Floats:
        """Return the points of the smooth surface that belong to a level's vertices, from the base mesh's vertices."""
        return self._step(level).limit(self.refine(values, level))

    def mirror(self, base: Indices, level: int) -> Indices:
        """Return each vertex's mirror image at a level from those of the base mesh."""
        for each in range(level):
            base = self._step(each).mirrored(base)
        return base

    def _step(self, level: int) -> Step:
        while len(self._steps) <= level:
            last = self._steps[-1]
            self._steps.append(Step(last.refined_quads, last.refined_count))
        return self._steps[level]


@cache
def places(level: int) -> tuple[Indices, Indices]:
    """Return the column and row of each of a base quad's quads at a level, in their order."""
    column: Indices = np.zeros(1, np.intp)
    row: Indices = np.zeros(1, np.intp)
    for _ in range(level):
        column = (2 * column[:, None] + np.array([0, 1, 0, 1])).ravel()
        row = (2 * row[:, None] + np.array([0, 0, 1, 1])).ravel()
    return column, row


def _find(rows: Indices, among: Indices) -> Indices:
    """Return the place of each row among others that hold each of them once."""
    keys, numbers = np.unique(np.concatenate([among, rows]), axis=0, return_inverse=True)
    where = np.empty(len(keys), np.intp)
    where[numbers[: len(among)]] = np.arange(len(among))
    return where[numbers[len(among) :]]
