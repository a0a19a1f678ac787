"""Labels, tips and fields show text literally, whatever it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.labels import ElidedLabel, breakable, field, label, one_line, tip
from desktop.theme import Role, Theme, Tone
from tests.desktop.hands import type_text
from tests.desktop.looks import Show

NASTY = ["O'Brien <b>|^&~\\ 李", "#set", "<img src=x>", "&lt;", "x" * 500]


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:12])
def test_a_label_is_plain_text(light: Theme, qtbot: QtBot, text: str) -> None:
    made = label(text, Role.BODY, light)
    qtbot.addWidget(made)

    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == text


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:12])
def test_a_cut_label_keeps_the_whole_text_for_tip_and_name(shown: Show, light: Theme, text: str) -> None:
    made = ElidedLabel(Role.BODY, light)
    shown(made, 20, 24)

    made.show_text(text)

    assert made.text == text
    assert made.accessibleName() == text
    assert made.shown_text != text
    assert "<b>" not in made.toolTip()
    assert made.toolTip() != ""


def test_a_label_that_fits_has_no_tip(shown: Show, light: Theme) -> None:
    made = ElidedLabel(Role.BODY, light)
    shown(made, 300, 24)

    made.show_text("left temple")

    assert made.shown_text == "left temple"
    assert made.toolTip() == ""


def test_larger_text_is_measured_again(shown: Show, light: Theme) -> None:
    made = ElidedLabel(Role.BODY, light)
    made.show_text("left superior helix")
    shown(made, made.sizeHint().width(), 30)

    made.set_theme(light.at(200))

    assert made.shown_text != "left superior helix"
    assert made.toolTip() != ""


def test_a_text_can_be_cut_in_its_middle(shown: Show, light: Theme) -> None:
    made = ElidedLabel(Role.BODY, light)
    made.set_mode(Qt.TextElideMode.ElideMiddle)
    shown(made, 80, 24)

    made.show_text("Ramirez-Hernandez, Maximiliano")

    assert made.shown_text.startswith("R")
    assert made.shown_text.endswith("o")


def test_line_breaks_and_tabs_become_spaces() -> None:
    assert one_line("a\nb\tc\u2028d") == "a b c d"
    assert one_line("plain") == "plain"


def test_an_empty_tip_takes_the_tip_away(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, "something")

    tip(widget, "")

    assert widget.toolTip() == ""


def test_a_field_has_a_name_and_takes_500_letters_at_most(light: Theme, qtbot: QtBot) -> None:
    made = field("3 Apr 1951", "Birth date", light)
    qtbot.addWidget(made)

    type_text(made, "x" * 40)
    made.insert("y" * 600)

    assert made.accessibleName() == "Birth date"
    assert len(made.text()) == 500


def test_a_tone_changes_the_colour_of_the_words(light: Theme, qtbot: QtBot) -> None:
    made = label("Not saved", Role.BODY, light, tone=Tone.RED)
    qtbot.addWidget(made)

    assert made.palette().windowText().color() == light.red_text


def test_a_long_word_may_be_broken_and_short_ones_stay_whole() -> None:
    assert breakable("x" * 45, 20) == "x" * 20 + "\u200b" + "x" * 20 + "\u200b" + "x" * 5
    assert breakable("O'Brien <b>|^&~\\ 李") == "O'Brien <b>|^&~\\ 李"
