"""What a pedal means: counted at the lift, timed when held, and never twice for a contact that bounces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.handsfree.presses import (
    BOUNCE_MS,
    DEFAULT_KEYS,
    HOLD_MS,
    TIMED,
    Action,
    Done,
    Presses,
    keys_of,
)

KEYS = {"Space": Action.PLUS, "Down": Action.AGAIN, "Right": Action.NEXT_SITE, "Left": Action.UNDO}


@pytest.fixture
def presses() -> Presses:
    return Presses(KEYS)


def test_a_short_press_counts_at_the_lift_without_a_time(presses: Presses) -> None:
    assert presses.press("Space", 1000) is None
    assert presses.lift("Space", 1200) == Done(Action.PLUS)


def test_a_held_press_counts_at_the_lift_with_its_tenths(presses: Presses) -> None:
    presses.press("Space", 1000)

    assert presses.held(1000 + HOLD_MS - 1) is None
    assert presses.held(6240) == 5240
    assert presses.lift("Space", 6240) == Done(Action.PLUS, 52)
    assert presses.held(7000) is None


def test_what_is_not_timed_is_done_at_the_press_and_once(presses: Presses) -> None:
    assert presses.press("Right", 1000) == Done(Action.NEXT_SITE)
    assert presses.lift("Right", 5000) is None


def test_a_bouncing_contact_is_one_press(presses: Presses) -> None:
    presses.press("Space", 1000)
    assert presses.lift("Space", 1100) is not None

    assert presses.press("Space", 1100 + BOUNCE_MS - 1) is None
    assert presses.lift("Space", 1100 + BOUNCE_MS + 20) is None
    presses.press("Space", 1100 + 2 * BOUNCE_MS)
    assert presses.lift("Space", 1100 + 2 * BOUNCE_MS + 30) == Done(Action.PLUS)


def test_two_different_pedals_in_quick_succession_are_both_taken(presses: Presses) -> None:
    presses.press("Space", 1000)
    assert presses.lift("Space", 1050) == Done(Action.PLUS)

    assert presses.press("Right", 1060) == Done(Action.NEXT_SITE)


def test_another_pedal_during_a_freeze_does_nothing(presses: Presses) -> None:
    presses.press("Space", 1000)

    assert presses.press("Left", 2000) is None
    assert presses.lift("Left", 2100) is None
    assert presses.lift("Space", 4000) == Done(Action.PLUS, 30)


def test_a_key_nobody_taught_does_nothing(presses: Presses) -> None:
    assert presses.press("X", 1000) is None
    assert presses.lift("X", 1100) is None
    assert presses.means("X") is None


def test_a_press_whose_lift_is_not_seen_is_forgotten_and_told(presses: Presses) -> None:
    assert presses.cancel() is False
    presses.press("Space", 1000)

    assert presses.cancel() is True

    assert presses.lift("Space", 3000) is None
    presses.press("Space", 4000)
    assert presses.lift("Space", 4100) == Done(Action.PLUS)


def test_a_forgotten_foot_on_the_pedal_is_no_freeze_of_hours(presses: Presses) -> None:
    presses.press("Space", 0)

    assert presses.lift("Space", 3_600_000) == Done(Action.PLUS, 6000)


@given(st.lists(st.tuples(st.sampled_from(sorted(KEYS)), st.integers(BOUNCE_MS, 9000), st.integers(1, 9000))))
def test_every_whole_press_is_one_act(row: list[tuple[str, int, int]]) -> None:
    presses, now, acts = Presses(KEYS), 0, []
    for key, pause, length in row:
        now += pause
        acts.append(presses.press(key, now))
        now += length
        acts.append(presses.lift(key, now))

    done = [each.action for each in acts if each is not None]
    assert done == [KEYS[key] for key, _, _ in row]


def test_every_action_has_a_key_from_the_start_and_no_two_share_one() -> None:
    assert {*DEFAULT_KEYS} == {*Action}
    assert len({*DEFAULT_KEYS.values()}) == len(Action)
    assert {*Action} >= TIMED


def test_a_taught_pedal_takes_the_place_of_the_default_key() -> None:
    keys = keys_of({Action.PLUS: "PgDown"})

    assert keys["PgDown"] is Action.PLUS
    assert "Space" not in keys
    assert keys["Right"] is Action.NEXT_SITE


def test_a_pedal_that_sends_another_actions_default_key_wins_it() -> None:
    keys = keys_of({Action.PLUS: "Right"})

    assert keys["Right"] is Action.PLUS
    assert Action.NEXT_SITE not in keys.values()
