"""The practice's people as the administrator sees them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.people import PersonDraft
from desktop.people.people_page import PeoplePage
from desktop.theme import Theme
from resources.terms import Role
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, colours, picture
from tests.desktop.people.staff import BILLER, EVERYBODY, FIRST, OBRIEN, SCRIBE

SENTENCE = "seven herons wade at dusk"


@pytest.fixture
def page(shown: Show, light: Theme) -> PeoplePage:
    made = PeoplePage(light)
    shown(made, 1280, 800)
    made.show_people(EVERYBODY, "Lakeside Dermatology", 5)
    return made


def test_everybody_is_listed_and_who_was_removed_last(page: PeoplePage) -> None:
    names = [tile.words for tile in page.people.tiles]

    assert names[:2] == ["Amara Osei, MD", "M. Ruiz"]
    assert names[-1] == "Gone Away (may not come in)"
    assert OBRIEN.title in names


def test_a_new_person_is_added_with_roles_and_a_password(page: PeoplePage, qtbot: QtBot) -> None:
    click(page.new)
    type_text(page.form.name, " Lee Park ")
    type_text(page.form.npi, "1245319599")
    click(page.form.roles[Role.SCRIBE])
    type_text(page.form.password.line, SENTENCE)

    with qtbot.waitSignal(page.added) as told:
        click(page.form.save)

    assert told.args == [PersonDraft("Lee Park", "", "1245319599"), frozenset({Role.SCRIBE}), SENTENCE]


@pytest.mark.parametrize(
    ("typed", "role", "problem"),
    [
        (("", "", SENTENCE), True, "The name is missing."),
        (
            ("Lee", "12", SENTENCE),
            True,
            "This NPI is not right: it has ten digits, and the last one checks the others.",
        ),
        (("Lee", "1234567890", SENTENCE), True, "This NPI is not right"),
        (("Lee", "", SENTENCE), False, "Choose what this person is: at least one role."),
        (("Lee", "", "short"), True, "The password has 5 letters. It needs at least 15."),
        (("Lee", "", "Lakeside Dermatology"), True, "The password is little more than a name of this practice."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(
    page: PeoplePage,
    qtbot: QtBot,
    typed: tuple[str, str, str],
    role: bool,  # noqa: FBT001 - a table's column
    problem: str,
) -> None:
    click(page.new)
    for line, text in zip((page.form.name, page.form.npi, page.form.password.line), typed, strict=True):
        line.setText(text)
    if role:
        click(page.form.roles[Role.BILLER])

    with qtbot.assertNotEmitted(page.added):
        click(page.form.save)

    assert page.form.problem.text.startswith(problem)
    assert page.form.problem.isVisible()
    assert (page.form.name.text(), page.form.npi.text(), page.form.password.text) == typed


def test_changed_particulars_name_the_version_they_were_shown_in(page: PeoplePage, qtbot: QtBot) -> None:
    type_text(page.form.name, "-Reyes")

    with qtbot.waitSignal(page.changed) as told:
        key(page.form.name, Qt.Key.Key_Return)

    assert told.args == ["p1", 3, PersonDraft("Amara Osei-Reyes", "MD", "1234567893")]


def test_a_role_is_given_by_one_press(page: PeoplePage, qtbot: QtBot) -> None:
    click(page.people.tiles[1])

    with qtbot.waitSignal(page.role_set) as told:
        click(page.form.roles[Role.BILLER])

    assert told.args == ["p2", Role.BILLER, True]


def test_a_refused_role_is_shown_as_it_is_stored(page: PeoplePage) -> None:
    click(page.people.tiles[1])
    click(page.form.roles[Role.BILLER])

    page.show_people(EVERYBODY, "Lakeside Dermatology", 5)

    assert page.form.name.text() == "M. Ruiz"
    assert not page.form.roles[Role.BILLER].isChecked()


def test_the_only_administrator_keeps_the_role_and_is_told_why(page: PeoplePage, light: Theme, qtbot: QtBot) -> None:
    toggle = page.form.roles[Role.ADMINISTRATOR]

    with qtbot.assertNotEmitted(page.role_set), qtbot.assertNotEmitted(page.removed):
        click(toggle)
        click(page.form.remove)

    assert toggle.isChecked()
    assert light.chosen.name() in colours(toggle)
    assert page.form.why_kept.isVisible()
    assert "only administrator" in page.form.why_kept.text()
    assert "only administrator" in toggle.toolTip()


def test_with_a_second_administrator_the_first_may_give_the_role_up(page: PeoplePage) -> None:
    second = type(SCRIBE)(SCRIBE.person, frozenset({Role.ADMINISTRATOR}), None, has_pin=False, version=2)

    page.show_people((FIRST, second, BILLER), "Lakeside Dermatology", 5)

    assert page.form.roles[Role.ADMINISTRATOR].isEnabled()
    assert page.form.remove.isEnabled()


def test_a_person_is_let_in_no_more(page: PeoplePage, qtbot: QtBot) -> None:
    click(page.people.tiles[1])

    with qtbot.waitSignal(page.removed) as told:
        click(page.form.remove)

    assert told.args == ["p2"]


def test_a_removed_person_comes_back_with_a_password(page: PeoplePage, qtbot: QtBot) -> None:
    click(page.people.tiles[-1])
    assert page.form.remove.words == "Bring back"
    assert not any(toggle.isEnabled() for toggle in page.form.roles.values())
    type_text(page.form.password.line, SENTENCE)

    with qtbot.waitSignal(page.returned) as told:
        click(page.form.remove)

    assert told.args == ["p4", SENTENCE]


def test_a_forgotten_password_is_replaced(page: PeoplePage, qtbot: QtBot) -> None:
    click(page.people.tiles[1])
    type_text(page.form.password.line, SENTENCE)

    with qtbot.waitSignal(page.password_given) as told:
        click(page.form.give_password)

    assert told.args == ["p2", SENTENCE]


def test_how_soon_an_idle_window_locks_is_chosen(page: PeoplePage, qtbot: QtBot) -> None:
    assert page.minutes.chosen == 5

    with qtbot.waitSignal(page.lock_minutes_set) as told:
        click(page.minutes.buttons[-1])

    assert told.args == [15]


def test_the_way_back_and_a_new_recovery_key_are_there(page: PeoplePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        click(page.back)
    with qtbot.waitSignal(page.recovery_asked):
        click(page.recovery)


def test_names_are_shown_letter_by_letter(page: PeoplePage) -> None:
    assert {each.textFormat() for each in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert all("<img" not in tile.toolTip() for tile in page.people.tiles)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_the_form_is_never_wider_than_its_card(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    page = PeoplePage(theme)
    shown(page, *size)
    page.show_people(EVERYBODY, "Lakeside Dermatology", 5)
    picture(page)

    assert (page.width(), page.height()) == size
    for part in (page.form.name, *page.form.roles.values(), page.form.password.eye, page.form.remove):
        right = part.mapTo(page.form, part.rect().topRight()).x()
        assert right <= page.form.width(), part.accessibleName()
