"""What is shown when the record can't be opened: why, where, and the ways out."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.chart.stopped import StoppedPage
from desktop.controls.buttons import Button
from desktop.theme import Theme
from tests.desktop.hands import click
from tests.desktop.looks import Show, colours

NEWER = (
    "This record was made by Dermtally 1.6; this is 1.4. It was not opened, nothing was changed. Install 1.6 or later."
)


@pytest.fixture
def page(shown: Show, theme: Theme) -> StoppedPage:
    made = StoppedPage(theme)
    made.show_reason(NEWER, "/data/<b>clinic</b>")
    shown(made, 1024, 640)
    return made


def test_the_reason_stands_in_red_and_the_folder_below_it(page: StoppedPage) -> None:
    words = [each.text() for each in page.findChildren(QLabel)]

    assert page.text == NEWER
    assert "The record was not opened" in words
    assert "Folder: /data/<b>clinic</b>" in words
    assert page.theme.red.name() in colours(page)


@pytest.mark.parametrize(("words", "signal"), [("Try again", "again"), ("Close Dermtally", "left")])
def test_both_ways_out_are_pressed(page: StoppedPage, qtbot: QtBot, words: str, signal: str) -> None:
    way = next(each for each in page.findChildren(Button) if each.words == words)

    with qtbot.waitSignal(getattr(page, signal)):
        click(way)

    assert page.rect().contains(way.geometry())
