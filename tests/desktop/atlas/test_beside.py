"""Beside a border: the second name of a tap, and the drag that still means where it came from."""

import json
import math

import pytest

from desktop.atlas.beside import distance, in_two_minds, may_have_two_names, still_means
from desktop.atlas.body import Body, Site
from desktop.atlas.borders import Borders
from resources import files
from resources.regions import load_regions
from resources.terms import Side
from tests.desktop.atlas.skin import surface

SQUARE = (((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)),)


@pytest.fixture(scope="module")
def body() -> Body:
    return Body.load()


@pytest.mark.parametrize(
    ("at", "away"),
    [((150.0, 50.0), 50.0), ((103.0, 104.0), 5.0), ((50.0, 90.0), 10.0), ((100.0, 30.0), 0.0)],
    ids=["beside", "off a corner", "inside", "on it"],
)
def test_the_distance_to_a_border_is_exact(at: tuple[float, float], away: float) -> None:
    assert distance(SQUARE, at) == pytest.approx(away)
    assert distance((), at) == math.inf


@pytest.mark.parametrize(("across", "kept"), [(2.9, True), (3.1, False), (40.0, False)])
def test_a_drag_keeps_its_region_for_three_hundredths_of_its_size(across: float, kept: bool) -> None:  # noqa: FBT001
    assert still_means(SQUARE, (100.0 + across, 50.0)) is kept


def test_a_border_that_is_not_seen_keeps_nothing() -> None:
    assert not still_means((), (0.0, 0.0))


@pytest.mark.parametrize(
    ("region", "other", "offered"),
    [
        ("nasal_ala", "malar_cheek_medial", True),
        ("helix_superior", "antihelix_body", True),
        ("forehead_central_superior", "frontal_scalp", True),
        ("hand_dorsal_central", "forearm_dorsal_distal", False),
    ],
)
def test_two_names_are_offered_on_face_and_ear_only(region: str, other: str, offered: bool) -> None:  # noqa: FBT001
    assert in_two_minds(load_regions(), region, other) is offered


# on the body
def crossing(body: Body, view: str, start: tuple[float, float], step: float) -> tuple[Site, Site, float, float]:
    """Walk to the right until the region changes; return the sites before and behind the border, and where it is."""
    x, y = start
    before = body.site(view, x, y, 0.1)
    assert before is not None
    while True:
        x += step
        now = body.site(view, x, y, 0.1)
        assert now is not None
        if (now.region, now.side) != (before.region, before.side):
            return before, now, x, y
        before = now


@pytest.fixture(scope="module")
def cheek(body: Body) -> tuple[float, float]:
    """A point of a cheek, px of the face's picture, to the right of which another region follows."""
    anchor = body.middle("malar_cheek_medial", Side.RIGHT)
    assert anchor is not None
    spot = body.spot("face", anchor)
    return spot.x, spot.y


def test_just_beyond_a_border_a_drag_still_means_what_it_came_from(body: Body, cheek: tuple[float, float]) -> None:
    before, now, x, y = crossing(body, "face", cheek, 0.5)

    kept = body.steady_site(before, now, "face", x, y)

    assert (kept.region, kept.side) == (before.region, before.side)
    assert kept.anchor == now.anchor
    assert before.phrase.split(",")[0].split()[0] == kept.phrase.split()[0]


def test_farther_beyond_it_means_what_lies_there(body: Body, cheek: tuple[float, float]) -> None:
    before, _, x, y = crossing(body, "face", cheek, 0.5)
    farther = body.site("face", x + 25, y, 0.1)
    assert farther is not None

    assert body.steady_site(before, farther, "face", x + 25, y) is farther


def test_a_coarse_pointer_is_not_steadied(body: Body, cheek: tuple[float, float]) -> None:
    before, _, x, y = crossing(body, "face", cheek, 0.5)
    coarse = body.site("face", x, y, 60.0)
    assert coarse is not None
    assert coarse.coarse

    assert body.steady_site(before, coarse, "face", x, y) is coarse


def test_a_tap_beside_a_border_has_the_name_beyond_it_too(body: Body, cheek: tuple[float, float]) -> None:
    before, now, _, _ = crossing(body, "face", cheek, 0.5)

    assert body.other_name(before) == now.region
    assert body.other_name(now) == before.region


def test_a_tap_in_the_middle_of_a_region_has_one_name(body: Body, cheek: tuple[float, float]) -> None:
    site = body.site("face", *cheek, 0.1)

    assert site is not None
    assert body.other_name(site) == ""


def test_what_a_coarse_pointer_left_open_has_no_second_name(body: Body, cheek: tuple[float, float]) -> None:
    _, _, x, y = crossing(body, "face", cheek, 0.5)
    coarse = body.site("face", x, y, 60.0)

    assert coarse is not None
    assert body.other_name(coarse) == ""


def test_no_region_that_is_not_looked_at_borders_on_one_with_two_names() -> None:
    regions = load_regions()
    labels = json.loads(files.read_text("body/regions.json"))
    borders = Borders(surface(), labels, regions)
    unasked = [number for number, each in enumerate(labels) if not may_have_two_names(regions, each)]

    pairs = {(labels[number], labels[beyond]) for number in unasked for beyond in borders.of_leaf(number).beyond}

    assert pairs
    assert not [pair for pair in pairs if in_two_minds(regions, *pair)]
