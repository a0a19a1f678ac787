"""Figures with their limits, and the table they are printed in."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

MS = 1000.0


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure may be at most: so many times its floor, so many ms at the median, so many ms in the worst 1 %."""

    times: float | None = None
    middle_ms: float | None = None
    worst_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured. Times are ms; `floor_ms` is the median of its floor, taken turn by turn with it."""

    group: str
    what: str
    count: int
    middle_ms: float
    worst_ms: float
    limit: Limit = Limit()
    floor_ms: float | None = None

    @property
    def times(self) -> float | None:
        """How many times its floor it takes, median to median."""
        return self.middle_ms / self.floor_ms if self.floor_ms else None

    @property
    def keeps(self) -> bool:
        """Whether it keeps within its limits; one without limits does."""
        pairs = (
            (self.times, self.limit.times),
            (self.middle_ms, self.limit.middle_ms),
            (self.worst_ms, self.limit.worst_ms),
        )
        return all(value is None or most is None or value <= most for value, most in pairs)


def figure(
    group: str, what: str, seconds: Sequence[float], limit: Limit, floor: Sequence[float] | None = None
) -> Figure:
    """Return what some measurements in seconds come to."""
    return Figure(
        group=group,
        what=what,
        count=len(seconds),
        middle_ms=median(seconds) * MS,
        worst_ms=worst(seconds) * MS,
        limit=limit,
        floor_ms=median(floor) * MS if floor else None,
    )


def worst(seconds: Sequence[float]) -> float:
    """Return what 99 of 100 measurements stay within."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]


def as_rows(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Return figures as plain values, with the ratio and whether each keeps within its limits."""
    return [asdict(each) | {"times": each.times, "keeps": each.keeps} for each in figures]


HEAD = f"{'':<46}{'runs':>6}{'floor':>10}{'median':>11}{'worst 1 %':>12}{'× floor':>9}   limit"


def lines(figures: Iterable[Figure]) -> list[str]:
    """Return the table's lines, each group under its name."""
    found: list[str] = []
    group = ""
    for each in figures:
        if each.group != group:
            group = each.group
            found.append(group)
        found.append(_line(each))
    return found


def _line(each: Figure) -> str:
    floor = f"{each.floor_ms:.2f}" if each.floor_ms else ""
    times = f"{each.times:.2f}" if each.times else ""
    told = f"  {each.what:<44}{each.count:>6}{floor:>10}{each.middle_ms:>8.2f} ms{each.worst_ms:>9.2f} ms{times:>9}"
    return f"{told}   {_limit(each)}".rstrip()


def _limit(each: Figure) -> str:
    said = {
        "{} × floor": each.limit.times,
        "{} ms": each.limit.middle_ms,
        "{} ms in 99 of 100": each.limit.worst_ms,
    }
    parts = [words.format(f"{most:g}") for words, most in said.items() if most is not None]
    if not parts:
        return ""
    return f"{'within' if each.keeps else 'OVER'} {', '.join(parts)}"
