"""A site in words, as it stands in the note: the patient's side and the preferred term."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from resources import files
from resources.regions import Lateral, Region, Regions
from resources.terms import Side


def stored_side(region: Region, side: Side) -> Side:
    """Return the side that is kept for a region: none where it has none, unsaid where the one given can't be.

    A paired region has no middle, and a region with sides is not without one; nobody guesses which was meant.
    """
    if region.lateral is Lateral.NO:
        return Side.UNSIDED
    if side is Side.UNSIDED or (region.lateral is Lateral.YES and side is Side.MIDLINE):
        return Side.UNSAID
    return side


def site_phrase(regions: Regions, region_id: str, side: Side) -> str:
    """Return a region on a side in words: ``left malar cheek``, ``glabella``, ``mid frontal scalp``.

    A side that nobody said is left out. Raises KeyError for a region that is not in the table.
    """
    region = regions.get(region_id)
    kept = stored_side(region, side)
    if kept in (Side.UNSIDED, Side.UNSAID):
        return region.term
    wording = _wording()
    form = wording.midline_form(regions, region) if kept is Side.MIDLINE else wording.sided_form(region)
    return form.format(side=wording.sides.get(kept.value, ""), term=region.term)


@dataclass(frozen=True, slots=True)
class _Wording:
    """How sites are put in words."""

    position_words: frozenset[str]
    sides: Mapping[str, str]
    forms: Mapping[str, str]

    def midline_form(self, regions: Regions, region: Region) -> str:
        if regions.under(region.id, self.forms["mid_under"]):
            return self.forms["mid"]
        starts_with_position = region.term.split()[0] in self.position_words
        return self.forms["midline_behind" if starts_with_position else "midline"]

    def sided_form(self, region: Region) -> str:
        central = region.lateral is Lateral.MIDLINE_SPLIT and self.forms["beside_word"] in region.term.split()
        return self.forms["beside" if central else "sided"]


@cache
def _wording() -> _Wording:
    table = tomllib.loads(files.read_text("body/phrases.toml"))
    return _Wording(frozenset(table["position_words"]), table["side"], table["form"])
