"""The borders of regions, exactly where another field becomes the strongest, and where a side ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop.atlas.fields import CELLS, Fields, rows_of
from desktop.atlas.sides import tolerance_mm
from desktop.atlas.surface import REFERENCE, Flags, Floats, Indices, Places, Surface
from desktop.atlas.tents import Tents, spread, zero_ends
from resources.regions import Lateral, Regions
from resources.terms import Side

SIDE_ENDS = -1
_FIRST_WINS = 1e-6
"""Of equally strong regions the first wins: each is taken to be weaker by its number times this."""
_ON_IT_MM = 1e-6
"""Skin at the very end of a side still belongs to the side it is said to: the border lies this much beyond."""


@dataclass(frozen=True, slots=True)
class Border:
    """Pieces of a border, each straight on the skin: their ends, and the number of the region beyond or SIDE_ENDS."""

    begins: Places
    ends: Places
    beyond: Indices

    def __len__(self) -> int:
        return len(self.beyond)

    def __getitem__(self, which: Flags) -> "Border":
        return Border(self.begins[which], self.ends[which], self.beyond[which])


@dataclass(frozen=True, slots=True)
class _Limit:
    """The end of a side: only skin x mm to the left of the midline with sign * x + offset > 0 belongs to it."""

    sign: float
    offset: float

    def of(self, x_mm: Floats) -> Floats:
        return self.sign * x_mm + self.offset


class Borders:
    """The borders of regions on a surface."""

    def __init__(self, surface: Surface, labels: Sequence[str], regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self._surface = surface
        self._labels = labels
        self._regions = regions
        self._found: dict[tuple[str, Side], Border] = {}
        self._leaves: dict[int, Border] = {}

    def of(self, region: str, side: Side) -> Border:
        """Return the border of a region with all below it, on one side where it has sides and one was said."""
        asked = (region, side)
        if asked not in self._found:
            wanted = np.array([self._regions.under(each, region) for each in self._labels])
            self._found[asked] = self._around(wanted, self._limits(region, side))
        return self._found[asked]

    def of_leaf(self, number: int) -> Border:
        """Return the border of the leaf with a number, on both sides (about 1 ms, then kept)."""
        if number not in self._leaves:
            fields = self._surface.fields
            wanted = np.arange(len(self._labels)) == number
            shared = np.flatnonzero(fields.holds(wanted) & (fields.counts > 1))
            self._leaves[number] = _Walk(fields, wanted, shared, ()).border()
        return self._leaves[number]

    def _around(self, wanted: Flags, limits: Sequence[_Limit]) -> Border:
        fields = self._surface.fields
        base = np.flatnonzero(fields.holds(wanted))
        x_mm = self._surface.corners(base, REFERENCE)[..., 0].astype(np.float64)
        cut = np.zeros(len(base), np.bool_)
        beside = np.zeros(len(base), np.bool_)
        for limit in limits:
            inside = limit.of(x_mm) > 0
            cut |= inside.any((1, 2)) & ~inside.all((1, 2))
            beside |= ~inside.any((1, 2))
        kept = (cut | fields.holds(~wanted)[base]) & ~beside
        if wanted.sum() == 1 and not (cut & kept).any():
            return self._of_quads(int(wanted.argmax()), base[kept])
        ends = [spread(limit.of(x_mm[kept])) for limit in limits]
        return _Walk(fields, wanted, base[kept], ends).border()

    def _of_quads(self, number: int, base: Indices) -> Border:
        """Return the border of a leaf within some base quads, all of which lie on the side that is asked for."""
        whole = self.of_leaf(number)
        here = np.zeros(self._surface.base_quads, np.bool_)
        here[base] = True
        return whole[here[whole.begins.base]]

    def _limits(self, region: str, side: Side) -> Sequence[_Limit]:
        lateral = self._regions.get(region).lateral
        if lateral is Lateral.NO or side in (Side.UNSIDED, Side.UNSAID):
            return ()
        sign = -1.0 if side is Side.RIGHT else 1.0
        if lateral is Lateral.YES:
            return (_Limit(sign, sign * _ON_IT_MM),)
        reach = tolerance_mm(self._regions, region) + _ON_IT_MM
        return (_Limit(1, reach), _Limit(-1, reach)) if side is Side.MIDLINE else (_Limit(sign, -reach),)


class _Walk:
    """The way along the border of some regions through the triangles of some base quads."""

    def __init__(self, fields: Fields, wanted: Flags, base: Indices, limits: Sequence[Tents]) -> None:
        """`limits` are above 0 where the side that is asked for lies, a row for each base quad."""
        self._base = base
        self._limits = limits
        self._quad, row = rows_of(fields.starts, base)
        self._starts = np.searchsorted(self._quad, np.arange(len(base) + 1))
        self._number = fields.regions[row].astype(np.intp)
        self._wanted = wanted[self._number]
        self._tents = _tents(fields, base, self._number, self._quad)

    def border(self) -> Border:
        """Return all pieces."""
        parts = [self._between_regions(), *(self._along(number) for number in range(len(self._limits)))]
        return Border(
            Places.joined([part.begins for part in parts]),
            Places.joined([part.ends for part in parts]),
            np.concatenate([part.beyond for part in parts]),
        )

    def _between_regions(self) -> Border:
        """Return where one of the regions meets another."""
        mine = np.flatnonzero(self._wanted)
        owner, other = rows_of(self._starts, self._quad[mine])
        foreign = ~self._wanted[other]
        mine, other = mine[owner[foreign]], other[foreign]
        return self._pieces(self._tents[mine].minus(self._tents[other]), mine, other, None)

    def _along(self, number: int) -> Border:
        """Return where a side ends within the regions."""
        mine = np.flatnonzero(self._wanted)
        return self._pieces(self._limits[number][self._quad[mine]], mine, np.full(len(mine), SIDE_ENDS), number)

    def _pieces(self, line: Tents, mine: Indices, other: Indices, limit: int | None) -> Border:
        """Return the zero lines, row by row, where the field `mine` is the strongest and the side is the one asked."""
        found = line.crossed()
        begin, end = zero_ends(line.at(found))
        mine, other = mine[found.row], other[found.row]
        stretch = _Stretch(begin, end)
        owner, rival = rows_of(self._starts, self._quad[mine])
        third = (rival != mine[owner]) & (rival != other[owner])
        owner, rival = owner[third], rival[third]
        there = found[owner]
        stretch.keep(owner, self._tents.at(there.of_rows(mine[owner])) - self._tents.at(there.of_rows(rival)))
        for number, each in enumerate(self._limits):
            if number != limit:
                stretch.keep(np.arange(len(mine)), each.at(found.of_rows(self._quad[mine])))
        kept = stretch.left
        base = self._base[self._quad[mine[kept]]]
        begins, ends = (Places(base, *found[kept].places(weights[kept])) for weights in stretch.ends())
        beyond = np.where(other == SIDE_ENDS, SIDE_ENDS, self._number[other])
        return Border(begins, ends, beyond[kept])


class _Stretch:
    """What is left of straight pieces in triangles, whose two ends are given by weights of the corners."""

    def __init__(self, begin: Floats, end: Floats) -> None:
        self._begin, self._end = begin, end
        self._low, self._high = np.zeros(len(begin)), np.ones(len(begin))

    @property
    def left(self) -> Flags:
        """Which pieces are left."""
        return np.asarray(self._high > self._low)

    def keep(self, which: Indices, values: Floats) -> None:
        """Keep of some pieces the part where the values, given at the triangles' corners, are above 0."""
        first = (self._begin[which] * values).sum(1)
        last = (self._end[which] * values).sum(1)
        lost, rises, falls = (first <= 0) & (last <= 0), (first <= 0) & (last > 0), (first > 0) & (last <= 0)
        self._high[which[lost]] = -1.0
        zero = first / np.where(first == last, 1.0, first - last)
        np.maximum.at(self._low, which[rises], zero[rises])
        np.minimum.at(self._high, which[falls], zero[falls])

    def ends(self) -> tuple[Floats, Floats]:
        """Return the weights of both ends of what is left."""
        low, high = self._low[:, None], self._high[:, None]
        along = self._end - self._begin
        return self._begin + low * along, self._begin + high * along


def _tents(fields: Fields, base: Indices, number: Indices, quad: Indices) -> Tents:
    """Return the strengths in some base quads, a row for each region of each; a region alone in its quad is strong."""
    nodes = np.ones((len(number), CELLS + 1, CELLS + 1))
    shared = np.flatnonzero(fields.counts[base] > 1)
    nodes[fields.counts[base][quad] > 1] = fields.strengths[rows_of(fields.planes, base[shared])[1]]
    nodes -= (_FIRST_WINS * number)[:, None, None]
    middles = (nodes[:, 1:, 1:] + nodes[:, 1:, :-1] + nodes[:, :-1, 1:] + nodes[:, :-1, :-1]) / 4
    return Tents(nodes, middles)
