"""What the entries of one lesion say together: a lesion may be recorded more than once on a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.coding.lines import Entry
from resources.codebook import Codebook, Family, Shape
from resources.regions import load_regions
from resources.terms import Category, DiagnosisState, Method


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a lesion: what was done to it, its largest diameter, its methods, whether it is a suspicion.

    `torn`: it was recorded at sites with different codes.
    """

    categories: frozenset[Category]
    diameter_mm: float | None
    methods: frozenset[Method]
    suspected: bool
    torn: bool


def several_times(entries: Sequence[Entry], book: Codebook) -> dict[str, Facts]:
    """Return the facts of those lesions that stand in several entries; cosmetic entries say nothing."""
    named = [entry.lesion for entry in entries if entry.lesion is not None]
    if len(set(named)) == len(named):
        return {}
    times = Counter(named)
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.lesion is not None and times[entry.lesion] > 1 and not entry.cosmetic:
            found.setdefault(entry.lesion, []).append(entry)
    return {lesion: together(same, book) for lesion, same in found.items()}


_DESTROYS = frozenset(
    {Category.PREMALIGNANT, Category.BENIGN, Category.SKIN_TAG, Category.MALIGNANT, Category.ACNE_CRYO}
)
"""Whose methods are those that a lesion was destroyed by; tissue is taken, injected or pared by others."""


def together(entries: Iterable[Entry], book: Codebook) -> Facts:
    """Return what some entries of one lesion say together."""
    entries = tuple(entries)
    sizes = [entry.diameter_mm for entry in entries if entry.diameter_mm is not None]
    return Facts(
        frozenset(entry.category for entry in entries),
        max(sizes, default=None),
        frozenset(method for entry in entries if entry.category in _DESTROYS for method in entry.methods),
        any(is_suspicion(entry) for entry in entries),
        _is_torn(entries, max(sizes, default=None), book),
    )


def facts_of(entry: Entry, several: Mapping[str, Facts]) -> Facts:
    """Return the facts of an entry's lesion."""
    known = several.get(entry.lesion) if several and entry.lesion is not None and not entry.cosmetic else None
    if known is not None:
        return known
    return Facts(
        frozenset((entry.category,)), entry.diameter_mm, frozenset(entry.methods), is_suspicion(entry), torn=False
    )


def family_of(entry: Entry, diameter_mm: float | None, book: Codebook) -> Family:
    """Return the family of an entry: that of its site, unless the lesion is too large for the site's codes."""
    family = book.family(entry.category, entry.region)
    if family.most_mm is not None and diameter_mm is not None and diameter_mm > family.most_mm:
        return book.families[entry.category]
    return family


def site_group(entry: Entry) -> str:
    """Return the CPT group of an entry's site; empty where the site is too coarse for one."""
    regions = load_regions()
    return regions.get(entry.region).cpt_site_group if entry.region in regions else ""


def is_suspicion(entry: Entry) -> bool:
    """Say whether a lesion was destroyed as a cancer that nobody has proved. Source: ICD-10-CM Guidelines, IV.H."""
    return entry.category is Category.MALIGNANT and entry.diagnosis_state is not DiagnosisState.CONFIRMED


def _is_torn(entries: Sequence[Entry], diameter_mm: float | None, book: Codebook) -> bool:
    """Say whether one act on a lesion was recorded at sites whose codes differ."""
    if len(entries) == 1:
        return False
    codes: dict[str, set[tuple[str, str]]] = {}
    for entry in entries:
        family = family_of(entry, diameter_mm, book)
        group = site_group(entry) if family.shape is Shape.SIZE else ""
        codes.setdefault(book.families[entry.category].key, set()).add((family.key, group))
    return any(len(found) > 1 for found in codes.values())
