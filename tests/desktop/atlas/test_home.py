"""The one view a lesion is counted in, so that the rail's numbers add up."""

from collections import Counter

import pytest

from desktop.atlas.body import Body
from desktop.atlas.home import squarest
from desktop.atlas.views import Views
from resources.regions import Regions
from tests.desktop.atlas.skin import KEYS, taps


@pytest.mark.parametrize("key", KEYS)
def test_the_home_view_of_what_any_view_shows_shows_it_too(body: Body, views: Views, key: str) -> None:
    for tapped in taps(body, key, 8):
        home = body.home_view(tapped.anchor)

        assert home in views
        assert body.spot(home, tapped.anchor).visible


def test_lesions_by_home_view_add_up_to_all_of_them(body: Body) -> None:
    lesions = [each.anchor for key in KEYS for each in taps(body, key, 4)]

    by_home = Counter(body.home_view(each) for each in lesions)

    assert sum(by_home.values()) == len(lesions)
    assert set(by_home) <= set(KEYS)


def test_a_lesion_has_the_same_home_from_whichever_view_it_was_tapped_in(body: Body) -> None:
    for tapped in taps(body, "face", 10):
        again = [
            body.hit(key, spot.x, spot.y)
            for key in body.views_seeing(tapped.anchor)
            if (spot := body.spot(key, tapped.anchor)).facing > 0.3
        ]
        homes = {body.home_view(each) for each in again if each is not None and each.quad == tapped.anchor.quad}

        assert homes == {body.home_view(tapped.anchor)}


@pytest.mark.parametrize("key", ["face", "back"])
def test_most_of_what_a_view_shows_squarely_is_at_home_there(body: Body, key: str) -> None:
    squarely = [each for each in taps(body, key, 60) if body.spot(key, each.anchor).facing > 0.9]

    at_home = [each for each in squarely if body.home_view(each.anchor) == key]

    assert len(at_home) > len(squarely) / 2


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_lesion_of_the_outer_ear_is_counted_at_the_ear(body: Body, regions: Regions, side: str) -> None:
    key = f"ear_{side}"
    on_ear = [
        each
        for each in taps(body, key, 120)
        if regions.under(body.region(each.anchor), "ear") and body.spot(key, each.anchor).facing > 0.4
    ]

    assert on_ear
    assert {body.home_view(each.anchor) for each in on_ear} == {key}


def test_what_a_close_up_of_head_hand_or_foot_sees_well_is_not_counted_on_a_whole_figure(
    body: Body, regions: Regions, views: Views
) -> None:
    behind_doors = [
        each.anchor
        for key in ("face", "head_back", "hand_right_back", "palm_left", "foot_left_top", "foot_right_sole")
        for each in taps(body, key, 30)
        if body.spot(key, each.anchor).facing > 0.4
        and any(regions.under(body.region(each.anchor), part) for part in ("head", "hand", "foot"))
    ]

    assert behind_doors
    assert not any(views.get(body.home_view(each)).whole for each in behind_doors)


def test_of_views_that_see_a_point_alike_the_finer_one_wins(views: Views) -> None:
    whole, close = views.get("front"), views.get("face")

    found = squarest([whole, close], {"front": 0.91, "face": 0.9}, lambda _key: True)

    assert found is close


def test_a_view_that_does_not_see_a_point_is_never_the_squarest(views: Views) -> None:
    whole, close = views.get("front"), views.get("face")

    assert squarest([whole, close], {"front": 0.5, "face": 0.9}, lambda key: key == "front") is whole
    assert squarest([whole, close], {"front": 0.5, "face": 0.9}, lambda _key: False) is None
