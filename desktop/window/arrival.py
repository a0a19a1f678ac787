"""From a data folder to somebody who works in its record: the first start, the sign-in, the recovery key's card."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from db.errors import KeyDamaged, StoreError
from desktop.theme import Theme
from desktop.window.door import Door
from desktop.window.errands import Errands

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.chart.welcome import WelcomePage
    from desktop.people.sign_in_page import SignInPage
    from desktop.practice.session import Session

IN_USE = 3
"""Exit code: another Dermtally works in this folder."""


class Arrival(QObject):
    """Opens the door's record, and shows what must be asked before it.

    Signals:
        arrived(): the door has a session, and somebody is signed in.
        waiting(): a page that asks something is shown.
        stopped(str): the record can't be opened; what happened and what to do.
        demo_asked(): somebody wants to see the demo.
        left(): somebody wants to close the program.
    """

    arrived = Signal()
    waiting = Signal()
    stopped = Signal(str)
    demo_asked = Signal()
    left = Signal()

    def __init__(self, door: Door, show: Callable[[QWidget], None], theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self._door, self._show = door, show
        self._errands = Errands(self)
        self._welcome: WelcomePage | None = None
        self._sign_in: SignInPage | None = None

    @Slot()
    def open(self) -> None:
        """Open the record, ask who is there, or say what is wrong."""
        if self._door.problem:
            self.stopped.emit(self._door.problem)
        elif not self._door.take():
            QApplication.exit(IN_USE)
        elif not self._door.begun():
            self._show_welcome()
        else:
            self._open_begun()

    def open_demo(self, body: "Body") -> None:
        """Go to the demo's folder and open the demo practice, made there if it is not yet there."""
        # imported here: the first frame needs no code tables
        from desktop.window.calendar_day import today  # noqa: PLC0415
        from desktop.window.rules import rules_of  # noqa: PLC0415

        self._door.go_to_demo()
        if not self._door.take():
            QApplication.exit(IN_USE)
            return
        try:
            self._door.begin_demo(body, rules_of(today()), today())
        except StoreError as error:
            self.stopped.emit(error.text)
        else:
            self.arrived.emit()

    def _open_begun(self) -> None:
        try:
            if self._door.locked():
                self._show_sign_in(self._door.people())
                return
            self._door.open()
        except KeyDamaged as error:
            self._ask_recovery(error)
        except StoreError as error:
            self.stopped.emit(error.text)
        else:
            self.arrived.emit()

    def _ask_recovery(self, error: KeyDamaged) -> None:
        """Ask for the recovery key if it can still open the record; else say what happened."""
        if not self._door.can_recover():
            self.stopped.emit(error.text)
            return
        self._show_sign_in(())
        if self._sign_in is not None:
            self._sign_in.show_damaged()

    # the first start
    def _show_welcome(self) -> None:
        from desktop.chart.welcome import WelcomePage  # noqa: PLC0415 - once in a record's life

        page = WelcomePage(self.theme)
        page.demo_asked.connect(self.demo_asked)
        page.practice_named.connect(self._begin)
        self._welcome = page
        self._show(page)
        self.waiting.emit()

    @Slot(str, str, str, str)
    def _begin(self, practice: str, person: str, credentials: str, password: str) -> None:
        if self._welcome is not None:
            self._welcome.setEnabled(False)
        self._errands.run(
            lambda: self._door.begun_with(practice, person, credentials, password), self._begun, self._not_begun
        )

    def _begun(self, made: "tuple[Session, str]") -> None:
        self._welcome = None
        session, recovery = made
        self._door.session = session
        self.show_recovery(recovery, self.arrived.emit)

    def _not_begun(self, error: Exception) -> None:
        if self._welcome is None or not isinstance(error, StoreError):
            raise error
        self._welcome.setEnabled(True)
        self._welcome.show_problem(error.text)

    def protect(self, password: str) -> None:
        """Give the open record its first password; whatever shows it must be closed already."""
        self._errands.run(lambda: self._door.protected(password), self._begun, self._not_protected)

    def _not_protected(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._door.session = None  # it was closed; it is opened anew as it is now
        self.stopped.emit(error.text)

    def show_recovery(self, recovery: str, after: Callable[[], None]) -> None:
        """Show a recovery key, once, and go on when it is kept."""
        from desktop.people.recovery_card import RecoveryCard  # noqa: PLC0415 - once in a record's life

        session = self._door.session
        if session is None:
            return
        page = RecoveryCard(self.theme)
        page.show_key(recovery, session.practice.name)
        page.kept.connect(after)
        self._show(page)
        page.focus_first()
        self.waiting.emit()

    # somebody has a password
    def _show_sign_in(self, people: tuple[tuple[str, str], ...]) -> None:
        from desktop.people.sign_in_page import SignInPage  # noqa: PLC0415 - a record without passwords needs it not

        page = SignInPage(self.theme)
        page.show_people(people)
        page.asked.connect(self._enter)
        page.recovery_asked.connect(self._recover)
        page.left.connect(self.left)
        self._sign_in = page
        self._show(page)
        page.focus_first()
        self.waiting.emit()

    @Slot(str, str)
    def _enter(self, person: str, password: str) -> None:
        self._ask(lambda: self._door.entered(person, password))

    @Slot(str)
    def _recover(self, recovery: str) -> None:
        self._ask(lambda: self._door.recovered(recovery))

    def _ask(self, work: "Callable[[], Session]") -> None:
        if self._sign_in is not None:
            self._sign_in.show_checking()
            self._errands.run(work, self._entered, self._not_entered)

    def _entered(self, session: "Session") -> None:
        self._sign_in = None
        self._door.session = session
        self.arrived.emit()

    def _not_entered(self, error: Exception) -> None:
        # imported here: a record without passwords needs neither
        from db.errors import KeyLost, PasswordWrong  # noqa: PLC0415
        from desktop.practice.entrance import MustWait  # noqa: PLC0415

        page = self._sign_in
        if page is None:
            return
        if isinstance(error, PasswordWrong):
            page.show_wrong()
        elif isinstance(error, MustWait):
            page.show_wait(error.seconds)
        elif isinstance(error, KeyDamaged) and not isinstance(error, KeyLost):
            page.show_damaged()
        elif isinstance(error, StoreError):
            page.show_problem(error.text)
        else:
            raise error

    def set_theme(self, theme: Theme) -> None:
        """Show what is asked in another theme or size of text."""
        self.theme = theme
        for page in (self._welcome, self._sign_in):
            if page is not None:
                page.set_theme(theme)

    def close(self) -> None:
        """Wait for what is being done, and hand over nothing more."""
        self._errands.close()
