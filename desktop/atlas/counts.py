"""The numbers of a call-out: how many, where a new entry begins, and corrections of the last one."""

import re
from collections.abc import Iterable, Sequence

from desktop.atlas.callout import MOST, CalloutProblem, Edit, EditKind, ProblemKind, UnclearError
from desktop.atlas.names import spoken

OTHER_SIDE = "other side"
_COUNT = re.compile(r"\+?(\d+)x?|x(\d+)")
_FIRST = re.compile(r"\+?\d+x?")
_EDIT = re.compile(r"([=-]) ?(\d+)")


def edit_in(text: str) -> Edit | None:
    """Return the correction that a whole text is, if it is one: ``=4``, ``-1``, ``other side``."""
    if text == OTHER_SIDE:
        return Edit(EditKind.OTHER_SIDE)
    match = _EDIT.fullmatch(text)
    if not match:
        return None
    number = _number(match[2])
    return Edit(EditKind.SET, number) if match[1] == "=" else Edit(EditKind.ADD, -number)


def corrects(words: Sequence[str]) -> bool:
    """Say whether an entry was meant as a correction."""
    return words[0][0] in "=-" or " ".join(words) == OTHER_SIDE


def by_counts(words: list[str]) -> list[list[str]]:
    """Return the words as entries that each begin with their number; as one entry where they do not."""
    starts = [at for at, word in enumerate(words) if _FIRST.fullmatch(word)]
    ends = [*starts[1:], len(words)]
    if not starts or starts[0] > 0 or any(end - start < 2 for start, end in zip(starts, ends, strict=True)):
        return [words]
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def count_in(words: Iterable[str]) -> tuple[int, list[str]]:
    """Take the count out of the words; 1 where none was said."""
    matches = [(word, _COUNT.fullmatch(word)) for word in words]
    stray = next((word for word, match in matches if not match and word[0] in "+-="), None)
    if stray:
        raise UnclearError(CalloutProblem(ProblemKind.UNKNOWN_WORD, stray))
    counts = [_number(match[1] or match[2]) for _, match in matches if match]
    if len(counts) > 1:
        raise UnclearError(CalloutProblem(ProblemKind.TWO_COUNTS))
    return counts[0] if counts else 1, [each for word, match in matches if not match for each in spoken(word)]


def is_count(word: str) -> bool:
    """Say whether a word is a number of lesions."""
    return bool(_COUNT.fullmatch(word))


def _number(digits: str) -> int:
    # thousands of digits are not even read as a number
    number = int(digits) if len(digits.lstrip("0")) <= len(str(MOST)) else MOST + 1
    if number == 0:
        raise UnclearError(CalloutProblem(ProblemKind.NO_COUNT, digits))
    if number > MOST:
        raise UnclearError(CalloutProblem(ProblemKind.TOO_MANY, digits))
    return number
