"""Diagrams among more views: those that fit the patient, with their lesions."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.atlas.views import Views
from desktop.map.rail import WIDTH, ViewRail
from desktop.theme import Theme
from resources.terms import Sex
from tests.desktop.map.acts import LEFT


@pytest.fixture
def rail(qtbot: QtBot, views: Views, light: Theme) -> Iterator[ViewRail]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    made = ViewRail(views, light, page)
    made.setGeometry(0, 56, WIDTH, 716)
    with qtbot.waitExposed(page):
        page.show()
    yield made
    page.close()


@pytest.mark.parametrize(
    ("sex", "badges", "keys"),
    [
        (Sex.UNSAID, {}, ["mouth", "penis", "vulva", "anus"]),
        (Sex.FEMALE, {}, ["mouth", "vulva", "anus"]),
        (Sex.FEMALE, {"diagram_penis": 1}, ["mouth", "penis", "vulva", "anus"]),
    ],
    ids=["not known", "known", "known, but a lesion is there"],
)
def test_more_views_offers_the_diagrams_that_fit_the_patient(
    rail: ViewRail, sex: Sex, badges: dict[str, int], keys: list[str]
) -> None:
    rail.show_sex(sex)
    rail.show_badges(badges)

    QTest.mouseClick(rail.more, LEFT)

    assert rail.sheet is not None
    shown = [each.diagram.key for each in rail.sheet.diagrams if each.isVisible()]
    assert shown == [f"diagram_{key}" for key in keys]
    assert rail.more.count == sum(badges.values())


def test_a_diagram_is_opened_from_more_views_and_its_button_shows_it(rail: ViewRail, qtbot: QtBot) -> None:
    QTest.mouseClick(rail.more, LEFT)
    assert rail.sheet is not None

    with qtbot.waitSignal(rail.chosen) as told:
        QTest.mouseClick(rail.sheet.diagrams[0], LEFT)
    rail.show_view(told.args[0])

    assert told.args == ["diagram_mouth"]
    QTest.mouseClick(rail.more, LEFT)
    assert [each.active for each in rail.sheet.diagrams] == [True, False, False, False]
