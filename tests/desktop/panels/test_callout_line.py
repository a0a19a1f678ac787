"""E: what is said in the room is typed from anywhere, and what it will do is shown first."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.callout_line import CallOutLine
from desktop.theme import Theme, Tone
from tests.desktop.hands import CONTROL, PLAIN, click, key, type_text
from tests.desktop.looks import Show, colours


class Page(QWidget):
    """A page that hands its keys to the line, as the visit page does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = CallOutLine(theme, self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.line.type_in(event):
            super().keyPressEvent(event)


@pytest.fixture
def page(shown: Show, light: Theme) -> Page:
    made = Page(light)
    shown(made, 776, 200)
    made.setFocus()
    return made


@pytest.fixture
def line(page: Page) -> CallOutLine:
    page.line.field.setFocus()
    return page.line


def test_typing_on_the_figure_goes_to_the_field(page: Page) -> None:
    type_text(page, "3")
    type_text(page.line.field, " left forehead")

    assert page.line.text == "3 left forehead"
    assert page.line.field.hasFocus()


def test_space_on_the_figure_is_one_more_at_the_same_place(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.line.same_place):
        key(page, Qt.Key.Key_Space)

    assert page.line.text == ""
    assert page.hasFocus()


def test_space_inside_a_call_out_is_a_space(page: Page, qtbot: QtBot) -> None:
    type_text(page, "3")
    with qtbot.assertNotEmitted(page.line.same_place):
        key(page, Qt.Key.Key_Space)

    assert page.line.text == "3 "


def test_a_held_space_counts_once(page: Page, qtbot: QtBot) -> None:
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True)

    with qtbot.assertNotEmitted(page.line.same_place):
        assert page.line.type_in(held)


@pytest.mark.parametrize("which", [Qt.Key.Key_C, Qt.Key.Key_1])
@pytest.mark.parametrize("held", [CONTROL, Qt.KeyboardModifier.AltModifier])
def test_keys_with_control_or_alt_are_not_typed(page: Page, which: Qt.Key, held: Qt.KeyboardModifier) -> None:
    key(page, which, held)

    assert page.line.text == ""


def test_enter_submits_what_stands_there_and_keeps_it_until_it_was_taken(line: CallOutLine, qtbot: QtBot) -> None:
    type_text(line.field, "2 warts r thumb ")

    with qtbot.waitSignal(line.submitted) as said:
        key(line.field, Qt.Key.Key_Return)

    assert said.args == ["2 warts r thumb"]
    assert line.text == "2 warts r thumb "


def test_enter_submits_once_though_the_page_types_into_the_line(page: Page) -> None:
    told: list[str] = []
    page.line.submitted.connect(told.append)
    page.line.field.setFocus()
    type_text(page.line.field, "2 l")

    key(page.line.field, Qt.Key.Key_Return)

    assert told == ["2 l"]


def test_enter_in_the_empty_field_says_nothing(line: CallOutLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(line.submitted):
        key(line.field, Qt.Key.Key_Return)


def test_every_change_is_told_for_the_hint(line: CallOutLine) -> None:
    told: list[str] = []
    line.edited.connect(told.append)

    type_text(line.field, "3 l")

    assert told == ["3", "3 ", "3 l"]


def test_esc_clears_first_and_is_for_the_brush_when_nothing_stands_there(line: CallOutLine, qtbot: QtBot) -> None:
    type_text(line.field, "3 lefft")
    line.show_hint('"lefft" not known', Tone.AMBER)

    with qtbot.assertNotEmitted(line.cancelled):
        key(line.field, Qt.Key.Key_Escape)
    assert line.text == ""
    assert line.hint.isHidden()

    with qtbot.waitSignal(line.cancelled):
        key(line.field, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("tone", "ground"), [(Tone.ACT, "chosen"), (Tone.AMBER, "amber")])
def test_the_hint_says_inside_the_field_what_will_happen_or_what_is_missing(
    shown: Show, theme: Theme, tone: Tone, ground: str
) -> None:
    made = CallOutLine(theme)
    shown(made, theme.px(776), theme.px(56))
    made.set_text("2 l fore")

    made.show_hint("forehead or forearm?", tone)

    assert made.hint.isVisible()
    assert made.field.rect().contains(made.hint.geometry())
    assert made.field.accessibleDescription() == "forehead or forearm?"
    assert getattr(theme, ground).name() in colours(made.hint)
    assert made.field.textMargins().right() >= made.hint.width()


def test_a_long_hint_leaves_room_for_what_is_typed(line: CallOutLine) -> None:
    line.show_hint("x" * 500, Tone.AMBER)

    assert line.hint.width() <= line.field.width() * 3 // 5


def test_the_placeholder_says_how_to_call_out(line: CallOutLine) -> None:
    assert line.field.placeholderText() == "Type a call-out:  3 left forehead"
    assert line.field.accessibleName() == "Call-out"


def test_the_field_takes_markup_literally_and_200_letters_at_most(line: CallOutLine) -> None:
    line.field.insert("<b>|^&~\\ 李" + "x" * 400)

    assert line.text.startswith("<b>|^&~\\ 李x")
    assert len(line.text) == 200


def test_the_buttons_do_what_they_say(line: CallOutLine, qtbot: QtBot) -> None:
    line.show_undo(enabled=True, text="left temple")

    with qtbot.waitSignal(line.same_place):
        click(line.same)
    with qtbot.waitSignal(line.undo):
        click(line.undo_button)

    assert line.same.words == "+1 same place"
    assert line.undo_button.words == "Undo  Ctrl+Z"
    assert "left temple" in line.undo_button.toolTip()


def test_undo_without_anything_to_undo_takes_no_press(line: CallOutLine, qtbot: QtBot) -> None:
    line.show_undo(enabled=False, text="")

    with qtbot.assertNotEmitted(line.undo):
        click(line.undo_button)

    assert line.undo_button.toolTip() == ""


@pytest.mark.parametrize(
    ("sequence", "which", "held"),
    [
        ("Ctrl+Z", Qt.Key.Key_Z, CONTROL),
        ("Ctrl+Y", Qt.Key.Key_Y, CONTROL),
        ("Ctrl+Left", Qt.Key.Key_Left, CONTROL),
        ("Del", Qt.Key.Key_Delete, PLAIN),
    ],
)
def test_editing_keys_belong_to_the_visit_while_the_field_is_empty(
    page: Page, qtbot: QtBot, sequence: str, which: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    shortcut = QShortcut(QKeySequence(sequence), page)
    page.line.field.setFocus()

    with qtbot.waitSignal(shortcut.activated):
        key(page.line.field, which, held)


def test_undo_of_text_belongs_to_the_field(page: Page, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), page)
    page.line.field.setFocus()
    type_text(page.line.field, "3 left")

    with qtbot.assertNotEmitted(shortcut.activated):
        key(page.line.field, Qt.Key.Key_Z, CONTROL)

    assert page.line.text != "3 left"


def test_two_open_visits_are_told_apart_by_tint_and_letter(shown: Show, theme: Theme) -> None:
    made = CallOutLine(theme)
    shown(made, theme.px(776), theme.px(56))
    before = made.field.x()

    made.show_letter(1, "B")

    assert theme.tints[1].name() in colours(made)
    assert made.field.x() > before


@pytest.mark.parametrize("width", [632, 776, 1200])
def test_field_and_buttons_share_the_line_at_every_size_of_text(shown: Show, theme: Theme, width: int) -> None:
    made = CallOutLine(theme)
    shown(made, theme.px(width), theme.px(56))

    parts = [made.field.geometry(), made.same.geometry(), made.undo_button.geometry()]

    assert all(a.right() < b.left() for a, b in pairwise(parts))
    assert parts[0].width() >= theme.px(240)
    assert made.rect().contains(parts[-1])
    assert made.sizeHint().height() == theme.px(56)
