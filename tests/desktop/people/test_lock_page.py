"""The locked window: nothing of a chart on it, and quickly opened by whoever may."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.people import PersonId
from desktop.people.entrants import Entrant, Proof
from desktop.people.lock_page import LockPage
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, colours, picture
from tests.desktop.people.clock import Clock

OSEI = Entrant(PersonId("p1"), "Amara Osei, MD")
RUIZ = Entrant(PersonId("p2"), "M. Ruiz", digits=6)
PARK = Entrant(PersonId("p3"), "L. Park", Proof.NO_PIN)
OBRIEN = Entrant(PersonId("p4"), "O'Brien <b>|^&~\\ 李", Proof.PIN_OLD)
SENTENCE = "seven herons wade at dusk"
SIZES = pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(shown: Show, light: Theme, clock: Clock) -> LockPage:
    made = LockPage(light, clock)
    shown(made, 1280, 800)
    made.show_practice("Lakeside Dermatology")
    made.show_people(OSEI, (RUIZ, PARK, OBRIEN))
    return made


def test_whoever_was_at_work_opens_it_by_their_pin(page: LockPage, qtbot: QtBot) -> None:
    assert page.practice.text == "Locked · Lakeside Dermatology"
    assert page.name.text == "Amara Osei, MD"
    assert page.ask.field.line.hasFocus()

    with qtbot.waitSignal(page.pin_entered) as told:
        type_text(page.ask.field.line, "4071")
        key(page.ask.field.line, Qt.Key.Key_Return)

    assert told.args == ["p1", "4071"]


def test_a_press_on_a_name_and_the_pin_are_enough(page: LockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.switched) as who:
        click(page.others.tiles[0])
    with qtbot.waitSignal(page.pin_entered) as told:
        type_text(page.ask.field.line, "802154")

    assert who.args == ["p2"]
    assert told.args == ["p2", "802154"]


def test_a_pin_of_unknown_length_waits_for_enter(page: LockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.pin_entered):
        type_text(page.ask.field.line, "40715283")


def test_a_gloved_finger_types_on_the_pad(page: LockPage, qtbot: QtBot) -> None:
    for digit in (4, 0, 7, 9):
        click(page.pad.digits[digit])
    click(page.pad.back)
    click(page.pad.digits[1])

    with qtbot.waitSignal(page.pin_entered) as told:
        click(page.pad.finish)

    assert told.args == ["p1", "4071"]
    assert page.ask.field.line.hasFocus()


def test_the_pad_opens_by_itself_at_the_last_digit(page: LockPage, qtbot: QtBot) -> None:
    click(page.others.tiles[0])

    with qtbot.waitSignal(page.pin_entered) as told:
        for digit in (8, 0, 2, 1, 5, 4):
            click(page.pad.digits[digit])

    assert told.args == ["p2", "802154"]


def test_digits_go_into_the_pin_whatever_has_the_keyboard(page: LockPage) -> None:
    page.others.tiles[1].setFocus()

    type_text(page.others.tiles[1], "40")

    assert page.ask.field.text == "40"


def test_letters_are_no_pin(page: LockPage) -> None:
    type_text(page.ask.field.line, "4x0y")

    assert page.ask.field.text == "40"


def test_who_has_no_pin_types_the_password(page: LockPage, qtbot: QtBot) -> None:
    click(page.others.tiles[1])

    assert not page.pad.isVisible()
    assert not page.other_way.isVisible()
    with qtbot.waitSignal(page.password_entered) as told:
        type_text(page.ask.field.line, SENTENCE)
        click(page.open)
    assert told.args == ["p3", SENTENCE]


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (Proof.PIN, ""),
        (Proof.NO_PIN, ""),
        (Proof.PIN_OLD, "A PIN is good for 12 hours after the password. Type the password."),
        (Proof.PIN_BLOCKED, "Five wrong PINs. Type the password."),
    ],
)
def test_why_a_password_is_needed_is_said(page: LockPage, proof: Proof, why: str) -> None:
    page.show_people(Entrant(PersonId("p1"), "Amara Osei, MD", proof))

    assert page.ask.quiet_text == why
    assert page.pad.isVisible() is (proof is Proof.PIN)
    assert page.ask.field.line.accessibleName() == ("PIN" if proof is Proof.PIN else "Password")


def test_who_forgot_the_pin_takes_the_password(page: LockPage, qtbot: QtBot) -> None:
    click(page.other_way)

    with qtbot.waitSignal(page.password_entered) as told:
        type_text(page.ask.field.line, SENTENCE)
        key(page.ask.field.line, Qt.Key.Key_Return)

    assert told.args == ["p1", SENTENCE]
    click(page.other_way)
    assert page.pad.isVisible()


def test_a_wrong_pin_is_said_and_the_field_is_empty_again(page: LockPage) -> None:
    type_text(page.ask.field.line, "4072")
    page.show_checking()

    page.show_wrong()

    assert page.ask.text == "That is not the PIN."
    assert page.ask.field.text == ""
    assert page.ask.field.line.hasFocus()


def test_a_wrong_password_is_called_so(page: LockPage) -> None:
    click(page.other_way)

    page.show_wrong()

    assert page.ask.text == "That is not the password."


def test_while_it_is_checked_no_key_counts(page: LockPage, qtbot: QtBot) -> None:
    page.show_checking()

    with qtbot.assertNotEmitted(page.pin_entered), qtbot.assertNotEmitted(page.switched):
        click(page.pad.digits[4])
        click(page.pad.finish)
        click(page.others.tiles[0])

    assert page.ask.field.text == ""
    assert page.ask.quiet_text == "Checking"


def test_a_wait_is_counted_down_while_others_may_come_in(page: LockPage, clock: Clock, qtbot: QtBot) -> None:
    page.show_checking()
    page.show_wait(4)
    said = page.ask.text
    clock.turn(4)
    qtbot.waitUntil(lambda: page.ask.ready)

    page.show_wait(60)
    click(page.others.tiles[0])

    assert said == "Wait 4 seconds, then try again."
    assert page.ask.ready
    assert page.pad.isEnabled()
    assert page.ask.text == ""


def test_a_practice_of_one_sees_nobody_else(page: LockPage) -> None:
    page.show_people(OSEI)

    assert not page.others.isVisible()


def test_without_a_hands_free_visit_no_number_is_seen(page: LockPage) -> None:
    assert not page.count.isVisible()


def test_a_hands_free_visit_shows_number_and_site_and_no_name(page: LockPage) -> None:
    page.show_count(17, "left temple")

    assert page.count.isVisible()
    assert page.count.lines == ("17", "left temple", "Saved")
    assert page.count.accessibleName() == "17, left temple, Saved"

    page.hide_count()

    assert not page.count.isVisible()


def test_a_press_that_was_not_saved_makes_the_band_red(page: LockPage, light: Theme) -> None:
    page.show_count(17, "left temple")
    before = colours(page.count)

    page.show_count(17, "left temple", "Not saved: the disk is full")

    assert page.count.lines[2] == "Not saved: the disk is full"
    assert light.red.name() in colours(page.count)
    assert light.red.name() not in before


def test_a_locked_window_that_is_opened_forgets_what_was_typed(page: LockPage) -> None:
    type_text(page.ask.field.line, "40")

    page.hide()

    assert page.ask.field.text == ""


def test_names_are_shown_letter_by_letter(page: LockPage) -> None:
    page.show_practice("<img src=file:///x>")
    page.show_people(Entrant(PersonId("p1"), "<img src=file:///x>"), (OBRIEN,))

    assert page.name.shown_text == "<img src=file:///x>"
    assert page.others.tiles[0].words == OBRIEN.name
    assert {each.textFormat() for each in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_tab_reaches_every_control_but_the_pad(page: LockPage) -> None:
    reached: list[QWidget] = []
    for _ in range(6):
        focused = page.window().focusWidget()
        assert focused is not None
        reached.append(focused)
        key(focused, Qt.Key.Key_Tab)

    assert reached == [page.ask.field.line, page.ask.field.eye, page.other_way, *page.others.tiles]


@SIZES
def test_everything_is_in_sight_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    page = LockPage(theme)
    shown(page, *size)
    page.show_practice("x" * 10_000)
    page.show_people(Entrant(PersonId("p1"), "x" * 10_000), (RUIZ, PARK, Entrant(PersonId("p9"), "x" * 10_000)))
    page.show_count(17, "x" * 10_000)
    page.show_wrong()
    picture(page)  # everything has its place

    assert (page.width(), page.height()) == size
    parts = (page.practice, page.name, page.ask.field.line, page.ask.problem, page.other_way, page.others.tiles[0])
    for part in (*parts, *page.pad.buttons):
        assert part.visibleRegion().boundingRect() == part.rect(), part.accessibleName()[:40]
    assert all(min(each.width(), each.height()) >= 44 for each in page.pad.buttons)


def test_a_locked_window_follows_another_theme(page: LockPage, dark: Theme) -> None:
    type_text(page.ask.field.line, "40")

    page.set_theme(dark)

    assert page.ask.field.text == "40"
    assert picture(page).pixelColor(2, 2) == dark.window
    assert page.pad.digits[0].width() == dark.px(64)


def test_a_window_can_be_made_as_small_as_it_was_before_it_was_large(page: LockPage) -> None:
    page.resize(2560, 1440)
    page.resize(1024, 640)

    assert (page.width(), page.height()) == (1024, 640)
