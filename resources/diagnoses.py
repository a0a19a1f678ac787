"""ICD-10-CM: all codes that can stand on a claim, with the official texts (public domain), and a search in them."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from resources import files

_LIST = "codes/icd10cm-2026-04.tsv.gz"
_CODES = "codes/icd10cm-2026-04.codes.gz"
"""The codes of the list alone: a tap asks for them, and the texts take ten times as long to unpack."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A code of the list: its text, and other names it includes."""

    code: str
    text: str
    includes: tuple[str, ...] = ()


@cache
def _whole() -> str:
    """Return the list as one text, as that is 30 times faster to read: code, text and included names of each line."""
    return "\n" + gzip.decompress(files.read_bytes(_LIST)).decode("utf-8")


@cache
def _codes() -> str:
    return "\n" + gzip.decompress(files.read_bytes(_CODES)).decode("ascii")


@lru_cache(maxsize=1024)
def is_listed(code: str) -> bool:
    """Say whether a code is in the list, so that it can stand on a claim: complete, and with its point."""
    return f"\n{code}\n" in _codes()


def listed(code: str) -> Listed | None:
    """Return a code of the list."""
    whole = _whole()
    start = whole.find(f"\n{code}\t")
    return None if start < 0 else _read(whole[start + 1 : whole.index("\n", start + 1)])


def search(words: str, most: int = 50) -> tuple[Listed, ...]:
    """Return codes that begin as typed, or whose texts hold all typed words; those of the skin first."""
    typed = words.casefold().split()
    if not typed:
        return ()
    by_code = list(_begin(words.strip().upper(), most))
    found = by_code or [each for each in _lines() if all(word in each[1] for word in typed)]
    ranked = sorted(found, key=lambda each: (not each[0].startswith(_OF_SKIN), len(each[0])))
    return tuple(_read(line) for line, _ in ranked[:most])


_OF_SKIN = ("L", "B07", "B08", "C43", "C44", "D03", "D04", "D22", "D23", "D48.5", "D49.2", "A63")


def _begin(code: str, most: int) -> Iterator[tuple[str, str]]:
    whole, at = _whole(), 0
    for _ in range(most):
        at = whole.find(f"\n{code}", at + 1) if at else whole.find(f"\n{code}")
        if at < 0:
            return
        line = whole[at + 1 : whole.index("\n", at + 1)]
        yield line, line


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    lines = _whole().strip("\n").split("\n")
    return tuple(zip(lines, [line.casefold() for line in lines], strict=True))


def _read(line: str) -> Listed:
    code, text, *includes = line.split("\t")
    return Listed(code, text, tuple(includes[0].split(" | ")) if includes else ())
