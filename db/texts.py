"""Text as people type it: cleaned for storing, folded for finding, read as a date."""

import re
import unicodedata
from datetime import date

_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of names in several scripts."""
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that fold to plain ones but have no accent that could be taken off."""
_LETTERS = re.compile(r"[^\W_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_SPELLED = re.compile(r"(\d{1,2})\.? ?([a-z]{3})[a-z]*\.?,? (\d{4}|\d{2})")
_SPELLED_US = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}|\d{2})")


def clean(text: str) -> str:
    """Return a text as it is stored: NFC, no control or direction characters, single spaces inside, none around."""
    kept = (each if _is_kept(each) else " " if each.isspace() else "" for each in text)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _is_kept(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def fold(text: str) -> str:
    """Return a text for comparing: no case, no accents, compatibility forms made plain."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(bare.translate(_PLAIN).split())


def words(text: str) -> frozenset[str]:
    """Return the words under which a text is found: ``O'Brien`` by "o", "brien" and "obrien"; ``*`` by itself."""
    found: set[str] = set()
    for piece in fold(text).split():
        parts = _LETTERS.findall(piece)
        found.update(parts or (piece,))
        found.add("".join(parts) or piece)
    return frozenset(found)


def asked_words(text: str) -> tuple[str, ...]:
    """Return the beginnings of words that were typed, the longest first."""
    parts = [part for piece in fold(text).split() for part in (_LETTERS.findall(piece) or (piece,))]
    return tuple(sorted(dict.fromkeys(parts), key=len, reverse=True))


def asked_date(text: str, today: date) -> date | None:
    """Return the day that was typed as ``1951-04-03``, ``4/3/1951`` (month first) or ``3 Apr 1951``, or None.

    A year of two digits is the last one not after `today`.
    """
    typed = fold(text)
    for pattern, order in ((_ISO, (0, 1, 2)), (_SLASHED, (2, 0, 1)), (_SPELLED, (2, 1, 0)), (_SPELLED_US, (2, 0, 1))):
        match = pattern.fullmatch(typed)
        if match:
            year, month, day = (match.groups()[place] for place in order)
            return _day(year, month, int(day), today)
    return None


def _day(year: str, month: str, day: int, today: date) -> date | None:
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    try:
        if len(year) == len("1951"):
            return date(int(year), number, day)
        century = today.year // 100 * 100
        near = date(century + int(year), number, day)
        return near if near <= today else date(near.year - 100, number, day)
    except ValueError:
        return None
