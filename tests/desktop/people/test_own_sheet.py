"""One's own password and PIN."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.people.own_sheet import OwnSheet
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show

OLD, NEW = "seven herons wade at dusk", "eight herons wade at dawn"


def opened(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800), *, passwords: bool = True) -> OwnSheet:
    page = QWidget()
    sheet = OwnSheet(theme, page)
    shown(page, *size)
    sheet.open_for("O'Brien <b>", ("Lakeside",), has_passwords=passwords, has_pin=True)
    return sheet


def test_a_password_is_changed_with_the_old_one(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)
    assert sheet.old.line.hasFocus()
    type_text(sheet.old.line, OLD)
    type_text(sheet.new.line, NEW)

    with qtbot.waitSignal(sheet.password_changed) as told:
        key(sheet.new.line, Qt.Key.Key_Return)

    assert told.args == [OLD, NEW]
    assert not sheet.change.isEnabled()


def test_the_first_password_of_a_record_needs_no_old_one(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light, passwords=False)
    type_text(sheet.new.line, NEW)

    with qtbot.waitSignal(sheet.password_changed) as told:
        click(sheet.change)

    assert told.args == ["", NEW]
    assert not sheet.pin.isVisible()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (OLD, "short", "The password has 5 letters. It needs at least 15."),
        (OLD, "lakesidelakeside", "The password is little more than a name of this practice. Take another one."),
        ("", NEW, "Type the password until now as well."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    shown: Show, light: Theme, qtbot: QtBot, old: str, new: str, problem: str
) -> None:
    sheet = opened(shown, light)
    sheet.old.line.setText(old)
    sheet.new.line.setText(new)

    with qtbot.assertNotEmitted(sheet.password_changed):
        click(sheet.change)

    assert sheet.problem.text == problem
    assert (sheet.old.text, sheet.new.text) == (old, new)
    assert sheet.change.isEnabled()


def test_a_pin_is_set_and_taken_away(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)
    with qtbot.waitSignal(sheet.pin_set) as taken:
        click(sheet.drop_pin)
    sheet.set_busy(busy=False)
    type_text(sheet.pin.line, "40x71")

    with qtbot.waitSignal(sheet.pin_set) as told:
        click(sheet.set_pin)

    assert (taken.args, told.args) == ([""], ["4071"])


def test_a_pin_that_everybody_tries_first_is_refused(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)
    type_text(sheet.pin.line, "1234")

    with qtbot.assertNotEmitted(sheet.pin_set):
        key(sheet.pin.line, Qt.Key.Key_Return)

    assert sheet.problem.text == "This PIN is guessed at once. Take another one."


def test_a_refusal_is_shown_and_asked_again(shown: Show, light: Theme) -> None:
    sheet = opened(shown, light)
    sheet.set_busy(busy=True)

    sheet.show_problem("That is not the password.")

    assert sheet.problem.isVisible()
    assert sheet.change.isEnabled()


def test_a_sheet_opened_anew_has_forgotten_what_was_typed(shown: Show, light: Theme) -> None:
    sheet = opened(shown, light)
    type_text(sheet.old.line, OLD)
    sheet.close_sheet()

    sheet.open_for("Amara Osei", (), has_passwords=True, has_pin=False)

    assert sheet.old.text == ""
    assert not sheet.drop_pin.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_a_problem_is_in_sight_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    sheet = opened(shown, theme, size)

    click(sheet.change)

    assert sheet.problem.visibleRegion().boundingRect() == sheet.problem.rect()
