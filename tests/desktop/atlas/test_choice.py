"""Which body is drawn for whom."""

import pytest

from desktop.atlas.choice import Choice, load_choice
from resources.terms import BodyKind, Sex

F, M, U = Sex.FEMALE, Sex.MALE, Sex.UNSAID


@pytest.fixture(scope="module")
def choice() -> Choice:
    """The shipped table, as if all bodies were shipped."""
    return Choice(load_choice().rows, BodyKind)


@pytest.mark.parametrize(
    ("years", "sex", "kind"),
    [
        (0, F, BodyKind.CHILD),
        (12, M, BodyKind.CHILD),
        (13, M, BodyKind.MALE),
        (13, U, BodyKind.NEUTRAL),
        (40, F, BodyKind.FEMALE),
        (69, M, BodyKind.MALE),
        (70, M, BodyKind.MALE),
        (69, U, BodyKind.NEUTRAL),
        (70, U, BodyKind.OLDER),
        (101, U, BodyKind.OLDER),
        (None, F, BodyKind.FEMALE),
        (None, U, BodyKind.NEUTRAL),
    ],
)
def test_the_body_follows_age_and_sex(choice: Choice, years: int | None, sex: Sex, kind: BodyKind) -> None:
    assert choice.body(years, sex) is kind


@pytest.mark.parametrize("years", [5, 40, 80, None])
def test_what_the_chart_says_goes_before_age_and_sex_and_before_the_practice(choice: Choice, years: int | None) -> None:
    assert choice.body(years, F, chosen=BodyKind.MALE) is BodyKind.MALE
    assert choice.body(years, F, chosen=BodyKind.MALE, always_neutral=True) is BodyKind.MALE


def test_a_practice_may_want_the_neutral_body_for_everybody(choice: Choice) -> None:
    assert {choice.body(years, F, always_neutral=True) for years in (5, 40, 80)} == {BodyKind.NEUTRAL}


def test_for_a_body_that_is_not_shipped_the_neutral_one_is_drawn(choice: Choice) -> None:
    few = Choice(choice.rows, (BodyKind.NEUTRAL, BodyKind.MALE))

    assert few.body(5, M) is BodyKind.NEUTRAL
    assert few.body(40, M) is BodyKind.MALE
    assert few.body(40, M, chosen=BodyKind.OLDER) is BodyKind.NEUTRAL


def test_the_neutral_body_is_always_shipped() -> None:
    assert BodyKind.NEUTRAL in load_choice().shipped
