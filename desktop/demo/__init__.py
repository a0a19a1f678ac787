"""Drives the real window through a visit, as a person would, and keeps pictures of what it shows."""

import itertools
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.demo.aims import Aim, DemoFailed, aims_of
from desktop.panels.code_row import ShownLine
from desktop.practice import session as room
from desktop.practice.demo_practice import create_demo
from desktop.window.rules import rules_of
from desktop.window.shell import MainWindow
from desktop.window.start import build_window, put_away
from desktop.window.visit import OpenVisit
from resources import files
from resources.terms import Anchor, Method

__all__ = ["DemoFailed", "NotADemo", "demonstrate"]

_PATIENCE_MS = 10_000
_REST_MS = 250
"""Long enough for the finest picture of a view to be decoded."""


class NotADemo(Exception):  # noqa: N818
    """The folder holds a practice's own record."""


def demonstrate(folder: Path, out: Path, lesions: int, say: Callable[[str], None]) -> None:
    """Tap `lesions` + 1 lesions, take one back, and leave pictures, note and PDF in `out`.

    Raises NotADemo if the folder holds a real record, DemoFailed, OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["dermtally"])
    if not isinstance(app, QApplication):
        raise DemoFailed("Another program of Qt is already running in this process.")
    app.setApplicationDisplayName("Dermtally")
    window = build_window(app, folder)
    _begin(window, folder)
    window.show()
    window.activateWindow()
    try:
        # keys reach a window only while it is the active one
        if not QTest.qWaitForWindowActive(window, _PATIENCE_MS):
            raise DemoFailed(
                "The demonstration's window did not come to the front. Close what lies over it, then try again."
            )
        _Visit(window, out, say).run(lesions)
    finally:
        put_away(window)


def _begin(window: MainWindow, folder: Path) -> None:
    """Write the demo practice, unless it is there."""
    if room.exists(folder):
        known = room.open_session(folder)
        demo = known.practice.demo
        known.close()
        if not demo:
            raise NotADemo(f"{folder} holds a practice's own record; the demonstration leaves it alone.")
        return
    today = date.today()  # noqa: DTZ011 - the clinic's own calendar day
    create_demo(folder, window.body(), rules_of(today), today).close()


class _Visit:
    """The demonstration: one visit, act by act."""

    def __init__(self, window: MainWindow, out: Path, say: Callable[[str], None]) -> None:
        self._window = window
        self._screen = window.screen_page
        self._out = out
        self._say = say
        self._script: dict[str, Any] = tomllib.loads(files.read_text("demo/visit.toml"))
        self._pictures = itertools.count(1)
        self._used: list[Anchor] = []

    def run(self, lesions: int) -> None:
        """Go through the whole visit."""
        self._find_patient()
        self._keep("empty")
        self._tap_all(lesions + 1)
        self._undo(lesions)
        self._sheets()
        self._views()
        self._output()
        self._looks()
        self._leave()

    # acts
    def _find_patient(self) -> None:
        _until(lambda: self._window.home is not None)
        home = self._window.home
        if home is None:
            raise DemoFailed("The home screen did not come.")
        self._keep("home")
        QTest.keyClicks(home.page.search, self._script["search"])
        self._keep("search")
        QTest.keyClick(home.page.search, Qt.Key.Key_Return)
        _until(lambda: self._window.visit is not None)

    @property
    def _open(self) -> OpenVisit:
        if self._window.visit is None:
            raise DemoFailed("The visit did not open.")
        return self._window.visit

    def _tap_all(self, taps: int) -> None:
        keep = {1: "first", 3: "three", taps: "all"}
        aims = aims_of(self._script["taps"], self._window.body(), self._window.views, self._used)
        for number, aim in enumerate(itertools.islice(aims, taps), start=1):
            if number == self._script["method_from"]:
                self._other_method()
            self._tap(number, aim)
            if number in keep:
                self._keep(keep[number])

    def _other_method(self) -> None:
        order = list(Method)
        key = Qt.Key.Key_1 + order.index(Method(self._script["second_method"]))
        QTest.keyClick(self._screen.map, Qt.Key(key), Qt.KeyboardModifier.AltModifier)
        self._keep("other_method")

    def _tap(self, number: int, aim: Aim) -> None:
        if self._screen.map.view_key != aim.view:
            self._turn_to(aim.view)
        at = self._screen.map.to_widget(aim.x, aim.y).toPoint()
        before = self._open.desk.snapshot.treated
        QTest.mouseMove(self._screen.map, at)
        QTest.mouseClick(self._screen.map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        if self._open.desk.snapshot.treated != before + 1:
            raise DemoFailed(f"Tap {number} was not counted: {self._screen.panel.action.text}")
        self._used.append(aim.anchor)
        self._report(f"tap {number:>2}")

    def _turn_to(self, view: str) -> None:
        tile = self._screen.rail.tile(view)
        if tile is None:
            raise DemoFailed(f"The view {view} is not in the rail.")
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)

    def _undo(self, lesions: int) -> None:
        QTest.keyClick(self._screen.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self._report("undo  ")
        if self._open.desk.snapshot.treated != lesions:
            raise DemoFailed(f"{lesions} lesions should have stayed.")
        self._keep("undone")

    def _report(self, act: str) -> None:
        """Print the last action and the code lines, both as the screen shows them now."""
        QApplication.processEvents()
        lines = " | ".join(_words(each) for each in self._screen.panel.codes.shown_lines()) or "no codes"
        self._say(f"{act}  {self._screen.panel.action.text:<44}  {lines}")

    # what else there is to see
    def _sheets(self) -> None:
        field = self._screen.callout.field
        QTest.keyClicks(self._screen.map, self._script["call_out"])
        self._keep("call_out")
        QTest.keyClick(field, Qt.Key.Key_Escape)
        QTest.mouseClick(self._screen.panel.codes.why, Qt.MouseButton.LeftButton)
        self._keep("why")
        self._press(Qt.Key.Key_Escape)
        QTest.keyClick(self._screen.map, Qt.Key.Key_F1)
        self._keep("keys")
        self._press(Qt.Key.Key_Escape)
        QTest.mouseClick(self._screen.brush_bar.more, Qt.MouseButton.LeftButton)
        self._keep("presets")
        self._press(Qt.Key.Key_Escape)
        QTest.keyClick(self._screen.map, Qt.Key.Key_F3)
        self._keep("wart_armed")
        QTest.keyClick(self._screen.map, Qt.Key.Key_Escape)

    def _views(self) -> None:
        for view in ("face", "arms", "back"):
            self._turn_to(view)
            self._keep(f"view_{view}")
        self._turn_to("face")
        for _ in range(6):
            QTest.keyClick(self._screen.map, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        self._keep("zoomed")
        QTest.keyClick(self._screen.map, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    def _output(self) -> None:
        visit = self._open
        QTest.keyClick(
            self._screen.map, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        copied = QApplication.clipboard().mimeData()
        (self._out / "note.txt").write_text(copied.text(), encoding="utf-8")
        (self._out / "note.html").write_text(copied.html(), encoding="utf-8")
        self._keep("note_copied")
        failed: list[str] = []
        visit.output.failed.connect(failed.append)
        saved: list[Path] = []
        visit.output.saved.connect(saved.append)
        visit.output.save_pdf(visit.desk.snapshot, self._out / "summary.pdf", self._screen.map.body_kind)
        _until(lambda: bool(saved or failed))
        if failed:
            raise DemoFailed(failed[0])
        self._say(f"note: {self._out / 'note.txt'}, PDF: {self._out / 'summary.pdf'}")

    def _looks(self) -> None:
        app, light = QApplication.instance(), self._window.theme
        assert isinstance(app, QApplication)  # noqa: S101 - it was made above
        for name, other in (("dark", theme.DARK), ("text_150", theme.LIGHT.at(150)), ("text_200", theme.LIGHT.at(200))):
            theme.apply(app, other)
            self._screen.set_theme(other)
            self._keep(name)
        theme.apply(app, light)
        self._screen.set_theme(light)
        for width, height in ((1280, 640), (1024, 640)):
            self._window.resize(width, height)
            self._keep(f"window_{width}x{height}")
        self._window.resize(1280, 800)

    def _leave(self) -> None:
        QTest.mouseClick(self._screen.banner.back_button, Qt.MouseButton.LeftButton)
        self._keep("home_after")

    # pictures
    def _keep(self, name: str) -> None:
        """Keep a picture of the window as it is now, once everything in it has come."""
        _rest(_REST_MS)
        target = self._out / f"{next(self._pictures):02}_{name}.png"
        if not self._window.grab().save(str(target)):
            raise OSError(0, "could not be written", str(target))

    def _press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget() or self._window
        QTest.keyClick(focused, key)


def _words(line: ShownLine) -> str:
    parts = (line.code, line.units, line.modifiers, line.diagnosis, line.lesions)
    return " ".join(part for part in parts if part)


def _rest(milliseconds: int) -> None:
    """Let the window and its workers go on for a while. QTest's own wait keeps the workers from running Python."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(done: Callable[[], bool]) -> None:
    """Let the window work until something has come. Raises DemoFailed."""
    waited = QElapsedTimer()
    waited.start()
    while not done():
        if waited.hasExpired(_PATIENCE_MS):
            raise DemoFailed("The window did not answer.")
        _rest(5)
