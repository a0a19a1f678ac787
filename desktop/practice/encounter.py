"""One open visit: the only way to change it, and the only thing that says what it is."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.charts import Known
from db.errors import DISK_FAULTS, NotAllowed, StoreError
from db.records import (
    Chart,
    MarkDraft,
    MarkId,
    MeasureDraft,
    MeasureId,
    Place,
    TreatmentDraft,
    TreatmentId,
    VisitId,
)
from db.store import Reader, Work
from desktop.access import Action
from desktop.practice.session import Session
from desktop.snapshot import Rules, Snapshot, build

IDLE_MS = 2000
"""After so long without a change the log is moved into the file: else some tap would have to wait for that."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that was not stored. `what` names it in the clinic's words: ``left temple``."""

    error: StoreError
    what: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A refused change that may be on disk all the same. `marks` are those it was to add."""

    marks: tuple[MarkId, ...]
    error: StoreError


class Encounter(QObject):
    """The program's live object for one open visit.

    Every change is one committed transaction; then what is on disk is read back and announced. A change that can't be
    stored raises StoreError, and nothing is announced but what is on disk.

    A failed commit does not say whether the change is on disk (52 of 480 injected faults stored it), so the record is
    asked at once. A change that is there counts as saved: nothing is raised, `late` is said. If that can't be told,
    `unsure` stays set, and nothing should be changed until `look_up` has cleared it. Everything may be tried again with
    the same ids: what is there already is not stored twice.

    Signals:
        changed(Snapshot): the visit is on disk as this snapshot says.
        said(str): what was done last, in words.
        refused(Refusal): a change was not stored.
        late(): a commit failed, but what it should store was found on disk.
    """

    changed = Signal(object)
    said = Signal(str)
    refused = Signal(object)
    late = Signal()

    def __init__(self, session: Session, visit_id: VisitId, rules: Rules, parent: QObject | None = None) -> None:
        """Read the visit. Raises StoreError."""
        super().__init__(parent)
        self._session = session
        self._rules = rules
        self.visit_id = visit_id
        self.unsure: Doubt | None = None
        self.came_late = False
        self._doubted: set[MarkId] = set()
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self._tidy)
        self._known = Known()
        self.snapshot: Snapshot = build(session.read_chart(visit_id, self._known), rules)

    def reload(self) -> None:
        """Read the visit afresh and announce it."""
        with self._session.reading_back(Action.CHART_READ) as record:
            chart = record.chart(self.visit_id, self._known)
        self._show(chart)

    def _show(self, chart: Chart) -> None:
        self.snapshot = build(chart, self._rules, self.snapshot)
        self.changed.emit(self.snapshot)

    def _store(
        self, change: Callable[[Work], None], marks: tuple[MarkId, ...] = (), action: Action = Action.MARK_ENTER
    ) -> None:
        """Store a change that adds `marks`. After a refusal, look at once what is on disk."""
        self.came_late = False
        try:
            with self._session.writing(action) as work:
                change(work)
            self.reload()
            self._idle.start()
        except NotAllowed:
            # refused before anything was written: there is nothing to look up
            raise
        except StoreError as error:
            self.unsure = Doubt(marks, error)
            self._doubted.update(marks)
            if not self.look_up():
                raise

    @Slot()
    def _tidy(self) -> None:
        # a disk that fails here fails the next change too, and that says so
        with contextlib.suppress(StoreError):
            self._session.tidy()

    def add(self, drafts: Sequence[MarkDraft]) -> None:
        """Add marks in one transaction. What an earlier, refused attempt stored all the same is not added twice."""
        missing = list(drafts)

        def change(work: Work) -> None:
            missing[:] = [each for each in drafts if each.id not in self._doubted or not work.mark_exists(each.id)]
            for draft in missing:
                work.add_mark(self.visit_id, draft)

        self._store(change, tuple(draft.id for draft in drafts))
        if not missing:
            self.came_late = True
            self.late.emit()

    def look_up(self) -> bool:
        """Ask the record about a refused change, and show what is on disk if that is not what was shown.

        Return whether the change is there. `unsure` is None afterwards if that could be told.
        """
        if self.unsure is None:
            return False
        try:
            with self._session.reading(Action.CHART_READ) as record:
                chart = record.chart(self.visit_id, self._known)
                found = self._is_stored(self.unsure, record, chart)
        except StoreError:
            return False
        self.unsure = None
        self.came_late = found
        if chart != self.snapshot.chart:
            self._show(chart)
        if found:
            self.late.emit()
        return found

    def _is_stored(self, doubt: Doubt, record: Reader, chart: Chart) -> bool:
        if doubt.marks:
            # they were to be added in one transaction: one stands for all
            return record.mark_exists(doubt.marks[0])
        # only this program writes, so what is new in a visit after a failed commit is what it was to store
        return isinstance(doubt.error, DISK_FAULTS) and chart != self.snapshot.chart

    def void(self, marks: Sequence[MarkId]) -> None:
        """Take marks out of the visit; they stay on disk as voided."""

        def change(work: Work) -> None:
            for mark in marks:
                work.void_mark(mark)

        self._store(change)

    def restore(self, marks: Sequence[MarkId]) -> None:
        """Bring voided marks back, each at its own place in the order of entry."""

        def change(work: Work) -> None:
            for mark in marks:
                work.restore_mark(mark)

        self._store(change)

    def move(
        self,
        moves: Sequence[tuple[MarkId, Place]],
        *,
        voiding: Sequence[MeasureId] = (),
        restoring: Sequence[MeasureId] = (),
    ) -> None:
        """Give marks other places, all in one transaction; take back or bring back what was measured there with it."""

        def change(work: Work) -> None:
            for mark, place in moves:
                work.move_mark(mark, place)
            for each in voiding:
                work.void_measure(each)
            for each in restoring:
                work.restore_measure(each)

        self._store(change)

    def treat(self, mark: MarkId, treatment: TreatmentDraft) -> None:
        """Turn a finding into a treated lesion."""
        self._store(lambda work: work.add_treatment(mark, treatment))

    def untreat(self, treatment: TreatmentId) -> None:
        """Turn a treated lesion into a finding: seen, not treated."""
        self._store(lambda work: work.void_treatment(treatment))

    def treat_again(self, treatment: TreatmentId) -> None:
        """Bring a voided treatment back."""
        self._store(lambda work: work.restore_treatment(treatment))

    def change_treatment(self, treatment: TreatmentId, draft: TreatmentDraft) -> None:
        """Replace what is recorded about a treatment."""
        self._store(lambda work: work.change_treatment(treatment, draft))

    def measure(self, mark: MarkId, measures: Sequence[MeasureDraft], *, replaced: Sequence[MeasureId] = ()) -> None:
        """Store distances from landmarks that were measured on the patient, in place of those they correct."""

        def change(work: Work) -> None:
            for old in replaced:
                work.void_measure(old)
            for each in measures:
                work.add_measure(mark, each)

        self._store(change)

    def exchange_measures(self, *, voiding: Sequence[MeasureId] = (), restoring: Sequence[MeasureId] = ()) -> None:
        """Take measured distances back, which stay on disk as voided, and bring others back."""

        def change(work: Work) -> None:
            for each in voiding:
                work.void_measure(each)
            for each in restoring:
                work.restore_measure(each)

        self._store(change)

    def accept(self) -> None:
        """Take over as the provider's own whatever others entered or changed, in one act.

        Raises NotTheProvider for anybody but the visit's provider.
        """

        def change(work: Work) -> None:
            work.accept_marks(self.visit_id)

        self._store(change, action=Action.MARK_ACCEPT)

    def settle(self, mark: MarkId, maybe_same_as: MarkId | None) -> None:
        """Answer (None) or ask again whether a mark is the same lesion as another one."""
        self._store(lambda work: work.settle(mark, maybe_same_as))
