"""The modifiers of code lines, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.coding.drafts import Draft
from desktop.coding.lesions import called, capital, kind
from desktop.coding.lines import Payer, Prior
from resources.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Modified:
    """A line's modifiers, their reasons, and the codes of other lines that would take it in without them."""

    modifiers: tuple[str, ...]
    reasons: tuple[str, ...]
    under: tuple[str, ...]


def modified(draft: Draft, drafts: Sequence[Draft], book: Codebook, payer: Payer, after: Prior | None) -> Modified:
    """Return a line's modifiers: a follow-up first, as it changes payment, then distinct lesions, copies and lids.

    `drafts` are all lines of the day. `after` is an earlier treatment whose global period runs.
    """
    modifiers, reasons = [], []
    if after and not draft.add_on:
        modifiers.append(book.follow_up)
        days = book.global_days(after.code)
        reasons.append(book.text("follow_up", modifier=book.follow_up, days=days, date=book.wordings.day(after.on)))
    ones = column_one(draft, drafts, book)
    if ones:
        modifiers.append(payer.distinct)
        reasons += [_distinct(one, draft, book, payer) for one in ones]
        reasons += _confirmed((draft, *ones), book)
    if draft.again:
        modifiers.append(book.repeat)
        reasons.append(book.text("repeated", modifier=book.repeat, code=draft.code))
    if draft.side:
        modifiers.append(draft.side)
        reasons.append(book.text("lid", modifier=draft.side))
    return Modified(tuple(modifiers), tuple(dict.fromkeys(reasons)), tuple(one.code for one in ones))


def column_one(draft: Draft, drafts: Iterable[Draft], book: Codebook) -> list[Draft]:
    """Return the first line of each code that takes this line in unless a modifier says the lesions are others."""
    over = book.column_one.get(draft.code, frozenset())
    found: dict[str, Draft] = {}
    for other in drafts:
        if other.code in over:
            found.setdefault(other.code, other)
    return list(found.values())


def without_never(drafts: Sequence[Draft], book: Codebook) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Part the lines that may stand together from those another line takes in whatever the lesions, with its code."""
    codes = {draft.code for draft in drafts}
    kept, out = [], []
    for draft in drafts:
        over = sorted(book.never_with.get(draft.code, frozenset()) & codes)
        if over:
            out.append((draft, over[0]))
        else:
            kept.append(draft)
    return kept, out


def unpaired(drafts: Sequence[Draft], book: Codebook) -> list[str]:
    """Say of which families no two lines stand in the table of pairs, so that neither needs a modifier."""
    firsts: dict[str, list[Draft]] = {}
    for draft in drafts:
        firsts.setdefault(draft.family.key, []).append(draft)
    keys = list(firsts)
    texts = []
    for place, one in enumerate(keys):
        for two in keys[place + 1 :]:
            if not any(_paired(a, b, book) for a in firsts[one] for b in firsts[two]):
                codes = firsts[one][0].code, firsts[two][0].code
                texts.append(book.text("no_pair", one=codes[0], two=codes[1], table=book.pairs.name))
    return texts


def _paired(one: Draft, two: Draft, book: Codebook) -> bool:
    none: frozenset[str] = frozenset()
    return one.code in book.column_one.get(two.code, none) or two.code in book.column_one.get(one.code, none)


def _distinct(one: Draft, two: Draft, book: Codebook, payer: Payer) -> str:
    name = kind(one.lesions, one.family, book, one.count)
    these = book.text("the_one" if one.count == 1 else "the_many", n=one.count, name=name)
    return book.text(
        "distinct", modifier=payer.distinct, these=these, one=one.code, two=two.code, table=book.pairs.name
    )


def _confirmed(drafts: Iterable[Draft], book: Codebook) -> list[str]:
    """Say who confirmed that lesions are others than those at the same place."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        for lesion in draft.lesions:
            for entry in lesion.entries:
                if entry.apart:
                    found.setdefault(entry.apart, []).append(draft)
    texts = []
    for who, those in found.items():
        lesions = [each for draft in those for each in draft.lesions if any(e.apart == who for e in each.entries)]
        name = called(lesions, book)
        texts.append(book.text("confirmed", lesions=capital(name), who=who))
    return texts
