"""Visit codes that somebody recorded beside the lesions: what to check before they are sent. None is ever proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.coding.lines import Coded, Prior
from desktop.coding.sorting import treated_before
from resources.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Service:
    """A code that a person typed, and the questions of the checklist that were answered with yes."""

    code: str
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Check:
    """A question of the checklist: its key, its words, and whether it was answered with yes."""

    key: str
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class CheckedService:
    """A recorded visit code with what must be checked.

    `asked` are the modifiers in question, `modifiers` those whose checks were all answered; nothing is filled in by
    itself. Without lesions that day and without a running global period there is nothing to ask.
    """

    code: str
    asked: tuple[str, ...]
    modifiers: tuple[str, ...]
    reasons: tuple[str, ...]
    checks: tuple[Check, ...]


def check_services(
    services: Iterable[Service], coded: Coded, on: date, book: Codebook, prior: Iterable[Prior] = ()
) -> tuple[CheckedService, ...]:
    """Return the checklist of each recorded visit code; codes that are no visits have none.

    The modifier of the day is asked by the global periods of the day's lines, held ones too, and not by the table of
    pairs, which lacks the codes of new patients.
    """
    lines = any(book.has_global(line.code) for line in (*coded.lines, *coded.held) if line.code in book.limit)
    running = [each for each in treated_before(on, book, prior).values() if each.on < on]
    after = max(running, key=lambda each: each.on, default=None)
    return tuple(_checked(each, book, after, lines=lines) for each in services)


def _checked(service: Service, book: Codebook, after: Prior | None, *, lines: bool) -> CheckedService:
    rules = book.visit
    found: list[tuple[str, str, Sequence[str]]] = []
    if service.code in rules.codes and after is not None:
        days, day = book.global_days(after.code), book.wordings.day(after.on)
        text = book.text("visit_within", code=service.code, days=days, date=day, modifier=rules.within)
        found.append((rules.within, text, rules.within_checks))
    if service.code in rules.codes and lines:
        text = book.text("visit_same_day", code=service.code, modifier=rules.same_day)
        found.append((rules.same_day, text, rules.same_day_checks))
    return CheckedService(
        code=service.code,
        asked=tuple(modifier for modifier, _, _ in found),
        modifiers=tuple(modifier for modifier, _, checks in found if service.confirmed.issuperset(checks)),
        reasons=tuple(text for _, text, _ in found),
        checks=tuple(Check(key, book.text(key), key in service.confirmed) for _, _, checks in found for key in checks),
    )
