"""The first start: a demo to try, or one's own practice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.chart.welcome import WelcomePage
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show

SENTENCE = "seven herons wade at dusk"


@pytest.fixture
def page(shown: Show, light: Theme) -> WelcomePage:
    made = WelcomePage(light)
    shown(made, 1280, 800)
    return made


def test_the_demo_is_one_key_away(page: WelcomePage, qtbot: QtBot) -> None:
    assert page.demo.hasFocus()

    with qtbot.waitSignal(page.demo_asked):
        key(page.demo, Qt.Key.Key_Return)


def typed_here(page: WelcomePage) -> QWidget:
    """Return what has the keyboard."""
    focused = page.window().focusWidget()
    assert focused is not None
    return focused


def test_a_practice_is_named_and_begun_by_four_answers(page: WelcomePage, qtbot: QtBot) -> None:
    click(page.practice)

    with qtbot.waitSignal(page.practice_named) as told:
        for answer in (" Lakeside <b>Dermatology ", "Amara Osei", "MD", SENTENCE):
            type_text(typed_here(page), answer)
            key(typed_here(page), Qt.Key.Key_Return)

    assert told.args == ["Lakeside <b>Dermatology", "Amara Osei", "MD", SENTENCE]


def test_spaces_around_a_password_are_part_of_it(page: WelcomePage, qtbot: QtBot) -> None:
    page.practice.setText("Lakeside")
    page.person.setText("Amara Osei")
    type_text(page.password.line, f" {SENTENCE} ")

    with qtbot.waitSignal(page.practice_named) as told:
        click(page.begin)

    assert told.args is not None
    assert told.args[3] == f" {SENTENCE} "


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "The password has 0 letters. It needs at least 15."),
        ("too short", "The password has 9 letters. It needs at least 15."),
        ("lakeside LAKESIDE", "The password is little more than a name of this practice. Take another one."),
    ],
)
def test_a_password_that_is_none_is_asked_for_again(
    page: WelcomePage, qtbot: QtBot, password: str, problem: str
) -> None:
    page.practice.setText("Lakeside")
    page.person.setText("Amara Osei")
    page.password.line.setText(password)

    with qtbot.assertNotEmitted(page.practice_named):
        click(page.begin)

    assert page.problem.text == problem
    assert page.password.line.hasFocus()
    assert page.password.text == password


def test_how_long_a_password_is_stands_beside_it(page: WelcomePage) -> None:
    assert page.hint.isVisible()
    assert page.hint.text() == "A sentence of your own is easy to keep: at least 15 letters."
    assert page.hint.y() > page.password.y()


def test_a_password_is_hidden_until_the_eye_is_pressed(page: WelcomePage) -> None:
    hidden = page.password.line.displayText()
    type_text(page.password.line, "heron")

    click(page.password.eye)

    assert hidden == ""
    assert page.password.line.displayText() == "heron"


@pytest.mark.parametrize(
    ("practice", "person", "problem"),
    [
        ("", "Amara Osei", "The practice's name is missing. It stands on every note."),
        ("Lakeside", " ", "Your name is missing. It stands on every note."),
    ],
)
def test_a_missing_name_is_asked_for(page: WelcomePage, qtbot: QtBot, practice: str, person: str, problem: str) -> None:
    page.practice.setText(practice)
    page.person.setText(person)

    with qtbot.assertNotEmitted(page.practice_named):
        click(page.begin)

    assert page.problem.text == problem
    assert page.problem.isVisible()
    assert (page.person if practice else page.practice).hasFocus()


def test_typing_on_takes_the_problem_away(page: WelcomePage) -> None:
    click(page.begin)

    type_text(page.practice, "L")

    assert not page.problem.isVisible()


def test_a_refusal_of_the_record_stands_where_it_was_asked_for(page: WelcomePage) -> None:
    page.show_problem("Dermtally can't write to /data. Nothing would be kept.")

    assert page.problem.text == "Dermtally can't write to /data. Nothing would be kept."


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_a_problem_is_in_sight_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    page = WelcomePage(theme)
    shown(page, *size)

    click(page.begin)

    place = page.problem.mapTo(page, page.problem.rect().topLeft())
    assert (page.width(), page.height()) == size
    assert page.rect().contains(place)
    assert {each.height() for each in (page.practice, page.person, page.credentials)} == {theme.px(40)}
