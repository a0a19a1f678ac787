"""One open visit with all that belongs to it: the desk, the keys, the note, the patient's particulars."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, Signal, Slot

from db.errors import StoreError
from db.records import Chart, PatientDraft
from desktop.access import Action
from desktop.atlas.body import Body
from desktop.controls.labels import one_line
from desktop.messages import day
from desktop.note.words import editions
from desktop.panels.key_table import load_keys
from desktop.practice.encounter import Encounter
from desktop.practice.session import Session
from desktop.settings import Settings
from desktop.snapshot import Rules, Snapshot
from desktop.theme import Tone
from desktop.window.desk import VisitDesk
from desktop.window.drawn_body import DrawnBody
from desktop.window.keys import bind
from desktop.window.menu import Entry
from desktop.window.own_places import OwnPlaces
from desktop.window.screen import VisitScreen
from resources.terms import Method

if TYPE_CHECKING:
    from desktop.chart.patient_form import PatientForm
    from desktop.controls.confirm import Confirm
    from desktop.panels.site_table import SiteTable
    from desktop.window.hands_free import HandsFree
    from desktop.window.output import Output


class OpenVisit(QObject):
    """A visit on the visit screen, from its opening to `close`.

    Signals:
        left(): the home screen is wanted.
    """

    left = Signal()

    def __init__(self, screen: VisitScreen, session: Session, encounter: Encounter, body: Body, rules: Rules) -> None:
        super().__init__(screen)
        self._screen = screen
        self._session = session
        self._settings: Settings | None = None
        self._form: PatientForm | None = None
        self._confirm: Confirm | None = None
        self._rules = rules
        self._regions = rules.regions
        self.sites: SiteTable | None = None
        self.hands_free: HandsFree | None = None
        self._last_visit_told = False
        self.drawn = DrawnBody(screen, self._draw_otherwise)
        self.drawn.show_chart(encounter.snapshot.chart)
        self.own = OwnPlaces(session, screen, rules.regions, self)
        self.desk = VisitDesk(screen, encounter, body, rules)
        self.desk.own = self.own
        self._output: Output | None = None
        self._made_from = (session, body, rules)
        self._shortcuts = bind(screen, load_keys(), self.acts())
        self._links: list[QMetaObject.Connection] = [
            screen.panel.copy_note.connect(self.copy_note),
            screen.panel.save_pdf.connect(self.save_pdf),
            screen.panel.item_chosen.connect(self._item),
            encounter.changed.connect(self._tell_last_visit),
            encounter.changed.connect(self._draw),
        ]
        self._tell_last_visit(encounter.snapshot)
        self._tell_person()
        screen.show_editions(" · ".join(editions(rules.book)))
        screen.say(self.tr("Ready"))

    def remember_folders(self, settings: Settings) -> None:
        """Offer for files the folder used last on this workstation."""
        self._settings = settings

    def show_person(self) -> None:
        """Say who works in this visit from now on."""
        self._tell_person()
        self._screen.say(self.tr("{person} works here now").format(person=one_line(self._session.person.title)))

    def _tell_person(self) -> None:
        self._screen.show_person(self._session.member, accepts=self._session.may(Action.MARK_ACCEPT))

    def close(self) -> None:
        """Let go of the screen. Nothing is lost: every change is on disk; a PDF under way is finished first."""
        if self._output is not None:
            self._output.finish()
        self.drawn.close()
        if self.hands_free is not None:
            self.hands_free.close()
        self.desk.close()
        self.own.close()
        for link in self._links:
            QObject.disconnect(link)
        for each in (*self._shortcuts, self._form, self._confirm, self.sites):
            if each is not None:
                each.deleteLater()
        self.deleteLater()

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what each act of the key table does here."""
        screen, desk, figure = self._screen, self.desk, self._screen.map
        acts: dict[str, Callable[[], object]] = {
            "undo": desk.steps.undo,
            "redo": desk.steps.redo,
            "default_brush": desk.escape,
            "next_view": partial(screen.step_view, 1),
            "previous_view": partial(screen.step_view, -1),
            "view_left": partial(figure.neighbour, -1),
            "view_right": partial(figure.neighbour, 1),
            "zoom_in": figure.zoom_in,
            "zoom_out": figure.zoom_out,
            "fit": figure.fit,
            "remove": desk.acts.remove_selected,
            "same": screen.panel.answer_same,
            "another": screen.panel.answer_another,
            "next_step": self.copy_note,
            "copy_note": self.copy_note,
            "save_pdf": self.save_pdf,
            "find_patient": self.left.emit,
            "lock": screen.lock_asked.emit,
            "other_side": desk.other_side,
            "site_table": self.open_sites,
            "hands_free": self.hands_free_asked,
            "keys": screen.open_keys,
        }
        acts |= {f"preset:{each.key}": partial(screen.arm, each.key) for each in screen.brush.presets.all}
        return acts | {f"method:{each.value}": partial(screen.arm_method, each) for each in Method}

    def entries(self) -> list[Entry]:
        """Return the menu's entries for this visit."""
        return [
            (self.tr("Patient's particulars"), self.ask_particulars),
            (self.tr("Copy the note\tCtrl+Shift+C"), self.copy_note),
            (self.tr("Save the PDF\tCtrl+P"), self.save_pdf),
            (self.tr("Discard this visit"), self.ask_discard),
            ("", self.left.emit),
            (self.tr("Table of sites\tCtrl+T"), self.open_sites),
            (self.tr("Own words for places"), self.own.open_sheet),
            (self.tr("Hands-free\tF12"), self.hands_free_asked),
            (self.tr("Body and skin"), self.drawn.ask),
            (self.tr("Keys\tF1"), self._screen.open_keys),
        ]

    @Slot()
    def open_sites(self) -> None:
        """Open the table of sites, in which everything can be counted by keys alone."""
        if self.sites is None:
            # made when first needed: few visits open it
            from desktop.panels.site_table import SiteTable  # noqa: PLC0415

            self.sites = SiteTable(self._regions, self._screen.theme, self._screen)
            self.sites.add_asked.connect(self.desk.acts.add_named)
            self.sites.remove_asked.connect(self.desk.acts.remove_named)
            self.desk.encounter.changed.connect(self.sites.show_snapshot)
            self.own.give_sites(self.sites)
        self.sites.set_theme(self._screen.theme)
        self.sites.open_for(self.desk.snapshot)

    @Slot()
    def hands_free_asked(self) -> None:
        """Open the sheet before a hands-free visit; during one, end it."""
        if self._settings is None:
            return
        if self.hands_free is None:
            # made when first needed: few visits open it
            from desktop.window.hands_free import HandsFree  # noqa: PLC0415

            self.hands_free = HandsFree(self._screen, self._session, self._settings, self.desk, self._rules)
        if self.hands_free.page.isVisible():
            self.hands_free.end()
        else:
            self.hands_free.ask()

    # what leaves the visit
    @property
    def output(self) -> "Output":
        """What makes note and summary; loaded when first asked for, since the first tap comes before."""
        if self._output is None:
            from desktop.window.output import Output  # noqa: PLC0415

            self._output = Output(*self._made_from, self)
            self._output.said.connect(self._screen.say)
            self._output.failed.connect(self._failed)
        return self._output

    @Slot()
    def copy_note(self) -> None:
        """Put the note on the clipboard."""
        self.output.copy_note(self.desk.snapshot)

    @Slot()
    def save_pdf(self) -> None:
        """Ask for a file and write the summary to it."""
        # imported here: the first tap comes before
        from desktop.window.output import ask_where  # noqa: PLC0415

        target = ask_where(self._screen, self.desk.snapshot, self._settings) if self._settings else None
        if target is not None:
            self.output.save_pdf(self.desk.snapshot, target, self._screen.map.body_kind)

    @Slot(str)
    def _failed(self, reason: str) -> None:
        self._screen.say(reason, Tone.AMBER)

    # the patient
    @property
    def form(self) -> "PatientForm":
        """The patient's particulars; made when first asked for, since the first tap comes before."""
        if self._form is None:
            from desktop.chart.patient_form import PatientForm  # noqa: PLC0415

            self._form = PatientForm(self._screen.theme, self._screen)
            self._form.saved.connect(self._change_patient)
        return self._form

    @Slot(int)
    def _item(self, number: int) -> None:
        """Open the particulars for the first of the ten items, if one of them is missing."""
        item = self.desk.snapshot.items[number - 1]
        if item.key == "patient" and not item.done:
            self.ask_particulars()

    @Slot()
    def ask_particulars(self) -> None:
        """Open the patient's particulars to change them."""
        self.form.set_theme(self._screen.theme)
        self.form.ask_change(self.desk.snapshot.chart.patient)

    @Slot(object)
    def _draw(self, snapshot: Snapshot) -> None:
        self.drawn.show_chart(snapshot.chart)

    def _draw_otherwise(self, draft: PatientDraft) -> None:
        """Store another body or skin for the patient; the map follows what is stored."""
        try:
            self._session.change_patient(self.desk.snapshot.chart.patient, draft)
            self.desk.encounter.reload()
        except StoreError as error:
            self._failed(error.text)

    @Slot(object)
    def _change_patient(self, draft: PatientDraft) -> None:
        try:
            self._session.change_patient(self.desk.snapshot.chart.patient, draft)
            self.desk.encounter.reload()
        except StoreError as error:
            self.form.show_problem(error.text)
            return
        self.form.close_sheet()
        self._screen.say(self.tr("Particulars saved"))

    @Slot(object)
    def _tell_last_visit(self, snapshot: Snapshot) -> None:
        """Say on the list, as soon as it is empty, when the patient was here last."""
        if snapshot.marks or self._last_visit_told:
            return
        with contextlib.suppress(StoreError):  # a record that can't answer is said where it matters more
            self._screen.panel.list.set_empty_text(self._last_visit(snapshot.chart))
            self._last_visit_told = True

    def _last_visit(self, chart: Chart) -> str:
        earlier = [each for each in self._session.visits_of(chart.patient.id) if each.visit.id != chart.visit.id]
        before = [each for each in earlier if each.visit.date_of_service <= chart.visit.date_of_service]
        if not before:
            return self.tr("First visit.")
        last = before[0]
        text = self.tr("Last visit {date}: {count} treated.")
        return text.format(date=day(last.visit.date_of_service), count=last.treated)

    # discarding
    @property
    def confirm(self) -> "Confirm":
        """The question before the visit is discarded; made when first asked for."""
        if self._confirm is None:
            from desktop.controls.confirm import Confirm  # noqa: PLC0415

            self._confirm = Confirm(self._screen.theme, self._screen)
            self._confirm.agreed.connect(self._discard)
        return self._confirm

    @Slot()
    def ask_discard(self) -> None:
        """Ask whether the visit is to be taken off every list."""
        self.confirm.set_theme(self._screen.theme)
        chart = self.desk.snapshot.chart
        question = self.tr(
            "Discard this visit of {name} with {count} lesions? It leaves every list; nothing is erased."
        )
        name = f"{chart.patient.given_name} {chart.patient.family_name}".strip()
        self.confirm.ask(question.format(name=name, count=len(chart.marks)), self.tr("Discard the visit"))

    @Slot()
    def _discard(self) -> None:
        try:
            self._session.discard_visit(self.desk.snapshot.chart.visit.id)
        except StoreError as error:
            self._failed(error.text)
            return
        self.left.emit()
