"""The audit report as asked of the record: narrowed, sorted by each column, page by page (R18)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.events import Kind
from db.folder import RECORD
from db.keys import open_key
from db.people import PersonId
from db.records import PatientDraft, PatientId, new_id
from db.store import Store
from db.trail import TrailColumn, TrailEntry, TrailQuery
from tests.db.conftest import Raw
from tests.db.drafts import NOSE, TEMPLE, WHITFIELD, add, add_patient, lesion, measure, open_visit, somebody, treatment

START = datetime(2100, 1, 1, 9, tzinfo=UTC)
"""Later than anything the test record holds."""


class Clock:
    """An hour goes by between two questions."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now


@pytest.fixture
def busy(folder: Path) -> Store:
    """Two people, two patients, a visit with two lesions, one treated anew."""
    store = Store(folder / RECORD, open_key(folder), clock=Clock())
    first, second = somebody(store), PersonId(new_id())
    with store.begin(first) as work:
        work.add_person(second, "Dana Lee", "")
    patient = add_patient(store, WHITFIELD)
    add_patient(store, PatientDraft("Abbott", "Zoe", None, "7", ()))
    visit = open_visit(store, patient)
    nose, temple = lesion(NOSE), lesion(TEMPLE)
    add(store, visit, nose, temple)
    with store.begin(second) as work:
        work.void_mark(temple.id)
        work.restore_mark(temple.id)
        assert nose.treatment
        work.change_treatment(nose.treatment.id, treatment())
        work.add_measure(nose.id, measure())
    return store


def asked(store: Store, query: TrailQuery, offset: int = 0, limit: int = -1) -> list[TrailEntry]:
    with store.reading() as record:
        found = list(record.trail(query, offset, limit))
        if not offset and limit < 0:
            assert record.trail_count(query) == len(found)
    return found


def test_everything_is_told_the_newest_first(busy: Store) -> None:
    found = asked(busy, TrailQuery())

    with busy.reading() as record:
        head = record.head().seq
    assert [each.seq for each in found] == list(range(head, 0, -1))


def test_an_entry_holds_what_was_stored_and_the_names_behind_it(busy: Store) -> None:
    (entry,) = asked(busy, TrailQuery(kinds=("treatment",)))

    assert (entry.kind, entry.actor_name, entry.mrn) == (Kind.TREATMENT_CHANGED, "Dana Lee", "48213")
    assert (entry.family_name, entry.given_name, entry.about) == ("Whitfield", "Eleanor", "nasal dorsum")
    assert entry.visit_day is not None
    assert entry.at is not None
    assert entry.at.tzinfo is not None
    assert '"category":"premalignant"' in entry.body
    assert entry.subject


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("mark.voided", "left temple"),
        ("measure.added", "nasal dorsum"),
        ("treatment.changed", "nasal dorsum"),
        ("person.added", "Dana Lee"),
        ("visit.opened", ""),
    ],
)
def test_the_subject_has_a_name_where_it_can_have_one(busy: Store, kind: str, about: str) -> None:
    assert about in {each.about for each in asked(busy, TrailQuery()) if each.kind == kind}


def test_a_person_narrows_the_report(busy: Store) -> None:
    with busy.reading() as record:
        dana = record.persons()[1].id

    found = asked(busy, TrailQuery(actor=dana))

    assert {each.actor for each in found} == {dana}
    assert [each.kind for each in found][::-1] == ["mark.voided", "mark.restored", "treatment.changed", "measure.added"]


def test_patients_narrow_the_report_and_none_at_all_leave_nothing(busy: Store) -> None:
    with busy.reading() as record:
        abbott = record.find_patients("abbott")[0].id

    assert [each.kind for each in asked(busy, TrailQuery(patients=frozenset({abbott})))] == ["patient.added"]
    assert asked(busy, TrailQuery(patients=frozenset({PatientId("nobody")}))) == []
    assert asked(busy, TrailQuery(patients=frozenset())) == []


def test_a_kind_is_named_by_its_beginning_up_to_the_dot(busy: Store) -> None:
    assert {each.kind for each in asked(busy, TrailQuery(kinds=("mark", "visit")))} == {
        "mark.added", "mark.voided", "mark.restored", "visit.opened",
    }  # fmt: skip
    assert asked(busy, TrailQuery(kinds=("mar",))) == []
    assert asked(busy, TrailQuery(kinds=("%",))) == []
    assert asked(busy, TrailQuery(kinds=("m_rk",))) == []


def test_a_span_of_time_takes_its_beginning_and_leaves_its_end(busy: Store) -> None:
    later = [each for each in asked(busy, TrailQuery()) if each.at and each.at >= START]
    times = sorted({each.at for each in later if each.at})

    found = asked(busy, TrailQuery(since=times[1], until=times[3]))

    assert {each.at for each in found} == {times[1], times[2]}


def test_events_that_come_later_can_be_left_out(busy: Store) -> None:
    assert [each.seq for each in asked(busy, TrailQuery(up_to=3))] == [3, 2, 1]


KEYS: dict[TrailColumn, Callable[[TrailEntry], Any]] = {
    TrailColumn.SEQ: lambda each: each.seq,
    TrailColumn.AT: lambda each: each.at,
    TrailColumn.ACTOR: lambda each: (each.actor_name or each.actor).casefold(),
    TrailColumn.KIND: lambda each: each.kind,
    TrailColumn.PATIENT: lambda each: (each.family_name.casefold(), each.given_name.casefold()),
    TrailColumn.VISIT: lambda each: each.visit_day.isoformat() if each.visit_day else "",
    TrailColumn.SUBJECT: lambda each: each.about.casefold(),
}


@pytest.mark.parametrize("descending", [False, True], ids=["rising", "falling"])
@pytest.mark.parametrize("column", TrailColumn)
def test_the_report_is_sorted_by_each_column_and_then_by_entry(
    busy: Store, column: TrailColumn, *, descending: bool
) -> None:
    key = KEYS[column]

    found = asked(busy, TrailQuery(by=column, descending=descending))

    assert found == sorted(found, key=lambda each: (key(each), each.seq), reverse=descending)
    assert len({key(each) for each in found}) > 1


def test_kinds_can_be_sorted_by_the_order_of_their_words(busy: Store) -> None:
    order = ("visit.opened", "person.added", "mark.added")

    found = asked(busy, TrailQuery(by=TrailColumn.KIND, kind_order=order, descending=False))

    kinds = [each.kind for each in found]
    assert list(dict.fromkeys(kinds))[:3] == list(order)


@pytest.mark.parametrize("column", TrailColumn)
def test_pages_together_are_the_whole_report(busy: Store, column: TrailColumn) -> None:
    query = TrailQuery(by=column)
    whole = asked(busy, query)

    pages = [each for offset in range(0, len(whole) + 5, 5) for each in asked(busy, query, offset, 5)]

    assert pages == whole


def test_what_somebody_spoilt_is_shown_not_refused(busy: Store, raw: Raw) -> None:
    with raw() as driver:
        driver.execute("DROP TRIGGER event_no_update")
        driver.execute("UPDATE event SET at = 'never', body = x'ff7b', actor = 'ghost' WHERE seq = 2")

    entry = next(each for each in asked(busy, TrailQuery()) if each.seq == 2)

    assert (entry.at, entry.body, entry.actor, entry.actor_name) == (None, "\ufffd{", "ghost", "")
