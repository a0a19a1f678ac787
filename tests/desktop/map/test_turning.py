"""The gesture table of the screens on the real map: two fingers, middle button, arrows and buttons turn."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.map.figure import MapView
from desktop.map.reel import MOST_BYTES, Reel
from desktop.theme import Theme
from resources.terms import Side, SkinTone
from tests.desktop.atlas.skin import taps
from tests.desktop.map.acts import LEFT, MIDDLE, Fingers, Heard, at, click, drag, hover, slide
from tests.desktop.map.stands import Stand
from tests.desktop.map.turnable import BY, FRONT, Busy, Step, body_with, press_arrow, px, views_with
from tests.desktop.map.visits import Lesion, visit


@pytest.fixture(scope="module")
def views() -> Views:
    return views_with(FRONT)


@pytest.fixture(scope="module")
def body(views: Views) -> Body:
    return body_with(views)


def arrives(qtbot: QtBot, figure: MapView, key: str) -> None:
    """Wait until a view is on show; a busy machine decodes slowly."""
    qtbot.waitUntil(lambda: figure.view_key == key, timeout=30_000)


# row: two-finger drag, middle button, arrows: turns, comes to rest on a view
@BY
def test_a_step_turns_by_a_frame_and_back_to_the_view_it_began_from(stand: Stand, qtbot: QtBot, act: Step) -> None:
    act(stand.figure, 1)
    arrives(qtbot, stand.figure, "turn_body/01")
    act(stand.figure, -1)
    arrives(qtbot, stand.figure, "front")

    assert not stand.heard.taps


@BY
def test_steps_to_the_right_come_to_rest_on_the_patients_left_side(stand: Stand, qtbot: QtBot, act: Step) -> None:
    for number in range(1, 9):
        act(stand.figure, 1)
        arrives(qtbot, stand.figure, f"turn_body/{number:02}")
    act(stand.figure, 1)

    arrives(qtbot, stand.figure, "body_left")


def test_quick_steps_are_added_up(stand: Stand, qtbot: QtBot) -> None:
    for _ in range(5):
        press_arrow(stand.figure, -1)

    arrives(qtbot, stand.figure, "turn_body/31")


def test_a_button_held_down_turns_on(stand: Stand, qtbot: QtBot) -> None:
    QTest.mousePress(stand.figure.to_right, LEFT)
    qtbot.waitUntil(lambda: len(stand.heard.views) >= 3, timeout=30_000)
    QTest.mouseRelease(stand.figure.to_right, LEFT)

    numbers = [int(each.removeprefix("turn_body/")) for each in stand.heard.views[:3]]
    assert numbers == sorted(numbers)
    assert numbers[-1] < 18


@pytest.mark.parametrize(
    ("degrees", "rests"), [(40, "turn_body/32"), (-40, "turn_body/04"), (-90, "body_left"), (90, "body_right")]
)
def test_the_middle_button_turns_and_rests(stand: Stand, qtbot: QtBot, degrees: int, rests: str) -> None:
    drag(stand.figure, stand.skin, stand.skin + QPoint(px(stand.figure, degrees), 3), MIDDLE)

    arrives(qtbot, stand.figure, rests)
    assert not stand.heard.taps


@pytest.mark.parametrize(("degrees", "rests"), [(40, "turn_body/32"), (-90, "body_left")])
def test_two_fingers_dragged_together_turn_and_rest(stand: Stand, qtbot: QtBot, degrees: int, rests: str) -> None:
    start, way = (stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0)), QPoint(px(stand.figure, degrees), 0)

    Fingers(stand.figure).two(start, (start[0] + way, start[1] + way))

    arrives(qtbot, stand.figure, rests)
    assert stand.figure.zoom == 1
    assert not stand.heard.taps


def test_the_picture_follows_the_hand_frame_by_frame(stand: Stand, qtbot: QtBot) -> None:
    figure, start = stand.figure, stand.skin
    QTest.mousePress(figure, MIDDLE, pos=start)
    for number in range(1, 5):
        here, there = (start - QPoint(px(figure, 10 * step), 0) for step in (number - 1, number))
        slide(figure, here, there, MIDDLE, steps=2)
        arrives(qtbot, figure, f"turn_body/{number:02}")
    QTest.mouseRelease(figure, MIDDLE, pos=there)

    assert stand.heard.views == [f"turn_body/{number:02}" for number in range(1, 5)]


def test_skin_dragged_to_the_left_goes_to_the_left(stand: Stand, body: Body, qtbot: QtBot) -> None:
    chest = body.middle("chest", Side.MIDLINE)
    before = at(stand.figure, body, chest)

    drag(stand.figure, stand.skin, stand.skin - QPoint(px(stand.figure, 20), 0), MIDDLE)
    arrives(qtbot, stand.figure, "turn_body/02")

    assert at(stand.figure, body, chest).x() < before.x()


def test_a_short_drag_of_two_fingers_turns_nothing(stand: Stand) -> None:
    start = (stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0))

    Fingers(stand.figure).two(start, (start[0] + QPoint(10, 0), start[1] + QPoint(10, 0)))

    assert stand.heard.nothing


def test_a_pinch_after_a_turn_zooms_the_frame_it_came_to(stand: Stand, qtbot: QtBot) -> None:
    figure, fingers = stand.figure, Fingers(stand.figure)
    a, b, way = stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0), QPoint(px(stand.figure, 30), 0)
    fingers.press(a, 0)
    fingers.press(b, 1)
    fingers.move({0: a + way, 1: b + way})
    arrives(qtbot, figure, "turn_body/33")
    for spread in range(10, 50, 10):
        fingers.move({0: a + way - QPoint(spread, 0), 1: b + way + QPoint(spread, 0)})
    fingers.lift(b, 1)
    fingers.lift(a, 0)

    assert figure.view_key == "turn_body/33"
    assert figure.zoom > 1.5
    assert not stand.heard.taps


# what is not decoded
@pytest.fixture
def slow(qtbot: QtBot, body: Body, views: Views, light: Theme) -> Iterator[tuple[MapView, Busy]]:
    """A map whose decoder does not come to any frame until it is let go."""
    pool = QThreadPool()
    busy = Busy(pool)
    figure = MapView(views, light, decoders=pool)
    qtbot.addWidget(figure)
    figure.resize(776, 608)
    figure.set_body(body)
    figure.show_view("front")
    with qtbot.waitExposed(figure):
        figure.show()
    yield figure, busy
    busy.let_go()
    figure.stop()


def test_a_frame_that_is_not_decoded_is_skipped_and_comes_when_it_is(slow: tuple[MapView, Busy], qtbot: QtBot) -> None:
    figure, busy = slow
    heard = Heard(figure)

    drag(figure, QPoint(388, 300), QPoint(388 - px(figure, 60), 300), MIDDLE, steps=12)
    waited_for = figure.view_key
    busy.let_go()
    qtbot.waitUntil(lambda: bool(heard.views), timeout=30_000)

    assert waited_for == "front"
    assert heard.views == ["turn_body/06"]
    assert figure.zoom == 1


def test_a_tap_is_meant_for_the_view_that_is_seen_not_for_one_still_to_come(
    slow: tuple[MapView, Busy], body: Body
) -> None:
    figure, busy = slow
    heard = Heard(figure)
    drag(figure, QPoint(388, 300), QPoint(388 - px(figure, 60), 300), MIDDLE)

    click(figure, at(figure, body, body.middle("abdomen", Side.MIDLINE)), 1000)
    busy.finish()

    assert heard.taps[0].view == "front"
    assert figure.view_key == "front"


def test_frames_that_cannot_be_read_leave_the_view_as_it_is(light: Theme, qtbot: QtBot) -> None:
    broken = views_with("body/neutral/views.json")
    figure = MapView(broken, light)
    qtbot.addWidget(figure)
    figure.set_body(body_with(broken))
    figure.show_view("front")

    figure.turn(1)
    figure.stop()

    assert figure.view_key == "front"


def test_frames_take_no_more_memory_than_they_may(body: Body, views: Views, qtbot: QtBot) -> None:
    reel = Reel()
    reel.set_look(body, SkinTone.LIGHT)
    turn = views.turns[1]

    for number in range(turn.frames):
        if reel.want(turn, number, 1) is None:
            with qtbot.waitSignal(
                reel.ready, timeout=30_000, check_params_cb=lambda key, n=number: key == turn.key_of(n)
            ):
                pass
    reel.close()

    assert MOST_BYTES / 2 < reel.nbytes <= MOST_BYTES
    assert turn.key_of(turn.frames - 1) in reel.keys
    assert turn.key_of(3) not in reel.keys


# what is done on a frame
@pytest.fixture
def turned(stand: Stand, qtbot: QtBot) -> Stand:
    """The front of the body turned so far that the patient's left side comes forward."""
    drag(stand.figure, stand.skin, stand.skin - QPoint(px(stand.figure, 30), 0), MIDDLE)
    arrives(qtbot, stand.figure, "turn_body/03")
    return stand


def test_a_tap_on_a_frame_counts_the_skin_that_the_frame_shows(turned: Stand, body: Body) -> None:
    for each in taps(body, "front", 6):
        spot = body.spot("turn_body/03", each.anchor)
        if not spot.visible or spot.facing < 0.4:
            continue
        click(turned.figure, turned.figure.to_widget(spot.x, spot.y).toPoint(), 9000 * (len(turned.heard.taps) + 1))

    assert len(turned.heard.taps) >= 2
    assert {each.view for each in turned.heard.taps} == {"turn_body/03"}
    for tap in turned.heard.taps:
        assert tap.anchor == body.hit("turn_body/03", tap.x, tap.y)


def test_a_mark_turns_with_the_skin_it_stands_on(turned: Stand, body: Body) -> None:
    chest = body.middle("chest", Side.MIDLINE)
    turned.figure.show_snapshot(visit(body, Lesion(chest)))

    assert chest is not None
    (drawn,) = turned.figure.marks_shown
    spot = body.spot("turn_body/03", chest)
    picked = body.hit("turn_body/03", drawn.x, drawn.y)

    assert (drawn.x, drawn.y) == pytest.approx((spot.x, spot.y))
    assert picked is not None
    assert body.distance_mm(picked, chest, 20.0) == pytest.approx(0, abs=2.0)


def test_a_frame_says_what_lies_under_the_pointer(turned: Stand, body: Body) -> None:
    abdomen = body.middle("abdomen", Side.MIDLINE)
    before = turned.figure.grab().toImage()

    hover(turned.figure, at(turned.figure, body, abdomen))

    assert turned.figure.grab().toImage() != before


def test_an_enlarged_figure_is_turned_as_large_about_the_same_axis(stand: Stand, views: Views, qtbot: QtBot) -> None:
    figure, turn = stand.figure, views.turns[0]
    figure.zoom_by(3.0, (388.0, 304.0))
    middle = turn.first.width / 2, turn.first.height / 2
    axis = figure.to_widget(*middle)

    drag(figure, stand.skin, stand.skin - QPoint(px(figure, 20), 0), MIDDLE)
    arrives(qtbot, figure, "turn_body/02")

    assert figure.zoom == pytest.approx(3.0)
    assert (figure.to_widget(*middle) - axis).manhattanLength() < 1


def test_a_view_beside_a_frame_is_the_next_fixed_one_that_way(turned: Stand) -> None:
    turned.figure.neighbour(1)
    right = turned.figure.view_key
    turned.figure.show_view("turn_body/03")
    turned.figure.neighbour(-1)

    assert (turned.figure.view_key, right) == ("front", "body_left")
