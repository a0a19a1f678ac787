"""What a coder would ask about before these lines are sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.coding.diagnoses import diagnosis_doubts
from desktop.coding.drafts import Draft
from desktop.coding.lesions import called, capital, entries_of, is_alone
from desktop.coding.lines import Apart, Doubt, Payer
from desktop.coding.nearness import nearness_doubts
from desktop.coding.places import may_lie_in
from desktop.coding.sites import doubt_of, site_doubts
from desktop.coding.sorting import Members, Sorted
from resources.codebook import Codebook
from resources.terms import Category, DiagnosisState


def doubts(
    drafts: Sequence[Draft],
    over: Mapping[str, frozenset[str]],
    heaps: Sorted,
    book: Codebook,
    payer: Payer,
    apart: Apart,
) -> tuple[Doubt, ...]:
    """Return the warnings about the lesions that are in code lines or held; each once.

    `over` gives for a family those that take it in.
    """
    coded = heaps.lesions
    found = [doubt for each in coded for doubt in diagnosis_doubts(each, _code(each, drafts), book)]
    found += [doubt for each in (*coded, *heaps.held) for doubt in site_doubts(each, book)]
    found += _pathology(coded, heaps.held, book)
    found += nearness_doubts(drafts, over, book, payer, apart)
    found += _near_light(coded, book)
    found += [doubt for each in coded for doubt in _people(each, book)]
    found += _limits(drafts, book) if payer.limits else []
    if book.early:
        found.append(doubt_of("before_rules", book, (), date=book.rules.starts.isoformat()))
    return tuple(dict.fromkeys(found))


def _code(members: Members, drafts: Sequence[Draft]) -> str:
    """Return the first code of a family's lines; empty where none may stand."""
    return next((draft.code for draft in drafts if draft.family is members[0]), "")


def _pathology(coded: Iterable[Members], held: Iterable[Members], book: Codebook) -> Iterator[Doubt]:
    lesions = [lesion for _, found in (*coded, *held) for lesion in found]
    awaited = [each for each in lesions if any(e.diagnosis_state is DiagnosisState.AWAITING for e in each.entries)]
    if awaited:
        yield doubt_of("pathology", book, entries_of(awaited), lesions=called(awaited, book))
    suspected = [lesion for _, found in held for lesion in found if lesion not in awaited]
    if suspected:
        name = capital(called(suspected, book))
        text = "suspected" if is_alone(suspected) else "suspected_many"
        yield doubt_of(text, book, entries_of(suspected), lesions=name)


def _near_light(coded: Iterable[Members], book: Codebook) -> Iterator[Doubt]:
    """Premalignant lesions that may lie in an area of light, as their site is named more coarsely than the area's."""
    entries = [entry for _, lesions in coded for entry in entries_of(lesions)]
    areas = [entry for entry in entries if book.families[entry.category].area]
    for entry in entries if areas else ():
        if entry.category is Category.PREMALIGNANT and not entry.apart and any(may_lie_in(a, entry) for a in areas):
            yield doubt_of("lit_near", book, [entry], label=entry.label or entry.key)


def _people(members: Members, book: Codebook) -> Iterator[Doubt]:
    """Lesions of several people that are counted together. Source: same group and specialty count as one."""
    entries = entries_of(members[1])
    if len({entry.performer for entry in entries if entry.performer}) > 1:
        yield doubt_of("several_people", book, entries, name=members[0].many)


def _limits(drafts: Iterable[Draft], book: Codebook) -> Iterator[Doubt]:
    units: dict[str, int] = {}
    for draft in drafts:
        units[draft.code] = units.get(draft.code, 0) + draft.units
    for code, found in units.items():
        most = book.limit[code].units
        if most is not None and found > most:
            entries = [entry for draft in drafts if draft.code == code for entry in entries_of(draft.lesions)]
            yield doubt_of("above_limit", book, entries, units=found, code=code, limit=most)
