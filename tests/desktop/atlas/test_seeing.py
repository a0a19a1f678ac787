"""From a point of a picture to the skin, and from the skin to every picture."""

import math

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.fields import PPM
from desktop.atlas.surface import REFERENCE, Places
from desktop.atlas.views import Views
from resources.regions import Lateral, Regions
from resources.terms import Anchor, Side
from tests.desktop.atlas.skin import KEYS, VIEWS, in_picture, nearest_depth, place, random_points, surface, taps

SKIN = surface()


@pytest.mark.parametrize("key", KEYS)
def test_what_was_tapped_is_visible_in_that_view_at_the_tapped_point(body: Body, key: str) -> None:
    tapped = taps(body, key, 40)

    spots = [body.spot(key, each.anchor) for each in tapped]

    assert all(spot.visible for spot in spots)
    assert max(math.dist((spot.x, spot.y), (at.x, at.y)) for spot, at in zip(spots, tapped, strict=True)) < 0.01


@pytest.mark.parametrize("key", KEYS)
def test_a_tap_hits_the_nearest_of_all_triangles_under_it(body: Body, views: Views, key: str) -> None:
    view = views.get(key)

    for x, y in random_points(view, 8, seed=3):
        anchor = body.hit(key, x, y)
        nearest = nearest_depth(key, x, y)

        if nearest is None:
            assert anchor is None
            continue
        assert anchor is not None
        assert in_picture(place(SKIN, anchor, view.pose), view.camera)[2] == pytest.approx(nearest, abs=0.01)


def test_a_lesion_is_drawn_where_the_camera_projects_it_in_every_view(body: Body, views: Views) -> None:
    anchors = [each.anchor for key in ("face", "arms", "back", "foot_left_sole") for each in taps(body, key, 5)]

    for anchor in anchors:
        for view in views.all:
            spot = body.spot(view.key, anchor)
            across, down, _ = in_picture(place(SKIN, anchor, view.pose), view.camera)
            assert (spot.x, spot.y) == pytest.approx((across, down), abs=0.01)


def test_a_view_shows_a_lesion_only_where_no_other_skin_hides_it(body: Body, views: Views) -> None:
    anchors = [each.anchor for key in ("face", "arms", "front", "ear_left") for each in taps(body, key, 2)]

    for view in views.all:
        for anchor in anchors:
            spot = body.spot(view.key, anchor)
            if not spot.visible:
                continue
            nearest = nearest_depth(view.key, spot.x, spot.y)
            depth = in_picture(place(SKIN, anchor, view.pose), view.camera)[2]
            assert nearest is not None
            assert depth == pytest.approx(nearest, abs=0.6)


def test_the_back_of_the_head_is_not_seen_from_the_front(body: Body) -> None:
    anchors = [each.anchor for each in taps(body, "head_back", 20) if body.spot("head_back", each.anchor).facing > 0.5]

    assert anchors
    assert not any(body.spot("face", each).visible for each in anchors)


def test_views_seeing_are_those_whose_spot_is_visible(body: Body, views: Views) -> None:
    for tapped in taps(body, "face_left_34", 6):
        visible = tuple(each.key for each in views.all if body.spot(each.key, tapped.anchor).visible)

        assert body.views_seeing(tapped.anchor) == visible


@pytest.mark.parametrize("key", KEYS)
def test_nothing_outside_the_picture_can_be_hit(body: Body, views: Views, key: str) -> None:
    camera = views.get(key).camera
    beyond = [(-0.5, 5.0), (5.0, -0.5), (camera.width, 5.0), (5.0, camera.height), (1e9, 1e9), (-1e9, 3.0)]

    assert [body.hit(key, x, y) for x, y in beyond] == [None] * len(beyond)


def test_nothing_beside_the_body_can_be_hit(body: Body, views: Views) -> None:
    camera = views.get("front").camera
    corners = [(x, y) for x in (2.0, camera.width - 2.0) for y in (2.0, camera.height - 2.0)]
    between_the_feet = (camera.width / 2, camera.height * 0.9)

    assert [body.hit("front", x, y) for x, y in (*corners, between_the_feet)] == [None] * 5


def test_an_unknown_view_is_an_error(body: Body) -> None:
    with pytest.raises(KeyError):
        body.hit("nowhere", 1.0, 1.0)


def test_an_anchor_means_the_same_skin_in_every_pose(body: Body) -> None:
    """The forearm is turned in the arms' pose; an anchor stays in its triangle, and so on its skin."""
    for tapped in taps(body, "arms", 10):
        moved = place(SKIN, tapped.anchor, "arms") - place(SKIN, tapped.anchor, REFERENCE)

        assert np.linalg.norm(moved) > 50
        assert body.site_at(tapped.anchor).region == body.region(tapped.anchor)


def test_skin_looks_the_same_way_asked_for_one_point_or_for_many(body: Body) -> None:
    for pose in ("anatomical", "arms", "ears_out"):
        for tapped in taps(body, "face", 6):
            anchor = tapped.anchor
            alone = Places(np.array([anchor.quad]), np.array([anchor.u_ppm / PPM]), np.array([anchor.v_ppm / PPM]))
            assert SKIN.direction(anchor, pose) == pytest.approx(SKIN.directions(alone, pose)[0], abs=1e-6)


FRAMES = tuple(turn.key_of(number) for turn in VIEWS.turns[:2] for number in range(0, turn.frames, 3))
BOTH_SIDES = tuple(key for key in (*KEYS, *FRAMES) if "" not in VIEWS.get(key).letters)


@pytest.mark.parametrize("key", BOTH_SIDES)
def test_of_two_mirrored_places_the_right_one_lies_toward_the_letter_r(
    body: Body, views: Views, regions: Regions, key: str
) -> None:
    """Of all paired regions, in every view and frame that shows both sides."""
    toward_r = -1 if views.get(key).letters == ("R", "L") else 1
    anchors = [each.anchor for each in taps(body, key, 40, seed=9)] if key in KEYS else tapped_on(body, views, key)
    pairs = [(each, body.mirrored(each)) for each in anchors]
    compared = 0

    for one, other in pairs:
        sides = body.side(one), body.side(other)
        assert sides[0] is MIRRORED[sides[1]]
        if regions.get(body.region(one)).lateral is not Lateral.YES:
            continue
        right, left = (one, other) if sides[0] is Side.RIGHT else (other, one)
        away = body.spot(key, right).x - body.spot(key, left).x
        assert away * toward_r >= -1e-6
        compared += 1

    assert compared >= 10


MIRRORED = {Side.RIGHT: Side.LEFT, Side.LEFT: Side.RIGHT, Side.MIDLINE: Side.MIDLINE, Side.UNSIDED: Side.UNSIDED}


def tapped_on(body: Body, views: Views, key: str) -> list[Anchor]:
    """Return what lies under random points of a frame."""
    hits = (body.hit(key, x, y) for x, y in random_points(views.get(key), 200))
    return [each for each in hits if each is not None][:40]
