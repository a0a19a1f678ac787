"""The sheet for finding a lesion again, connected with the open visit."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from db.records import MarkId, MeasureDraft, MeasureId
from desktop import commands
from desktop.atlas.body import Body
from desktop.panels.measure_sheet import MeasureSheet
from desktop.panels.sought import sought
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps
from resources.regions import Regions


class FindingAgain(QObject):
    """Opens the sheet on a lesion; what is measured there is stored by undoable steps."""

    def __init__(self, screen: VisitScreen, steps: Steps, body: Body, regions: Regions) -> None:
        super().__init__(steps)
        self._steps, self._body, self._regions, self._screen = steps, body, regions, screen
        self.sheet = MeasureSheet(screen.theme, screen)
        self.sheet.measured.connect(self._measured)
        self.sheet.removed.connect(self._removed)
        steps.encounter.changed.connect(self.sheet.show_snapshot)

    def open(self, mark_id: MarkId) -> None:
        """Show where a lesion lies from two landmarks (up to 150 ms)."""
        each = self._steps.snapshot.mark(mark_id)
        if each is None:
            return
        self.sheet.set_theme(self._screen.theme)
        sex = self._steps.snapshot.chart.patient.sex
        self.sheet.open_for(sought(each, self._body, self._regions, sex), self._steps.snapshot)

    def close(self) -> None:
        """Take the sheet off the screen."""
        self._steps.encounter.changed.disconnect(self.sheet.show_snapshot)
        self.sheet.deleteLater()

    @Slot(object, object, object)
    def _measured(self, mark_id: MarkId, drafts: Sequence[MeasureDraft], replaced: Sequence[MeasureId]) -> None:
        each = self._steps.snapshot.mark(mark_id)
        if each is not None:
            encounter, what = self._steps.encounter, each.mark.place.phrase
            self._steps.push(lambda: commands.measure_mark(encounter, mark_id, drafts, replaced, what))

    @Slot(object)
    def _removed(self, measures: Sequence[MeasureId]) -> None:
        gone = {each.id: each.mark_id for each in self._steps.snapshot.chart.measures}
        each = next((self._steps.snapshot.mark(gone[measure]) for measure in measures if measure in gone), None)
        if each is not None:
            encounter, what = self._steps.encounter, each.mark.place.phrase
            self._steps.push(lambda: commands.unmeasure(encounter, measures, what))
