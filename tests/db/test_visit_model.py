"""A visit under any row of changes, beside a model that fits in a few lines."""

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from db.errors import AlreadyTreated, Stale
from db.folder import begin_record, open_record
from db.people import PersonId
from db.records import MarkDraft, MarkId, Place, Treatment, TreatmentDraft, TreatmentId, VisitId, new_id
from db.store import Store, Work
from tests.db.drafts import BY_NAME, NOSE, TEMPLE, finding, lesion, open_visit, treatment

PLACES = st.sampled_from([NOSE, TEMPLE, BY_NAME])


@dataclass
class Treated:
    draft: TreatmentDraft
    live: bool = True


@dataclass
class Marked:
    id: MarkId
    place: Place
    treated: list[Treated]
    live: bool = True

    @property
    def now(self) -> TreatmentDraft | None:
        return next((each.draft for each in self.treated if each.live), None)


class VisitMachine(RuleBasedStateMachine):
    """One record for all runs, a fresh visit for each."""

    marks = Bundle("marks")
    _shared: tuple[tempfile.TemporaryDirectory[str], Store] | None = None

    def __init__(self) -> None:
        super().__init__()
        if VisitMachine._shared is None:
            VisitMachine._shared = _begun()
        self.store = VisitMachine._shared[1]

    @classmethod
    def put_away(cls) -> None:
        if cls._shared is not None:
            with cls._shared[1].reading() as record:
                assert record.verify() == ()
            cls._shared[1].close()
            cls._shared[0].cleanup()
            cls._shared = None

    @initialize()
    def open(self) -> None:
        self.model: list[Marked] = []
        self.actor = PersonId("first")
        self.visit: VisitId = open_visit(self.store)

    def _try(self, change: Callable[[Work], None], refused: type[Exception] | None = None) -> bool:
        """Store a change; return whether it was taken, which must be as the model says."""
        expected = pytest.raises(refused) if refused else contextlib.nullcontext()
        with expected, self.store.begin(self.actor) as work:
            change(work)
        return refused is None

    @rule(target=marks, place=PLACES, make=st.sampled_from([lesion, finding]))
    def add(self, place: Place, make: Callable[[Place], MarkDraft]) -> Marked:
        draft = make(place)
        self._try(lambda work: work.add_mark(self.visit, draft))
        mark = Marked(draft.id, place, [Treated(draft.treatment)] if draft.treatment else [])
        self.model.append(mark)
        return mark

    @rule(mark=marks)
    def void(self, mark: Marked) -> None:
        self._try(lambda work: work.void_mark(mark.id))
        mark.live = False

    @rule(mark=marks)
    def restore(self, mark: Marked) -> None:
        self._try(lambda work: work.restore_mark(mark.id))
        mark.live = True

    @rule(mark=marks, place=PLACES)
    def move(self, mark: Marked, place: Place) -> None:
        if self._try(lambda work: work.move_mark(mark.id, place), None if mark.live else Stale):
            mark.place = place

    @rule(mark=marks)
    def treat(self, mark: Marked) -> None:
        draft = treatment()
        refused = Stale if not mark.live else AlreadyTreated if mark.now else None
        if self._try(lambda work: work.add_treatment(mark.id, draft), refused):
            mark.treated.append(Treated(draft))

    @rule(mark=marks, data=st.data())
    def untreat(self, mark: Marked, data: st.DataObject) -> None:
        if mark.treated:
            chosen = data.draw(st.sampled_from(mark.treated))
            self._try(lambda work: work.void_treatment(chosen.draft.id))
            chosen.live = False

    @rule(mark=marks, data=st.data())
    def treat_again(self, mark: Marked, data: st.DataObject) -> None:
        if mark.treated:
            chosen = data.draw(st.sampled_from(mark.treated))
            refused = AlreadyTreated if not chosen.live and mark.now else None
            if self._try(lambda work: work.restore_treatment(chosen.draft.id), refused):
                chosen.live = True

    @rule(mark=marks, size=st.integers(1, 2000))
    def measure(self, mark: Marked, size: int) -> None:
        done = next((each for each in mark.treated if each.live), None)
        if done:
            changed = replace(done.draft, size_mm=size)
            self._try(lambda work: work.change_treatment(TreatmentId(changed.id), changed))
            done.draft = changed

    @rule()
    def start_again(self) -> None:
        self.store.close()

    @invariant()
    def the_record_is_as_the_model_says(self) -> None:
        with self.store.reading() as record:
            found = record.marks(self.visit)
            (summary,) = [each for each in record.open_visits() if each.visit.id == self.visit]
        live = [mark for mark in self.model if mark.live]
        assert [(mark.id, mark.place) for mark in found] == [(mark.id, mark.place) for mark in live]
        assert [_said(mark.treatment) for mark in found] == [_said(mark.now) for mark in live]
        treated = sum(mark.now is not None for mark in live)
        assert (summary.treated, summary.seen) == (treated, len(live) - treated)

    def teardown(self) -> None:
        with self.store.begin(self.actor) as work:
            work.discard_visit(self.visit)


def _said(done: TreatmentDraft | Treatment | None) -> tuple[object, ...]:
    return (done.id, done.category, done.methods, done.diagnoses, done.size_mm) if done else ()


def _begun() -> tuple[tempfile.TemporaryDirectory[str], Store]:
    place = tempfile.TemporaryDirectory()
    with begin_record(Path(place.name)) as store, store.begin(PersonId("first")) as work:
        work.add_person(PersonId("first"), "Amara Osei", "MD")
        work.set_up_practice(f"Practice {new_id()}", demo=False, first_view="face", place_of_service="11")
    return place, open_record(Path(place.name))


def test_a_visit_is_what_the_model_says_after_any_row_of_changes() -> None:
    few = settings(max_examples=15, stateful_step_count=20, deadline=None)
    try:
        run_state_machine_as_test(VisitMachine, settings=few)
    finally:
        VisitMachine.put_away()
