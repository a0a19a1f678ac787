"""The computer's own lock, heard: the desktop is locked, another person is at it, or it goes to sleep."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from desktop.window.desktop_lock_linux import BusWatch
    from desktop.window.desktop_lock_macos import ScreenPoll
    from desktop.window.desktop_lock_windows import SessionWatch

    Watch = BusWatch | ScreenPoll | SessionWatch


class DesktopLock(QObject):
    """Tells when nobody may be in front of the window any more; where that can't be heard it stays silent.

    Signals:
        locked(): the desktop was locked, the user was switched, or the computer goes to sleep. It may come
            more than once for one absence.
    """

    locked = Signal()

    def __init__(self, app: QCoreApplication, parent: QObject, system: str = sys.platform) -> None:
        super().__init__(parent)
        self._watch = _watch(app, self, system)
        if self._watch is not None:
            self._watch.away.connect(self.locked)

    def close(self) -> None:
        """Listen no longer."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None


# each is imported here: a start needs none of them, and a computer only one
def _watch(app: QCoreApplication, parent: QObject, system: str) -> "Watch | None":
    if system == "win32":
        from desktop.window.desktop_lock_windows import SessionWatch  # noqa: PLC0415 - see above

        return SessionWatch(app, parent)
    if system == "darwin":
        from desktop.window.desktop_lock_macos import screen_poll  # noqa: PLC0415 - see above

        return screen_poll(parent)
    try:
        from desktop.window.desktop_lock_linux import bus_watch  # noqa: PLC0415 - see above
    except ImportError:
        return None  # this Qt came without D-Bus, or the computer without its library
    return bus_watch(parent)
