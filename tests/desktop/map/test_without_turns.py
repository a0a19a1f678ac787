"""Views without frames: steps and drags go to the neighbouring view; arrows pan an enlarged one; fingers on buttons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from resources.terms import Side
from tests.desktop.map.acts import MIDDLE, Fingers, Heard, at, drag
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.stands import Stand
from tests.desktop.map.turnable import BY, FRONT, Step, body_with, views_with


@pytest.fixture(scope="module")
def views() -> Views:
    return views_with(FRONT)


@pytest.fixture(scope="module")
def body(views: Views) -> Body:
    return body_with(views)


# where there are no frames
@pytest.fixture
def still(show_map: ShowMap, body: Body) -> Stand:
    figure = show_map("arms")
    skin = at(figure, body, body.middle("forearm_dorsal", Side.RIGHT))
    return Stand(figure, Heard(figure), skin, skin, skin, QPoint(388, 300))


@BY
def test_without_frames_a_step_goes_to_the_neighbouring_view(still: Stand, views: Views, act: Step) -> None:
    act(still.figure, 1)

    assert still.heard.views == [views.get("arms").neighbours[1]]


@pytest.mark.parametrize(("dx", "neighbour"), [(-80, 1), (80, 0)], ids=["to the left", "to the right"])
def test_without_frames_the_middle_button_goes_to_a_neighbour(
    still: Stand, views: Views, dx: int, neighbour: int
) -> None:
    drag(still.figure, still.skin, still.skin + QPoint(dx, 5), MIDDLE)

    assert still.heard.views == [views.get("arms").neighbours[neighbour]]
    assert not still.heard.taps


@pytest.mark.parametrize(("dx", "neighbour"), [(-90, 1), (90, 0)], ids=["to the left", "to the right"])
def test_without_frames_two_fingers_go_to_a_neighbour(still: Stand, views: Views, dx: int, neighbour: int) -> None:
    start = (still.skin - QPoint(40, 0), still.skin + QPoint(40, 0))

    Fingers(still.figure).two(start, (start[0] + QPoint(dx, 0), start[1] + QPoint(dx, 0)))

    assert still.heard.views == [views.get("arms").neighbours[neighbour]]
    assert still.figure.zoom == 1


def test_a_button_held_down_never_flies_through_views(still: Stand) -> None:
    assert not still.figure.to_right.autoRepeat()


def test_the_buttons_say_whether_they_turn_or_change_the_view(stand: Stand, still: Stand) -> None:
    assert stand.figure.to_right.accessibleName() == "Turn to the right"
    assert still.figure.to_right.accessibleName() == "View to the right"


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


def test_a_finger_on_a_button_of_the_map_counts_nothing(stand: Stand) -> None:
    Fingers(stand.figure).tap(stand.figure.closer.geometry().center())

    assert not stand.heard.taps
