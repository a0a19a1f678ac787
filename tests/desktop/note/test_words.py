from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.note.words import one_line, runs, words
from resources.terms import Category, Method, Placement, Side


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["4"], "4", id="one"),
        pytest.param(["1", "2", "3"], "1-3", id="run"),
        pytest.param(["19", "1", "2", "A"], "1-2, 19, A", id="runs and a letter"),
        pytest.param(["B", "A", "7"], "7, B, A", id="letters keep their order"),
        pytest.param(["2", "2"], "2", id="once"),
    ],
)
def test_runs_of_numbers_are_closed_up(labels: Sequence[str], shown: str) -> None:
    assert runs(labels) == shown


def spelled_out(shown: str) -> set[int]:
    found: set[int] = set()
    for part in shown.split(", ") if shown else ():
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


@given(st.sets(st.integers(1, 200)))
def test_runs_name_every_number_and_no_other(numbers: set[int]) -> None:
    assert spelled_out(runs(str(number) for number in numbers)) == numbers


@given(st.text())
def test_one_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    shown = one_line(text)

    assert len(shown.splitlines()) <= 1
    assert one_line(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_one_line_keeps_every_visible_letter(text: str) -> None:
    assert one_line(text) == text


def test_days_are_written_as_read_in_the_clinic() -> None:
    assert words().day(date(2026, 3, 4)) == "4 Mar 2026"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 23, 10, 58, 59, tzinfo=timezone(timedelta(hours=-5))), "23 Nov 2026, 10:58 -05:00"),
        (
            datetime(2026, 11, 23, 9, 5, 0, 12, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "23 Nov 2026, 09:05 +05:30",
        ),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "23 Nov 2026, 00:00 +00:00"),
    ],
    ids=["west", "east", "greenwich"],
)
def test_moments_carry_their_zone(moment: datetime, shown: str) -> None:
    assert words().moment(moment) == shown


def test_every_side_placement_method_and_category_has_words() -> None:
    w = words()

    assert [w.side(side) for side in Side if side is not Side.UNSIDED] == ["right", "left", "midline", "not said"]
    assert all(w.placed(each) for each in Placement)
    assert all(w.method(each) for each in Method)
    assert all(w.category(each) for each in Category)


def test_diagnoses_and_places_of_service_without_a_label_stand_bare() -> None:
    assert words().diagnosis("L57.0") == "L57.0 actinic keratosis"
    assert words().diagnosis("Z99.9") == "Z99.9"
    assert words().place_of_service("99") == "99"


def test_our_labels_of_diagnoses_have_at_most_six_words() -> None:
    w = words()

    for code in ("L57.0", "B07.8", "L82.0", "D48.5", "L56.5", "C44.92"):
        assert 2 <= len(w.diagnosis(code).split()) <= 7
