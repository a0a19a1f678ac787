"""The first start: a demo to try, or one's own practice."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.chart.welcome import WelcomePage
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show


@pytest.fixture
def page(shown: Show, light: Theme) -> WelcomePage:
    made = WelcomePage(light)
    shown(made, 1280, 800)
    return made


def test_the_demo_is_one_key_away(page: WelcomePage, qtbot: QtBot) -> None:
    assert page.demo.hasFocus()

    with qtbot.waitSignal(page.demo_asked):
        key(page.demo, Qt.Key.Key_Return)


def test_a_practice_is_named_and_begun(page: WelcomePage, qtbot: QtBot) -> None:
    type_text(page.practice, " Lakeside <b>Dermatology ")
    type_text(page.person, "Amara Osei")
    type_text(page.credentials, "MD")

    with qtbot.waitSignal(page.practice_named) as told:
        key(page.credentials, Qt.Key.Key_Return)

    assert told.args == ["Lakeside <b>Dermatology", "Amara Osei", "MD"]


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
