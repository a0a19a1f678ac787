"""Text as people type it: cleaned for storing, folded for finding, read as a date."""

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of names in several scripts."""
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that fold to plain ones but have no accent that could be taken off."""
_LETTERS = re.compile(r"[^\W_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(?:(\d{1,2})(?:-(\d{1,2})?)?)?")
_SLASHED = re.compile(r"(\d{1,2})/(?:(\d{1,2})(?:/(\d{1,4})?)?)?")
_SPELLED = re.compile(r"(\d{1,2})\.? ?([a-z]{3})[a-z]*\.?,? (\d{4}|\d{2})")
_SPELLED_US = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}|\d{2})")
_ANY = "_"
"""Any one digit, in a pattern."""


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


def asked_days(text: str) -> tuple[str, ...]:
    """Return patterns (of SQL's LIKE) of the stored days that fit a date typed so far; none if it looks like no date.

    A date is typed as ``1951-04-03``, ``4/3/1951`` (month first) or ``3 Apr 1951``. The first two find while they are
    typed: ``4/3`` everybody born on 3 April, ``1951-04`` everybody born in that month. A year of two digits is one of
    any century; while it is typed with strokes, also the beginning of a longer one.
    """
    typed = fold(text)
    for pattern, read in ((_ISO, _iso), (_SLASHED, _slashed), (_SPELLED, _spelled), (_SPELLED_US, _spelled_us)):
        found = pattern.fullmatch(typed)
        if found:
            return read(*found.groups())
    return ()


def _iso(year: str, month: str | None, day: str | None) -> tuple[str, ...]:
    if month is None:
        return (f"{year}-%",)
    months = (month,) if len(month) == len("04") else (f"0{month}", f"{month}{_ANY}")
    if day is None:
        return tuple(f"{year}-{each}-%" for each in months)
    days = (day,) if len(day) == len("03") else (f"0{day}", f"{day}{_ANY}")
    return tuple(f"{year}-{month:0>2}-{each}" for each in days)


def _slashed(month: str, day: str | None, year: str | None) -> tuple[str, ...]:
    return tuple(f"{each}-{month:0>2}-{day or _ANY * 2:0>2}" for each in _years(year or ""))


def _years(typed: str) -> tuple[str, ...]:
    begun = typed.ljust(len("1951"), _ANY)
    return (begun, _ANY * 2 + typed) if len(typed) == len("51") else (begun,)


def _spelled(day: str, month: str, year: str) -> tuple[str, ...]:
    if month not in _MONTHS:
        return ()
    return (f"{year.rjust(len('1951'), _ANY)}-{_MONTHS.index(month) + 1:02}-{day:0>2}",)


def _spelled_us(month: str, day: str, year: str) -> tuple[str, ...]:
    return _spelled(day, month, year)
