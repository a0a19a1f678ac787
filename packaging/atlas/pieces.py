"""Connected pieces of regions, over whatever they are made of: vertices or points."""

import numpy as np

from atlas.geodesic import UNREACHED
from desktop.atlas.surface import Flags, Floats, Indices


def pieces(numbers: Indices, edges: Indices) -> Indices:
    """Return for each member the least member of the same region it hangs together with over some edges."""
    first, second = edges[numbers[edges[:, 0]] == numbers[edges[:, 1]]].T
    piece = np.arange(len(numbers))
    while len(first):
        np.minimum.at(piece, np.maximum(first, second), np.minimum(first, second))
        piece = _settled(piece)
        first, second = piece[first], piece[second]
        apart = first != second
        first, second = first[apart], second[apart]
    return piece


def _settled(piece: Indices) -> Indices:
    """Follow members to the least ones they lead to."""
    while True:
        further = piece[piece]
        if np.array_equal(further, piece):
            return piece
        piece = further


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
