"""F2: the last action in words, whole, with the way out below a refusal."""

import pytest

from desktop.panels.last_action import LastAction
from desktop.theme import Theme, Tone
from tests.desktop.looks import Show, colours, ink_box

DISK_FULL = (
    "The disk is full. The last tap was not saved and not counted; the 12 before it are safe. "
    "Free some space, then tap again."
)


def action(shown: Show, theme: Theme, width: int = 371) -> LastAction:
    made = LastAction(theme)
    shown(made, width, made.needed_height(width))
    return made


def test_at_first_it_says_ready_in_44_px(shown: Show, theme: Theme) -> None:
    made = action(shown, theme)

    assert made.text == "Ready"
    assert made.height() >= theme.px(44)


@pytest.mark.parametrize("text", ["+1  left malar cheek", "Undone: left malar cheek", "Moved 3: left temple"])
def test_it_says_the_last_action(shown: Show, light: Theme, text: str) -> None:
    made = action(shown, light)

    made.say(text)

    assert made.text == made.accessibleName() == text
    assert made.tone is Tone.PLAIN
    assert light.panel.name() in colours(made)


def test_a_refusal_is_red_and_says_why_and_what_to_do(shown: Show, theme: Theme) -> None:
    made = action(shown, theme)

    made.say("Not saved: left temple", Tone.RED, DISK_FULL)
    made.resize(made.width(), made.needed_height(made.width()))

    assert made.accessibleName() == f"Not saved: left temple. {DISK_FULL}"
    assert {theme.red.name(), theme.red_text.name()} <= colours(made)
    assert ink_box(made, theme.red_text).bottom() < made.height()


def test_long_words_take_more_lines_and_are_never_cut(shown: Show, theme: Theme) -> None:
    made = action(shown, theme, 319)
    usual = made.needed_height(319)

    made.say("+1  left superior paramedian forehead above the lateral third of the eyebrow")

    assert made.needed_height(319) > usual or theme.percent == 100
    assert made.needed_height(319) < made.needed_height(160)


def test_markup_is_shown_literally(shown: Show, light: Theme) -> None:
    made = action(shown, light)

    made.say("+1  <b>left</b> & #set")

    assert made.accessibleName() == "+1  <b>left</b> & #set"


def test_the_count_is_spoken_after_an_act_and_a_sign_is_a_word(shown: Show, light: Theme) -> None:
    made = action(shown, light)

    made.say("+1  left malar cheek", count=3)

    assert made.text == "+1  left malar cheek"
    assert made.accessibleName() == "plus 1 left malar cheek, 3"


def test_an_undo_is_spoken_with_what_is_left(shown: Show, light: Theme) -> None:
    made = action(shown, light)

    made.say("Undone: left malar cheek", count=2)

    assert made.accessibleName() == "Undone: left malar cheek, 2"
