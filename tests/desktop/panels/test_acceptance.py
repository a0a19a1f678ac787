"""The line above the list: what waits for whom, in every theme and size, and the one button that accepts it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.people import Member, Person, PersonId
from db.records import MarkId
from desktop.controls.density import density
from desktop.panels.right_panel import RightPanel
from desktop.snapshot import Snapshot
from desktop.theme import Theme
from tests.desktop.hands import click, key
from tests.desktop.looks import Show, ink_box, picture
from tests.desktop.panels.test_authors import OSEI, RUIZ, with_marks

OWNER = OSEI.person.id
BY_SCRIBE: dict[str, object] = {"entered_by": RUIZ.person.id}
OWN: dict[str, object] = {"entered_by": OWNER}
SIZES = [QSize(1280, 800), QSize(1024, 640)]


def panel(shown: Show, theme: Theme, snapshot: Snapshot, size: QSize = SIZES[0]) -> RightPanel:
    page = QWidget()
    made = RightPanel(theme, page)
    room = density(size, theme.percent)
    made.set_density(room)
    shown(page, size.width(), size.height())
    made.setGeometry(0, 0, room.panel_width, size.height() - theme.px(84))
    made.show_snapshot(snapshot)
    made.show()
    QApplication.processEvents()
    return made


def test_with_nothing_waiting_the_line_takes_no_room(shown: Show, light: Theme) -> None:
    made = panel(shown, light, with_marks(OWN))
    made.show_person(OWNER)

    assert not made.acceptance.isVisible()
    assert made.acceptance.text == ""
    assert made.list.y() == made.codes.geometry().bottom() + 1


@pytest.mark.parametrize("size", SIZES)
def test_the_button_and_all_words_are_seen_in_every_theme(shown: Show, theme: Theme, size: QSize) -> None:
    made = panel(shown, theme, with_marks(BY_SCRIBE, BY_SCRIBE, OWN), size)
    made.show_person(OWNER)
    QApplication.processEvents()

    line = made.acceptance
    assert line.text == "2 entered by M. Ruiz wait for you"
    assert line.button.words == "Accept all 2"
    assert line.button.width() >= line.button.sizeHint().width()
    assert line.rect().contains(line.button.geometry())
    words = ink_box(line, theme.text, QRect(0, 1, line.button.x() - 1, line.height() - 1))
    assert 0 < words.width() <= line.button.x()


def test_whoever_may_not_accept_sees_for_whom_it_waits(shown: Show, light: Theme) -> None:
    made = panel(shown, light, with_marks(BY_SCRIBE))

    for accepts_as in (None, PersonId("another provider")):
        made.show_person(accepts_as)
        assert made.acceptance.text == "1 entered by M. Ruiz waits for Dr Osei"
        assert not made.acceptance.button.isVisible()
        assert made.acceptance.accessibleName() == made.acceptance.text


def test_a_click_and_a_key_accept_once_each(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = panel(shown, light, with_marks(BY_SCRIBE))
    made.show_person(OWNER)

    with qtbot.waitSignal(made.accepted):
        click(made.acceptance.button)
    made.acceptance.button.setFocus()
    with qtbot.waitSignal(made.accepted):
        key(made.acceptance.button, Qt.Key.Key_Return)


def test_what_was_accepted_leaves_the_line_and_the_rows(shown: Show, light: Theme) -> None:
    made = panel(shown, light, with_marks(BY_SCRIBE))
    made.show_person(OWNER)
    before = picture(made.list.viewport())
    accepted = BY_SCRIBE | {"accepted_by": OWNER, "accepted_at": with_marks(OWN).chart.saved_at}

    made.show_snapshot(with_marks(accepted))
    made.settle()

    assert made.acceptance.text == ""
    assert not made.acceptance.isVisible()
    assert picture(made.list.viewport()) != before


def test_the_initials_of_whoever_waits_stand_in_the_row(shown: Show, light: Theme) -> None:
    waiting = panel(shown, light, with_marks(BY_SCRIBE))
    own = panel(shown, light, with_marks(OWN))
    place = waiting.list.visualRect(waiting.list.rows.index_of(MarkId("m0001")))
    right = QRect(place.right() - 60, place.y(), 61, place.height())

    assert not ink_box(waiting.list.viewport(), light.edge, right).isEmpty()
    assert ink_box(own.list.viewport(), light.edge, right).isEmpty()


@pytest.mark.parametrize("name", ["O'Brien <b>|^&~\\ 李", "X" * 200, "\u202eRuiz Marta"])
def test_any_name_leaves_the_button_whole(shown: Show, theme: Theme, name: str) -> None:
    named: Member = replace(RUIZ, person=Person(RUIZ.person.id, name, ""))
    snapshot = with_marks(BY_SCRIBE)
    made = panel(shown, theme, replace(snapshot, chart=replace(snapshot.chart, people=(OSEI, named))), SIZES[1])
    made.show_person(OWNER)

    assert made.acceptance.rect().contains(made.acceptance.button.geometry())
    assert made.acceptance.height() < made.height() // 3
