"""From what was recorded to code lines, with the reason of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.coding.doubts import doubts
from desktop.coding.lesions import Lesion, called, counted, kind
from desktop.coding.lines import Coded, CodeLine, Entry, Payer, Prior
from desktop.coding.sorting import sort_out, treated_before
from resources.codebook import Codebook, Family
from resources.terms import Method

_ANY_PAYER = Payer()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A code line before its modifiers: which lesions it reports and how many of each."""

    code: str
    units: int
    family: Family
    shares: tuple[tuple[Lesion, int], ...]
    reasons: tuple[str, ...]
    add_on: bool = False

    @property
    def lesions(self) -> tuple[Lesion, ...]:
        return tuple(lesion for lesion, _ in self.shares)

    @property
    def count(self) -> int:
        return sum(count for _, count in self.shares)


def code(
    entries: Iterable[Entry], on: date, book: Codebook, payer: Payer = _ANY_PAYER, prior: Iterable[Prior] = ()
) -> Coded:
    """Return the lines for one patient and date of service, in the codebook's order, and what is in no line and why.

    The number of lesions decides, not the order of entry; that only says which lesion is the first. KeyError for a
    `prior` whose code is not in the codebook's limits.
    """
    again = treated_before(on, book, prior)
    heaps = sort_out(entries, on, book, again)
    drafts = [draft for family, lesions in heaps.lesions for draft in _drafts(family, lesions, book)]
    drafts.sort(key=lambda draft: book.order[draft.code])
    after = max((each for each in again.values() if each.on < on), key=lambda each: each.on, default=None)
    lines = []
    reasons: dict[str, None] = {}
    for draft in drafts:
        modifiers, why = _modifiers(draft, drafts, book, payer, after)
        lines.append(_line(draft, modifiers, (*draft.reasons, *why)))
        reasons |= dict.fromkeys((*draft.reasons, *why))
    if not lines and not heaps.pending:
        reasons = {book.text("none"): None}
    return Coded(tuple(lines), heaps.not_reported, heaps.pending, tuple(reasons), doubts(heaps.lesions, book, payer))


def _drafts(family: Family, lesions: Sequence[Lesion], book: Codebook) -> list[_Draft]:
    """Return one line for all lesions of a family, or one for the first with an add-on for the others."""
    total = counted(lesions)
    band = family.band(total)
    reasons = (family.reason(total), *_same_lesion(lesions, book))
    if band.further is None or total == 1:
        return [_Draft(band.first, 1, family, tuple((each, each.count) for each in lesions), reasons)]
    first = lesions[0]
    others = [(first, first.count - 1)] if first.count > 1 else []
    others += [(each, each.count) for each in lesions[1:]]
    return [
        _Draft(band.first, 1, family, ((first, 1),), reasons),
        _Draft(band.further, total - 1, family, tuple(others), reasons, add_on=True),
    ]


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
        texts.append(text[:1].upper() + text[1:])
    return texts


def _modifiers(
    draft: _Draft, drafts: Iterable[_Draft], book: Codebook, payer: Payer, after: Prior | None
) -> tuple[list[str], list[str]]:
    """Return a line's modifiers with their reasons: a follow-up first, as it changes payment, then distinct lesions."""
    modifiers, reasons = [], []
    if after and not draft.add_on:
        modifiers.append(book.follow_up)
        days = book.global_days(after.code)
        reasons.append(book.text("follow_up", modifier=book.follow_up, days=days, date=book.wordings.day(after.on)))
    over = book.column_one.get(draft.code, frozenset())
    for other in drafts:
        if other.code in over:
            modifiers.append(payer.distinct)
            reasons.append(_distinct(other, draft, book, payer))
    return list(dict.fromkeys(modifiers)), reasons


def _distinct(one: _Draft, two: _Draft, book: Codebook, payer: Payer) -> str:
    name = kind(one.lesions, one.family, book, one.count)
    these = book.text("the_one" if one.count == 1 else "the_many", n=one.count, name=name)
    return book.text(
        "distinct", modifier=payer.distinct, these=these, one=one.code, two=two.code, table=book.pairs.name
    )


def _line(draft: _Draft, modifiers: Iterable[str], reasons: Iterable[str]) -> CodeLine:
    named = [(entry, 0 if index else count) for each, count in draft.shares for index, entry in enumerate(each.entries)]
    return CodeLine(
        code=draft.code,
        units=draft.units,
        modifiers=tuple(modifiers),
        diagnoses=tuple(dict.fromkeys(code for entry, _ in named for code in entry.diagnoses)),
        keys=tuple(entry.key for entry, _ in named),
        reason=" ".join(reasons),
        counts=tuple(count for _, count in named),
    )
