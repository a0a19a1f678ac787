"""The words at the pointer: what a tap there will store."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.map.acts import LEFT, Fingers, Painted, at, drag, hover, phrase, slide, wheel
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, mark_id, visit


def cheek(body: Body) -> Lesion:
    return Lesion(body.middle("malar_cheek", Side.LEFT))


def test_a_mouse_reads_the_place_before_it_presses(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    point = at(figure, body, body.middle("malar_cheek", Side.LEFT))

    hover(figure, point)

    assert phrase(figure).isVisible()
    assert phrase(figure).text.startswith("left ")
    assert phrase(figure).geometry().left() > point.x()
    assert phrase(figure).geometry().bottom() < point.y()


def test_beside_the_body_nothing_is_said(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    hover(figure, at(figure, body, body.middle("malar_cheek", Side.LEFT)))

    hover(figure, QPoint(120, 500))

    assert not phrase(figure).isVisible()


def test_a_coarse_pointer_reads_that_it_could_come_closer(show_map: ShowMap, body: Body) -> None:
    figure = show_map("front")
    point = at(figure, body, body.middle("forearm_volar", Side.LEFT))
    fingers = Fingers(figure)

    fingers.press(point)
    said = phrase(figure).text
    place = phrase(figure).geometry()
    fingers.lift(point)

    assert said.startswith("left ")
    assert said.endswith("(zoom in for a finer place)")
    assert place.top() < 20
    assert abs(place.center().x() - figure.width() / 2) <= 1


def test_a_door_is_named_by_what_it_opens(show_map: ShowMap, body: Body, views: Views) -> None:
    figure = show_map("front")

    hover(figure, at(figure, body, body.hit("front", 350.0, 80.0)))

    assert phrase(figure).text == views.get("face").title


@pytest.mark.parametrize("across", [20, 300, 480, 560])
def test_the_words_never_lie_under_the_pointer(show_map: ShowMap, theme: Theme, across: int) -> None:
    figure = show_map("back", theme=theme, size=(700, 460))

    for down in range(4, 456, 12):
        hover(figure, QPoint(across, down))
        if phrase(figure).isVisible():
            assert not phrase(figure).geometry().contains(QPoint(across, down))
            assert figure.rect().contains(phrase(figure).geometry())


def test_after_the_wheel_the_words_are_those_of_the_new_picture(show_map: ShowMap, body: Body) -> None:
    figure = show_map("front")
    point = at(figure, body, body.middle("forearm_volar", Side.LEFT))
    hover(figure, point)

    wheel(figure, point, 3)

    assert phrase(figure).isVisible()


def test_a_drag_says_where_the_mark_would_go(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    figure.select(mark_id(1))
    start, there = at(figure, body, cheek(body).anchor), at(figure, body, body.middle("chin", Side.RIGHT))
    QTest.mousePress(figure, LEFT, pos=start)

    slide(figure, start, there)

    assert "chin" in phrase(figure).text
    QTest.mouseRelease(figure, LEFT, pos=there)
    drag(figure, start, start)


def test_a_pointer_that_stays_in_a_region_repaints_only_the_words(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    point = at(figure, body, body.middle("malar_eminence", Side.LEFT))
    hover(figure, point)
    QApplication.processEvents()
    words = QRegion(phrase(figure).geometry())
    painted = Painted(figure)

    hover(figure, point + QPoint(1, 0))
    QApplication.processEvents()

    assert phrase(figure).isVisible()
    assert painted.region.subtracted(words + QRegion(phrase(figure).geometry())).isEmpty()
