"""Where lesions lie to each other, as far as regions, sides and words tell."""

from functools import lru_cache

from desktop.coding.lines import Entry
from resources.codebook import Codebook, Shape
from resources.regions import load_regions
from resources.terms import Category, Side

_TOLD = (Side.RIGHT, Side.LEFT, Side.MIDLINE)


def place(entry: Entry) -> str:
    """Return the words for an entry's place; nothing when none was said."""
    if entry.phrase or entry.region not in load_regions():
        return entry.phrase
    term = load_regions().get(entry.region).term
    return f"{entry.side} {term}" if entry.side in _TOLD else term


def may_lie_in(entry: Entry, area: Entry) -> bool:
    """Say whether a lesion's region is an area's or a part of it, on a side that can be the same."""
    regions = load_regions()
    known = entry.region in regions and area.region in regions
    return known and regions.under(entry.region, area.region) and same_side(entry.side, area.side)


def same_side(one: Side | None, two: Side | None) -> bool:
    """Say whether two sides can be the same: they are, or one of them was not told."""
    return one is two or one not in _TOLD or two not in _TOLD


@lru_cache(maxsize=4096)
def is_coarse(region: str, category: Category, book: Codebook) -> bool:
    """Say whether the code of a named site is not that of its parts: of any part by size, else of more than a few."""
    regions = load_regions()
    if region not in regions or regions.get(region).is_leaf or not regions.get(region).parent:
        return False
    own = _outcome(region, category, book)
    leaves = [each.id for each in regions.leaves if regions.under(each.id, region)]
    others = [leaf for leaf in leaves if _outcome(leaf, category, book) != own]
    share = 0.0 if book.family(category, region).shape is Shape.SIZE else book.coarse_share
    return len(others) > share * len(leaves)


def _outcome(region: str, category: Category, book: Codebook) -> tuple[str, str]:
    family = book.family(category, region)
    group = load_regions().get(region).cpt_site_group if family.shape is Shape.SIZE else ""
    return family.key, group
