"""Before the gloves: the route, the pedals, the sounds."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import RouteStep
from desktop.handsfree.presses import Action
from desktop.handsfree.route import shipped_route
from desktop.handsfree.setup import Choice, HandsFreeSetup
from desktop.theme import Theme
from resources.regions import load_regions
from resources.terms import Side
from tests.desktop.hands import ALT, click, key, type_text
from tests.desktop.looks import Show

ARM = RouteStep("upper_arm", Side.RIGHT)


def _find(text: str) -> Sequence[RouteStep]:
    return (ARM,) if text == "right upper arm" else ()


@pytest.fixture
def setup(light: Theme, shown: Show) -> HandsFreeSetup:
    page = QWidget()
    sheet = HandsFreeSetup(load_regions(), _find, light, page)
    shown(page, 1280, 800)
    sheet.open_for(Choice(shipped_route(), {}, sounds=True, speech=False), can_speak=False)
    return sheet


def _started(setup: HandsFreeSetup, qtbot: QtBot) -> Choice:
    with qtbot.waitSignal(setup.started) as told:
        key(setup.start, Qt.Key.Key_Return)
    assert told.args is not None
    choice = told.args[0]
    assert isinstance(choice, Choice)
    return choice


def test_enter_begins_with_the_whole_route_and_the_default_keys(setup: HandsFreeSetup, qtbot: QtBot) -> None:
    assert setup.start.hasFocus()

    assert _started(setup, qtbot) == Choice(shipped_route(), {}, sounds=True, speech=False)
    assert not setup.isVisible()


def test_any_part_of_the_route_can_be_left_out_for_one_visit(setup: HandsFreeSetup, qtbot: QtBot) -> None:
    setup.route.setFocus()
    setup.route.setCurrentRow(1)
    key(setup.route, Qt.Key.Key_Space)

    choice = _started(setup, qtbot)

    assert choice.steps == (shipped_route()[0], *shipped_route()[2:])


def test_sites_are_added_by_name_moved_and_kept_for_the_practice(setup: HandsFreeSetup, qtbot: QtBot) -> None:
    type_text(setup.place, "right upper arm")
    key(setup.place, Qt.Key.Key_Return)
    assert setup.route.steps[-1] == ARM
    key(setup.route, Qt.Key.Key_Up, ALT)
    setup.route.setCurrentRow(0)
    key(setup.route, Qt.Key.Key_Delete)

    with qtbot.waitSignal(setup.route_kept) as told:
        click(setup.keep)

    shipped = shipped_route()
    assert told.args == [(*shipped[1:-1], ARM, shipped[-1])]


def test_a_place_that_is_not_understood_is_said_and_stays(setup: HandsFreeSetup) -> None:
    type_text(setup.place, "arm")
    key(setup.place, Qt.Key.Key_Return)

    assert "“arm” is no single place" in setup.problem.text
    assert setup.place.text() == "arm"
    assert setup.route.steps == shipped_route()


def test_a_pedal_is_taught_by_pressing_it(setup: HandsFreeSetup, qtbot: QtBot) -> None:
    learn = setup.learns[Action.PLUS]
    click(learn)
    assert learn.waiting

    key(learn, Qt.Key.Key_PageDown)

    assert not learn.waiting
    assert _started(setup, qtbot).keys == {Action.PLUS: "PgDown"}


def test_a_pedal_taught_anew_leaves_the_action_it_had(setup: HandsFreeSetup, qtbot: QtBot) -> None:
    for action in (Action.PLUS, Action.UNDO):
        click(setup.learns[action])
        key(setup.learns[action], Qt.Key.Key_B)

    assert setup.learns[Action.PLUS].key == ""
    key(setup.start, Qt.Key.Key_Return)
    assert setup.isVisible()
    assert setup.problem.text == "Press the pedal for +1 first."
    click(setup.learns[Action.PLUS])
    key(setup.learns[Action.PLUS], Qt.Key.Key_Return)
    assert _started(setup, qtbot).keys == {Action.PLUS: "Return", Action.UNDO: "B"}


def test_esc_stops_waiting_before_it_closes_the_sheet(setup: HandsFreeSetup) -> None:
    learn = setup.learns[Action.UNDO]
    click(learn)
    key(learn, Qt.Key.Key_Escape)
    assert (learn.waiting, setup.isVisible()) == (False, True)

    key(learn, Qt.Key.Key_Escape)
    assert not setup.isVisible()


def test_speech_is_offered_only_where_there_is_a_voice(setup: HandsFreeSetup) -> None:
    assert setup.speech.isHidden()

    setup.open_for(Choice(shipped_route(), {}, sounds=False, speech=True), can_speak=True)
    assert not setup.speech.isHidden()
    assert setup.choice().speech


def test_everything_is_on_the_sheet_at_every_size_of_text(theme: Theme, shown: Show) -> None:
    page = QWidget()
    sheet = HandsFreeSetup(load_regions(), _find, theme, page)
    shown(page, 1280, 800)
    sheet.open_for(Choice(shipped_route(), {}, sounds=True, speech=True), can_speak=True)

    for each in (sheet.start, sheet.cancel, sheet.keep, *sheet.learns.values(), sheet.sounds, sheet.speech):
        place = each.mapTo(sheet.card, each.rect().topLeft())
        assert sheet.card.rect().contains(each.rect().translated(place)), each
