"""G: is it saved? Answered in words, with a dot, always in the same place."""

from datetime import datetime

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from desktop.panels.status_line import StatusLine
from desktop.theme import Theme
from tests.desktop.hands import click
from tests.desktop.looks import Show, colours, ink_box

WHEN = datetime(2026, 11, 23, 10, 42, 7).astimezone()
DISK_FULL = "The disk is full. The last tap was not saved and not counted; the 12 before it are safe."


@pytest.fixture
def line(shown: Show, theme: Theme) -> StatusLine:
    made = StatusLine(theme)
    shown(made, 1280, theme.px(28))
    return made


def dot(line: StatusLine) -> set[str]:
    return colours(line, QRect(0, 0, line.theme.px(26), line.height()))


def test_a_saved_visit_says_when_with_a_green_dot(line: StatusLine) -> None:
    line.show_saved(WHEN)

    assert line.text == "Saved 10:42:07"
    assert line.accessibleName() == "Saved 10:42:07"
    assert line.theme.green_icon.name() in dot(line)
    assert not line.happened.isVisible()


def test_a_refused_change_is_red_and_asks_what_happened(line: StatusLine, qtbot: QtBot) -> None:
    line.show_refused(DISK_FULL)

    assert line.text == "Not saved"
    assert DISK_FULL in line.accessibleName()
    assert line.theme.red_text.name() in dot(line)
    with qtbot.waitSignal(line.why_asked) as asked:
        click(line.happened)
    assert asked.args == [DISK_FULL]


def test_the_next_good_save_ends_the_refusal(line: StatusLine) -> None:
    line.show_refused(DISK_FULL)

    line.show_saved(WHEN)

    assert not line.happened.isVisible()
    assert line.theme.red.name() not in colours(line)


def test_a_slow_save_says_saving_without_a_green_dot(line: StatusLine) -> None:
    line.show_saved(WHEN)

    line.show_saving()

    assert line.text == "Saving..."
    assert line.theme.green_icon.name() not in dot(line)

    line.show_saved(WHEN)
    assert line.theme.green_icon.name() in dot(line)


def test_the_keys_are_always_offered(line: StatusLine, qtbot: QtBot) -> None:
    assert line.keys.words == "F1 keys"
    with qtbot.waitSignal(line.keys_asked):
        click(line.keys)


def test_editions_stand_in_the_middle(line: StatusLine) -> None:
    line.show_saved(WHEN)
    middle = QRect(line.width() // 4, 0, line.width() // 2, line.height())

    line.show_editions("Limits 2026 Q4 · pairs 2024 Q3")

    assert ink_box(line, line.theme.text_2, middle).width() > 60


@pytest.mark.parametrize("width", [1024, 1280])
def test_nothing_covers_the_state(shown: Show, light: Theme, width: int) -> None:
    made = StatusLine(light)
    shown(made, width, 28)

    made.show_refused(DISK_FULL)
    made.show_editions("x" * 500)

    assert made.happened.geometry().right() < made.keys.x()
    assert made.happened.x() > 12
