"""The real window on a real record in a folder of its own, and the hands of a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import PatientDraft
from desktop.atlas.body import Body
from desktop.panels.code_row import ShownLine
from desktop.practice.session import create_session, open_session
from desktop.settings import Page, Settings
from desktop.snapshot import Snapshot
from desktop.window.screen import VisitScreen
from desktop.window.shell import MainWindow
from desktop.window.start import SETTINGS, build_window
from desktop.window.visit import OpenVisit
from resources.terms import Side

WHITFIELD = PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",))
LEFT, NONE, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Opener = Callable[[Path], MainWindow]


@dataclass(frozen=True)
class Hands:
    """What a person does in a window that shows a visit. Everything goes through real events."""

    window: MainWindow

    @property
    def screen(self) -> VisitScreen:
        return self.window.screen_page

    @property
    def visit(self) -> OpenVisit:
        assert self.window.visit is not None
        return self.window.visit

    @property
    def snapshot(self) -> Snapshot:
        return self.visit.desk.snapshot

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        """The code lines as the panel shows them."""
        QApplication.processEvents()
        return self.screen.panel.codes.shown_lines()

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Codes and units as the panel shows them."""
        return [(line.code, line.units) for line in self.lines]

    @property
    def said(self) -> str:
        """The last action."""
        return self.screen.panel.action.text

    @property
    def body(self) -> Body:
        """The body that is drawn: the patient's."""
        drawn = self.screen.map.body
        assert drawn is not None
        return drawn

    def place(self, region: str, side: Side, view: str = "") -> QPoint:
        """Turn to a view that shows the middle of a region, and return where that lies on the map."""
        body = self.body
        anchor = body.middle(region, side)
        assert anchor is not None
        key = view or body.home_view(anchor)
        if self.screen.map.view_key != key:
            self.screen.show_view(key)
        spot = body.spot(key, anchor)
        assert spot.visible
        return self.screen.map.to_widget(spot.x, spot.y).toPoint()

    def tap(self, region: str, side: Side, *, view: str = "", dx: int = 0, dy: int = 0) -> None:
        """Click on the middle of a region, or some px beside it."""
        self.click(self.place(region, side, view) + QPoint(dx, dy))

    def click(self, at: QPoint) -> None:
        """Click at a point of the map."""
        QTest.mouseClick(self.screen.map, LEFT, NONE, at)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.screen.map, key, modifiers)

    def call_out(self, text: str) -> None:
        """Type a call-out on the figure and press Enter."""
        self.screen.map.setFocus()
        QTest.keyClicks(self.screen.map, text[0])
        QTest.keyClicks(self.screen.callout.field, text[1:])
        QTest.keyClick(self.screen.callout.field, Qt.Key.Key_Return)


@pytest.fixture(scope="session")
def body() -> Body:
    """The shipped body, loaded once; it holds nothing of a visit."""
    return Body.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a record, beside which the demo's may lie."""
    return tmp_path / "record"


@pytest.fixture
def opener(qtbot: QtBot, app: QApplication) -> Iterator[Opener]:
    """Open the program on a folder, as a start does, and wait until it takes acts."""
    opened: list[MainWindow] = []

    def open_window(folder: Path) -> MainWindow:
        window = build_window(app, folder)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=10_000):
            window.show()
        opened.append(window)
        return window

    yield open_window
    for each in opened:
        each.close()


@pytest.fixture
def practice(folder: Path) -> Path:
    """A practice's own record with one patient."""
    session = create_session(folder, practice="Lakeside", person="Amara Osei", credentials="MD")
    session.add_patient(WHITFIELD)
    session.close()
    return folder


@pytest.fixture
def visit(practice: Path, opener: Opener) -> Hands:
    """The window with an open visit, empty, on the face."""
    return open_visit(practice, opener)


def open_visit(folder: Path, opener: Opener) -> Hands:
    """Open today's visit of the record's first patient, as a start does that goes on where the program stopped."""
    session = open_session(folder)
    patient = session.find_patients("Whitfield")[0]
    visit_id = session.open_visit(patient.id, date.today())  # noqa: DTZ011 - the clinic's own calendar day
    session.close()
    settings = Settings(folder / SETTINGS)
    settings.page, settings.visit = Page.VISIT, visit_id
    settings.save()
    return Hands(opener(folder))
