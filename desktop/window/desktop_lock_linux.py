"""The lock of a Linux desktop, heard on D-Bus: screen savers on the session's bus, logins on the system's."""

import os
from collections.abc import Mapping

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath

SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
LOGIN = "org.freedesktop.login1"
MANAGER, SESSION, PROPERTIES = f"{LOGIN}.Manager", f"{LOGIN}.Session", "org.freedesktop.DBus.Properties"
_LOGIN_PATH = "/org/freedesktop/login1"
_OWN_SESSION = "auto"
"""What logind calls the session of whoever asks."""


def means_away(interface: str, now: Mapping[str, object]) -> bool:
    """Say whether changed properties mean a locked session, or one that gave the screen to another user's."""
    return interface == SESSION and (now.get("LockedHint") is True or now.get("Active") is False)


class BusWatch(QObject):
    """Hears screen savers and logind. A bus that is not there is not missed.

    WORKAROUND: the slots take what Qt itself unpacks from a message; a map in a message reaches Python packed.

    Signals:
        away(): the desktop was locked, the user was switched, or the computer goes to sleep.
    """

    away = Signal()

    def __init__(self, session: QDBusConnection, system: QDBusConnection, session_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._system = system
        # any sender: desktops put the same interface under different names, and who shares this bus may lock it
        for interface in SCREEN_SAVERS:
            self._hear(session, ("", "", interface, "ActiveChanged"), "heed(bool)")
        if system.isConnected():
            self._hear(system, (LOGIN, _LOGIN_PATH, MANAGER, "PrepareForSleep"), "heed(bool)")
            self._ask_for_session(session_id or _OWN_SESSION)

    def close(self) -> None:
        """Listen no longer."""
        # deleting it is what ends its subscriptions: disconnecting one by one would hold Python's lock meanwhile
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.deleteLater()

    @Slot(bool)
    def heed(self, begins: bool) -> None:  # noqa: FBT001 - what the message carries
        """Take a screen saver's or a sleep's beginning; its end says nothing."""
        if begins:
            self.away.emit()

    @Slot()
    def heed_lock(self) -> None:
        """Take logind's wish that this session be locked."""
        self.away.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def heed_change(self, interface: str, now: dict[str, object], _dropped: list[str]) -> None:
        """Take a change of this session's state."""
        if means_away(interface, now):
            self.away.emit()

    def _ask_for_session(self, session_id: str) -> None:
        """Ask which session this is, without waiting for the answer; without one there is no answer."""
        question = QDBusMessage.createMethodCall(LOGIN, _LOGIN_PATH, MANAGER, "GetSession")
        question.setArguments([session_id])
        answer = SLOT("listen_to(QDBusObjectPath)")
        self._system.callWithCallback(question, self, answer)  # type: ignore[call-overload] # the stub wants bytes, Qt str

    @Slot(QDBusObjectPath)
    def listen_to(self, session: QDBusObjectPath) -> None:
        """Hear this session, and nobody else's."""
        path = session.path()
        changed = "heed_change(QString,QVariantMap,QStringList)"
        self._hear(self._system, (LOGIN, path, SESSION, "Lock"), "heed_lock()")
        self._hear(self._system, (LOGIN, path, PROPERTIES, "PropertiesChanged"), changed)

    def _hear(self, bus: QDBusConnection, what: tuple[str, str, str, str], slot: str) -> None:
        """Hear a message: its sender, path, interface and name, where an empty word stands for any."""
        bus.connect(*what, self, SLOT(slot))  # type: ignore[call-overload] # the stub wants bytes, Qt str


def bus_watch(parent: QObject) -> BusWatch:
    """Return a watch on this computer's two buses."""
    session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
    return BusWatch(session, system, os.environ.get("XDG_SESSION_ID", ""), parent)
