"""The few questions: the safe answer has the focus, and only the other one does something."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.confirm import Confirm
from desktop.theme import Theme
from tests.desktop.hands import click, key
from tests.desktop.looks import Show

QUESTION = "Discard this visit of Eleanor <b>Whitfield</b> with 9 lesions? It can be brought back for 30 days."


@pytest.fixture
def asked(shown: Show, theme: Theme) -> Confirm:
    page = QWidget()
    confirm = Confirm(theme, page)
    shown(page, 1024, 640)
    confirm.ask(QUESTION, "Discard the visit")
    return confirm


def test_the_question_is_shown_literally_and_the_safe_answer_has_the_focus(asked: Confirm) -> None:
    assert asked.question == QUESTION
    assert asked.yes.words == "Discard the visit"
    assert asked.no.hasFocus()


def test_the_first_answer_agrees(asked: Confirm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(asked.agreed):
        click(asked.yes)

    assert not asked.isVisible()


@pytest.mark.parametrize("which", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_esc_are_no(asked: Confirm, qtbot: QtBot, which: Qt.Key) -> None:
    with qtbot.assertNotEmitted(asked.agreed):
        key(asked.no, which)

    assert not asked.isVisible()


def test_everything_fits_the_card_at_every_size_of_text(asked: Confirm) -> None:
    inside = asked.card.rect()

    assert all(inside.contains(each.geometry()) for each in (asked.yes, asked.no))
    assert asked.yes.geometry().intersected(asked.no.geometry()).isEmpty()
