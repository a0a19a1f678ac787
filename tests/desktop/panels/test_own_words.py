"""The practice's own words for places: all are shown, each can be forgotten."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.own_words import OwnWords
from desktop.theme import Theme
from resources.regions import load_regions
from tests.desktop.hands import click, key
from tests.desktop.looks import Show

OWN = {"zebra": ("temple", "eyebrow"), "bunny line": ("nasal_sidewall",), "<b>|^": ("a place that is gone",)}


def opened(shown: Show, theme: Theme, own: dict[str, tuple[str, ...]], size: tuple[int, int] = (1024, 640)) -> OwnWords:
    page = QWidget()
    sheet = OwnWords(load_regions(), theme, page)
    shown(page, *size)
    sheet.open_for(own)
    return sheet


def lines(sheet: OwnWords) -> list[str]:
    return [sheet.words.item(row).text() for row in range(sheet.words.count())]


def test_each_word_stands_with_its_places(shown: Show, light: Theme) -> None:
    sheet = opened(shown, light, OWN)

    assert lines(sheet) == [
        "<b>|^  =  a place that is gone",
        "bunny line  =  nasal sidewall",
        "zebra  =  temple / eyebrow",
    ]
    assert sheet.words.hasFocus()


def test_a_word_is_forgotten_by_key_or_press(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light, OWN)
    key(sheet.words, Qt.Key.Key_Down)

    with qtbot.waitSignal(sheet.forget_asked) as told:
        key(sheet.words, Qt.Key.Key_Delete)
    assert told.args == ["bunny line"]

    sheet.show_words({word: OWN[word] for word in ("zebra", "<b>|^")})
    with qtbot.waitSignal(sheet.forget_asked) as told:
        click(sheet.forget)
    assert told.args == ["zebra"]


def test_without_a_word_the_sheet_says_how_one_comes(shown: Show, light: Theme) -> None:
    sheet = opened(shown, light, {})

    assert sheet.none.isVisible()
    assert not sheet.forget.isEnabled()
    assert sheet.close_button.hasFocus()


def test_the_sheet_fits_every_window_at_every_size_of_text(shown: Show, theme: Theme) -> None:
    sheet = opened(shown, theme, {f"word {number}": ("temple",) for number in range(60)})

    inside = sheet.card.rect()

    assert sheet.rect().contains(sheet.card.geometry())
    assert all(inside.contains(each.geometry()) for each in (sheet.words, sheet.forget, sheet.close_button))
    assert sheet.words.height() >= theme.px(60)
