"""A Linux desktop's lock, heard over a real bus of its own: screen savers, logind, and strangers."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtDBus", reason="this computer lacks the library of D-Bus", exc_type=ImportError)

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusPendingCallWatcher

from desktop.window.desktop_lock_linux import LOGIN, MANAGER, PROPERTIES, SESSION, BusWatch, means_away

DAEMON = shutil.which("dbus-daemon")
needs_bus = pytest.mark.skipif(DAEMON is None, reason="no dbus-daemon on this computer")
LOGIN_PATH = "/org/freedesktop/login1"
OWN, OTHER = f"{LOGIN_PATH}/session/_37", f"{LOGIN_PATH}/session/_38"
SCREEN_SAVER, BEGINS = "org.freedesktop.ScreenSaver", True
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


@pytest.mark.parametrize(
    ("interface", "now", "away"),
    [
        pytest.param(SESSION, {"LockedHint": True}, True, id="locked"),
        pytest.param(SESSION, {"Active": False}, True, id="another user at the screen"),
        pytest.param(SESSION, {"Active": False, "LockedHint": False}, True, id="left unlocked"),
        pytest.param(SESSION, {"LockedHint": False}, False, id="unlocked"),
        pytest.param(SESSION, {"Active": True}, False, id="back at the screen"),
        pytest.param(SESSION, {"IdleHint": True}, False, id="idle"),
        pytest.param(SESSION, {}, False, id="nothing"),
        pytest.param(SESSION, {"Active": "", "LockedHint": "yes"}, False, id="words for flags"),
        pytest.param(MANAGER, {"LockedHint": True, "Active": False}, False, id="of something else"),
    ],
)
def test_changed_properties_mean_what_they_say(interface: str, now: dict[str, object], *, away: bool) -> None:
    assert means_away(interface, now) is away


class Logind(QObject):
    """Stands in for logind: knows whose session is whose."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []

    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, name: str) -> QDBusObjectPath:
        self.named.append(name)
        self.asked.emit()
        return QDBusObjectPath(OWN)


class Bus:
    """A bus with this program on it, logind, and a stranger."""

    def __init__(self, address: str) -> None:
        self.here, self.logind, self.stranger = (
            QDBusConnection.connectToBus(address, name) for name in ("here", "logind", "stranger")
        )
        self.login = Logind()
        assert self.logind.registerService(LOGIN)
        slots = QDBusConnection.RegisterOption.ExportAllSlots
        assert self.logind.registerObject(LOGIN_PATH, MANAGER, self.login, slots)

    def say(self, sender: QDBusConnection, path: str, interface: str, name: str, *values: Any) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(values)
        assert sender.send(message)

    def settle(self, qtbot: QtBot) -> None:
        """Wait until all that was said before has been heard: what one sender says arrives in its order."""
        for sender in (self.logind, self.stranger):
            ping = QDBusMessage.createMethodCall(sender.baseService(), "/", "org.freedesktop.DBus.Peer", "Ping")
            watcher = QDBusPendingCallWatcher(self.here.asyncCall(ping))
            with qtbot.waitSignal(watcher.finished):
                pass


class Heard:
    def __init__(self) -> None:
        self.times = 0

    def count(self) -> None:
        self.times += 1


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG.format(folder=tempfile.gettempdir()))
    assert DAEMON
    command = [DAEMON, f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        yield running
        running.terminate()


@pytest.fixture
def bus(daemon: "subprocess.Popen[str]") -> Iterator[Bus]:
    assert daemon.stdout is not None
    made = Bus(daemon.stdout.readline().strip())
    yield made
    for name in ("here", "logind", "stranger"):
        QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def heard(bus: Bus, qtbot: QtBot) -> Iterator[Heard]:
    """A watch that knows its session already, and how often it told of an absence."""
    owner, counted = QObject(), Heard()
    with qtbot.waitSignal(bus.login.asked):
        watch = BusWatch(bus.here, bus.here, "", owner)
        watch.away.connect(counted.count)
    bus.settle(qtbot)
    yield counted
    watch.close()


@needs_bus
@pytest.mark.parametrize("desktop", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
def test_a_screen_saver_that_begins_is_heard(bus: Bus, heard: Heard, qtbot: QtBot, desktop: str) -> None:
    bus.say(bus.stranger, "/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged", BEGINS)
    bus.settle(qtbot)

    assert heard.times == 1


@needs_bus
@pytest.mark.parametrize(
    "said",
    [
        pytest.param((LOGIN_PATH, MANAGER, "PrepareForSleep", True), id="goes to sleep"),
        pytest.param((OWN, SESSION, "Lock"), id="asked to lock"),
        pytest.param((OWN, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": True}, [""]), id="locked"),
        pytest.param((OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}, [""]), id="switched user"),
    ],
)
def test_logind_is_heard(bus: Bus, heard: Heard, qtbot: QtBot, said: tuple[Any, ...]) -> None:
    bus.say(bus.logind, *said)
    bus.settle(qtbot)

    assert heard.times == 1


@needs_bus
@pytest.mark.parametrize(
    "said",
    [
        pytest.param(("/ScreenSaver", SCREEN_SAVER, "ActiveChanged", False), id="screen saver ended"),
        pytest.param(("/ScreenSaver", SCREEN_SAVER, "ActiveChanged", "yes"), id="a word for a flag"),
        pytest.param(("/ScreenSaver", SCREEN_SAVER, "ActiveChanged"), id="no flag"),
        pytest.param((LOGIN_PATH, MANAGER, "PrepareForSleep", False), id="woke up"),
        pytest.param((OWN, SESSION, "Unlock"), id="unlocked"),
        pytest.param((OTHER, SESSION, "Lock"), id="another's session locked"),
        pytest.param((OTHER, PROPERTIES, "PropertiesChanged", SESSION, {"Active": False}, [""]), id="another left"),
        pytest.param((OWN, PROPERTIES, "PropertiesChanged", SESSION, {"Active": True}, [""]), id="came back"),
    ],
)
def test_what_means_no_absence_is_let_pass(bus: Bus, heard: Heard, qtbot: QtBot, said: tuple[Any, ...]) -> None:
    bus.say(bus.logind, *said)
    bus.settle(qtbot)

    assert heard.times == 0


@needs_bus
def test_only_logind_itself_speaks_of_sleep(bus: Bus, heard: Heard, qtbot: QtBot) -> None:
    bus.say(bus.stranger, LOGIN_PATH, MANAGER, "PrepareForSleep", BEGINS)
    bus.say(bus.stranger, OWN, SESSION, "Lock")
    bus.settle(qtbot)

    assert heard.times == 0


@needs_bus
@pytest.mark.parametrize(("given", "asked_for"), [("", "auto"), ("37", "37")], ids=["unknown", "known"])
def test_the_session_is_asked_for_by_what_is_known_of_it(bus: Bus, qtbot: QtBot, given: str, asked_for: str) -> None:
    owner = QObject()

    with qtbot.waitSignal(bus.login.asked):
        watch = BusWatch(bus.here, bus.here, given, owner)

    assert bus.login.named == [asked_for]
    bus.settle(qtbot)
    watch.close()


@needs_bus
def test_a_closed_watch_tells_nothing(bus: Bus, qtbot: QtBot) -> None:
    owner, heard = QObject(), Heard()
    with qtbot.waitSignal(bus.login.asked):
        watch = BusWatch(bus.here, bus.here, "", owner)
    watch.away.connect(heard.count)
    bus.settle(qtbot)

    watch.close()
    bus.say(bus.logind, OWN, SESSION, "Lock")
    bus.settle(qtbot)

    assert heard.times == 0


@needs_bus
def test_a_system_without_logind_still_hears_the_screen_saver(bus: Bus, qtbot: QtBot) -> None:
    assert bus.logind.unregisterService(LOGIN)
    owner, heard = QObject(), Heard()
    watch = BusWatch(bus.here, bus.here, "", owner)
    watch.away.connect(heard.count)

    bus.say(bus.stranger, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", BEGINS)
    bus.settle(qtbot)

    assert heard.times == 1
    watch.close()


@needs_bus
def test_a_bus_that_ends_is_no_absence(daemon: "subprocess.Popen[str]", bus: Bus, heard: Heard, qtbot: QtBot) -> None:
    daemon.terminate()

    qtbot.waitUntil(lambda: not bus.here.isConnected())

    assert heard.times == 0


def test_buses_that_are_not_there_are_not_missed(tmp_path: Path) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path}/nowhere", "nowhere")
    owner, heard = QObject(), Heard()

    watch = BusWatch(nowhere, nowhere, "", owner)
    watch.away.connect(heard.count)

    assert not nowhere.isConnected()
    assert heard.times == 0
    watch.close()
