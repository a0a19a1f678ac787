"""The codes of a site: SNOMED CT of the nearest coded region, the site of ICD-10-CM's cancers, CPT's group of sites."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from resources import files
from resources.regions import Regions, load_regions
from resources.terms import Side

_SIDES = {Side.RIGHT: "right", Side.LEFT: "left"}
_OF_OTHER_CHAPTERS = "x:"
"""Marks a site whose cancers are not coded as those of skin: ``x:C00.1|D00.01``."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A SNOMED CT body structure of DICOM's free set, and the region it names; a finer place is told in words.

    Source: DICOM PS3.16 CID 4029 "Dermatology Anatomic Site" and its notes. No side: that is a qualifier of its own.
    """

    region: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class CancerSite:
    """Where ICD-10-CM looks for a cancer of a site: `invasive` and `in_situ` are categories, or whole codes elsewhere.

    `digit` is the fourth character of C44 and D04, empty for sites of other chapters. `squamous` and `squamous_in_situ`
    are whole codes; empty where the side was not said, or a lid is not told upper or lower. Source: ICD-10-CM tabular
    list, April 2026.
    """

    digit: str
    invasive: str
    in_situ: str
    squamous: str
    squamous_in_situ: str


@dataclass(frozen=True, slots=True)
class ProcedureSite:
    """CPT's group of sites, and the site whose own destruction codes a coder must look at ("penis" ..., or empty).

    Source: AAD, "Location, location, location", February 2014; wrist, ankle and shoulder are assumed to be arm and leg.
    """

    group: str
    override: str


class SiteCodes:
    """The codes of all regions. Ids that are not in the anatomy table raise KeyError."""

    def __init__(self, regions: Regions, rows: Iterable[Mapping[str, str]]) -> None:
        """`rows` are the rows of the anatomy table, by the names of its columns."""
        self._regions = regions
        self._rows = {row["id"]: row for row in rows}

    def concept(self, region: str) -> Concept:
        """Return the SNOMED CT concept of a region, or of the nearest region around it that has one: at last skin."""
        for node in self._regions.path(region):
            row = self._rows[node]
            if row["snomed_code"]:
                return Concept(node, row["snomed_code"], row["snomed_display"])
        raise ValueError("the root of the anatomy table has no code")

    def cancer(self, region: str, side: Side) -> CancerSite | None:
        """Return the site of a cancer; None for a region too coarse for one (skin, head, head and neck, anogenital)."""
        row = self._rows[region]
        site = row["c44_site_digit"]
        if not site:
            return None
        if site.startswith(_OF_OTHER_CHAPTERS):
            invasive, in_situ = site.removeprefix(_OF_OTHER_CHAPTERS).split("|")
            return CancerSite("", invasive, in_situ, invasive, in_situ)
        own = _SIDES.get(side, "any_side")
        codes = [row[f"{name}_{own}"] or row[f"{name}_any_side"] for name in ("scc", "scc_in_situ")]
        return CancerSite(site, "C44", "D04", *codes)

    def procedure(self, region: str) -> ProcedureSite | None:
        """Return the CPT site; None for a region too coarse for one (skin, head, head and neck)."""
        found = self._regions.get(region)
        return ProcedureSite(found.cpt_site_group, found.site_override) if found.cpt_site_group else None


@cache
def load_site_codes() -> SiteCodes:
    """Return the codes of the shipped anatomy table, read once."""
    lines = files.read_text("body/regions.tsv").splitlines()
    return SiteCodes(load_regions(), csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
