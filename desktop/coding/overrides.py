"""Lines changed by hand: with a reason, only for what was recorded then, and never above it."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from desktop.coding.lines import Apart, Coded, CodeLine, Entry, NotReported, Payer, Prior
from resources.codebook import Codebook

_MODIFIER = re.compile(r"[A-Z0-9]{2}", re.ASCII)
_NOBODY: Apart = frozenset()


class OverrideError(ValueError):
    """The change may not be made: without a reason, above what was documented, or for a line that is not there."""


@dataclass(frozen=True, slots=True)
class Override:
    """A change of one line: its units (0 takes it out) or its modifiers; None leaves them.

    `copy` tells lines of the same code apart, from 0. `digest` is that of what was recorded when it was made, `who` and
    `on` say by whom and when.
    """

    code: str
    reason: str
    who: str
    on: date
    digest: str
    units: int | None = None
    modifiers: tuple[str, ...] | None = None
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Overridden:
    """The lines after the changes, and the changes that no longer fit what is recorded: they were not made."""

    coded: Coded
    stale: tuple[Override, ...]


def digest_of(
    entries: Iterable[Entry],
    on: date,
    book: Codebook,
    payer: Payer,
    prior: Iterable[Prior] = (),
    apart: Apart = _NOBODY,
) -> str:
    """Return the hash of all that the lines follow from: what was recorded, the payer, and the editions of the rules.

    The order of entry counts for nothing, as it decides no code.
    """
    whole = {
        "on": on.isoformat(),
        "entries": sorted(json.dumps(asdict(each), sort_keys=True) for each in entries),
        "prior": sorted([each.lesion, each.code, each.on.isoformat()] for each in prior),
        "apart": sorted(sorted(pair) for pair in apart),
        "payer": asdict(payer),
        "editions": [book.rules.name, book.pairs.name, book.limits.name],
    }
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def overridden(coded: Coded, overrides: Iterable[Override], digest: str, book: Codebook) -> Overridden:
    """Return the lines with the changes that were made for exactly this. OverrideError for one that may not be made.

    A line that was changed says so, what it was, and why; the lesions of one taken out are not reported.
    """
    overrides = tuple(overrides)
    for override in overrides:
        if override.digest == digest:
            coded = _changed(coded, override, book)
    return Overridden(coded, tuple(each for each in overrides if each.digest != digest))


def check_override(coded: Coded, override: Override, book: Codebook) -> None:
    """Raise OverrideError if a change may not be made."""
    line = coded.lines[_place(coded.lines, override)]
    if not override.reason.strip():
        raise OverrideError("a change needs a reason")
    if override.units is None and override.modifiers is None:
        raise OverrideError("nothing is changed")
    if override.units is not None and not 0 <= override.units <= line.units:
        raise OverrideError(f"units of {line.code} can only go down from {line.units}: to report more, add lesions")
    wrong = [each for each in override.modifiers or () if not _MODIFIER.fullmatch(each)]
    if wrong:
        raise OverrideError(f"{wrong[0]!r} is not a modifier")
    if len(set(override.modifiers or ())) != len(override.modifiers or ()):
        raise OverrideError("a modifier is given twice")
    if override.units == 0:
        _check_added(coded.lines, line, book)


def _check_added(lines: Sequence[CodeLine], out: CodeLine, book: Codebook) -> None:
    """Raise OverrideError if an add-on would stand without a first code."""
    left = [each for each in lines if each is not out]
    codes = {each.code for each in left}
    for each in left:
        firsts = book.limit[each.code].add_on_to
        if firsts and not codes & set(firsts):
            raise OverrideError(f"{each.code} can't stand without {out.code}: take that out first")


def _changed(coded: Coded, override: Override, book: Codebook) -> Coded:
    check_override(coded, override, book)
    at = _place(coded.lines, override)
    line = coded.lines[at]
    was = "-".join([line.code, *line.modifiers]) + (f" x {line.units}" if line.units > 1 else "")
    said = book.text(
        "changed", who=override.who, date=book.wordings.day(override.on), reason=override.reason.strip(), was=was
    )
    if override.units == 0:
        return _without(coded, at, said)
    made = replace(
        line,
        units=line.units if override.units is None else override.units,
        modifiers=line.modifiers if override.modifiers is None else override.modifiers,
        reason=f"{line.reason} {said}",
        changed=said,
        was=was,
    )
    lines = (*coded.lines[:at], made, *coded.lines[at + 1 :])
    return replace(coded, lines=lines, reasons=(*coded.reasons, said))


def _without(coded: Coded, at: int, said: str) -> Coded:
    """Take a line out. Lesions of an entry that stands in another line too stay there."""
    lines = (*coded.lines[:at], *coded.lines[at + 1 :])
    elsewhere = {key for line in lines for key in line.keys}
    keys = tuple(key for key in coded.lines[at].keys if key not in elsewhere)
    out = (NotReported(keys, said),) if keys else ()
    return replace(coded, lines=lines, not_reported=(*coded.not_reported, *out), reasons=(*coded.reasons, said))


def _place(lines: Sequence[CodeLine], override: Override) -> int:
    found = [at for at, line in enumerate(lines) if line.code == override.code]
    if override.copy >= len(found) or override.copy < 0:
        raise OverrideError(f"there is no line {override.code} to change")
    return found[override.copy]
