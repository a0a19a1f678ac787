"""The gesture table of the screens, row by row and column by column, as pure decisions."""

import pytest

from db.records import MarkId
from desktop.map.pointer import BOUNCE_MS, BOUNCE_PX, Act, Gesture, Under

SKIN = Under(skin=True)
MARK = Under(skin=True, mark=MarkId("m1"))
CHOSEN = Under(skin=True, mark=MarkId("m1"), selected=True)
DOOR = Under(skin=True, door="face")
FRAME = Under(door="face")
BESIDE = Under()
SKIN_NEAR = Under(skin=True, pans=True)
MARK_NEAR = Under(skin=True, mark=MarkId("m1"), pans=True)
CHOSEN_NEAR = Under(skin=True, mark=MarkId("m1"), selected=True, pans=True)
BESIDE_NEAR = Under(pans=True)
DOOR_NEAR = Under(skin=True, door="face", pans=True)

HERE = (100.0, 100.0)
NEARBY = (102.0, 101.0)
AWAY = (140.0, 100.0)
SLOP = 4.0


def press(under: Under, *, when: int = 0, gesture: Gesture | None = None) -> Gesture:
    pressed = gesture or Gesture()
    pressed.press(HERE, when, under, SLOP)
    return pressed


@pytest.mark.parametrize(
    ("under", "act"),
    [(SKIN, Act.TAP), (MARK, Act.TAP), (CHOSEN, Act.TAP), (DOOR, Act.OPEN), (FRAME, Act.OPEN), (BESIDE, Act.NOTHING)],
)
@pytest.mark.parametrize("lasts", [10, 400, 5000])
def test_a_tap_means_the_same_however_slow_it_is(under: Under, act: Act, lasts: int) -> None:
    gesture = press(under)

    assert gesture.move(NEARBY) is Act.NOTHING
    assert gesture.release(NEARBY, lasts) is act


@pytest.mark.parametrize(
    ("under", "act"),
    [(SKIN, Act.BOUNCE), (MARK, Act.BOUNCE), (DOOR, Act.NOTHING), (BESIDE, Act.NOTHING)],
)
def test_a_second_tap_at_once_and_in_place_is_not_counted(under: Under, act: Act) -> None:
    gesture = press(under)
    gesture.release(HERE, 50)

    press(under, when=50 + BOUNCE_MS - 1, gesture=gesture)

    assert gesture.release(NEARBY, 400) is act


def test_three_taps_at_once_count_once() -> None:
    gesture = press(SKIN)
    acts = [gesture.release(HERE, 50)]
    for when in (150, 300):
        press(SKIN, when=when, gesture=gesture)
        acts.append(gesture.release(HERE, when + 50))

    assert acts == [Act.TAP, Act.BOUNCE, Act.BOUNCE]


def test_a_second_tap_a_quarter_of_a_second_later_counts() -> None:
    gesture = press(SKIN)
    gesture.release(HERE, 50)

    press(SKIN, when=50 + BOUNCE_MS, gesture=gesture)

    assert gesture.release(HERE, 400) is Act.TAP


def test_a_second_tap_eight_px_away_counts() -> None:
    gesture = press(SKIN)
    gesture.release(HERE, 50)

    there = (HERE[0] + BOUNCE_PX, HERE[1])
    gesture.press(there, 100, SKIN, SLOP)

    assert gesture.release(there, 150) is Act.TAP


def test_a_clock_that_runs_back_swallows_no_tap() -> None:
    gesture = press(SKIN, when=4_294_967_000)
    gesture.release(HERE, 4_294_967_200)

    press(SKIN, when=3, gesture=gesture)

    assert gesture.release(HERE, 60) is Act.TAP


def test_a_double_click_on_a_door_adds_nothing_to_the_view_behind_it() -> None:
    gesture = press(DOOR)
    acts = [gesture.release(HERE, 60)]

    press(SKIN, when=120, gesture=gesture)
    acts.append(gesture.release(HERE, 180))

    assert acts == [Act.OPEN, Act.NOTHING]


@pytest.mark.parametrize(
    ("under", "held", "lifted"),
    [
        (SKIN, Act.LOUPE, Act.TAP),
        (MARK, Act.SELECT, Act.NOTHING),
        (CHOSEN, Act.SELECT, Act.NOTHING),
        (DOOR, Act.NOTHING, Act.OPEN),
        (BESIDE, Act.NOTHING, Act.NOTHING),
    ],
)
def test_a_long_press(under: Under, held: Act, lifted: Act) -> None:
    gesture = press(under)

    assert gesture.hold() is held
    assert gesture.release(HERE, 900) is lifted


def test_under_the_loupe_the_finger_may_slide_and_counts_where_it_is_lifted() -> None:
    gesture = press(SKIN)
    gesture.hold()

    assert gesture.move(AWAY) is Act.LOOK
    assert gesture.release(AWAY, 1500) is Act.TAP


def test_a_bouncing_press_brings_no_loupe() -> None:
    gesture = press(SKIN)
    gesture.release(HERE, 50)

    press(SKIN, when=100, gesture=gesture)

    assert gesture.hold() is Act.NOTHING


@pytest.mark.parametrize(
    ("under", "moved", "lifted"),
    [
        (SKIN, Act.NOTHING, Act.SLID),
        (MARK, Act.NOTHING, Act.SLID),
        (CHOSEN, Act.CARRY, Act.DROP),
        (DOOR, Act.NOTHING, Act.NOTHING),
        (BESIDE, Act.NOTHING, Act.NOTHING),
        (SKIN_NEAR, Act.PAN, Act.NOTHING),
        (MARK_NEAR, Act.PAN, Act.NOTHING),
        (CHOSEN_NEAR, Act.CARRY, Act.DROP),
        (DOOR_NEAR, Act.PAN, Act.NOTHING),
        (BESIDE_NEAR, Act.PAN, Act.NOTHING),
    ],
)
def test_a_drag(under: Under, moved: Act, lifted: Act) -> None:
    gesture = press(under)

    assert gesture.move(AWAY) is moved
    assert gesture.release(AWAY, 300) is lifted


def test_a_mark_selected_by_a_long_press_can_be_dragged_on() -> None:
    gesture = press(MARK)
    gesture.hold()

    assert gesture.move(AWAY) is Act.CARRY
    assert gesture.release(AWAY, 900) is Act.DROP


def test_a_drag_that_comes_back_is_still_no_tap() -> None:
    gesture = press(SKIN)
    gesture.move(AWAY)
    gesture.move(HERE)

    assert gesture.release(HERE, 300) is Act.SLID


def test_a_slide_within_the_slop_is_a_tap() -> None:
    gesture = press(SKIN)

    assert gesture.move((HERE[0] + SLOP, HERE[1])) is Act.NOTHING
    assert gesture.release((HERE[0] + SLOP, HERE[1]), 100) is Act.TAP


def test_a_cancelled_press_means_nothing() -> None:
    gesture = press(SKIN)
    gesture.cancel()

    assert not gesture.active
    assert gesture.hold() is Act.NOTHING
    assert gesture.move(AWAY) is Act.NOTHING
    assert gesture.release(HERE, 100) is Act.NOTHING
