"""Connects people, passwords, the audit report and emergency access with the record; the menu opens them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import StoreError
from db.people import EmergencyId, PersonDraft, PersonId
from db.records import PatientId
from desktop.access import Action
from desktop.practice.emergency import Emergencies
from desktop.practice.people import People
from desktop.practice.session import Session
from desktop.theme import Theme
from desktop.window.errands import Errands
from desktop.window.menu import Entry
from resources.terms import Role

if TYPE_CHECKING:
    from desktop.people.audit_page import AuditPage
    from desktop.people.emergency_list import EmergencyList
    from desktop.people.emergency_sheet import EmergencySheet
    from desktop.people.own_sheet import OwnSheet
    from desktop.people.people_page import PeoplePage
    from desktop.practice.trail import Question, Trail

Show = Callable[[QWidget], None]


class StaffDesk(QObject):
    """What concerns people and not skin, for one session. Pages are made when they are asked for.

    Signals:
        left(): a page was left.
        protect_asked(str): give the record this password, its first.
        recovery_made(str): a new recovery key, to be shown once.
        chart_asked(str): show this patient's chart: an emergency.
        said(str): what was done, in words.
    """

    left = Signal()
    protect_asked = Signal(str)
    recovery_made = Signal(str)
    chart_asked = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, theme: Theme, show: Show, window: QWidget) -> None:
        super().__init__(window)
        self.theme = theme
        self._session, self._show, self._window = session, show, window
        self._people, self.readings = People(session), Emergencies(session)
        self._errands = Errands(self)
        self.page: PeoplePage | None = None
        self.audit: AuditPage | None = None
        self.own: OwnSheet | None = None
        self.emergency: EmergencySheet | None = None
        self.review: EmergencyList | None = None

    def close(self) -> None:
        """Let go of everything; what is under way is finished first."""
        self._errands.close()
        for each in (self.own, self.emergency, self.review):
            if each is not None:
                each.deleteLater()
        self.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme or size of text."""
        self.theme = theme
        for each in (self.page, self.audit, self.own, self.emergency, self.review):
            if each is not None:
                each.set_theme(theme)

    def entries(self) -> list[Entry]:
        """Return the menu's entries that the signed-in person's roles include."""
        may = self._session.may
        shown: list[tuple[bool, Entry]] = [
            (may(Action.OWN_PASSWORD), (self._own_title(), self.open_own)),
            (may(Action.PEOPLE_CHANGE), (self.tr("People"), self.open_people)),
            (may(Action.TRAIL_READ), (self.tr("Audit report"), self.open_audit)),
            (may(Action.EMERGENCY_OPEN) and not may(Action.CHART_READ), self._emergency_entry()),
            (may(Action.EMERGENCY_REVIEW), (self.tr("Emergency readings"), self.open_review)),
        ]
        return [entry for there, entry in shown if there]

    def _own_title(self) -> str:
        return self.tr("My password and PIN") if self._has_passwords() else self.tr("Protect with a password")

    def _emergency_entry(self) -> Entry:
        return self.tr("Emergency access"), self.open_emergency

    def _has_passwords(self) -> bool:
        try:
            return self._people.has_passwords
        except StoreError:
            return True

    # people
    def open_people(self) -> None:
        """Show the page of people."""
        from desktop.people.people_page import PeoplePage  # noqa: PLC0415 - seldom needed

        page = self.page = PeoplePage(self.theme)
        page.added.connect(self._add)
        page.changed.connect(self._change)
        page.role_set.connect(self._set_role)
        page.removed.connect(lambda who: self._do(partial(self._people.remove, PersonId(who))))
        page.returned.connect(lambda who, word: self._do(partial(self._people.bring_back, PersonId(who), word)))
        page.password_given.connect(
            lambda who, word: self._do(partial(self._people.reset_password, PersonId(who), word))
        )
        page.recovery_asked.connect(self._renew_recovery)
        page.lock_minutes_set.connect(lambda minutes: self._do(partial(self._people.set_lock_minutes, minutes)))
        page.left.connect(self.left)
        self._refresh()
        self._show(page)

    def _add(self, draft: PersonDraft, roles: frozenset[Role], password: str) -> None:
        self._do(partial(self._people.add, draft, roles, password))

    def _change(self, who: str, version: int, draft: PersonDraft) -> None:
        self._do(partial(self._people.change, PersonId(who), version, draft))

    def _set_role(self, who: str, role: Role, held: bool) -> None:  # noqa: FBT001 - a signal's value
        self._do(partial(self._people.set_role, PersonId(who), role, held=held))

    def _renew_recovery(self) -> None:
        self._errands.run(self._people.renew_recovery, self.recovery_made.emit, self._refused)

    def _do(self, work: Callable[[], object]) -> None:
        """Do something about people beside the window, and show what is on disk then."""
        if self.page is not None:
            self.page.setEnabled(False)
        self._errands.run(work, lambda _done: self._refresh(), self._refused)

    def _refresh(self) -> None:
        if self.page is None:
            return
        self.page.setEnabled(True)
        try:
            practice = self._session.practice
            self.page.show_people(self._people.members(), practice.name, practice.lock_minutes)
        except StoreError as error:
            self.page.show_problem(error.text)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, StoreError) or self.page is None:
            raise error
        self._refresh()
        self.page.show_problem(error.text)

    # one's own
    def open_own(self) -> None:
        """Open the sheet of the signed-in person's password and PIN."""
        from desktop.people.own_sheet import OwnSheet  # noqa: PLC0415 - seldom needed

        if self.own is None:
            sheet = self.own = OwnSheet(self.theme, self._window)
            sheet.password_changed.connect(self._change_password)
            sheet.pin_set.connect(self._set_pin)
        person, practice = self._session.person, self._session.practice
        self.own.set_theme(self.theme)
        self.own.open_for(
            person.title,
            (person.name, practice.name),
            has_passwords=self._has_passwords(),
            has_pin=self._session.member.has_pin,
        )

    def _change_password(self, old: str, new: str) -> None:
        if not old:
            self.protect_asked.emit(new)
            return
        self._errands.run(
            partial(self._people.change_own_password, old, new),
            lambda _done: self._own_done(self.tr("Your password was changed.")),
            self._own_refused,
        )

    def _set_pin(self, pin: str) -> None:
        done = self.tr("Your PIN was set.") if pin else self.tr("You work without a PIN.")
        self._errands.run(partial(self._people.set_own_pin, pin), lambda _done: self._own_done(done), self._own_refused)

    def _own_done(self, text: str) -> None:
        if self.own is not None:
            self.own.close_sheet()
        self.said.emit(text)

    def _own_refused(self, error: Exception) -> None:
        if not isinstance(error, StoreError) or self.own is None:
            raise error
        self.own.show_problem(error.text)

    # the audit report
    def open_audit(self) -> None:
        """Show the audit report; that it was looked at is told in it."""
        from desktop.people.audit_page import AuditPage  # noqa: PLC0415 - seldom needed
        from desktop.practice.trail import Trail  # noqa: PLC0415

        trail = Trail(self._session)
        try:
            people = trail.begin()
        except StoreError as error:
            self.said.emit(error.text)
            return
        page = self.audit = AuditPage(trail.ask, trail.page, self.theme)
        page.closed.connect(self.left)
        page.save_asked.connect(partial(self._save_audit, trail))
        self._show(page)
        page.begin(people)

    def _save_audit(self, trail: "Trail", question: "Question") -> None:
        from desktop.export.files import ExportFailed, write  # noqa: PLC0415 - seldom needed

        name, _kind = QFileDialog.getSaveFileName(self._window, self.tr("Save the audit report"), "audit-report.csv")
        if not name:
            return
        self._errands.run(
            lambda: write(Path(name), trail.export(question, datetime.now(UTC))),
            lambda _done: self._audit_said(self.tr("Saved: {name}").format(name=Path(name).name)),
            lambda error: self._audit_said(_reason(error, (StoreError, ExportFailed))),
        )

    def _audit_said(self, text: str) -> None:
        if self.audit is not None:
            self.audit.say(text)

    # emergency access
    def open_emergency(self) -> None:
        """Open the sheet that asks for one chart, and why."""
        from desktop.people.emergency_sheet import EmergencySheet  # noqa: PLC0415 - seldom needed

        if self.emergency is None:
            sheet = self.emergency = EmergencySheet(self.theme, self._window)
            sheet.searched.connect(self._search)
            sheet.asked.connect(self._read)
        self.emergency.set_theme(self.theme)
        self.emergency.open_empty()

    def _search(self, text: str) -> None:
        if self.emergency is None:
            return
        try:
            found = self.readings.find_patients(text) if text.strip() else ()
        except StoreError as error:
            self.emergency.show_problem(error.text)
            return
        self.emergency.show_found(found)

    def _read(self, patient: str, reason: str) -> None:
        if self.emergency is None:
            return
        try:
            self.readings.begin(PatientId(patient), reason)
        except StoreError as error:
            self.emergency.show_problem(error.text)
            return
        self.emergency.close_sheet()
        self.chart_asked.emit(patient)

    def open_review(self) -> None:
        """Open the list of emergency readings."""
        from desktop.people.emergency_list import EmergencyList  # noqa: PLC0415 - seldom needed

        if self.review is None:
            self.review = EmergencyList(self.theme, self._window)
            self.review.reviewed.connect(self._review)
        self.review.set_theme(self.theme)
        self._show_readings()
        self.review.open_sheet()

    def _show_readings(self) -> None:
        if self.review is None:
            return
        try:
            self.review.show_readings(self.readings.all(), self._session.person.id)
        except StoreError as error:
            self.said.emit(error.text)

    def _review(self, access: str, remark: str) -> None:
        try:
            self.readings.review(EmergencyId(access), remark)
        except StoreError as error:
            self.said.emit(error.text)
        self._show_readings()


def _reason(error: Exception, known: tuple[type[Exception], ...]) -> str:
    if not isinstance(error, known):
        raise error
    return error.text if isinstance(error, StoreError) else str(error)
