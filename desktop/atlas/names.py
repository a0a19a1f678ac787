"""What places are called: terms, synonyms and what is said in the room. A word that fits two places asks."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from resources.regions import ROOT, Regions, load_callouts

SHORTEST_START = 3
"""Fewer letters than this are not the start of a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What some words may mean: one place that is taken, or places that are only offered."""

    region: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A place that fits what is typed, and the name by which it does; `own` is a word of the practice."""

    region: str
    name: str
    own: bool = False


def spoken(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: small letters without accents, hyphens, apostrophes."""
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    plain = text.casefold().translate(_PLAIN)
    return tuple(_ORDINALS.get(word, word) for word in plain.split())


_PLAIN = str.maketrans({"'": "", "\u2019": "", ".": " ", ",": " ", "-": " ", "\u2010": " ", "_": " "})
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}


class PlaceNames:
    """The names of all places. What was said in full is taken before what was only begun."""

    def __init__(
        self, regions: Regions, callouts: Mapping[str, Sequence[str]], own: Mapping[str, Sequence[str]]
    ) -> None:
        """Take the anatomy table and the call-out words; these win over synonyms, which are an atlas's words.

        `own` are the practice's words and win over all; a place they mean that the table no longer has is left out.
        """
        self._regions = regions
        named: dict[tuple[str, ...], dict[str, None]] = {}
        self._written: dict[tuple[str, ...], str] = {}
        for each in regions.all:
            for name in (each.term, *each.synonyms):
                named.setdefault(spoken(name), {})[each.id] = None
                self._written.setdefault(spoken(name), name)
        named |= {spoken(word): dict.fromkeys(found) for word, found in callouts.items()}
        self._written |= {spoken(word): word for word in (*callouts, *own)}
        self._own = {
            spoken(word): dict.fromkeys(each for each in found if each in regions) for word, found in own.items()
        }
        named |= {name: found for name, found in self._own.items() if name and found}
        self._exact = {name: self._fewest(found) for name, found in named.items() if ROOT not in found}
        self._rank = {name: (len(name), at) for at, name in enumerate(self._exact)}
        self._with: dict[str, list[tuple[str, ...]]] = {}
        for words in self._exact:
            for word in words:
                self._with.setdefault(word, []).append(words)
        self._words = sorted(self._with)

    def find(self, words: Sequence[str]) -> Found:
        """Return the place that was named in full or by the start of its words; else those it may have been."""
        said = tuple(words)
        full = self._exact.get(said) or self._exact.get(_singular(said), ())
        if full:
            return _found(full)
        near = self._near(max(said, key=len, default=""))
        begun = self._that(name for name in near if _begins(said, name))
        if begun:
            return _found(begun) if _long_enough(said) else Found(offered=begun)
        inside = [name for name in near if _within(said, name)]
        turned = self._that(name for name in inside if len(name) == len(said))
        if turned and _long_enough(said):
            return _found(turned)
        return Found(offered=self._that(inside))

    def full(self, words: Sequence[str]) -> bool:
        """Say whether these words are the whole name of one place."""
        return len(self._exact.get(tuple(words), ())) == 1

    def fitting(self, words: Sequence[str], most: int) -> tuple[Named, ...]:
        """Return the places with a name that has all these words or starts of words, the practice's own words first.

        A name said in full comes before all. After them come the names that begin so, and the shorter ones; a place
        stands once, by the first name that fits.
        """
        said = tuple(words)
        fit = [name for name in self._near(max(said, key=len, default="")) if _within(said, name)]
        fit.sort(key=lambda name: (name != said, name not in self._own, not _begins(said, name), self._rank[name]))
        found: dict[str, Named] = {}
        for name in fit:
            for region in self._exact[name]:
                found.setdefault(region, Named(region, self._written[name], name in self._own))
            if len(found) >= most:
                break
        return tuple(found.values())[:most]

    def two_places(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return two places said one after the other, where the words are that."""
        for cut in range(1, len(words)):
            pair = self._exact.get(tuple(words[:cut]), ()), self._exact.get(tuple(words[cut:]), ())
            if all(pair):
                return pair[0][0], pair[1][0]
        return ()

    def stranger(self, words: Sequence[str]) -> str:
        """Return the first word that is in no place's name; all of them where each is in one, but never together."""
        for word in words:
            if not self._near(word):
                return word
        return " ".join(words)

    def _near(self, start: str) -> set[tuple[str, ...]]:
        """Return the names that have a word with this start."""
        found = set[tuple[str, ...]]()
        for word in islice(self._words, bisect_left(self._words, start), None):
            if not word.startswith(start):
                break
            found.update(self._with[word])
        return found

    def _that(self, names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        shortest_first = sorted(names, key=self._rank.__getitem__)
        return self._fewest(dict.fromkeys(each for name in shortest_first for each in self._exact[name]))

    def _fewest(self, found: Iterable[str]) -> tuple[str, ...]:
        """Leave out the parts of a place that is named itself: "index" is the finger, not its nail."""
        ids = tuple(found)
        for each in ids:
            if all(self._regions.under(other, each) for other in ids):
                return (each,)
        return ids


def place_names(regions: Regions, own: Mapping[str, Sequence[str]]) -> PlaceNames:
    """Return what the places of a table are called, with the practice's own words (about 6 ms)."""
    return PlaceNames(regions, load_callouts(), own)


def _found(regions: tuple[str, ...]) -> Found:
    return Found(region=regions[0]) if len(regions) == 1 else Found(offered=regions)


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words for one: "2 temples" are lesions of the temple; on which side is asked."""
    return (*words[:-1], words[-1][:-1]) if words and words[-1].endswith("s") else ()


def _begins(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(said) <= len(name) and all(map(str.startswith, name, said))


def _within(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Say whether each word begins another word of the name, in any order."""
    left = list(name)
    for word in sorted(said, key=len, reverse=True):
        match = next((each for each in left if each.startswith(word)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _long_enough(said: tuple[str, ...]) -> bool:
    return all(len(word) >= SHORTEST_START for word in said)
