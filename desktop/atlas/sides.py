"""The patient's side of a point of the skin, from how far it lies beside the midline."""

import tomllib
from functools import cache

from resources import files
from resources.regions import Lateral, Regions
from resources.terms import Side


def side_at(regions: Regions, region_id: str, x_mm: float) -> Side:
    """Return the side of a region on which a point lies, `x_mm` to the patient's left of the midline in reference pose.

    A paired region is never in the middle: exactly on the midline it is the left one. A region without sides has none.
    """
    lateral = regions.get(region_id).lateral
    if lateral is Lateral.NO:
        return Side.UNSIDED
    if lateral is Lateral.MIDLINE_SPLIT and abs(x_mm) <= tolerance_mm(regions, region_id):
        return Side.MIDLINE
    return Side.LEFT if x_mm >= 0 else Side.RIGHT


def tolerance_mm(regions: Regions, region_id: str) -> float:
    """Return how far beside the midline a point of a region still counts as in the middle."""
    table = _tolerances()
    return next(table[each] for each in regions.path(region_id) if each in table)


@cache
def _tolerances() -> dict[str, float]:
    return {key: float(mm) for key, mm in tomllib.loads(files.read_text("body/midline.toml"))["tolerance_mm"].items()}
