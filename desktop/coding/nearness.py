"""Lesions of two lines that a modifier parts, although nothing shows that they are different ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.coding.drafts import Draft
from desktop.coding.lesions import Lesion, labels
from desktop.coding.lines import Apart, Doubt, Entry, Payer
from desktop.coding.places import place, same_side
from resources.codebook import Codebook
from resources.regions import ROOT, load_regions
from resources.terms import Side

_Lesions = dict[int, Lesion]
"""Lesions by their identity, in order."""
_Spot = tuple[str, str, Side | None]
"""The words, region and side of a place."""


@dataclass(frozen=True, slots=True)
class _Sites:
    """Where the lesions of a family lie: by the words, by words, region and side, and all regions around them."""

    by_words: dict[str, _Lesions] = field(default_factory=dict)
    by_spot: dict[_Spot, _Lesions] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)


def nearness_doubts(
    drafts: Sequence[Draft], over: Mapping[str, frozenset[str]], book: Codebook, payer: Payer, apart: Apart
) -> Iterator[Doubt]:
    """Return the doubts about lesions in two lines of which one takes in the other.

    Different places settle it, or 10 mm on the skin, or a person's confirmation. `over` gives for a family those that
    take it in.
    """
    if not any(over.values()):
        return
    sites = _gathered(drafts)
    # each pair both ways: which line takes in the other one turns round with the number of lesions
    for one in sites:
        for two in sites:
            if one in over[two]:
                yield from _same_words(sites[one], sites[two], book, payer, apart)
                yield from _nested(sites[one], sites[two], book, payer, apart)


def _gathered(drafts: Iterable[Draft]) -> dict[str, _Sites]:
    table = load_regions()
    found: dict[str, _Sites] = {}
    for draft in drafts:
        sites = found.setdefault(draft.family.key, _Sites())
        for lesion, _ in draft.shares:
            for entry in lesion.entries:
                words = place(entry)
                if words:
                    sites.by_words.setdefault(words, {})[id(lesion)] = lesion
                if entry.region in table and entry.region != ROOT:
                    sites.by_spot.setdefault((words, entry.region, entry.side), {})[id(lesion)] = lesion
                    sites.regions.add(entry.region)
                    sites.around.update(table.path(entry.region)[1:])
    return found


def _same_words(one: _Sites, two: _Sites, book: Codebook, payer: Payer, apart: Apart) -> Iterator[Doubt]:
    for words, these in one.by_words.items():
        those = two.by_words.get(words)
        if those and not _settled(these, those, apart):
            text = "one_wording" if len(these) + len(those) == 2 else "one_wording_many"
            yield _doubt(text, these, those, book, payer, place=words)


def _nested(one: _Sites, two: _Sites, book: Codebook, payer: Payer, apart: Apart) -> Iterator[Doubt]:
    """Lesions of which one's region holds the other's: they may lie at the same place."""
    if one.regions.isdisjoint(two.around) and two.regions.isdisjoint(one.around):
        return
    for here, these in one.by_spot.items():
        for there, those in two.by_spot.items():
            if _holds(here, there) and not _settled(these, those, apart):
                yield _doubt("nested", these, those, book, payer, place=here[0], other=there[0])


def _holds(here: _Spot, there: _Spot) -> bool:
    (words, region, side), (other_words, other_region, other_side) = here, there
    if region == other_region or words == other_words or not same_side(side, other_side):
        return False
    table = load_regions()
    return table.under(region, other_region) or table.under(other_region, region)


def _doubt(text: str, these: _Lesions, those: _Lesions, book: Codebook, payer: Payer, **fields: object) -> Doubt:
    words = book.text(
        text, these=labels(these.values()), those=labels(those.values()), modifier=payer.distinct, **fields
    )
    keys = tuple([entry.key for lesion in (*these.values(), *those.values()) for entry in lesion.entries])
    return Doubt(words, book.sources[text], keys, confirmable=True)


def _settled(these: _Lesions, those: _Lesions, apart: Apart) -> bool:
    return all(
        _known_apart(one, two, apart)
        for this in these.values()
        for that in those.values()
        for one in this.entries
        for two in that.entries
    )


def _known_apart(one: Entry, two: Entry, apart: Apart) -> bool:
    return bool(one.apart or two.apart) or frozenset((one.key, two.key)) in apart
