"""Single rules of coding beside the families: sites, diagnoses, what is part of what, recorded visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from resources.families import regions_of
from resources.regions import load_regions
from resources.terms import Category, Side

_Table = dict[str, Any]  # what tomllib returns; each reader below gives its fields a type


@dataclass(frozen=True, slots=True)
class Site:
    """A site where something is unsettled. With a `warning` (a text) its lesions are coded; else they wait."""

    name: str
    warning: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an ICD-10-CM code says of a lesion: its family and codes, its name, and a warning; each may be empty.

    `under` and `not_under` are the regions it can and can't lie in, `elsewhere` the text that says so. `relieved`: the
    warning is not for a lesion with a complaint. `complaint`: the diagnosis is one itself. `also` are other families it
    may go with.
    """

    begins: str
    family: str
    belongs: str
    one: str
    many: str
    warning: str
    under: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    elsewhere: str = ""
    relieved: bool = False
    complaint: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sited:
    """Where diagnoses that begin in one way tell their site and side: characters by their place, and what they mean."""

    site: int
    side: int
    right: str
    left: str
    sided: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """Categories that are no service of their own beside others on the very same lesion, and the text."""

    these: frozenset[Category]
    of: frozenset[Category]
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Codes from one to another that are not reported here, and the global days of an earlier treatment by them."""

    first: str
    last: str
    days: int

    def holds(self, code: str) -> bool:
        """Say whether a code is one of them."""
        return len(code) == len(self.first) and self.first <= code <= self.last


@dataclass(frozen=True, slots=True)
class VisitRules:
    """Visit codes that somebody may record, and the modifiers to check with the questions of each."""

    codes: frozenset[str]
    same_day: str
    same_day_checks: tuple[str, ...]
    within: str
    within_checks: tuple[str, ...]


def categories_of(words: Iterable[str]) -> frozenset[Category]:
    """Return some categories."""
    return frozenset(Category(each) for each in words)


def read_sites(rows: Iterable[_Table]) -> dict[tuple[str, Category], tuple[Site, ...]]:
    """Return what is unsettled by region and category."""
    found: dict[tuple[str, Category], tuple[Site, ...]] = {}
    for row in rows:
        site = Site(row["name"], row.get("warning", ""))
        for region in regions_of(row):
            for category in categories_of(row["categories"]):
                found[region, category] = (*found.get((region, category), ()), site)
    return found


def read_diagnosis(row: _Table) -> Diagnosis:
    """Return what a diagnosis says, from its row of the rules."""
    return Diagnosis(
        row["begins"],
        row.get("family", ""),
        row.get("belongs", ""),
        row.get("one", ""),
        row.get("many", ""),
        row.get("warning", ""),
        tuple(row.get("under", ())),
        tuple(row.get("not_under", ())),
        row.get("elsewhere", ""),
        row.get("relieved", False),
        row.get("complaint", False),
        tuple(row.get("also", ())),
    )


def read_sited(rows: Iterable[_Table]) -> dict[str, Sited]:
    """Return where diagnoses tell their site and side, by how they begin."""
    return {
        begins: Sited(row["site"], row["side"], row["right"], row["left"], row["sided"])
        for row in rows
        for begins in row["begins"]
    }


def read_side_modifiers(rows: Iterable[_Table]) -> dict[tuple[str, Side], str]:
    """Return the modifier of each region's side."""
    table = load_regions()
    return {
        (region.id, side): row[side.value]
        for row in rows
        for region in table.all
        if table.under(region.id, row["under"])
        for side in (Side.LEFT, Side.RIGHT)
    }


def read_visit(row: _Table) -> VisitRules:
    """Return the rules of recorded visits."""
    return VisitRules(
        frozenset(row["codes"]),
        row["same_day"],
        tuple(row["same_day_checks"]),
        row["global"],
        tuple(row["global_checks"]),
    )
