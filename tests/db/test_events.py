"""The chain of events, walked here by other code than the program's own."""

import contextlib
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3

from db.errors import StoreError
from db.folder import RECORD
from db.keys import open_key
from db.records import PatientDraft, VisitId
from db.store import Store, Work
from tests.db.conftest import Raw
from tests.db.drafts import DAY, TEMPLE, add, add_patient, finding, lesion, open_visit, somebody, treatment

COLUMNS = ("seq", "station_id", "at", "actor", "kind", "patient", "visit", "subject", "body", "prev", "hash")


def _broken(driver: sqlcipher3.Connection) -> list[int]:
    """The numbers of the events that do not fit the chain as its description says it is made."""
    broken, before, expected = [], "0" * 64, 1
    for row in driver.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY seq"):
        event = dict(zip(COLUMNS, row, strict=True))
        said = event.pop("hash")
        event["body"] = bytes(event["body"]).decode(errors="replace")
        text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        whole = hashlib.sha256(b"dermtally/event/v1\x00" + text.encode()).hexdigest()
        if said != whole or event["prev"] != before or event["seq"] != expected:
            broken.append(event["seq"])
        before, expected = said, event["seq"] + 1
    return broken


def _busy_visit(store: Store) -> VisitId:
    patient = add_patient(store, PatientDraft("O'Brien <b>|^&~\\ 李", "é\u0301 ", None, '"\\', ('{"a": 1}',)))
    visit, mark, seen = open_visit(store, patient), lesion(), finding()
    add(store, visit, mark, seen)
    with store.begin(somebody(store)) as work:
        work.void_mark(mark.id)
        work.restore_mark(mark.id)
        work.move_mark(mark.id, TEMPLE)
        work.add_treatment(seen.id, treatment())
    return visit


def test_the_chain_holds_in_the_eyes_of_somebody_else(store: Store, raw: Raw) -> None:
    _busy_visit(store)

    with raw() as driver:
        assert driver.execute("SELECT count(*) FROM event").fetchone()[0] > 9
        assert _broken(driver) == []
    with store.reading() as record:
        assert record.verify() == ()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'Whitfield', 'Whitfeld') AS BLOB)",
        "UPDATE event SET body = CAST(' ' || CAST(body AS TEXT) AS BLOB) WHERE seq = 2",
        "UPDATE event SET body = x'ff' WHERE seq = 2",
        "UPDATE event SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 3",
        "UPDATE event SET at = 'never' WHERE seq = 3",
        "UPDATE event SET actor = 'somebody else' WHERE seq = 3",
        "UPDATE event SET kind = 'mark.voided' WHERE seq = 3",
        "UPDATE event SET prev = hash WHERE seq = 3",
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event WHERE seq = 1",
        "UPDATE event SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM event)",
    ],
)
def test_a_change_inside_the_chain_is_found(store: Store, raw: Raw, tampering: str) -> None:
    open_visit(store)
    with raw() as driver:
        for name in ("event_no_update", "event_no_delete", "event_follows"):
            driver.execute(f"DROP TRIGGER {name}")
        driver.execute(tampering)
        found = _broken(driver)

    with store.reading() as record:
        problems = record.verify()

    assert found
    assert problems
    assert {problem.seq for problem in problems} <= set(found)


def test_the_end_cut_off_shows_beside_a_head_kept_elsewhere(store: Store, raw: Raw) -> None:
    open_visit(store)
    with store.reading() as record:
        kept = record.head()
    with raw() as driver:
        driver.execute("DROP TRIGGER event_no_delete")
        driver.execute("DELETE FROM event WHERE seq = ?", (kept.seq,))

    with store.reading() as record:
        assert record.verify() == ()
        assert record.head() != kept
        assert record.head().seq < kept.seq


def test_each_change_has_its_event_with_actor_patient_visit_and_subject(store: Store, raw: Raw) -> None:
    patient, actor = add_patient(store), somebody(store)
    visit, mark, seen = open_visit(store, patient), lesion(), finding()
    second, other = treatment(), treatment()
    steps: list[tuple[str, str, Callable[[Work], None]]] = [
        ("mark.added", mark.id, lambda work: work.add_mark(visit, mark)),
        ("mark.added", seen.id, lambda work: work.add_mark(visit, seen)),
        ("mark.moved", mark.id, lambda work: work.move_mark(mark.id, TEMPLE)),
        ("mark.settled", mark.id, lambda work: work.settle(mark.id, seen.id)),
        ("mark.voided", mark.id, lambda work: work.void_mark(mark.id)),
        ("mark.restored", mark.id, lambda work: work.restore_mark(mark.id)),
        ("treatment.added", second.id, lambda work: work.add_treatment(seen.id, second)),
        ("treatment.changed", second.id, lambda work: work.change_treatment(second.id, other)),
        ("treatment.voided", second.id, lambda work: work.void_treatment(second.id)),
        ("treatment.restored", second.id, lambda work: work.restore_treatment(second.id)),
        ("visit.discarded", visit, lambda work: work.discard_visit(visit)),
    ]

    for _kind, _subject, step in steps:
        with store.begin(actor) as work:
            step(work)

    with raw() as driver:
        told = driver.execute(
            "SELECT kind, subject, actor, patient, visit FROM event ORDER BY seq DESC LIMIT ?", (len(steps),)
        ).fetchall()
    assert told[::-1] == [(kind, subject, actor, patient, visit) for kind, subject, _step in steps]


def test_a_change_that_changes_nothing_tells_nothing(store: Store, visit: VisitId) -> None:
    mark = lesion()
    add(store, visit, mark)
    with store.reading() as record:
        before = record.head()

    with store.begin(somebody(store)) as work:
        work.restore_mark(mark.id)

    with store.reading() as record:
        assert record.head() == before


def test_a_change_and_its_event_are_stored_together_or_not_at_all(store: Store, visit: VisitId) -> None:
    mark = lesion()
    with store.reading() as record:
        before = record.head()

    def fail_after_storing() -> None:
        with store.begin(somebody(store)) as work:
            work.add_mark(visit, mark)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_storing()

    with store.reading() as record:
        assert record.head() == before
        assert not record.mark_exists(mark.id)


def test_a_change_whose_event_is_refused_is_not_stored(store: Store, visit: VisitId, raw: Raw) -> None:
    mark = lesion()
    with raw() as driver:
        driver.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no more'); END")

    with pytest.raises(StoreError):
        add(store, visit, mark)

    with store.reading() as record:
        assert not record.mark_exists(mark.id)


def test_events_stand_in_order_of_entry_when_the_clock_goes_back(folder: Path) -> None:
    times = iter(datetime(2026, 11, 24, 10, tzinfo=UTC) - timedelta(hours=each) for each in range(9))
    with contextlib.closing(Store(folder / RECORD, open_key(folder), clock=lambda: next(times))) as store:
        visit = open_visit(store, day=DAY)
        first, second = lesion(), lesion()
        add(store, visit, first)
        add(store, visit, second)

        with store.reading() as record:
            assert [mark.id for mark in record.marks(visit)] == [first.id, second.id]
            assert record.verify() == ()
