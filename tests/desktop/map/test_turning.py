"""The gesture table of the screens on the real map: two fingers, middle button and arrows turn."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.atlas.views import Views
from tests.desktop.map.acts import LEFT, MIDDLE, Fingers, drag
from tests.desktop.map.stands import Stand


# row: two-finger drag, middle button, arrows
def test_the_arrow_keys_turn_to_the_neighbours(stand: Stand, views: Views) -> None:
    left, right = views.get("front").neighbours
    stand.figure.setFocus()

    QTest.keyClick(stand.figure, Qt.Key.Key_Left)
    QTest.keyClick(stand.figure, Qt.Key.Key_Right)
    QTest.keyClick(stand.figure, Qt.Key.Key_Right)

    assert stand.heard.views == [left, views.get(left).neighbours[1], right]


@pytest.mark.parametrize(
    ("key", "moved"),
    [
        (Qt.Key.Key_Left, (80, 0)),
        (Qt.Key.Key_Right, (-80, 0)),
        (Qt.Key.Key_Up, (0, 80)),
        (Qt.Key.Key_Down, (0, -80)),
    ],
)
def test_arrows_pan_when_zoomed_in(stand: Stand, key: Qt.Key, moved: tuple[int, int]) -> None:
    stand.figure.zoom_by(3.0, (388.0, 304.0))
    before = stand.figure.to_widget(350.0, 550.0)

    QTest.keyClick(stand.figure, key)

    after = stand.figure.to_widget(350.0, 550.0) - before
    assert (after.x(), after.y()) == pytest.approx(moved, abs=1.0)
    assert not stand.heard.views
    assert not stand.heard.taps


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
