"""Sites where something is unsettled, that are named too coarsely, or whose lid is not told."""

from collections.abc import Iterable, Iterator

from desktop.coding.drafts import side_modifier
from desktop.coding.lesions import Lesion, called, capital, entries_of
from desktop.coding.lines import Doubt, Entry
from desktop.coding.places import is_coarse, place
from desktop.coding.sorting import Members
from resources.codebook import Codebook


def site_doubts(members: Members, book: Codebook) -> Iterator[Doubt]:
    """Return the doubts about the sites of a family's lesions."""
    yield from _unsettled(members, book)
    yield from _coarse(members, book)
    yield from _unsided(members, book)
    yield from _too_large(members, book)


def doubt_of(text: str, book: Codebook, entries: Iterable[Entry], **fields: object) -> Doubt:
    """Return a doubt about some entries: the wording with its fields, and the wording's source."""
    return Doubt(book.text(text, **fields), book.sources[text], tuple(entry.key for entry in entries))


def _unsettled(members: Members, book: Codebook) -> Iterator[Doubt]:
    found: dict[str, list[Entry]] = {}
    for entry in entries_of(members[1]):
        for site in book.sites.get((entry.region, entry.category), ()):
            found.setdefault(site.warning, []).append(entry)
    for text, entries in found.items():
        yield doubt_of(text, book, entries)


def _coarse(members: Members, book: Codebook) -> Iterator[Doubt]:
    found: dict[str, list[Lesion]] = {}
    for lesion in members[1]:
        entry = lesion.entries[0]
        if is_coarse(entry.region, entry.category, book):
            found.setdefault(place(entry), []).append(lesion)
    for site, lesions in found.items():
        name = capital(called(lesions, book))
        yield doubt_of("coarse", book, entries_of(lesions), lesions=name, site=site)


def _unsided(members: Members, book: Codebook) -> Iterator[Doubt]:
    family, lesions = members
    if not family.code or not book.limit[family.code].sided:
        return
    unsided = [lesion for lesion in lesions if not side_modifier(lesion, family.code, book)]
    if unsided:
        yield doubt_of("lid_side", book, entries_of(unsided), lesions=called(unsided, book), code=family.code)


def _too_large(members: Members, book: Codebook) -> Iterator[Doubt]:
    """Lesions of a site whose own codes are only for smaller ones."""
    family, lesions = members
    for lesion in lesions:
        entry = lesion.entries[0]
        own = book.family(entry.category, entry.region)
        if own is not family and own.most_mm is not None:
            name = capital(called([lesion], book))
            yield doubt_of("lid_large", book, lesion.entries, lesions=name, code=own.code, most=f"{own.most_mm:g}")
