"""Which codes take in which, and the limits of each: tables of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from resources import files


@dataclass(frozen=True, slots=True)
class Limit:
    """What goes with a code: the days after it in which a repeat is part of it, its units a day, its primaries.

    `units` is None where the limit is not known. `kind` is the adjudication indicator: 1 a limit of the line, 2 of the
    day by policy, 3 of the day by usual practice. `sided`: a side may be told (bilateral indicator 1).
    """

    global_days: str
    units: int | None
    add_on_to: tuple[str, ...]
    kind: str = ""
    sided: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """For a code, those that take it in: `parted` unless a modifier says the lesions are others, `never` always."""

    parted: Mapping[str, frozenset[str]]
    never: Mapping[str, frozenset[str]]


def load_pairs(name: str) -> Pairs:
    """Return a shipped table of pairs: first code, second code, indicator."""
    heaps: dict[str, dict[str, set[str]]] = {"1": {}, "0": {}}
    for one, two, indicator in _rows(name):
        heaps[indicator].setdefault(two, set()).add(one)
    parted, never = ({two: frozenset(ones) for two, ones in heaps[indicator].items()} for indicator in ("1", "0"))
    return Pairs(parted, never)


def load_limits(name: str) -> dict[str, Limit]:
    """Return a shipped table of limits by code."""
    return {
        code: Limit(days, int(units) if units else None, tuple(primaries.split()), kind, bilateral == "1")
        for code, days, _, bilateral, units, kind, primaries, _ in _rows(name)
    }


def _rows(name: str) -> list[list[str]]:
    return [line.split(",") for line in files.read_text(f"codes/{name}").splitlines()[1:]]
