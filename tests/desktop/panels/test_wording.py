"""Words several panels share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.panels.wording import method_word, methods_words, question_words, ranges, side_letter, side_word
from resources.terms import Method, Side
from tests.desktop.snapshots import Lesion, visit


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        ([], ""),
        (["1"], "#1"),
        (["1", "2"], "#1–2"),
        (["1", "2", "3", "5"], "#1–3, 5"),
        (["5", "3", "1"], "#1, 3, 5"),
        (["10", "9", "2"], "#2, 9–10"),
        (["A"], "A"),
        (["1", "2", "A"], "#1–2, A"),
        (["1", "1"], "#1"),
    ],
)
def test_runs_of_numbers_close_up(labels: list[str], text: str) -> None:
    assert ranges(labels) == text


@settings(max_examples=40)
@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_range_names_every_number_and_no_other(numbers: set[int]) -> None:
    named: set[int] = set()
    for part in ranges(str(each) for each in numbers).removeprefix("#").split(", "):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))

    assert named == numbers


@pytest.mark.parametrize("side", list(Side))
def test_every_side_has_a_word_of_its_own(side: Side) -> None:
    assert side_word(side)
    assert len({side_word(each) for each in Side}) == len(Side)


def test_column_letters_are_r_m_l() -> None:
    letters = [side_letter(side) for side in (Side.RIGHT, Side.MIDLINE, Side.LEFT, Side.UNSAID)]

    assert letters == ["R", "M", "L", "?"]


def test_two_methods_are_joined_in_words() -> None:
    assert methods_words((Method.CURETTEMENT, Method.CRYOTHERAPY)) == "curettement and cryotherapy"
    assert len({method_word(each) for each in Method}) == len(Method)


def test_a_question_names_the_other_lesion() -> None:
    snapshot = visit(Lesion(), Lesion(same_as=1))

    assert question_words(snapshot.marks[1], snapshot) == "same as 1?"
    assert question_words(snapshot.marks[0], snapshot) == ""


def test_a_side_nobody_said_is_asked() -> None:
    snapshot = visit(Lesion(side=Side.UNSAID))

    assert question_words(snapshot.marks[0], snapshot) == "which side?"
