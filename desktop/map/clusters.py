"""Marks so close that one would hide another's number, drawn as one with their count. No Qt."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from db.records import MarkId
from desktop.controls.stamps import CLUSTER, Stamp, cluster_stamp
from desktop.map.drawn import Drawn

_NUMBER = 9.0
"""Half of the square that must stay free for a mark's number to be read, px: two marks need 18 px between them."""
_OVERLAP = 4.0
"""How far a cluster may lie over the rim of what is beside it, px."""


class _Heap:
    """Marks drawn at one of them; `half_wide` and `half_high` is what must not be hidden of them, px."""

    __slots__ = ("half_high", "half_wide", "members", "x", "y")

    def __init__(self, mark: Drawn) -> None:
        self.members = [mark]
        self.x, self.y = mark.x, mark.y
        self.half_wide = self.half_high = _NUMBER

    def take(self, other: "_Heap") -> None:
        """Take over another heap's marks."""
        self.members += other.members
        wide, high = CLUSTER
        self.half_wide, self.half_high = (wide - _OVERLAP) / 2, (high - _OVERLAP) / 2

    def settle(self) -> None:
        """Stand on the mark nearest to the middle of all, so that a cluster always stands on a lesion."""
        x = sum(each.x for each in self.members) / len(self.members)
        y = sum(each.y for each in self.members) / len(self.members)
        middle = min(self.members, key=lambda each: (each.x - x) ** 2 + (each.y - y) ** 2)
        self.x, self.y = middle.x, middle.y


def clustered(drawn: Sequence[Drawn], pixel: float) -> tuple[Drawn, ...]:
    """Return what is drawn where nothing hides a number: lonely marks as they are, crowded ones as clusters.

    Every mark is in exactly one of them. A widget px is `pixel` view px: the closer one looks, the fewer clusters.
    """
    heaps = [_Heap(each) for each in drawn]
    while True:
        joined = _joined(heaps, pixel)
        if len(joined) == len(heaps):
            break
        heaps = joined
    if len(heaps) == len(drawn):
        return tuple(drawn)
    order = {each.marks: place for place, each in enumerate(drawn)}
    made = [_drawn(heap, order) for heap in heaps]
    return tuple(sorted(made, key=lambda each: order[each.marks[-1:]]))


def numbers(labels: Iterable[str]) -> str:
    """Return the numbers and letters of lesions as they are read out: ``3–6, 9, A``."""
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in _runs(labels))


def _runs(labels: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the first and the last of the numbers that follow each other, numbers before letters."""
    known = list(labels)
    counted = sorted(int(each) for each in known if each.isdigit())
    start = 0
    for place, number in enumerate(counted):
        if place + 1 == len(counted) or counted[place + 1] != number + 1:
            yield str(counted[start]), str(number)
            start = place + 1
    yield from ((each, each) for each in known if not each.isdigit())


def _joined(heaps: Sequence[_Heap], pixel: float) -> list[_Heap]:
    """Return the heaps after each has been taken over by one it would hide; sorted across, so that few are compared."""
    widest = max((each.half_wide for each in heaps), default=0.0)
    kept: list[_Heap] = []
    first = 0
    for heap in sorted(heaps, key=attrgetter("x")):
        left = heap.x - (widest + heap.half_wide) * pixel
        while first < len(kept) and kept[first].x < left:
            first += 1
        other = _hidden(heap, kept, first, pixel)
        if other is None:
            kept.append(heap)
        else:
            other.take(heap)
    for heap in kept:
        if len(heap.members) > 1:
            heap.settle()
    return kept


def _hidden(heap: _Heap, kept: Sequence[_Heap], first: int, pixel: float) -> _Heap | None:
    """Return the first heap of which another would hide a part, or the other way round."""
    x, y, wide, high = heap.x, heap.y, heap.half_wide, heap.half_high
    for place in range(first, len(kept)):
        other = kept[place]
        if abs(other.y - y) < (other.half_high + high) * pixel and abs(other.x - x) < (other.half_wide + wide) * pixel:
            return other
    return None


def _drawn(heap: _Heap, order: dict[tuple[MarkId, ...], int]) -> Drawn:
    members = heap.members
    if len(members) == 1:
        return members[0]
    members.sort(key=lambda each: order[each.marks])
    stands = next(each for each in members if (each.x, each.y) == (heap.x, heap.y))
    stamps = [each.stamp for each in members]
    marks = tuple(mark for each in members for mark in each.marks)
    return Drawn(marks, heap.x, heap.y, _stamp(stamps), stands.anchor)


def _stamp(stamps: Sequence[Stamp]) -> Stamp:
    families = {each.family for each in stamps}
    return cluster_stamp(
        families.pop() if len(families) == 1 else "",
        len(stamps),
        hollow=all(each.hollow for each in stamps),
        doubtful=any(each.doubtful for each in stamps),
    )
