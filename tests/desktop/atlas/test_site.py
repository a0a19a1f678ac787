"""What is stored under a pointer: as fine as the pointer is, and never without the side."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from resources.regions import Lateral, Regions
from resources.terms import Side
from tests.desktop.atlas.skin import KEYS, down, skin_under, taps


def leaves_under(body: Body, key: str, x: float, y: float, radius: float) -> Counter[str]:
    """Return the leaves under a circle, felt out on a square grid, and at how many points each was found."""
    a, b = (each.ravel() for each in np.meshgrid(np.linspace(-1, 1, 41), np.linspace(-1, 1, 41)))
    inside = np.hypot(a, b) <= 1
    found = skin_under(key, x + radius * a[inside], y + radius * b[inside])
    return Counter(body.region(each.anchor) for each in found)


@pytest.mark.parametrize("key", KEYS)
def test_a_point_names_the_leaf_under_it(body: Body, regions: Regions, key: str) -> None:
    for tapped in taps(body, key, 10):
        site = body.site(key, tapped.x, tapped.y, 0.0)

        assert site is not None
        assert site.anchor == tapped.anchor
        assert regions.get(site.region).is_leaf
        assert (site.region, site.side) == (body.region(tapped.anchor), body.side(tapped.anchor))
        assert not site.coarse


@pytest.mark.parametrize("key", ["front", "back", "arms"])
def test_a_wide_pointer_names_the_smallest_common_parent_of_what_it_covers(
    body: Body, regions: Regions, key: str
) -> None:
    radius = 20 / body.mm_per_px(key)

    for tapped in taps(body, key, 12, seed=11):
        site = body.site(key, tapped.x, tapped.y, radius)
        assert site is not None
        # a little wider: the program looks at the very rim, where the grid has hardly a point
        covered = leaves_under(body, key, tapped.x, tapped.y, 1.03 * radius)
        # the program feels the circle out at fewer points: a sliver may be missed, but nothing is ever made up
        much = {each for each, points in covered.items() if points > 0.15 * covered.total()}

        assert site.coarse or len(much) <= 1
        assert regions.under(body.region(tapped.anchor), site.region)
        assert regions.under(site.region, regions.smallest_common_parent(covered))
        if regions.get(regions.smallest_common_parent(much)).lateral is not Lateral.NO:
            assert all(regions.under(each, site.region) for each in much)


@pytest.mark.parametrize("key", KEYS)
def test_however_wide_the_pointer_the_side_is_said(body: Body, regions: Regions, key: str) -> None:
    for tapped in taps(body, key, 8, seed=5):
        for width_mm in (5.0, 12.0, 40.0, 100.0):
            site = body.site(key, tapped.x, tapped.y, width_mm / body.mm_per_px(key))

            assert site is not None
            if not regions.get(site.region).is_leaf:
                assert regions.get(site.region).lateral is not Lateral.NO
                assert site.side in (Side.RIGHT, Side.LEFT, Side.MIDLINE)


def test_a_mouse_on_a_close_up_names_the_nearer_leaf_within_two_millimetres_of_a_border(
    body: Body, regions: Regions
) -> None:
    for key in ("face", "ear_left", "hand_right_back"):
        for tapped in taps(body, key, 30):
            site = body.site(key, tapped.x, tapped.y, 1.9 / body.mm_per_px(key))

            assert site is not None
            assert site.region == body.region(tapped.anchor)
            assert regions.get(site.region).is_leaf


def test_beside_the_body_there_is_no_site_however_near_the_skin_is(body: Body, views: Views) -> None:
    camera = views.get("front").camera
    y = camera.height / 2
    beside = next(x for x in range(camera.width) if body.hit("front", x + 4.0, y) is not None)

    assert body.hit("front", beside, y) is None
    assert body.site("front", beside, y, 20.0) is None


def test_the_radius_on_the_skin_is_kept(body: Body) -> None:
    tapped = taps(body, "face", 1)[0]

    site = body.site("face", tapped.x, tapped.y, 30.0)

    assert site is not None
    assert site.radius_mm == pytest.approx(30 * body.mm_per_px("face"))
    assert site.anchor == tapped.anchor


def test_neighbours_are_the_leaves_across_a_border_that_is_near(body: Body) -> None:
    """Walk down the middle of the face: where the name changes, both sides of the border know each other."""
    borders = [
        (one, other)
        for one, other in pairwise(down("face", 400.0))
        if body.region(one) != body.region(other) and (body.distance_mm(one, other, 2.0) or 9) < 1
    ]

    assert len(borders) > 3
    for one, other in borders:
        assert body.region(other) in body.neighbours(one, 2.0)
        assert body.region(one) not in body.neighbours(one, 2.0)


def test_deep_inside_a_region_there_is_no_neighbour(body: Body) -> None:
    middle = body.middle("upper_back_interscapular", Side.MIDLINE)

    assert middle is not None
    assert body.neighbours(middle, 2.0) == ()
