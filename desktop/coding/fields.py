"""The fields of a JSON object, each checked for its type and range; every complaint names the field."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

MOST_MM = 999
_LONGEST_NUMBER = 18
_LONGEST_QUOTE = 60

_Word = TypeVar("_Word", bound=StrEnum)


class BadFieldError(ValueError):
    """What is wrong with a field, in words that name it."""


def read_object(text: str) -> "Fields":
    """Return the fields of a JSON object; BadFieldError if the text is none."""
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise BadFieldError("brackets are nested too deep") from None
    except json.JSONDecodeError as error:
        raise BadFieldError(f"not JSON at character {error.pos + 1}: {error.msg}") from None
    if not isinstance(value, _Pairs):
        raise BadFieldError(f"a line must be an object, not {shown(value)}")
    return Fields(value)


class _Pairs(dict[str, object]):
    """A JSON object that remembers which of its fields were given twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.twice: Sequence[str] = ()
        if len(self) < len(pairs):
            self.twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]


def _whole(digits: str) -> int | float:
    # Python refuses to read whole numbers of thousands of digits; no field here needs one
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=_whole)
"""Made once: making one takes as long as reading a short line."""


class Fields:
    """The fields of one object; one that is null counts as absent. All readings raise BadFieldError."""

    def __init__(self, values: _Pairs, where: str = "") -> None:
        self._values = values
        self._where = where

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self._values

    def wrong(self, name: str, problem: str) -> BadFieldError:
        """Return the complaint about a field."""
        return BadFieldError(f"{self._where}{name}: {problem}")

    def check_once(self) -> None:
        """Complain about a field that is given twice: which one counts would be a guess."""
        for name in self._values.twice:
            raise self.wrong(_bare(name), "is given twice")

    def check_known(self, known: frozenset[str]) -> None:
        """Complain about a field that means nothing here: a slip in a name must not change what is counted."""
        for name in self._values:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise self.wrong(_bare(name), f"is not a field known here{hint}")

    def value(self, name: str) -> object:
        """Return a field as it stands; None if it is absent or null."""
        return self._values.get(name)

    def name(self, name: str) -> str | int | None:
        """Return a name: a text that is not empty, or a whole number."""
        value = self.value(name)
        if value is None or (isinstance(value, (str, int)) and not isinstance(value, bool) and value != ""):
            return value
        raise self.wrong(name, f"must be a text or a whole number, not {shown(value)}")

    def text(self, name: str, absent: str) -> str:
        """Return a text."""
        value = self.value(name)
        if value is None:
            return absent
        if not isinstance(value, str):
            raise self.wrong(name, f"must be a text, not {shown(value)}")
        return value

    def as_text(self, value: object, name: str) -> str:
        """Return a value of the field as a text."""
        if not isinstance(value, str):
            raise self.wrong(name, f"must be texts, not {shown(value)}")
        return value

    def whole(self, name: str, absent: int, most: int) -> int:
        """Return a whole number from 1 to `most`."""
        value = self.value(name)
        if value is None:
            return absent
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise self.wrong(name, f"must be a whole number from 1 to {most}, not {shown(value)}")
        return value

    def millimetres(self, name: str) -> float | None:
        """Return a length on the skin."""
        value = self.value(name)
        if value is None:
            return None
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
        if not 0 < number <= MOST_MM:
            raise self.wrong(name, f"must be millimetres, more than 0 and at most {MOST_MM}, not {shown(value)}")
        return float(number)

    def truth(self, name: str) -> bool:
        """Return true or false; absent is false."""
        value = self.value(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.wrong(name, f"must be true or false, not {shown(value)}")

    def one_of(self, name: str, words: Iterable[str], absent: str) -> str:
        """Return one of some words."""
        value = self.text(name, absent)
        if value in words:
            return value
        raise self.wrong(name, f"must be {' or '.join(words)}, not {shown(value)}")

    def word(self, name: str, words: type[_Word]) -> _Word | None:
        """Return a word of the closed vocabulary."""
        value = self.value(name)
        return None if value is None else self.as_word(value, name, words)

    def as_word(self, value: object, name: str, words: type[_Word]) -> _Word:
        """Return a value of the field as a word of the closed vocabulary."""
        known = words.__members__.values()
        if isinstance(value, str) and value in known:
            return words(value)
        raise self.wrong(name, f"{shown(value)} is none of {', '.join(known)}")

    def as_diagnosis(self, value: object, name: str) -> str:
        """Return a value of the field as an ICD-10-CM code; only its form is checked."""
        code = value.strip().upper() if isinstance(value, str) else ""
        head, dot, tail = code.partition(".")
        letters = (head + tail).isascii() and (head + tail).isalnum()
        if not (letters and len(head) == 3 and head[0].isalpha() and head[1].isdigit() and bool(dot) == bool(tail)):
            raise self.wrong(name, f"must be an ICD-10-CM code like L57.0, not {shown(value)}")
        if len(tail) > 4:
            raise self.wrong(name, f"has too many places: {shown(value)}")
        return code

    def day(self, name: str, absent: date | None) -> date:
        """Return a day; without `absent` it must be given."""
        value = self.value(name)
        if value is None and absent is not None:
            return absent
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            raise self.wrong(name, f"must be a day like 2026-11-23, not {shown(value)}")
        return found

    def items(self, name: str) -> list[object]:
        """Return a list; absent is empty."""
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(name, f"must be a list, not {shown(value)}")
        return value

    def objects(self, name: str, each: str) -> list["Fields"]:
        """Return a list of objects, each named by its place: `each` 1, `each` 2 ...; absent is empty."""
        found = [value if isinstance(value, _Pairs) else None for value in self.items(name)]
        if None in found:
            raise self.wrong(name, f"must be a list of objects, not of {shown(self.items(name)[found.index(None)])}")
        return [Fields(pairs, f"{each} {place}, ") for place, pairs in enumerate(found, start=1) if pairs is not None]

    def object(self, name: str) -> "Fields":
        """Return an object; absent is empty."""
        value = self.value(name)
        if value is not None and not isinstance(value, _Pairs):
            raise self.wrong(name, f"must be an object, not {shown(value)}")
        return Fields(value or _Pairs(()), f"{name}, ")


def _bare(name: str) -> str:
    return shown(name)[1:-1]


def shown(value: object) -> str:
    """Return a value as it stood, cut to a length that can be read."""
    text = json.dumps(value)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "..."
