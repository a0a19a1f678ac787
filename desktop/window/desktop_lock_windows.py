"""The lock of Windows, heard among the messages that Windows sends to windows."""

import ctypes
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QWindow

_POWER_BROADCAST, _SESSION_CHANGE = 0x0218, 0x02B1
_AWAY = frozenset(
    {
        (_SESSION_CHANGE, 0x2),  # WTS_CONSOLE_DISCONNECT: another user is at the screen
        (_SESSION_CHANGE, 0x4),  # WTS_REMOTE_DISCONNECT
        (_SESSION_CHANGE, 0x7),  # WTS_SESSION_LOCK
        (_POWER_BROADCAST, 0x4),  # PBT_APMSUSPEND
    }
)
_THIS_SESSION = 0
Address = int


class _Head(ctypes.Structure):
    """How Windows' MSG begins."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("what", ctypes.c_size_t))


def means_away(message: Address) -> bool:
    """Say whether the MSG at an address tells of a lock, of another user or of sleep."""
    head = _Head.from_address(message)
    return (head.message, head.what) in _AWAY


class _Messages(QAbstractNativeEventFilter):
    """Looks at each message on its way, and lets it pass."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        """Tell of a message that means an absence; at once, since a computer about to sleep waits for it."""
        if QByteArray(kind).startsWith(b"windows_") and means_away(int(message)):
            self._tell()
        return False, 0


class SessionWatch(QObject):
    """Hears the session's changes through a window of its own that is never shown.

    Signals:
        away(): the desktop was locked, the user was switched, or the computer goes to sleep.
    """

    away = Signal()

    def __init__(self, app: QCoreApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._messages = _Messages(self.away.emit)
        self._window = QWindow()
        self._window.create()
        app.installNativeEventFilter(self._messages)
        _tell_windows("WTSRegisterSessionNotification", self._window.winId(), _THIS_SESSION)

    def close(self) -> None:
        """Listen no longer."""
        self._app.removeNativeEventFilter(self._messages)
        _tell_windows("WTSUnRegisterSessionNotification", self._window.winId())
        self._window.destroy()
        self.deleteLater()


def _tell_windows(function: str, window: int, *flags: int) -> None:
    """Call a function of the session service for a window; without the service only sleep is heard."""
    try:
        # CDLL serves: a 64-bit Windows, the only one Qt 6 is made for, has one way to call
        call = getattr(ctypes.CDLL("wtsapi32"), function)
    except (OSError, AttributeError):
        return
    call(ctypes.c_void_p(window), *map(ctypes.c_uint, flags))
