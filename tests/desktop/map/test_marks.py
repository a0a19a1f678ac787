"""Where the marks of a visit lie in a view."""

import pytest

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.controls.stamps import BADGE, SIZE, Shape
from desktop.map.badges import free_place
from desktop.map.drawn import nearest
from desktop.map.marks import Places
from desktop.map.viewport import Point
from resources.terms import Placement, Side
from tests.desktop.map.visits import Lesion, mark_id, visit

PIXEL = 1.8
"""View px of a widget px, about as on the screens."""


def test_a_mark_is_drawn_in_every_view_that_sees_it_and_in_no_other(body: Body, views: Views) -> None:
    sites = [
        ("malar_cheek", Side.LEFT),
        ("vertex_scalp", Side.MIDLINE),
        ("upper_back", Side.RIGHT),
        ("sole", Side.LEFT),
    ]
    anchors = [body.middle(*each) for each in sites]
    snapshot = visit(body, *(Lesion(each) for each in anchors))
    places = Places(body)

    for view in views.all:
        drawn = {each.newest: each for each in places.drawn(view.key, snapshot.marks, PIXEL)}
        for number, anchor in enumerate(anchors, 1):
            assert anchor is not None
            spot = body.spot(view.key, anchor)
            assert (mark_id(number) in drawn) is spot.visible
            if spot.visible:
                assert (drawn[mark_id(number)].x, drawn[mark_id(number)].y) == (spot.x, spot.y)


def test_numbers_and_letters_are_those_of_the_snapshot(body: Body) -> None:
    spots = [body.middle(each, Side.LEFT) for each in ("malar_cheek", "temple", "chin", "forehead")]
    snapshot = visit(
        body, *(Lesion(each, preset=key) for each, key in zip(spots, ("ak", "seen", "wart", "seen"), strict=True))
    )

    drawn = Places(body).drawn("face", snapshot.marks, PIXEL)

    assert [each.stamp.label for each in drawn] == ["1", "A", "2", "B"]
    assert [each.stamp.hollow for each in drawn] == [False, True, False, True]


def test_a_mark_that_did_not_change_is_the_same_object(body: Body) -> None:
    anchors = [body.middle(each, Side.LEFT) for each in ("malar_cheek", "temple", "chin")]
    places = Places(body)
    before = places.drawn("face", visit(body, *(Lesion(each) for each in anchors[:2])).marks, PIXEL)

    after = places.drawn("face", visit(body, *(Lesion(each) for each in anchors)).marks, PIXEL)

    assert all(one is other for one, other in zip(before, after, strict=False))
    assert len(after) == 3


def test_lesions_placed_by_name_are_one_badge_in_the_home_view(body: Body, views: Views) -> None:
    snapshot = visit(body, *(Lesion(region="malar_cheek", side=Side.LEFT) for _ in range(3)))
    places = Places(body)

    shown = {view.key: places.drawn(view.key, snapshot.marks, PIXEL) for view in views.all}

    (home,) = [key for key, drawn in shown.items() if drawn]
    (badge,) = shown[home]
    assert home == "face"
    assert badge.stamp.shape is Shape.BADGE
    assert badge.stamp.label == "×3"
    assert badge.marks == tuple(mark_id(each) for each in (1, 2, 3))
    assert body.region(badge.anchor) != ""
    assert snapshot.marks[0].mark.place.placement is Placement.BY_NAME


def test_two_badges_of_one_region_lie_beside_each_other(body: Body) -> None:
    names = [Lesion(region="forehead", side=Side.LEFT, preset=key) for key in ("ak", "ak", "wart", "sk")]

    drawn = Places(body).drawn("face", visit(body, *names).marks, PIXEL)

    assert [each.stamp.label for each in drawn] == ["×2", "×1", "×1"]
    for number, one in enumerate(drawn):
        for other in drawn[number + 1 :]:
            apart = abs(one.x - other.x) / PIXEL, abs(one.y - other.y) / PIXEL
            assert apart[0] >= BADGE[0] or apart[1] >= BADGE[1]


def test_a_badge_hides_no_mark(body: Body) -> None:
    middle = body.middle("forehead", Side.LEFT)

    mark, badge = Places(body).drawn(
        "face", visit(body, Lesion(middle), Lesion(region="forehead", side=Side.LEFT)).marks, PIXEL
    )

    beside = (BADGE[0] + SIZE) / 2, (BADGE[1] + SIZE) / 2
    assert abs(mark.x - badge.x) / PIXEL >= beside[0] or abs(mark.y - badge.y) / PIXEL >= beside[1]
    assert body.hit("face", badge.x, badge.y) is not None


def test_a_lesion_without_a_place_is_drawn_nowhere(body: Body, views: Views) -> None:
    snapshot = visit(body, Lesion(region="tongue", side=Side.LEFT), Lesion(region="malar_cheek"))
    places = Places(body)

    assert not any(places.drawn(view.key, snapshot.marks, PIXEL) for view in views.all)


@pytest.mark.parametrize(("x", "y", "found"), [(3.0, 4.0, 1), (9.0, 0.0, 2), (30.0, 0.0, None)])
def test_a_press_means_the_nearest_mark_within_reach(body: Body, x: float, y: float, found: int | None) -> None:
    anchors = [body.middle("chin", Side.LEFT), body.middle("chin", Side.RIGHT)]
    one, other = Places(body).drawn("face", visit(body, *(Lesion(each) for each in anchors)).marks, PIXEL)
    middle = one.x, one.y

    shifted = type(other)(other.marks, one.x + 10, one.y, other.stamp, other.anchor)
    meant = nearest((one, shifted), middle[0] + x, middle[1] + y, 13.0)

    assert (meant.newest if meant else None) == (mark_id(found) if found else None)


def test_a_badge_goes_to_the_nearest_skin_with_room() -> None:
    def right_half(place: Point) -> bool:
        return place[0] >= 0

    assert free_place((0.0, 0.0), (), (), 1.0, right_half) == (0.0, 0.0)
    place = free_place((0.0, 0.0), [(0.0, 0.0)], [(0.0, -26.0)], 1.0, right_half)
    assert place[0] >= 0
    assert place not in ((0.0, 0.0), (0.0, -26.0))


def test_where_all_is_taken_the_badge_stays_in_the_middle() -> None:
    assert free_place((5.0, 5.0), [(5.0, 5.0)], (), 1.0, lambda _place: False) == (5.0, 5.0)
