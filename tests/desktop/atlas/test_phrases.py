"""A site in words: rules 1 to 4 of the anatomy rules, each with its example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.atlas.phrases import site_phrase, stored_side
from resources.regions import Lateral, Region, Regions, load_regions
from resources.terms import Side

LEAVES = load_regions().leaves
LATERALS = {
    Lateral.YES: (Side.RIGHT, Side.LEFT),
    Lateral.MIDLINE_SPLIT: (Side.RIGHT, Side.MIDLINE, Side.LEFT),
    Lateral.NO: (Side.UNSIDED,),
}


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


def test_no_two_sites_are_said_alike(regions: Regions) -> None:
    phrases = [site_phrase(regions, leaf.id, side) for leaf in LEAVES for side in LATERALS[leaf.lateral]]

    assert len(set(phrases)) == len(phrases)


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
