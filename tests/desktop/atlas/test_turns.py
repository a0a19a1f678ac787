"""Turns: frames all around a part of the body, each of them a view that takes taps and shows marks."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.view import View
from desktop.atlas.views import Views, load_views
from resources.terms import Anchor, BodyKind, Side
from tests.desktop.atlas.skin import in_picture, place, random_points, surface, taps

SKIN = surface()
TURNS = {each.key: each for each in load_views().turns}
SOME = tuple(turn.key_of(number) for turn in TURNS.values() for number in range(1, turn.frames, 7))
WITHOUT = (BodyKind.OLDER, BodyKind.CHILD)


def tapped(body: Body, view: View, count: int) -> list[tuple[float, float, Anchor]]:
    """Return the first of a view's random points that lie on skin."""
    found = [(x, y, anchor) for x, y in random_points(view, 30 * count) if (anchor := body.hit(view.key, x, y))]
    assert len(found) >= count
    return found[:count]


def test_body_and_head_turn_in_36_frames_hands_and_feet_in_24() -> None:
    assert {key: each.frames for key, each in TURNS.items()} == {
        "turn_body": 36,
        "turn_head": 36,
        "turn_hand_right": 24,
        "turn_hand_left": 24,
        "turn_foot_right": 24,
        "turn_foot_left": 24,
    }


@pytest.mark.parametrize("kind", [BodyKind.MALE, BodyKind.FEMALE])
def test_all_bodies_that_turn_have_the_same_frames(kind: BodyKind) -> None:
    turns = load_views(kind).turns

    assert [(each.key, each.frames, each.pose, each.rest, each.begins) for each in turns] == [
        (each.key, each.frames, each.pose, each.rest, each.begins) for each in TURNS.values()
    ]


@pytest.mark.parametrize("kind", WITHOUT)
def test_a_body_without_frames_has_all_fixed_views(kind: BodyKind, views: Views) -> None:
    found = load_views(kind)

    assert not found.turns
    assert [each.key for each in found.all] == [each.key for each in views.all]
    assert found.frame("front") is None


@pytest.mark.parametrize("key", TURNS)
def test_a_turn_leads_once_around_by_equal_steps(key: str) -> None:
    turn = TURNS[key]
    cameras = [turn.camera(number) for number in range(turn.frames + 1)]
    leans = [float(np.dot(each.toward, turn.axis)) for each in cameras]
    aside = [np.subtract(each.toward, np.multiply(turn.axis, lean)) for each, lean in zip(cameras, leans, strict=True)]
    cosines = [np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b) for a, b in pairwise(aside)]
    steps = [math.degrees(math.acos(min(1.0, each))) for each in cosines]

    assert cameras[-1] == cameras[0]
    assert leans == pytest.approx([leans[0]] * len(leans), abs=1e-6)
    assert abs(leans[0]) < 0.6
    assert steps == pytest.approx([360 / turn.frames] * turn.frames, abs=0.5)


@pytest.mark.parametrize("key", TURNS)
def test_a_frames_axes_stand_square_on_each_other(key: str) -> None:
    for number in range(TURNS[key].frames):
        camera = TURNS[key].camera(number)
        axes = np.array([camera.right, camera.up, camera.toward])

        assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-4)
        assert np.linalg.det(axes) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("key", ["turn_body", "turn_head"])
def test_a_turn_rests_on_views_that_look_the_same_way(key: str, views: Views) -> None:
    turn = TURNS[key]

    assert len(turn.rest) == 4
    for number, fixed in turn.rest.items():
        assert np.dot(turn.camera(number).toward, views.get(fixed).camera.toward) > 0.99
        assert turn.begins[fixed] == number


@pytest.mark.parametrize(
    ("number", "letters", "behind"),
    [
        (0, ("R", "L"), False),
        (5, ("R", "L"), False),
        (9, ("", "L"), False),
        (13, ("L", "R"), True),
        (18, ("L", "R"), True),
        (27, ("R", ""), False),
        (31, ("R", "L"), False),
    ],
)
@pytest.mark.parametrize("key", ["turn_body", "turn_head"])
def test_letters_and_back_follow_the_camera(
    key: str,
    number: int,
    letters: tuple[str, str],
    behind: bool,  # noqa: FBT001 - a table's column
) -> None:
    frame = TURNS[key].frame(number)

    assert frame.letters == letters
    assert frame.behind is behind


@pytest.mark.parametrize(("key", "letters"), [("turn_hand_right", ("R", "")), ("turn_foot_left", ("", "L"))])
def test_a_hand_or_a_foot_keeps_the_letter_of_its_side(key: str, letters: tuple[str, str]) -> None:
    assert {TURNS[key].frame(number).letters for number in range(TURNS[key].frames)} == {letters}


@pytest.mark.parametrize("key", SOME)
def test_what_was_tapped_on_a_frame_is_visible_there_at_the_tapped_point(body: Body, views: Views, key: str) -> None:
    for x, y, anchor in tapped(body, views.get(key), 12):
        spot = body.spot(key, anchor)

        assert spot.visible
        assert (spot.x, spot.y) == pytest.approx((x, y), abs=0.01)


@pytest.mark.parametrize("key", SOME)
def test_a_frame_shows_skin_where_its_camera_projects_it(body: Body, views: Views, key: str) -> None:
    view = views.get(key)

    for _, _, anchor in tapped(body, view, 4):
        spot = body.spot(key, anchor)
        across, down, _ = in_picture(place(SKIN, anchor, view.pose), view.camera)

        assert (spot.x, spot.y) == pytest.approx((across, down), abs=0.01)


def test_a_mark_drawn_in_any_view_or_frame_is_picked_there_again_within_2_mm(body: Body, views: Views) -> None:
    anchors = [
        each.anchor for key in ("face", "arms", "back", "foot_left_sole", "ear_right") for each in taps(body, key, 12)
    ]
    picked = 0

    for key in (*(each.key for each in views.all), *SOME):
        for anchor, spot in zip(anchors, body.spots(key, anchors), strict=True):
            if not spot.visible:
                continue
            again = body.hit(key, spot.x, spot.y)
            assert again is not None
            assert math.dist(body.point_mm(again), body.point_mm(anchor)) < 2.0
            picked += 1

    assert picked > 400


@pytest.mark.parametrize("key", ["front", "face", "ear_left", "turn_body/05", "turn_hand_left/20"])
def test_many_places_are_told_as_one_is(body: Body, key: str) -> None:
    anchors = [each.anchor for other in ("face", "front", "back", "palm_left") for each in taps(body, other, 30)]

    for anchor, spot in zip(anchors, body.spots(key, anchors), strict=True):
        alone = body.spot(key, anchor)
        assert spot.visible is alone.visible
        assert (spot.x, spot.y, spot.facing) == pytest.approx((alone.x, alone.y, alone.facing), abs=1e-4)


def test_places_that_are_none_are_told_as_none(body: Body) -> None:
    assert body.spots("front", []) == []


def test_a_region_lights_up_on_a_frame(body: Body) -> None:
    assert body.outline("turn_body/03", "chest", Side.UNSAID)


def test_frames_are_no_homes_and_not_among_the_views_that_are_counted(body: Body, views: Views) -> None:
    anchor = taps(body, "front", 1)[0].anchor

    assert all(views.is_fixed(each) for each in (*body.views_seeing(anchor), body.home_view(anchor)))


@pytest.mark.parametrize(
    ("key", "fixed"),
    [("front", "front"), ("turn_body/03", "front"), ("turn_body/35", "front"), ("turn_head/20", "ear_right_behind")],
)
def test_a_frame_stands_nearest_to_a_fixed_view(views: Views, key: str, fixed: str) -> None:
    assert views.fixed(key) == fixed


@pytest.mark.parametrize(
    "key", ["turn_body/36", "turn_body/7", "turn_body", "turn_body/", "turn_moon/01", "turn_body/-1"]
)
def test_a_frame_that_does_not_exist_is_an_error(views: Views, key: str) -> None:
    assert key not in views
    with pytest.raises(KeyError):
        views.get(key)


def test_a_frame_leads_to_the_fixed_views_on_either_side(views: Views) -> None:
    assert views.get("turn_body/03").neighbours == ("front", "body_left")
    assert views.get("turn_head/25").neighbours == ("head_back", "head_right")


def test_a_turn_from_no_view_leads_nowhere(views: Views) -> None:
    alone = replace(views.turns[0], rest={}, begins={})

    assert alone.frame(3).neighbours == ("", "")
