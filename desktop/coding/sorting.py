"""Which entries are coded, and which are not and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.coding.lesions import Lesion, called, counted, merged
from desktop.coding.lines import Entry, NotReported, Prior
from resources.codebook import Codebook, Family


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was recorded, sorted: the lesions to code by family, and the rest with its reasons."""

    lesions: tuple[tuple[Family, tuple[Lesion, ...]], ...]
    not_reported: tuple[NotReported, ...]
    pending: tuple[NotReported, ...]


@dataclass(frozen=True, slots=True)
class _Aside:
    """Why an entry is not coded: a wording with its fields, and the entry's field that must change before it is."""

    text: str
    fields: tuple[tuple[str, object], ...] = ()
    field: str = ""


def sort_out(entries: Iterable[Entry], on: date, book: Codebook, again: Mapping[str, Prior]) -> Sorted:
    """Put every entry into exactly one heap. `again` gives the lesions that were treated shortly before."""
    entries = tuple(entries)
    torn = _torn(entries, book)
    coded: dict[str, list[Entry]] = {}
    aside: dict[_Aside, list[Entry]] = {}
    for entry in entries:
        why = _aside(entry, book, torn) or (_repeat(entry, on, book, again) if again else None)
        if why is None:
            coded.setdefault(book.families[entry.category].key, []).append(entry)
        else:
            aside.setdefault(why, []).append(entry)
    families = {each.key: each for each in book.families.values()}
    rest = [_said(why, found, book) for why, found in aside.items()]
    return Sorted(
        tuple((families[key], tuple(merged(found))) for key, found in coded.items()),
        tuple(each for each in rest if not each.field),
        tuple(each for each in rest if each.field),
    )


def treated_before(on: date, book: Codebook, prior: Iterable[Prior]) -> dict[str, Prior]:
    """Return by lesion the newest earlier treatment whose global period reaches the date. KeyError: an unknown code."""
    reaching = [each for each in prior if 0 <= (on - each.on).days <= book.global_days(each.code)]
    return {each.lesion: each for each in sorted(reaching, key=lambda each: each.on)}


def _torn(entries: Collection[Entry], book: Codebook) -> dict[str, str]:
    """Find the lesions that were recorded in several families, with the names of these."""
    times = Counter([entry.lesion for entry in entries])
    kinds: dict[str, dict[str, None]] = {}
    for entry in (each for each in entries if times[each.lesion] > 1):
        family = book.families.get(entry.category)
        if entry.lesion is not None and family and not entry.cosmetic:
            kinds.setdefault(entry.lesion, {})[family.key] = None
    return {
        lesion: book.text("both", first=", ".join(sorted(keys)[:-1]), last=max(keys))
        for lesion, keys in kinds.items()
        if len(keys) > 1
    }


def _aside(entry: Entry, book: Codebook, torn: Mapping[str, str]) -> _Aside | None:
    if entry.cosmetic:
        return _Aside("cosmetic")
    if entry.category not in book.families:
        return _Aside("later", (("category", book.wordings.label(entry.category)),), "category")
    if entry.lesion is not None and entry.lesion in torn:
        return _Aside("two_families", (("these", torn[entry.lesion]),), "lesion")
    site = book.sites.get(entry.region)
    if site and not site.warning and entry.category in site.categories:
        return _Aside(site.text, (("site", site.name),), "region")
    return None


def _repeat(entry: Entry, on: date, book: Codebook, again: Mapping[str, Prior]) -> _Aside | None:
    before = again.get(entry.lesion) if entry.lesion is not None else None
    if before is None:
        return None
    return _Aside("again", (("day", (on - before.on).days), ("date", book.wordings.day(before.on))))


def _said(why: _Aside, entries: Iterable[Entry], book: Codebook) -> NotReported:
    lesions = merged(entries)
    name = called(lesions, book)
    fields = dict(why.fields) | {"n": counted(lesions), "lesions": name[:1].upper() + name[1:]}
    return NotReported(
        tuple(key.key for each in lesions for key in each.entries), book.text(why.text, **fields), why.field
    )
