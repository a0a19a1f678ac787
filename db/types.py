"""Column types that SQLite's STRICT tables accept, and that refuse foreign values on the way in and out.

The checks are dict lookups and plain functions, so that a tap pays next to nothing for them.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BLOB, INTEGER, TEXT
from sqlalchemy.engine import Dialect

from db.errors import StoreBug, StoreDamaged

Id = TEXT
Integer = INTEGER
Text = TEXT
Bytes = BLOB


class _Written(dict[Any, str | None]):
    """Word -> text to store; another word is a fault of ours."""

    def __missing__(self, key: object) -> str:
        raise StoreBug


class _Read(dict[Any, StrEnum | None]):
    """Stored text -> word; another text means that something else wrote the file."""

    def __missing__(self, key: object) -> StrEnum:
        raise StoreDamaged


class Term(TEXT):
    """A word of a closed vocabulary, checked when written (StoreBug) and when read (StoreDamaged)."""

    cache_ok = True

    def __init__(self, terms: type[StrEnum]) -> None:
        super().__init__()
        self.terms = terms
        self._written = _Written({each: each.value for each in terms} | {None: None})
        self._read = _Read({each.value: each for each in terms} | {None: None})

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        """Write."""
        return self._written.__getitem__

    @property
    def read(self) -> Callable[[Any], Any]:
        """What makes a word of a stored text."""
        return self._read.__getitem__

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Read."""
        return self.read


class UtcText(TEXT):
    """An aware time, stored as UTC text of fixed width, so that the order of the texts is the order of the times."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        """Write; a naive time raises StoreBug."""

        def process(value: datetime | None) -> str | None:
            return None if value is None else utc_text(value)

        return process

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Read; a text that is no time raises StoreDamaged."""
        return read_time


class DateText(TEXT):
    """A calendar day, stored as ``2026-11-24``."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        """Write."""

        def process(value: date | None) -> str | None:
            return None if value is None else value.isoformat()

        return process

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Read; a text that is no day raises StoreDamaged."""
        return read_day


def utc_text(value: datetime) -> str:
    """Return an aware time as ``2026-11-24T14:00:00.000000Z``. A naive one raises StoreBug."""
    if value.tzinfo is None:
        raise StoreBug
    return value.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def read_time(text: str | None) -> datetime | None:
    """Return the time a text of :func:`utc_text` stands for. Raises StoreDamaged."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise StoreDamaged from None


def read_day(text: str | None) -> date | None:
    """Return the day a text stands for. Raises StoreDamaged."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StoreDamaged from None
