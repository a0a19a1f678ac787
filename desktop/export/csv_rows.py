"""Rows as a file for spreadsheets, in which no cell can act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection), full-width forms included."""
_SKIPPED = " \u00a0\u200b\u2060\ufeff"
"""What some of them pass over before they look."""


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV (RFC 4180): every cell quoted, UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def inert(cell: str) -> str:
    """Return a cell's text so that it is shown, never worked out: a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(_SKIPPED).startswith(_STARTS_FORMULA) else cell
