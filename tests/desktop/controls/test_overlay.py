"""A sheet takes the keyboard, keeps it, and gives it back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.buttons import Button, button
from desktop.controls.overlay import Overlay
from desktop.theme import Theme
from tests.desktop.hands import SHIFT, click, key
from tests.desktop.looks import Show, picture


class Sheet(Overlay):
    """Two buttons on a sheet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.first = button("First", theme, self.card)
        self.second = button("Second", theme, self.card)
        self.first.setGeometry(20, 20, 100, 40)
        self.second.setGeometry(20, 80, 100, 40)

    def first_focus(self) -> Button:
        return self.first


class Page(QWidget):
    """A page with a field, and a sheet over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.sheet = Sheet(theme, self)


@pytest.fixture
def page(shown: Show, light: Theme) -> Page:
    made = Page(light)
    shown(made, 900, 700)
    made.field.setFocus()
    return made


def test_an_open_sheet_has_the_focus(page: Page) -> None:
    page.sheet.open_sheet()

    assert page.sheet.isVisible()
    assert page.sheet.first.hasFocus()


@pytest.mark.parametrize("how", ["Esc", "a press beside it"])
def test_a_closed_sheet_gives_the_focus_back(page: Page, qtbot: QtBot, how: str) -> None:
    page.sheet.open_sheet()

    with qtbot.waitSignal(page.sheet.closed):
        if how == "Esc":
            key(page.sheet.first, Qt.Key.Key_Escape)
        else:
            click(page.sheet, QPoint(4, 400))

    assert not page.sheet.isVisible()
    assert page.field.hasFocus()


def test_a_press_on_the_sheet_keeps_it_open(page: Page) -> None:
    page.sheet.open_sheet()

    click(page.sheet.card)

    assert page.sheet.isVisible()


def test_tab_goes_round_inside_the_sheet(page: Page) -> None:
    page.sheet.open_sheet()
    order = []
    for _ in range(3):
        focused = page.focusWidget()
        assert isinstance(focused, Button)
        order.append(focused.words)
        key(focused, Qt.Key.Key_Tab)

    assert order == ["First", "Second", "First"]


def test_back_tab_goes_round_the_other_way(page: Page) -> None:
    page.sheet.open_sheet()

    key(page.sheet.first, Qt.Key.Key_Backtab, SHIFT)

    assert page.sheet.second.hasFocus()


def test_esc_closes_the_sheet_before_the_window_has_it(page: Page, qtbot: QtBot) -> None:
    escaped = QShortcut(QKeySequence("Esc"), page)
    page.sheet.open_sheet()

    with qtbot.assertNotEmitted(escaped.activated):
        key(page.sheet.first, Qt.Key.Key_Escape)

    assert not page.sheet.isVisible()


def test_a_sheet_follows_the_size_of_the_page(page: Page) -> None:
    page.sheet.open_sheet()

    page.resize(500, 400)

    assert page.sheet.geometry() == page.rect()
    assert page.rect().contains(page.sheet.card.geometry())


def test_a_sheet_quietens_the_page_but_not_the_name_above_it(page: Page) -> None:
    page.setStyleSheet("background: black;")
    page.sheet.open_sheet()

    image = picture(page)

    assert image.pixelColor(700, 20).lightness() == 0
    assert image.pixelColor(20, 400).lightness() > 100


def test_closing_a_closed_sheet_says_nothing(page: Page, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.sheet.closed):
        page.sheet.close_sheet()
