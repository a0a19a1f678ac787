"""Distances in words, as typed, and rounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.atlas.landmarks import load_landmarks
from desktop.atlas.measures import (
    MIDLINE,
    NotADistance,
    approx_words,
    distance_words,
    is_paired,
    landmark_names,
    landmark_table,
    measure_words,
    no_distances,
    rounded,
    step_mm,
    typed_mm,
)
from resources.regions import Regions
from resources.terms import Placement, Side
from tests.desktop.atlas.skin import surface

SKIN = surface()


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (("lateral_canthus", Side.LEFT, 30, "inferior"), "3 cm inferior to left lateral canthus"),
        (("alar_crease", Side.LEFT, 28, "lateral"), "2.8 cm lateral to left alar crease"),
        (("tragus", Side.LEFT, 45, ""), "4.5 cm from left tragus"),
        (("glabella", Side.UNSIDED, 130, "posterior"), "13 cm posterior to glabella"),
        ((MIDLINE, Side.UNSIDED, 25, "right"), "2.5 cm right of midline"),
        (("c7", Side.UNSIDED, 90, "inferior"), "9 cm inferior to C7"),
        (("index_mcp", Side.RIGHT, 30, "proximal"), "3 cm proximal to right index MCP"),
        (("tibial_tubercle", Side.RIGHT, 120, "distal"), "12 cm distal to right tibial tubercle"),
        (("nasal_tip", Side.UNSIDED, 8, "superior and left"), "8 mm superior and left of nasal tip"),
    ],
)
def test_a_measured_distance_reads_as_in_the_anatomy_rules(measure: tuple[str, Side, int, str], words: str) -> None:
    assert measure_words(*measure) == words


def test_what_was_read_off_the_figure_says_so_and_what_was_measured_does_not() -> None:
    measure = ("olecranon", Side.RIGHT, 60, "distal")

    assert approx_words(*measure) == "approx. 6 cm distal to right olecranon"
    assert "approx" not in measure_words(*measure)


def test_a_landmark_of_a_later_table_is_said_by_its_id() -> None:
    assert measure_words("brow_peak", Side.LEFT, 20, "") == "2 cm from left brow peak"


@pytest.mark.parametrize(
    ("typed", "mm"), [("3", 30), ("3.5", 35), ("3,5", 35), (" 0,8 cm", 8), ("12CM", 120), ("200", 2000), ("0.1", 1)]
)
def test_centimetres_are_typed_with_a_point_or_a_comma(typed: str, mm: int) -> None:
    assert typed_mm(typed) == mm


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("cm", "empty"),
        ("0", "small"),
        ("-1", "small"),
        ("0.04", "small"),
        ("500", "large"),
        ("inf", "large"),
        ("nan", "small"),
        ("three", "letters"),
        ("3 5", "letters"),
    ],
)
def test_what_is_no_distance_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotADistance) as refused:
        typed_mm(typed)

    assert refused.value.reason == reason


@given(st.integers(1, 2000))
def test_a_distance_is_typed_as_it_is_said(mm: int) -> None:
    said = distance_words(mm)

    assert typed_mm(said.removesuffix(" mm")) == 10 * mm if said.endswith("mm") else typed_mm(said) == mm


@pytest.mark.parametrize(
    ("region", "step"),
    [("malar_eminence", 1), ("helix_mid", 1), ("index_finger_nail", 1), ("vertex_scalp", 5), ("sacral", 5),
     ("forearm_volar_mid", 5), ("lower_leg_anterior_mid", 5)],
)  # fmt: skip
def test_face_ear_and_hand_are_told_to_the_millimetre_the_rest_to_five(
    regions: Regions, region: str, step: int
) -> None:
    assert step_mm(regions, region) == step


@given(st.floats(0, 400), st.sampled_from([1, 5]))
def test_rounding_keeps_to_the_step_and_is_never_nothing(mm: float, step: int) -> None:
    found = rounded(mm, step)

    assert found % step == 0
    assert found >= step
    assert abs(found - mm) <= step / 2 + 1e-9 or found == step


def test_every_landmark_of_the_table_lies_on_the_skin_and_has_a_side_unless_on_the_midline() -> None:
    found = load_landmarks()
    table = landmark_table()

    for each in table["midline"]:
        assert abs(float(SKIN.point(found[each])[0])) < 0.6
        assert not is_paired(each)
    for each in table["paired"]:
        assert float(SKIN.point(found[each])[0]) > 1
        assert is_paired(each)


def test_zones_frames_and_lines_name_only_what_there_is(regions: Regions) -> None:
    table = landmark_table()

    for zone in table["zone"]:
        assert all(each in regions for each in zone["under"])
        named = {*zone["first"], *zone.get("second", ()), *zone.get("avoid", ())}
        assert named <= set(landmark_names())
    for frame in table["frame"].values():
        assert all(each in regions for each in frame["under"])
        assert {each for axis in frame["axes"] for end in axis.get("between", ()) for each in end} <= set(
            load_landmarks()
        )


@pytest.mark.parametrize(
    ("region", "placement", "said"),
    [
        ("malar_eminence", Placement.TAPPED, ""),
        ("malar_eminence", Placement.BY_NAME, "Placed by name"),
        ("tongue", Placement.OFF_SURFACE, "Not on the figure"),
        ("cheek", Placement.TAPPED, "too coarsely"),
    ],
)
def test_a_mark_that_has_no_exact_point_says_why_it_has_no_distances(
    regions: Regions, region: str, placement: Placement, said: str
) -> None:
    why = no_distances(regions, region, placement, current=True, anchored=True)

    assert (said in why) if said else not why


def test_a_mark_of_an_older_figure_has_no_distances(regions: Regions) -> None:
    why = no_distances(regions, "malar_eminence", Placement.TAPPED, current=False, anchored=True)

    assert "older figure" in why
