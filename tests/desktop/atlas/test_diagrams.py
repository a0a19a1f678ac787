"""Mouth and genitals as drawings: every leaf the surface does not carry can be pointed at, on each of its sides."""

import json

import pytest

from desktop.atlas.diagrams import Diagram, Part, Zone, load_diagrams
from desktop.atlas.strokes import path_data, strokes
from resources import files
from resources.regions import Lateral, load_regions
from resources.terms import Sex, Side

DIAGRAMS = load_diagrams().all
ZONES = [(diagram, zone) for diagram in DIAGRAMS for zone in diagram.zones]
OFF_SURFACE = {
    "upper_labial_mucosa", "lower_labial_mucosa", "buccal_mucosa", "tongue", "oral_mucosa_other",
    "penis_base", "penis_shaft", "glans_penis", "prepuce", "scrotum",
    "labium_majus", "labium_minus", "clitoris", "vulval_vestibule", "anus",
}  # fmt: skip
MIRRORED = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT, Side.MIDLINE: Side.MIDLINE, Side.UNSIDED: Side.UNSIDED}


def named(diagram: str) -> Diagram:
    return load_diagrams().get(f"diagram_{diagram}")


def test_every_leaf_is_on_the_surface_or_on_a_diagram() -> None:
    on_surface = set(json.loads(files.read_text("body/regions.json")))
    drawn = {zone.region for _, zone in ZONES}

    assert drawn - on_surface == OFF_SURFACE
    assert {each.id for each in load_regions().leaves} == on_surface | drawn


@pytest.mark.parametrize(("diagram", "zone"), ZONES, ids=[zone.phrase for _, zone in ZONES])
def test_a_part_is_hit_in_its_middle_and_has_its_side(diagram: Diagram, zone: Zone) -> None:
    site = diagram.site(*zone.middle)

    assert site is not None
    assert (site.view, site.region, site.side) == (diagram.key, zone.region, zone.side)


@pytest.mark.parametrize(("diagram", "zone"), ZONES, ids=[zone.phrase for _, zone in ZONES])
def test_the_patients_right_is_on_the_viewers_left(diagram: Diagram, zone: Zone) -> None:
    x, y = zone.middle
    mirrored = diagram.site(diagram.width - x, y)

    assert mirrored is not None
    assert (mirrored.region, mirrored.side) == (zone.region, MIRRORED[zone.side])
    if zone.side is Side.RIGHT:
        assert x < diagram.width / 2


def test_every_side_a_leaf_can_have_is_there_once() -> None:
    sides = {
        Lateral.YES: {"right", "left"},
        Lateral.MIDLINE_SPLIT: {"right", "midline", "left"},
        Lateral.NO: {"unsided"},
    }
    for region in OFF_SURFACE | {"perianal"}:
        found = [zone.side.value for _, zone in ZONES if zone.region == region]
        assert len(found) == len(set(found))
        assert set(found) == sides[load_regions().get(region).lateral]


def test_beside_every_part_nothing_is_hit() -> None:
    assert all(each.site(5.0, 5.0) is None for each in DIAGRAMS)


@pytest.mark.parametrize(
    ("diagram", "x", "y", "phrase"),
    [
        ("anus", 450, 310, "anus, 3 o'clock"),
        ("anus", 400, 250, "anus, 12 o'clock"),
        ("anus", 400, 312, "anus"),
        ("anus", 250, 310, "right perianal skin, 9 o'clock"),
        ("tongue", 370, 440, "right anterior tongue"),
        ("tongue", 440, 320, "left posterior tongue"),
        ("tongue", 350, 375, "right tongue"),
        ("penis", 400, 220, "midline proximal penile shaft"),
        ("penis", 400, 350, "midline distal penile shaft"),
        ("vulva", 350, 150, "right anterior labium majus"),
    ],
)
def test_where_in_a_part_is_said_as_on_skin(diagram: str, x: float, y: float, phrase: str) -> None:
    site = named("mouth" if diagram == "tongue" else diagram).site(x, y)

    assert site is not None
    assert site.phrase == phrase


@pytest.mark.parametrize(
    ("sex", "keys"),
    [
        (Sex.UNSAID, ["mouth", "penis", "vulva", "anus"]),
        (Sex.MALE, ["mouth", "penis", "anus"]),
        (Sex.FEMALE, ["mouth", "vulva", "anus"]),
    ],
)
def test_diagrams_follow_the_sex_where_it_is_known(sex: Sex, keys: list[str]) -> None:
    assert [each.key for each in load_diagrams().fitting(sex)] == [f"diagram_{key}" for key in keys]


@pytest.mark.parametrize(
    ("region", "home"),
    [
        ("tongue", "diagram_mouth"),
        ("penis", "diagram_penis"),
        ("vulva", "diagram_vulva"),
        ("malar_cheek", ""),
        ("skin", ""),
        ("upper_lip", ""),
    ],
)
def test_a_region_is_at_home_where_it_or_its_leaves_are_drawn(region: str, home: str) -> None:
    assert load_diagrams().home(region, Side.UNSAID) == home


def test_a_key_that_is_no_diagrams_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_diagrams().get("face")


@pytest.mark.parametrize("d", ["M 0 0 c 1 1 2 2 3 3", "M 0 0 A 1 1 0 0 0 2 2"])
def test_a_path_with_other_letters_is_not_read(d: str) -> None:
    with pytest.raises(ValueError, match="only M, L, C and Z"):
        strokes(d)


def test_what_is_written_for_paper_is_what_was_read() -> None:
    for diagram in DIAGRAMS:
        for each in diagram.drawn:
            drawn = each.strokes if isinstance(each, Part) else each
            assert strokes(path_data(drawn)) == drawn


def test_a_path_is_read_stroke_by_stroke() -> None:
    closed, line = strokes("M 0 0 L 3 0 C 3 1 2 3 0 3 Z M 5 5 L 6 6")

    assert (closed.start, closed.closed, len(closed.curves)) == ((0.0, 0.0), True, 2)
    assert (line.start, line.closed, line.curves[0][2]) == ((5.0, 5.0), False, (6.0, 6.0))
