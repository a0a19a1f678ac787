"""Families of codes: which lesions are counted together, and how their number becomes lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from resources.regions import load_regions
from resources.terms import Category, Method

_Table = dict[str, Any]  # what tomllib returns; each reader below gives its fields a type


class Shape(StrEnum):
    """How the lesions of a family are reported; the head of the rules' file says what each means."""

    COUNT = "count"
    SIZE = "size"
    TECHNIQUE = "technique"
    METHOD = "method"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Band:
    """What is reported from `start` to `end` lesions.

    `first` stands once, for `covers` lesions; `further` once for every `step` of the others. Without `further` the
    first code is for all of them.
    """

    start: int
    end: int | None
    first: str
    further: str | None
    covers: int = 1
    step: int = 1

    def units(self, lesions: int, *, part_counts: bool = True) -> int:
        """Return the units of the further code; `part_counts` says whether a part of a step is one."""
        if self.further is None:
            return 0
        beyond = max(0, lesions - self.covers)
        return -(-beyond // self.step) if part_counts else beyond // self.step


@dataclass(frozen=True, slots=True)
class Size:
    """A code for lesions of one group of sites, of more than `above` and at most `upto` millimetres."""

    above: float
    upto: float | None
    code: str


@dataclass(frozen=True, slots=True)
class Technique:
    """What a technique is called, its code for the day's first lesion, and the one for each further lesion."""

    category: Category
    name: str
    first: str
    further: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Codes for lesions that are counted together. `reasons` begin at a number of lesions.

    `since` is the first day the codes meant what they mean now, None where the sources don't say. `site` is what people
    call the site of a family that belongs to one; `area` says that its lesions are an area and not counted; `most_mm`
    is the largest lesion its codes are for.
    """

    key: str
    categories: tuple[Category, ...]
    one: str
    many: str
    sources: tuple[str, ...]
    bands: tuple[Band, ...] = ()
    reasons: tuple[tuple[int, str], ...] = ()
    shape: Shape = Shape.COUNT
    since: date | None = None
    site: str = ""
    area: bool = False
    most_mm: float | None = None
    sizes: Mapping[str, tuple[Size, ...]] = field(default_factory=dict)
    techniques: tuple[Technique, ...] = ()
    methods: Mapping[Method, str] = field(default_factory=dict)
    code: str = ""

    def band(self, lesions: int) -> Band:
        """Return the band a number of lesions (1 or more) falls into."""
        return next(band for band in reversed(self.bands) if band.start <= lesions)

    def reason(self, lesions: int) -> str:
        """Say in words what a number of lesions (1 or more) of a family with bands is reported as."""
        band = self.band(lesions)
        return self.say(
            lesions,
            others=lesions - 1,
            first=band.first,
            further=band.further,
            start=band.start,
            end=band.end,
            covers=band.covers,
            step=band.step,
            units=band.units(lesions),
        )

    def say(self, lesions: int, **fields: object) -> str:
        """Return the reason for a number of lesions (1 or more) with its fields filled in."""
        text = next(text for start, text in reversed(self.reasons) if start <= lesions)
        return text.format(n=lesions, site=fields.pop("site", self.site), **fields)

    def size(self, group: str, millimetres: float) -> Size:
        """Return the code of a lesion by its site's group and its diameter. KeyError for a group without codes."""
        return next(each for each in self.sizes[group] if each.upto is None or millimetres <= each.upto)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes the family can report, each once."""
        found = [code for band in self.bands for code in (band.first, band.further)]
        found += [size.code for sizes in self.sizes.values() for size in sizes]
        found += [code for each in self.techniques for code in (each.first, each.further)]
        found += [*self.methods.values(), self.code]
        return tuple(dict.fromkeys([code for code in found if code]))


def read_family(row: _Table) -> Family:
    """Return a family from its row of the rules."""
    return Family(
        key=row["key"],
        categories=tuple(Category(each) for each in row["categories"]),
        one=row["one"],
        many=row["many"],
        sources=tuple(row["sources"]),
        bands=_bands(row.get("band", [])),
        reasons=tuple((reason["from"], reason["text"]) for reason in row["reason"]),
        shape=Shape(row.get("shape", Shape.COUNT)),
        since=row.get("since"),
        site=row.get("site", ""),
        area=row.get("area", False),
        most_mm=row.get("most_mm"),
        sizes={group: _sizes(row["edges_mm"], codes) for group, codes in row.get("sizes", {}).items()},
        techniques=tuple(
            Technique(Category(each["category"]), each["name"], each["first"], each.get("further"))
            for each in row.get("technique", [])
        ),
        methods={Method(method): code for method, code in row.get("methods", {}).items()},
        code=row.get("code", ""),
    )


def regions_of(row: _Table) -> tuple[str, ...]:
    """Return the regions a row of the rules is about: by mark, with all their parts, or by name; none is about all."""
    marks = {*row.get("overrides", ()), row.get("override", "")} - {""}
    roots = row.get("under", ())
    found: list[str] = []
    if marks or roots:
        table = load_regions()
        found = [
            each.id
            for each in table.all
            if each.site_override in marks or any(table.under(each.id, root) for root in roots)
        ]
    return tuple(dict.fromkeys([*found, *row.get("regions", ())]))


def _bands(rows: Sequence[_Table]) -> tuple[Band, ...]:
    ends = [*(row["from"] - 1 for row in rows[1:]), None][: len(rows)]
    return tuple(
        Band(row["from"], end, row["first"], row.get("further"), row.get("covers", 1), row.get("step", 1))
        for row, end in zip(rows, ends, strict=True)
    )


def _sizes(edges: list[float], codes: list[str]) -> tuple[Size, ...]:
    bounds = zip([0, *edges], [*edges, None], codes, strict=True)
    return tuple(Size(above, upto, code) for above, upto, code in bounds)
