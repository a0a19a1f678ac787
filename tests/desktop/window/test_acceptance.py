"""A scribe counts at the provider's word; the provider accepts. Real windows, real passwords, one record."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import NotAllowed, NotTheProvider
from db.people import PersonDraft
from db.records import VisitId
from desktop.access import Action
from desktop.messages import clock
from desktop.practice.people import People
from desktop.theme import Tone
from desktop.window.calendar_day import today
from resources.terms import Role, Side
from tests.desktop.practice.staffed import PASSWORD, PASSWORDS, begin, owner
from tests.desktop.window.conftest import CONTROL, LEFT, NONE, WHITFIELD, Hands, Opener
from tests.desktop.window.test_lock import LATER_MS, lock_of, sign_in

L, M = Side.LEFT, Side.MIDLINE


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed") / "record"
    begin(folder)
    session = owner(folder)
    session.open_visit(session.add_patient(WHITFIELD).id, today())
    session.close()
    return folder


@pytest.fixture
def scribe(begun: Path, folder: Path, opener: Opener, qtbot: QtBot) -> Hands:
    """Dr Osei's visit, opened by the scribe."""
    window = opener(Path(shutil.copytree(begun, folder)))
    sign_in(window, qtbot, PASSWORDS[Role.SCRIBE], "Marta Ruiz")
    session = window.session
    assert session is not None
    (summary,) = session.unfinished()
    window.open_visit(VisitId(summary.visit.id))
    return Hands(window)


def switch(hands: Hands, qtbot: QtBot, name: str, password: str) -> None:
    """Lock the window, and let somebody else in by their password."""
    hands.window.guard.lock_now()
    page = lock_of(hands.window)
    tile = next(each for each in page.others.tiles if each.text().startswith(name))
    QTest.mouseClick(tile, LEFT)
    QTest.keyClicks(page.ask.field.line, password)
    QTest.keyClick(page.ask.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.window.guard.page is None, timeout=LATER_MS)


def provider_comes(hands: Hands, qtbot: QtBot) -> None:
    switch(hands, qtbot, "Amara Osei", PASSWORD)


def count_three(hands: Hands) -> None:
    hands.tap("nasal_tip", M)
    hands.tap("glabella", M)
    hands.call_out("1 left temple")
    hands.screen.panel.settle()


def press_accept(hands: Hands) -> None:
    hands.screen.panel.settle()
    QApplication.processEvents()
    button = hands.screen.panel.acceptance.button
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    hands.screen.panel.settle()


def waits(hands: Hands) -> str:
    hands.screen.panel.settle()
    return hands.screen.panel.acceptance.text


def kinds(hands: Hands) -> list[tuple[str, str]]:
    """Every event of the record: its kind, and who did it."""
    session = hands.window.session
    assert session is not None
    with session._store.reading() as record:
        names = {each.id: each.name for each in record.persons()}
        rows = record._connection.exec_driver_sql("SELECT kind, actor FROM event ORDER BY seq").all()
    return [(kind, names.get(actor, "")) for kind, actor in rows]


def test_a_scribes_taps_count_at_once_and_wait_for_the_provider(scribe: Hands) -> None:
    count_three(scribe)

    panel = scribe.screen.panel
    assert scribe.codes == [("17000", "× 1"), ("17003", "× 2")]
    assert waits(scribe) == "3 entered by M. Ruiz wait for Dr Osei"
    assert panel.acceptance.isVisible()
    assert not panel.acceptance.button.isVisible()
    assert scribe.screen.banner.shown_person == "scribe M. Ruiz"


def test_the_provider_accepts_all_in_one_act_and_nothing_is_counted_otherwise(scribe: Hands, qtbot: QtBot) -> None:
    count_three(scribe)
    before = (scribe.snapshot.counts, scribe.codes, scribe.snapshot.treated)

    provider_comes(scribe, qtbot)
    assert scribe.screen.banner.shown_person == ""
    assert waits(scribe) == "3 entered by M. Ruiz wait for you"
    assert scribe.screen.panel.acceptance.button.words == "Accept all 3"
    press_accept(scribe)

    assert scribe.said == "Accepted: 3"
    assert waits(scribe) == ""
    assert not scribe.screen.panel.acceptance.isVisible()
    assert (scribe.snapshot.counts, scribe.codes, scribe.snapshot.treated) == before
    assert {each.accepted_by for each in scribe.snapshot.chart.marks} == {scribe.snapshot.chart.provider.id}
    assert kinds(scribe)[-1] == ("marks.accepted", "Amara Osei")


def test_the_provider_accepts_by_keys_alone(scribe: Hands, qtbot: QtBot) -> None:
    count_three(scribe)
    provider_comes(scribe, qtbot)
    scribe.screen.panel.settle()
    scribe.screen.map.setFocus()

    scribe.key(Qt.Key.Key_Tab)
    scribe.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is scribe.screen.panel.acceptance.button
    scribe.key(Qt.Key.Key_Return)

    assert waits(scribe) == ""


def test_what_a_scribe_changes_after_the_acceptance_waits_again(scribe: Hands, qtbot: QtBot) -> None:
    count_three(scribe)
    provider_comes(scribe, qtbot)
    press_accept(scribe)
    switch(scribe, qtbot, "Marta Ruiz", PASSWORDS[Role.SCRIBE])

    scribe.call_out("other side")

    moved = scribe.snapshot.marks[-1]
    assert moved.mark.place.phrase.startswith("right")
    assert scribe.snapshot.waiting == (moved,)
    assert waits(scribe) == "1 entered by M. Ruiz waits for Dr Osei"


def test_what_the_provider_changes_waits_no_longer(scribe: Hands, qtbot: QtBot) -> None:
    count_three(scribe)
    provider_comes(scribe, qtbot)

    scribe.call_out("other side")

    assert waits(scribe) == "2 entered by M. Ruiz wait for you"


def test_nothing_waits_of_what_the_provider_enters(scribe: Hands, qtbot: QtBot) -> None:
    provider_comes(scribe, qtbot)

    count_three(scribe)

    assert waits(scribe) == ""
    assert scribe.snapshot.chart.people == ()


def test_another_provider_is_told_whom_it_waits_for(scribe: Hands, qtbot: QtBot) -> None:
    count_three(scribe)

    switch(scribe, qtbot, "Bela Novak", PASSWORDS[Role.PROVIDER])

    assert waits(scribe) == "3 entered by M. Ruiz wait for Dr Osei"
    assert not scribe.screen.panel.acceptance.button.isVisible()
    assert scribe.screen.banner.shown_person == "signed in: B. Novak"
    with pytest.raises(NotTheProvider):
        scribe.visit.desk.encounter.accept()


def test_a_scribe_accepts_nothing(scribe: Hands) -> None:
    count_three(scribe)
    before = scribe.snapshot

    with pytest.raises(NotAllowed):
        scribe.visit.desk.encounter.accept()
    scribe.visit.desk.steps.accept()

    assert scribe.said == "Not saved: acceptance of 3"
    assert scribe.screen.panel.action.tone is Tone.RED
    assert "Your role does not include this" in scribe.screen.panel.action.accessibleName()
    assert scribe.snapshot.chart.marks == before.chart.marks
    scribe.tap("chin", M)  # a refusal of this kind leaves nothing to be looked up: the next tap counts
    assert scribe.snapshot.treated == 4


def test_undo_and_redo_by_somebody_else_are_that_persons_events(scribe: Hands, qtbot: QtBot) -> None:
    scribe.tap("nasal_tip", M)
    provider_comes(scribe, qtbot)

    scribe.screen.map.setFocus()
    scribe.key(Qt.Key.Key_Z, CONTROL)
    assert scribe.snapshot.marks == ()
    scribe.key(Qt.Key.Key_Y, CONTROL)

    (mark,) = scribe.snapshot.chart.marks
    assert [each for each in kinds(scribe) if each[0].startswith("mark.")] == [
        ("mark.added", "Marta Ruiz"),
        ("mark.voided", "Amara Osei"),
        ("mark.restored", "Amara Osei"),
    ]
    assert mark.changed_by == scribe.snapshot.chart.provider.id
    assert waits(scribe) == ""


def test_each_row_says_who_entered_changed_and_accepted_it(scribe: Hands, qtbot: QtBot) -> None:
    scribe.tap("nasal_tip", M)
    scribe.screen.panel.settle()
    rows = scribe.screen.panel.list.rows
    (mark,) = scribe.snapshot.chart.marks
    entered = f"M. Ruiz, scribe, {clock(mark.entered_at)[:5]}"
    index = rows.index_of(mark.id)
    assert rows.data(index, Qt.ItemDataRole.AccessibleDescriptionRole) == entered
    assert "waits for the provider" in str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert entered in str(rows.data(index, Qt.ItemDataRole.ToolTipRole))

    provider_comes(scribe, qtbot)
    press_accept(scribe)

    (mark,) = scribe.snapshot.chart.marks
    assert mark.accepted_at is not None
    said = rows.data(rows.index_of(mark.id), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert said == f"{entered}; accepted by A. Osei, MD, {clock(mark.accepted_at)[:5]}"
    assert "waits" not in str(rows.data(rows.index_of(mark.id), Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("name", ["O'Brien <b>|^&~\\ 李", "X" * 200, "<img src=file:///etc/passwd>"])
def test_any_name_is_shown_literally_and_leaves_the_button_in_reach(scribe: Hands, qtbot: QtBot, name: str) -> None:
    session = scribe.window.session
    assert session is not None
    with session.writing(Action.MARK_ENTER) as work:
        member = work.member(session.person.id)
        work.change_person(member.person.id, member.version, PersonDraft(name, ""))
    scribe.tap("nasal_tip", M)
    provider_comes(scribe, qtbot)
    panel = scribe.screen.panel
    panel.settle()
    QApplication.processEvents()

    button = panel.acceptance.button
    assert panel.acceptance.rect().contains(button.geometry())
    assert name.rsplit(" ", maxsplit=1)[-1] in waits(scribe)
    tip = str(panel.list.rows.data(panel.list.rows.index_of(scribe.snapshot.marks[0].id), Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
    assert "<b>" not in tip
    QTest.mouseClick(button, LEFT, NONE)
    assert scribe.snapshot.waiting == ()


def test_a_role_taken_away_meanwhile_is_told_in_words(scribe: Hands, qtbot: QtBot, folder: Path) -> None:
    scribe.tap("nasal_tip", M)
    provider_comes(scribe, qtbot)
    other = owner(folder)
    People(other).set_role(other.person.id, Role.PROVIDER, held=False)
    other.close()

    press_accept(scribe)

    assert scribe.said == "Not saved: acceptance of 1"
    assert "Your role does not include this" in scribe.screen.panel.action.accessibleName()
    assert len(scribe.snapshot.waiting) == 1
