"""A region's border as a view shows it."""

import math
from itertools import pairwise

import pytest

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from resources.regions import Regions
from resources.terms import Side

SHOWN = [
    ("face", "malar_cheek", Side.LEFT),
    ("face", "forehead", Side.RIGHT),
    ("scalp_front", "vertex_scalp", Side.UNSAID),
    ("ear_left", "helix", Side.LEFT),
    ("arms", "forearm_dorsal", Side.RIGHT),
    ("back", "upper_back", Side.LEFT),
    ("foot_left_sole", "sole", Side.LEFT),
]


@pytest.mark.parametrize(("key", "region", "side"), SHOWN)
def test_an_outline_runs_where_the_region_begins(
    body: Body, regions: Regions, key: str, region: str, side: Side
) -> None:
    lines = body.outline(key, region, side)
    reach = 2.0 / body.mm_per_px(key)

    def inside(x: float, y: float) -> bool:
        anchor = body.hit(key, x, y)
        if anchor is None or not regions.under(body.region(anchor), region):
            return False
        return side is Side.UNSAID or body.side(anchor) is side

    on_border = []
    for x, y in [point for line in lines for point in line][::7]:
        around = [
            inside(x + reach * math.cos(turn * math.pi / 6), y + reach * math.sin(turn * math.pi / 6))
            for turn in range(12)
        ]
        on_border.append(any(around) and not all(around))

    assert len(on_border) > 10
    assert sum(on_border) > 0.85 * len(on_border)


@pytest.mark.parametrize(("key", "region", "side"), SHOWN)
def test_an_outline_stays_in_the_picture_and_has_no_jumps(
    body: Body, views: Views, key: str, region: str, side: Side
) -> None:
    camera = views.get(key).camera

    for line in body.outline(key, region, side):
        assert len(line) > 1
        assert all(-20 <= x <= camera.width + 20 and -20 <= y <= camera.height + 20 for x, y in line)
        longest = max(math.dist(one, other) for one, other in pairwise(line))
        assert longest * body.mm_per_px(key) < 12


def test_what_a_view_does_not_show_has_no_outline_there(body: Body) -> None:
    assert body.outline("face", "upper_back", Side.LEFT) == ()
    assert body.outline("face", "tongue", Side.UNSAID) == ()


def test_an_outline_of_a_side_keeps_to_that_side(body: Body, views: Views) -> None:
    middle = views.get("face").camera.width / 2

    assert max(x for line in body.outline("face", "malar_cheek", Side.RIGHT) for x, _ in line) < middle
    assert min(x for line in body.outline("face", "malar_cheek", Side.LEFT) for x, _ in line) > middle
