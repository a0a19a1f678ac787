"""The undoable steps of one open visit, and what happens when one of them can't be stored."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from db.errors import StoreBusy
from desktop import commands
from desktop.commands import Step
from desktop.practice.encounter import Encounter, Refusal
from desktop.snapshot import Snapshot

RETRY_MS = 500
"""How often a change refused because another program held the record is tried again."""


class Steps(QObject):
    """The visit's undo stack. What was refused is looked up or tried again; until then nothing else is taken.

    Signals:
        waiting(bool): whether a refused change is still to be looked up or tried again.
    """

    waiting = Signal(bool)

    def __init__(self, encounter: Encounter, parent: QObject) -> None:
        super().__init__(parent)
        self.encounter = encounter
        encounter.setParent(self)
        self.stack = QUndoStack(self)
        self._again: Callable[[], object] | None = None
        self._retry = QTimer(self, interval=RETRY_MS, singleShot=True)
        self._retry.timeout.connect(self._try_again)
        encounter.refused.connect(self._refused)

    @property
    def snapshot(self) -> Snapshot:
        """The visit as it is on disk."""
        return self.encounter.snapshot

    def push(self, make: Callable[[], Step]) -> bool:
        """Do one undoable step. `make` builds it, and builds it again if it must be tried again.

        Return whether it was taken: not while a refused change is still to be looked up or tried again.
        """
        if self.is_waiting:
            return False
        self._do(lambda: self.stack.push(make()))
        return True

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self.stack.canUndo() and not self.is_waiting:
            self._do(lambda: commands.undo(self.stack))

    @Slot()
    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self.stack.canRedo() and not self.is_waiting:
            self._do(lambda: commands.redo(self.stack))

    @Slot()
    def accept(self) -> None:
        """Let the visit's provider take over what others entered. That is no step: nobody takes it back by undo."""
        if not self.is_waiting:
            self._do(lambda: commands.accept(self.encounter))

    def stop(self) -> None:
        """Try nothing again any more."""
        self._retry.stop()

    def _do(self, act: Callable[[], object]) -> None:
        self._again = act
        act()

    @property
    def is_waiting(self) -> bool:
        """Whether a refused change is still to be looked up or tried again; until then nothing else is taken."""
        return self.encounter.unsure is not None or self._retry.isActive()

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        if self.encounter.unsure is not None or isinstance(refusal.error, StoreBusy):
            self.waiting.emit(True)  # noqa: FBT003 - a signal's value
            self._retry.start()

    @Slot()
    def _try_again(self) -> None:
        """Look an unsure change up first; then do what was refused once more: what is there is not stored twice."""
        if self.encounter.unsure is not None:
            self.encounter.look_up()
            if self.encounter.unsure is not None:
                self._retry.start()
                return
        self.waiting.emit(False)  # noqa: FBT003 - a signal's value
        if self._again is not None:
            self._again()
