"""A row of words, one of them chosen."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.controls.choices import Choices
from desktop.theme import Theme
from tests.desktop.hands import click, key
from tests.desktop.looks import Show

WORDS = ((0, "None"), (1, "One"), (2, "Two"))


def _row(shown: Show, light: Theme) -> Choices[int]:
    row = Choices("How many", WORDS, light)
    shown(row, 400, 60)
    return row


def test_the_first_word_is_chosen_until_another_is_pressed(shown: Show, light: Theme, qtbot: QtBot) -> None:
    row = _row(shown, light)
    assert row.chosen == 0

    with qtbot.waitSignal(row.changed):
        click(row.buttons[2])

    assert row.chosen == 2
    assert [each.isChecked() for each in row.buttons] == [False, False, True]


def test_the_chosen_word_pressed_again_stays_chosen_and_changes_nothing(
    shown: Show, light: Theme, qtbot: QtBot
) -> None:
    row = _row(shown, light)
    row.choose(1)

    with qtbot.assertNotEmitted(row.changed):
        click(row.buttons[1])

    assert row.chosen == 1


def test_arrows_go_along_the_row_and_stop_at_its_ends(shown: Show, light: Theme) -> None:
    row = _row(shown, light)
    row.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    seen = []
    for pressed in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        key(row.buttons[row.chosen], pressed)
        seen.append(row.chosen)

    assert seen == [1, 2, 2, 1]
    assert row.buttons[1].hasFocus()
    assert [each.focusPolicy() for each in row.buttons].count(Qt.FocusPolicy.TabFocus) == 1
