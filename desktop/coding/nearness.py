"""Lesions of two lines that a modifier parts, although nothing shows that they are different ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from desktop.coding.drafts import Draft
from desktop.coding.lesions import Lesion, labels
from desktop.coding.lines import Apart, Doubt, Entry, Payer
from desktop.coding.places import place, same_side
from resources.codebook import Codebook
from resources.regions import ROOT, load_regions
from resources.terms import Side


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where lesions were recorded: the words, region and side."""

    words: str
    region: str
    side: Side | None


_Spots = dict[_Spot, list[Lesion]]


def nearness_doubts(drafts: Sequence[Draft], book: Codebook, payer: Payer, apart: Apart) -> Iterator[Doubt]:
    """Return the doubts about lesions in two lines of which one takes in the other.

    Different places settle it, or 10 mm on the skin, or a person's confirmation.
    """
    families: dict[str, tuple[set[str], _Spots]] = {}
    for draft in drafts:
        codes, spots = families.setdefault(draft.family.key, (set(), {}))
        codes.add(draft.code)
        _gather(draft, spots)
    # each pair both ways: which line takes in the other one turns round with the number of lesions
    for one, two in permutations(families.values(), 2):
        over = {code for each in two[0] for code in book.column_one.get(each, ())}
        if not over.isdisjoint(one[0]):
            yield from _between(one[1], two[1], book, payer, apart)


def _gather(draft: Draft, spots: _Spots) -> None:
    for lesion in draft.lesions:
        for entry in lesion.entries:
            same = spots.setdefault(_Spot(place(entry), entry.region, entry.side), [])
            if lesion not in same:
                same.append(lesion)


def _between(one: _Spots, two: _Spots, book: Codebook, payer: Payer, apart: Apart) -> Iterator[Doubt]:
    named: dict[str, tuple[list[Lesion], list[Lesion]]] = {}
    for here, these in one.items():
        for there, those in two.items():
            if here.words and here.words == there.words:
                left, right = named.setdefault(here.words, ([], []))
                left += [each for each in these if each not in left]
                right += [each for each in those if each not in right]
            elif _nested(here, there) and not _settled(these, those, apart):
                yield _doubt("nested", these, those, book, payer, place=here.words, other=there.words)
    for words, (these, those) in named.items():
        if not _settled(these, those, apart):
            text = "one_wording" if len(these) + len(those) == 2 else "one_wording_many"
            yield _doubt(text, these, those, book, payer, place=words)


def _doubt(
    text: str, these: Sequence[Lesion], those: Sequence[Lesion], book: Codebook, payer: Payer, **fields: object
) -> Doubt:
    words = book.text(text, these=labels(these), those=labels(those), modifier=payer.distinct, **fields)
    keys = tuple(entry.key for lesion in (*these, *those) for entry in lesion.entries)
    return Doubt(words, book.sources[text], keys, confirmable=True)


def _nested(one: _Spot, two: _Spot) -> bool:
    """Say whether one region holds the other: then the lesions may lie at the same place."""
    regions = load_regions()
    if one.region == two.region or ROOT in (one.region, two.region):
        return False
    if one.region not in regions or two.region not in regions or not same_side(one.side, two.side):
        return False
    return regions.under(one.region, two.region) or regions.under(two.region, one.region)


def _settled(these: Sequence[Lesion], those: Sequence[Lesion], apart: Apart) -> bool:
    return all(
        _known_apart(a, b, apart) for this in these for that in those for a in this.entries for b in that.entries
    )


def _known_apart(one: Entry, two: Entry, apart: Apart) -> bool:
    return bool(one.apart or two.apart) or frozenset((one.key, two.key)) in apart
