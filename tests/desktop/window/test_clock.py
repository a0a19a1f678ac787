"""A clock that was set back is said, and changes no count."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.practice.session import open_session
from desktop.window.calendar_day import today
from desktop.window.clock_words import clock_words
from resources.terms import Side
from tests.desktop.window.conftest import Hands, Opener


@pytest.mark.parametrize(
    ("behind", "span"),
    [
        (timedelta(minutes=50), "50 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=3, minutes=5), "3 hours"),
        (timedelta(days=2, hours=1), "2 days"),
    ],
)
def test_the_warning_says_by_how_much(behind: timedelta, span: str) -> None:
    assert clock_words(behind) == (
        f"This computer's clock went back by {span}. The count is not affected. Set the clock before signing."
    )


def test_a_clock_that_is_right_to_the_minute_is_not_spoken_of() -> None:
    assert clock_words(timedelta(seconds=59)) == ""


def test_a_visit_opened_with_a_wrong_clock_says_so_and_counts(practice: Path, opener: Opener) -> None:
    session = open_session(practice)
    (patient,) = session.find_patients("whit")
    visit = session.open_visit(patient.id, today())
    real = session._store._clock
    session._store._clock = lambda: real() + timedelta(minutes=50, seconds=30)
    session.learn_place_word("bridge", "nasal_dorsum")
    session.close()

    window = opener(practice)
    window.open_visit(visit)
    hands = Hands(window)

    assert hands.said.startswith("This computer's clock went back by 50 min.")
    assert "Set the clock" in hands.screen.status.shown_editions
    hands.tap("nasal_tip", Side.MIDLINE)
    hands.tap("glabella", Side.MIDLINE)
    assert hands.snapshot.treated == 2
