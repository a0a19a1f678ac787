"""Connects the home screen with the record: lists, search, new patients."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from db.errors import NoProvider, NotAllowed, StoreError
from db.records import Patient, PatientDraft, VisitId, VisitSummary
from desktop.access import Action
from desktop.chart.home import HomePage, Tab
from desktop.chart.patient_form import PatientForm
from desktop.chart.rows import HomeRow
from desktop.messages import age, day, translate
from desktop.practice.session import Session
from desktop.snapshot import Question, Rules, Snapshot, build
from desktop.theme import Theme


class HomeDesk(QObject):
    """The home screen of one session, from its making to `close`.

    Signals:
        visit_asked(str): open this visit.
        failed(str): the record could not be read or written; what happened and what to do.
    """

    visit_asked = Signal(str)
    failed = Signal(str)

    def __init__(self, theme: Theme, session: Session, rules: Rules, parent: QObject) -> None:
        super().__init__(parent)
        self.page = HomePage(theme)
        self.page.show_demo(session.practice.demo)
        self.form = PatientForm(theme, self.page)
        self._session = session
        self._rules = rules
        self._tab = Tab.TODAY
        self.page.typed.connect(self._typed)
        self.page.tab_chosen.connect(self._show_tab)
        self.page.opened.connect(self._open)
        self.page.new_patient.connect(self.form.ask_new)
        self.form.saved.connect(self._save)

    def close(self) -> None:
        """Let go of the page."""
        self.page.deleteLater()
        self.deleteLater()

    def show(self) -> None:
        """Show today's list afresh and put the cursor into the search."""
        self.page.show_day(self.today(), self._session.person.title)
        self.page.new_button.setVisible(self._session.may(Action.PATIENT_ADD))
        self.page.search.setEnabled(self._session.may(Action.PATIENT_FIND))
        self.page.search.clear()
        self._show_tab(self._tab)
        self.page.focus_search()

    @staticmethod
    def today() -> date:
        """Return the clinic's own calendar day: dates of service are local."""
        return date.today()  # noqa: DTZ011

    def _show_tab(self, tab: Tab) -> None:
        self._tab = tab
        if not self._session.may(Action.PATIENT_FIND):
            self._show_nobody()
            return
        try:
            today = self._session.visits_on(self.today())
            unfinished = self._session.unfinished()
            shown = today if tab is Tab.TODAY else unfinished
            rows = tuple(self._visit_row(each) for each in shown)
        except StoreError as error:
            self._failed(error)
            return
        self.page.show_counts(len(today), len(unfinished))
        self.page.show_tab(tab)
        empty = self.tr("No patients for today. Find or add a patient.")
        self.page.show_rows(rows, empty if tab is Tab.TODAY else self.tr("Nothing is open."))

    def _show_nobody(self) -> None:
        """Say what there is for somebody whose roles see no patients."""
        self.page.show_counts(0, 0)
        self.page.show_tab(None)
        text = self.tr("Your role sees no patients. People, audit report and emergency access are in the menu.")
        self.page.show_rows((), text)

    def _failed(self, error: StoreError) -> None:
        """Say why something was not done: on this page if it was no fault of the record's."""
        if isinstance(error, NotAllowed | NoProvider):
            self.page.show_rows((), error.text)
        else:
            self.failed.emit(error.text)

    def _typed(self, text: str) -> None:
        if not text.strip() or not self._session.may(Action.PATIENT_FIND):
            self._show_tab(self._tab)
            return
        try:
            found = self._session.find_patients(text)
            rows = tuple(self._patient_row(each) for each in found)
        except StoreError as error:
            self._failed(error)
            return
        self.page.show_tab(None)
        empty = self.tr('Nobody found for "{text}". Add as a new patient: Enter').format(text=text.strip())
        self.page.show_rows(rows, empty)

    def _open(self, row: HomeRow) -> None:
        """Open the row's visit, or the patient's visit of today."""
        if row.visit_id:
            self.visit_asked.emit(row.visit_id)
            return
        try:
            self.visit_asked.emit(self._session.open_visit(row.patient_id, self.today()))
        except StoreError as error:
            self._failed(error)

    def _save(self, draft: PatientDraft) -> None:
        try:
            patient = self._session.add_patient(draft)
            visit = self._session.open_visit(patient.id, self.today())
        except StoreError as error:
            self.form.show_problem(error.text)
            return
        self.form.close_sheet()
        self.visit_asked.emit(visit)

    def _visit_row(self, summary: VisitSummary) -> HomeRow:
        visit, patient = summary.visit, summary.patient
        past = visit.date_of_service < self.today()
        with self._session.reading(Action.CHART_READ) as record:
            snapshot = build(record.chart(visit.id), self._rules)
        return HomeRow(
            patient_id=patient.id,
            visit_id=VisitId(visit.id),
            name=patient.name,
            identity=_identity(patient, self.today()),
            seen=day(visit.date_of_service) if past else f"{visit.opened_at.astimezone():%H:%M}",
            provider=summary.provider.title,
            treated=_treated(snapshot),
            chips=self._chips(snapshot),
            since=f"{summary.last_change.astimezone():%H:%M}" if not past else day(visit.date_of_service),
            late=past,
        )

    def _patient_row(self, patient: Patient) -> HomeRow:
        visits = self._session.visits_of(patient.id)
        last = visits[0].visit.date_of_service if visits else None
        seen = self.tr("last {date}").format(date=day(last)) if last else self.tr("no visit yet")
        return HomeRow(patient.id, None, patient.name, _identity(patient, self.today()), seen, "", "", (), "")

    def _chips(self, snapshot: Snapshot) -> tuple[str, ...]:
        """Return the count questions of a visit, each at most three words and a number."""
        words = {
            Question.SAME: self.tr("{label}: same lesion?"),
            Question.SIDE: self.tr("{label}: which side?"),
            Question.PLACE: self.tr("{label}: no place"),
            Question.SIZE: self.tr("{label}: size?"),
        }
        return tuple(words[question].format(label=each.label) for each in snapshot.marks for question in each.questions)


def _identity(patient: Patient, today: date) -> str:
    """Return the second identifiers: ``born 3 Apr 1951 (75) · MRN 48213``."""
    born = mrn = ""
    if patient.birth_date:
        words = translate("HomeDesk", "born {date} ({age})")
        born = words.format(date=day(patient.birth_date), age=age(patient.birth_date, today))
    if patient.mrn:
        mrn = translate("HomeDesk", "MRN {number}").format(number=patient.mrn)
    return " · ".join(part for part in (born, mrn) if part)


def _treated(snapshot: Snapshot) -> str:
    """Return what was treated, by family, and how many were only seen."""
    parts = [f"{each.count} {each.name}" for each in snapshot.counts]
    if snapshot.seen:
        parts.append(translate("HomeDesk", "{count} seen").format(count=snapshot.seen))
    return ", ".join(parts) or "0"
