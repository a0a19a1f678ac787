"""The code rules in force on a date of service. Code numbers and our own words; no descriptors, no money."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from resources import files
from resources.edits import Limit, load_limits, load_pairs
from resources.families import Band, Family, Shape, Size, Technique, read_family, regions_of
from resources.presets import Preset, Presets, load_presets
from resources.rulings import (
    Diagnosis,
    Earlier,
    PartOf,
    Site,
    Sited,
    VisitRules,
    categories_of,
    read_diagnosis,
    read_side_modifiers,
    read_sited,
    read_sites,
    read_visit,
)
from resources.terms import Category, Side
from resources.wordings import Wordings, load_wordings

__all__ = [
    "Band",
    "Codebook",
    "Diagnosis",
    "Edition",
    "Family",
    "Limit",
    "OutsideRulesError",
    "PartOf",
    "Preset",
    "Presets",
    "Shape",
    "Site",
    "Sited",
    "Size",
    "Technique",
    "VisitRules",
    "Wordings",
    "load_codebook",
    "load_presets",
    "load_wordings",
]  # fmt: skip

_Table = dict[str, Any]  # what tomllib returns; each reader below gives its fields a type

_NO_FURTHER_DAYS = "ZZZ"
"""Global days of an add-on: those of its primary."""


class OutsideRulesError(ValueError):
    """The date of service lies before the first edition of the rules."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a table: its name, from which date of service it counts, and when it stops being current.

    `old_from` None: it has no quarter. `in_force` is the first day its maker put it in force, None if not told.
    """

    name: str
    old_from: date | None
    sources: tuple[str, ...]
    starts: date
    in_force: date | None = None

    def is_old(self, today: date) -> bool:
        """Say whether a newer edition should be loaded."""
        return self.old_from is not None and today >= self.old_from


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """The rules for one date of service. Every look-up is one step; all tables are read once per edition.

    `families` are by category, `site_families` by region and category, `sites` too; `column_one` gives for a code those
    codes that take it in unless a modifier says the lesions are others, `never_with` those that take it in always.
    `order` ranks code lines; `follow_up` is the modifier of new lesions inside the global period of earlier ones,
    `repeat` that of a code that stands a second time. `early`: the date of service lies before the first edition.
    """

    rules: Edition
    pairs: Edition
    limits: Edition
    listed: Edition
    families: Mapping[Category, Family]
    site_families: Mapping[tuple[str, Category], Family]
    sites: Mapping[tuple[str, Category], tuple[Site, ...]]
    diagnoses: Mapping[str, Diagnosis]
    sited: Mapping[str, Sited]
    order: Mapping[str, int]
    column_one: Mapping[str, frozenset[str]]
    never_with: Mapping[str, frozenset[str]]
    limit: Mapping[str, Limit]
    exclusive: frozenset[Category]
    told_by_diagnosis: frozenset[Category]
    part_of: tuple[PartOf, ...]
    asks_complaint: frozenset[Category]
    side_modifiers: Mapping[tuple[str, Side], str]
    groups: Mapping[str, str]
    coarse_share: float
    follow_up: str
    repeat: str
    earlier: tuple[Earlier, ...]
    visit: VisitRules
    sources: Mapping[str, str]
    wordings: Wordings
    early: bool = False

    def text(self, key: str, **fields: object) -> str:
        """Return a reason or warning with its fields filled in; KeyError for an unknown key or a field left out."""
        return self.wordings.text(key, **fields)

    def family(self, category: Category, region: str) -> Family:
        """Return the family of a lesion: that of its site where it has one, else that of its category."""
        return self.site_families.get((region, category)) or self.families[category]

    def family_named(self, key: str) -> Family:
        """Return a family by its key. StopIteration for one that is not in the rules."""
        return next(each for each in (*self.families.values(), *self.site_families.values()) if each.key == key)

    def diagnosis(self, code: str) -> Diagnosis | None:
        """Return what is known of a diagnosis: the entry with the longest fitting beginning."""
        return _longest_fitting(code, self)

    def global_days(self, code: str) -> int:
        """Return the days in which a repeat is part of a code; for an add-on, its primary's. KeyError if unknown."""
        if code not in self.limit:
            return self._earlier(code).days
        limit = self.limit[code]
        if limit.global_days == _NO_FURTHER_DAYS:
            return max(self.global_days(each) for each in limit.add_on_to)
        return int(limit.global_days) if limit.global_days.isdigit() else 0

    def knows(self, code: str) -> bool:
        """Say whether the global days of a code are known: of those reported here, and of some others."""
        return code in self.limit or any(each.holds(code) for each in self.earlier)

    def _earlier(self, code: str) -> Earlier:
        for each in self.earlier:
            if each.holds(code):
                return each
        raise KeyError(code)

    def has_global(self, code: str) -> bool:
        """Say whether a code has a global period, be it of its day alone. KeyError if unknown."""
        return self.limit[code].global_days.isdigit()


@lru_cache(maxsize=4096)
def _longest_fitting(code: str, book: Codebook) -> Diagnosis | None:
    beginnings = (code[:end] for end in range(len(code), 0, -1))
    return next((book.diagnoses[each] for each in beginnings if each in book.diagnoses), None)


def load_codebook(on: date, *, early: bool = False) -> Codebook:
    """Return the rules in force on a date of service: of each table the newest edition not after it.

    Before the first edition: OutsideRulesError, or with `early` the first edition, marked so.
    """
    chosen = [_in_force(_editions()[kind], on) for kind in ("rules", "pairs", "limits", "diagnoses")]
    before = None in chosen
    if before and not early:
        raise OutsideRulesError(f"no rules before {_first_day()}")
    return _codebook(*[0 if each is None else each for each in chosen], before)


@cache
def _editions() -> dict[str, list[_Table]]:
    return {kind: sorted(rows, key=lambda row: row["from"]) for kind, rows in _toml("editions.toml").items()}


def _toml(name: str) -> _Table:
    return tomllib.loads(files.read_text(f"codes/{name}"))


def _in_force(editions: Sequence[_Table], on: date) -> int | None:
    started = [index for index, each in enumerate(editions) if each["from"] <= on]
    return started[-1] if started else None


def _first_day() -> date:
    first: date = max(rows[0]["from"] for rows in _editions().values())
    return first


@cache
def _codebook(rules: int, pairs: int, limits: int, listed: int, early: bool) -> Codebook:  # noqa: FBT001
    kinds = _editions()
    chosen = [kinds[kind][at] for kind, at in (("rules", rules), ("pairs", pairs), ("limits", limits))]
    table = _toml(chosen[0]["file"])
    edits = load_pairs(chosen[1]["file"])
    families = [(read_family(row), regions_of(row)) for row in table["family"]]
    return Codebook(
        rules=_edition(chosen[0]),
        pairs=_edition(chosen[1]),
        limits=_edition(chosen[2]),
        listed=_edition(kinds["diagnoses"][listed]),
        families={each: family for family, regions in families if not regions for each in family.categories},
        site_families=_by_site(families),
        sites=read_sites(table["site"]),
        diagnoses={row["begins"]: read_diagnosis(row) for row in table["diagnosis"]},
        sited=read_sited(table["sited"]),
        order={code: rank for rank, code in enumerate(table["order"])},
        column_one=edits.parted,
        never_with=edits.never,
        limit=load_limits(chosen[2]["file"]),
        exclusive=categories_of(table["exclusive"]),
        told_by_diagnosis=categories_of(table["told_by_diagnosis"]),
        part_of=tuple(
            PartOf(categories_of(row["these"]), categories_of(row["of"]), row["text"]) for row in table["part_of"]
        ),
        asks_complaint=categories_of(table["complaint"]["categories"]),
        side_modifiers=read_side_modifiers(table["side_modifier"]),
        groups=table["groups"],
        coarse_share=table["coarse_share"],
        follow_up=table["follow_up"],
        repeat=table["repeat"],
        earlier=tuple(Earlier(row["from"], row["to"], row["days"]) for row in table["earlier"]),
        visit=read_visit(table["visit"]),
        sources=table["sources"],
        wordings=load_wordings(),
        early=early,
    )


def _edition(row: _Table) -> Edition:
    return Edition(row["name"], row.get("old_from"), tuple(row.get("sources", ())), row["from"], row.get("in_force"))


def _by_site(families: Iterable[tuple[Family, tuple[str, ...]]]) -> dict[tuple[str, Category], Family]:
    """Return the families of sites by region and category; a later one in the file goes before an earlier one."""
    return {
        (region, category): family
        for family, regions in families
        for region in regions
        for category in family.categories
    }
