"""Connected pieces of regions, over whatever they are made of: vertices or cells."""

import numpy as np

from atlas.geodesic import UNREACHED
from desktop.atlas.surface import Flags, Floats, Indices


def pieces(numbers: Indices, edges: Indices) -> Indices:
    """Return for each member the least member of the same region it hangs together with over some edges."""
    edges = edges[numbers[edges[:, 0]] == numbers[edges[:, 1]]]
    piece = np.arange(len(numbers))
    while True:
        lower = piece.copy()
        np.minimum.at(lower, edges[:, 0], piece[edges[:, 1]])
        np.minimum.at(lower, edges[:, 1], piece[edges[:, 0]])
        lower = lower[lower]
        if np.array_equal(lower, piece):
            return piece
        piece = lower


def join_islands(numbers: Indices, edges: Indices, weight: Floats, where: Flags) -> None:
    """Leave each region only its heaviest piece among some members; the rest goes to what lies around it."""
    inside = edges[where[edges].all(1)]
    piece = pieces(numbers, inside)
    total = np.bincount(piece[where], weight[where], len(piece))
    begins = np.unique(piece[where])
    heaviest = begins[np.lexsort((-total[begins], numbers[begins]))]
    first = np.ones(len(heaviest), np.bool_)
    first[1:] = np.diff(numbers[heaviest]) > 0
    numbers[where & ~np.isin(piece, heaviest[first])] = UNREACHED
    _spread(numbers, inside)


def _spread(numbers: Indices, edges: Indices) -> None:
    """Give members without a region the one of a neighbour, again and again until none can be given."""
    both = np.concatenate([edges, edges[:, ::-1]])
    while True:
        open_ones = both[numbers[both[:, 0]] == UNREACHED]
        found = open_ones[numbers[open_ones[:, 1]] != UNREACHED]
        if not len(found):
            return
        numbers[found[:, 0]] = numbers[found[:, 1]]
        both = open_ones
