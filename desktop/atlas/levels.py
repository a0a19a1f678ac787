"""The level a note names sites at: the leaf as stored, or the region right above it."""

import tomllib
from functools import cache

from resources import files
from resources.regions import Lateral, Region, Regions
from resources.terms import Side


def parent_site(regions: Regions, region_id: str, side: Side) -> tuple[str, Side]:
    """Return the region and side that stand for a leaf in a note of the coarser level: for a malar cheek's part, that.

    It is the nearest region around the leaf that can say its side; a leaf without sides lies in the middle of one that
    has some. A site stands for itself if it is a node, if that region is too coarse to find a lesion by, or if a code
    tells the two apart: a lid margin is never called a lid, nor a vermilion lip a lip.
    """
    leaf = regions.get(region_id)
    if not leaf.is_leaf:
        return region_id, side
    for node in regions.path(region_id)[1:]:
        above = regions.get(node)
        if node in _too_coarse() or _codes(above) != _codes(leaf):
            break
        found = _side_in(above, side)
        if found is not None:
            return node, found
    return region_id, side


def _codes(region: Region) -> tuple[str, str, str]:
    return region.cpt_site_group, region.site_override, region.c44_site_digit


def _side_in(region: Region, side: Side) -> Side | None:
    """Return a side as another region says it; None where it can't."""
    if region.lateral is Lateral.MIDLINE_SPLIT:
        return Side.MIDLINE if side is Side.UNSIDED else side
    if region.lateral is Lateral.YES:
        return side if side in (Side.RIGHT, Side.LEFT, Side.UNSAID) else None
    return side if side is Side.UNSIDED else None


@cache
def _too_coarse() -> frozenset[str]:
    return frozenset(tomllib.loads(files.read_text("body/phrases.toml"))["parent"]["too_coarse"])
