"""What can be undone in a visit, and what a refusal leaves of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from db.errors import StoreFailed
from db.records import MarkDraft, MarkId, Treatment
from desktop import commands
from desktop.access import Action
from desktop.commands import Step
from desktop.practice.encounter import Encounter, Refusal
from desktop.practice.session import Session, create_session, open_session
from desktop.snapshot import Rules
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import Method
from tests.db.drafts import DAY, NOSE, TEMPLE, WHITFIELD, finding, lesion, measure, treatment
from tests.drives import Drive, Fault, install

Visit = tuple[Encounter, QUndoStack]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    return install(monkeypatch)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    begun = tmp_path_factory.mktemp("begun") / "record"
    create_session(begun, practice="P", person="A", credentials="").close()
    return begun


@pytest.fixture
def visit(qapp: QApplication, drive: Drive, folder: Path) -> Iterator[Visit]:
    """A fresh visit, in a record that all tests here share."""
    assert qapp
    assert drive.answers
    session = open_session(folder)
    yield _open(session), QUndoStack()
    session.close()


def _open(session: Session) -> Encounter:
    rules = Rules(load_regions(), load_presets(), load_codebook(DAY))
    return Encounter(session, session.open_visit(session.add_patient(WHITFIELD).id, DAY), rules)


def _sayings(encounter: Encounter) -> tuple[list[str], list[Refusal]]:
    said: list[str] = []
    refused: list[Refusal] = []
    encounter.said.connect(said.append)
    encounter.refused.connect(refused.append)
    return said, refused


def _steps() -> dict[str, Callable[[Encounter], Step]]:
    def first(encounter: Encounter) -> MarkId:
        return encounter.snapshot.marks[0].id

    def change(encounter: Encounter) -> Step:
        before = encounter.snapshot.marks[0].mark.treatment
        assert before is not None
        draft = replace(treatment(), id=before.id)
        return commands.change_treatment(encounter, draft, replace(draft, methods=(Method.LASER,)), "x", "Laser")

    return {
        "add": lambda it: commands.add_marks(it, (lesion(),), "nasal dorsum"),
        "call-out": lambda it: commands.add_marks(it, (lesion(), lesion(), finding()), "nasal dorsum"),
        "remove": lambda it: commands.remove_marks(it, (first(it),), "nasal dorsum"),
        "same": lambda it: commands.same_lesion(it, it.snapshot.marks[1].id, "nasal dorsum"),
        "another": lambda it: commands.another_lesion(it, it.snapshot.marks[1].id, first(it), "nasal dorsum"),
        "move": lambda it: commands.move_mark(it, it.snapshot.marks[0].mark, "1", TEMPLE),
        "move all": lambda it: commands.move_marks(it, [each.mark for each in it.snapshot.marks], TEMPLE),
        "treat": lambda it: commands.treat_finding(it, it.snapshot.marks[2].id, treatment(), "nasal dorsum"),
        "seen": lambda it: commands.seen_only(it, _treatment(it), "nasal dorsum"),
        "change": change,
    }


def _treatment(encounter: Encounter) -> Treatment:
    done = encounter.snapshot.marks[0].mark.treatment
    assert done is not None
    return done


def _filled(encounter: Encounter) -> None:
    first = lesion(NOSE)
    encounter.add((first, replace(lesion(NOSE), maybe_same_as=first.id), finding(NOSE)))


def _facts(encounter: Encounter) -> list[tuple[object, ...]]:
    """All that is shown but versions and times, which count on."""
    measures = [(each.id, each.mark_id, each.distance_mm) for each in encounter.snapshot.chart.measures]
    marks = [
        (each.id, each.label, each.mark.place, each.mark.maybe_same_as, _done(each.mark.treatment))
        for each in encounter.snapshot.marks
    ]
    return [*marks, *measures]


def _done(done: Treatment | None) -> tuple[object, ...]:
    return (done.id, done.category, done.methods, done.diagnoses) if done else ()


@pytest.mark.parametrize("name", _steps())
def test_undo_brings_back_what_was_and_redo_what_was_done(visit: Visit, name: str) -> None:
    encounter, stack = visit
    _filled(encounter)
    before = _facts(encounter)

    stack.push(_steps()[name](encounter))
    after = _facts(encounter)
    assert after != before

    commands.undo(stack)
    assert _facts(encounter) == before
    commands.redo(stack)
    assert _facts(encounter) == after
    commands.undo(stack)
    assert _facts(encounter) == before


@pytest.mark.parametrize("name", _steps())
def test_a_step_that_is_refused_leaves_the_screen_and_the_stack_as_they_were(
    visit: Visit, drive: Drive, name: str
) -> None:
    encounter, stack = visit
    _filled(encounter)
    said, refused = _sayings(encounter)
    before = _facts(encounter)
    step = _steps()[name](encounter)
    drive.faults.append(Fault.LOST)

    stack.push(step)

    assert _facts(encounter) == before
    assert stack.count() == 0
    assert said == []
    assert [type(each.error) for each in refused] == [StoreFailed]
    assert refused[0].what


@pytest.mark.parametrize("name", _steps())
def test_a_step_stored_in_spite_of_an_error_is_done_and_can_be_undone(visit: Visit, drive: Drive, name: str) -> None:
    encounter, stack = visit
    _filled(encounter)
    _said, refused = _sayings(encounter)
    before = _facts(encounter)
    drive.faults.append(Fault.STORED)

    stack.push(_steps()[name](encounter))

    assert refused == []
    assert _facts(encounter) != before
    commands.undo(stack)
    assert _facts(encounter) == before


def test_a_refused_undo_can_be_tried_again(visit: Visit, drive: Drive) -> None:
    encounter, stack = visit
    stack.push(commands.add_marks(encounter, (lesion(),), "nasal dorsum"))
    said, refused = _sayings(encounter)
    drive.faults.append(Fault.LOST)

    commands.undo(stack)
    assert len(encounter.snapshot.marks) == 1
    assert stack.canUndo()
    assert not stack.canRedo()
    assert (said, len(refused)) == ([], 1)

    commands.undo(stack)
    assert not _facts(encounter)
    assert said == ["Undone: nasal dorsum"]


def test_a_refused_redo_can_be_tried_again(visit: Visit, drive: Drive) -> None:
    encounter, stack = visit
    stack.push(commands.add_marks(encounter, (lesion(),), "nasal dorsum"))
    commands.undo(stack)
    drive.faults.append(Fault.LOST)

    commands.redo(stack)
    assert encounter.snapshot.marks == ()
    assert stack.canRedo()

    commands.redo(stack)
    assert len(encounter.snapshot.marks) == 1


def test_undo_keeps_every_row_and_tells_it_as_a_new_event(visit: Visit) -> None:
    encounter, stack = visit
    mark = lesion()
    stack.push(commands.add_marks(encounter, (mark,), "nasal dorsum"))
    with encounter._session.reading(Action.CHART_READ) as record:
        before = record.head().seq

    commands.undo(stack)

    with encounter._session.reading(Action.CHART_READ) as record:
        assert record.mark_exists(mark.id)
        assert record.head().seq == before + 1


def test_undo_of_a_removal_brings_the_lesion_back_to_its_own_place(visit: Visit) -> None:
    encounter, stack = visit
    drafts = [lesion() for _ in range(3)]
    encounter.add(drafts)
    stack.push(commands.remove_marks(encounter, (drafts[0].id,), "nasal dorsum"))
    stack.push(commands.add_marks(encounter, (late := lesion(),), "nasal dorsum"))

    commands.undo(stack)
    commands.undo(stack)
    encounter.restore((late.id,))

    assert [(each.id, each.label) for each in encounter.snapshot.marks] == [
        *((draft.id, str(number)) for number, draft in enumerate(drafts, 1)),
        (late.id, "4"),
    ]


def test_what_was_done_is_said_in_words(visit: Visit) -> None:
    encounter, stack = visit
    said, _refused = _sayings(encounter)

    stack.push(commands.add_marks(encounter, (lesion(), lesion()), "left malar cheek"))
    commands.undo(stack)
    commands.redo(stack)
    stack.push(commands.move_mark(encounter, encounter.snapshot.marks[1].mark, "2", TEMPLE))

    assert said == [
        "+2  left malar cheek",
        "Undone: left malar cheek",
        "+2  left malar cheek",
        "Moved 2: left temple",
    ]


class StackMachine(RuleBasedStateMachine):
    """The undo stack over a real record, beside the list of states it should go through."""

    session: Session

    @initialize()
    def begin(self) -> None:
        self.encounter = _open(self.session)
        self.stack = QUndoStack()
        self.states = [_facts(self.encounter)]
        self.at = 0

    def _push(self, step: Step) -> None:
        self.stack.push(step)
        self.at += 1
        self.states[self.at :] = [_facts(self.encounter)]

    @rule(count=st.integers(1, 3), make=st.sampled_from([lesion, finding]))
    def add(self, count: int, make: Callable[[], MarkDraft]) -> None:
        self._push(commands.add_marks(self.encounter, [make() for _ in range(count)], "x"))

    @precondition(lambda self: self.encounter.snapshot.marks)
    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        each = data.draw(st.sampled_from(self.encounter.snapshot.marks))
        done = each.mark.treatment
        steps = [
            lambda: commands.remove_marks(self.encounter, (each.id,), "x"),
            lambda: commands.move_mark(self.encounter, each.mark, each.label, TEMPLE),
            lambda: commands.name_place(self.encounter, each.mark, replace(TEMPLE, region="temple_inferior")),
            lambda: commands.replace_marks(self.encounter, [(each.mark, NOSE)], "x"),
        ]
        measured = [found.id for found in self.encounter.snapshot.chart.measures if found.mark_id == each.id]
        if measured:
            steps.append(lambda: commands.unmeasure(self.encounter, measured, "x"))
        steps.append(lambda: commands.measure_mark(self.encounter, each.id, (measure(),), measured, "x"))
        if done:
            steps.append(lambda: commands.seen_only(self.encounter, done, "x"))
        else:
            steps.append(lambda: commands.treat_finding(self.encounter, each.id, treatment(), "x"))
        self._push(data.draw(st.sampled_from(steps))())

    @rule()
    def undo(self) -> None:
        if self.stack.canUndo():
            commands.undo(self.stack)
            self.at -= 1

    @rule()
    def redo(self) -> None:
        if self.stack.canRedo():
            commands.redo(self.stack)
            self.at += 1

    @invariant()
    def shown_is_the_state_of_that_moment_and_what_is_on_disk(self) -> None:
        assert _facts(self.encounter) == self.states[self.at]
        numbers = [each.number for each in self.encounter.snapshot.marks if each.number]
        assert numbers == list(range(1, len(numbers) + 1))
        assert self.encounter.snapshot.treated == len(numbers)

    def teardown(self) -> None:
        fresh = Encounter(self.session, self.encounter.visit_id, self.encounter._rules)
        assert _facts(fresh) == _facts(self.encounter)


def test_any_row_of_steps_undo_and_redo_shows_what_is_on_disk(qapp: QApplication, folder: Path) -> None:
    assert qapp
    StackMachine.session = open_session(folder)

    run_state_machine_as_test(StackMachine, settings=settings(max_examples=12, stateful_step_count=20, deadline=None))

    StackMachine.session.close()
