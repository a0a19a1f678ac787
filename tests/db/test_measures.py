"""Distances that were measured on the patient."""

from dataclasses import replace

import pytest

from db.errors import NotThere, Stale, StoreBug, VisitDiscarded
from db.records import MarkId, Measure, MeasureId, VisitId, new_id
from db.store import Store
from resources.terms import Side
from tests.db.drafts import add, lesion, measure, somebody


@pytest.fixture
def mark(store: Store, visit: VisitId) -> MarkId:
    draft = lesion()
    add(store, visit, draft)
    return draft.id


def _measures(store: Store, visit: VisitId) -> tuple[Measure, ...]:
    with store.reading() as record:
        return record.chart(visit).measures


def test_a_measured_distance_is_read_back_with_who_entered_it(store: Store, visit: VisitId, mark: MarkId) -> None:
    draft = replace(measure(28, "alar_crease"), side=Side.LEFT, direction="lateral")

    with store.begin(somebody(store)) as work:
        work.add_measure(mark, draft)

    (found,) = _measures(store, visit)
    assert (found.id, found.mark_id, found.landmark, found.side) == (draft.id, mark, "alar_crease", Side.LEFT)
    assert (found.distance_mm, found.direction, found.entered_by) == (28, "lateral", somebody(store))


def test_a_distance_that_was_stored_already_is_not_stored_twice(store: Store, visit: VisitId, mark: MarkId) -> None:
    draft = measure()
    for _ in range(2):
        with store.begin(somebody(store)) as work:
            work.add_measure(mark, draft)

    assert [each.id for each in _measures(store, visit)] == [draft.id]


def test_two_live_distances_from_one_landmark_are_refused(store: Store, visit: VisitId, mark: MarkId) -> None:
    with store.begin(somebody(store)) as work:
        work.add_measure(mark, measure(45))

    with pytest.raises(StoreBug), store.begin(somebody(store)) as work:
        work.add_measure(mark, measure(46))

    assert [each.distance_mm for each in _measures(store, visit)] == [45]


def test_a_distance_taken_back_can_be_brought_back(store: Store, visit: VisitId, mark: MarkId) -> None:
    draft = measure()
    with store.begin(somebody(store)) as work:
        work.add_measure(mark, draft)
        work.void_measure(draft.id)
    assert _measures(store, visit) == ()

    with store.begin(somebody(store)) as work:
        work.restore_measure(draft.id)

    assert [each.id for each in _measures(store, visit)] == [draft.id]
    with store.reading() as record:
        assert record.verify() == ()


@pytest.mark.parametrize("distance_mm", [0, -5, 2001])
def test_a_distance_no_body_has_is_refused(store: Store, visit: VisitId, mark: MarkId, distance_mm: int) -> None:
    with pytest.raises(StoreBug), store.begin(somebody(store)) as work:
        work.add_measure(mark, measure(distance_mm))

    assert _measures(store, visit) == ()


def test_nothing_is_measured_on_a_mark_that_is_gone(store: Store, mark: MarkId) -> None:
    with store.begin(somebody(store)) as work:
        work.void_mark(mark)

    with pytest.raises(Stale), store.begin(somebody(store)) as work:
        work.add_measure(mark, measure())
    with pytest.raises(NotThere), store.begin(somebody(store)) as work:
        work.add_measure(MarkId(new_id()), measure())
    with pytest.raises(NotThere), store.begin(somebody(store)) as work:
        work.void_measure(MeasureId(new_id()))


def test_nothing_is_measured_in_a_discarded_visit(store: Store, visit: VisitId, mark: MarkId) -> None:
    with store.begin(somebody(store)) as work:
        work.discard_visit(visit)

    with pytest.raises(VisitDiscarded), store.begin(somebody(store)) as work:
        work.add_measure(mark, measure())
