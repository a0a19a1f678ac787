"""The visit page, and the visit that is open on it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.errors import StoreError
from db.records import VisitId
from desktop.atlas.views import Views
from desktop.settings import Settings
from desktop.theme import Theme, Tone
from desktop.window.calendar_day import today

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.practice.session import Session
    from desktop.window.screen import VisitScreen
    from desktop.window.visit import OpenVisit


class VisitPage(QObject):
    """Makes the page when it is first asked for, and opens one visit after the other on it.

    Signals:
        left(): the home screen is wanted.
        menu_asked(): the menu was pressed.
        lock_asked(): the lock was pressed.
        own_asked(): somebody looking at the demo wants to start with a practice of their own.
        stopped(str): a visit can't be opened; what happened and what to do.
    """

    left = Signal()
    menu_asked = Signal()
    lock_asked = Signal()
    own_asked = Signal()
    stopped = Signal(str)

    def __init__(self, views: Views, theme: Theme, settings: Settings, picture: QImage | None, parent: QObject) -> None:
        """`picture` is the first view's, if it was decoded for the first frame."""
        super().__init__(parent)
        self._views, self._theme, self._settings, self._picture = views, theme, settings, picture
        self._body: Body | None = None
        self.made: VisitScreen | None = None
        self.visit: OpenVisit | None = None

    @property
    def screen(self) -> "VisitScreen":
        """The page: the first frame does not wait for all of its parts."""
        if self.made is None:
            from desktop.window.screen import VisitScreen  # noqa: PLC0415
            from resources.presets import load_presets  # noqa: PLC0415

            made = self.made = VisitScreen(self._views, load_presets(), self._theme)
            if self._picture is not None:
                made.map.take_picture(self._views.all[0].key, self._picture)
            made.left.connect(self.left)
            made.menu_asked.connect(self.menu_asked)
            made.lock_asked.connect(self.lock_asked)
            made.own_asked.connect(self.own_asked)
        return self.made

    def body(self) -> "Body":
        """Return the body's surface, loaded once."""
        if self._body is None:
            from desktop.atlas.body import Body  # noqa: PLC0415 - the first frame needs no numpy

            self._body = Body.load()
        return self._body

    def open(self, session: "Session", visit_id: str) -> bool:
        """Put a visit on the page; False, and `stopped` says why, if that can't be done."""
        self.close()
        screen = self.screen
        screen.show_today(today())
        screen.show_demo(demo=session.practice.demo)
        screen.map.set_reduced_motion(on=self._settings.calm)
        screen.show_view(session.practice.first_view)
        try:
            self.visit = self._opened(session, VisitId(visit_id))
        except StoreError as error:
            self.stopped.emit(error.text)
        if self.visit is None:
            return False
        # only now that the visit has said whose body it is: the neutral one would be made ready for nothing
        screen.map.set_body(self.body())
        self.visit.remember_folders(self._settings)
        self.visit.left.connect(self.left)
        return True

    def _opened(self, session: "Session", visit_id: VisitId) -> "OpenVisit | None":
        # imported here: the first frame needs no SQL
        from desktop.practice.encounter import Encounter  # noqa: PLC0415
        from desktop.window.clock_words import clock_words  # noqa: PLC0415
        from desktop.window.rules import rules_of, without_rules  # noqa: PLC0415
        from desktop.window.visit import OpenVisit  # noqa: PLC0415

        day = session.visit(visit_id).date_of_service
        problem = without_rules(day)
        if problem:
            self.stopped.emit(problem)
            return None
        rules = rules_of(day)
        encounter = Encounter(session, visit_id, rules)
        visit = OpenVisit(self.screen, session, encounter, self.body(), rules)
        self._warn(clock_words(session.clock_behind))
        return visit

    def _warn(self, text: str) -> None:
        """Say that the clock is wrong, and let it stand where the editions do."""
        if text:
            self.screen.say(text, Tone.AMBER)
            self.screen.status.show_editions(text)

    def close(self) -> None:
        """Take the visit off the page; it stays as it is on disk."""
        if self.visit is not None:
            self.visit.close()
            self.visit = None

    def set_theme(self, theme: Theme) -> None:
        """Show the page in another theme or size of text; an open visit keeps all it has."""
        self._theme = theme
        if self.made is not None:
            self.made.set_theme(theme)
            self.made.map.set_reduced_motion(on=self._settings.calm)

    def stop(self) -> None:
        """Let the map's workers end."""
        if self.made is not None:
            self.made.map.stop()
