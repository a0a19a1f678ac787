"""Diagnoses that don't fit what was done, where it was done, or that need a word more."""

from collections.abc import Iterator, Sequence

from desktop.coding.lesions import Lesion, called, capital, counted, kind
from desktop.coding.lines import Doubt, Entry
from desktop.coding.sorting import Members
from resources.codebook import Codebook, Diagnosis, Sited
from resources.diagnoses import is_listed
from resources.regions import load_regions
from resources.terms import Category, Side


def diagnosis_doubts(members: Members, code: str, book: Codebook) -> Iterator[Doubt]:
    """Return the doubts about the diagnoses of a family's lesions; `code` is the first code of its lines."""
    _, lesions = members
    bearers: dict[str, list[Lesion]] = {}
    for lesion in lesions:
        for diagnosis in dict.fromkeys(code for entry in lesion.entries for code in entry.diagnoses):
            bearers.setdefault(diagnosis, []).append(lesion)
    for diagnosis, found in bearers.items():
        if not is_listed(diagnosis):
            yield _doubt("not_listed", found, book, diagnosis=diagnosis, edition=book.listed.name)
            continue
        known = book.diagnosis(diagnosis)
        if known is not None:
            yield from _fits(diagnosis, known, found, code, book)
        yield from _place(diagnosis, found, book)
    yield from _complaint(lesions, book)


def _doubt(text: str, lesions: Sequence[Lesion], book: Codebook, **fields: object) -> Doubt:
    name = called(lesions, book)
    words = book.text(text, lesions=name, **fields)
    keys = tuple(entry.key for lesion in lesions for entry in lesion.entries)
    return Doubt(capital(words), book.sources[text], keys)


def _fits(diagnosis: str, known: Diagnosis, found: Sequence[Lesion], code: str, book: Codebook) -> Iterator[Doubt]:
    wrong = [each for each in found if _is_of_another(known, each.entries[0].category, book)]
    if wrong:
        yield _doubt("wrong_family", wrong, book, diagnosis=diagnosis, belongs=known.belongs, code=code)
    right = [each for each in found if each not in wrong and not (known.relieved and _complains(each, book))]
    if known.warning and right:
        yield _doubt(known.warning, right, book, diagnosis=diagnosis)
    elsewhere = [each for each in found if any(_is_elsewhere(known, entry) for entry in each.entries)]
    if elsewhere:
        yield _doubt(known.elsewhere, elsewhere, book, diagnosis=diagnosis)


def _is_of_another(known: Diagnosis, category: Category, book: Codebook) -> bool:
    """Say whether a diagnosis tells that a lesion is something else than it was treated as."""
    if category not in book.told_by_diagnosis or not known.family:
        return False
    return book.families[category].key not in (known.family, *known.also)


def _is_elsewhere(known: Diagnosis, entry: Entry) -> bool:
    regions = load_regions()
    if entry.region not in regions or not regions.get(entry.region).parent:
        return False
    inside = not known.under or any(regions.under(entry.region, each) for each in known.under)
    return not inside or any(regions.under(entry.region, each) for each in known.not_under)


def _place(diagnosis: str, found: Sequence[Lesion], book: Codebook) -> Iterator[Doubt]:
    """Diagnoses that name another site or the other side."""
    sited = book.sited.get(diagnosis[:3])
    if sited is None:
        return
    wrong_site = [each for each in found if any(_other_site(diagnosis, sited, entry) for entry in each.entries)]
    if wrong_site:
        yield _doubt("other_site", wrong_site, book, diagnosis=diagnosis)
        return
    wrong_side = [each for each in found if any(_other_side(diagnosis, sited, entry) for entry in each.entries)]
    if wrong_side:
        yield _doubt("other_side", wrong_side, book, diagnosis=diagnosis)


def _other_site(diagnosis: str, sited: Sited, entry: Entry) -> bool:
    regions = load_regions()
    own = regions.get(entry.region).c44_site_digit if entry.region in regions else ""
    told = diagnosis[sited.site : sited.site + 1]
    return len(own) == 1 and told not in (own, "", "8", "9")


def _other_side(diagnosis: str, sited: Sited, entry: Entry) -> bool:
    told = diagnosis[sited.side : sited.side + 1]
    if diagnosis[sited.site : sited.site + 1] not in sited.sided or not told:
        return False
    wrong = {Side.RIGHT: sited.left, Side.LEFT: sited.right}
    return entry.side in wrong and told == wrong[entry.side]


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
    known = [book.diagnosis(code) for code in entry.diagnoses]
    warned = any(each is not None and each.relieved for each in known)
    return entry.symptom is not None and entry.category in book.asks_complaint and not warned


def _complains(lesion: Lesion, book: Codebook) -> bool:
    known = [book.diagnosis(code) for entry in lesion.entries for code in entry.diagnoses]
    return any(entry.symptom for entry in lesion.entries) or any(each is not None and each.complaint for each in known)
