"""The real window on a disk that fails it: what is refused is never drawn, what happened is said, nothing is lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import keys
from db.engine import open_file
from db.folder import RECORD
from db.records import MarkId, PatientDraft, VisitId
from desktop.access import Action
from desktop.chart.stopped import StoppedPage
from desktop.practice.encounter import Encounter
from desktop.practice.session import create_session, open_session
from desktop.settings import Page, Settings
from desktop.window.shell import MainWindow
from desktop.window.start import SETTINGS, build_window
from tests.disks import fill, make_read_only, small_disk
from tests.drives import Drive, Fault, install

Opener = Callable[[Path], MainWindow]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "record"
    with closing(create_session(folder, practice="Lakeside", person="Amara Osei", credentials="MD")) as session:
        patient = session.add_patient(PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213"))
        visit = session.open_visit(patient.id, date.today())  # noqa: DTZ011 - the clinic's own calendar day
    settings = Settings(folder / SETTINGS)
    settings.page, settings.visit = Page.VISIT, visit
    settings.save()
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


@pytest.fixture
def small(begun: Path, tmp_path: Path) -> Iterator[Path]:
    """A record on a small disk of its own."""
    with small_disk(tmp_path / "disk", 3000) as place:
        yield Path(shutil.copytree(begun, place / "record"))


@pytest.fixture
def opener(qtbot: QtBot, app: QApplication) -> Iterator[Opener]:
    opened: list[MainWindow] = []

    def open_window(folder: Path) -> MainWindow:
        window = build_window(app, folder)
        qtbot.addWidget(window)
        opened.append(window)
        with qtbot.waitSignal(window.ready, timeout=10_000):
            window.show()
        return window

    yield open_window
    for each in opened:
        each.close()


def _tap(window: MainWindow, number: int = 0) -> None:
    """Click on the figure's middle, or beside it: on the face that is skin in every size of window."""
    figure = window.screen_page.map
    step = QPoint(12 * (number % 7) - 36, 12 * (number // 7 % 7) - 36)
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, figure.rect().center() + step)


def _tap_until_refused(window: MainWindow) -> list[MarkId]:
    """Tap until a tap is refused; return what the window shows then."""
    refused: list[object] = []
    _encounter(window).refused.connect(refused.append)
    number = 0
    while not refused:
        _tap(window, number)
        number += 1
    return _shown(window)


def _encounter(window: MainWindow) -> Encounter:
    assert window.visit is not None
    return window.visit.desk.encounter


def _shown(window: MainWindow) -> list[MarkId]:
    return [each.id for each in _encounter(window).snapshot.marks]


def _drawn(window: MainWindow) -> int:
    """How many lesions are drawn; of a crowd that is drawn as one all are."""
    return sum(len(each.marks) for each in window.screen_page.map.marks_shown)


def _said(window: MainWindow) -> str:
    """The whole of the last action: what it says, and why."""
    return window.screen_page.panel.action.accessibleName()


def _stored(folder: Path) -> list[MarkId]:
    with closing(open_session(folder)) as session, session.reading(Action.CHART_READ) as record:
        (visit,) = record.open_visits()
        assert record.verify() == ()
        return [mark.id for mark in record.marks(VisitId(visit.visit.id))]


def _stopped(window: MainWindow) -> str:
    """All words of the page that says why there is no work."""
    page = window.findChild(StoppedPage)
    assert page is not None
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_a_tap_on_a_full_disk_is_refused_not_drawn_and_said(small: Path, opener: Opener) -> None:
    window = opener(small)
    for number in range(3):
        _tap(window, number)
    ballast = fill(small.parent)

    shown = _tap_until_refused(window)

    count = len(shown)
    assert _drawn(window) == count >= 3
    assert (
        f"The disk is full. The last tap was not saved and not counted; the {count} before it are safe. "
        "Free some space, then tap again." in _said(window)
    )
    ballast.unlink()
    assert _stored(small) == shown


def test_taps_go_on_when_there_is_room_again(small: Path, opener: Opener, qtbot: QtBot) -> None:
    window = opener(small)
    ballast = fill(small.parent)
    shown = _tap_until_refused(window)
    ballast.unlink()
    qtbot.waitUntil(lambda: window.screen_page.map.taking)

    with qtbot.waitSignal(_encounter(window).changed):
        _tap(window, 60)

    assert set(_shown(window)) > set(shown)
    assert _stored(small) == _shown(window)


def test_a_start_on_a_disk_that_can_not_be_written_says_so(small: Path, opener: Opener) -> None:
    make_read_only(small.parent)

    window = opener(small)

    assert f"Dermtally can't write to {small}. Nothing would be kept" in _stopped(window)


def test_a_start_on_a_full_disk_says_so(small: Path, opener: Opener) -> None:
    fill(small.parent)

    assert "The disk is full. Nothing would be kept" in _stopped(opener(small))


def test_a_newer_record_is_refused_and_untouched(folder: Path, opener: Opener) -> None:
    with closing(open_file(folder / RECORD, keys.open_key(folder))) as driver:
        driver.execute("UPDATE alembic_version SET version_num = '0099'")
        driver.execute("PRAGMA user_version = 1006002")
    before = (folder / RECORD).read_bytes()

    said = _stopped(opener(folder))

    assert "This record was made by Dermtally 1.6.2" in said
    assert "It was not opened, nothing was changed. Install 1.6.2 or later." in said
    assert (folder / RECORD).read_bytes() == before


def test_a_damaged_record_is_said(folder: Path, opener: Opener) -> None:
    content = bytearray((folder / RECORD).read_bytes())
    content[100] ^= 1
    (folder / RECORD).write_bytes(content)

    assert "The record is damaged. Nothing was changed." in _stopped(opener(folder))


def test_a_lost_key_is_said(folder: Path, opener: Opener) -> None:
    (folder / "keys.json").unlink()

    assert "Put keys.json back beside it." in _stopped(opener(folder))


def test_a_tap_reported_as_failed_though_it_is_stored_is_drawn_once_and_said(
    folder: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = install(monkeypatch)
    window = opener(folder)
    drive.faults.append(Fault.STORED)

    _tap(window)

    assert _drawn(window) == 1
    assert "The disk answered late. Checked: your tap is saved, once." in _said(window)
    assert _stored(folder) == _shown(window)


def test_a_tap_that_failed_is_not_drawn(folder: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = install(monkeypatch)
    window = opener(folder)
    drive.faults.append(Fault.LOST)

    _tap(window)

    assert _drawn(window) == 0
    assert "The disk did not answer." in _said(window)
    assert _stored(folder) == []


@pytest.mark.parametrize("fault", Fault)
def test_no_tap_is_taken_until_a_doubtful_one_was_looked_up_and_then_it_is_there_once(
    folder: Path, opener: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    drive: Drive = install(monkeypatch)
    window = opener(folder)
    _tap(window)
    drive.faults.append(fault)
    drive.answers = False

    _tap(window, 3)
    assert not window.screen_page.map.taking
    _tap(window, 6)
    assert _drawn(window) == 1

    drive.answers = True
    qtbot.waitUntil(lambda: window.screen_page.map.taking)
    assert _drawn(window) == 2
    assert window.visit is not None
    assert window.visit.desk.stack.count() == 2
    assert _stored(folder) == _shown(window)


def test_a_window_closed_in_the_middle_of_a_visit_goes_on_with_it(folder: Path, opener: Opener) -> None:
    first = opener(folder)
    for number in range(4):
        _tap(first, number)
    shown = _shown(first)
    first.close()

    second = opener(folder)

    assert _shown(second) == shown
    assert len(shown) == _drawn(second) == 4
