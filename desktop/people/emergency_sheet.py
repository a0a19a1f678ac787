"""Asks for a chart in an emergency: whose, and why."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Patient
from desktop.controls.buttons import Look, button
from desktop.controls.labels import field, label
from desktop.controls.notice import Notice
from desktop.controls.overlay import Overlay
from desktop.messages import day, translate
from desktop.people.scrolled import Scrolled
from desktop.people.tiles import PeopleTiles
from desktop.theme import Role, Theme, Tone


class EmergencySheet(Overlay):
    """A search, the patients found, the reason.

    Signals:
        searched(str): the search changed.
        asked(str, str): a patient's id, and why their chart is needed now.
    """

    searched = Signal(str)
    asked = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._chosen = ""
        self.title = label(translate("EmergencySheet", "Emergency access"), Role.TITLE, theme)
        words = translate(
            "EmergencySheet",
            "You may read one patient's chart for two hours. Who, whose and why is kept in the record, "
            "and somebody else looks into it afterwards.",
        )
        self.words = label(words, Role.BODY, theme, tone=Tone.QUIET)
        self.words.setWordWrap(True)
        self.search = field(
            translate("EmergencySheet", "Name, MRN or birth date"), translate("EmergencySheet", "Find a patient"), theme
        )
        self.found = PeopleTiles(translate("EmergencySheet", "Patients found"), theme)
        self.reason = field(
            translate("EmergencySheet", "Why do you need this chart now?"), translate("EmergencySheet", "Reason"), theme
        )
        self.problem = Notice(theme)
        self.open = button(translate("EmergencySheet", "Open the chart"), theme, look=Look.PRIMARY)
        self.close_button = button(translate("EmergencySheet", "Close"), theme, caption="Esc")
        self._area = Scrolled(theme)
        above: tuple[QWidget, ...] = (self.title, self.words, self.search)
        below: tuple[QWidget, ...] = (self.reason, self.problem, self.open, self.close_button)
        for part in above:
            self._area.column.addWidget(part)
        self._area.column.addWidget(self.found, 1)
        for part in below:
            self._area.column.addWidget(part)
        self._whole = QVBoxLayout(self.card)
        self._whole.addWidget(self._area)
        self.search.textChanged.connect(self.searched)
        self.found.chosen.connect(self._choose)
        self.reason.returnPressed.connect(self._ask)
        self.open.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.close_sheet)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._whole.setContentsMargins(px(24), px(16), px(24), px(16))
        self._area.column.setSpacing(px(8))
        for each in (self.search, self.reason):
            each.setFont(self.theme.font(Role.BODY))
            each.setFixedHeight(px(40))
        self.found.setMinimumHeight(px(132))
        for act in (self.open, self.close_button):
            act.setFixedHeight(px(40))

    def card_place(self) -> QRect:
        """Return the place of a sheet with a list."""
        return self.middle_place(600, 620)

    def first_focus(self) -> QWidget:
        """Begin with the search."""
        return self.search

    def open_empty(self) -> None:
        """Open the sheet with nothing typed."""
        self.search.clear()
        self.reason.clear()
        self.show_found(())
        self.problem.show_text("")
        self.open_sheet()

    def show_found(self, patients: Sequence[Patient]) -> None:
        """List patients by name, birth date and MRN; a single one is chosen."""
        self._chosen = patients[0].id if len(patients) == 1 else ""
        self.found.show_people([(each.id, _line(each)) for each in patients], self._chosen)

    def show_problem(self, text: str) -> None:
        """Say why the chart was not opened."""
        self.problem.show_text(text)
        self._area.show_part(self.problem)

    def _choose(self, patient_id: str) -> None:
        self._chosen = patient_id
        self.found.choose(patient_id)
        self.reason.setFocus()

    def _ask(self) -> None:
        if not self._chosen:
            self.show_problem(translate("EmergencySheet", "Choose whose chart it is."))
            return
        self.asked.emit(self._chosen, self.reason.text().strip())


def _line(patient: Patient) -> str:
    born = day(patient.birth_date) if patient.birth_date else translate("EmergencySheet", "birth date missing")
    return f"{patient.name}  ·  {born}  ·  MRN {patient.mrn or '–'}"
