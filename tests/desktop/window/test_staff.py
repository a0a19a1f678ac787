"""People, passwords, the audit report and emergency access, by the menu of the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.people.audit_page import AuditPage
from desktop.people.people_page import PeoplePage
from desktop.people.recovery_card import RecoveryCard
from desktop.practice.entrance import Entrance
from desktop.practice.people import People
from desktop.window.shell import MainWindow
from resources.terms import Role
from tests.desktop.practice.staffed import NAMES, PASSWORD, PASSWORDS, owner
from tests.desktop.window.conftest import Hands, Opener
from tests.desktop.window.test_lock import LATER_MS, begun, sign_in, staffed, words_on

__all__ = ["begun", "staffed"]
NEW = "quiet mornings in the clinic"


def page_of(window: MainWindow) -> QWidget:
    pages = window.centralWidget()
    assert isinstance(pages, QStackedWidget)
    page = pages.currentWidget()
    assert page is not None
    return page


def entry(window: MainWindow, text: str) -> Callable[[], None]:
    found = [act for name, act in window.office.entries() if name == text]
    assert found, f"{text} is not in {[name for name, _ in window.office.entries()]}"
    return found[0]


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(opener: Opener, staffed: Path, qtbot: QtBot) -> MainWindow:
    made = opener(staffed)
    sign_in(made, qtbot)
    return made


@pytest.fixture
def people(window: MainWindow) -> PeoplePage:
    entry(window, "People")()
    page = page_of(window)
    assert isinstance(page, PeoplePage)
    return page


def names(folder: Path) -> set[str]:
    return {name for _, name in Entrance(folder).people()}


def test_the_menu_shows_what_a_role_includes(opener: Opener, staffed: Path, qtbot: QtBot) -> None:
    shown = {}
    for role, draft in NAMES.items():
        window = opener(staffed)
        sign_in(window, qtbot, PASSWORDS[role], draft.name)
        shown[role] = [name for name, _ in window.office.entries()]
        window.close()

    assert shown[Role.SCRIBE] == shown[Role.BILLER] == ["My password and PIN"]
    assert shown[Role.PROVIDER] == ["My password and PIN", "Emergency readings"]
    assert shown[Role.ADMINISTRATOR] == [
        "My password and PIN",
        "People",
        "Audit report",
        "Emergency access",
        "Emergency readings",
    ]


def test_a_person_is_added_and_can_come_in(window: MainWindow, people: PeoplePage, staffed: Path, qtbot: QtBot) -> None:
    press(people.new)
    form = people.form
    QTest.keyClicks(form.name, "Nora O'Brien <b>|^&~")
    QTest.keyClicks(form.npi, "1234567893")
    press(form.roles[Role.SCRIBE])
    QTest.keyClicks(form.password.line, NEW)
    press(form.save)
    qtbot.waitUntil(lambda: "Nora O'Brien <b>|^&~" in names(staffed), timeout=LATER_MS)
    qtbot.waitUntil(people.isEnabled, timeout=LATER_MS)

    person = next(id_ for id_, name in Entrance(staffed).people() if name.startswith("Nora"))
    session = Entrance(staffed).enter(person, NEW)
    assert (session.member.roles, session.person.npi) == (frozenset({Role.SCRIBE}), "1234567893")
    session.close()
    assert window.session is not None


@pytest.mark.parametrize(
    ("name", "npi", "password", "role", "problem"),
    [
        ("", "", NEW, True, "The name is missing."),
        ("Nora", "1234567890", NEW, True, "This NPI is not right"),
        ("Nora", "", NEW, False, "at least one role"),
        ("Nora", "", "too short", True, "It needs at least 15"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_added(
    people: PeoplePage, staffed: Path, name: str, npi: str, password: str, *, role: bool, problem: str
) -> None:
    before = names(staffed)
    press(people.new)
    form = people.form
    QTest.keyClicks(form.name, name)
    QTest.keyClicks(form.npi, npi)
    if role:
        press(form.roles[Role.SCRIBE])
    QTest.keyClicks(form.password.line, password)
    press(form.save)

    assert problem in form.problem.text
    assert names(staffed) == before


def _show(people: PeoplePage, name: str) -> None:
    press(next(tile for tile in people.people.tiles if tile.text().startswith(name)))


def test_a_removed_person_is_off_the_list_and_can_be_brought_back(
    people: PeoplePage, staffed: Path, qtbot: QtBot
) -> None:
    _show(people, "Marta Ruiz")
    press(people.form.remove)
    qtbot.waitUntil(lambda: "Marta Ruiz" not in names(staffed), timeout=LATER_MS)
    qtbot.waitUntil(people.isEnabled, timeout=LATER_MS)
    assert people.people.tiles[-1].text() == "Marta Ruiz (may not come in)"

    _show(people, "Marta Ruiz")
    QTest.keyClicks(people.form.password.line, NEW)
    press(people.form.remove)
    qtbot.waitUntil(lambda: "Marta Ruiz" in names(staffed), timeout=LATER_MS)
    qtbot.waitUntil(people.isEnabled, timeout=LATER_MS)


def test_the_only_administrator_cant_be_taken_away(people: PeoplePage, qtbot: QtBot, staffed: Path) -> None:
    _show(people, "Ada King")
    press(people.form.remove)
    qtbot.waitUntil(lambda: "Ada King" not in names(staffed), timeout=LATER_MS)
    qtbot.waitUntil(people.isEnabled, timeout=LATER_MS)

    _show(people, "Amara Osei")

    assert not people.form.roles[Role.ADMINISTRATOR].isEnabled()
    assert not people.form.remove.isEnabled()
    assert "The only administrator keeps that role" in people.form.why_kept.text()


def test_minutes_of_the_lock_are_kept(window: MainWindow, people: PeoplePage, qtbot: QtBot) -> None:
    press(people.minutes.buttons[3])
    qtbot.waitUntil(lambda: window.guard.minutes == 10, timeout=LATER_MS)


def test_a_new_recovery_key_is_shown_once(window: MainWindow, people: PeoplePage, staffed: Path, qtbot: QtBot) -> None:
    press(people.recovery)
    qtbot.waitUntil(lambda: isinstance(page_of(window), RecoveryCard), timeout=LATER_MS)
    card = page_of(window)
    assert isinstance(card, RecoveryCard)
    key = card.key.text

    press(card.written)

    assert key not in words_on(window)
    session = Entrance(staffed).recover(key)
    session.close()


def test_one_s_own_pin_and_password_are_changed(window: MainWindow, staffed: Path, qtbot: QtBot) -> None:
    entry(window, "My password and PIN")()
    assert window.office.staff is not None
    sheet = window.office.staff.own
    assert sheet is not None
    QTest.keyClicks(sheet.old.line, "wrong wrong wrong")
    QTest.keyClicks(sheet.new.line, NEW)
    press(sheet.change)
    qtbot.waitUntil(lambda: bool(sheet.problem.text), timeout=LATER_MS)
    assert sheet.problem.text.startswith("That is not the password.")

    sheet.old.clear()
    QTest.keyClicks(sheet.old.line, PASSWORD)
    press(sheet.change)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=LATER_MS)

    person = next(id_ for id_, name in Entrance(staffed).people() if name == "Amara Osei")
    Entrance(staffed).enter(person, NEW).close()


def test_the_audit_report_opens_and_says_that_it_was_opened(window: MainWindow) -> None:
    entry(window, "Audit report")()

    page = page_of(window)
    assert isinstance(page, AuditPage)
    assert page.model.rowCount() > 5


def test_an_administrator_reads_one_chart_in_an_emergency(opener: Opener, staffed: Path, qtbot: QtBot) -> None:
    window = opener(staffed)
    sign_in(window, qtbot, PASSWORDS[Role.ADMINISTRATOR], "Ada King")
    assert "Whitfield" not in words_on(window)
    entry(window, "Emergency access")()
    assert window.office.staff is not None
    sheet = window.office.staff.emergency
    assert sheet is not None
    QTest.keyClicks(sheet.search, "whit")
    press(sheet.open)
    assert sheet.problem.text.startswith("Say why")
    QTest.keyClicks(sheet.reason, "Bleeding, doctor away")
    press(sheet.open)
    QApplication.processEvents()

    hands = Hands(window)
    assert hands.screen.banner.shown_name == "Whitfield, Eleanor"
    band = window.office._band
    assert band is not None
    assert "Bleeding, doctor away" in band.words.text
    QTest.mouseClick(hands.screen.map, Qt.MouseButton.LeftButton, pos=hands.screen.map.rect().center())
    assert hands.snapshot.treated == 0
    press(band.end)
    assert window.visit is None
    assert "Whitfield" not in words_on(window)
    window.close()
    reviewer = owner(staffed)
    assert People(reviewer).has_passwords
    reviewer.close()


def test_a_record_without_passwords_is_protected_from_the_menu(opener: Opener, practice: Path, qtbot: QtBot) -> None:
    window = opener(practice)
    entry(window, "Protect with a password")()
    assert window.office.staff is not None
    sheet = window.office.staff.own
    assert sheet is not None
    QTest.keyClicks(sheet.new.line, NEW)
    press(sheet.change)
    qtbot.waitUntil(lambda: isinstance(page_of(window), RecoveryCard), timeout=LATER_MS)
    card = page_of(window)
    assert isinstance(card, RecoveryCard)
    press(card.written)
    QApplication.processEvents()

    assert window.home is not None
    assert window.guard.can_lock
    assert names(practice) == {"Amara Osei"}
