"""The gesture table of the screens on the real map: taps, second taps, long presses, right clicks."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from tests.desktop.map.acts import LEFT, RIGHT, Fingers, click, loupe, mouse, slide
from tests.desktop.map.stands import POINTERS, Stand, tap
from tests.desktop.map.visits import mark_id


# row: tap / click, however slow
@POINTERS
def test_a_tap_on_bare_skin_adds_one(stand: Stand, body: Body, pointer: str) -> None:
    tap(stand, pointer, stand.skin)

    (told,) = stand.heard.taps
    assert told.view == "front"
    assert told.on_mark is None
    assert body.hit("front", told.x, told.y) == told.anchor
    assert stand.figure.to_widget(told.x, told.y).toPoint() == stand.skin


@POINTERS
def test_a_tap_on_a_mark_adds_one_and_says_on_which(stand: Stand, pointer: str) -> None:
    tap(stand, pointer, stand.mark + QPoint(5, 3))

    (told,) = stand.heard.taps
    assert told.on_mark == mark_id(1)


@POINTERS
def test_a_tap_on_a_door_opens_the_close_up(stand: Stand, pointer: str) -> None:
    tap(stand, pointer, stand.door)

    assert stand.heard.views == ["face"]
    assert stand.figure.view_key == "face"
    assert not stand.heard.taps


@POINTERS
def test_a_tap_beside_the_body_does_nothing(stand: Stand, pointer: str) -> None:
    tap(stand, pointer, stand.beside)

    assert stand.heard.nothing


def test_a_slow_click_adds_one(stand: Stand, qtbot: QtBot) -> None:
    QTest.mousePress(stand.figure, LEFT, pos=stand.skin)
    qtbot.waitUntil(loupe(stand.figure).isVisible, timeout=3000)
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.skin)

    assert len(stand.heard.taps) == 1
    assert not loupe(stand.figure).isVisible()


def test_a_tap_draws_nothing(stand: Stand) -> None:
    before = stand.figure.marks_shown

    QTest.mouseClick(stand.figure, LEFT, pos=stand.skin)

    assert stand.figure.marks_shown == before


# row: second tap < 250 ms and < 8 px
@pytest.mark.parametrize("column", ["skin", "mark"])
def test_a_bouncing_click_counts_once_and_says_so(stand: Stand, column: str) -> None:
    click(stand.figure, stand.point(column), when=1000)
    click(stand.figure, stand.point(column) + QPoint(3, 3), when=1180)

    assert len(stand.heard.taps) == 1
    assert stand.heard.said == ["Double tap: counted once"]


def test_a_bouncing_finger_counts_once_and_says_so(stand: Stand) -> None:
    fingers = Fingers(stand.figure)
    fingers.tap(stand.skin)
    fingers.tap(stand.skin)

    assert len(stand.heard.taps) == 1
    assert stand.heard.said == ["Double tap: counted once"]


def test_two_quick_clicks_apart_are_two_lesions(stand: Stand) -> None:
    click(stand.figure, stand.skin, when=1000)
    click(stand.figure, stand.skin + QPoint(0, 12), when=1100)

    assert len(stand.heard.taps) == 2


@pytest.mark.parametrize("column", ["door", "beside"])
def test_a_bouncing_click_on_a_door_or_beside_the_body_adds_nothing(stand: Stand, column: str) -> None:
    click(stand.figure, stand.point(column), when=1000)
    click(stand.figure, stand.point(column), when=1150)

    assert not stand.heard.taps
    assert not stand.heard.said


def test_the_systems_double_click_is_the_second_of_two_presses(stand: Stand) -> None:
    click(stand.figure, stand.skin, when=1000)
    mouse(stand.figure, QEvent.Type.MouseButtonDblClick, stand.skin, 1400)
    mouse(stand.figure, QEvent.Type.MouseButtonRelease, stand.skin, 1450)

    assert len(stand.heard.taps) == 2


# row: press > 500 ms
@POINTERS
def test_a_long_press_on_a_mark_selects_it_and_adds_nothing(stand: Stand, qtbot: QtBot, pointer: str) -> None:
    fingers = Fingers(stand.figure)
    with qtbot.waitSignal(stand.figure.selected, timeout=3000):
        if pointer == "mouse":
            QTest.mousePress(stand.figure, LEFT, pos=stand.mark)
        else:
            fingers.press(stand.mark)
    if pointer == "mouse":
        QTest.mouseRelease(stand.figure, LEFT, pos=stand.mark)
    else:
        fingers.lift(stand.mark)

    assert stand.heard.selected == [mark_id(1)]
    assert stand.figure.selected_mark == mark_id(1)
    assert not stand.heard.taps


def test_under_the_loupe_a_finger_counts_where_it_is_lifted(stand: Stand, qtbot: QtBot, body: Body) -> None:
    fingers = Fingers(stand.figure)
    fingers.press(stand.skin)
    qtbot.waitUntil(loupe(stand.figure).isVisible, timeout=3000)
    there = stand.skin + QPoint(0, -20)
    fingers.move({0: there})
    fingers.lift(there)

    (told,) = stand.heard.taps
    assert stand.figure.to_widget(told.x, told.y).toPoint() == there
    assert told.anchor == body.hit("front", told.x, told.y)


def test_what_is_lifted_on_a_door_under_the_loupe_is_not_counted(stand: Stand, qtbot: QtBot) -> None:
    QTest.mousePress(stand.figure, LEFT, pos=stand.skin)
    qtbot.waitUntil(loupe(stand.figure).isVisible, timeout=3000)
    slide(stand.figure, stand.skin, stand.door)
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.door)

    assert not stand.heard.taps
    assert stand.figure.view_key == "front"


# row: right click
def test_a_right_click_on_skin_asks_for_the_menu_of_the_place(stand: Stand) -> None:
    QTest.mouseClick(stand.figure, RIGHT, pos=stand.skin)

    (ask,) = stand.heard.menus
    assert ask.tap is not None
    assert ask.mark is None
    assert ask.position == stand.figure.mapToGlobal(stand.skin)
    assert not stand.heard.taps


def test_a_right_click_on_a_mark_selects_it_and_asks_for_its_menu(stand: Stand) -> None:
    QTest.mouseClick(stand.figure, RIGHT, pos=stand.mark)

    (ask,) = stand.heard.menus
    assert ask.mark == mark_id(1)
    assert stand.heard.selected == [mark_id(1)]


def test_a_right_click_on_a_door_asks_for_the_menu(stand: Stand) -> None:
    QTest.mouseClick(stand.figure, RIGHT, pos=stand.door)

    assert len(stand.heard.menus) == 1
    assert stand.figure.view_key == "front"


def test_a_right_click_beside_the_body_does_nothing(stand: Stand) -> None:
    QTest.mouseClick(stand.figure, RIGHT, pos=stand.beside)

    assert stand.heard.nothing
