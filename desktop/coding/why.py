"""Why a line stands: its rule, the tables, their sources, editions and dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.coding.lines import CodeLine
from resources.codebook import Codebook, Edition


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a line. `what` names the rule or table; `since` is the first day it counts, None if not told."""

    what: str
    edition: str
    since: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A line with its label, its reason in words, and the grounds it stands on."""

    title: str
    reason: str
    grounds: tuple[Ground, ...]


def why(line: CodeLine, book: Codebook) -> Why:
    """Return why a line stands. StopIteration for a line of other rules."""
    family = book.family_named(line.rule)
    grounds = [Ground(family.many, book.rules.name, family.since or book.rules.starts, family.sources)]
    if line.under:
        pairs = ", ".join(f"{one} / {line.code}" for one in line.under)
        grounds.append(_ground(book.text("pairs_of", pairs=pairs), book.pairs))
    limit = book.limit[line.code]
    if limit.units is not None:
        what = book.text("limit_of", code=line.code, units=limit.units, days=book.global_days(line.code))
        grounds.append(_ground(what, book.limits))
    title = book.text("line", code=line.code, units=line.units, label=book.wordings.label(line.code))
    return Why(title, line.reason, tuple(grounds))


def tables(book: Codebook) -> tuple[Ground, ...]:
    """Return the tables in force, as they are named in a summary."""
    named = (("Rules", book.rules), ("Pairs", book.pairs), ("Limits", book.limits), ("Diagnoses", book.listed))
    return tuple(_ground(name, edition) for name, edition in named)


def said(ground: Ground) -> str:
    """Return a ground in one line."""
    since = f", from {ground.since.isoformat()}" if ground.since else ""
    return f"{ground.what} ({ground.edition}{since}): {'; '.join(ground.sources)}"


def all_said(grounds: Iterable[Ground]) -> list[str]:
    """Return some grounds, a line for each."""
    return [said(each) for each in grounds]


def _ground(what: str, edition: Edition) -> Ground:
    return Ground(what, edition.name, edition.in_force or edition.starts, edition.sources)
