"""The places a call-out may mean: listed over the line, stepped through by keys, never taken by themselves."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.callout_line import CallOutLine
from desktop.panels.offers import Offer
from desktop.theme import Theme
from tests.desktop.hands import SHIFT, click, key, type_text
from tests.desktop.looks import Show, colours

BROW = Offer("left eyebrow", "“brow”", "Face", text="2 l eyebrow")
KNEE = Offer("left anterior knee", note="Legs and feet", text="2 l anterior knee")
ASK = Offer("What is “bunny line”?", note="say its place once", word="bunny line")


def made(shown: Show, theme: Theme, size: tuple[int, int] = (776, 420)) -> CallOutLine:
    page = QWidget()
    line = CallOutLine(theme, page)
    column = QVBoxLayout(page)
    column.addStretch(1)
    column.addWidget(line)
    shown(page, *size)
    line.field.setFocus()
    return line


@pytest.fixture
def line(shown: Show, light: Theme) -> CallOutLine:
    line = made(shown, light)
    type_text(line.field, "2 l br")
    line.show_offers((BROW, KNEE))
    return line


def test_places_lie_over_the_field_with_none_of_them_chosen(line: CallOutLine) -> None:
    window = line.window()
    field = line.field.mapTo(window, QPoint(0, 0))

    assert line.offer_list.isVisible()
    assert window.rect().contains(line.offer_list.geometry())
    assert line.offer_list.geometry().bottom() < field.y()
    assert line.offer_list.current is None
    assert line.field.hasFocus()


def test_enter_takes_what_is_typed_until_somebody_steps_to_a_place(line: CallOutLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.submitted) as said, qtbot.assertNotEmitted(line.chosen):
        key(line.field, Qt.Key.Key_Return)

    assert said.args == ["2 l br"]


@pytest.mark.parametrize(
    ("keys", "offer"),
    [
        ([Qt.Key.Key_Down], BROW),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Tab], KNEE),
        ([Qt.Key.Key_Up], KNEE),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down], BROW),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up], BROW),
    ],
)
def test_arrows_and_tab_step_and_enter_takes(line: CallOutLine, qtbot: QtBot, keys: list[Qt.Key], offer: Offer) -> None:
    for each in keys:
        key(line.field, each)

    with qtbot.waitSignal(line.chosen) as told, qtbot.assertNotEmitted(line.submitted):
        key(line.field, Qt.Key.Key_Return)

    assert told.args == [offer]
    assert line.offers == ()


def test_shift_and_tab_step_back(line: CallOutLine) -> None:
    key(line.field, Qt.Key.Key_Backtab, SHIFT)

    assert line.offer_list.current == KNEE


def test_a_press_takes_a_place_and_leaves_the_keyboard(line: CallOutLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.chosen) as told:
        click(line.offer_list, line.offer_list.row_place(1).center())

    assert told.args == [KNEE]
    assert line.field.hasFocus()


def test_esc_puts_the_places_away_before_the_text(line: CallOutLine) -> None:
    key(line.field, Qt.Key.Key_Escape)
    text, gone = line.text, line.offers == ()
    key(line.field, Qt.Key.Key_Escape)

    assert (text, gone) == ("2 l br", True)
    assert line.text == ""


def test_tab_leaves_the_field_where_nothing_is_offered(line: CallOutLine) -> None:
    line.show_offers(())

    key(line.field, Qt.Key.Key_Tab)

    assert not line.field.hasFocus()


def test_places_go_when_the_keyboard_goes_elsewhere(line: CallOutLine) -> None:
    line.window().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    line.window().setFocus()

    assert line.offers == ()
    assert not line.offer_list.isVisible()


def test_an_emptied_field_offers_nothing(line: CallOutLine) -> None:
    line.field.selectAll()
    key(line.field, Qt.Key.Key_Delete)

    assert line.offers == ()


def test_the_rows_are_told_to_assistive_technology(line: CallOutLine) -> None:
    told = line.offer_list.accessibleDescription()

    assert told == "left eyebrow, “brow”, Face\nleft anterior knee, Legs and feet"


@pytest.mark.parametrize("size", [(776, 420), (632, 380), (1024, 640)], ids=str)
def test_the_list_stays_inside_the_window_at_every_size_of_text(
    shown: Show, theme: Theme, size: tuple[int, int]
) -> None:
    line = made(shown, theme, size)
    type_text(line.field, "2 l")

    line.show_offers((BROW, KNEE, ASK) * 3)
    key(line.field, Qt.Key.Key_Down)

    free = line.window().rect().adjusted(0, theme.px(56), 0, 0)
    assert free.contains(line.offer_list.geometry())
    assert line.offer_list.height() >= len(line.offers) * theme.px(36)
    assert line.offer_list.row_place(0).height() >= 34
    assert theme.act.name() in colours(line.offer_list)


@pytest.mark.parametrize(
    ("text", "word", "marked"), [("3 Lefft nose", "lefft", "Lefft"), ("3 nose", "ear", ""), ("3 nose", "", "")]
)
def test_a_word_that_is_not_understood_is_marked(line: CallOutLine, text: str, word: str, marked: str) -> None:
    line.set_text(text)

    line.mark(word)

    assert line.field.selectedText() == marked
