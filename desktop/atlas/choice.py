"""Which body is drawn for a patient; it changes neither what a lesion is called nor where it is counted. No Qt."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from resources import files
from resources.terms import BodyKind, Sex


@dataclass(frozen=True, slots=True)
class Row:
    """A body, and for whom it is drawn: an age in full years on the date of service, a sex, or everybody."""

    kind: BodyKind
    from_years: int | None = None
    below_years: int | None = None
    sex: Sex | None = None

    def fits(self, years: int | None, sex: Sex) -> bool:
        """Say whether it is drawn for somebody of an age, None where nobody knows it, and a sex."""
        if self.sex is not None and self.sex is not sex:
            return False
        if years is None:
            return self.from_years is None and self.below_years is None
        return (self.from_years or 0) <= years and (self.below_years is None or years < self.below_years)


class Choice:
    """The table of bodies."""

    def __init__(self, rows: Iterable[Row], shipped: Iterable[BodyKind]) -> None:
        """`shipped` are the bodies there are pictures of; for the others the neutral one is drawn."""
        self.rows = tuple(rows)
        self.shipped = tuple(shipped)

    def body(
        self, years: int | None, sex: Sex, *, chosen: BodyKind | None = None, always_neutral: bool = False
    ) -> BodyKind:
        """Return the body to draw: the one `chosen` for this patient, else the first whose row fits.

        A practice may want the neutral one for everybody whom nobody chose another one for.
        """
        if chosen is not None:
            return self._drawn(chosen)
        if always_neutral:
            return BodyKind.NEUTRAL
        return self._drawn(next((each.kind for each in self.rows if each.fits(years, sex)), BodyKind.NEUTRAL))

    def _drawn(self, kind: BodyKind) -> BodyKind:
        return kind if kind in self.shipped else BodyKind.NEUTRAL


def load_choice() -> Choice:
    """Return the shipped table, and the bodies that are shipped."""
    rows = tomllib.loads(files.read_text("body/bodies.toml"))["body"]
    return Choice((_row(**each) for each in rows), shipped_bodies())


def shipped_bodies() -> tuple[BodyKind, ...]:
    """Return the bodies there are pictures of, in the order in which they are offered."""
    return tuple(each for each in BodyKind if files.ships(f"body/{each}/views"))


def _row(kind: str, from_years: int | None = None, below_years: int | None = None, sex: str = "") -> Row:
    return Row(BodyKind(kind), from_years, below_years, Sex(sex) if sex else None)
