"""Starts, first and later ones; finding a patient; and where each way leads."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from db.records import PatientDraft
from desktop.chart.home import HomePage
from desktop.chart.stopped import StoppedPage
from desktop.chart.welcome import WelcomePage
from desktop.people.recovery_card import RecoveryCard
from desktop.practice.entrance import Entrance
from desktop.practice.session import create_session, open_session
from desktop.window.shell import MainWindow
from resources.terms import Side
from tests.desktop.window.conftest import CONTROL, LEFT, Hands, Opener, open_visit

HOSTILE = ("O'Brien <b>|^&~\\ 李", "#set text(red)", "Ω" * 500, "&amp;", "Müller-Lüdenscheidt", "العربية")


def page_of(window: MainWindow) -> QWidget:
    pages = window.centralWidget()
    assert isinstance(pages, QStackedWidget)
    page = pages.currentWidget()
    assert page is not None
    return page


def compose(field: QWidget, text: str) -> None:
    """Enter any letters, as an input method does."""
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def overwrite(path: Path, after: int) -> None:
    """Spoil a file from some byte on."""
    content = path.read_bytes()
    path.write_bytes(content[:after] + b"x" * (len(content) - after))


def home_of(window: MainWindow) -> HomePage:
    assert window.home is not None
    return window.home.page


def test_a_first_start_offers_the_demo_and_a_practice_of_ones_own(folder: Path, opener: Opener) -> None:
    window = opener(folder)

    assert isinstance(page_of(window), WelcomePage)
    assert not (folder / "dermtally.db").exists()


def test_the_demo_lies_in_a_folder_of_its_own(folder: Path, opener: Opener) -> None:
    window = opener(folder)
    welcome = page_of(window)
    assert isinstance(welcome, WelcomePage)

    QTest.mouseClick(welcome.demo, LEFT)

    demo = folder.with_name("record-demo")
    assert (demo / "dermtally.db").exists()
    assert not (folder / "dermtally.db").exists()
    assert window.session is not None
    assert window.session.practice.demo
    counts = sorted(each.treated for each in window.session.visits_on(date.today()))  # noqa: DTZ011
    assert counts[0] == 1
    assert {14, 15} <= set(counts)


def test_the_second_act_in_the_demo_opens_a_map_that_counts(folder: Path, opener: Opener) -> None:
    window = opener(folder)
    welcome = page_of(window)
    assert isinstance(welcome, WelcomePage)

    QTest.mouseClick(welcome.demo, LEFT)
    QTest.keyClick(home_of(window).search, Qt.Key.Key_Return)

    hands = Hands(window)
    before = hands.snapshot.treated
    hands.tap("malar_cheek_medial", Side.RIGHT)
    assert hands.snapshot.treated == before + 1


def test_a_practice_of_ones_own_begins_with_its_first_person(folder: Path, opener: Opener, qtbot: QtBot) -> None:
    window = opener(folder)
    welcome = page_of(window)
    assert isinstance(welcome, WelcomePage)

    for field, text in (
        (welcome.practice, "Lakeside"),
        (welcome.person, HOSTILE[0]),
        (welcome.credentials, "MD"),
        (welcome.password.line, "seven herons wade at dusk"),
    ):
        compose(field, text)
    QTest.mouseClick(welcome.begin, LEFT)
    qtbot.waitUntil(lambda: isinstance(page_of(window), RecoveryCard), timeout=20_000)
    card = page_of(window)
    assert isinstance(card, RecoveryCard)
    QTest.mouseClick(card.written, LEFT)

    assert window.session is not None
    assert window.session.person.title == f"{HOSTILE[0]}, MD"
    assert isinstance(page_of(window), HomePage)
    assert [name for _, name in Entrance(folder).people()] == [HOSTILE[0]]


def test_a_new_practice_has_a_tappable_map_after_eight_acts(folder: Path, opener: Opener, qtbot: QtBot) -> None:
    window = opener(folder)
    welcome = page_of(window)
    assert isinstance(welcome, WelcomePage)
    acts = 0
    welcome.practice.setFocus()  # a click
    for text in ("Lakeside", "Amara Osei", "MD", "seven herons wade at dusk"):
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        acts += 1
    qtbot.waitUntil(lambda: isinstance(page_of(window), RecoveryCard), timeout=20_000)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    acts += 1
    home = home_of(window)
    QTest.keyClicks(home.search, "Whitfield, Eleanor")
    QTest.keyClick(home.search, Qt.Key.Key_Return)
    acts += 1
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    acts += 1

    hands = Hands(window)
    hands.tap("nasal_tip", Side.MIDLINE)
    assert hands.snapshot.treated == 1
    assert acts + 1 <= 8  # with the first click


def test_the_demo_has_a_tappable_map_after_two_acts(folder: Path, opener: Opener) -> None:
    window = opener(folder)
    welcome = page_of(window)
    assert isinstance(welcome, WelcomePage)

    QTest.mouseClick(welcome.demo, LEFT)
    home = home_of(window)
    first = home.list.visualRect(home.rows.index(0, 0)).center()
    QTest.mouseClick(home.list.viewport(), LEFT, pos=first)

    hands = Hands(window)
    before = hands.snapshot.treated
    hands.tap("nasal_tip", Side.MIDLINE)
    assert hands.snapshot.treated == before + 1


def test_search_finds_as_one_types_and_enter_opens_todays_visit(practice: Path, opener: Opener) -> None:
    window = opener(practice)
    home = home_of(window)

    QTest.keyClicks(home.search, "whit")
    found = [row.name for row in home.rows.rows]
    QTest.keyClick(home.search, Qt.Key.Key_Return)

    assert found == ["Whitfield, Eleanor"]
    assert Hands(window).snapshot.chart.patient.mrn == "48213"
    assert Hands(window).snapshot.chart.visit.date_of_service == date.today()  # noqa: DTZ011


@pytest.mark.parametrize("typed", ["48213", "4/3/1951", "3 Apr 1951", "eleanor"])
def test_a_patient_is_found_by_record_number_birth_date_and_given_name(
    practice: Path, opener: Opener, typed: str
) -> None:
    home = home_of(opener(practice))

    QTest.keyClicks(home.search, typed)

    assert [row.name for row in home.rows.rows] == ["Whitfield, Eleanor"]


def test_opening_a_patient_twice_a_day_opens_the_same_visit(visit: Hands) -> None:
    first = visit.snapshot.chart.visit.id
    visit.key(Qt.Key.Key_F, CONTROL)
    home = home_of(visit.window)

    QTest.keyClicks(home.search, "whit")
    QTest.keyClick(home.search, Qt.Key.Key_Return)

    assert visit.snapshot.chart.visit.id == first


def test_the_program_goes_on_where_it_stopped(visit: Hands, practice: Path, opener: Opener) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    kept = visit.snapshot.marks
    visit.window.close()

    again = Hands(opener(practice))

    assert again.snapshot.marks == kept
    assert again.codes == [("17000", "× 1")]


def test_after_a_crash_the_program_says_what_is_here(visit: Hands, practice: Path, opener: Opener) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    # a killed program never says that it stopped: its note stays, and its lock is one that nobody holds
    visit.window.door.leave()
    again = Hands(opener(practice))

    assert again.said.startswith(
        "Dermtally stopped and started again. All 1 lesions are here; the last was left medial"
    )


def test_a_second_start_calls_the_first_window_and_ends(visit: Hands, practice: Path, qtbot: QtBot) -> None:
    script = "import sys; from desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
    with qtbot.waitSignal(visit.window.door.called, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", script, "--data-dir", str(practice)])

    assert second.wait(timeout=20) == 3


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: overwrite(folder / "dermtally.db", after=64), "record is damaged"),
        (lambda folder: (folder / "keys.json").unlink(), "key file of this record is missing"),
        (lambda folder: (folder / "keys.json").write_text("{"), "key file is damaged"),
        (lambda folder: (folder / "dermtally.db").unlink(), "record is missing"),
    ],
    ids=["damaged record", "no key file", "damaged key file", "no record"],
)
def test_a_record_that_cant_be_opened_says_why_and_what_to_do(
    practice: Path, opener: Opener, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(practice)

    page = page_of(opener(practice))

    assert isinstance(page, StoppedPage)
    assert words in page.text


def test_a_record_that_was_put_back_opens_at_the_second_try(practice: Path, opener: Opener) -> None:
    kept = (practice / "keys.json").read_bytes()
    (practice / "keys.json").unlink()
    window = opener(practice)
    page = page_of(window)
    assert isinstance(page, StoppedPage)

    (practice / "keys.json").write_bytes(kept)
    page.again.emit()

    assert isinstance(page_of(window), HomePage)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_any_name_shows_literally(folder: Path, opener: Opener, name: str) -> None:
    session = create_session(folder, practice=name[:200], person=name[:200], credentials="MD")
    session.add_patient(PatientDraft("Whitfield " + name[:480], name[:500], None, "1"))
    session.close()

    hands = open_visit(folder, opener)

    patient = hands.snapshot.chart.patient
    assert patient.given_name == name[:500]
    shown = hands.screen.banner.shown_name
    assert shown == patient.name or ("…" in shown and patient.name.startswith(shown.split("…")[0]))


def test_a_discarded_visit_leaves_every_list(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    visit.visit.ask_discard()
    QTest.mouseClick(visit.visit.confirm.yes, LEFT)

    home = home_of(visit.window)
    assert home.isVisible()
    assert home.rows.rows == ()


def test_changed_particulars_show_in_the_banner(visit: Hands) -> None:
    visit.visit.ask_particulars()
    form = visit.visit.form
    form.family_name.clear()
    QTest.keyClicks(form.family_name, "Whitfield-Ross")
    QTest.mouseClick(form.save, LEFT)

    assert visit.screen.banner.shown_name == "Whitfield-Ross, Eleanor"


def test_a_list_that_becomes_empty_says_when_the_patient_was_here_last(practice: Path, opener: Opener) -> None:
    session = open_session(practice)
    session.open_visit(session.find_patients("Whitfield")[0].id, date(2026, 5, 12))
    session.close()
    first = open_visit(practice, opener)
    first.tap("malar_cheek_medial", Side.LEFT)
    first.window.close()
    hands = Hands(opener(practice))
    assert hands.screen.panel.list.empty_text == "First visit."

    hands.visit.desk.acts.remove(hands.snapshot.marks[0].id)

    assert hands.screen.panel.list.empty_text == "Last visit 12 May 2026: 0 treated."


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_visit_goes_on_in_another_size_of_text(visit: Hands, percent: int) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)

    visit.window.look.set_text(percent)
    visit.tap("malar_cheek_medial", Side.RIGHT)

    assert visit.snapshot.treated == 2
    assert visit.screen.theme.percent == percent
    visit.window.look.set_text(100)


def test_the_window_shows_no_patient_in_its_title(visit: Hands) -> None:
    QApplication.processEvents()

    assert visit.window.windowTitle() == "Dermtally"


def test_a_patient_who_was_never_here_is_added_by_enter(practice: Path, opener: Opener) -> None:
    window = opener(practice)
    home = home_of(window)
    QTest.keyClicks(home.search, "Okafor, Daniel")
    QTest.keyClick(home.search, Qt.Key.Key_Return)
    assert window.home is not None
    form = window.home.form
    assert (form.family_name.text(), form.given_name.text()) == ("Okafor", "Daniel")

    QTest.keyClick(form.family_name, Qt.Key.Key_Return)

    assert Hands(window).snapshot.chart.patient.name == "Okafor, Daniel"


def test_a_visit_of_a_day_without_code_rules_says_so(practice: Path, opener: Opener) -> None:
    session = open_session(practice)
    patient = session.find_patients("Whitfield")[0]
    old = session.open_visit(patient.id, date(2019, 5, 1))
    session.close()
    window = opener(practice)

    window.open_visit(old)

    page = page_of(window)
    assert isinstance(page, StoppedPage)
    assert page.text.startswith("There are no code rules for 1 May 2019.")


def test_less_motion_is_remembered_and_reaches_the_map(visit: Hands, practice: Path, opener: Opener) -> None:
    usual = visit.screen.map.calm

    visit.window.look.set_calm(calm=True)
    chosen = visit.screen.map.calm
    visit.window.close()

    assert (usual, chosen) == (False, True)
    assert Hands(opener(practice)).screen.map.calm
