"""A site in words, as it stands in the note: the patient's side, where in the region, and the preferred term."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from resources import files
from resources.regions import CLOCK, Lateral, Region, Regions
from resources.terms import Side

Position = tuple[str, ...]
"""Where in its region a place lies: at most one word an axis (``superior``), or the hour of a clock (``3``)."""
_HOURS = frozenset(str(hour) for hour in range(1, 13))


def stored_side(region: Region, side: Side) -> Side:
    """Return the side that is kept for a region: none where it has none, unsaid where the one given can't be.

    A paired region has no middle, and a region with sides is not without one; nobody guesses which was meant.
    """
    if region.lateral is Lateral.NO:
        return Side.UNSIDED
    if side is Side.UNSIDED or (region.lateral is Lateral.YES and side is Side.MIDLINE):
        return Side.UNSAID
    return side


@lru_cache(maxsize=4096)
def site_phrase(regions: Regions, region_id: str, side: Side, position: Position = ()) -> str:
    """Return a region on a side in words: ``left malar cheek``, ``glabella``, ``mid inferior occipital scalp``.

    A side that nobody said is left out, and so is a position word whose axis the term or the side already names. Raises
    KeyError for a region that is not in the table, ValueError for a position the region does not have.
    """
    region = regions.get(region_id)
    kept = stored_side(region, side)
    wording = _wording()
    term = wording.placed(region, wording.spoken(region, position))
    if kept in (Side.UNSIDED, Side.UNSAID):
        return term
    form = wording.midline_form(regions, region) if kept is Side.MIDLINE else wording.sided_form(region)
    return form.format(side=wording.sides.get(kept.value, ""), term=term)


def axis_words(axis: str) -> tuple[str, str]:
    """Return the two words of an axis, such as ``sup/inf``. Raises KeyError for the clock, which has hours."""
    return _wording().axes[axis]


@dataclass(frozen=True, slots=True)
class _Wording:
    """How sites are put in words."""

    position_words: frozenset[str]
    sides: Mapping[str, str]
    forms: Mapping[str, str]
    axes: Mapping[str, tuple[str, str]]

    def spoken(self, region: Region, position: Position) -> Position:
        """Return the words of a position that are said, the long axis first. Raises ValueError for any other word."""
        found = {axis: [word for word in position if word in self._words(axis)] for axis in region.axes}
        known = [word for words in found.values() for word in words]
        if len(known) != len(position) or any(len(words) > 1 for words in found.values()):
            raise ValueError(f"{region.id} has no place {position}")
        return tuple(words[0] for axis, words in found.items() if words and not self._named(region, axis))

    def placed(self, region: Region, words: Position) -> str:
        """Return a term with its position words, before it or behind."""
        if not words:
            return region.term
        form = "clock" if CLOCK in region.axes else "aspect" if self._starts_with_position(region) else "position"
        return self.forms[form].format(words=" ".join(words), term=region.term)

    def midline_form(self, regions: Regions, region: Region) -> str:
        if regions.under(region.id, self.forms["mid_under"]):
            return self.forms["mid"]
        return self.forms["midline_behind" if self._starts_with_position(region) else "midline"]

    def sided_form(self, region: Region) -> str:
        central = region.lateral is Lateral.MIDLINE_SPLIT and self.forms["beside_word"] in region.term.split()
        return self.forms["beside" if central else "sided"]

    def _words(self, axis: str) -> tuple[str, str] | frozenset[str]:
        return _HOURS if axis == CLOCK else self.axes[axis]

    def _named(self, region: Region, axis: str) -> bool:
        """Say whether the term names an axis, or the side does: beside the midline is as medial as can be told."""
        if axis == CLOCK:
            return False
        said = region.term.replace(",", "").split()
        split = region.lateral is Lateral.MIDLINE_SPLIT and axis == "med/lat"
        return split or any(word in said for word in self.axes[axis])

    def _starts_with_position(self, region: Region) -> bool:
        return region.term.split()[0] in self.position_words


@cache
def _wording() -> _Wording:
    table = tomllib.loads(files.read_text("body/phrases.toml"))
    axes = {axis: (first, second) for axis, (first, second) in table["axis"].items()}
    return _Wording(frozenset(table["position_words"]), table["side"], table["form"], axes)
