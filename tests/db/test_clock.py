"""A clock that was set back: what was entered keeps its order and its number, and the record says so (R21)."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3

from db.folder import RECORD
from db.keys import open_key
from db.store import Store
from tests.db.conftest import Raw
from tests.db.drafts import NOSE, add, lesion, open_visit, somebody

NOON = datetime(2100, 11, 24, 12, tzinfo=UTC)
"""Later than anything the test record holds."""
STEP_BACK = timedelta(seconds=3000)


class Clock:
    """A clock that somebody can set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def set_store(folder: Path, clock: Clock) -> Iterator[Store]:
    with contextlib.closing(Store(folder / RECORD, open_key(folder), clock=clock)) as store:
        yield store


def test_a_clock_that_goes_on_is_not_behind(set_store: Store, clock: Clock) -> None:
    assert set_store.clock_behind == timedelta()

    open_visit(set_store)
    clock.now += timedelta(seconds=1)

    assert set_store.clock_behind == timedelta()


def test_a_clock_set_back_is_behind_until_it_has_caught_up(set_store: Store, clock: Clock) -> None:
    visit = open_visit(set_store)

    clock.now -= STEP_BACK
    assert set_store.clock_behind == STEP_BACK

    add(set_store, visit, lesion())  # the newest event now carries the earlier time
    assert set_store.clock_behind == STEP_BACK

    clock.now = NOON
    assert set_store.clock_behind == timedelta()


def test_a_clock_set_back_between_two_starts_is_noticed(folder: Path, set_store: Store, clock: Clock) -> None:
    visit = open_visit(set_store)
    clock.now -= STEP_BACK
    add(set_store, visit, lesion())
    set_store.close()

    with contextlib.closing(Store(folder / RECORD, open_key(folder), clock=clock)) as store:
        assert store.clock_behind == STEP_BACK


def test_counts_follow_the_order_of_entry_whatever_the_clock_says(set_store: Store, clock: Clock) -> None:
    """The replay of facts/reliability 1.2: A, B, C, C taken back after the step, D. Sorted by time it would be four."""
    visit = open_visit(set_store)
    a, b, c, d = (lesion(NOSE) for _ in range(4))
    for each in (a, b, c):
        add(set_store, visit, each)
        clock.now += timedelta(seconds=10)
    clock.now -= STEP_BACK
    with set_store.begin(somebody(set_store)) as work:
        work.void_mark(c.id)
    clock.now += timedelta(seconds=10)
    add(set_store, visit, d)

    with set_store.reading() as record:
        assert [mark.id for mark in record.marks(visit)] == [a.id, b.id, d.id]
        assert record.verify() == ()


def test_a_time_that_is_no_time_stops_nobody(set_store: Store, raw: Raw) -> None:
    visit = open_visit(set_store)
    with raw() as driver:
        driver.execute("DROP TRIGGER event_no_update")
        driver.execute("UPDATE event SET at = 'never' WHERE seq = (SELECT max(seq) FROM event)")

    add(set_store, visit, lesion())

    assert set_store.clock_behind == timedelta()
    with set_store.reading() as record:
        assert record.verify() != ()


def test_the_time_comes_with_the_head_and_costs_a_tap_no_statement(set_store: Store) -> None:
    visit, actor = open_visit(set_store), somebody(set_store)
    said: list[str] = []
    pooled = set_store._writing.raw_connection()
    driver = pooled.driver_connection
    assert isinstance(driver, sqlcipher3.Connection)
    driver.set_trace_callback(said.append)
    pooled.close()

    with set_store.begin(actor) as work:
        work.add_mark(visit, lesion())

    said_before = len(said)
    assert set_store.clock_behind == timedelta()
    # the chain's own trigger looks for the newest event too; the program asks once
    asked = [text for text in said if text.startswith("SELECT") and "FROM event" in text]
    assert len(asked) == 1
    assert said[said_before - 1] == "COMMIT"
    assert len(said) == said_before
