"""The main window: one page at a time, and the way from one to the other."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from db.errors import StoreError
from db.records import PatientDraft, VisitId
from desktop.atlas.views import load_views
from desktop.practice.folder import FolderLock, demo_folder, unsuitable
from desktop.settings import Page, Settings
from desktop.theme import Theme
from desktop.window.screen import VisitScreen
from resources.codebook import load_presets

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.chart.home import HomePage
    from desktop.chart.patient_form import PatientForm
    from desktop.practice.session import Session
    from desktop.practice.summons import Summons
    from desktop.window.desk import VisitDesk
    from desktop.window.home_desk import HomeDesk

IN_USE = 3
"""Exit code: another Dermtally works in this folder."""
SMALLEST = (1024, 640)


class MainWindow(QMainWindow):
    """The window of one data folder.

    The first frame needs neither the record nor the body's surface; `open_record` brings both.

    Signals:
        ready(): a page that takes acts is shown; on the visit page, taps are stored from now on.
    """

    ready = Signal()

    def __init__(self, folder: Path, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self.theme = theme
        self._lock: FolderLock | None = None
        self._summons: Summons | None = None
        self.session: Session | None = None
        self.desk: VisitDesk | None = None
        self._home_desk: HomeDesk | None = None
        self._body: Body | None = None
        self.home: HomePage | None = None
        self._form: PatientForm | None = None
        self._pages = QStackedWidget()
        self.screen_page = VisitScreen(load_views(), load_presets(), theme)
        self._pages.addWidget(self.screen_page)
        self.setCentralWidget(self._pages)
        self.setWindowTitle("Dermtally")
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self.restoreGeometry(settings.geometry)
        self.screen_page.left.connect(self.show_home)

    # opening the record
    def open_record(self) -> None:
        """Open the record, or show what to do when that can't be done."""
        problem = unsuitable(self._folder)
        if problem:
            self._stop_at(problem)
        elif self._take_folder():
            self._open()

    def _open(self) -> None:
        # imported here: the first frame needs no SQL
        from desktop.practice import session as room

        if not room.exists(self._folder):
            self._show_welcome()
            return
        try:
            self._work_in(room.open_session(self._folder))
        except StoreError as error:
            self._stop_at(str(error))

    def _take_folder(self) -> bool:
        """Take the folder's lock; when another Dermtally holds it, bring that one forward and leave."""
        if self._lock is not None:
            return True
        # imported here: the first frame needs no sockets
        from desktop.practice.summons import Summons, call_forward

        lock = FolderLock(self._folder)
        if not lock.take():
            call_forward(lock.caller)
            QApplication.exit(IN_USE)
            return False
        self._lock = lock
        self._summons = Summons(lock.caller, self)
        self._summons.called.connect(self.come_forward)
        return True

    def come_forward(self) -> None:
        """Come to the front and flash: somebody started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def _work_in(self, session: "Session") -> None:
        """Show the page the program stopped at: the visit, if one was open, else the home screen."""
        self.session = session
        self.screen_page.show_demo(session.practice.demo)
        unfinished = session.unfinished() if self._settings.page is Page.VISIT else ()
        crashed = self._settings.mark_running()
        if unfinished:
            newest = max(unfinished, key=lambda each: each.last_change)
            self.open_visit(newest.visit.id)
            if crashed and self.desk:
                self.desk.say_recovered()
        else:
            self.show_home()
        self.ready.emit()

    # pages
    def _show(self, page: QWidget) -> None:
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _stop_at(self, reason: str) -> None:
        from desktop.chart.stopped import StoppedPage

        page = StoppedPage(self.theme)
        page.show_reason(reason, str(self._folder))
        page.again.connect(self.open_record)
        page.left.connect(self.close)
        self._show(page)
        self.ready.emit()

    def _show_welcome(self) -> None:
        from desktop.chart.welcome import WelcomePage

        page = WelcomePage(self.theme)
        page.demo_asked.connect(self.open_demo)
        page.practice_named.connect(self._begin_practice)
        self._show(page)
        self._welcome = page
        self.ready.emit()

    def _begin_practice(self, practice: str, person: str, credentials: str) -> None:
        from desktop.practice import session as room

        try:
            session = room.create_session(self._folder, practice=practice, person=person, credentials=credentials)
        except StoreError as error:
            self._welcome.show_problem(str(error))
            return
        self._work_in(session)

    def open_demo(self) -> None:
        """Leave this folder for the demo's own, and make the demo practice there if it is not yet there."""
        self._leave_folder()
        self._folder = demo_folder()
        if not self._take_folder():
            return
        from desktop.practice import session as room
        from desktop.practice.demo_practice import create_demo

        try:
            if room.exists(self._folder):
                self._work_in(room.open_session(self._folder))
            else:
                self._work_in(create_demo(self._folder, self.body(), self._rules(), date.today()))  # noqa: DTZ011
        except StoreError as error:
            self._stop_at(str(error))

    def show_home(self) -> None:
        """Show the home screen; the visit stays as it is on disk."""
        self._close_desk()
        if self.session is None:
            return
        if self.home is None:
            self._build_home(self.session)
        assert self.home is not None
        assert self._home_desk is not None
        self._settings.page = Page.HOME
        self._settings.save()
        self._show(self.home)
        self._home_desk.show()

    def _build_home(self, session: "Session") -> None:
        from desktop.chart.home import HomePage
        from desktop.chart.patient_form import PatientForm
        from desktop.window.home_desk import HomeDesk

        self.home = HomePage(self.theme)
        self.home.show_demo(session.practice.demo)
        self._form = PatientForm(self.theme, self.home)
        self._home_desk = HomeDesk(self.home, self._form, session, self._rules())
        self._home_desk.visit_asked.connect(self.open_visit)
        self._home_desk.failed.connect(self._failed)

    def _failed(self, error: StoreError) -> None:
        self._stop_at(str(error))

    def open_visit(self, visit_id: str) -> None:
        """Show a visit on the visit page."""
        assert self.session is not None
        self._close_desk()
        from desktop.practice.encounter import Encounter
        from desktop.window.desk import VisitDesk

        try:
            encounter = Encounter(self.session, VisitId(visit_id), self._rules())
        except StoreError as error:
            self._stop_at(str(error))
            return
        self._settings.page = Page.VISIT
        self._settings.save()
        self.screen_page.map.set_body(self.body())
        self.screen_page.show_view(self.session.practice.first_view)
        self.desk = VisitDesk(self.screen_page, encounter, self.body(), self._rules())
        self._show(self.screen_page)
        self.screen_page.map.setFocus()

    # what the pages need
    def body(self) -> "Body":
        """The body's surface, loaded once."""
        if self._body is None:
            # imported here: the first frame needs no numpy
            from desktop.atlas.body import Body

            self._body = Body.load()
        return self._body

    def _rules(self) -> "Rules":
        from desktop.snapshot import Rules

        if self._shared_rules is None:
            self._shared_rules = Rules(load_regions(), load_presets(), load_codebook())
        return self._shared_rules

    # leaving
    def _close_desk(self) -> None:
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _leave_folder(self) -> None:
        self._close_desk()
        self.home = None
        self._home_desk = None
        if self.session is not None:
            self.session.close()
            self.session = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window; the record needs no saving."""
        self._settings.geometry = QByteArray(self.saveGeometry())
        self._settings.mark_stopped()
        self._settings.save()
        self._leave_folder()
        event.accept()


__all__ = ["MainWindow", "PatientDraft"]
