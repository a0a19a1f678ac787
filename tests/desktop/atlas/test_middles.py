"""Where a lesion that was only named is drawn."""

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.surface import REFERENCE
from resources.regions import ROOT, Lateral, Region, Regions, load_regions
from resources.terms import Side
from tests.desktop.atlas.skin import place, surface

SKIN = surface()
BOTH = (Side.RIGHT, Side.LEFT)


def sides(region: Region) -> tuple[Side, ...]:
    if region.lateral is Lateral.YES:
        return BOTH
    return (Side.UNSIDED,) if region.lateral is Lateral.NO else (Side.MIDLINE, *BOTH)


def on_surface(body: Body, regions: Regions) -> list[Region]:
    """Return the leaves that have skin of their own: a mouth's lining has none."""
    return [each for each in regions.leaves if body.middle(each.id, sides(each)[0]) is not None]


def test_every_leaf_of_the_surface_has_a_middle_that_lies_in_it(body: Body, regions: Regions) -> None:
    leaves = on_surface(body, regions)

    assert len(leaves) > 0.9 * len(regions.leaves)
    for number, leaf in enumerate(leaves):
        for side in sides(leaf) if number % 3 == 0 else sides(leaf)[:1]:
            middle = body.middle(leaf.id, side)
            assert middle is not None, leaf.id
            assert body.region(middle) == leaf.id


def test_only_lining_and_genital_leaves_lie_off_the_surface(body: Body, regions: Regions) -> None:
    off = {each.id for each in regions.leaves} - {each.id for each in on_surface(body, regions)}

    assert {each for each in off if "mucosa" not in each and not regions.under(each, "anogenital")} == {"tongue"}


def test_the_middle_of_a_paired_leaf_lies_on_the_side_asked_for(body: Body, regions: Regions) -> None:
    paired = [each for each in on_surface(body, regions) if each.lateral is Lateral.YES]

    for leaf in paired[::3]:
        for side in BOTH:
            middle = body.middle(leaf.id, side)
            assert middle is not None
            assert body.side(middle) is side, leaf.id


def test_the_middle_of_a_leaf_is_seen_in_its_home_view(body: Body, regions: Regions) -> None:
    for leaf in on_surface(body, regions):
        for side in sides(leaf)[:1]:
            middle = body.middle(leaf.id, side)
            assert middle is not None
            assert body.spot(body.home_view(middle), middle).visible, (leaf.id, side)


def test_the_left_middle_mirrors_the_right_one(body: Body, regions: Regions) -> None:
    for leaf in [each for each in on_surface(body, regions) if each.lateral is Lateral.YES][::5]:
        right, left = (body.middle(leaf.id, side) for side in BOTH)
        assert right is not None
        assert left is not None
        mirrored = place(SKIN, right, REFERENCE) * (-1, 1, 1)
        assert np.linalg.norm(mirrored - place(SKIN, left, REFERENCE)) < 6, leaf.id


@pytest.mark.parametrize(
    ("region", "side", "view"),
    [
        ("face", Side.LEFT, "face"),
        ("forehead", Side.MIDLINE, "face"),
        ("vertex_scalp", Side.MIDLINE, "scalp_front"),
        ("helix", Side.LEFT, "ear_left"),
        ("hand_dorsal", Side.RIGHT, "hand_right_back"),
        ("forearm_dorsal", Side.RIGHT, "arms"),
        ("chest", Side.LEFT, "front"),
        ("upper_back", Side.RIGHT, "back"),
        ("sole", Side.LEFT, "foot_left_sole"),
    ],
)
def test_a_named_region_is_drawn_in_the_view_one_looks_for_it(body: Body, region: str, side: Side, view: str) -> None:
    middle = body.middle(region, side)

    assert middle is not None
    assert body.home_view(middle) == view


@pytest.mark.parametrize("region", [each.id for each in load_regions().all if not each.is_leaf][::7])
def test_the_middle_of_a_parent_lies_below_it(body: Body, regions: Regions, region: str) -> None:
    for side in sides(regions.get(region)):
        middle = body.middle(region, side)
        assert middle is None or regions.under(body.region(middle), region)


def test_a_paired_region_of_which_nobody_said_the_side_has_no_middle(body: Body) -> None:
    assert body.middle("malar_cheek", Side.UNSAID) is None
    assert body.middle("malar_cheek", Side.MIDLINE) is None


def test_the_whole_skin_has_no_middle(body: Body) -> None:
    assert body.middle(ROOT, Side.UNSIDED) is None


def test_a_middle_is_always_the_same_one(body: Body) -> None:
    assert Body.load().middle("chin", Side.LEFT) == body.middle("chin", Side.LEFT)
