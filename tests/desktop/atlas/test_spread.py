"""Labels that would lie on each other, and the parts of a picture that are shown enlarged."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.atlas.crowd import Window, windows
from desktop.atlas.spread import Label, Point, Sheet, spread

SHEET = Sheet(1000, 1000, 20)
PICTURE = Window(0, 0, 1000, 1000)
POINTS = st.tuples(st.floats(30, 970), st.floats(30, 970))


def wish(point: Point, wide: float = 22) -> Label:
    return Label(point, point, wide, 20)


def crowd(x: float, y: float, count: int) -> list[Point]:
    return [(x + 15 * number, y) for number in range(count)]


def test_labels_with_room_stay_on_their_lesions() -> None:
    wishes = [wish((100, 100)), wish((200, 100)), wish((500, 800))]

    assert spread(wishes, SHEET) == tuple(wishes)


def test_a_lonely_label_stays_and_the_crowd_gives_way() -> None:
    wishes = [wish((500, 500)), wish((510, 500)), wish((505, 510)), wish((560, 505))]

    placed = spread(wishes, SHEET)

    assert not placed[3].moved
    assert sum(label.moved for label in placed) >= 2


def test_a_moved_label_still_knows_its_lesion() -> None:
    placed = spread([wish((500, 500)), wish((501, 500))], SHEET)

    assert [label.lesion for label in placed] == [(500, 500), (501, 500)]


def test_a_point_to_be_kept_free_is_not_hidden() -> None:
    free = (512.0, 500.0)

    (label,) = spread([wish((500, 500))], SHEET, [free])

    assert label.moved
    assert not label.covers(free)


def test_nothing_to_spread_is_nothing() -> None:
    assert spread([], SHEET) == ()


@given(st.lists(POINTS, max_size=24))
@settings(deadline=None, max_examples=40)
def test_no_two_labels_overlap_none_hides_a_lesion_and_all_lie_in_the_picture(points: list[Point]) -> None:
    placed = spread([wish(point) for point in points], SHEET)

    assert [label.lesion for label in placed] == points
    for one, other in combinations(placed, 2):
        assert not one.overlaps(other)
        assert one.lesion == other.lesion or not one.covers(other.lesion)
    assert all(SHEET.holds(label) for label in placed if label.moved)


@given(st.lists(POINTS, max_size=12))
@settings(deadline=None, max_examples=20)
def test_the_same_wishes_give_the_same_places(points: list[Point]) -> None:
    wishes = [wish(point) for point in points]

    assert spread(wishes, SHEET) == spread(wishes, SHEET)


def test_a_few_close_lesions_need_no_enlarged_part() -> None:
    assert windows(crowd(500, 500, 4), 20, PICTURE) == ()


def test_a_crowd_is_enlarged_with_room_around_it() -> None:
    points = crowd(500, 500, 6)

    (window,) = windows(points, 20, PICTURE)

    assert all(window.holds(point) for point in points)
    assert window.left <= 500 - 40
    assert window.width / window.height == 1


def test_two_crowds_apart_are_enlarged_each() -> None:
    found = windows([*crowd(150, 200, 5), *crowd(750, 800, 7)], 20, PICTURE)

    assert [window.holds((750, 800)) for window in found] == [True, False]


def test_crowds_whose_parts_would_overlap_are_enlarged_once() -> None:
    found = windows([*crowd(400, 500, 7), *crowd(560, 560, 5)], 20, PICTURE)

    assert len(found) == 1


def test_a_crowd_over_the_whole_picture_is_not_enlarged() -> None:
    assert windows([(30 * number, 500) for number in range(33)], 20, PICTURE) == ()


@given(st.lists(POINTS, max_size=40), st.floats(5, 30))
@settings(deadline=None, max_examples=60)
def test_enlarged_parts_lie_in_the_picture_and_apart(points: list[Point], radius: float) -> None:
    found = windows(points, radius, PICTURE)

    for window in found:
        assert window.left >= 0
        assert window.top >= 0
        assert window.left + window.width <= 1000 + 1e-6
        assert window.top + window.height <= 1000 + 1e-6
        assert 1 / 9 - 1e-9 <= window.width / 1000 <= 0.55
        assert sum(window.holds(point) for point in points) > 4
    assert not any(one.meets(other) for one, other in combinations(found, 2))
