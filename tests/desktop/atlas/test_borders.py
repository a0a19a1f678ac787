"""The borders of regions: unbroken from quad to quad, where the names change, and smooth."""

import json
import math
from itertools import pairwise

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.borders import Border, Borders
from desktop.atlas.fields import PPM
from desktop.atlas.outlines import Polyline
from desktop.atlas.sides import side_at
from desktop.atlas.surface import Floats, Places
from resources import files
from resources.regions import Lateral, Regions
from resources.terms import Anchor, Side
from tests.desktop.atlas.skin import surface, taps

SKIN = surface()
LABELS: list[str] = json.loads(files.read_text("body/regions.json"))
ALONG = ((0, 0, 1, 0), (1, 0, 0, 1), (1, 1, -1, 0), (0, 1, 0, -1))
"""Where the four edges of a base quad begin (u, v), and their direction."""
STEP = 2e-5
ZOOM = 8


def on_edge(quad: int, edge: int, along: int) -> Anchor:
    u, v, to_u, to_v = ALONG[edge]
    return Anchor(quad, u * PPM + to_u * along, v * PPM + to_v * along)


def test_both_sides_of_every_edge_between_quads_name_its_points_alike() -> None:
    corners = SKIN.corner_numbers(np.arange(SKIN.base_quads))[:, [0, 0, 2, 2], [0, 2, 2, 0]].tolist()
    known = {
        (around[edge], around[(edge + 1) % 4]): (quad, edge) for quad, around in enumerate(corners) for edge in range(4)
    }
    dice = np.random.default_rng(5)
    crossed = 0

    for (begin, end), (quad, edge) in known.items():
        if begin < end or SKIN.fields.counts[quad] == 1:
            continue
        labels = set()
        for along in dice.integers(0, PPM + 1, 3).tolist():
            label = SKIN.label(on_edge(quad, edge, along))
            labels.add(label)
            assert label == SKIN.label(on_edge(*known[end, begin], PPM - along))
        crossed += len(labels) > 1

    assert crossed > 500


def test_many_places_are_named_as_one_by_one(body: Body) -> None:
    anchors = [each.anchor for key in ("face", "back", "ear_left") for each in taps(body, key, 60, seed=12)]
    places = Places(
        np.array([each.quad for each in anchors]),
        np.array([each.u_ppm / PPM for each in anchors]),
        np.array([each.v_ppm / PPM for each in anchors]),
    )

    assert SKIN.labels_at(places).tolist() == [SKIN.label(each) for each in anchors]


def beside(border: Border, sign: int) -> Places:
    """Return the middles of the longer pieces of a border, moved a hair's breadth to one side."""
    u, v = border.ends.u - border.begins.u, border.ends.v - border.begins.v
    length = np.hypot(u, v)
    long = length > 50 * STEP
    middle = border.begins.toward(border.ends, np.full(len(border), 0.5))
    step = sign * STEP / np.maximum(length, STEP)
    moved = Places(middle.base, middle.u - step * v, middle.v + step * u)
    inside = (np.minimum(moved.u, moved.v) > 0) & (np.maximum(moved.u, moved.v) < 1)
    return moved[long & inside & (np.minimum(middle.u, middle.v) > STEP) & (np.maximum(middle.u, middle.v) < 1 - STEP)]


@pytest.mark.parametrize(
    ("region", "side"),
    [
        ("malar_cheek", Side.LEFT),
        ("malar_cheek", Side.RIGHT),
        ("face", Side.LEFT),
        ("chin", Side.MIDLINE),
        ("helix", Side.RIGHT),
        ("upper_vermilion_border", Side.UNSAID),
        ("trunk", Side.RIGHT),
    ],
)
def test_a_region_lies_on_one_side_of_its_border_only(regions: Regions, region: str, side: Side) -> None:
    border = Borders(SKIN, LABELS, regions).of(region, side)

    def inside(anchor: Anchor) -> bool:
        if not regions.under(LABELS[SKIN.label(anchor)], region):
            return False
        return side is Side.UNSAID or side_at(regions, region, float(SKIN.point(anchor)[0])) is side

    one, other = (
        [inside(places.anchor(number)) for number in range(len(places))]
        for places in (beside(border, 1), beside(border, -1))
    )

    assert len(one) > 50
    assert [not each for each in one] == other


def turns(line: Polyline) -> tuple[Floats, Floats]:
    """Return how far a line turns at its points, degrees, and how long its pieces between those are, px."""
    steps = np.diff(np.array(line), axis=0)
    headings = np.degrees(np.arctan2(steps[:, 1], steps[:, 0]))
    return (np.diff(headings) + 180) % 360 - 180, np.hypot(steps[1:-1, 0], steps[1:-1, 1])


def test_borders_on_the_face_have_no_steps_however_far_it_is_enlarged(body: Body, regions: Regions) -> None:
    """Where three regions meet a border has a corner; anywhere else it bends little by little."""
    sharp = points = 0

    for leaf in regions.leaves:
        for side in (Side.LEFT, Side.RIGHT) if leaf.lateral is Lateral.YES else (Side.UNSAID,):
            for line in body.outline("face", leaf.id, side):
                turned, apart = turns(line)
                twice = (np.abs(turned[:-1]) > 45) & (np.abs(turned[1:]) > 45)
                assert not (twice & (ZOOM * apart <= 3)).any(), leaf.id
                sharp += int((np.abs(turned) > 45).sum())
                points += len(turned)

    assert points > 5000
    assert sharp < 0.06 * points


@pytest.mark.parametrize(
    ("key", "region", "side"),
    [
        ("face", "malar_cheek", Side.LEFT),
        ("ear_left", "helix", Side.LEFT),
        ("hand_right_back", "hand_dorsal", Side.RIGHT),
        ("back", "upper_back", Side.LEFT),
    ],
)
def test_a_tap_a_fifth_of_a_millimetre_inside_an_outline_means_the_region_and_one_outside_does_not(
    body: Body, regions: Regions, key: str, region: str, side: Side
) -> None:
    away = 0.2 / body.mm_per_px(key)

    def inside(x: float, y: float) -> bool | None:
        anchor = body.hit(key, x, y)
        if anchor is None:
            return None
        return regions.under(body.region(anchor), region) and body.side(anchor) is side

    told = []
    for line in body.outline(key, region, side):
        for (x, y), (to_x, to_y) in list(pairwise(line))[::3]:
            length = math.hypot(to_x - x, to_y - y)
            over, down = away * (y - to_y) / length, away * (to_x - x) / length
            told.append({inside((x + to_x) / 2 + sign * over, (y + to_y) / 2 + sign * down) for sign in (1, -1)})

    on_skin = [each for each in told if None not in each]
    assert len(on_skin) > 40
    # where the region or what lies beside it is thinner than that, both sides may be alike
    assert sum(len(each) == 2 for each in on_skin) > 0.97 * len(on_skin)
