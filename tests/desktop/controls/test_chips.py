"""Chips say their words, and alerts carry a sign beside them."""

from pytestqt.qtbot import QtBot

from desktop.controls.chips import Chip
from desktop.theme import Theme, Tone
from tests.desktop.looks import Show, colours, ink_box


def test_a_chip_is_22_px_high_at_every_size_of_text(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("Pacemaker", Tone.AMBER, theme)
    qtbot.addWidget(chip)

    assert chip.sizeHint().height() == theme.px(22)


def test_a_chip_has_the_colours_of_its_tone(shown: Show, theme: Theme) -> None:
    chip = Chip("Pacemaker", Tone.AMBER, theme)

    shown(chip, chip.sizeHint().width(), chip.sizeHint().height())

    assert {theme.amber.name(), theme.amber_text.name()} <= colours(chip)


def test_an_alert_has_a_sign_before_its_words(shown: Show, light: Theme) -> None:
    plain, alert = Chip("Latex", Tone.AMBER, light), Chip("Latex", Tone.AMBER, light, warns=True)
    for chip in (plain, alert):
        shown(chip, chip.sizeHint().width(), chip.sizeHint().height())

    assert ink_box(alert, light.amber_text).width() > ink_box(plain, light.amber_text).width() + 10


def test_a_chip_without_room_keeps_its_words_in_the_tip(shown: Show, light: Theme) -> None:
    chip = Chip("Lidocaine <b>allergy</b>", Tone.AMBER, light)

    shown(chip, 40, 22)

    assert "&lt;b&gt;" in chip.toolTip()
    assert chip.accessibleName() == "Lidocaine <b>allergy</b>"


def test_line_breaks_in_an_alert_become_spaces(light: Theme, qtbot: QtBot) -> None:
    chip = Chip("Latex\nallergy", Tone.AMBER, light)
    qtbot.addWidget(chip)

    assert chip.text == "Latex allergy"
