"""Which entries are coded, which are held, and which are not coded and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.coding.lesions import Lesion, called, capital, counted, is_alone, labels, merged
from desktop.coding.lines import Entry, NotReported, Prior
from desktop.coding.places import may_lie_in
from desktop.coding.recorded import Facts, facts_of, family_of, several_times, site_group
from resources.codebook import Codebook, Family, Shape
from resources.terms import Category

Members = tuple[Family, tuple[Lesion, ...]]
"""The lesions that are coded by one family."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was recorded, sorted: the lesions to code by family, those held for a result, and the rest with reasons."""

    lesions: tuple[Members, ...]
    held: tuple[Members, ...]
    not_reported: tuple[NotReported, ...]
    pending: tuple[NotReported, ...]


@dataclass(frozen=True, slots=True)
class _Aside:
    """Why an entry is not coded: a wording with its fields, and the entry's field that must change before it is."""

    text: str
    fields: tuple[tuple[str, object], ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class _Day:
    """What is known beside an entry: lesions treated shortly before, those in several entries, areas of light."""

    on: date
    again: Mapping[str, Prior]
    several: Mapping[str, Facts]
    lit: tuple[Entry, ...]


def sort_out(entries: Iterable[Entry], on: date, book: Codebook, again: Mapping[str, Prior]) -> Sorted:
    """Put every entry into exactly one heap. `again` gives the lesions that were treated shortly before."""
    entries = tuple(entries)
    lit = tuple([entry for entry in entries if book.families[entry.category].area and not entry.cosmetic])
    day = _Day(on, again, several_times(entries, book), lit)
    families: dict[str, Family] = {}
    heaps: dict[bool, dict[str, list[Entry]]] = {False: {}, True: {}}
    aside: dict[_Aside, list[Entry]] = {}
    for entry in entries:
        facts = facts_of(entry, day.several)
        family = family_of(entry, facts.diameter_mm, book)
        why = _aside(entry, family, facts, book, day)
        if why is None:
            families[family.key] = family
            heaps[facts.suspected].setdefault(family.key, []).append(entry)
        else:
            aside.setdefault(why, []).append(entry)
    rest = [_said(why, found, book) for why, found in aside.items()]
    return Sorted(
        tuple((families[key], tuple(merged(found))) for key, found in heaps[False].items()),
        tuple((families[key], tuple(merged(found))) for key, found in heaps[True].items()),
        tuple(each for each in rest if not each.field),
        tuple(each for each in rest if each.field),
    )


def treated_before(on: date, book: Codebook, prior: Iterable[Prior]) -> dict[str, Prior]:
    """Return by lesion the newest earlier treatment whose global period reaches the date. KeyError: an unknown code."""
    reaching = [each for each in prior if 0 <= (on - each.on).days <= book.global_days(each.code)]
    return {each.lesion: each for each in sorted(reaching, key=lambda each: each.on)}


def _aside(entry: Entry, family: Family, facts: Facts, book: Codebook, day: _Day) -> _Aside | None:
    if entry.cosmetic:
        return _Aside("cosmetic")
    return (
        _same_lesion(entry, facts, book)
        or _treated_again(entry, book, day)
        or _lit(entry, day)
        or _without_site(entry, facts, book)
        or _not_said(entry, family, facts, book)
    )


def _without_site(entry: Entry, facts: Facts, book: Codebook) -> _Aside | None:
    if facts.torn:
        return _Aside("two_sites", (), "region")
    waits = [each for each in book.sites.get((entry.region, entry.category), ()) if not each.warning]
    return _Aside("no_code_here", (("site", waits[0].name),), "region") if waits else None


def _not_said(entry: Entry, family: Family, facts: Facts, book: Codebook) -> _Aside | None:
    """Name what the codes of a family depend on and nobody said: site and size, or the method."""
    if family.shape is Shape.SIZE:
        return _unsized(entry, family, facts)
    if family.shape is Shape.METHOD:
        return _without_method(family, facts, book)
    return None


def _same_lesion(entry: Entry, facts: Facts, book: Codebook) -> _Aside | None:
    """Say why an entry is no service of its own beside what else was done to the very same lesion."""
    if len(facts.categories) == 1:
        return None
    several = facts.categories & book.exclusive
    if entry.category in several and len(several) > 1:
        names = sorted(book.wordings.label(each) for each in several)
        these = book.text("both", first=", ".join(names[:-1]), last=names[-1])
        return _Aside("two_families", (("these", these),), "lesion")
    for rule in book.part_of:
        if entry.category in rule.these and facts.categories & rule.of:
            return _Aside(rule.text)
    return None


def _treated_again(entry: Entry, book: Codebook, day: _Day) -> _Aside | None:
    before = day.again.get(entry.lesion) if entry.lesion is not None else None
    if before is None:
        return None
    return _Aside("again", (("day", (day.on - before.on).days), ("date", book.wordings.day(before.on))))


def _lit(entry: Entry, day: _Day) -> _Aside | None:
    """Leave out premalignant lesions inside an area of light, unless somebody confirmed that they were apart."""
    if not day.lit or entry.category is not Category.PREMALIGNANT or entry.apart:
        return None
    return _Aside("lit") if any(may_lie_in(entry, area) for area in day.lit) else None


def _unsized(entry: Entry, family: Family, facts: Facts) -> _Aside | None:
    if site_group(entry) not in family.sizes:
        return _Aside("no_group", (), "region")
    return _Aside("size", (), "diameter_mm") if facts.diameter_mm is None else None


def _without_method(family: Family, facts: Facts, book: Codebook) -> _Aside | None:
    if not facts.methods:
        return _Aside("no_method", (("site", family.site),), "method")
    if facts.methods & family.methods.keys():
        return None
    names = ", ".join(sorted(book.wordings.label(method) for method in facts.methods))
    return _Aside("other_method", (("site", family.site), ("method", names)), "method")


def _said(why: _Aside, entries: Iterable[Entry], book: Codebook) -> NotReported:
    lesions = merged(entries)
    name = called(lesions, book)
    fields = dict(why.fields) | {"n": counted(lesions), "lesions": capital(name), "labels": labels(lesions)}
    text = "size_many" if why.text == "size" and not is_alone(lesions) else why.text
    keys = tuple(key.key for each in lesions for key in each.entries)
    return NotReported(keys, capital(book.text(text, **fields)), why.field)
