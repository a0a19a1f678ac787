"""The gesture table of the screens on the real map, with real mouse and touch events."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.map.figure import MapView
from desktop.theme import mm
from resources.terms import Side
from tests.desktop.map.acts import LEFT, MIDDLE, RIGHT, Fingers, Heard, at, click, drag, loupe, mouse, slide, wheel
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, mark_id, visit


@dataclass(frozen=True)
class Stand:
    """The front of the body with one lesion, and a point of each column of the table."""

    figure: MapView
    heard: Heard
    skin: QPoint
    mark: QPoint
    door: QPoint
    beside: QPoint

    def point(self, column: str) -> QPoint:
        return {"skin": self.skin, "mark": self.mark, "door": self.door, "beside": self.beside}[column]


@pytest.fixture
def stand(show_map: ShowMap, body: Body, views: Views) -> Stand:
    figure = show_map("front")
    figure.show_snapshot(visit(body, Lesion(body.middle("chest", Side.MIDLINE))))
    door = views.get("front").doors[0]
    middle_of_door = figure.to_widget((door.left + door.right) / 2, (door.top + door.bottom) / 2).toPoint()
    return Stand(
        figure,
        Heard(figure),
        skin=at(figure, body, body.middle("abdomen", Side.MIDLINE)),
        mark=at(figure, body, body.middle("chest", Side.MIDLINE)),
        door=middle_of_door,
        beside=QPoint(170, 470),
    )


def tap(stand: Stand, pointer: str, point: QPoint) -> None:
    if pointer == "mouse":
        QTest.mouseClick(stand.figure, LEFT, pos=point)
    else:
        Fingers(stand.figure).tap(point)


POINTERS = pytest.mark.parametrize("pointer", ["mouse", "finger"])


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


# row: two fingers, wheel, Ctrl + and -
def test_the_wheel_zooms_at_its_point(stand: Stand) -> None:
    before = stand.figure.to_widget(350.0, 550.0).toPoint()

    wheel(stand.figure, before, 3)

    assert stand.figure.zoom == pytest.approx(1.25**3)
    assert stand.figure.to_widget(350.0, 550.0).toPoint() == before
    assert stand.heard.zooms[-1] == stand.figure.zoom
    assert not stand.heard.taps


def test_the_wheel_zooms_out_to_the_whole_picture_and_no_farther(stand: Stand) -> None:
    wheel(stand.figure, stand.skin, 3)
    wheel(stand.figure, stand.beside, -9)

    assert stand.figure.zoom == 1
    assert stand.figure.to_widget(350.0, 550.0).toPoint() == QPoint(388, 304)


def test_two_fingers_zoom_between_them(stand: Stand) -> None:
    middle = stand.skin

    Fingers(stand.figure).two(
        (middle - QPoint(30, 0), middle + QPoint(30, 0)), (middle - QPoint(60, 0), middle + QPoint(60, 0))
    )

    assert stand.figure.zoom == pytest.approx(2, rel=0.1)
    assert not stand.heard.taps
    assert not stand.heard.said


def test_a_close_up_zooms_to_eight_and_no_farther(show_map: ShowMap) -> None:
    figure = show_map("face")

    wheel(figure, QPoint(388, 300), 20)

    assert figure.zoom == 8
    assert figure.view_key == "face"


def test_up_to_four_the_whole_figure_stays(stand: Stand) -> None:
    wheel(stand.figure, stand.skin, 6)

    assert 3.8 < stand.figure.zoom <= 4
    assert stand.figure.view_key == "front"


def test_beyond_four_a_whole_figures_close_up_takes_over(stand: Stand, body: Body) -> None:
    face = body.hit("front", 350.0, 80.0)

    wheel(stand.figure, at(stand.figure, body, face), 7)

    assert stand.figure.view_key == "face"
    assert stand.heard.views == ["face"]
    assert stand.figure.zoom == 1  # the whole of it, which is larger on the screen than the figure's face was


def test_a_close_up_that_takes_over_larger_than_it_fits_keeps_the_skin_in_place(stand: Stand, body: Body) -> None:
    face = body.hit("front", 350.0, 80.0)
    point = at(stand.figure, body, face)

    stand.figure.zoom_by(8.0, (float(point.x()), float(point.y())))

    assert stand.figure.view_key == "face"
    assert stand.figure.zoom > 1
    assert (at(stand.figure, body, face) - point).manhattanLength() <= 6


def test_where_no_close_up_looks_the_same_way_the_figure_itself_is_enlarged(stand: Stand, body: Body) -> None:
    point = at(stand.figure, body, body.middle("abdomen", Side.MIDLINE))

    wheel(stand.figure, point, 20)

    assert stand.figure.view_key == "front"
    assert stand.figure.zoom == 8
    assert (at(stand.figure, body, body.middle("abdomen", Side.MIDLINE)) - point).manhattanLength() <= 6


def test_zooming_out_of_the_close_up_brings_the_whole_figure_back(stand: Stand, body: Body) -> None:
    face = body.hit("front", 350.0, 80.0)
    point = at(stand.figure, body, face)
    wheel(stand.figure, point, 7)
    there = at(stand.figure, body, face)

    wheel(stand.figure, there, -1)

    assert stand.heard.views == ["face", "front"]
    assert 1 < stand.figure.zoom <= 4
    assert (at(stand.figure, body, face) - there).manhattanLength() <= 2


def test_a_close_up_that_was_chosen_stays_however_far_one_zooms_out(show_map: ShowMap) -> None:
    figure = show_map("face")

    wheel(figure, QPoint(388, 300), -5)

    assert figure.view_key == "face"
    assert figure.zoom == 1


def test_unsteady_fingers_do_not_flicker_between_figure_and_close_up(stand: Stand, body: Body) -> None:
    point = at(stand.figure, body, body.hit("front", 350.0, 80.0))
    wheel(stand.figure, point, 7)

    for factor in (0.97, 1.02, 0.96, 1.01, 0.95):
        stand.figure.zoom_by(factor, (float(point.x()), float(point.y())))

    assert stand.heard.views == ["face"]


def test_keys_zoom_at_the_pointer_over_the_figure(stand: Stand, body: Body, qtbot: QtBot) -> None:
    # two steps, since the cursor may rest there from the test before, and then does not move
    QCursor.setPos(stand.figure.mapToGlobal(stand.beside))
    QCursor.setPos(stand.figure.mapToGlobal(stand.skin))
    qtbot.waitUntil(stand.figure.underMouse)

    for _ in range(3):
        stand.figure.zoom_in()

    assert (at(stand.figure, body, body.middle("abdomen", Side.MIDLINE)) - stand.skin).manhattanLength() <= 2


def test_the_buttons_zoom_at_the_selected_mark(stand: Stand, body: Body) -> None:
    stand.figure.select(mark_id(1))
    QCursor.setPos(stand.figure.closer.mapToGlobal(QPoint(20, 20)))

    for _ in range(3):
        QTest.mouseClick(stand.figure.closer, LEFT)

    assert stand.figure.zoom > 1.9
    assert (at(stand.figure, body, body.middle("chest", Side.MIDLINE)) - stand.mark).manhattanLength() <= 2


def test_the_buttons_zoom_and_fit(stand: Stand) -> None:
    figure = stand.figure
    QTest.mouseClick(figure.closer, LEFT)
    QTest.mouseClick(figure.closer, LEFT)
    zoomed = figure.zoom
    QTest.mouseClick(figure.farther, LEFT)

    assert zoomed == pytest.approx(1.25**2)
    assert figure.zoom == pytest.approx(1.25)
    QTest.mouseClick(figure.whole, LEFT)
    assert figure.zoom == 1
    assert not stand.heard.taps


# row: two-finger drag, middle button, arrows
def test_the_arrow_keys_turn_to_the_neighbours(stand: Stand, views: Views) -> None:
    left, right = views.get("front").neighbours
    stand.figure.setFocus()

    QTest.keyClick(stand.figure, Qt.Key.Key_Left)
    QTest.keyClick(stand.figure, Qt.Key.Key_Right)
    QTest.keyClick(stand.figure, Qt.Key.Key_Right)

    assert stand.heard.views == [left, views.get(left).neighbours[1], right]


@pytest.mark.parametrize(("dx", "neighbour"), [(-80, 1), (80, 0)], ids=["to the left", "to the right"])
def test_the_middle_button_turns(stand: Stand, views: Views, dx: int, neighbour: int) -> None:
    drag(stand.figure, stand.skin, stand.skin + QPoint(dx, 5), MIDDLE)

    assert stand.heard.views == [views.get("front").neighbours[neighbour]]
    assert not stand.heard.taps


@pytest.mark.parametrize(("dx", "neighbour"), [(-90, 1), (90, 0)], ids=["to the left", "to the right"])
def test_two_fingers_dragged_together_turn(stand: Stand, views: Views, dx: int, neighbour: int) -> None:
    start = (stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0))

    Fingers(stand.figure).two(start, (start[0] + QPoint(dx, 0), start[1] + QPoint(dx, 0)))

    assert stand.heard.views == [views.get("front").neighbours[neighbour]]
    assert stand.figure.zoom == 1
    assert not stand.heard.taps


def test_a_short_drag_of_two_fingers_turns_nothing(stand: Stand) -> None:
    start = (stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0))

    Fingers(stand.figure).two(start, (start[0] + QPoint(10, 0), start[1] + QPoint(10, 0)))

    assert stand.heard.nothing


def test_a_finger_left_of_two_counts_nothing_and_another_pair_begins_anew(stand: Stand) -> None:
    fingers = Fingers(stand.figure)
    a, b = stand.skin - QPoint(40, 0), stand.skin + QPoint(40, 0)
    fingers.press(a, 0)
    fingers.press(b, 1)
    fingers.lift(b, 1)
    fingers.press(b, 2)
    for step in range(1, 6):
        fingers.move({0: a - QPoint(8 * step, 0), 2: b + QPoint(8 * step, 0)})
    fingers.lift(b + QPoint(40, 0), 2)
    fingers.lift(a - QPoint(40, 0), 0)

    assert stand.figure.zoom == pytest.approx(2, rel=0.1)
    assert not stand.heard.taps


def test_the_arrow_buttons_turn(stand: Stand, views: Views) -> None:
    QTest.mouseClick(stand.figure.to_right, LEFT)

    assert stand.heard.views == [views.get("front").neighbours[1]]


def test_a_finger_on_a_button_of_the_map_counts_nothing(stand: Stand) -> None:
    Fingers(stand.figure).tap(stand.figure.closer.geometry().center())

    assert not stand.heard.taps


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
