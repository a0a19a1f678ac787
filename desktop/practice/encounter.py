"""One open visit: the only way to change it, and the only thing that says what it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.errors import StoreError
from db.records import MarkDraft, MarkId, Place, TreatmentDraft, TreatmentId, VisitId
from db.store import Work
from desktop.practice.session import Session
from desktop.snapshot import Rules, Snapshot, build


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that was not stored. `what` names it in the clinic's words: ``left temple``."""

    error: StoreError
    what: str


class Encounter(QObject):
    """The program's live object for one open visit.

    Every change is one committed transaction; then what is on disk is read back and announced. A change that can't be
    stored raises StoreError and announces nothing.

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
        super().__init__(parent)
        self._session = session
        self._rules = rules
        self.visit_id = visit_id
        self.unsure: MarkId | None = None
        self.snapshot: Snapshot = self._read()

    def _read(self) -> Snapshot:
        with self._session.reading() as record:
            chart = record.chart(self.visit_id)
        return build(chart, self._rules)

    def reload(self) -> None:
        """Read the visit afresh and announce it."""
        self.snapshot = self._read()
        self.changed.emit(self.snapshot)

    def _store(self, change: Callable[[Work], None]) -> None:
        with self._session.writing() as work:
            change(work)
        self.reload()

    def add(self, drafts: Sequence[MarkDraft]) -> None:
        """Add marks in one transaction.

        A failed commit does not say whether the marks are on disk (reliability: 52 of 480 injected faults stored the row).
        So their id is looked up at once: found, they count as saved and `late` is said; not found, StoreError is raised.
        If even that can't be told, `unsure` stays set, and no tap should be taken until `look_up` says so.
        """

        def change(work: Work) -> None:
            for draft in drafts:
                work.add_mark(self.visit_id, draft)

        try:
            self._store(change)
        except StoreError:
            self.unsure = drafts[0].id
            if not self.look_up():
                raise

    def look_up(self) -> bool:
        """Look the unsure mark up. Return whether it is on disk; `unsure` is None afterwards if that could be told."""
        if self.unsure is None:
            return False
        try:
            with self._session.reading() as record:
                found = record.mark_exists(self.unsure)
            self.unsure = None
            if found:
                self.reload()
                self.late.emit()
        except StoreError:
            return False
        return found

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

    def move(self, mark: MarkId, place: Place) -> None:
        """Give a mark another place."""
        self._store(lambda work: work.move_mark(mark, place))

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

    def settle(self, mark: MarkId, maybe_same_as: MarkId | None) -> None:
        """Answer (None) or ask again whether a mark is the same lesion as another one."""
        self._store(lambda work: work.settle(mark, maybe_same_as))
