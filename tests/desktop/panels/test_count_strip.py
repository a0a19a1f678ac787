"""At 200 % text the count stays as a strip over the map."""

from pytestqt.qtbot import QtBot

from desktop.panels.count_strip import CountStrip
from desktop.theme import Theme, Tone
from tests.desktop.hands import click
from tests.desktop.looks import Show, colours
from tests.desktop.snapshots import Lesion, visit


def test_the_strip_has_number_family_and_doubt(shown: Show, theme: Theme) -> None:
    strip = CountStrip(theme)
    shown(strip, 900, 70)

    strip.show_snapshot(visit(Lesion(), Lesion(), Lesion(same_as=1)))

    assert strip.number == "2"
    assert strip.accessibleName() == "2 +1? actinic keratoses"


def test_a_refusal_turns_the_strip_red(shown: Show, theme: Theme) -> None:
    strip = CountStrip(theme)
    shown(strip, 900, 70)

    strip.say("Not saved: left temple", Tone.RED)

    assert {theme.red.name(), theme.red_text.name()} <= colours(strip)


def test_its_button_asks_for_the_whole_panel(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    strip = CountStrip(theme)
    shown(strip, 900, 70)

    with qtbot.waitSignal(strip.opened):
        click(strip.open_button)

    assert strip.open_button.words == "Codes and list"
    assert strip.rect().contains(strip.open_button.geometry())
