"""The sheet on which body and skin tone are chosen, and the ways to it."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.map.look_sheet import LookSheet, body_names, tone_names
from desktop.theme import Theme
from resources.terms import BodyKind, SkinTone
from tests.desktop.looks import Show, colours
from tests.desktop.map.acts import LEFT


def opened(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> LookSheet:
    page = QWidget()
    shown(page, *size)
    sheet = LookSheet(BodyKind, theme, page)
    sheet.show_choice(None, None)
    sheet.open_sheet()
    return sheet


def words(sheet: LookSheet) -> list[str]:
    return [each.words for each in (*sheet.bodies.buttons, *sheet.tones.buttons)]


def test_every_body_and_tone_is_offered_and_the_chart_first(shown: Show, light: Theme) -> None:
    assert words(opened(shown, light)) == [
        *("Charted", "Neutral", "Male", "Female", "Older", "Child"),
        *("Charted", "Light", "Medium", "Dark"),
    ]


def test_only_bodies_that_can_be_drawn_are_offered(shown: Show, light: Theme) -> None:
    page = QWidget()
    shown(page, 1280, 800)

    sheet = LookSheet([BodyKind.NEUTRAL], light, page)

    assert [each.words for each in sheet.bodies.buttons] == ["Charted", "Neutral"]


def test_each_has_a_name() -> None:
    assert set(body_names()) == set(BodyKind)
    assert set(tone_names()) == set(SkinTone)


def test_a_press_chooses_at_once_and_leaves_the_sheet_open(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)

    with qtbot.waitSignal(sheet.chosen) as first:
        QTest.mouseClick(sheet.bodies.buttons[3], LEFT)
    with qtbot.waitSignal(sheet.chosen) as second:
        QTest.mouseClick(sheet.tones.buttons[2], LEFT)

    assert first.args == [BodyKind.FEMALE, None]
    assert second.args == [BodyKind.FEMALE, SkinTone.MEDIUM]
    assert sheet.isVisible()


def test_the_chart_can_be_followed_again(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)
    sheet.show_choice(BodyKind.OLDER, SkinTone.DARK)

    with qtbot.waitSignal(sheet.chosen) as chosen:
        QTest.mouseClick(sheet.bodies.buttons[0], LEFT)

    assert chosen.args == [None, SkinTone.DARK]


def test_everything_is_done_by_keys(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)
    begun = QApplication.focusWidget()

    with qtbot.waitSignal(sheet.chosen) as chosen:
        QTest.keyClick(sheet.bodies.buttons[0], Qt.Key.Key_Right)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    assert begun is sheet.bodies.buttons[0]
    assert chosen.args == [BodyKind.NEUTRAL, None]


def test_done_closes(shown: Show, light: Theme) -> None:
    sheet = opened(shown, light)

    QTest.mouseClick(sheet.done, LEFT)

    assert not sheet.isVisible()


def test_showing_a_choice_tells_nobody(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = opened(shown, light)

    with qtbot.assertNotEmitted(sheet.chosen):
        sheet.show_choice(BodyKind.MALE, SkinTone.DARK)

    assert sheet.bodies.chosen is BodyKind.MALE
    assert sheet.tones.chosen is SkinTone.DARK


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_every_word_fits_under_every_theme(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    sheet = opened(shown, theme, size)
    buttons = (*sheet.bodies.buttons, *sheet.tones.buttons, sheet.done)

    for each in buttons:
        place = QRect(each.mapTo(sheet.card, each.rect().topLeft()), each.size())
        assert sheet.card.rect().contains(place)
        assert each.sizeHint().width() - 2 * theme.px(16) <= each.width() - 8, each.words
    assert theme.act.name() in colours(sheet.bodies.buttons[0])
