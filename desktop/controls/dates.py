"""Dates as people type them."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def typed_date(text: str) -> date | None:
    """Read ``1951-04-03``, ``4/3/1951`` (month first), ``3 Apr 1951`` or ``Apr 3 1951``; None if it is no such date."""
    words = re.findall(r"[^\W\d_]+|\d+", text)
    if len(words) != 3:
        return None
    try:
        return _date(words)
    except ValueError:
        return None


def _date(words: list[str]) -> date | None:
    named = [each for each in words if not each.isdigit()]
    if named:
        month = _MONTHS.index(named[0][:3].lower()) + 1
        first, second = (int(each) for each in words if each.isdigit())
        day_, year = (second, first) if first > 31 else (first, second)
        return date(year, month, day_)
    first, second, third = (int(each) for each in words)
    return date(first, second, third) if first > 31 else date(third, first, second)
