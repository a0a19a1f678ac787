"""The modifiers of code lines, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.coding.drafts import Draft
from desktop.coding.lesions import Lesion, called, capital, counted, kind
from desktop.coding.lines import Payer, Prior
from resources.codebook import Codebook, Family

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Modified:
    """A line's modifiers, their reasons, and the codes of other lines that would take it in without them."""

    modifiers: tuple[str, ...]
    reasons: tuple[str, ...]
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a day before their modifiers, with what those follow from.

    `after` is an earlier treatment whose global period runs. `first` is the first line of each code; `names` keeps what
    a family's lesions are called, once somebody asked.
    """

    drafts: Sequence[Draft]
    first: dict[str, Draft]
    book: Codebook
    payer: Payer
    after: Prior | None
    names: dict[str, str] = field(default_factory=dict)

    def over(self, draft: Draft) -> list[Draft]:
        """Return the first line of each code that takes a line in unless a modifier says the lesions are others."""
        over = self.book.column_one.get(draft.code, _NONE)
        return [other for code, other in self.first.items() if code in over]

    def called(self, family: Family) -> str:
        """Return what all lesions of a family are called: ``the 3 warts``."""
        if family.key not in self.names:
            lesions = {id(each): each for draft in self.drafts if draft.family is family for each, _ in draft.shares}
            n = 1 if family.area else counted(lesions.values())
            name = family.one if family.area else kind(lesions.values(), family, self.book, n)
            self.names[family.key] = self.book.text("the_one" if n == 1 else "the_many", n=n, name=name)
        return self.names[family.key]


def all_lines(drafts: Sequence[Draft], book: Codebook, payer: Payer, after: Prior | None) -> Lines:
    """Return the lines of a day."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.code, draft)
    return Lines(drafts, first, book, payer, after)


def modified(draft: Draft, among: Lines) -> Modified:
    """Return a line's modifiers: a follow-up first, as it changes payment, then distinct lesions, copies and lids."""
    book, payer = among.book, among.payer
    modifiers, reasons = [], []
    if among.after and not draft.add_on:
        modifiers.append(book.follow_up)
        reasons.append(_follow_up(among.after, book))
    ones = among.over(draft)
    if ones:
        modifiers.append(payer.distinct)
        reasons += [_distinct(one, draft, among) for one in ones]
        reasons += _confirmed((draft, *ones), book)
    if draft.again:
        modifiers.append(book.repeat)
        reasons.append(book.text("repeated", modifier=book.repeat, code=draft.code))
    if draft.side:
        modifiers.append(draft.side)
        reasons.append(book.text("lid", modifier=draft.side))
    return Modified(tuple(modifiers), tuple(dict.fromkeys(reasons)), tuple([one.code for one in ones]))


def without_never(drafts: Sequence[Draft], book: Codebook) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Part the lines that may stand together from those another line takes in whatever the lesions, with its code."""
    codes = {draft.code for draft in drafts}
    kept, out = [], []
    for draft in drafts:
        over = book.never_with.get(draft.code, _NONE) & codes
        if over:
            out.append((draft, min(over)))
        else:
            kept.append(draft)
    return kept, out


def families_over(drafts: Iterable[Draft], book: Codebook) -> dict[str, frozenset[str]]:
    """Return for each family the other families that have a line which takes in one of its lines, all by their keys."""
    codes: dict[str, set[str]] = {}
    for draft in drafts:
        codes.setdefault(draft.family.key, set()).add(draft.code)
    found = {}
    for key, own in codes.items():
        over = _NONE.union(*[book.column_one.get(code, _NONE) for code in own])
        found[key] = frozenset(
            [other for other, theirs in codes.items() if other != key and not over.isdisjoint(theirs)]
        )
    return found


def unpaired(among: Lines, over: dict[str, frozenset[str]]) -> list[str]:
    """Say of a family that stands in no pair with any other one that this is why there is no modifier."""
    firsts: dict[str, str] = {}
    for draft in among.drafts:
        firsts.setdefault(draft.family.key, draft.code)
    paired = {key for key, others in over.items() if others}.union(*over.values())
    alone = [key for key in firsts if key not in paired]
    texts = []
    for place, key in enumerate(alone):
        others = [code for other, code in firsts.items() if other != key and other not in alone[:place]]
        if others:
            two = ", ".join(others)
            texts.append(among.book.text("no_pair", one=firsts[key], two=two, table=among.book.pairs.name))
    return texts


def _follow_up(after: Prior, book: Codebook) -> str:
    days = book.global_days(after.code)
    return book.text("follow_up", modifier=book.follow_up, days=days, date=book.wordings.day(after.on))


def _distinct(one: Draft, two: Draft, among: Lines) -> str:
    return among.book.text(
        "distinct",
        modifier=among.payer.distinct,
        these=among.called(one.family),
        one=one.code,
        two=two.code,
        table=among.book.pairs.name,
    )


def _confirmed(drafts: Iterable[Draft], book: Codebook) -> list[str]:
    """Say who confirmed that lesions are others than those at the same place."""
    found: dict[str, dict[int, Lesion]] = {}
    for draft in drafts:
        for lesion, _ in draft.shares:
            for entry in lesion.entries:
                if entry.apart:
                    found.setdefault(entry.apart, {})[id(lesion)] = lesion
    return [
        book.text("confirmed", lesions=capital(called(lesions.values(), book)), who=who)
        for who, lesions in found.items()
    ]
