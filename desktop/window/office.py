"""Who works in the window: the lock, the people's own pages, and reading a chart in an emergency."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from db.errors import StoreError
from desktop.theme import Theme
from desktop.window.guard import Guard
from desktop.window.menu import Entry

if TYPE_CHECKING:
    from desktop.people.emergency_band import EmergencyBand
    from desktop.practice.session import Session
    from desktop.window.desktop_lock import DesktopLock
    from desktop.window.hands_free import HandsFree
    from desktop.window.screen import VisitScreen
    from desktop.window.staff_desk import StaffDesk

WATCH_AFTER_MS = 500
"""How long after a sign-in the desktop's own lock is watched for."""


class Office(QObject):
    """What one open record's people need of the window, from its opening to its end.

    Signals:
        came(): somebody opened the lock; the session's person is who it is now.
        left(): a page of people was left.
        protect_asked(str): give the record this password, its first.
        recovery_made(str): a new recovery key, to be shown once.
        visit_asked(str): show this visit: it is read in an emergency.
        said(str): what was done, in words.
    """

    came = Signal()
    left = Signal()
    protect_asked = Signal(str)
    recovery_made = Signal(str)
    visit_asked = Signal(str)
    said = Signal(str)

    def __init__(
        self, app: QApplication, window: QMainWindow, theme: Theme, hands_free: "Callable[[], HandsFree | None]"
    ) -> None:
        super().__init__(window)
        self.theme, self._app, self._window = theme, app, window
        self.guard = Guard(app, window, theme, hands_free)
        self.guard.opened.connect(self.came)
        self.staff: StaffDesk | None = None
        self._band: EmergencyBand | None = None
        self._session: Session | None = None
        self._desktop: DesktopLock | None = None
        self._show: Callable[[QWidget], None] = lambda _page: None

    def begin(self, session: "Session", show: Callable[[QWidget], None]) -> None:
        """Guard an open record, and show its people's pages by `show`."""
        self._session, self._show = session, show
        self.guard.begin(session)
        if self.guard.can_lock:
            # a moment later: no tap waits for the desktop's answer
            QTimer.singleShot(WATCH_AFTER_MS, self, self._watch_desktop)

    def _watch_desktop(self) -> None:
        """Lock with the desktop from now on."""
        if self._desktop is None:
            from desktop.window.desktop_lock import DesktopLock  # noqa: PLC0415 - the first frame needs it not

            self._desktop = DesktopLock(self._app, self)
            self._desktop.locked.connect(partial(self.guard.lock, "desktop"))

    def end(self) -> None:
        """Let go of the record."""
        self.guard.end()
        self.end_emergency()
        if self.staff is not None:
            self.staff.close()
            self.staff = None
        self._session = None

    def close(self) -> None:
        """Let go of everything."""
        self.end()
        if self._desktop is not None:
            self._desktop.close()
            self._desktop = None
        self.guard.close()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme or size of text."""
        self.theme = theme
        self.guard.set_theme(theme)
        if self._band is not None:
            self._band.set_theme(theme)
        if self.staff is not None:
            self.staff.set_theme(theme)

    def entries(self) -> list[Entry]:
        """Return the menu's entries for whoever is signed in."""
        desk = self._desk()
        return desk.entries() if desk is not None else []

    def _desk(self) -> "StaffDesk | None":
        """Return what the entries open, made when somebody opens the menu."""
        if self.staff is None and self._session is not None:
            from desktop.window.staff_desk import StaffDesk  # noqa: PLC0415 - the first frame needs it not

            desk = self.staff = StaffDesk(self._session, self.theme, self._show, self._window)
            desk.left.connect(self.left)
            desk.protect_asked.connect(self.protect_asked)
            desk.recovery_made.connect(self.recovery_made)
            desk.chart_asked.connect(self._open_chart)
            desk.said.connect(self.said)
        return self.staff

    # reading in an emergency
    def _open_chart(self, patient: str) -> None:
        from db.records import PatientId  # noqa: PLC0415 - the first frame needs no SQL

        if self.staff is None:
            return
        try:
            visit = self.staff.readings.newest_visit(PatientId(patient))
        except StoreError as error:
            self.said.emit(error.text)
            return
        if visit is None:
            self.said.emit(self.tr("This patient has no visit yet; there is nothing to read."))
        else:
            self.visit_asked.emit(visit)

    def show_emergency(self, screen: "VisitScreen") -> None:
        """Put the loud band over a chart that is read in an emergency."""
        reading = self.staff.readings.running if self.staff is not None else None
        if reading is None:
            return
        from desktop.people.emergency_band import EmergencyBand  # noqa: PLC0415 - seldom needed

        self.end_band()
        self._band = EmergencyBand(screen.banner, self.theme, screen)
        self._band.ended.connect(self.end_emergency)
        self._band.ended.connect(self.left)
        self._band.show_reading(reading.ends_at, reading.reason)

    def end_band(self) -> None:
        """Take the band away."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None

    def end_emergency(self) -> None:
        """End what is read in an emergency."""
        self.end_band()
        if self.staff is None:
            return
        try:
            self.staff.readings.end_running()
        except StoreError as error:
            self.said.emit(error.text)
