"""The gesture table of the screens on the real map: drags, the slop before them, and what ends a press."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.map.figure import MapView
from desktop.theme import mm
from tests.desktop.map.acts import LEFT, RIGHT, Fingers, Heard, drag, wheel
from tests.desktop.map.stands import POINTERS, Stand, tap
from tests.desktop.map.visits import mark_id


# row: drag, one finger or left button
@POINTERS
@pytest.mark.parametrize("column", ["skin", "mark"])
def test_a_drag_at_fit_is_not_counted_and_says_why(stand: Stand, pointer: str, column: str) -> None:
    start = stand.point(column)
    if pointer == "mouse":
        drag(stand.figure, start, start + QPoint(0, 40))
    else:
        Fingers(stand.figure).drag(start, start + QPoint(0, 40))

    assert not stand.heard.taps
    assert stand.heard.said == ["Not counted: lift without sliding"]


@POINTERS
@pytest.mark.parametrize("column", ["door", "beside"])
def test_a_drag_on_a_door_or_beside_the_body_at_fit_does_nothing(stand: Stand, pointer: str, column: str) -> None:
    start = stand.point(column)
    if pointer == "mouse":
        drag(stand.figure, start, start + QPoint(0, 30))
    else:
        Fingers(stand.figure).drag(start, start + QPoint(0, 30))

    assert stand.heard.nothing


@POINTERS
@pytest.mark.parametrize("column", ["skin", "beside"])
def test_a_drag_pans_when_zoomed_in(stand: Stand, pointer: str, column: str) -> None:
    wheel(stand.figure, QPoint(388, 304), 4)
    start = stand.figure.to_widget(350.0, 550.0) if column == "skin" else stand.figure.to_widget(350.0, 1000.0)
    point = start.toPoint() if stand.figure.rect().contains(start.toPoint()) else QPoint(200, 300)
    before = stand.figure.to_widget(350.0, 550.0)

    if pointer == "mouse":
        drag(stand.figure, point, point + QPoint(-60, 35))
    else:
        Fingers(stand.figure).drag(point, point + QPoint(-60, 35))

    moved = stand.figure.to_widget(350.0, 550.0) - before
    assert (moved.x(), moved.y()) == pytest.approx((-60, 35), abs=1.5)
    assert not stand.heard.taps


@POINTERS
def test_the_selected_mark_is_moved_by_a_drag(stand: Stand, body: Body, pointer: str) -> None:
    stand.figure.select(mark_id(1))
    if pointer == "mouse":
        drag(stand.figure, stand.mark, stand.skin)
    else:
        Fingers(stand.figure).drag(stand.mark, stand.skin)

    ((moved, to),) = stand.heard.moves
    assert moved == mark_id(1)
    assert to.anchor == body.hit("front", to.x, to.y)
    assert stand.figure.to_widget(to.x, to.y).toPoint() == stand.skin
    assert not stand.heard.taps


def test_a_mark_dropped_beside_the_body_stays_where_it_was(stand: Stand) -> None:
    stand.figure.select(mark_id(1))
    before = stand.figure.marks_shown

    drag(stand.figure, stand.mark, stand.beside)

    assert not stand.heard.moves
    assert stand.heard.said == ["Not moved: lift on the skin"]
    assert stand.figure.marks_shown == before


def test_a_mark_dropped_on_a_door_stays_where_it_was(stand: Stand) -> None:
    stand.figure.select(mark_id(1))

    drag(stand.figure, stand.mark, stand.door)

    assert not stand.heard.moves
    assert stand.figure.view_key == "front"


# slop between tap and drag
def test_a_mouse_may_slide_four_px_and_still_taps(stand: Stand) -> None:
    drag(stand.figure, stand.skin, stand.skin + QPoint(4, 0))
    drag(stand.figure, stand.skin + QPoint(0, 30), stand.skin + QPoint(5, 30))

    assert len(stand.heard.taps) == 1


def test_a_finger_may_slide_three_millimetres_and_still_taps(stand: Stand) -> None:
    slop = mm(stand.figure, 3.0)
    Fingers(stand.figure).drag(stand.skin, stand.skin + QPoint(0, slop))
    Fingers(stand.figure).drag(stand.skin, stand.skin + QPoint(0, slop + 1))

    assert len(stand.heard.taps) == 1


# the pointer's fineness
def test_the_pointers_fineness_goes_along_with_the_tap(stand: Stand) -> None:
    QTest.mouseClick(stand.figure, LEFT, pos=stand.skin)
    Fingers(stand.figure).tap(stand.skin + QPoint(0, 15))

    scale = stand.figure.to_widget(1.0, 0.0).x() - stand.figure.to_widget(0.0, 0.0).x()
    by_mouse, by_finger = (each.radius_px * scale for each in stand.heard.taps)
    assert by_mouse == pytest.approx(3)
    assert by_finger == pytest.approx(mm(stand.figure, 4.5))


# what ends a press
def test_escape_ends_a_press(stand: Stand) -> None:
    QTest.mousePress(stand.figure, LEFT, pos=stand.skin)
    QTest.keyClick(stand.figure, Qt.Key.Key_Escape)
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.skin)

    assert stand.heard.nothing


def test_escape_lets_the_selected_mark_go(stand: Stand) -> None:
    stand.figure.select(mark_id(1))

    QTest.keyClick(stand.figure, Qt.Key.Key_Escape)

    assert stand.heard.selected == [None]
    assert stand.figure.selected_mark is None


def test_a_second_button_ends_a_press(stand: Stand) -> None:
    QTest.mousePress(stand.figure, LEFT, pos=stand.skin)
    QTest.mousePress(stand.figure, RIGHT, pos=stand.skin)
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.skin)

    assert not stand.heard.taps


def test_a_second_finger_ends_a_press(stand: Stand) -> None:
    fingers = Fingers(stand.figure)
    fingers.press(stand.skin, 0)
    fingers.press(stand.mark, 1)
    fingers.lift(stand.mark, 1)
    fingers.lift(stand.skin, 0)

    assert not stand.heard.taps


def test_a_press_does_not_outlive_its_view(stand: Stand) -> None:
    QTest.mousePress(stand.figure, LEFT, pos=stand.skin)
    stand.figure.show_view("back")
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.skin)

    assert not stand.heard.taps


# when no tap is taken
@POINTERS
@pytest.mark.parametrize("column", ["skin", "mark", "beside"])
def test_while_a_notice_stands_on_the_map_no_tap_is_taken(stand: Stand, pointer: str, column: str) -> None:
    stand.figure.set_notice("Not taking taps until the record answers")

    tap(stand, pointer, stand.point(column))

    assert not stand.figure.taking
    assert not stand.heard.taps


def test_after_the_notice_taps_are_taken_again(stand: Stand) -> None:
    stand.figure.set_notice("Not taking taps until the record answers")
    stand.figure.set_notice("")

    QTest.mouseClick(stand.figure, LEFT, pos=stand.skin)

    assert len(stand.heard.taps) == 1


def test_before_the_body_is_loaded_no_tap_is_taken(qtbot: QtBot, views: Views, stand: Stand) -> None:
    bare = MapView(views, stand.figure.theme)
    qtbot.addWidget(bare)
    bare.resize(776, 608)
    heard = Heard(bare)
    bare.show()

    QTest.mouseClick(bare, LEFT, pos=stand.skin)
    bare.stop()

    assert not bare.taking
    assert heard.nothing
