"""The band says that the patients are invented, and leads to a practice of one's own."""

from pytestqt.qtbot import QtBot

from desktop.controls.demo_band import DemoBand
from desktop.theme import Theme
from tests.desktop.hands import click
from tests.desktop.looks import Show, colours


def test_the_band_says_demo_in_its_colour(shown: Show, theme: Theme) -> None:
    band = DemoBand(theme)

    shown(band, 1024, theme.px(24))

    assert band.accessibleName() == "DEMO: invented patients"
    assert band.sizeHint().height() == theme.px(24)
    assert {theme.demo.name(), theme.on_demo.name()} <= colours(band)


def test_its_button_asks_for_a_practice_of_ones_own(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    band = DemoBand(theme)
    shown(band, 1024, theme.px(24))

    with qtbot.waitSignal(band.own_asked):
        click(band.own)

    assert band.own.words == "Start with my own"
    assert band.rect().contains(band.own.geometry())
