"""The lock of macOS, looked at every two seconds: its notifications need a bridge that is not shipped."""

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

EVERY_MS = 2_000
_ASLEEP_S = 1.0
"""A pause of the processor shorter than this is no sleep."""
_LOCKED, _ON_CONSOLE = b"CGSSessionScreenIsLocked", b"kCGSSessionOnConsoleKey"
_FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/{0}"
_UTF8 = 0x08000100


def means_away(locked: bool | None, on_console: bool | None) -> bool:  # noqa: FBT001 - two flags as macOS gives them
    """Say whether a session is locked or gave the screen to another user's; None is a flag that is not there."""
    return locked is True or on_console is False


class ScreenPoll(QObject):
    """Asks again and again whether the screen is away, and how long the computer has slept in all.

    Signals:
        away(): the desktop was locked, the user was switched, or the computer slept since the last look.
    """

    away = Signal()

    def __init__(
        self, is_away: Callable[[], bool], slept_s: Callable[[], float], parent: QObject, every_ms: int = EVERY_MS
    ) -> None:
        super().__init__(parent)
        self._is_away, self._slept_s = is_away, slept_s
        self._was_away, self._had_slept_s = is_away(), slept_s()
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Look no longer."""
        self._timer.stop()
        self.deleteLater()

    @Slot()
    def _look(self) -> None:
        is_away, slept_s = self._is_away(), self._slept_s()
        left = is_away and not self._was_away
        slept = slept_s - self._had_slept_s >= _ASLEEP_S
        self._was_away, self._had_slept_s = is_away, slept_s
        if left or slept:
            self.away.emit()


class Console:
    """What macOS says of this login session. Raises OSError or AttributeError where there is no such system."""

    def __init__(self, graphics: str, foundation: str) -> None:
        self._graphics, self._foundation = ctypes.CDLL(graphics), ctypes.CDLL(foundation)
        pointer, of = ctypes.c_void_p, self._foundation
        self._graphics.CGSessionCopyCurrentDictionary.restype = pointer
        of.CFStringCreateWithCString.restype = of.CFDictionaryGetValue.restype = pointer
        of.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
        of.CFDictionaryGetValue.argtypes = (pointer, pointer)
        of.CFGetTypeID.restype = of.CFBooleanGetTypeID.restype = ctypes.c_ulong
        of.CFBooleanGetValue.restype = ctypes.c_ubyte
        for function in (of.CFGetTypeID, of.CFBooleanGetValue, of.CFRelease):
            function.argtypes = (pointer,)
        of.CFRelease.restype = None

    def is_away(self) -> bool:
        """Say whether nobody is in front of this session; without an answer it is taken for seen."""
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return False
        try:
            return means_away(self._flag(session, _LOCKED), self._flag(session, _ON_CONSOLE))
        finally:
            self._foundation.CFRelease(session)

    def _flag(self, session: int, name: bytes) -> bool | None:
        key = self._foundation.CFStringCreateWithCString(None, name, _UTF8)
        value = self._foundation.CFDictionaryGetValue(session, key)
        self._foundation.CFRelease(key)
        if not value:
            return None
        if self._foundation.CFGetTypeID(value) != self._foundation.CFBooleanGetTypeID():
            return True
        return bool(self._foundation.CFBooleanGetValue(value))


def slept_s() -> float:
    """Return for how many seconds this computer has slept, counted from a moment that does not change."""
    if sys.platform == "darwin":
        # of these clocks one runs on while the computer sleeps and one stands still
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return 0.0


def screen_poll(parent: QObject) -> ScreenPoll | None:
    """Return a look at this computer's screen; None where macOS does not answer."""
    try:
        console = Console(_FRAMEWORKS.format("CoreGraphics"), _FRAMEWORKS.format("CoreFoundation"))
    except (OSError, AttributeError):
        return None
    return ScreenPoll(console.is_away, slept_s, parent)
