"""Places that fit what is being typed in the call-out line; none of them is taken by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.atlas.callout import UnclearError
from desktop.atlas.counts import count_in, is_count
from desktop.atlas.names import Named, spoken
from desktop.atlas.phrases import site_phrase
from desktop.atlas.reader import PAIRED, SIDES, CallOutReader
from resources.terms import Side

MOST_CHOICES = 8
_LETTERS = 2
"""Fewer letters fit a hundred places."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be meant. `phrase` is the site in words, `part` its body part.

    `name` is the word it was found by, empty where that is the place's own term; `own` marks a word of the practice.
    `text` is the whole line when it is chosen.
    """

    region: str
    phrase: str
    part: str
    name: str
    own: bool
    text: str


def choices(reader: CallOutReader, text: str, at: int = -1) -> tuple[Choice, ...]:
    """Return the places that fit one entry of a text, the last one unless said otherwise.

    There are none where it names a place in full, or none at all.
    """
    pieces = reader.pieces(text)
    if not pieces:
        return ()
    words = pieces[at].words
    try:
        _, rest = count_in(words)
        _, said = reader.brush(rest)
    except UnclearError:
        return ()
    named = [word for word in said if SIDES.get(word) not in PAIRED]
    if sum(map(len, named)) < _LETTERS or all(word in SIDES for word in named) or reader.names.full(named):
        return ()
    found = reader.names.fitting(named, MOST_CHOICES)
    if not found:
        named = [word for word in named if word not in SIDES]
        found = reader.names.fitting(named, MOST_CHOICES)
    around = [*filter(is_count, words), *(word for word in rest if word not in named)]
    made = []
    for each in found:
        phrase, entry = _written(reader, each, around)
        typed = [piece.text for piece in pieces]
        typed[at] = entry
        made.append(_choice(reader, each, phrase, ", ".join(typed)))
    return tuple(made)


def _written(reader: CallOutReader, found: Named, around: Sequence[str]) -> tuple[str, str]:
    """Return site and entry in words, on the side that was said; one it can't have is left out, and asked later."""
    possible = reader.sides(found.region)
    said = [side for word in around if (side := SIDES.get(word)) in possible]
    side = said[0] if len(set(said)) == 1 else Side.UNSAID
    kept = [word for word in around if word not in SIDES or (side is not Side.UNSAID and SIDES[word] is side)]
    term = spoken(reader.regions.get(found.region).term)
    return site_phrase(reader.regions, found.region, side), " ".join([*kept, *term])


def _choice(reader: CallOutReader, found: Named, phrase: str, text: str) -> Choice:
    region = reader.regions.get(found.region)
    name = "" if found.name == region.term else found.name
    return Choice(region.id, phrase, reader.regions.group(region.id).name, name, found.own, text)
