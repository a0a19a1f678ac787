"""A ring stands around whatever has the keyboard."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.focus import OFF, OWN_RING, RING, FocusRing
from desktop.theme import Theme
from tests.desktop.looks import Show, colours


@pytest.fixture
def page(shown: Show) -> QWidget:
    made = QWidget()
    for top in (20, 80):
        QLineEdit(made).setGeometry(20, top, 200, 40)
    shown(made, 300, 160)
    return made


@pytest.fixture
def ring(page: QWidget, qapp: QApplication, light: Theme) -> FocusRing:
    return FocusRing(qapp, light, page)


def fields(page: QWidget) -> list[QLineEdit]:
    return page.findChildren(QLineEdit)


def test_the_ring_stands_off_the_focused_control(page: QWidget, ring: FocusRing, light: Theme, qtbot: QtBot) -> None:
    second = fields(page)[1]

    second.setFocus()

    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == second.geometry().adjusted(-RING - OFF, -RING - OFF, RING + OFF, RING + OFF)
    assert light.act.name() in colours(page, QRect(15, 75, 210, 4))


def test_the_ring_hides_nothing_inside_it(page: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    first = fields(page)[0]
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)

    assert page.childAt(first.geometry().center()) is first


def test_the_ring_follows_a_control_that_moves(page: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    first = fields(page)[0]
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)

    first.move(60, 100)

    assert ring.geometry().center() == first.geometry().center()


def test_a_control_with_a_ring_of_its_own_gets_none(page: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    first, second = fields(page)
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    second.setProperty(OWN_RING, "yes")

    second.setFocus()

    qtbot.waitUntil(ring.isHidden)


def test_the_ring_goes_with_its_control(page: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    first = fields(page)[0]
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)

    first.hide()

    qtbot.waitUntil(lambda: ring.isHidden() or not ring.geometry().intersects(first.geometry()))
