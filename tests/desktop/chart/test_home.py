"""The home screen: a patient is found, added or opened in one act."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.chart.home import HomePage, Tab
from desktop.theme import Theme
from tests.desktop.chart.rows import FOUND, LATE, WHITFIELD
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, colours

EMPTY = "No patients for today. Find or add a patient."


def page(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> HomePage:
    made = HomePage(theme)
    made.show_day(date(2026, 11, 23), "Dr A. Osei, MD")
    made.show_counts(14, 5)
    made.show_tab(Tab.TODAY)
    made.show_rows((WHITFIELD, LATE), EMPTY)
    shown(made, *size)
    made.focus_search()
    QApplication.processEvents()
    return made


@pytest.fixture
def home(shown: Show, light: Theme) -> HomePage:
    return page(shown, light)


def words(home: HomePage) -> list[str]:
    return [each.text() for each in home.findChildren(QLabel) if each.isVisible()]


def press_row(home: HomePage, number: int) -> None:
    click(home.list.viewport(), home.list.visualRect(home.rows.index(number)).center())


def test_the_day_and_the_person_stand_in_the_top_bar(home: HomePage) -> None:
    assert "Today, 23 Nov 2026" in words(home)
    assert "Dr A. Osei, MD" in words(home)


def test_the_search_has_the_focus_and_tells_every_change(home: HomePage) -> None:
    told: list[str] = []
    home.typed.connect(told.append)
    assert home.search.hasFocus()

    type_text(home.search, "whi")

    assert told == ["w", "wh", "whi"]


def test_enter_opens_the_first_patient_found(home: HomePage, qtbot: QtBot) -> None:
    home.show_rows((FOUND,), EMPTY)

    with qtbot.waitSignal(home.opened) as told:
        key(home.search, Qt.Key.Key_Return)

    assert told.args == [FOUND]


def test_enter_adds_who_was_not_found(home: HomePage, qtbot: QtBot) -> None:
    type_text(home.search, " O'Brien <b> ")
    home.show_rows((), "Nobody found")

    with qtbot.waitSignal(home.new_patient) as told:
        key(home.search, Qt.Key.Key_Return)

    assert told.args == ["O'Brien <b>"]


def test_enter_in_the_empty_search_without_rows_does_nothing(home: HomePage, qtbot: QtBot) -> None:
    home.show_rows((), EMPTY)

    with qtbot.assertNotEmitted(home.new_patient), qtbot.assertNotEmitted(home.opened):
        key(home.search, Qt.Key.Key_Return)


def test_one_press_opens_a_row(home: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home.opened) as told:
        press_row(home, 1)

    assert told.args == [LATE]


def test_a_row_is_opened_once_however_it_is_pressed(home: HomePage) -> None:
    told: list[object] = []
    home.opened.connect(told.append)

    press_row(home, 0)

    assert told == [WHITFIELD]


def test_rows_are_reached_and_opened_by_keys(home: HomePage, qtbot: QtBot) -> None:
    key(home.search, Qt.Key.Key_Down)
    key(home.list, Qt.Key.Key_Down)

    with qtbot.waitSignal(home.opened) as told:
        key(home.list, Qt.Key.Key_Return)

    assert told.args == [LATE]


def test_tabs_carry_their_counts_and_tell_their_list(home: HomePage, qtbot: QtBot) -> None:
    assert [tab.accessibleName() for tab in home.tabs.values()] == ["Today 14", "Still open 5"]

    with qtbot.waitSignal(home.tab_chosen) as told:
        click(home.tabs[Tab.OPEN])

    assert told.args == [Tab.OPEN]


def test_while_a_search_is_shown_no_tab_is_filled(home: HomePage) -> None:
    home.show_tab(None)

    assert not any(tab.isChecked() for tab in home.tabs.values())


def test_new_patient_takes_what_stands_in_the_search(home: HomePage, qtbot: QtBot) -> None:
    type_text(home.search, "48213")

    with qtbot.waitSignal(home.new_patient) as told:
        click(home.new_button)

    assert told.args == ["48213"]


def test_an_empty_list_says_what_to_do(home: HomePage) -> None:
    home.show_rows((), EMPTY)

    assert EMPTY in words(home)
    assert not home.list.isVisible()


def test_an_invented_practice_says_so_under_the_top_bar(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    home = page(shown, theme)
    assert not home.band.isVisible()

    home.show_demo(on=True)
    QApplication.processEvents()

    assert home.band.isVisible()
    assert home.band.y() == theme.px(56)
    assert theme.demo.name() in colours(home.band)
    with qtbot.waitSignal(home.own_asked):
        click(home.band.own)


def test_what_is_open_and_what_is_late_have_their_edge(shown: Show, theme: Theme) -> None:
    home = page(shown, theme, (1280, 900))

    open_, late = (colours(home.list.viewport(), home.list.visualRect(home.rows.index(number))) for number in (0, 1))

    assert {theme.amber_edge.name(), theme.amber.name()} <= open_
    assert theme.red_text.name() in late


@pytest.mark.parametrize("size", [(1280, 800), (1280, 640), (1024, 640)], ids=str)
def test_the_page_fits_every_window_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    home = page(shown, theme, size)
    inside = home.rect()

    assert (home.width(), home.height()) == size
    assert all(inside.contains(tab.geometry()) for tab in home.tabs.values())
    assert inside.contains(home.search.geometry())
    assert home.list.height() >= theme.px(70)


def test_rows_are_64_px_high_with_6_between(home: HomePage) -> None:
    assert home.list.visualRect(home.rows.index(0)).height() == 70


def test_larger_text_is_taken_while_shown(home: HomePage, light: Theme) -> None:
    home.set_theme(light.at(150))
    QApplication.processEvents()

    assert home.search.height() == 60
    assert home.list.visualRect(home.rows.index(0)).height() == 105
