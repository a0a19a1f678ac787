"""The coarser level of a note: the region right above a leaf, as long as nothing is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.atlas.levels import parent_site
from desktop.atlas.phrases import site_phrase, stored_side
from resources.regions import Region, Regions, load_regions
from resources.terms import Side

REGIONS = load_regions()


@pytest.mark.parametrize(
    ("leaf", "side", "phrase"),
    [
        ("malar_cheek_medial", Side.LEFT, "left malar cheek"),
        ("forehead_central_superior", Side.MIDLINE, "central forehead, midline"),
        ("hand_dorsal_radial", Side.RIGHT, "right dorsal hand"),
        ("helix_superior", Side.LEFT, "left helix"),
        ("vertex_scalp", Side.MIDLINE, "mid scalp"),
        ("index_finger_dorsal_proximal", Side.LEFT, "left dorsal index finger"),
        ("columella", Side.UNSIDED, "midline nose"),
        ("philtrum", Side.UNSIDED, "upper lip, midline"),
        ("malar_cheek_medial", Side.UNSAID, "malar cheek"),
    ],
)
def test_a_leaf_is_named_by_the_region_above_it(leaf: str, side: Side, phrase: str) -> None:
    assert site_phrase(REGIONS, *parent_site(REGIONS, leaf, side)) == phrase


@pytest.mark.parametrize(
    ("region", "side"),
    [
        pytest.param("glabella", Side.UNSIDED, id="the face is too coarse"),
        pytest.param("hip", Side.LEFT, id="a whole limb is too coarse"),
        pytest.param("intergluteal_cleft", Side.UNSIDED, id="between two buttocks"),
        pytest.param("lower_eyelid_margin", Side.LEFT, id="a lid margin has codes of its own"),
        pytest.param("lower_vermilion", Side.MIDLINE, id="a vermilion lip has codes of its own"),
        pytest.param("periorbital_lateral", Side.LEFT, id="its cancers are not those of the lids"),
        pytest.param("forearm", Side.LEFT, id="a node was meant as it was named"),
        pytest.param("skin", Side.UNSIDED, id="no place yet"),
    ],
)
def test_a_site_stands_for_itself_where_something_would_be_lost(region: str, side: Side) -> None:
    assert parent_site(REGIONS, region, side) == (region, side)


@given(st.sampled_from(REGIONS.all), st.sampled_from(Side))
def test_the_parent_holds_the_site_and_says_the_same_side_and_codes(region: Region, given_side: Side) -> None:
    side = stored_side(region, given_side)

    parent, kept = parent_site(REGIONS, region.id, side)

    assert REGIONS.under(region.id, parent)
    assert stored_side(REGIONS.get(parent), kept) is kept
    assert kept is side or (side is Side.UNSIDED and kept is Side.MIDLINE)
    above = REGIONS.get(parent)
    assert (above.cpt_site_group, above.site_override) == (region.cpt_site_group, region.site_override)
    assert above.c44_site_digit == region.c44_site_digit


def test_what_is_too_coarse_are_nodes_of_the_table(regions: Regions) -> None:
    assert parent_site(regions, "pectoral_chest", Side.LEFT) == ("pectoral_chest", Side.LEFT)
    assert parent_site(regions, "upper_back_scapular", Side.LEFT) == ("upper_back", Side.LEFT)
