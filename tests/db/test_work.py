"""Marks and treatments of an open visit."""

from dataclasses import replace

import pytest

from db.errors import AlreadyTreated, NotThere, Stale, StoreBug, StoreDamaged
from db.records import LesionId, Mark, MarkId, Place, TreatmentId, VisitId, new_id
from db.store import Store
from resources.terms import Anchor, Category, DiagnosisState, Method, Placement, Side
from tests.db.conftest import Raw
from tests.db.drafts import BY_NAME, NOSE, TEMPLE, add, add_patient, finding, lesion, open_visit, somebody, treatment


def _marks(store: Store, visit: VisitId) -> tuple[Mark, ...]:
    with store.reading() as record:
        return record.marks(visit)


def test_a_mark_is_read_back_as_tapped(store: Store, visit: VisitId) -> None:
    draft = lesion(TEMPLE)

    add(store, visit, draft)

    (mark,) = _marks(store, visit)
    assert (mark.id, mark.lesion_id, mark.visit_id, mark.place) == (draft.id, draft.lesion_id, visit, TEMPLE)
    assert (mark.entered_by, mark.version, mark.maybe_same_as) == (somebody(store), 1, None)


def test_a_treatment_is_read_back_with_all_that_is_asked_at_the_tap(store: Store, visit: VisitId) -> None:
    draft = replace(
        treatment(),
        category=Category.BENIGN,
        methods=(Method.CURETTEMENT, Method.CRYOTHERAPY),
        diagnoses=("B07.8", "L82.1"),
        preset="wart",
        size_mm=7,
        diagnosis_state=DiagnosisState.AWAITING,
        cosmetic=True,
    )

    add(store, visit, replace(lesion(), treatment=draft))

    done = _marks(store, visit)[0].treatment
    assert done is not None
    assert (done.id, done.category, done.methods, done.diagnoses) == (
        draft.id,
        Category.BENIGN,
        (Method.CURETTEMENT, Method.CRYOTHERAPY),
        ("B07.8", "L82.1"),
    )
    assert (done.preset, done.size_mm, done.diagnosis_state, done.cosmetic) == (
        "wart",
        7,
        DiagnosisState.AWAITING,
        True,
    )
    assert done.entered_by == somebody(store)


def test_who_entered_and_who_performed_are_kept_apart(store: Store, visit: VisitId, raw: Raw) -> None:
    provider = somebody(store)
    with store.begin(provider) as work:
        work.add_person(scribe := type(provider)("scribe"), "B. Scribe", "")
    with store.begin(scribe) as work:
        work.add_mark(visit, lesion())

    with raw() as driver:
        assert driver.execute("SELECT entered_by, performed_by FROM treatment").fetchall() == [(scribe, provider)]


def test_a_lesion_counted_by_name_keeps_the_named_node_and_no_anchor(store: Store, visit: VisitId) -> None:
    add(store, visit, lesion(BY_NAME))

    place = _marks(store, visit)[0].place
    assert (place.placement, place.region, place.side, place.anchor) == (
        Placement.BY_NAME,
        "forearm",
        Side.RIGHT,
        None,
    )


@pytest.mark.parametrize(
    "place",
    [
        replace(NOSE, anchor=None),
        replace(NOSE, placement=Placement.OFF_SURFACE),
        replace(NOSE, anchor=Anchor(1, 1_000_001, 0)),
        replace(NOSE, anchor=Anchor(-1, 0, 0)),
        replace(NOSE, radius_mm=-1),
    ],
    ids=["tapped nowhere", "off the surface, on it", "outside its quad", "no such quad", "radius"],
)
def test_an_impossible_place_is_refused(store: Store, visit: VisitId, place: Place) -> None:
    with pytest.raises(StoreBug):
        add(store, visit, replace(lesion(), place=place))


def test_a_lesion_known_from_an_earlier_visit_is_the_same_lesion(store: Store, raw: Raw) -> None:
    patient = add_patient(store)
    old, new = open_visit(store, patient), open_visit(store, patient)
    first = lesion()
    add(store, old, first)

    add(store, new, replace(lesion(), lesion_id=first.lesion_id))

    with raw() as driver:
        assert driver.execute("SELECT count(*) FROM lesion").fetchone() == (1,)
    assert _marks(store, new)[0].lesion_id == first.lesion_id


def test_the_lesion_of_another_patient_is_refused(store: Store) -> None:
    one, other = open_visit(store), open_visit(store)
    first = lesion()
    add(store, one, first)

    with pytest.raises(StoreBug):
        add(store, other, replace(lesion(), lesion_id=first.lesion_id))


def test_a_restored_mark_stands_at_its_own_place(store: Store, visit: VisitId) -> None:
    drafts = [lesion() for _ in range(4)]
    add(store, visit, *drafts)
    with store.begin(somebody(store)) as work:
        work.void_mark(drafts[1].id)
    add(store, visit, late := lesion())

    with store.begin(somebody(store)) as work:
        work.restore_mark(drafts[1].id)

    assert [mark.id for mark in _marks(store, visit)] == [*(draft.id for draft in drafts), late.id]


def test_a_removed_mark_is_still_on_disk(store: Store, visit: VisitId, raw: Raw) -> None:
    draft = lesion()
    add(store, visit, draft)

    with store.begin(somebody(store)) as work:
        work.void_mark(draft.id)

    assert _marks(store, visit) == ()
    with store.reading() as record:
        assert record.mark_exists(draft.id)
    with raw() as driver:
        assert driver.execute("SELECT count(*) FROM treatment").fetchone() == (1,)


def test_a_moved_mark_keeps_its_number_and_treatment(store: Store, visit: VisitId) -> None:
    first, second = lesion(), lesion()
    add(store, visit, first, second)
    before = _marks(store, visit)

    with store.begin(somebody(store)) as work:
        work.move_mark(first.id, TEMPLE)

    after = _marks(store, visit)
    assert [mark.id for mark in after] == [first.id, second.id]
    assert after[0].place == TEMPLE
    assert after[0].treatment == before[0].treatment
    assert after[0].version == 2


def test_a_treated_lesion_becomes_a_finding_and_is_treated_again(store: Store, visit: VisitId) -> None:
    draft = lesion()
    add(store, visit, draft)
    assert draft.treatment is not None

    with store.begin(somebody(store)) as work:
        work.void_treatment(draft.treatment.id)
    assert _marks(store, visit)[0].treatment is None

    with store.begin(somebody(store)) as work:
        work.restore_treatment(draft.treatment.id)
    again = _marks(store, visit)[0].treatment
    assert again is not None
    assert again.id == draft.treatment.id


def test_a_lesion_has_one_treatment_at_a_time(store: Store, visit: VisitId) -> None:
    draft, actor = lesion(), somebody(store)
    add(store, visit, draft)

    with pytest.raises(AlreadyTreated, match="Nothing was added"), store.begin(actor) as work:
        work.add_treatment(draft.id, treatment())


def test_storing_the_same_treatment_again_changes_nothing(store: Store, visit: VisitId) -> None:
    draft, done = finding(), treatment()
    add(store, visit, draft)
    with store.begin(somebody(store)) as work:
        work.add_treatment(draft.id, done)
    before = _marks(store, visit)

    with store.begin(somebody(store)) as work:
        work.add_treatment(draft.id, done)

    assert _marks(store, visit) == before


def test_a_voided_treatment_does_not_come_back_beside_another(store: Store, visit: VisitId) -> None:
    draft, actor = lesion(), somebody(store)
    add(store, visit, draft)
    assert draft.treatment is not None
    with store.begin(actor) as work:
        work.void_treatment(draft.treatment.id)
        work.add_treatment(draft.id, treatment())

    with pytest.raises(AlreadyTreated), store.begin(actor) as work:
        work.restore_treatment(draft.treatment.id)


def test_the_file_itself_holds_one_live_treatment_of_a_category(store: Store, visit: VisitId) -> None:
    draft = lesion()
    add(store, visit, draft)

    with pytest.raises(StoreBug), store.begin(somebody(store)) as work:
        work._connection.exec_driver_sql(
            "INSERT INTO treatment SELECT 'other', visit_id, mark_id, category, preset, size_mm, diagnosis_state, "
            "cosmetic, edition, performed_by, entered_at, entered_by, voided_at, version FROM treatment"
        )


def test_a_changed_treatment_keeps_what_was_recorded_before(store: Store, visit: VisitId, raw: Raw) -> None:
    draft = lesion()
    add(store, visit, draft)
    assert draft.treatment is not None
    changed = replace(draft.treatment, methods=(Method.LASER, Method.CHEMICAL), diagnoses=(), size_mm=4)

    with store.begin(somebody(store)) as work:
        work.change_treatment(draft.treatment.id, changed)

    now = _marks(store, visit)[0].treatment
    assert now is not None
    assert (now.methods, now.diagnoses, now.size_mm) == ((Method.LASER, Method.CHEMICAL), (), 4)
    with raw() as driver:
        assert driver.execute("SELECT edition, method FROM treatment_method ORDER BY edition, ordinal").fetchall() == [
            (1, "cryotherapy"),
            (2, "laser"),
            (2, "chemical"),
        ]


def test_a_doubt_is_asked_answered_and_asked_again(store: Store, visit: VisitId) -> None:
    first, second = lesion(), lesion()
    add(store, visit, first, replace(second, maybe_same_as=first.id))
    assert _marks(store, visit)[1].maybe_same_as == first.id

    with store.begin(somebody(store)) as work:
        work.settle(second.id, None)
    assert _marks(store, visit)[1].maybe_same_as is None

    with store.begin(somebody(store)) as work:
        work.settle(second.id, first.id)
    assert _marks(store, visit)[1].maybe_same_as == first.id


def test_a_doubt_is_only_about_a_mark_of_the_same_visit(store: Store) -> None:
    one, other = open_visit(store), open_visit(store)
    first = lesion()
    add(store, one, first)

    with pytest.raises(StoreBug):
        add(store, other, replace(lesion(), maybe_same_as=first.id))


def test_a_removed_mark_is_not_moved_treated_or_settled(store: Store, visit: VisitId) -> None:
    draft, actor = finding(), somebody(store)
    add(store, visit, draft)
    with store.begin(actor) as work:
        work.void_mark(draft.id)

    with pytest.raises(Stale), store.begin(actor) as work:
        work.move_mark(draft.id, TEMPLE)
    with pytest.raises(Stale), store.begin(actor) as work:
        work.add_treatment(draft.id, treatment())
    with pytest.raises(Stale), store.begin(actor) as work:
        work.settle(draft.id, None)


def test_a_voided_treatment_is_not_changed(store: Store, visit: VisitId) -> None:
    draft, actor = lesion(), somebody(store)
    add(store, visit, draft)
    assert draft.treatment is not None
    with store.begin(actor) as work:
        work.void_treatment(draft.treatment.id)

    with pytest.raises(Stale), store.begin(actor) as work:
        work.change_treatment(draft.treatment.id, draft.treatment)


def test_an_unknown_mark_treatment_or_visit_is_a_mistake_of_ours(store: Store) -> None:
    actor = somebody(store)
    with pytest.raises(NotThere), store.begin(actor) as work:
        work.void_mark(MarkId("?"))
    with pytest.raises(NotThere), store.begin(actor) as work:
        work.void_treatment(TreatmentId("?"))
    with pytest.raises(NotThere), store.begin(actor) as work:
        work.add_mark(VisitId("?"), lesion())


def test_the_same_mark_is_never_stored_twice(store: Store, visit: VisitId) -> None:
    draft = lesion()
    add(store, visit, draft)

    with pytest.raises(StoreBug):
        add(store, visit, replace(draft, lesion_id=LesionId(new_id())))

    assert len(_marks(store, visit)) == 1


def test_a_word_no_version_writes_is_damage(store: Store, visit: VisitId, raw: Raw) -> None:
    add(store, visit, lesion())
    with raw() as driver:
        driver.execute("UPDATE mark SET side = 'sinister'")

    with pytest.raises(StoreDamaged):
        _marks(store, visit)
