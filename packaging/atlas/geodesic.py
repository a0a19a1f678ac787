"""Distances along the skin, over the edges and diagonals of its quads."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop.atlas.surface import Flags, Floats, Indices

UNREACHED = -1


@dataclass(frozen=True, slots=True)
class Source:
    """A vertex from which a region spreads; it starts `reach` (dm) ahead of others."""

    vertex: int
    region: int
    reach: float = 0.0


def ways(quads: Indices) -> Indices:
    """Return the pairs of vertices that are joined by an edge or a diagonal, each once and in order."""
    pairs = np.concatenate([quads[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3))])
    return np.unique(np.sort(pairs, axis=1), axis=0)


class SkinGraph:
    """The ways along the skin from vertex to vertex."""

    def __init__(self, quads: Indices, *poses: Floats, closed: Flags | None = None) -> None:
        """Take each way as long as it is in the pose where it is longest: skin folded together still counts as wide.

        `closed` are those of all `ways` that nothing may take.
        """
        pairs = ways(quads)
        pairs = pairs if closed is None else pairs[~closed]
        lengths = np.max([np.linalg.norm(pose[pairs[:, 0]] - pose[pairs[:, 1]], axis=1) for pose in poses], axis=0)
        begin, end = np.concatenate([pairs, pairs[:, ::-1]]).T
        order = np.argsort(begin, kind="stable")
        self._ends: list[int] = end[order].tolist()
        self._lengths: list[float] = np.concatenate([lengths, lengths])[order].tolist()
        self._starts: list[int] = np.searchsorted(begin[order], np.arange(len(poses[0]) + 1)).tolist()

    def nearest(self, sources: Iterable[Source], allowed: Flags) -> Indices:
        """Return for each vertex the region whose source is nearest over allowed vertices, or UNREACHED."""
        free: list[bool] = allowed.tolist()
        away = [float("inf")] * len(free)
        region = [UNREACHED] * len(free)
        queue: list[tuple[float, int]] = []
        for each in sources:
            if free[each.vertex] and -each.reach < away[each.vertex]:
                away[each.vertex], region[each.vertex] = -each.reach, each.region
                heapq.heappush(queue, (-each.reach, each.vertex))
        while queue:
            so_far, here = heapq.heappop(queue)
            if so_far > away[here]:
                continue
            for way in range(self._starts[here], self._starts[here + 1]):
                there, length = self._ends[way], so_far + self._lengths[way]
                if length < away[there] and free[there]:
                    away[there], region[there] = length, region[here]
                    heapq.heappush(queue, (length, there))
        return np.array(region)
