"""Named places of the skin against the regions they belong to by anatomy, not by what the map happens to say.

`tests/data/probes.tsv` tells for each probe a landmark, an offset and the leaf that texts or conventions give it. From
the landmark the test walks along the skin of the neutral body in anatomical position: a millimetre at a time, each step
in the offset's direction laid onto the skin, the foot brought back to the nearest skin that hangs together with the
last. Probes are told for the patient's left or the midline; each is tried on the right as well.
"""

import csv
from pathlib import Path

import pytest

from atlas.walking import Walker, legs
from desktop.atlas.sides import side_at
from desktop.atlas.surface import Surface
from resources.regions import Regions, load_regions
from resources.terms import Side

Row = dict[str, str]

_TABLE = Path(__file__).resolve().parents[1] / "data" / "probes.tsv"


def _rows() -> list[Row]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


ROWS = _rows()
NAMES = [f"{row['landmark']} {row['offset']}".strip() for row in ROWS]
_BESIDE_MM = 1.0


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_probe_lies_in_the_region_that_anatomy_gives_it(
    surface: Surface, walker: Walker, labels: list[str], row: Row
) -> None:
    anchor = walker.end(row["landmark"], row["offset"])

    assert labels[surface.label(anchor)] == row["leaf"]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_probe_on_the_right_lies_in_the_same_region_on_its_own_side(
    surface: Surface, walker: Walker, labels: list[str], regions: Regions, row: Row
) -> None:
    anchor = walker.end(row["landmark"], row["offset"], mirrored=True)

    x = float(surface.point(anchor)[0])

    assert labels[surface.label(anchor)] == row["leaf"]
    assert x < _BESIDE_MM
    assert side_at(regions, row["leaf"], x) in (Side.RIGHT, Side.UNSIDED, *([Side.MIDLINE] if x > -10 else []))


def test_every_probe_is_told_once() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


def test_probes_name_leaves_and_sources(regions: Regions) -> None:
    assert [name for name, row in zip(NAMES, ROWS, strict=True) if not regions.get(row["leaf"]).is_leaf] == []
    assert [name for name, row in zip(NAMES, ROWS, strict=True) if not row["source"]] == []


@pytest.mark.parametrize("offset", ["8 mm", "8 cm superior", "8 mm sideways", "50 % lateral", "mm superior"])
def test_an_offset_that_cannot_be_read_is_refused(offset: str) -> None:
    with pytest.raises(ValueError, match=r"not a part of an offset|a share needs a goal"):
        legs(offset)


def test_a_walk_that_would_leave_the_skin_is_refused(walker: Walker) -> None:
    with pytest.raises(ValueError, match="does not get on"):
        walker.end("nasal_tip", "300 mm anterior")
