"""What can be undone in a visit. A step holds ids and drafts only; the facts are in the record."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand, QUndoStack

from db.errors import StoreError
from db.records import Mark, MarkDraft, MarkId, MeasureDraft, MeasureId, Place, Treatment, TreatmentDraft
from desktop.messages import translate
from desktop.practice.encounter import Encounter, Refusal

Change = Callable[[], None]


class Step(QUndoCommand):
    """One undoable change of a visit.

    `what` names the lesion in the clinic's words, `done` is said when it was stored. A refused change is told by the
    encounter's `refused`. A step that could not be stored at all makes itself obsolete, so that the stack drops it (a
    redo() that raises would stay on it). One that could not be taken back, or done again, stays: see `undo` and `redo`.
    """

    def __init__(self, encounter: Encounter, what: str, done: str, do: Change, take_back: Change) -> None:
        super().__init__(what)
        self._encounter = encounter
        self._what = what
        self._done = done
        self._do = do
        self._take_back = take_back
        self._stored = False
        self.refused = False

    def redo(self) -> None:
        """Do it, for the first time or again."""
        if self._only_moves():
            return
        if self._attempt(self._do):
            self._stored = True
            if not self._encounter.came_late:  # then that is said instead
                self._encounter.said.emit(self._done)
        elif not self._stored:
            self.setObsolete(True)

    def undo(self) -> None:
        """Take it back. That is a new change, by whoever undoes."""
        if not self._only_moves() and self._attempt(self._take_back):
            self._encounter.said.emit(translate("Step", "Undone: {what}").format(what=self._what))

    def _only_moves(self) -> bool:
        """Say whether the stack only goes back to where the record still is, after a refused undo or redo."""
        moves, self.refused = self.refused, False
        return moves

    def _attempt(self, change: Change) -> bool:
        try:
            change()
        except StoreError as error:
            self.refused = True
            self._encounter.refused.emit(Refusal(error, self._what))
            return False
        return True


def undo(stack: QUndoStack) -> None:
    """Take the last step back. If that is refused, the step stays the last one done, as it is in the record."""
    step = stack.command(stack.index() - 1)
    stack.undo()
    if isinstance(step, Step) and step.refused:
        stack.redo()


def redo(stack: QUndoStack) -> None:
    """Do the step again that was taken back last. If that is refused, it can be tried again."""
    step = stack.command(stack.index())
    stack.redo()
    if isinstance(step, Step) and step.refused:
        stack.undo()


def accept(encounter: Encounter) -> None:
    """Take over as the provider's own what others entered; a refusal is told by the encounter's `refused`."""
    count = len(encounter.snapshot.waiting)
    try:
        encounter.accept()
    except StoreError as error:
        encounter.refused.emit(Refusal(error, translate("Step", "acceptance of {count}").format(count=count)))
        return
    if not encounter.came_late:
        encounter.said.emit(translate("Step", "Accepted: {count}").format(count=count))


def add_marks(encounter: Encounter, drafts: Sequence[MarkDraft], what: str) -> Step:
    """Add one lesion, or all lesions of a call-out as one step. Redo brings the same rows back."""
    ids = tuple(draft.id for draft in drafts)
    added = False

    def do() -> None:
        nonlocal added
        if added:
            encounter.restore(ids)
            return
        encounter.add(drafts)
        added = True

    done = translate("Step", "+{count}  {what}").format(count=len(drafts), what=what)
    return Step(encounter, what, done, do, lambda: encounter.void(ids))


def remove_marks(encounter: Encounter, marks: Sequence[MarkId], what: str) -> Step:
    """Take lesions out of the visit."""
    done = translate("Step", "Removed: {what}").format(what=what)
    return Step(encounter, what, done, lambda: encounter.void(marks), lambda: encounter.restore(marks))


def same_lesion(encounter: Encounter, mark: MarkId, what: str) -> Step:
    """Answer that a doubtful mark is the other lesion once more: it leaves the visit."""
    done = translate("Step", "Same lesion, counted once: {what}").format(what=what)
    return Step(encounter, what, done, lambda: encounter.void((mark,)), lambda: encounter.restore((mark,)))


def another_lesion(encounter: Encounter, mark: MarkId, other: MarkId, what: str) -> Step:
    """Answer that a doubtful mark is a lesion of its own."""
    done = translate("Step", "Another lesion: {what}").format(what=what)
    return Step(encounter, what, done, lambda: encounter.settle(mark, None), lambda: encounter.settle(mark, other))


def move_mark(encounter: Encounter, mark: Mark, label: str, place: Place) -> Step:
    """Give a mark another place."""
    done = translate("Step", "Moved {label}: {place}").format(label=label, place=place.phrase)
    what = translate("Step", "move of {label}").format(label=label)
    return _moves(encounter, ((mark, place),), what, done)


def move_marks(encounter: Encounter, marks: Sequence[Mark], place: Place) -> Step:
    """Give all lesions of an entry the same other place."""
    return replace_marks(encounter, [(mark, place) for mark in marks], place.phrase)


def name_place(encounter: Encounter, mark: Mark, place: Place) -> Step:
    """Answer which of two names beside a border is the lesion's; or, undone, ask again."""
    before = mark.place
    done = translate("Step", "Named: {place}").format(place=place.phrase)
    return Step(
        encounter,
        place.phrase,
        done,
        lambda: encounter.move(((mark.id, place),)),
        lambda: encounter.move(((mark.id, before),)),
    )


def replace_marks(encounter: Encounter, moves: Sequence[tuple[Mark, Place]], what: str) -> Step:
    """Give each of some lesions a place of its own: to the other side, or out of the unplaced ones."""
    done = translate("Step", "Moved {count}: {place}").format(count=len(moves), place=what)
    named = translate("Step", "move to {place}").format(place=what)
    return _moves(encounter, moves, named, done)


def _moves(encounter: Encounter, moves: Sequence[tuple[Mark, Place]], what: str, done: str) -> Step:
    """Give lesions other places. What was measured at the old ones goes with them, and comes back with an undo."""
    there = [(mark.id, place) for mark, place in moves]
    before = [(mark.id, mark.place) for mark, _ in moves]
    moved = {mark.id for mark, place in moves if (mark.place.anchor, mark.place.side) != (place.anchor, place.side)}
    measured = tuple(each.id for each in encounter.snapshot.chart.measures if each.mark_id in moved)
    return Step(
        encounter,
        what,
        done,
        lambda: encounter.move(there, voiding=measured),
        lambda: encounter.move(before, restoring=measured),
    )


def measure_mark(
    encounter: Encounter, mark: MarkId, drafts: Sequence[MeasureDraft], replaced: Sequence[MeasureId], what: str
) -> Step:
    """Record distances measured on the patient, in place of those they correct. Redo brings the same rows back."""
    ids = tuple(draft.id for draft in drafts)
    added = False

    def do() -> None:
        nonlocal added
        if added:
            encounter.exchange_measures(voiding=replaced, restoring=ids)
            return
        encounter.measure(mark, drafts, replaced=replaced)
        added = True

    done = translate("Step", "Measured: {what}").format(what=what)
    return Step(encounter, what, done, do, lambda: encounter.exchange_measures(voiding=ids, restoring=replaced))


def unmeasure(encounter: Encounter, measures: Sequence[MeasureId], what: str) -> Step:
    """Take measured distances back."""
    done = translate("Step", "Measure removed: {what}").format(what=what)
    return Step(
        encounter,
        what,
        done,
        lambda: encounter.exchange_measures(voiding=measures),
        lambda: encounter.exchange_measures(restoring=measures),
    )


def treat_finding(encounter: Encounter, mark: MarkId, draft: TreatmentDraft, what: str) -> Step:
    """Turn a seen lesion into a treated one: the same lesion, one more treated."""
    begun = False

    def do() -> None:
        nonlocal begun
        if begun:
            encounter.treat_again(draft.id)
            return
        encounter.treat(mark, draft)
        begun = True

    done = translate("Step", "+1  {what}").format(what=what)
    return Step(encounter, what, done, do, lambda: encounter.untreat(draft.id))


def seen_only(encounter: Encounter, treatment: Treatment, what: str) -> Step:
    """Turn a treated lesion into a finding: seen, not treated."""
    done = translate("Step", "Seen, not treated: {what}").format(what=what)
    return Step(
        encounter, what, done, lambda: encounter.untreat(treatment.id), lambda: encounter.treat_again(treatment.id)
    )


def change_treatment(encounter: Encounter, before: TreatmentDraft, after: TreatmentDraft, what: str, done: str) -> Step:
    """Change what is recorded about a treatment: its category, methods, diagnosis or size."""
    return Step(
        encounter,
        what,
        done,
        lambda: encounter.change_treatment(after.id, after),
        lambda: encounter.change_treatment(before.id, before),
    )
