"""What is called out in the room, read into places and counts: ``3 left forehead, 2 warts r thumb``, ``4lf3rtm2h``."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.atlas.callout import (
    NOWHERE,
    Callout,
    CalloutEntry,
    CalloutPart,
    CalloutProblem,
    Edit,
    EditKind,
    ProblemKind,
    UnclearError,
)
from desktop.atlas.codes import Codes, load_codes
from desktop.atlas.counts import OTHER_SIDE, by_counts, corrects, count_in, edit_in, is_count
from desktop.atlas.names import Found, place_names, spoken
from desktop.atlas.phrases import site_phrase
from resources.presets import Presets
from resources.regions import Lateral, Regions
from resources.terms import Side

SIDES = {
    **dict.fromkeys(("left", "l", "lt"), Side.LEFT),
    **dict.fromkeys(("right", "r", "rt"), Side.RIGHT),
    **dict.fromkeys(("middle", "mid", "m", "midline", "center", "centre"), Side.MIDLINE),
}
"""The words for a side. "Mid" and "middle" may belong to a place too."""

PAIRED = (Side.RIGHT, Side.LEFT)
_SPLIT = (Side.RIGHT, Side.MIDLINE, Side.LEFT)
_BETWEEN = re.compile("[,;\uff0c\uff1b]")


def parse(text: str, regions: Regions, presets: Presets) -> Callout:
    """Read a call-out by the shipped words alone; never raises. Cheap enough for every key press."""
    return call_out_reader(regions, presets, {}).read(text)


def call_out_reader(regions: Regions, presets: Presets, own: Mapping[str, Sequence[str]]) -> "CallOutReader":
    """Return a reader that knows the practice's own words too; made once for each set of them (about 10 ms)."""
    return _made(regions, presets, tuple((word, tuple(meant)) for word, meant in own.items()))


@lru_cache(maxsize=4)
def _made(regions: Regions, presets: Presets, own: tuple[tuple[str, tuple[str, ...]], ...]) -> "CallOutReader":
    return CallOutReader(regions, presets, dict(own))


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of a text: as it was typed, and its words."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to tell side and place apart, and what the place may be."""

    found: Found
    words: Sequence[str]
    sides: set[Side]


class CallOutReader:
    """Reads call-outs with one table of places, one set of brushes and the practice's own words for places."""

    def __init__(self, regions: Regions, presets: Presets, own: Mapping[str, Sequence[str]]) -> None:
        self.regions = regions
        self.names = place_names(regions, own)
        self._brushes = {spoken(word): each.key for each in presets.all for word in each.words}
        self._brush_names = {each.key: each.name for each in presets.all}
        self._longest_brush = max(map(len, self._brushes), default=0)
        self._starts = {*SIDES, "+", "-", "=", *(word for brush in self._brushes for word in brush)}
        terms = {code: " ".join(spoken(regions.get(region).term)) for code, region in load_codes().items()}
        self._codes = Codes(terms)
        # while one entry is typed, those before it stay as they are
        self._entry = lru_cache(maxsize=256)(self._read_entry)

    def read(self, text: str) -> Callout:
        """Read a text; never raises."""
        plain = _plain(text)
        if SIDES.get(plain):
            return Callout(edit=Edit(EditKind.SIDE, side=SIDES[plain]))
        try:
            edit = edit_in(plain)
        except UnclearError as unclear:
            return Callout((CalloutPart(text.strip(), problem=unclear.problem),))
        if edit:
            return Callout(edit=edit)
        pieces = self.pieces(text)
        typing = len(pieces) - 1 if still_typed(text) else -1
        alone = len(pieces) == 1
        return Callout(tuple(self._part(each, typing=at == typing, alone=alone) for at, each in enumerate(pieces)))

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return the entries of a text. Commas part them; so do numbers, where each entry begins with its own."""
        found: list[Piece] = []
        for raw in _BETWEEN.split(text):
            words = [word for token in _plain(raw).split() for word in self._codes.apart(token)]
            entries = by_counts(words)
            if len(entries) > 1:
                found += [Piece(" ".join(each), tuple(each)) for each in entries]
            elif words:
                found.append(Piece(raw.strip(), tuple(words)))
        return tuple(found)

    def _part(self, piece: Piece, *, typing: bool, alone: bool) -> CalloutPart:
        try:
            if not alone and corrects(piece.words):
                raise _unclear(ProblemKind.NOT_ALONE, piece.text)
            entry = self._entry(piece.words)
        except UnclearError as unclear:
            problem = self._unfinished(unclear.problem, piece.words) if typing else unclear.problem
            return CalloutPart(piece.text, problem=problem)
        if entry.side is not Side.UNSAID:
            return CalloutPart(piece.text, entry)
        return CalloutPart(piece.text, entry, CalloutProblem(ProblemKind.WHICH_SIDE, sides=self.sides(entry.region)))

    def _read_entry(self, words: tuple[str, ...]) -> CalloutEntry:
        count, rest = count_in(words)
        preset, place = self.brush(rest)
        if words[0].startswith("+") and not place:
            phrase = site_phrase(self.regions, NOWHERE, Side.UNSIDED)
            return CalloutEntry(count, NOWHERE, Side.UNSIDED, preset, phrase)
        region, side = self._place(place)
        return CalloutEntry(count, region, side, preset, site_phrase(self.regions, region, side))

    def brush(self, words: Sequence[str]) -> tuple[str | None, list[str]]:
        """Take the brush out of the words; the longest name at each place. Two of them raise UnclearError."""
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
            raise _unclear(ProblemKind.WHICH_BRUSH, candidates=[self._brush_names[key] for key in said])
        return next(iter(said), None), rest

    def _place(self, words: Sequence[str]) -> tuple[str, Side]:
        """Tell side and place apart. "Mid" and "middle" are a side only where no place is called that."""
        said = {side for word in words if (side := SIDES.get(word)) in PAIRED}
        named = [word for word in words if SIDES.get(word) not in PAIRED]
        if all(word in SIDES for word in named):
            raise _unclear(ProblemKind.NO_PLACE)
        readings = [_Reading(self.names.find(named), named, said)]
        for at, word in enumerate(named):
            if word in SIDES:
                rest = named[:at] + named[at + 1 :]
                readings.append(_Reading(self.names.find(rest), rest, said | {Side.MIDLINE}))
        best = self._best(readings)
        region = self._taken(best)
        return region, self._side(region, best.sides)

    def _best(self, readings: Sequence[_Reading]) -> _Reading:
        """Return the reading that can be taken; else one that offers places, else the one nearest to a place."""
        named = [each for each in readings if each.found.region]
        fit = [each for each in named if {Side.MIDLINE} & each.sides <= {*self.sides(each.found.region)}]
        offering = [each for each in readings if each.found.offered]
        return next(iter([*fit, *offering, *named]), readings[-1])

    def _taken(self, reading: _Reading) -> str:
        words, found = reading.words, reading.found
        if found.region:
            return found.region
        said = " ".join(words)
        if found.offered:
            raise _unclear(ProblemKind.WHICH_PLACE, said, self._terms(found.offered))
        two = self.names.two_places(words)
        if two:
            raise _unclear(ProblemKind.TWO_PLACES, said, self._terms(two))
        raise _unclear(ProblemKind.UNKNOWN_WORD, self.names.stranger(words), place=said)

    def _side(self, region: str, said: set[Side]) -> Side:
        sides = self.sides(region)
        if not sides:
            return Side.UNSIDED
        if not said:
            return Side.UNSAID
        if len(said) > 1 or not said <= {*sides}:
            raise _unclear(ProblemKind.WHICH_SIDE, self.regions.get(region).term, sides=sides)
        return next(iter(said))

    def sides(self, region: str) -> tuple[Side, ...]:
        """Return the sides a region can have."""
        lateral = self.regions.get(region).lateral
        return {Lateral.YES: PAIRED, Lateral.MIDLINE_SPLIT: _SPLIT}.get(lateral, ())

    def _terms(self, regions: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.regions.get(each).term for each in regions))

    def _unfinished(self, problem: CalloutProblem, words: Sequence[str]) -> CalloutProblem:
        """Leave a word alone that is still being typed, and a number that may begin another entry."""
        word = words[-1]
        begun = problem.kind is ProblemKind.UNKNOWN_WORD and problem.word.endswith(word)
        counting = problem.kind is ProblemKind.TWO_COUNTS and is_count(word)
        other = problem.kind is not ProblemKind.NOT_ALONE and OTHER_SIDE.startswith(" ".join(words))
        if other or counting or (begun and any(each.startswith(word) for each in self._starts)):
            return CalloutProblem(ProblemKind.UNFINISHED, word)
        return problem


def still_typed(text: str) -> bool:
    """Say whether the last word of a text may go on."""
    return bool(text) and not text[-1].isspace() and not _BETWEEN.fullmatch(text[-1])


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").casefold().split())


def _unclear(
    kind: ProblemKind, word: str = "", candidates: Iterable[str] = (), sides: Iterable[Side] = (), place: str = ""
) -> UnclearError:
    return UnclearError(CalloutProblem(kind, word, tuple(candidates), tuple(sides), place))
