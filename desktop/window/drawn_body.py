"""Which body and skin the map draws: as the chart says, or as somebody chose for this patient."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.records import Chart, PatientDraft
from desktop.atlas.choice import Choice, load_choice
from desktop.messages import age
from desktop.window.screen import VisitScreen
from resources.terms import BodyKind, SkinTone

if TYPE_CHECKING:
    from desktop.map.look_sheet import LookSheet

Change = Callable[[PatientDraft], None]


class DrawnBody(QObject):
    """Keeps map and rail in the body and skin that belong to the visit's patient. No lesion moves by it."""

    def __init__(self, screen: VisitScreen, change: Change) -> None:
        """`change` stores the patient's changed particulars."""
        super().__init__(screen)
        self._screen = screen
        self._change = change
        self._choice: Choice = load_choice()
        self._chart: Chart | None = None
        self._sheet: LookSheet | None = None
        screen.rail.look_asked.connect(self.ask)

    def show_chart(self, chart: Chart) -> None:
        """Draw the body for a visit's patient, by the age on the date of service."""
        before, self._chart = self._chart, chart
        if before is not None and before.patient == chart.patient:
            return
        patient = chart.patient
        years = age(patient.birth_date, chart.visit.date_of_service) if patient.birth_date else None
        kind = self._choice.body(years, patient.sex, chosen=patient.body)
        tone = patient.skin_tone or SkinTone.LIGHT
        for part in (self._screen.map, self._screen.rail):
            part.show_body(kind)
            part.show_tone(tone)

    @Slot()
    def ask(self) -> None:
        """Open the sheet on which body and skin are chosen for this patient."""
        if self._chart is None:
            return
        if self._sheet is None:
            # made when first needed: most visits draw what the chart says
            from desktop.map.look_sheet import LookSheet  # noqa: PLC0415

            self._sheet = LookSheet(self._choice.shipped, self._screen.theme, self._screen)
            self._sheet.chosen.connect(self._chosen)
        self._sheet.set_theme(self._screen.theme)
        self._sheet.show_choice(self._chart.patient.body, self._chart.patient.skin_tone)
        self._sheet.open_sheet()

    @Slot(object, object)
    def _chosen(self, kind: BodyKind | None, tone: SkinTone | None) -> None:
        if self._chart is not None:
            patient = self._chart.patient
            as_it_is = PatientDraft(**{each.name: getattr(patient, each.name) for each in fields(PatientDraft)})
            self._change(replace(as_it_is, body=kind, skin_tone=tone))

    def close(self) -> None:
        """Let go of the screen."""
        self._screen.rail.look_asked.disconnect(self.ask)
        if self._sheet is not None:
            self._sheet.deleteLater()
        self.deleteLater()
