"""Which landmarks a lesion is measured from in which part of the body: the preferred ones, and all others."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from desktop.atlas.measures import MIDLINE, landmark_table
from resources import files
from resources.regions import Regions


@cache
def ranks(regions: Regions, region: str) -> Mapping[str, int]:
    """Return how gladly landmarks are taken for a region: 0 for the first choice, 1 the second, 2 what it lists."""
    zone = _zone(regions, region)
    tiers = (zone.get("first", ()), zone.get("second", ()), _listed().get(region, ()))
    found: dict[str, int] = {}
    for tier, landmarks in enumerate(tiers):
        for each in landmarks:
            if each not in zone.get("avoid", ()):
                found.setdefault(each, tier)
    return found


def _zone(regions: Regions, region: str) -> Mapping[str, Any]:
    return next((_zones()[each] for each in regions.path(region) if each in _zones()), {})


@cache
def _zones() -> Mapping[str, Mapping[str, Any]]:
    return {region: zone for zone in landmark_table()["zone"] for region in zone["under"]}


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """Return the landmarks the anatomy table names for its regions; its point of the midline stands for the line."""
    head, *rows = files.read_text("body/regions.tsv").splitlines()
    names = head.split("\t")
    key, column = names.index("id"), names.index("landmarks")
    cells = {row.split("\t")[key]: row.split("\t")[column] for row in rows}
    return {
        region: tuple(MIDLINE if each == "posterior_midline" else each for each in cell.split(";"))
        for region, cell in cells.items()
        if cell
    }


@cache
def others(regions: Regions, region: str) -> tuple[str, ...]:
    """Return the landmarks that can be felt or seen on a patient and that nothing names for a region; no lines."""
    if _zone(regions, region).get("alone"):
        return ()
    without = {MIDLINE, *landmark_table()["avoid"]["beside"], *_zone(regions, region).get("avoid", ())}
    found = dict.fromkeys(each for listed in _listed().values() for each in listed)
    return tuple(each for each in found if each not in without and each not in ranks(regions, region))
