"""The shipped views: complete, consistent, and each printed with the right letters."""

import pytest

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from resources import files
from resources.regions import Regions
from tests.desktop.atlas.skin import KEYS, VIEWS, grid, taps


def test_the_rail_holds_its_rows_in_the_order_of_the_screens(views: Views) -> None:
    assert views.rail == (
        ("face", "scalp_front"),
        ("head_right", "head_left"),
        ("ear_right", "ear_left"),
        ("head_back", "under_chin"),
        ("arms",),
        ("hand_right_back", "hand_left_back"),
        ("front", "back"),
        ("body_right", "body_left"),
    )


def test_every_view_is_in_the_rail_or_behind_more_views(views: Views) -> None:
    in_rail = {key for row in views.rail for key in row}

    assert len(KEYS) == len(set(KEYS)) == len(views.all)
    assert in_rail | {each.key for each in views.more} == set(KEYS)
    assert in_rail.isdisjoint(each.key for each in views.more)


def test_behind_more_views_the_left_side_follows_the_right_one_of_the_same_part(views: Views) -> None:
    keys = [each.key for each in views.more]

    for place, key in enumerate(keys):
        if "right" in key:
            assert keys[place + 1] == key.replace("right", "left")


@pytest.mark.parametrize("key", KEYS)
def test_a_view_leads_only_to_views_that_are_shipped(views: Views, key: str) -> None:
    view = views.get(key)

    assert all(each in views for each in view.neighbours if each)
    assert all(door.to in views for door in view.doors)
    assert key not in view.neighbours


@pytest.mark.parametrize("key", KEYS)
def test_a_view_can_be_left_again_by_its_neighbours(views: Views, key: str) -> None:
    reached, waiting = {key}, [key]
    while waiting:
        for each in views.get(waiting.pop()).neighbours:
            if each and each not in reached:
                reached.add(each)
                waiting.append(each)

    assert "front" in reached or "face" in reached


@pytest.mark.parametrize("key", KEYS)
def test_a_view_has_its_pictures(views: Views, key: str) -> None:
    pictures = views.get(key).pictures

    assert files.read_bytes(pictures.small)[8:12] == b"WEBP"
    assert files.read_bytes(pictures.large)[8:12] == b"WEBP"


@pytest.mark.parametrize("key", KEYS)
def test_the_letters_stand_where_the_camera_puts_the_sides(views: Views, key: str) -> None:
    """x runs to the patient's left, and `right` to the viewer's right."""
    view = views.get(key)
    to_viewers_right = view.camera.right[0]

    if view.letters in (("R", "L"), ("L", "R")):
        assert (view.letters == ("R", "L")) is (to_viewers_right > 0)
    else:
        assert "".join(view.letters) in ("R", "L")


@pytest.mark.parametrize("key", KEYS)
def test_a_view_from_behind_looks_at_the_back(views: Views, key: str) -> None:
    view = views.get(key)

    if view.behind:
        assert view.camera.toward[2] < 0
    if view.camera.toward[2] < -0.9:
        assert view.behind


def test_only_whole_figures_have_doors(views: Views) -> None:
    assert {each.key for each in views.all if each.doors} == {each.key for each in views.all if each.whole}


WHOLE = tuple(each.key for each in VIEWS.all if each.whole)


@pytest.mark.parametrize("key", WHOLE)
def test_head_hands_and_feet_of_a_whole_figure_are_doors_and_nothing_else_is(
    body: Body, regions: Regions, views: Views, key: str
) -> None:
    """A hip beside a hand, or a shoulder below the head, takes its own taps."""
    opened = set()
    for tapped in grid(views.get(key), 7.0):
        region = body.region(tapped.anchor)
        door = body.door(key, tapped.x, tapped.y)

        if door is not None:
            opened.add(door)
            assert any(regions.under(region, each) for each in views.get(door).home), region
            assert body.side(tapped.anchor).value in door or "head" in door or door == "face"
        elif not key.startswith("flank"):
            # on a flank's view the raised arm is the reason for the view, and has no door
            assert not any(regions.under(region, each) for each in ("face", "ear", "foot")), region

    assert opened == {each.to for each in views.get(key).doors}


@pytest.mark.parametrize("key", WHOLE)
def test_a_doors_frame_lies_in_the_picture_and_opens_beside_the_body_too(body: Body, views: Views, key: str) -> None:
    view = views.get(key)

    for door in view.doors:
        assert 0 <= door.left < door.right <= view.camera.width
        assert 0 <= door.top < door.bottom <= view.camera.height
        corners = [(x, y) for x in (door.left, door.right) for y in (door.top, door.bottom)]
        beside = [each for each in corners if body.hit(key, *each) is None]
        assert all(body.door(key, *each) == door.to for each in beside)


@pytest.mark.parametrize("key", [each for each in KEYS if each not in WHOLE])
def test_a_close_up_has_no_doors(body: Body, key: str) -> None:
    assert not any(body.door(key, each.x, each.y) for each in taps(body, key, 10))


def test_an_unknown_view_is_an_error(views: Views) -> None:
    with pytest.raises(KeyError):
        views.get("nowhere")
