"""The gesture table of the screens on the real map: wheel, pinch and keys zoom; close-ups take over."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from resources.terms import Side
from tests.desktop.map.acts import LEFT, Fingers, at, wheel
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.stands import Stand
from tests.desktop.map.visits import mark_id


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
