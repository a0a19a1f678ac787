"""What pedals do to the open visit while no hand is free: each act is one undoable step."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop import commands
from desktop.handsfree.presses import Action, Done
from desktop.handsfree.route import Walk, walk
from desktop.snapshot import Numbered
from desktop.window.mark_acts import named
from desktop.window.placing import Placer, as_draft
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps
from resources.regions import Regions


class Pedals(QObject):
    """Counts along a route. What was stored, and what was refused, is told by the encounter.

    Signals:
        turned_down(str): nothing was done, for this reason.
        walked(): another site is worked on.
    """

    turned_down = Signal(str)
    walked = Signal()

    def __init__(self, steps: Steps, screen: VisitScreen, placer: Placer, regions: Regions, parent: QObject) -> None:
        super().__init__(parent)
        self._steps, self._screen, self._placer, self._regions = steps, screen, placer, regions
        self.walk = walk(regions, ())

    def begin(self, route: Walk) -> None:
        """Walk along a route from its beginning."""
        self.walk = route
        self.walked.emit()

    @Slot(object)
    def do(self, done: Done) -> None:
        """Do what a pedal asked for; while the record does not answer nothing is taken, and that is said."""
        if self._steps.is_waiting:
            self.turned_down.emit(self.tr("Not counted: the record does not answer"))
            return
        acts = {
            Action.PLUS: lambda: self._add(done.tenths),
            Action.AGAIN: lambda: self._freeze_again(done.tenths),
            Action.NEXT_SITE: self._onward,
            Action.LAST_ON: self._last_on,
            Action.UNDO: self._undo,
        }
        acts[done.action]()

    def _add(self, tenths: int) -> None:
        """Count one lesion at the site that is worked on."""
        here, brush = self.walk.here, self._screen.brush
        draft = self._placer.named_draft(here.region, here.side, brush)
        if tenths and draft.treatment:
            draft = replace(draft, treatment=replace(draft.treatment, freezes=(tenths,)))
        site = named(draft.place.phrase, brush)
        what = f"{site}, {self._seconds(tenths)}" if tenths else site
        self._steps.push(lambda: commands.add_marks(self._steps.encounter, (draft,), what))

    def _freeze_again(self, tenths: int) -> None:
        """Add a freeze cycle to the last lesion."""
        last = self._last()
        treatment = last.mark.treatment if last else None
        if last is None or treatment is None or not tenths:
            self.turned_down.emit(
                self.tr("Hold to time the second freeze") if last else self.tr("Nothing to freeze again")
            )
            return
        before = as_draft(treatment)
        after = replace(before, freezes=(*before.freezes, tenths))
        what = last.mark.place.phrase
        done = self.tr("Frozen again: {what}, {seconds}").format(what=what, seconds=self._seconds(tenths))
        self._steps.push(lambda: commands.change_treatment(self._steps.encounter, before, after, what, done))

    def _onward(self) -> None:
        before, self.walk = self.walk, self.walk.onward()
        if before is self.walk:
            self.turned_down.emit(self.tr("This is the last site"))
            return
        self.walked.emit()

    def _last_on(self) -> None:
        """Move the last lesion to the next site, where somebody forgot to go on; they are there now."""
        last, after = self._last(), self.walk.after
        if last is None or after is None:
            self.turned_down.emit(self.tr("This is the last site") if last else self.tr("Nothing counted yet"))
            return
        place = self._placer.named(after.region, after.side)
        self._steps.push(lambda: commands.replace_marks(self._steps.encounter, ((last.mark, place),), place.phrase))
        moved = self._steps.snapshot.mark(last.id)
        if moved is not None and moved.mark.place == place:
            self.walk = self.walk.onward()
            self.walked.emit()

    def _undo(self) -> None:
        if not self._steps.stack.canUndo():
            self.turned_down.emit(self.tr("Nothing to undo"))
            return
        self._steps.undo()

    def _last(self) -> Numbered | None:
        treated = [each for each in self._steps.snapshot.marks if each.treated]
        return treated[-1] if treated else None

    def _seconds(self, tenths: int) -> str:
        return self.tr("{seconds} s").format(seconds=f"{tenths / 10:.1f}")
