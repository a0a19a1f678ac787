"""The page at the start of a record with passwords."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.people.sign_in_page import SignInPage
from desktop.theme import Theme
from tests.desktop.hands import CONTROL, click, key, type_text
from tests.desktop.looks import Show, picture
from tests.desktop.people.clock import Clock

OSEI, RUIZ, OBRIEN = ("p1", "Amara Osei, MD"), ("p2", "M. Ruiz"), ("p3", "O'Brien <b>|^&~\\ 李")
PEOPLE = (OSEI, RUIZ, OBRIEN)
SENTENCE = "seven herons wade at dusk"
SIZES = pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(shown: Show, light: Theme, clock: Clock) -> SignInPage:
    made = SignInPage(light, clock)
    shown(made, 1280, 800)
    made.show_people(PEOPLE)
    return made


def test_the_first_person_is_asked_at_once(page: SignInPage, qtbot: QtBot) -> None:
    assert page.name.text == "Amara Osei, MD"
    assert page.ask.field.line.hasFocus()

    with qtbot.waitSignal(page.asked) as told:
        type_text(page.ask.field.line, SENTENCE)
        key(page.ask.field.line, Qt.Key.Key_Return)

    assert told.args == ["p1", SENTENCE]


def test_whoever_worked_here_last_is_asked_first(page: SignInPage) -> None:
    page.show_people(PEOPLE, "p2")

    assert page.name.text == "M. Ruiz"
    assert [tile.isChecked() for tile in page.people.tiles] == [False, True, False]


def test_one_press_on_a_name_asks_that_person_with_an_empty_field(page: SignInPage, qtbot: QtBot) -> None:
    type_text(page.ask.field.line, "half of a pass")

    click(page.people.tiles[2])

    assert page.name.text == OBRIEN[1]
    assert page.ask.field.text == ""
    with qtbot.waitSignal(page.asked) as told:
        type_text(page.ask.field.line, SENTENCE)
        click(page.sign_in)
    assert told.args == ["p3", SENTENCE]


def test_a_name_is_chosen_by_keys(page: SignInPage) -> None:
    page.people.tiles[0].setFocus()

    key(page.people.tiles[0], Qt.Key.Key_Down)
    assert page.people.tiles[1].hasFocus()
    key(page.people.tiles[1], Qt.Key.Key_Return)

    assert page.name.text == "M. Ruiz"
    assert page.ask.field.line.hasFocus()


def test_nothing_typed_asks_nothing(page: SignInPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.asked):
        key(page.ask.field.line, Qt.Key.Key_Return)
        click(page.sign_in)


def test_while_it_is_checked_nothing_is_taken(page: SignInPage, qtbot: QtBot) -> None:
    type_text(page.ask.field.line, SENTENCE)

    page.show_checking()

    assert page.ask.quiet_text == "Checking"
    assert not page.sign_in.isEnabled()
    assert not page.people.isEnabled()
    with qtbot.assertNotEmitted(page.asked):
        click(page.sign_in)


def test_a_wrong_password_is_said_and_stays_to_be_put_right(page: SignInPage) -> None:
    type_text(page.ask.field.line, "seven herons wade at duks")
    page.show_checking()

    page.show_wrong()

    assert page.ask.text == "That is not the password."
    assert page.ask.problem.isVisible()
    assert page.ask.field.line.selectedText() != ""
    assert page.ask.field.line.hasFocus()
    assert page.sign_in.isEnabled()
    type_text(page.ask.field.line, "s")
    assert page.ask.field.text == "s"
    assert page.ask.text == ""


def test_a_wait_is_counted_down_and_ends_by_itself(page: SignInPage, clock: Clock, qtbot: QtBot) -> None:
    page.show_checking()

    page.show_wait(30)
    first = page.ask.text
    clock.turn(28.5)
    qtbot.waitUntil(lambda: page.ask.text == "Wait 2 seconds, then try again.")
    clock.turn(1)
    qtbot.waitUntil(lambda: page.ask.text == "Wait 1 second, then try again.")
    waiting = page.ask.ready
    clock.turn(1)
    qtbot.waitUntil(lambda: page.ask.ready)

    assert first == "Wait 30 seconds, then try again."
    assert not waiting
    assert page.ask.text == ""
    assert page.sign_in.isEnabled()
    assert page.ask.field.line.hasFocus()


def test_another_person_need_not_wait(page: SignInPage, qtbot: QtBot) -> None:
    page.show_wait(30)

    click(page.people.tiles[1])

    with qtbot.waitSignal(page.asked) as told:
        type_text(page.ask.field.line, SENTENCE)
        key(page.ask.field.line, Qt.Key.Key_Return)
    assert told.args == ["p2", SENTENCE]


def test_the_recovery_key_opens_without_a_person(page: SignInPage, qtbot: QtBot) -> None:
    click(page.recovery)

    assert page.ask.field.line.accessibleName() == "Recovery key"
    with qtbot.waitSignal(page.recovery_asked) as told:
        type_text(page.ask.field.line, "abcd-efgh")
        key(page.ask.field.line, Qt.Key.Key_Return)
    assert told.args == ["abcd-efgh"]


def test_a_wrong_recovery_key_is_called_so(page: SignInPage) -> None:
    click(page.recovery)

    page.show_wrong()

    assert page.ask.text == "That is not the recovery key."


def test_the_way_back_from_the_recovery_key_asks_the_same_person(page: SignInPage) -> None:
    click(page.people.tiles[1])
    click(page.recovery)

    click(page.recovery)

    assert page.name.text == "M. Ruiz"
    assert page.ask.field.line.accessibleName() == "Password"
    assert page.people.tiles[1].isChecked()


def test_a_damaged_key_file_asks_for_the_recovery_key(page: SignInPage, qtbot: QtBot) -> None:
    page.show_people(())

    page.show_damaged()

    assert page.ask.text == "The key file is damaged. The record itself is whole. Use the printed recovery key."
    with qtbot.waitSignal(page.recovery_asked):
        type_text(page.ask.field.line, "abcd")
        click(page.sign_in)


def test_without_anybody_no_password_is_asked_for(page: SignInPage, qtbot: QtBot) -> None:
    page.show_people(())

    with qtbot.assertNotEmitted(page.asked):
        type_text(page.ask.field.line, SENTENCE)
        key(page.ask.field.line, Qt.Key.Key_Return)


def test_the_program_can_be_left(page: SignInPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        click(page.leave)


def test_a_page_that_is_left_forgets_what_was_typed(page: SignInPage) -> None:
    type_text(page.ask.field.line, SENTENCE)

    page.hide()

    assert page.ask.field.text == ""


def test_names_are_shown_letter_by_letter(page: SignInPage) -> None:
    page.show_people((("p1", "<img src=file:///x>"), OBRIEN, ("p4", "x" * 10_000)))

    assert [tile.words for tile in page.people.tiles[:2]] == ["<img src=file:///x>", OBRIEN[1]]
    assert "<img" not in page.people.tiles[0].toolTip()
    assert {each.textFormat() for each in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_password_of_ten_thousand_letters_is_given_on_and_breaks_nothing(page: SignInPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("x" * 10_000)
    key(page.ask.field.line, Qt.Key.Key_V, CONTROL)

    with qtbot.waitSignal(page.asked) as told:
        key(page.ask.field.line, Qt.Key.Key_Return)

    assert told.args is not None
    assert len(told.args[1]) > 500


@SIZES
def test_everything_is_in_sight_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    page = SignInPage(theme)
    shown(page, *size)
    page.show_people((*PEOPLE, ("p4", "x" * 10_000)))
    picture(page)  # everything has its place

    assert (page.width(), page.height()) == size
    for part in (page.name, page.ask.field.line, page.ask.field.eye, page.sign_in, page.recovery, page.leave):
        shown_part = part.visibleRegion().boundingRect()
        assert shown_part == part.rect(), part.accessibleName()
    assert page.people.tiles[0].height() == theme.px(52)


def test_a_page_follows_another_theme_with_what_was_typed(page: SignInPage, dark: Theme) -> None:
    type_text(page.ask.field.line, SENTENCE)

    page.set_theme(dark)

    assert page.ask.field.text == SENTENCE
    assert picture(page).pixelColor(2, 2) == dark.window
    assert page.ask.field.line.height() == dark.px(44)


def test_a_window_can_be_made_as_small_as_it_was_before_it_was_large(page: SignInPage) -> None:
    page.resize(2560, 1440)
    page.resize(1024, 640)

    assert (page.width(), page.height()) == (1024, 640)
