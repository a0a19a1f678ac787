"""A visit read after every tap: what is as it was stays the same object, what changed is read anew."""

from db.charts import Known
from db.people import PersonId
from db.records import Mark, VisitId, new_id
from db.store import Store
from resources.terms import Role
from tests.db.drafts import NOSE, TEMPLE, add, lesion, somebody


def _read(store: Store, visit: VisitId, known: Known) -> tuple[Mark, ...]:
    with store.reading_back() as record:
        return record.chart(visit, known).marks


def test_marks_that_are_as_they_were_are_the_same_objects(store: Store, visit: VisitId) -> None:
    known = Known()
    add(store, visit, lesion(TEMPLE))
    (first,) = _read(store, visit, known)

    add(store, visit, lesion(NOSE))

    again, second = _read(store, visit, known)
    assert again is first
    assert second.place == NOSE


def test_a_moved_mark_is_read_anew(store: Store, visit: VisitId) -> None:
    known = Known()
    draft = lesion(TEMPLE)
    add(store, visit, draft)
    (before,) = _read(store, visit, known)

    with store.begin(somebody(store)) as work:
        work.move_mark(draft.id, NOSE)

    (after,) = _read(store, visit, known)
    assert (before.place, after.place) == (TEMPLE, NOSE)


def test_a_mark_brought_back_is_read_as_it_was(store: Store, visit: VisitId) -> None:
    known = Known()
    draft = lesion(TEMPLE)
    add(store, visit, draft)
    (before,) = _read(store, visit, known)
    for act in ("void", "restore"):
        with store.begin(somebody(store)) as work:
            work.void_mark(draft.id) if act == "void" else work.restore_mark(draft.id)
        marks = _read(store, visit, known)

    assert [each.place for each in marks] == [before.place]


def test_what_is_read_back_is_what_the_other_door_shows(store: Store, visit: VisitId) -> None:
    add(store, visit, lesion(TEMPLE))
    add(store, visit, lesion(NOSE))

    back = _read(store, visit, Known())

    with store.reading() as record:
        assert record.marks(visit) == back


def test_people_are_read_only_once_another_hand_than_the_providers_shows(store: Store, visit: VisitId) -> None:
    known, provider = Known(), somebody(store)
    add(store, visit, lesion(TEMPLE))
    asked: list[str] = []
    with store.reading_back() as record:
        record._connection.connection.dbapi_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
        alone = record.chart(visit, known)
        record._connection.connection.dbapi_connection.set_trace_callback(None)  # type: ignore[union-attr]
    assert alone.people == ()
    assert not [each for each in asked if "person_role" in each]

    scribe = PersonId(new_id())
    with store.begin(provider) as work:
        work.add_person(scribe, "Marta Ruiz", "", roles=frozenset({Role.SCRIBE}))
    with store.begin(scribe) as work:
        work.add_mark(visit, lesion(NOSE))

    with store.reading_back() as record:
        chart = record.chart(visit, known)
        again = record.chart(visit, known)
    member = chart.member(scribe)
    assert member is not None
    assert (member.person.name, member.is_scribe) == ("Marta Ruiz", True)
    assert chart.member(PersonId(new_id())) is None
    assert again.people is chart.people


def test_a_changed_mark_shows_the_person_who_changed_it(store: Store, visit: VisitId) -> None:
    known, draft, scribe = Known(), lesion(TEMPLE), PersonId(new_id())
    add(store, visit, draft)
    with store.begin(somebody(store)) as work:
        work.add_person(scribe, "Marta Ruiz", "", roles=frozenset({Role.SCRIBE}))
    with store.reading_back() as record:
        assert record.chart(visit, known).people == ()

    with store.begin(scribe) as work:
        work.move_mark(draft.id, NOSE)

    with store.reading_back() as record:
        assert record.chart(visit, known).member(scribe) is not None
