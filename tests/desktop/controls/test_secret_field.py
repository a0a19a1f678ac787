"""What nobody else should read."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.secret_field import SecretField
from desktop.theme import Theme
from tests.desktop.hands import CONTROL, SHIFT, click, key, type_text
from tests.desktop.looks import Show, picture


class Page(QWidget):
    """A secret field and something else to go to."""

    def __init__(self, theme: Theme, *, digits: bool = False) -> None:
        super().__init__()
        self.secret = SecretField("Password", theme, digits=digits)
        self.after = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.secret)
        column.addWidget(self.after)


@pytest.fixture
def page(shown: Show, light: Theme) -> Page:
    made = Page(light)
    shown(made, 480, 200)
    made.secret.line.setFocus()
    return made


def letter(field: QLineEdit, text: str, held: Qt.KeyboardModifier) -> None:
    """Type a letter as a keyboard with Caps Lock would: its case and Shift need not fit."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, Qt.Key.Key_A, held, text))


def test_letters_are_dots_until_the_eye_is_pressed(page: Page) -> None:
    type_text(page.secret.line, "heron")
    hidden = page.secret.line.displayText()

    click(page.secret.eye)

    assert "heron" not in hidden
    assert len(hidden) == 5
    assert page.secret.line.displayText() == "heron"
    assert page.secret.is_open


def test_the_eye_says_what_it_will_do(page: Page) -> None:
    before = page.secret.eye.accessibleName()

    click(page.secret.eye)

    assert (before, page.secret.eye.accessibleName()) == ("Show the letters", "Hide the letters")


def test_the_eye_is_reached_and_pressed_by_keys(page: Page) -> None:
    key(page.secret.line, Qt.Key.Key_Tab)
    assert page.secret.eye.hasFocus()

    key(page.secret.eye, Qt.Key.Key_Space)

    assert page.secret.is_open


def test_an_open_eye_looks_other_than_a_shut_one(page: Page) -> None:
    shut = picture(page.secret.eye)

    click(page.secret.eye)

    assert picture(page.secret.eye) != shut


def test_hidden_letters_cannot_be_copied(page: Page) -> None:
    QGuiApplication.clipboard().setText("before")
    type_text(page.secret.line, "heron")

    key(page.secret.line, Qt.Key.Key_A, CONTROL)
    key(page.secret.line, Qt.Key.Key_C, CONTROL)

    assert QGuiApplication.clipboard().text() == "before"


def test_a_field_that_is_left_off_the_screen_is_shut_again(page: Page) -> None:
    type_text(page.secret.line, "heron")
    click(page.secret.eye)

    page.hide()
    page.show()

    assert not page.secret.is_open
    assert page.secret.line.displayText() != "heron"


def test_enter_and_every_letter_are_told(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.secret.edited):
        type_text(page.secret.line, "h")
    with qtbot.waitSignal(page.secret.returned):
        key(page.secret.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "held", "on"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", SHIFT, True),
        ("É", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", SHIFT, False),
        ("7", Qt.KeyboardModifier.NoModifier, False),
        ("李", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_a_letter_of_the_wrong_case_tells_of_caps_lock(
    page: Page,
    text: str,
    held: Qt.KeyboardModifier,
    on: bool,  # noqa: FBT001 - a table's column
) -> None:
    letter(page.secret.line, text, held)

    assert page.secret.caps.isVisible() is on
    assert page.secret.text == text


def test_caps_lock_is_said_no_more_once_it_is_pressed_or_the_field_left(page: Page) -> None:
    letter(page.secret.line, "A", Qt.KeyboardModifier.NoModifier)
    key(page.secret.line, Qt.Key.Key_CapsLock)
    pressed = page.secret.caps.isVisible()
    letter(page.secret.line, "A", Qt.KeyboardModifier.NoModifier)

    page.after.setFocus()

    assert not pressed
    assert not page.secret.caps.isVisible()


def test_a_password_of_more_letters_than_allowed_is_not_cut_to_an_allowed_one(page: Page) -> None:
    QGuiApplication.clipboard().setText("x" * 10_000)

    key(page.secret.line, Qt.Key.Key_V, CONTROL)

    assert len(page.secret.text) == 501


@pytest.mark.parametrize("text", ["<img src=file:///x>", "O'Brien <b>|^&~\\ 李"])
def test_what_looks_like_markup_is_only_letters(page: Page, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    click(page.secret.eye)

    key(page.secret.line, Qt.Key.Key_V, CONTROL)

    assert page.secret.line.displayText() == text


def test_a_pin_takes_eight_digits_and_nothing_else(shown: Show, light: Theme) -> None:
    page = Page(light, digits=True)
    shown(page, 480, 200)

    type_text(page.secret.line, "12a3 4-567890")

    assert page.secret.text == "12345678"


def test_a_field_can_ask_for_something_else(page: Page) -> None:
    type_text(page.secret.line, "heron")

    page.secret.take("PIN", digits=True)
    type_text(page.secret.line, "4x071")

    assert page.secret.text == "4071"
    assert page.secret.line.accessibleName() == "PIN"


def test_the_field_and_the_eye_grow_with_the_text(shown: Show, theme: Theme) -> None:
    page = Page(theme)
    shown(page, 700, 300)

    assert page.secret.line.height() == page.secret.eye.height() == theme.px(44)
    assert page.secret.rect().contains(page.secret.eye.geometry())
    assert not page.secret.line.geometry().intersects(page.secret.eye.geometry())
