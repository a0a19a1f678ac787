"""Code lines before their modifiers: how the lesions of a family are reported, by the family's shape."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.coding.lesions import Lesion, called, capital, counted
from desktop.coding.lines import Payer
from desktop.coding.places import place
from desktop.coding.recorded import site_group, together
from resources.codebook import Codebook, Family, Shape, Size

Shares = tuple[tuple[Lesion, int], ...]
"""Lesions of a line, and how many of each it reports."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A code line before its modifiers. `side` is the modifier of a lid, `again` marks the second copy of a line."""

    code: str
    units: int
    family: Family
    shares: Shares
    reasons: tuple[str, ...]
    add_on: bool = False
    side: str = ""
    again: bool = False

    @property
    def lesions(self) -> tuple[Lesion, ...]:
        """The lesions it reports, in order."""
        return tuple([lesion for lesion, _ in self.shares])


def drafted(family: Family, lesions: Sequence[Lesion], book: Codebook, payer: Payer) -> list[Draft]:
    """Return the lines for the lesions of a family; they report each of them once."""
    return _SHAPES[family.shape](family, lesions, book, payer)


def _by_number(family: Family, lesions: Sequence[Lesion], book: Codebook, payer: Payer) -> list[Draft]:
    """Return one line for all lesions of a family, or one for the first with an add-on for the others."""
    total = counted(lesions)
    band = family.band(total)
    full = payer.tens == "full" and band.step > 1
    units = band.units(total, part_counts=not full)
    reason = family.reason(total)
    if full:
        reason = book.text(
            "full_steps", n=total, name=family.many, first=band.first, covers=band.covers, further=band.further,
            step=band.step, units=units,
        )  # fmt: skip
    if not units or band.further is None:
        return [Draft(band.first, 1, family, _whole(lesions), (reason,))]
    first, others = _cut(lesions, band.covers)
    return [
        Draft(band.first, 1, family, first, (reason,)),
        Draft(band.further, units, family, others, (reason,), add_on=True),
    ]


def _by_size(family: Family, lesions: Sequence[Lesion], book: Codebook, payer: Payer) -> list[Draft]:
    """Return a line for each code, with a sentence for each lesion."""
    found: dict[str, list[Lesion]] = {}
    reasons: dict[str, dict[str, None]] = {}
    for lesion in lesions:
        group = site_group(lesion.entries[0])
        millimetres = together(lesion.entries, book).diameter_mm or 0.0
        size = family.size(group, millimetres)
        found.setdefault(size.code, []).append(lesion)
        reasons.setdefault(size.code, {})[_sized(family, lesion, size, millimetres, group, book)] = None
    return [draft for code, same in found.items() for draft in _each(code, family, same, tuple(reasons[code]), payer)]


def _sized(family: Family, lesion: Lesion, size: Size, millimetres: float, group: str, book: Codebook) -> str:
    name = called([lesion], book)
    label = capital(name)
    if lesion.count > 1:
        label = book.text("several_of", label=label, n=lesion.count)
    band = book.text(
        "over" if size.upto is None else "between" if size.above else "upto", above=size.above, upto=size.upto
    )
    return family.say(
        lesion.count,
        label=label,
        mm=f"{millimetres:g}",
        site=place(lesion.entries[0]),
        code=size.code,
        group=book.groups[group],
        band=band,
    )


def _by_technique(family: Family, lesions: Sequence[Lesion], _book: Codebook, _payer: Payer) -> list[Draft]:
    """Return the first code of the highest technique, and for every other lesion what its own technique adds."""
    ranks = {each.category: rank for rank, each in enumerate(family.techniques)}
    by_rank: dict[int, list[Lesion]] = {}
    for lesion in lesions:
        by_rank.setdefault(min(ranks[entry.category] for entry in lesion.entries), []).append(lesion)
    best = min(by_rank)
    top = family.techniques[best]
    reason = family.say(counted(lesions), code=top.first, technique=top.name)
    if top.further is None:
        return [Draft(top.first, 1, family, _whole(lesions), (reason,))]
    first, by_rank_rest = _cut(by_rank[best], 1)
    made = [Draft(top.first, 1, family, first, (reason,))]
    for rank in sorted(by_rank):
        others = by_rank_rest if rank == best else _whole(by_rank[rank])
        further = family.techniques[rank].further
        if others and further is not None:
            made.append(Draft(further, _total(others), family, others, (reason,), add_on=True))
    return made


def _by_method(family: Family, lesions: Sequence[Lesion], book: Codebook, _payer: Payer) -> list[Draft]:
    """Return one line for each method's code, once whatever the number of its lesions."""
    found: dict[str, list[Lesion]] = {}
    for lesion in lesions:
        methods = together(lesion.entries, book).methods
        code = next(code for method, code in family.methods.items() if method in methods)
        found.setdefault(code, []).append(lesion)
    return [
        Draft(code, 1, family, _whole(same), (family.say(counted(same), code=code),)) for code, same in found.items()
    ]


def _one_each(family: Family, lesions: Sequence[Lesion], book: Codebook, payer: Payer) -> list[Draft]:
    """Return a line for each side of the code, with as many units as lesions."""
    found: dict[str, list[Lesion]] = {}
    for lesion in lesions:
        found.setdefault(side_modifier(lesion, family.code, book), []).append(lesion)
    return [
        draft
        for side in sorted(found)
        for draft in _each(
            family.code, family, found[side], (family.say(counted(found[side]), code=family.code),), payer, side
        )
    ]


def side_modifier(lesion: Lesion, code: str, book: Codebook) -> str:
    """Return the modifier of a lesion's lid; empty where the code takes none or the lid or side was not told."""
    if not book.limit[code].sided:
        return ""
    sides = [(entry.region, entry.side) for entry in lesion.entries]
    found = {book.side_modifiers.get((region, side), "") for region, side in sides if side is not None}
    return found.pop() if len(found) == 1 else ""


def _each(
    code: str, family: Family, lesions: Sequence[Lesion], reasons: tuple[str, ...], payer: Payer, side: str = ""
) -> list[Draft]:
    """Return one line with a unit for each lesion, or a line for each, as the payer wants it."""
    if payer.repeat == "units":
        shares = _whole(lesions)
        return [Draft(code, _total(shares), family, shares, reasons, side=side)]
    singles = [lesion for lesion in lesions for _ in range(lesion.count)]
    return [
        Draft(code, 1, family, ((lesion, 1),), reasons, side=side, again=place > 0)
        for place, lesion in enumerate(singles)
    ]


def _whole(lesions: Sequence[Lesion]) -> Shares:
    return tuple([(each, each.count) for each in lesions])


def _total(shares: Shares) -> int:
    return sum(count for _, count in shares)


def _cut(lesions: Sequence[Lesion], first: int) -> tuple[Shares, Shares]:
    """Part lesions after the first few; one entry of several lesions can stand on both sides."""
    head: list[tuple[Lesion, int]] = []
    tail: list[tuple[Lesion, int]] = []
    for lesion in lesions:
        taken = min(lesion.count, first)
        first -= taken
        if taken:
            head.append((lesion, taken))
        if lesion.count > taken:
            tail.append((lesion, lesion.count - taken))
    return tuple(head), tuple(tail)


_Draw = Callable[[Family, Sequence[Lesion], Codebook, Payer], list[Draft]]
_SHAPES: Mapping[Shape, _Draw] = {
    Shape.COUNT: _by_number,
    Shape.SIZE: _by_size,
    Shape.TECHNIQUE: _by_technique,
    Shape.METHOD: _by_method,
    Shape.EACH: _one_each,
}
