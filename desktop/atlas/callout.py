"""What is called out in the room, read into places and counts: ``3 left forehead, 2 warts r thumb``."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from desktop.atlas.names import Found, PlaceNames, place_names, spoken
from desktop.atlas.phrases import site_phrase
from resources.presets import Presets
from resources.regions import ROOT, Lateral, Regions
from resources.terms import Side

NOWHERE = ROOT
"""The region of lesions counted before anybody said where they are."""

MOST = 99
"""More lesions in one entry than anybody treats at one place are a slip of the finger."""


class EditKind(StrEnum):
    """How a call-out corrects the last entry."""

    SET = auto()
    ADD = auto()
    OTHER_SIDE = auto()


class ProblemKind(StrEnum):
    """What keeps a call-out from being taken. Only a side that was not said does not: it counts, and is asked later."""

    UNKNOWN_WORD = auto()
    UNFINISHED = auto()
    WHICH_PLACE = auto()
    WHICH_SIDE = auto()
    WHICH_BRUSH = auto()
    NO_PLACE = auto()
    TWO_PLACES = auto()
    TWO_COUNTS = auto()
    NO_COUNT = auto()
    TOO_MANY = auto()


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction of the last entry: its new count, how many more (or fewer, below 0), or the other side."""

    kind: EditKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class CalloutEntry:
    """Lesions counted by name. `preset` is the brush that was said, None for the armed one.

    The side is UNSAID where the place has sides and none was said. `phrase` is the site in words.
    """

    count: int
    region: str
    side: Side
    preset: str | None
    phrase: str


@dataclass(frozen=True, slots=True)
class CalloutProblem:
    """What is missing or not known. `word` is as it was typed; UNFINISHED is the start of a known word.

    `candidates` are places in words (WHICH_PLACE, TWO_PLACES) or names of brushes, `sides` those a place can have.
    """

    kind: ProblemKind
    word: str = ""
    candidates: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()

    @property
    def can_wait(self) -> bool:
        """Whether it is only a side that nobody said yet."""
        return self.kind is ProblemKind.WHICH_SIDE and not self.word


@dataclass(frozen=True, slots=True)
class Callout:
    """What a text says: lesions, or a correction of the last entry. A problem that can wait comes last."""

    entries: tuple[CalloutEntry, ...] = ()
    edit: Edit | None = None
    problem: CalloutProblem | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.entries or self.edit or self.problem)

    @property
    def ready(self) -> bool:
        """Whether Enter can take it: all of it is understood, but for sides that nobody said."""
        return bool(self.entries or self.edit) and (self.problem is None or self.problem.can_wait)


def parse(text: str, regions: Regions, presets: Presets) -> Callout:
    """Read a call-out; never raises. Cheap enough for every key press."""
    return _reader(regions, presets).read(text)


class _UnclearError(Exception):
    """Carries what keeps an entry from being taken."""

    def __init__(
        self, kind: ProblemKind, word: str = "", candidates: Iterable[str] = (), sides: Iterable[Side] = ()
    ) -> None:
        self.problem = CalloutProblem(kind, word, tuple(candidates), tuple(sides))


@cache
def _reader(regions: Regions, presets: Presets) -> "_Reader":
    return _Reader(regions, presets)


_SIDES = {
    **dict.fromkeys(("left", "l", "lt"), Side.LEFT),
    **dict.fromkeys(("right", "r", "rt"), Side.RIGHT),
    **dict.fromkeys(("middle", "mid", "m", "midline", "center", "centre"), Side.MIDLINE),
}
_PAIRED = (Side.RIGHT, Side.LEFT)
_SPLIT = (Side.RIGHT, Side.MIDLINE, Side.LEFT)
_OTHER_SIDE = "other side"
_COUNT = re.compile(r"\+?(\d+)x?|x(\d+)")
_EDIT = re.compile(r"([=-]) ?(\d+)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to tell side and place apart, and what the place may be."""

    found: Found
    words: Sequence[str]
    sides: set[Side]


class _Reader:
    """Reads call-outs with one table of places and one set of brushes."""

    def __init__(self, regions: Regions, presets: Presets) -> None:
        self._regions = regions
        self._names: PlaceNames = place_names(regions)
        self._brushes = {spoken(word): each.key for each in presets.all for word in each.words}
        self._brush_names = {each.key: each.name for each in presets.all}
        self._longest_brush = max(map(len, self._brushes), default=0)
        self._starts = {*_SIDES, "+", "-", "=", *(word for brush in self._brushes for word in brush)}

    def read(self, text: str) -> Callout:
        plain = " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").casefold().split())
        entries: list[CalloutEntry] = []
        problems: list[CalloutProblem] = []
        try:
            edit = _edit(plain)
        except _UnclearError as unclear:
            return Callout(problem=unclear.problem)
        if edit:
            return Callout(edit=edit)
        for part in re.split("[,;]", plain):
            if part.strip():
                entry, wrong = self._part(part.strip(), last=plain.endswith(part) and not text[-1:].isspace())
                entries += [entry] if entry else []
                problems += [wrong] if wrong else []
        return Callout(tuple(entries), problem=min(problems, key=lambda each: each.can_wait, default=None))

    def _part(self, part: str, *, last: bool) -> tuple[CalloutEntry | None, CalloutProblem | None]:
        try:
            entry = self._entry(part)
        except _UnclearError as unclear:
            return None, self._unfinished(unclear.problem, part) if last else unclear.problem
        if entry.side is not Side.UNSAID:
            return entry, None
        return entry, CalloutProblem(ProblemKind.WHICH_SIDE, sides=self._sides(entry.region))

    def _entry(self, part: str) -> CalloutEntry:
        count, rest = _count(part.split())
        preset, words = self._brush(rest)
        if part.startswith("+") and not words:
            return CalloutEntry(count, NOWHERE, Side.UNSIDED, preset, site_phrase(self._regions, NOWHERE, Side.UNSIDED))
        region, side = self._place(words)
        return CalloutEntry(count, region, side, preset, site_phrase(self._regions, region, side))

    def _brush(self, words: Sequence[str]) -> tuple[str | None, list[str]]:
        """Take the brush out of the words; the longest name at each place."""
        rest: list[str] = []
        said: dict[str, None] = {}
        at = 0
        while at < len(words):
            for length in range(self._longest_brush, 0, -1):
                key = self._brushes.get(tuple(words[at : at + length])) if at + length <= len(words) else None
                if key:
                    said[key] = None
                    break
            else:
                length = 1
                rest.append(words[at])
            at += length
        if len(said) > 1:
            raise _UnclearError(ProblemKind.WHICH_BRUSH, candidates=[self._brush_names[key] for key in said])
        return next(iter(said), None), rest

    def _place(self, words: Sequence[str]) -> tuple[str, Side]:
        """Tell side and place apart. "Mid" and "middle" are a side only where no place is called that."""
        said = {side for word in words if (side := _SIDES.get(word)) in _PAIRED}
        named = [word for word in words if _SIDES.get(word) not in _PAIRED]
        if all(word in _SIDES for word in named):
            raise _UnclearError(ProblemKind.NO_PLACE)
        readings = [_Reading(self._names.find(named), named, said)]
        for at, word in enumerate(named):
            if word in _SIDES:
                rest = named[:at] + named[at + 1 :]
                readings.append(_Reading(self._names.find(rest), rest, said | {Side.MIDLINE}))
        best = self._best(readings)
        region = self._taken(best)
        return region, self._side(region, best.sides)

    def _best(self, readings: Sequence["_Reading"]) -> "_Reading":
        """Return the reading that can be taken; else one that offers places, else the one nearest to a place."""
        named = [each for each in readings if each.found.region]
        fit = [each for each in named if {Side.MIDLINE} & each.sides <= {*self._sides(each.found.region)}]
        offering = [each for each in readings if each.found.offered]
        return next(iter([*fit, *offering, *named]), readings[-1])

    def _taken(self, reading: "_Reading") -> str:
        words, found = reading.words, reading.found
        if found.region:
            return found.region
        if found.offered:
            raise _UnclearError(ProblemKind.WHICH_PLACE, " ".join(words), self._terms(found.offered))
        two = self._names.two_places(words)
        if two:
            raise _UnclearError(ProblemKind.TWO_PLACES, " ".join(words), self._terms(two))
        raise _UnclearError(ProblemKind.UNKNOWN_WORD, self._names.stranger(words))

    def _side(self, region: str, said: set[Side]) -> Side:
        sides = self._sides(region)
        if not sides:
            return Side.UNSIDED
        if not said:
            return Side.UNSAID
        if len(said) > 1 or not said <= {*sides}:
            raise _UnclearError(ProblemKind.WHICH_SIDE, self._regions.get(region).term, sides=sides)
        return next(iter(said))

    def _sides(self, region: str) -> tuple[Side, ...]:
        lateral = self._regions.get(region).lateral
        return {Lateral.YES: _PAIRED, Lateral.MIDLINE_SPLIT: _SPLIT}.get(lateral, ())

    def _terms(self, regions: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._regions.get(each).term for each in regions))

    def _unfinished(self, problem: CalloutProblem, part: str) -> CalloutProblem:
        """Leave a word alone that is still being typed."""
        word = part.rsplit(maxsplit=1)[-1]
        begun = problem.kind is ProblemKind.UNKNOWN_WORD and problem.word.endswith(word)
        if _OTHER_SIDE.startswith(part) or (begun and any(each.startswith(word) for each in self._starts)):
            return CalloutProblem(ProblemKind.UNFINISHED, word)
        return problem


def _edit(text: str) -> Edit | None:
    if text == _OTHER_SIDE:
        return Edit(EditKind.OTHER_SIDE)
    match = _EDIT.fullmatch(text)
    if not match:
        return None
    number = _number(match[2])
    return Edit(EditKind.SET, number) if match[1] == "=" else Edit(EditKind.ADD, -number)


def _count(words: Iterable[str]) -> tuple[int, list[str]]:
    """Take the count out of the words; 1 where none was said."""
    matches = [(word, _COUNT.fullmatch(word)) for word in words]
    stray = next((word for word, match in matches if not match and word[0] in "+-="), None)
    if stray:
        raise _UnclearError(ProblemKind.UNKNOWN_WORD, stray)
    counts = [_number(match[1] or match[2]) for _, match in matches if match]
    if len(counts) > 1:
        raise _UnclearError(ProblemKind.TWO_COUNTS)
    rest = [each for word, match in matches if not match for each in spoken(word)]
    return counts[0] if counts else 1, rest


def _number(digits: str) -> int:
    # thousands of digits are not even read as a number
    number = int(digits) if len(digits.lstrip("0")) <= len(str(MOST)) else MOST + 1
    if number == 0:
        raise _UnclearError(ProblemKind.NO_COUNT, digits)
    if number > MOST:
        raise _UnclearError(ProblemKind.TOO_MANY, digits)
    return number
