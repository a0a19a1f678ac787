"""What makes a password or a PIN."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.passwords import problem_with_password, problem_with_pin

NAMES = ("Lakeside Dermatology", "Amara Osei", "O'Brien <b>|^&~\\ 李")
TOO_PLAIN = "The password is little more than a name of this practice. Take another one."


@pytest.mark.parametrize(
    "text",
    [
        "seven herons wade at dusk",
        "exactly15letter",
        "    spaces count too   ",
        "Пятнадцать или больше",
        "七羽の鷺が夕暮れに水の中を歩いていく",
        "lakeside is where the herons wade",
        "a" * 499 + "b",
    ],
)
def test_a_sentence_of_ones_own_is_a_password(text: str) -> None:
    assert problem_with_password(text, NAMES) == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The password has 0 letters. It needs at least 15."),
        ("fourteenletter", "The password has 14 letters. It needs at least 15."),
        ("x" * 500 + "y", "The password is longer than 500 letters."),
        ("x" * 10_000, "The password is longer than 500 letters."),
        ("a" * 15, "The password is one letter repeated. Take a sentence of your own."),
        ("aAaAaAaAaAaAaAaA", "The password is one letter repeated. Take a sentence of your own."),
        ("Lakeside Dermatology", TOO_PLAIN),
        ("lakesidelakeside", TOO_PLAIN),
        ("Lakeside-Dermatology-2026", TOO_PLAIN),
        ("ÁMARA osei amara", TOO_PLAIN),
        ("O'Brien O'Brien 李", TOO_PLAIN),
    ],
)
def test_what_is_too_short_too_long_or_guessed_at_once_is_none(text: str, problem: str) -> None:
    assert problem_with_password(text, NAMES) == problem


def test_letters_are_counted_as_they_will_be_stored() -> None:
    # an accent typed apart from its letter makes one letter with it
    assert problem_with_password("e\u0301" * 7 + "abcdefg").startswith("The password has 14 letters.")


def test_a_short_name_leaves_other_words_alone() -> None:
    assert problem_with_password("seven herons wade at dusk", ("A", "Li", "Se")) == ""


def test_a_short_name_said_again_and_again_is_none() -> None:
    assert problem_with_password("Li Li Li Li Li Li", ("Li",)) == TOO_PLAIN


@given(text=some.text(max_size=600), names=some.lists(some.text(max_size=40), max_size=4))
def test_any_text_is_judged(text: str, names: list[str]) -> None:
    problem = problem_with_password(text, names)

    assert problem or len(text) >= 15


@pytest.mark.parametrize("pin", ["4071", "80215", "19283746", "1223"])
def test_four_to_eight_digits_are_a_pin(pin: str) -> None:
    assert problem_with_pin(pin) == ""


@pytest.mark.parametrize("pin", ["", "407", "407152839", "40 1", "4o71", "٤٠٧١"])
def test_anything_else_is_none(pin: str) -> None:
    assert problem_with_pin(pin) == "A PIN has 4 to 8 digits."


@pytest.mark.parametrize("pin", ["0000", "1234", "87654321", "7890", "3210"])
def test_a_pin_that_everybody_tries_first_is_none(pin: str) -> None:
    assert problem_with_pin(pin) == "This PIN is guessed at once. Take another one."
