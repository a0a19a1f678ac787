"""The computer's own lock is heard on each system, and where it can't be heard nothing happens."""

import ctypes
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QByteArray, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken, getCppPointer

from desktop.window import desktop_lock_macos, desktop_lock_windows
from desktop.window.desktop_lock import DesktopLock
from desktop.window.desktop_lock_macos import ScreenPoll
from desktop.window.desktop_lock_windows import SessionWatch

MESSAGE, SESSION_CHANGE, POWER = 0x0200, 0x02B1, 0x0218
"""Of the Windows SDK: WM_MOUSEMOVE, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST."""


@pytest.fixture
def parent() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


class Heard:
    """How often a signal came."""

    def __init__(self) -> None:
        self.times = 0

    def count(self) -> None:
        self.times += 1


# Windows
def windows_message(message: int, what: int) -> ctypes.Array[ctypes.c_char]:
    """Return an MSG as 64-bit Windows lays it out: window, message, wParam, lParam, time, point."""
    return ctypes.create_string_buffer(struct.pack("<QI4xQqIii4x", 0x50A12, message, what, 1, 77_000, 12, 34))


def send(message: int, what: int, kind: bytes = b"windows_generic_MSG") -> bool:
    """Let a message run through Qt as Windows' own do, and return whether it was held up.

    WORKAROUND: PySide's own filterNativeEvent takes no number of arguments at all.
    """
    made, name = windows_message(message, what), QByteArray(kind)
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    run = ctypes.CDLL("libQt6Core.so.6")["_ZN24QAbstractEventDispatcher17filterNativeEventERK10QByteArrayPvPx"]
    run.restype, run.argtypes = ctypes.c_bool, (ctypes.c_void_p,) * 4
    result = ctypes.c_longlong()
    held = run(pointer(dispatcher), pointer(name), ctypes.addressof(made), ctypes.addressof(result))
    return bool(held)


def pointer(of: Shiboken.Object) -> int:
    (address,) = getCppPointer(of)
    return int(address)


on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reaches into Qt as Linux names it")
WINDOWS = pytest.mark.parametrize(
    ("message", "what", "away"),
    [
        pytest.param(SESSION_CHANGE, 7, True, id="locked"),
        pytest.param(SESSION_CHANGE, 2, True, id="another user at the screen"),
        pytest.param(SESSION_CHANGE, 4, True, id="remote desktop left"),
        pytest.param(POWER, 4, True, id="goes to sleep"),
        pytest.param(SESSION_CHANGE, 8, False, id="unlocked"),
        pytest.param(SESSION_CHANGE, 1, False, id="back at the screen"),
        pytest.param(SESSION_CHANGE, 3, False, id="remote desktop came"),
        pytest.param(SESSION_CHANGE, 5, False, id="logged on"),
        pytest.param(POWER, 7, False, id="woke up"),
        pytest.param(POWER, 10, False, id="battery or mains"),
        pytest.param(MESSAGE, 7, False, id="mouse with the same word"),
        pytest.param(SESSION_CHANGE, (1 << 32) + 7, False, id="a word longer than 32 bits"),
    ],
)


@WINDOWS
def test_a_windows_message_means_what_its_first_words_say(message: int, what: int, *, away: bool) -> None:
    made = windows_message(message, what)

    assert desktop_lock_windows.means_away(ctypes.addressof(made)) is away


@on_linux
@WINDOWS
def test_windows_is_heard_through_qt(
    qapp: QApplication, parent: QObject, message: int, what: int, *, away: bool
) -> None:
    heard, watch = Heard(), SessionWatch(qapp, parent)
    watch.away.connect(heard.count)

    held_up = send(message, what)

    assert heard.times == int(away)
    assert not held_up
    watch.close()


@on_linux
def test_a_message_of_another_system_is_not_read(qapp: QApplication, parent: QObject) -> None:
    heard, watch = Heard(), SessionWatch(qapp, parent)
    watch.away.connect(heard.count)

    send(SESSION_CHANGE, 7, b"xcb_generic_event_t")

    assert heard.times == 0
    watch.close()


@on_linux
def test_a_closed_lock_hears_windows_no_longer(qapp: QApplication, parent: QObject) -> None:
    heard, lock = Heard(), DesktopLock(qapp, parent, "win32")
    lock.locked.connect(heard.count)
    send(SESSION_CHANGE, 7)
    assert heard.times == 1

    lock.close()
    send(SESSION_CHANGE, 7)

    assert heard.times == 1


# macOS
@pytest.mark.parametrize(
    ("locked", "on_console", "away"),
    [
        pytest.param(True, True, True, id="locked"),
        pytest.param(True, None, True, id="locked, console unknown"),
        pytest.param(None, False, True, id="another user at the screen"),
        pytest.param(False, True, False, id="open"),
        pytest.param(None, True, False, id="never locked yet"),
        pytest.param(None, None, False, id="nothing said"),
    ],
)
def test_the_flags_of_macos_mean_what_they_say(*, locked: bool | None, on_console: bool | None, away: bool) -> None:
    assert desktop_lock_macos.means_away(locked, on_console) is away


class Mac:
    """A screen and its sleep, as a person makes them."""

    def __init__(self) -> None:
        self.away = False
        self.slept_s = 100.0
        self.looks = 0

    def is_away(self) -> bool:
        self.looks += 1
        return self.away

    def slept(self) -> float:
        return self.slept_s

    def looked(self, qtbot: QtBot) -> None:
        """Wait for two looks more, so that one of them saw everything before."""
        before = self.looks
        qtbot.waitUntil(lambda: self.looks >= before + 2)


@pytest.fixture
def mac() -> Mac:
    return Mac()


@pytest.fixture
def polled(mac: Mac, parent: QObject) -> Iterator[Heard]:
    heard, poll = Heard(), ScreenPoll(mac.is_away, mac.slept, parent, every_ms=1)
    poll.away.connect(heard.count)
    yield heard
    poll.close()


def test_a_mac_that_is_looked_at_is_left_alone(mac: Mac, polled: Heard, qtbot: QtBot) -> None:
    mac.looked(qtbot)

    assert polled.times == 0


def test_each_lock_of_a_mac_is_told_once(mac: Mac, polled: Heard, qtbot: QtBot) -> None:
    mac.away = True
    mac.looked(qtbot)
    mac.looked(qtbot)
    assert polled.times == 1

    mac.away = False
    mac.looked(qtbot)
    assert polled.times == 1

    mac.away = True
    mac.looked(qtbot)
    assert polled.times == 2


def test_a_mac_that_slept_is_told_when_it_wakes(mac: Mac, polled: Heard, qtbot: QtBot) -> None:
    mac.slept_s += 3_600
    mac.looked(qtbot)
    assert polled.times == 1

    mac.slept_s += 0.2
    mac.looked(qtbot)
    assert polled.times == 1


def test_a_closed_poll_looks_no_longer(mac: Mac, parent: QObject, qtbot: QtBot) -> None:
    poll, other = ScreenPoll(mac.is_away, mac.slept, parent, every_ms=1), Mac()
    mac.looked(qtbot)

    poll.close()
    before = mac.looks
    beside = ScreenPoll(other.is_away, other.slept, parent, every_ms=1)
    other.looked(qtbot)

    assert mac.looks == before
    beside.close()


# where nothing can be heard
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS answers here")
def test_without_macos_there_is_no_poll(parent: QObject) -> None:
    assert desktop_lock_macos.screen_poll(parent) is None


def without_d_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)
    monkeypatch.delitem(sys.modules, "desktop.window.desktop_lock_linux", raising=False)


def as_it_is(_monkeypatch: pytest.MonkeyPatch) -> None:
    pass


@pytest.mark.parametrize(
    ("system", "prepare"),
    [
        pytest.param("linux", without_d_bus, id="a Linux without D-Bus"),
        pytest.param("freebsd14", without_d_bus, id="a BSD without D-Bus"),
        pytest.param("darwin", as_it_is, id="macOS"),
        pytest.param(sys.platform, as_it_is, id="this computer"),
    ],
)
def test_a_lock_that_hears_nothing_is_silent(
    qapp: QApplication,
    parent: QObject,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    prepare: Callable[[pytest.MonkeyPatch], None],
) -> None:
    prepare(monkeypatch)
    heard, lock = Heard(), DesktopLock(qapp, parent, system)
    lock.locked.connect(heard.count)

    qapp.processEvents()

    assert heard.times == 0
    lock.close()
    lock.close()


def test_knowing_of_the_lock_loads_nothing_of_d_bus() -> None:
    code = "import sys, desktop.window.desktop_lock; print([each for each in sys.modules if 'DBus' in each])"

    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert asked.stdout.strip() == "[]"
