"""Short places behind a number, for a scribe who types fast: ``4lf`` is four on the left forehead."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from resources import files

SIDE_LETTERS = ("l", "r", "m")
"""The letters that may stand between number and place."""

_GLUED = re.compile(r"(?:\+?\d+[^\W\d_]+)+(?:\+?\d+)?")
_ENTRY = re.compile(r"(\+?\d+)([^\W\d_]*)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_TIMES = "x"


@cache
def load_codes() -> Mapping[str, str]:
    """Return the short places and their regions, in the order they are shown."""
    table: dict[str, str] = tomllib.loads(files.read_text("body/callouts.toml"))["codes"]
    return table


class Codes:
    """Takes numbers and what is typed right behind them apart."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        """`terms` are the short places and how their regions are called."""
        self._said = dict(terms)
        self._said |= {f"{side}{code}": f"{side} {term}" for code, term in terms.items() for side in SIDE_LETTERS}

    def apart(self, token: str) -> list[str]:
        """Return a token's words: ``4lf3rc`` says ``4 l forehead 3 r cheek``; any other token is itself."""
        if not _GLUED.fullmatch(token) or _ORDINAL.fullmatch(token):
            return [token]
        words: list[str] = []
        for number, letters in _ENTRY.findall(token):
            if letters == _TIMES:
                words.append(number + _TIMES)
            else:
                words += [number, *self._said.get(letters, letters).split()]
        return words
