"""A site in words: rules 1 to 10 of the anatomy rules, each with its example, for every site that can be stored."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.atlas.phrases import Position, axis_words, site_phrase, stored_side
from resources.regions import CLOCK, Lateral, Region, Regions, load_regions
from resources.terms import Side

REGIONS = load_regions()
LEAVES = REGIONS.leaves
LATERALS = {
    Lateral.YES: (Side.RIGHT, Side.LEFT),
    Lateral.MIDLINE_SPLIT: (Side.RIGHT, Side.MIDLINE, Side.LEFT),
    Lateral.NO: (Side.UNSIDED,),
}
LIMBS = ("upper_limb", "lower_limb")
RADIAL_LIMB = ("forearm", "wrist", "hand")
NOT_USED = {"top", "front", "near", "l", "r", "lt", "rt", "bilateral", "both", "inner", "outer"}
"""Rule 10; the quadrants of the breast alone are inner and outer."""


def places(leaf: Region) -> Iterator[Position]:
    """Yield every place a leaf can be told in: no word or one on each of its axes."""
    words = [tuple(str(hour) for hour in range(1, 13)) if axis == CLOCK else axis_words(axis) for axis in leaf.axes]
    for chosen in product(*[("", *each) for each in words]):
        yield tuple(word for word in chosen if word)


SITES = [(leaf, side, where) for leaf in LEAVES for side in LATERALS[leaf.lateral] for where in places(leaf)]


@pytest.mark.parametrize(
    ("region", "side", "phrase"),
    [
        ("helix_superior", Side.LEFT, "left superior helix"),
        ("malar_cheek", Side.RIGHT, "right malar cheek"),
        ("hand_dorsal", Side.RIGHT, "right dorsal hand"),
        ("forehead_paramedian_superior", Side.LEFT, "left superior paramedian forehead"),
        ("frontal_scalp", Side.MIDLINE, "mid frontal scalp"),
        ("nasal_dorsum", Side.MIDLINE, "midline nasal dorsum"),
        ("nasal_tip", Side.RIGHT, "right nasal tip"),
        ("chin", Side.MIDLINE, "midline chin"),
        ("chin_central", Side.MIDLINE, "central chin, midline"),
        ("lower_vermilion", Side.MIDLINE, "lower vermilion lip, midline"),
        ("forehead_central_superior", Side.MIDLINE, "superior central forehead, midline"),
        ("presternal_superior", Side.MIDLINE, "superior presternal chest, midline"),
        ("upper_back_interscapular", Side.LEFT, "central upper back, left of midline"),
        ("glabella", Side.UNSIDED, "glabella"),
        ("philtrum", Side.UNSIDED, "philtrum"),
    ],
)
def test_a_site_is_said_as_the_anatomy_rules_write_it(regions: Regions, region: str, side: Side, phrase: str) -> None:
    assert site_phrase(regions, region, side) == phrase


@pytest.mark.parametrize(
    ("region", "side", "where", "phrase"),
    [
        pytest.param(
            "parietal_scalp", Side.LEFT, ("superior", "posterior"), "left superior posterior parietal scalp", id="two"
        ),
        pytest.param(
            "parietal_scalp", Side.LEFT, ("posterior", "superior"), "left superior posterior parietal scalp", id="order"
        ),
        pytest.param("occipital_scalp", Side.MIDLINE, ("inferior",), "mid inferior occipital scalp", id="mid"),
        pytest.param("nasal_dorsum", Side.MIDLINE, ("superior",), "midline superior nasal dorsum", id="midline"),
        pytest.param(
            "great_toe_dorsal", Side.LEFT, ("distal",), "left dorsal great toe, distal aspect", id="term has one"
        ),
        pytest.param(
            "upper_back_scapular",
            Side.RIGHT,
            ("superior", "lateral"),
            "right superior lateral scapular upper back",
            id="term has one inside",
        ),
        pytest.param(
            "popliteal_fossa", Side.RIGHT, ("distal", "medial"), "right distal medial popliteal fossa", id="limb"
        ),
        pytest.param(
            "knee_anterior",
            Side.RIGHT,
            ("distal", "medial"),
            "right anterior knee, distal medial aspect",
            id="two behind",
        ),
        pytest.param(
            "index_finger_palmar_distal",
            Side.LEFT,
            ("radial",),
            "left palmar index finger, distal phalanx, radial aspect",
            id="palmar",
        ),
        pytest.param(
            "malar_cheek_medial", Side.LEFT, ("medial",), "left medial malar cheek", id="the term names the axis"
        ),
        pytest.param("vertex_scalp", Side.LEFT, ("medial",), "left vertex scalp", id="the side names the axis"),
        pytest.param(
            "upper_back_interscapular",
            Side.LEFT,
            ("superior",),
            "central upper back, superior aspect, left of midline",
            id="aspect and beside the midline",
        ),
        pytest.param("anus", Side.UNSIDED, ("6",), "anus, 6 o'clock", id="clock"),
        pytest.param("perianal", Side.RIGHT, ("9",), "right perianal skin, 9 o'clock", id="clock with side"),
    ],
)
def test_position_words_stand_where_the_anatomy_rules_put_them(
    regions: Regions, region: str, side: Side, where: Position, phrase: str
) -> None:
    assert site_phrase(regions, region, side, where) == phrase


@pytest.mark.parametrize(
    ("region", "where"),
    [
        ("glabella", ("superior",)),
        ("great_toe_dorsal", ("superior",)),
        ("forearm_dorsal_distal", ("medial",)),
        ("parietal_scalp", ("superior", "inferior")),
        ("parietal_scalp", ("superior", "superior")),
        ("perianal", ("13",)),
        ("vertex_scalp", ("3",)),
    ],
)
def test_a_position_the_region_does_not_have_is_refused(regions: Regions, region: str, where: Position) -> None:
    with pytest.raises(ValueError, match=region):
        site_phrase(regions, region, Side.LEFT, where)


def test_all_649_sites_of_leaves_and_all_nodes_on_their_sides_are_said_differently(regions: Regions) -> None:
    leaves = [site_phrase(regions, leaf.id, side) for leaf in LEAVES for side in LATERALS[leaf.lateral]]
    sites = [site_phrase(regions, each.id, side) for each in regions.all for side in LATERALS[each.lateral]]

    assert len(leaves) == 649
    assert len(set(sites)) == len(sites)


def test_no_position_makes_a_site_sound_like_another(regions: Regions) -> None:
    nodes = {
        (site_phrase(regions, each.id, side), each.id, side)
        for each in regions.all
        if not each.is_leaf
        for side in LATERALS[each.lateral]
    }
    leaves = {(site_phrase(regions, leaf.id, side, where), leaf.id, side) for leaf, side, where in SITES}

    assert len({phrase for phrase, _, _ in nodes | leaves}) == len(nodes | leaves)


def test_no_word_is_said_twice(regions: Regions) -> None:
    for leaf, side, where in SITES:
        phrase = site_phrase(regions, leaf.id, side, where).replace("middle finger", "")  # it has a middle phalanx
        words = re.findall(r"[A-Za-z0-9']+", phrase)

        assert len(words) == len(set(words)), phrase


def test_words_that_are_not_used_stand_in_no_phrase(regions: Regions) -> None:
    for leaf, side, where in SITES:
        words = set(re.findall(r"[a-z]+", site_phrase(regions, leaf.id, side, where).casefold()))

        if leaf.id.startswith("breast_"):
            words -= {"inner", "outer"}
        assert not words & NOT_USED, words


def test_limbs_are_told_by_proximal_and_distal_and_the_forearm_and_hand_by_radial_and_ulnar() -> None:
    for each in REGIONS.all:
        if any(REGIONS.under(each.id, limb) for limb in LIMBS):
            assert "sup/inf" not in each.axes, each.id
        if any(REGIONS.under(each.id, part) for part in RADIAL_LIMB):
            assert "med/lat" not in each.axes, each.id


@pytest.mark.parametrize("digit", ["thumb", "index_finger", "middle_finger", "ring_finger", "little_finger"])
def test_the_phalanx_stands_behind_the_name_of_the_finger(regions: Regions, digit: str) -> None:
    name = regions.get(digit).term

    for leaf in LEAVES:
        phalanx = re.search(r"(proximal|middle|distal) phalanx", leaf.term)
        if regions.under(leaf.id, digit) and phalanx:
            assert leaf.term in (f"dorsal {name}, {phalanx[0]}", f"palmar {name}, {phalanx[0]}")


@given(st.sampled_from(LEAVES), st.sampled_from(Side))
def test_a_phrase_names_the_side_that_is_stored_and_no_other(leaf: Region, side: Side) -> None:
    kept = stored_side(leaf, side)
    words = site_phrase(load_regions(), leaf.id, side).replace(",", "").split()

    assert ("right" in words) is (kept is Side.RIGHT)
    assert ("left" in words) is (kept is Side.LEFT)


@pytest.mark.parametrize(
    ("region", "given_side", "kept"),
    [
        ("malar_cheek", Side.MIDLINE, Side.UNSAID),
        ("malar_cheek", Side.UNSIDED, Side.UNSAID),
        ("malar_cheek", Side.LEFT, Side.LEFT),
        ("nasal_tip", Side.MIDLINE, Side.MIDLINE),
        ("nasal_tip", Side.UNSIDED, Side.UNSAID),
        ("glabella", Side.LEFT, Side.UNSIDED),
    ],
)
def test_a_side_that_cannot_be_is_never_guessed(regions: Regions, region: str, given_side: Side, kept: Side) -> None:
    assert stored_side(regions.get(region), given_side) is kept


def test_an_unsaid_side_is_left_out(regions: Regions) -> None:
    assert site_phrase(regions, "malar_cheek", Side.UNSAID) == "malar cheek"


def test_an_unknown_region_has_no_phrase(regions: Regions) -> None:
    with pytest.raises(KeyError):
        site_phrase(regions, "third_elbow", Side.LEFT)
