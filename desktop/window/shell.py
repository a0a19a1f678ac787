"""The main window: one page at a time, and the way from one to the other."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from db.records import VisitId
from desktop.access import Action
from desktop.atlas.views import load_views
from desktop.controls.focus import FocusRing
from desktop.settings import Page, Settings
from desktop.theme import Theme
from desktop.window.arrival import Arrival
from desktop.window.calendar_day import today
from desktop.window.door import Door
from desktop.window.first_frame import FirstFrame
from desktop.window.guard import Guard
from desktop.window.look import Look
from desktop.window.menu import LINE
from desktop.window.office import Office
from desktop.window.pages import Pages
from desktop.window.visit_page import VisitPage

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.practice.session import Session
    from desktop.window.home_desk import HomeDesk
    from desktop.window.screen import VisitScreen
    from desktop.window.visit import OpenVisit

SMALLEST = (1024, 640)


class MainWindow(QMainWindow):
    """The window of one data folder.

    The first frame needs neither the record nor the body's surface; both come right after it.

    Signals:
        ready(): a page that takes acts is shown; on the visit page, taps are stored from now on.
    """

    ready = Signal()

    def __init__(self, app: QApplication, folder: Path, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self.theme = theme
        self.door = Door(folder, self)
        # queued: whoever waits for the window to be ready comes first
        self.ready.connect(self.door.listen, Qt.ConnectionType.QueuedConnection)
        self.home: HomeDesk | None = None
        self.views = load_views()
        self._pages = Pages(self.views.all[0] if settings.page is Page.VISIT else None, theme)
        self.setCentralWidget(self._pages)
        self.visits = VisitPage(self.views, theme, settings, self._pages.picture, self)
        self.setWindowTitle("Dermtally")
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self.restoreGeometry(settings.geometry)
        self._ring = FocusRing(app, theme, self)
        self.look = Look(app, settings, theme, self)
        self.look.changed.connect(self._restyle)
        self.door.called.connect(self.look.come_forward)
        self.arrival = Arrival(self.door, self._show, theme, self)
        self.arrival.arrived.connect(self._begin_work)
        self.arrival.waiting.connect(self.ready)
        self.arrival.stopped.connect(self._stop_at)
        self.arrival.demo_asked.connect(self.open_demo)
        self.arrival.left.connect(self.close)
        self.office = Office(app, self, theme, lambda: self.visit.hands_free if self.visit else None)
        self._connect_visits()
        self._connect_office()
        FirstFrame(self._pages.first, self.open_record)

    def _connect_visits(self) -> None:
        visits = self.visits
        visits.left.connect(self.show_home)
        visits.menu_asked.connect(self._open_menu)
        visits.lock_asked.connect(self.guard.lock_now)
        visits.own_asked.connect(self.open_own)
        visits.stopped.connect(self._stop_at)

    def _connect_office(self) -> None:
        office = self.office
        office.came.connect(self._somebody_came)
        office.left.connect(self.show_home)
        office.protect_asked.connect(self._protect)
        office.recovery_made.connect(lambda key: self.arrival.show_recovery(key, self.show_home))
        office.visit_asked.connect(self.open_visit)
        office.said.connect(self._say)

    @property
    def guard(self) -> Guard:
        """The lock."""
        return self.office.guard

    @property
    def screen_page(self) -> "VisitScreen":
        """The visit page's screen."""
        return self.visits.screen

    @property
    def visit(self) -> "OpenVisit | None":
        """The visit that is open on it."""
        return self.visits.visit

    def body(self) -> "Body":
        """Return the body's surface, loaded once."""
        return self.visits.body()

    @property
    def session(self) -> "Session | None":
        """The open record."""
        return self.door.session

    # opening the record
    @Slot()
    def open_record(self) -> None:
        """Open the record, ask who is there, or show what to do when that can't be done."""
        self.arrival.open()

    @Slot()
    def _begin_work(self) -> None:
        if self.session is not None:
            self._work_in(self.session)

    def _work_in(self, session: "Session") -> None:
        """Show where the program stopped: the visit, if one was open, else the home screen."""
        # imported here: the first frame needs no code tables
        from desktop.window.rules import without_rules  # noqa: PLC0415

        problem = without_rules(today())
        if problem:
            self._stop_at(problem)
            return
        self.office.begin(session, self._show)
        crashed = self._settings.mark_running()
        wanted = self._settings.visit if self._settings.page is Page.VISIT else ""
        if wanted and session.is_open(VisitId(wanted)):
            self.open_visit(wanted)
            if crashed and self.visit is not None:
                self.visit.desk.say_recovered()
        else:
            self.show_home()
        self.ready.emit()

    # pages
    def _show(self, page: QWidget) -> None:
        """Show a page; of the others only the visit screen and the home screen are kept."""
        self._pages.turn_to(page, self.visits.made, self.home.page if self.home else None)

    @Slot(str)
    def _stop_at(self, reason: str) -> None:
        from desktop.chart.stopped import StoppedPage  # noqa: PLC0415 - seldom needed

        page = StoppedPage(self.theme)
        page.show_reason(reason, str(self.door.folder))
        page.again.connect(self.open_record)
        page.left.connect(self.close)
        self._show(page)
        self.ready.emit()

    @Slot()
    def open_demo(self) -> None:
        """Leave this folder for the demo's own, and make the demo practice there if it is not yet there."""
        self._leave()
        self.arrival.open_demo(self.body())

    @Slot()
    def open_own(self) -> None:
        """Leave the demo for the practice's own folder."""
        self._leave()
        self.door.go_to_own()
        self.open_record()

    @Slot()
    def show_home(self) -> None:
        """Show the home screen; the visit stays as it is on disk."""
        self.visits.close()
        self.office.end_emergency()
        if self.session is None:
            return
        if self.home is None:
            self.home = self._made_home(self.session)
        self._remember(Page.HOME, "")
        self._show(self.home.page)
        self.home.show()

    def _made_home(self, session: "Session") -> "HomeDesk":
        # imported here: a start into a visit does not need it
        from desktop.window.home_desk import HomeDesk  # noqa: PLC0415
        from desktop.window.rules import rules_of  # noqa: PLC0415

        home = HomeDesk(self.theme, session, rules_of(today()), self)
        home.visit_asked.connect(self.open_visit)
        home.page.own_asked.connect(self.open_own)
        home.failed.connect(self._stop_at)
        home.page.menu_asked.connect(self._open_menu)
        home.page.show_lock(self.guard.can_lock)
        home.page.lock_asked.connect(self.guard.lock_now)
        return home

    @Slot(str)
    def open_visit(self, visit_id: str) -> None:
        """Show a visit on the visit page."""
        session = self.session
        if session is None:
            return
        self.screen_page.banner.show_lock(self.guard.can_lock)
        if not self.visits.open(session, visit_id):
            return
        self._remember(Page.VISIT, visit_id)
        self._show(self.screen_page)
        self.office.show_emergency(self.screen_page)
        self.screen_page.map.setFocus()

    @Slot(str)
    def _say(self, text: str) -> None:
        """Say what was done where the person looks."""
        if self.visit is not None:
            self.screen_page.say(text)
        elif self.home is not None:
            self.home.page.say(text)

    @Slot(str)
    def _protect(self, password: str) -> None:
        """Close the record, give it its first password and open it again."""
        self.office.end()
        self.visits.close()
        self._drop_home()
        self.arrival.protect(password)

    def _remember(self, page: Page, visit_id: str) -> None:
        """Remember where the next start goes on."""
        self._settings.page = page
        self._settings.visit = visit_id
        self._settings.save()

    # menus and look
    @Slot()
    def _open_menu(self) -> None:
        if self.visit is not None:
            entries = [*self.visit.entries(), LINE, *self.office.entries(), LINE]
            self.look.open_menu(self.screen_page.banner.menu_button, entries)
        elif self.home is not None:
            self.look.open_menu(self.home.page.menu_button, [*self.office.entries(), LINE])

    @Slot(object)
    def _restyle(self, theme: Theme) -> None:
        """Follow another theme or size of text. The home screen is made anew; an open visit keeps all it has."""
        self.theme = theme
        self.arrival.set_theme(theme)
        self.office.set_theme(theme)
        self.visits.set_theme(theme)
        self._ring.set_theme(theme)
        at_home = self.home is not None and self._pages.currentWidget() is self.home.page
        self._drop_home()
        if at_home:
            self.show_home()

    @Slot()
    def _somebody_came(self) -> None:
        """Go on where the window was locked, if that is for whoever opened it; else show what is."""
        session = self.session
        if session is None:
            return
        if self.visit is not None and session.may(Action.CHART_READ):
            self.visit.show_person()
        else:
            self._drop_home()
            self.show_home()

    # leaving
    def _drop_home(self) -> None:
        if self.home is not None:
            self._pages.removeWidget(self.home.page)
            self.home.close()
            self.home = None

    def _leave(self) -> None:
        self.office.end()
        self.visits.close()
        self._drop_home()
        self.door.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window; the record needs no saving."""
        self._settings.geometry = QByteArray(self.saveGeometry())
        self._settings.mark_stopped()
        self._settings.save()
        self.visits.stop()
        self.arrival.close()
        self.office.close()
        self._leave()
        event.accept()
