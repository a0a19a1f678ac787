"""Diagnoses that don't fit what was done, where it was done, or that need a word more."""

from collections.abc import Iterator, Sequence

from desktop.coding.lesions import Lesion, called, capital, counted, kind
from desktop.coding.lines import Doubt, Entry
from desktop.coding.sorting import Members
from resources.codebook import Codebook, Diagnosis, Sited
from resources.diagnoses import is_listed
from resources.regions import load_regions
from resources.terms import Category, Side

_NO_SITE = ("", "8", "9")
"""Characters that tell no one site: none, overlapping ones, and unspecified."""


def diagnosis_doubts(members: Members, code: str, book: Codebook) -> Iterator[Doubt]:
    """Return the doubts about the diagnoses of a family's lesions; `code` is the first code of its lines."""
    bearers: dict[str, dict[int, Lesion]] = {}
    for lesion in members[1]:
        for entry in lesion.entries:
            for diagnosis in entry.diagnoses:
                bearers.setdefault(diagnosis, {})[id(lesion)] = lesion
    for diagnosis, found in bearers.items():
        lesions = list(found.values())
        if not is_listed(diagnosis):
            yield _doubt("not_listed", lesions, book, diagnosis=diagnosis, edition=book.listed.name)
            continue
        known = book.diagnosis(diagnosis)
        if known is not None:
            yield from _kind(diagnosis, known, lesions, code, book)
            yield from _elsewhere(diagnosis, known, lesions, book)
        yield from _place(diagnosis, lesions, book)
    yield from _complaint(members[1], book)


def _doubt(text: str, lesions: Sequence[Lesion], book: Codebook, **fields: object) -> Doubt:
    words = book.text(text, lesions=called(lesions, book), **fields)
    keys = tuple([entry.key for lesion in lesions for entry in lesion.entries])
    return Doubt(capital(words), book.sources[text], keys)


def _kind(diagnosis: str, known: Diagnosis, found: Sequence[Lesion], code: str, book: Codebook) -> Iterator[Doubt]:
    """Doubt a diagnosis that tells that lesions are something else than they were treated as, or that needs a word."""
    wrong: list[Lesion] = []
    right: list[Lesion] = []
    for lesion in found:
        heap = wrong if _is_of_another(known, lesion.entries[0].category, book) else right
        heap.append(lesion)
    if wrong:
        yield _doubt("wrong_family", wrong, book, diagnosis=diagnosis, belongs=known.belongs, code=code)
    if known.warning:
        asked = [each for each in right if not (known.relieved and _complains(each, book))]
        if asked:
            yield _doubt(known.warning, asked, book, diagnosis=diagnosis)


def _is_of_another(known: Diagnosis, category: Category, book: Codebook) -> bool:
    if category not in book.told_by_diagnosis or not known.family:
        return False
    return book.families[category].key not in (known.family, *known.also)


def _elsewhere(diagnosis: str, known: Diagnosis, found: Sequence[Lesion], book: Codebook) -> Iterator[Doubt]:
    """Doubt a diagnosis of lesions that lie where it can't be."""
    if not known.elsewhere:
        return
    lesions = [each for each in found if any(_is_elsewhere(known, entry) for entry in each.entries)]
    if lesions:
        yield _doubt(known.elsewhere, lesions, book, diagnosis=diagnosis)


def _is_elsewhere(known: Diagnosis, entry: Entry) -> bool:
    regions = load_regions()
    if entry.region not in regions or not regions.get(entry.region).parent:
        return False
    inside = not known.under or any(regions.under(entry.region, each) for each in known.under)
    return not inside or any(regions.under(entry.region, each) for each in known.not_under)


def _place(diagnosis: str, found: Sequence[Lesion], book: Codebook) -> Iterator[Doubt]:
    """Doubt a diagnosis that names another site or the other side."""
    sited = book.sited.get(diagnosis[:3])
    if sited is None:
        return
    for text, is_wrong in (("other_site", _other_site), ("other_side", _other_side)):
        wrong = [each for each in found if any(is_wrong(diagnosis, sited, entry) for entry in each.entries)]
        if wrong:
            yield _doubt(text, wrong, book, diagnosis=diagnosis)
            return


def _other_site(diagnosis: str, sited: Sited, entry: Entry) -> bool:
    regions = load_regions()
    own = regions.get(entry.region).c44_site_digit if entry.region in regions else ""
    told = diagnosis[sited.site : sited.site + 1]
    return len(own) == 1 and told not in (own, *_NO_SITE)


def _other_side(diagnosis: str, sited: Sited, entry: Entry) -> bool:
    told = diagnosis[sited.side : sited.side + 1]
    wrong = {Side.RIGHT: sited.left, Side.LEFT: sited.right}
    sides = diagnosis[sited.site : sited.site + 1] in sited.sided and entry.side in wrong
    return sides and entry.side is not None and told == wrong[entry.side]


def _complaint(lesions: Sequence[Lesion], book: Codebook) -> Iterator[Doubt]:
    """Benign lesions whose complaint was asked for and not said."""
    asked = [each for each in lesions if any(_must_complain(entry, book) for entry in each.entries)]
    silent = [each for each in asked if not _complains(each, book)]
    if silent:
        family = book.families[silent[0].entries[0].category]
        n = counted(silent)
        these = book.text("the_one" if n == 1 else "the_many", n=n, name=kind(silent, family, book, n))
        yield _doubt("complaint_one" if n == 1 else "complaint", silent, book, these=these)


def _must_complain(entry: Entry, book: Codebook) -> bool:
    """Say whether an entry's complaint is asked for; a diagnosis that itself warns of the missing one is enough."""
    if entry.symptom is None or entry.category not in book.asks_complaint:
        return False
    known = [book.diagnosis(code) for code in entry.diagnoses]
    return not any(each is not None and each.relieved for each in known)


def _complains(lesion: Lesion, book: Codebook) -> bool:
    known = [book.diagnosis(code) for entry in lesion.entries for code in entry.diagnoses]
    return any(entry.symptom for entry in lesion.entries) or any(each is not None and each.complaint for each in known)
