"""A record with passwords: who comes in, what a locked window shows, and what is still there afterwards."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from db.records import VisitId
from desktop.people.lock_page import LockPage
from desktop.people.sign_in_page import SignInPage
from desktop.practice.people import People
from desktop.window.calendar_day import today
from desktop.window.guard import HANDS_FREE_MINUTES
from desktop.window.shell import MainWindow
from resources.terms import Role, Side
from tests.desktop.practice.staffed import NAMES, PASSWORD, PASSWORDS, begin, cheap, owner
from tests.desktop.window.conftest import WHITFIELD, Hands, Opener

PIN = "482913"
LATER_MS = 20_000


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed") / "record"
    begin(folder)
    session = owner(folder)
    People(session).set_own_pin(PIN)
    patient = session.add_patient(WHITFIELD)
    session.open_visit(patient.id, today())
    session.close()
    return folder


@pytest.fixture
def staffed(begun: Path, folder: Path) -> Path:
    return Path(shutil.copytree(begun, folder))


def sign_in_of(window: MainWindow) -> SignInPage:
    pages = window.centralWidget()
    assert isinstance(pages, QStackedWidget)
    page = pages.currentWidget()
    assert isinstance(page, SignInPage)
    return page


def lock_of(window: MainWindow) -> LockPage:
    page = window.guard.page
    assert page is not None
    return page


def sign_in(window: MainWindow, qtbot: QtBot, password: str = PASSWORD, name: str = "Amara Osei") -> None:
    page = sign_in_of(window)
    tile = next(each for each in page.people.tiles if each.text() == name)
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.ask.field.line, password)
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None, timeout=LATER_MS)
    assert window.session is not None
    cheap(window.session)


@pytest.fixture
def signed_in(opener: Opener, staffed: Path, qtbot: QtBot) -> MainWindow:
    window = opener(staffed)
    sign_in(window, qtbot)
    return window


@pytest.fixture
def visit(signed_in: MainWindow) -> Hands:
    session = signed_in.session
    assert session is not None
    with session._store.reading() as record:
        (summary,) = record.open_visits()
    signed_in.open_visit(VisitId(summary.visit.id))
    QApplication.processEvents()
    return Hands(signed_in)


def type_pin(window: MainWindow, pin: str, qtbot: QtBot, until: Callable[[], bool]) -> None:
    field = lock_of(window).ask.field.line
    QTest.keyClicks(field, pin)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(until, timeout=LATER_MS)


def ink(window: MainWindow) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


def words_on(widget: QWidget) -> str:
    """Every text that can be seen or read aloud in a widget."""
    parts = [widget.windowTitle()]
    for each in (widget, *widget.findChildren(QWidget)):
        if each.isVisible():
            parts += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
            text = getattr(each, "text", "")
            parts.append(str(text() if callable(text) else text))
    return "\n".join(parts)


def test_a_record_with_passwords_asks_who_is_there(opener: Opener, staffed: Path) -> None:
    page = sign_in_of(opener(staffed))

    assert [tile.text() for tile in page.people.tiles] == ["Amara Osei", *(each.name for each in NAMES.values())]
    assert "Whitfield" not in words_on(page)


def test_a_wrong_password_is_said_and_the_right_one_opens(opener: Opener, staffed: Path, qtbot: QtBot) -> None:
    window = opener(staffed)
    page = sign_in_of(window)
    QTest.keyClicks(page.ask.field.line, "wrong wrong wrong")
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.ask.text), timeout=LATER_MS)
    assert page.ask.text.startswith("That is not the password.")
    assert window.session is None

    page.ask.field.clear()
    sign_in(window, qtbot)

    assert window.session is not None
    assert window.session.person.name == "Amara Osei"


def test_the_lock_hides_the_chart_and_loses_nothing(visit: Hands, qtbot: QtBot) -> None:
    visit.tap("nasal_tip", Side.MIDLINE)
    QTest.keyClicks(visit.screen.map, "3")
    QTest.keyClicks(visit.screen.callout.field, " left fore")
    before = visit.snapshot

    QTest.keyClick(visit.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    visit.window.guard.lock_now()

    seen = words_on(visit.window)
    for canary in ("Whitfield", "48213", "Pacemaker", "nasal", "17000", "left fore"):
        assert canary not in seen
    assert not visit.screen.isVisible()
    type_pin(visit.window, PIN, qtbot, lambda: visit.window.guard.page is None)
    assert visit.snapshot == before
    assert visit.screen.isVisible()
    assert visit.screen.callout.field.text() == "3 left fore"


def test_the_picture_of_a_locked_window_is_the_same_whoever_the_patient_is(
    signed_in: MainWindow, visit: Hands, qtbot: QtBot
) -> None:
    visit.tap("nasal_tip", Side.MIDLINE)
    signed_in.guard.lock_now()
    with_a_chart = ink(signed_in)
    type_pin(signed_in, PIN, qtbot, lambda: signed_in.guard.page is None)
    signed_in.show_home()
    signed_in.guard.lock_now()

    assert ink(signed_in) == with_a_chart


def test_people_change_places_by_pin_in_under_three_seconds(visit: Hands, qtbot: QtBot) -> None:
    session = visit.window.session
    assert session is not None
    scribe = next(each for each in People(session).members() if each.person.name == "Marta Ruiz")
    visit.window.guard.lock_now()
    page = lock_of(visit.window)
    QTest.mouseClick(next(each for each in page.others.tiles if "Ruiz" in each.text()), Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.ask.field.line, PASSWORDS[Role.SCRIBE])
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: visit.window.guard.page is None, timeout=LATER_MS)
    assert session.person == scribe.person

    begun = time.monotonic()
    visit.window.guard.lock_now()
    page = lock_of(visit.window)
    QTest.mouseClick(next(each for each in page.others.tiles if "Osei" in each.text()), Qt.MouseButton.LeftButton)
    type_pin(visit.window, PIN, qtbot, lambda: visit.window.guard.page is None)
    took = time.monotonic() - begun

    assert session.person.name == "Amara Osei"
    assert took < 3


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_open_menu_and_a_choice_of_a_file_go_with_the_lock(visit: Hands) -> None:
    QTest.mouseClick(visit.screen.banner.menu_button, Qt.MouseButton.LeftButton)
    chosen = QFileDialog(visit.window, "Whitfield, Eleanor")
    chosen.show()
    QApplication.processEvents()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not visit.window]

    visit.window.guard.lock_now()
    QApplication.processEvents()

    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [visit.window]


def test_a_wrong_pin_keeps_it_locked(visit: Hands, qtbot: QtBot) -> None:
    visit.window.guard.lock_now()
    page = lock_of(visit.window)

    type_pin(visit.window, "000000", qtbot, lambda: bool(page.ask.text))

    assert page.ask.text == "That is not the PIN."
    assert not visit.screen.isVisible()


def test_somebody_else_takes_over_in_the_open_visit(visit: Hands, qtbot: QtBot) -> None:
    visit.tap("nasal_tip", Side.MIDLINE)
    session = visit.window.session
    assert session is not None
    visit.window.guard.lock_now()
    page = lock_of(visit.window)
    scribe = next(each for each in page.others.tiles if each.text().startswith("Marta Ruiz"))

    QTest.mouseClick(scribe, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.ask.field.line, PASSWORDS[Role.SCRIBE])
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: visit.window.guard.page is None, timeout=LATER_MS)
    visit.tap("glabella", Side.MIDLINE)

    assert session.person.name == "Marta Ruiz"
    first, second = visit.snapshot.chart.marks
    assert (second.entered_by, first.entered_by != second.entered_by) == (session.person.id, True)


def test_somebody_who_sees_no_charts_gets_none(visit: Hands, qtbot: QtBot) -> None:
    visit.window.guard.lock_now()
    page = lock_of(visit.window)
    administrator = next(each for each in page.others.tiles if each.text().startswith("Ada King"))
    QTest.mouseClick(administrator, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.ask.field.line, PASSWORDS[Role.ADMINISTRATOR])
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: visit.window.guard.page is None, timeout=LATER_MS)

    assert visit.window.visit is None
    assert "Whitfield" not in words_on(visit.window)


def test_the_window_locks_by_itself_after_the_practices_minutes(visit: Hands, qtbot: QtBot) -> None:
    guard = visit.window.guard

    assert guard._idle.isActive()
    assert guard._idle.interval() == 5 * 60_000
    guard._idle.setInterval(0)
    qtbot.waitUntil(lambda: guard.page is not None, timeout=LATER_MS)


def test_each_act_makes_the_lock_wait_anew(visit: Hands) -> None:
    guard = visit.window.guard
    guard._idle.start(1_000)

    visit.tap("nasal_tip", Side.MIDLINE)

    assert guard._idle.remainingTime() > 60_000


def test_a_hands_free_visit_counts_on_behind_the_lock_without_a_name(visit: Hands) -> None:
    visit.visit.hands_free_asked()
    hands_free = visit.visit.hands_free
    assert hands_free is not None
    hands_free.set_player(lambda _sound: None)
    QTest.keyClick(hands_free.setup.start, Qt.Key.Key_Return)
    QApplication.processEvents()
    guard = visit.window.guard
    assert guard.minutes == HANDS_FREE_MINUTES
    guard.lock_now()
    page = lock_of(visit.window)

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
        QApplication.sendEvent(page.ask.field.line, event)
    QApplication.processEvents()

    assert visit.snapshot.treated == 1
    assert page.count.lines[0] == "1"
    assert "Whitfield" not in words_on(visit.window)
    assert page.ask.field.text == ""


def test_a_demo_has_no_lock(opener: Opener, folder: Path) -> None:
    window = opener(folder)
    window.open_demo()

    window.guard.lock_now()

    assert window.guard.page is None
    assert not window.guard.can_lock


def test_the_window_locks_with_the_desktop(visit: Hands, qtbot: QtBot) -> None:
    office = visit.window.office
    qtbot.waitUntil(lambda: office._desktop is not None, timeout=LATER_MS)
    assert office._desktop is not None

    office._desktop.locked.emit()

    assert visit.window.guard.page is not None
    assert not visit.screen.isVisible()
