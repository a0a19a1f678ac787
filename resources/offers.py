"""The diagnoses that are offered first for what was done to a lesion, by its site and side."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from resources import files
from resources.diagnoses import is_listed
from resources.regions import load_regions
from resources.site_codes import load_site_codes
from resources.terms import Category, Side


@dataclass(frozen=True, slots=True)
class Offered:
    """The codes to offer, the usual one first. `needs_side`: with its side told, the site has more."""

    codes: tuple[str, ...]
    needs_side: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind's code is made from one of the site's codes: other first characters, or another one at a place."""

    of: str
    begins: str
    at: int
    becomes: str

    @property
    def is_derived(self) -> bool:
        return bool(self.begins or self.becomes)

    def made(self, code: str) -> str:
        if self.begins:
            return self.begins + code[len(self.begins) :]
        return code[: self.at] + (self.becomes or code[self.at]) + code[self.at + 1 :]


@dataclass(frozen=True, slots=True)
class _Offer:
    categories: frozenset[Category]
    codes: tuple[str, ...]
    kinds: tuple[_Kind, ...]
    under: tuple[str, ...]
    not_under: tuple[str, ...]

    def fits(self, category: Category, region: str) -> bool:
        if category not in self.categories:
            return False
        table = load_regions()
        known = region in table
        inside = not self.under or (known and any(table.under(region, each) for each in self.under))
        return inside and not (known and any(table.under(region, each) for each in self.not_under))


def offered(category: Category, region: str, side: Side | None) -> Offered:
    """Return the diagnoses to offer for a lesion; a region that is not in the anatomy table tells no site."""
    offers = [each for each in _offers() if each.fits(category, region)]
    codes = [code for each in offers for code in each.codes]
    kinds = [kind for each in offers for kind in each.kinds]
    sited = list(_of_site(kinds, region, side or Side.UNSAID))
    missing = len(sited) < len(kinds) and len(list(_of_site(kinds, region, Side.LEFT))) > len(sited)
    return Offered(tuple(dict.fromkeys([*codes, *sited])), missing)


def _of_site(kinds: Iterable[_Kind], region: str, side: Side) -> list[str]:
    """Return the codes of some kinds at a site: none where it is too coarse, or its side was not told."""
    site = load_site_codes().cancer(region, side) if region in load_regions() else None
    if site is None:
        return []
    own = {"squamous": site.squamous, "in_situ": site.squamous_in_situ}
    # sites of other chapters have one code for all cancers, and none of these for what is benign
    fitting = [kind for kind in kinds if own[kind.of] and (site.digit or not kind.is_derived)]
    codes = [kind.made(own[kind.of]) for kind in fitting]
    return [code for code in dict.fromkeys(codes) if is_listed(code)]


@cache
def _offers() -> tuple[_Offer, ...]:
    table = tomllib.loads(files.read_text("codes/offers.toml"))
    kinds = {key: _kind(row) for key, row in table["kind"].items()}
    return tuple(
        _Offer(
            frozenset(Category(each) for each in row["categories"]),
            tuple(row.get("codes", ())),
            tuple(kinds[key] for key in row.get("kinds", ())),
            tuple(row.get("under", ())),
            tuple(row.get("not_under", ())),
        )
        for row in table["offer"]
    )


def _kind(row: dict[str, Any]) -> _Kind:
    return _Kind(row["of"], row.get("begins", ""), row.get("at", 0), row.get("becomes", ""))
