"""The lock: nothing of a chart is seen, nothing of it is lost, and whoever opens it works on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip, QWidget

from db.errors import StoreError
from desktop.theme import Theme
from desktop.window.errands import Errands

if TYPE_CHECKING:
    from db.people import PersonId
    from desktop.people.lock_page import LockPage
    from desktop.practice.pins import Tried
    from desktop.practice.session import Session
    from desktop.practice.switching import Switching
    from desktop.window.hands_free import HandsFree
    from desktop.window.locked_pedals import LockedPedals

HANDS_FREE_MINUTES = 20
"""How long a running hands-free visit keeps its name after the last press (screens.md 4.11)."""
_ACTS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Guard(QObject):
    """Locks the window after a while without an act, when the desktop is locked, and when asked to.

    A record without passwords has no lock: there would be nothing to ask.

    Signals:
        locked(): the chart is hidden.
        opened(): somebody came in; the session's person is who it is now.
    """

    locked = Signal()
    opened = Signal()

    def __init__(
        self, app: QApplication, window: QMainWindow, theme: Theme, hands_free: "Callable[[], HandsFree | None]"
    ) -> None:
        super().__init__(window)
        self._app, self._window, self.theme, self._hands_free = app, window, theme, hands_free
        self._errands = Errands(self)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(partial(self.lock, "idle"))
        self._session: Session | None = None
        self._switching: Switching | None = None
        self._pedals: LockedPedals | None = None
        self._focus: QWidget | None = None
        self.page: LockPage | None = None

    @property
    def can_lock(self) -> bool:
        """Whether there is a lock at all."""
        return self._switching is not None

    @property
    def minutes(self) -> int:
        """How long the window stays open without an act."""
        if self._session is None:
            return 0
        hands_free = self._hands_free()
        return HANDS_FREE_MINUTES if hands_free and hands_free.running else self._session.practice.lock_minutes

    def begin(self, session: "Session") -> None:
        """Guard an open record from now on."""
        self._session = session
        if not _has_passwords(session):
            return
        from desktop.practice.switching import Switching  # noqa: PLC0415 - a record without passwords needs it not

        self._switching = Switching(session)
        self._app.installEventFilter(self)
        self._wait_anew()

    def end(self) -> None:
        """Guard nothing any more: the record is closed."""
        self._app.removeEventFilter(self)
        self._errands.finish()
        self._idle.stop()
        self._session = self._switching = None
        if self.page is not None:
            self._take_away()

    def close(self) -> None:
        """Let go of everything."""
        self.end()
        self._errands.close()

    def set_theme(self, theme: Theme) -> None:
        """Show the lock in another theme or size of text."""
        self.theme = theme
        if self.page is not None:
            self.page.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait anew after each act; keep the lock over the whole window."""
        if event.type() in _ACTS:
            self._wait_anew()
        elif self.page is not None and watched is self._window and event.type() is QEvent.Type.Resize:
            self.page.setGeometry(self._window.rect())
        return False

    def _wait_anew(self) -> None:
        if self.page is None and self._switching is not None:
            self._idle.start(self.minutes * 60_000)

    # locking
    @Slot()
    def lock_now(self) -> None:
        """Lock because somebody asked for it."""
        self.lock("asked")

    @Slot(str)
    def lock(self, how: str) -> None:
        """Hide the chart. It stays as it is, down to a half-typed call-out."""
        if self._switching is None or self._session is None or self.page is not None:
            return
        self._focus = QApplication.focusWidget()
        self._close_what_floats()
        self.page = self._made_page(self._session, self._switching)
        self._hide_window(hidden=True)
        self.page.setGeometry(self._window.rect())
        self.page.show()
        self.page.raise_()
        self.page.focus_first()
        self._idle.stop()
        self._keep_counting(self.page)
        self._tell(how)
        self.locked.emit()

    def _made_page(self, session: "Session", switching: "Switching") -> "LockPage":
        # imported here: the first frame needs it not
        from desktop.people.lock_page import LockPage  # noqa: PLC0415
        from desktop.window.entrants import entrants  # noqa: PLC0415

        page = LockPage(self.theme, parent=self._window)
        page.show_practice(session.practice.name)
        page.show_people(*entrants(session, switching))
        page.pin_entered.connect(self._try_pin)
        page.password_entered.connect(self._try_password)
        return page

    def _close_what_floats(self) -> None:
        """Close what stands in windows of its own: menus, tips, the choice of a file."""
        QToolTip.hideText()
        for each in QApplication.topLevelWidgets():
            if each is not self._window and each.isVisible():
                each.close()

    def _keep_counting(self, page: "LockPage") -> None:
        """Let the pedals of a running hands-free visit count on, and the number be seen."""
        hands_free = self._hands_free()
        if hands_free is not None and hands_free.running:
            from desktop.window.locked_pedals import LockedPedals  # noqa: PLC0415 - few locks need it

            self._pedals = LockedPedals(self._app, hands_free, page, self)

    def _tell(self, how: str) -> None:
        """Store that it was locked. A record that can't be written is locked all the same."""
        if self._switching is not None:
            switching = self._switching
            self._errands.run(lambda: switching.lock(how), _nothing, _unless_stored)

    # opening
    @Slot(str, str)
    def _try_pin(self, person: str, pin: str) -> None:
        self._try(person, "pin", lambda switching, who: switching.try_pin(who, pin))

    @Slot(str, str)
    def _try_password(self, person: str, password: str) -> None:
        self._try(person, "password", lambda switching, who: switching.try_password(who, password))

    def _try(self, person: str, how: str, attempt: "Callable[[Switching, PersonId], Tried]") -> None:
        from db.people import PersonId  # noqa: PLC0415 - the first frame needs no SQL

        if self._switching is None or self.page is None:
            return
        self.page.show_checking()
        who = PersonId(person)
        self._errands.run(partial(attempt, self._switching, who), partial(self._tried, who, how), self._not_tried)

    def _tried(self, who: "PersonId", how: str, tried: "Tried") -> None:
        from desktop.practice.pins import Outcome  # noqa: PLC0415 - the first frame needs no SQL

        if self.page is None or self._switching is None or self._session is None:
            return
        if tried.outcome is Outcome.PASSED:
            self._let_in(who, how)
        elif tried.outcome is Outcome.PASSWORD_NEEDED:
            from desktop.window.entrants import entrants  # noqa: PLC0415 - already there

            self.page.show_people(*entrants(self._session, self._switching, who))
        elif tried.wait_s:
            self.page.show_wait(tried.wait_s)
        else:
            self.page.show_wrong()

    def _let_in(self, who: "PersonId", how: str) -> None:
        if self._switching is None:
            return
        try:
            self._switching.let_in(who, how)
        except StoreError as error:
            self._not_tried(error)
            return
        self._take_away()
        self._wait_anew()
        self.opened.emit()

    def _not_tried(self, error: Exception) -> None:
        if not isinstance(error, StoreError) or self.page is None:
            raise error
        self.page.show_problem(error.text)

    def _hide_window(self, *, hidden: bool) -> None:
        central = self._window.centralWidget()
        if central is not None:
            central.setHidden(hidden)

    def _take_away(self) -> None:
        """Show the window again as it was, with the cursor where it was."""
        if self._pedals is not None:
            self._pedals.close()
            self._pedals = None
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None
        self._hide_window(hidden=False)
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None


def _has_passwords(session: "Session") -> bool:
    try:
        return session.has_passwords
    except StoreError:
        return False  # the key file is gone: nothing could open a lock


def _nothing(_done: None) -> None:
    pass


def _unless_stored(error: Exception) -> None:
    if not isinstance(error, StoreError):
        raise error
