"""Text is broken between words, and only the last line is shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics

from desktop.controls.painting import fits, wrapped
from desktop.theme import LIGHT, Role, Theme


def test_a_short_text_is_one_line(light: Theme) -> None:
    assert wrapped("left temple", light.font(Role.BODY), 400, 2) == ("left temple",)


def test_a_long_text_is_broken_between_words(light: Theme) -> None:
    lines = wrapped("Tap a lesion on the figure, or type a call-out.", light.font(Role.REASON), 180, 3)

    assert len(lines) == 2
    assert " ".join(lines) == "Tap a lesion on the figure, or type a call-out."


def test_what_is_left_over_shortens_the_last_line(light: Theme) -> None:
    lines = wrapped("one two three four five six seven eight nine ten", light.font(Role.BODY), 90, 2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(("width", "whole"), [(60, False), (400, True)])
def test_it_is_known_whether_a_text_fits(light: Theme, width: int, whole: bool) -> None:  # noqa: FBT001 - a table
    assert fits("Seen, not treated: will not count", light.font(Role.BODY), width, 1) is whole


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=80), st.integers(40, 400), st.integers(1, 4))
def test_lines_are_never_more_than_allowed_nor_wider_unless_one_word_is(text: str, width: int, lines: int) -> None:
    font = LIGHT.font(Role.BODY)
    metrics = QFontMetrics(font)

    made = wrapped(text, font, width, lines)

    assert len(made) <= lines
    assert all(metrics.horizontalAdvance(line) <= width or " " not in line.strip() for line in made[:-1])
    assert metrics.horizontalAdvance(made[-1]) <= width or made[-1] == "…"
