"""The sheet of all presets: found by typing, chosen by mouse or keys, with the method beside them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.brush import brush_of
from desktop.panels.preset_sheet import PresetSheet
from desktop.theme import Theme
from resources.presets import load_presets
from resources.terms import Method
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show

PRESETS = load_presets()


def opened(shown: Show, theme: Theme) -> PresetSheet:
    page = QWidget()
    made = PresetSheet(PRESETS, theme, page)
    shown(page, 1280, 800)
    made.open_for(brush_of(PRESETS, "wart"))
    return made


@pytest.fixture
def sheet(shown: Show, light: Theme) -> PresetSheet:
    return opened(shown, light)


def found(sheet: PresetSheet) -> list[str]:
    return [each for each, made in sheet.presets.items() if made.isVisible()]


def test_it_opens_with_the_search_ready_and_the_armed_preset_marked(sheet: PresetSheet) -> None:
    assert sheet.search.hasFocus()
    assert [each for each, made in sheet.presets.items() if made.isChecked()] == ["wart"]
    assert [each for each, made in sheet.methods.items() if made.isChecked()] == [Method.CRYOTHERAPY]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("plantar", ["plantar_wart"]),
        ("L57.0 acid", ["ak_chemical"]),
        ("verruca", ["wart"]),
        ("b08", ["molluscum"]),
        ("no such thing", []),
    ],
)
def test_typing_narrows_the_presets(sheet: PresetSheet, typed: str, keys: list[str]) -> None:
    type_text(sheet.search, typed)

    assert found(sheet) == keys


def test_enter_takes_the_first_one_found(sheet: PresetSheet, qtbot: QtBot) -> None:
    type_text(sheet.search, "plantar")

    with qtbot.waitSignal(sheet.chosen) as told:
        key(sheet.search, Qt.Key.Key_Return)

    assert told.args == ["plantar_wart"]
    assert not sheet.isVisible()


def test_enter_with_nothing_found_stays(sheet: PresetSheet, qtbot: QtBot) -> None:
    type_text(sheet.search, "no such thing")

    with qtbot.assertNotEmitted(sheet.chosen):
        key(sheet.search, Qt.Key.Key_Return)

    assert sheet.isVisible()


def test_a_pressed_preset_is_told(sheet: PresetSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.chosen) as told:
        click(sheet.presets["ak_curettement"])

    assert told.args == ["ak_curettement"]


def test_a_pressed_method_is_told(sheet: PresetSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.method_chosen) as told:
        click(sheet.methods[Method.LASER])

    assert told.args == [Method.LASER]
    assert not sheet.isVisible()


def test_what_is_only_seen_has_no_method_to_choose(sheet: PresetSheet) -> None:
    sheet.open_for(brush_of(PRESETS, "seen"))

    assert not any(made.isEnabled() for made in sheet.methods.values())


def test_the_arrow_goes_from_the_search_into_the_buttons(sheet: PresetSheet) -> None:
    key(sheet.search, Qt.Key.Key_Down)

    assert not sheet.search.hasFocus()
    assert sheet.isAncestorOf(sheet.window().focusWidget() or sheet.search)


def test_a_press_beside_the_sheet_closes_it(sheet: PresetSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.closed):
        click(sheet, QPoint(4, 500))


def test_everything_lies_inside_the_card_at_every_size_of_text(shown: Show, theme: Theme) -> None:
    sheet = opened(shown, theme)
    inside = sheet.card.rect()

    assert all(inside.contains(each.geometry()) for each in (sheet.search, sheet.close_button, *sheet.methods.values()))
