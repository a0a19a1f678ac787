"""From what was recorded to code lines, with the reason of each."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.coding.doubts import doubts
from desktop.coding.drafts import Draft, drafted
from desktop.coding.lesions import Lesion, called, capital
from desktop.coding.lines import Apart, Coded, CodeLine, Entry, NotReported, Payer, Prior
from desktop.coding.modifiers import Lines, Modified, all_lines, families_over, modified, unpaired, without_never
from desktop.coding.sorting import Members, sort_out, treated_before
from resources.codebook import Codebook, Family
from resources.terms import Method

_ANY_PAYER = Payer()
_NOBODY: Apart = frozenset()


def code(
    entries: Iterable[Entry],
    on: date,
    book: Codebook,
    payer: Payer = _ANY_PAYER,
    prior: Iterable[Prior] = (),
    apart: Apart = _NOBODY,
) -> Coded:
    """Return the lines for one patient and date of service, in the codebook's order, and what is in no line and why.

    The number of lesions decides, not the order of entry; that only says which lesion is the first. `apart` are pairs
    of entries' keys that lie 10 mm or more apart. KeyError for a `prior` whose code is not in the codebook's limits.
    """
    again = treated_before(on, book, prior)
    after = max([each for each in again.values() if each.on < on], key=lambda each: each.on, default=None)
    heaps = sort_out(entries, on, book, again)
    kept, never = without_never(_drafts(heaps.lesions, book, payer), book)
    provisional = _drafts(heaps.held, book, payer)
    over = families_over(kept, book)
    among = all_lines(kept, book, payer, after)
    lines, reasons = _lines(kept, among)
    reasons += unpaired(among, over)
    if not lines and not heaps.pending:
        reasons = [book.text("none")]
    found = doubts(kept, over, heaps, book, payer, apart)
    return Coded(
        lines=lines,
        not_reported=(*heaps.not_reported, *_not_reported(provisional, book), *_never(never, book)),
        pending=heaps.pending,
        reasons=tuple(reasons),
        warnings=tuple(dict.fromkeys([each.text for each in found])),
        held=_lines(provisional, all_lines([*kept, *provisional], book, payer, after))[0] if provisional else (),
        hold=payer.hold if provisional else "",
        doubts=found,
    )


def _drafts(members: Iterable[Members], book: Codebook, payer: Payer) -> list[Draft]:
    drafts = [draft for family, lesions in members for draft in drafted(family, lesions, book, payer)]
    return sorted(drafts, key=lambda draft: book.order[draft.code])


def _lines(drafts: Sequence[Draft], among: Lines) -> tuple[tuple[CodeLine, ...], list[str]]:
    """Return lines with their modifiers among all lines, and the distinct reasons in line order."""
    shared: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.family.key not in shared:
            shared[draft.family.key] = _shared(draft.family, drafts, among.book)
    lines = []
    reasons: dict[str, None] = {}
    for draft in drafts:
        found = modified(draft, among)
        why = (*draft.reasons, *shared[draft.family.key], *found.reasons)
        lines.append(_line(draft, found, why))
        reasons |= dict.fromkeys(why)
    return tuple(lines), list(reasons)


def _shared(family: Family, drafts: Iterable[Draft], book: Codebook) -> list[str]:
    """Say what holds for all lines of a family: lesions that count once, and those of another visit of the day."""
    lesions = list(
        {id(lesion): lesion for draft in drafts if draft.family is family for lesion, _ in draft.shares}.values()
    )
    return [*_same_lesion(lesions, book), *_two_visits(lesions, family, book)]


def _two_visits(lesions: Iterable[Lesion], family: Family, book: Codebook) -> list[str]:
    if family.area:
        return []
    found: dict[str, int] = {}
    for lesion in lesions:
        visit = lesion.entries[0].visit
        found[visit] = found.get(visit, 0) + lesion.count
    times = sorted(visit for visit in found if visit)
    if len(found) < 2:
        return []
    counts = [found[visit] for visit in [*times, *([""] if "" in found else [])]]
    return [book.text("two_visits", times=" and ".join(times), sum=" + ".join(map(str, counts)), total=sum(counts))]


def _same_lesion(lesions: Iterable[Lesion], book: Codebook) -> list[str]:
    """Say which lesions count once although more than one thing was recorded for them."""
    found: dict[tuple[Method, ...], list[Lesion]] = {}
    for each in lesions:
        if len(each.entries) > 1 or len(each.entries[0].methods) > 1:
            methods = tuple(dict.fromkeys(method for entry in each.entries for method in entry.methods))
            found.setdefault(methods if len(methods) > 1 else (), []).append(each)
    texts = []
    for methods, same in found.items():
        names = [book.wordings.label(method) for method in methods]
        text = book.text(
            "one_lesion" if names else "entered_twice",
            lesions=called(same, book),
            methods=book.text("both", first=", ".join(names[:-1]), last=names[-1]) if names else "",
        )
        texts.append(capital(text))
    return texts


def _not_reported(provisional: Iterable[Draft], book: Codebook) -> list[NotReported]:
    """Say of the lesions of provisional lines that they are held."""
    by_code: dict[str, list[Lesion]] = {}
    for draft in provisional:
        by_code.setdefault(draft.code, []).extend(draft.lesions)
    found = []
    for code_, lesions in by_code.items():
        name = called(lesions, book)
        text = book.text("held", lesions=capital(name), code=code_)
        keys = dict.fromkeys(entry.key for lesion in lesions for entry in lesion.entries)
        found.append(NotReported(tuple(keys), text))
    return found


def _never(out: Iterable[tuple[Draft, str]], book: Codebook) -> list[NotReported]:
    return [
        NotReported(_keys(draft), book.text("never", code=draft.code, one=one, table=book.pairs.name))
        for draft, one in out
    ]


def _keys(draft: Draft) -> tuple[str, ...]:
    return tuple(entry.key for lesion in draft.lesions for entry in lesion.entries)


def _line(draft: Draft, found: Modified, reasons: Iterable[str]) -> CodeLine:
    named = [(entry, 0 if index else count) for each, count in draft.shares for index, entry in enumerate(each.entries)]
    return CodeLine(
        code=draft.code,
        units=draft.units,
        modifiers=found.modifiers,
        diagnoses=tuple(dict.fromkeys(code for entry, _ in named for code in entry.diagnoses)),
        keys=tuple(entry.key for entry, _ in named),
        reason=" ".join(reasons),
        counts=tuple(count for _, count in named),
        rule=draft.family.key,
        under=found.under,
    )
