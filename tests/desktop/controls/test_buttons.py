"""Buttons show their words literally, are pressed by mouse and keys, and leave the typing where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.buttons import Button, Look, button, choice
from desktop.theme import Role, Theme
from tests.desktop.hands import CONTROL, click, key
from tests.desktop.looks import Show, colours, ink_box


@pytest.mark.parametrize("which", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keys(shown: Show, light: Theme, qtbot: QtBot, which: Qt.Key) -> None:
    made = button("Save", light)
    shown(made, 120, 40)
    made.setFocus()

    with qtbot.waitSignal(made.clicked):
        key(made, which)


def test_control_enter_is_left_to_the_window(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = button("Save", light)
    shown(made, 120, 40)
    made.setFocus()

    with qtbot.assertNotEmitted(made.clicked):
        key(made, Qt.Key.Key_Return, CONTROL)


def test_a_press_leaves_the_focus_in_the_field(shown: Show, light: Theme) -> None:
    page = QWidget()
    field, made = QLineEdit(page), button("Undo", light, page)
    made.setGeometry(0, 40, 120, 40)
    shown(page, 200, 100)
    field.setFocus()

    click(made)

    assert field.hasFocus()


def test_words_are_for_assistive_technology_too(light: Theme, qtbot: QtBot) -> None:
    made = button("Smith & Sons <b>", light, caption="F2")
    qtbot.addWidget(made)

    assert made.words == "Smith & Sons <b>"
    assert made.accessibleName() == "Smith & Sons <b>"
    assert made.accessibleDescription() == "F2"


def test_an_ampersand_makes_no_shortcut(light: Theme, qtbot: QtBot) -> None:
    made = button("Smith & Sons", light)
    qtbot.addWidget(made)

    assert made.shortcut().isEmpty()


def test_looks_differ_by_more_than_the_words(shown: Show, theme: Theme) -> None:
    outlined, primary = Button("Copy", theme), Button("Copy", theme, look=Look.PRIMARY)
    shown(outlined, 160, 60)
    shown(primary, 160, 60)

    assert theme.act.name() in colours(primary)
    assert theme.edge.name() in colours(outlined)
    assert theme.act.name() not in colours(outlined)


def test_the_one_chosen_is_filled(shown: Show, theme: Theme) -> None:
    made = choice("AK", theme)
    shown(made, 120, 60)

    made.setChecked(True)

    assert theme.act.name() in colours(made)


def test_a_button_has_room_for_its_words_at_every_size(theme: Theme, qtbot: QtBot) -> None:
    made = button("Save and open today's visit", theme)
    qtbot.addWidget(made)

    assert made.sizeHint().width() > made.fontMetrics().horizontalAdvance(made.words)
    assert made.sizeHint().height() == theme.px(40)


def test_a_caption_stands_below_the_words(shown: Show, light: Theme) -> None:
    plain, captioned = button("AK", light), button("AK", light, caption="F2")
    shown(plain, 80, 44)
    shown(captioned, 80, 44)

    assert ink_box(captioned, light.text).height() > ink_box(plain, light.text).height()


def test_a_new_theme_is_taken(shown: Show, light: Theme) -> None:
    made = button("AK", light)
    shown(made, 80, 44)

    made.set_theme(light.at(200))
    made.set_role(Role.BODY)

    assert made.sizeHint().height() == 80


def test_what_is_chosen_stays_seen_where_it_cannot_be_changed(shown: Show, light: Theme) -> None:
    made = choice("Administrator", light)
    shown(made, 160, 40)
    made.setEnabled(False)
    empty = colours(made)

    made.setChecked(True)

    assert light.chosen.name() in colours(made) - empty
