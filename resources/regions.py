"""The anatomy table: a tree of skin regions, and the body parts that group them in lists."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resources import files

ROOT = "skin"
"""The root of the tree: the place of a lesion counted before anybody said where it is."""
CLOCK = "clock"
"""The axis of a region around the anus: places are told by the hours of a clock."""


class Lateral(StrEnum):
    """Whether a region has a side: always, only beside the midline, or never."""

    YES = "yes"
    MIDLINE_SPLIT = "midline-split"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Region:
    """A node of the anatomy table; leaves are what a fine pointer hits.

    `axes` are the position words that may be said inside it ("sup/inf", "med/lat" ...). `cpt_site_group` is empty where
    the site is too coarse for one, `site_override` where no codes of their own belong to the site ("penis" ...),
    `snomed` where the nearest coded ancestor stands for it.
    """

    id: str
    parent: str
    term: str
    lateral: Lateral
    is_leaf: bool
    axes: tuple[str, ...]
    cpt_site_group: str
    site_override: str
    c44_site_digit: str
    snomed: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A heading of the lesion list."""

    key: str
    name: str


class Regions:
    """The whole table. Every look-up is one step; ids that are not in the table raise KeyError."""

    def __init__(self, regions: Iterable[Region], parts: Mapping[BodyPart, Iterable[str]]) -> None:
        """Build the tree; a region stands after its parent. `parts` says which nodes begin which body part."""
        self._by_id = {each.id: each for each in regions}
        self._part = {root: part for part, roots in parts.items() for root in roots}
        self._paths: dict[str, tuple[str, ...]] = {}
        children: dict[str, list[str]] = {key: [] for key in self._by_id}
        for each in self._by_id.values():
            self._paths[each.id] = (each.id, *self._paths.get(each.parent, ()))
            if each.parent:
                children[each.parent].append(each.id)
                self._part.setdefault(each.id, self._part[each.parent])
        self._ancestors = {key: frozenset(path) for key, path in self._paths.items()}
        self._children = {key: tuple(found) for key, found in children.items()}
        self.all = tuple(self._by_id.values())
        self.leaves = tuple(each for each in self.all if each.is_leaf)
        self.parts = tuple(parts)

    def __contains__(self, region: object) -> bool:
        return region in self._by_id

    def get(self, region: str) -> Region:
        """Return a region by its id."""
        return self._by_id[region]

    def children(self, region: str) -> tuple[str, ...]:
        """Return the ids right below a region; none for a leaf."""
        return self._children[region]

    def path(self, region: str) -> tuple[str, ...]:
        """Return the ids from a region up to the root, itself first."""
        return self._paths[region]

    def under(self, region: str, ancestor: str) -> bool:
        """Say whether a region is another one or lies inside it."""
        return ancestor in self._ancestors[region]

    def smallest_common_parent(self, regions: Iterable[str]) -> str:
        """Return the smallest region that holds all of some; of one region, itself. Of none, ValueError."""
        first, *others = set(regions) or {""}
        if not first:
            raise ValueError("no region has no parent")
        sets = [self._ancestors[each] for each in others]
        return next(each for each in self._paths[first] if all(each in found for found in sets))

    def group(self, region: str) -> BodyPart:
        """Return the body part under which a region is listed."""
        return self._part[region]


@cache
def load_regions() -> Regions:
    """Return the shipped table, read once."""
    head, *rows = files.read_text("body/regions.tsv").splitlines()
    names = head.split("\t")
    wanted = [names.index(name) for name in _COLUMNS]
    table = (row.split("\t") for row in rows)
    return Regions([_region([row[index] for index in wanted]) for row in table], _parts())


@cache
def load_callouts() -> Mapping[str, tuple[str, ...]]:
    """Return what is said in the room and the region it means; a word with several regions asks which one."""
    table = tomllib.loads(files.read_text("body/callouts.toml"))
    return {word: tuple(regions) for word, regions in table["words"].items()}


_COLUMNS = (
    "id", "parent", "preferred_term", "lateral", "is_leaf", "position_axes",
    "cpt_site_group", "site_override", "c44_site_digit", "snomed_code", "synonyms",
)  # fmt: skip


def _region(cells: list[str]) -> Region:
    key, parent, term, lateral, is_leaf, axes, cpt_site_group, site_override, c44_site_digit, snomed, synonyms = cells
    return Region(
        id=key,
        parent=parent,
        term=term,
        lateral=Lateral(lateral),
        is_leaf=is_leaf == "yes",
        axes=_several(axes, "+"),
        cpt_site_group=cpt_site_group,
        site_override="" if site_override == "none" else site_override,
        c44_site_digit=c44_site_digit,
        snomed=snomed,
        synonyms=_several(synonyms, ";"),
    )


def _several(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator)) if cell and cell != "none" else ()


def _parts() -> dict[BodyPart, list[str]]:
    table = tomllib.loads(files.read_text("body/groups.toml"))
    return {BodyPart(row["key"], row["name"]): row["regions"] for row in table["part"]}
