"""ICD-10-CM: all codes that can stand on a claim, with the official texts (public domain), and a search in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest

from resources import files
from resources.presets import load_presets

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
    return "\n" + _unpacked(_LIST).decode("utf-8")


@cache
def _codes() -> str:
    return "\n" + _unpacked(_CODES).decode("ascii")


def _unpacked(name: str) -> bytes:
    import gzip  # noqa: PLC0415 - a start does not need it

    return gzip.decompress(files.read_bytes(name))


@lru_cache(maxsize=1024)
def is_listed(code: str) -> bool:
    """Say whether a code is in the list, so that it can stand on a claim: complete, and with its point."""
    return code in _of_presets() or (code.isprintable() and f"\n{code}\n" in _codes())


@cache
def _of_presets() -> frozenset[str]:
    """Return the codes that shipped presets carry, all of them listed: most visits hold no others, and open sooner."""
    return frozenset(code for preset in load_presets().all for code in preset.diagnoses)


def listed(code: str) -> Listed | None:
    """Return a code of the list."""
    whole = _whole()
    start = whole.find(f"\n{code}\t")
    return None if start < 0 else _read(whole[start + 1 : whole.index("\n", start + 1)])


def search(words: str, most: int = 50) -> tuple[Listed, ...]:
    """Return codes that begin as typed, in order, else those whose texts hold all typed words.

    Of the latter, diagnoses of the skin come first, and those whose own text holds the words before included names.
    """
    typed = words.casefold().split()
    if not typed:
        return ()
    found = tuple(_begin(words.strip().upper(), most))
    if found:
        return found
    holding = [line for line in _lines() if all(word in line[1] for word in typed)]
    return tuple(_read(line) for line, _ in nsmallest(most, holding, key=lambda each: _rank(each[0], each[1], typed)))


_OF_SKIN = ("L", "B07", "B08", "C43", "C44", "D03", "D04", "D22", "D23", "D48.5", "D49.2", "A63")


def _rank(line: str, folded: str, typed: list[str]) -> tuple[bool, bool, int, str]:
    code, text = folded.split("\t", 2)[:2]
    return not line.startswith(_OF_SKIN), any(word not in text for word in typed), len(text), code


def _begin(code: str, most: int) -> Iterator[Listed]:
    whole, at = _whole(), 0
    for _ in range(most):
        at = whole.find(f"\n{code}", at)
        if at < 0:
            return
        end = whole.index("\n", at + 1)
        yield _read(whole[at + 1 : end])
        at = end


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    lines = _whole().strip("\n").split("\n")
    return tuple(zip(lines, [line.casefold() for line in lines], strict=True))


def _read(line: str) -> Listed:
    code, text, *includes = line.split("\t")
    return Listed(code, text, tuple(includes[0].split(" | ")) if includes else ())
