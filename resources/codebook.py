"""The code rules in force on a date of service. Code numbers and our own words; no descriptors, no money."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from resources import files
from resources.presets import Preset, Presets, load_presets
from resources.regions import load_regions
from resources.terms import Category

__all__ = [
    "Band", "Codebook", "Diagnosis", "Edition", "Family", "Limit", "OutsideRulesError", "Preset", "Presets", "Site",
    "Wordings", "load_codebook", "load_presets", "load_wordings",
]  # fmt: skip

_Table = dict[str, Any]  # what tomllib returns; each reader below gives its fields a type

_NO_FURTHER_DAYS = "ZZZ"
"""Global days of an add-on: those of its primary."""


class OutsideRulesError(ValueError):
    """The date of service lies before the first edition of the rules."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a table: its name and when it stops being current (None: it has no quarter)."""

    name: str
    old_from: date | None
    sources: tuple[str, ...]

    def is_old(self, today: date) -> bool:
        """Say whether a newer edition should be loaded."""
        return self.old_from is not None and today >= self.old_from


@dataclass(frozen=True, slots=True)
class Band:
    """What is reported from `start` to `end` lesions: `first` once, and `further` for each lesion after the first."""

    start: int
    end: int | None
    first: str
    further: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """Codes for lesions that are counted together. `reasons` begin at a number of lesions."""

    key: str
    categories: tuple[Category, ...]
    one: str
    many: str
    sources: tuple[str, ...]
    bands: tuple[Band, ...]
    reasons: tuple[tuple[int, str], ...]

    def band(self, lesions: int) -> Band:
        """Return the band a number of lesions (1 or more) falls into."""
        return next(band for band in reversed(self.bands) if band.start <= lesions)

    def reason(self, lesions: int) -> str:
        """Say in words what a number of lesions (1 or more) is reported as."""
        band = self.band(lesions)
        text = next(text for start, text in reversed(self.reasons) if start <= lesions)
        return text.format(
            n=lesions, others=lesions - 1, first=band.first, further=band.further, start=band.start, end=band.end
        )


@dataclass(frozen=True, slots=True)
class Site:
    """A site with codes of its own: its lesions wait. With a `warning` (the name of a text) they are coded as usual."""

    name: str
    text: str
    warning: str
    categories: frozenset[Category]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an ICD-10-CM code says of a lesion: its family and codes, its name, and a warning; each may be empty."""

    begins: str
    family: str
    belongs: str
    one: str
    many: str
    warning: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What goes with a code: the days after it in which a repeat is part of it, its units a day, its primaries."""

    global_days: str
    units: int
    add_on_to: tuple[str, ...]


class Wordings:
    """Dermtally's own words about codes."""

    def __init__(self, texts: Mapping[str, str], labels: Mapping[str, str], months: Sequence[str], notice: str) -> None:
        """`labels` are the names of codes, categories and methods."""
        self._texts = texts
        self._labels = labels
        self._months = months
        self.notice = notice

    def text(self, key: str, **fields: object) -> str:
        """Return a reason or warning with its fields filled in; KeyError for an unknown key or a field left out."""
        return self._texts[key].format(**fields)

    def label(self, of: str) -> str:
        """Return our own label of a code, a category or a method; the word itself where there is none."""
        return self._labels.get(of, of)

    def day(self, day: date) -> str:
        """Return a day as it is said in a reason: ``15 Nov``. English on every computer."""
        return f"{day.day} {self._months[day.month - 1]}"


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """The rules for one date of service. Every look-up is one step; all tables are read once per edition.

    `families` are by category, `sites` by region, `column_one` gives for a code those codes that take it in unless a
    modifier says the lesions are others. `order` ranks code lines; `follow_up` is the modifier of new lesions inside
    the global period of earlier ones.
    """

    rules: Edition
    pairs: Edition
    limits: Edition
    families: Mapping[Category, Family]
    sites: Mapping[str, Site]
    diagnoses: Mapping[str, Diagnosis]
    order: Mapping[str, int]
    column_one: Mapping[str, frozenset[str]]
    limit: Mapping[str, Limit]
    follow_up: str
    wordings: Wordings

    def text(self, key: str, **fields: object) -> str:
        """Return a reason or warning with its fields filled in; KeyError for an unknown key or a field left out."""
        return self.wordings.text(key, **fields)

    def diagnosis(self, code: str) -> Diagnosis | None:
        """Return what is known of a diagnosis: the entry with the longest fitting beginning."""
        for end in range(len(code), 0, -1):
            found = self.diagnoses.get(code[:end])
            if found:
                return found
        return None

    def global_days(self, code: str) -> int:
        """Return the days in which a repeat is part of a code; for an add-on, its primary's. KeyError if unknown."""
        limit = self.limit[code]
        if limit.global_days == _NO_FURTHER_DAYS:
            return max(self.global_days(each) for each in limit.add_on_to)
        return int(limit.global_days) if limit.global_days.isdigit() else 0


def load_codebook(on: date) -> Codebook:
    """Return the rules in force on a date of service; OutsideRulesError before the first edition."""
    editions = _editions()
    return _codebook(*(_in_force(editions[kind], on) for kind in ("rules", "pairs", "limits")))


@cache
def load_wordings() -> Wordings:
    """Return the words, read once."""
    table = _toml("wordings.toml")
    labels = _toml("labels.toml")
    named = {**labels["codes"], **labels["categories"], **labels["methods"]}
    return Wordings(table["text"], named, table["months"], table["notice"])


@cache
def _editions() -> dict[str, list[_Table]]:
    return _toml("editions.toml")


def _toml(name: str) -> _Table:
    return tomllib.loads(files.read_text(f"codes/{name}"))


def _in_force(editions: list[_Table], on: date) -> int:
    started = [index for index, each in enumerate(editions) if each["from"] <= on]
    if not started:
        raise OutsideRulesError(f"no rules before {min(each['from'] for each in editions)}")
    return max(started, key=lambda index: editions[index]["from"])


@cache
def _codebook(rules: int, pairs: int, limits: int) -> Codebook:
    kinds = _editions()
    chosen = kinds["rules"][rules], kinds["pairs"][pairs], kinds["limits"][limits]
    table = _toml(chosen[0]["file"])
    families = [_family(row) for row in table["family"]]
    return Codebook(
        rules=_edition(chosen[0]),
        pairs=_edition(chosen[1]),
        limits=_edition(chosen[2]),
        families={category: each for each in families for category in each.categories},
        sites=_sites(table["site"]),
        diagnoses={row["begins"]: _diagnosis(row) for row in table["diagnosis"]},
        order={code: rank for rank, code in enumerate(table["order"])},
        column_one=_column_one(chosen[1]["file"]),
        limit=_limits(chosen[2]["file"]),
        follow_up=table["follow_up"],
        wordings=load_wordings(),
    )


def _edition(row: _Table) -> Edition:
    return Edition(row["name"], row.get("old_from"), tuple(row.get("sources", ())))


def _family(row: _Table) -> Family:
    starts = [band["from"] for band in row["band"]]
    ends = [start - 1 for start in starts[1:]]
    return Family(
        key=row["key"],
        categories=tuple(Category(each) for each in row["categories"]),
        one=row["one"],
        many=row["many"],
        sources=tuple(row["sources"]),
        bands=tuple(
            Band(band["from"], end, band["first"], band.get("further"))
            for band, end in zip(row["band"], [*ends, None], strict=True)
        ),
        reasons=tuple((reason["from"], reason["text"]) for reason in row["reason"]),
    )


def _sites(rows: Iterable[_Table]) -> dict[str, Site]:
    regions = load_regions().all
    found: dict[str, Site] = {}
    for row in rows:
        categories = frozenset(Category(each) for each in row.get("categories", Category))
        site = Site(row["name"], row.get("text", "own_site"), row.get("warning", ""), categories)
        marked = [each.id for each in regions if row.get("override") and each.site_override == row["override"]]
        found |= dict.fromkeys([*row.get("regions", ()), *marked], site)
    return found


def _diagnosis(row: _Table) -> Diagnosis:
    return Diagnosis(
        row["begins"],
        row.get("family", ""),
        row.get("belongs", ""),
        row.get("one", ""),
        row.get("many", ""),
        row.get("warning", ""),
    )


def _rows(name: str) -> list[list[str]]:
    return [line.split(",") for line in files.read_text(f"codes/{name}").splitlines()[1:]]


def _column_one(name: str) -> dict[str, frozenset[str]]:
    """Gather the pairs that a modifier may part (indicator 1), by their second code."""
    found: dict[str, set[str]] = {}
    for one, two, modifier in _rows(name):
        if modifier == "1":
            found.setdefault(two, set()).add(one)
    return {two: frozenset(ones) for two, ones in found.items()}


def _limits(name: str) -> dict[str, Limit]:
    return {
        code: Limit(days, int(units), tuple(primaries.split()))
        for code, days, _, _, units, _, primaries, _ in _rows(name)
    }
