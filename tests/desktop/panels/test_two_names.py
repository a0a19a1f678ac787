"""F4: a tap beside a border offers both names in its row, and a lesion of an older surface says that it is one."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop.controls.density import density
from desktop.controls.painting import wrapped
from desktop.panels.lesion_list import LesionList
from desktop.panels.lesion_rows import MarkRow, RowBuilder
from desktop.panels.row_acts import Act
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme
from tests.desktop.hands import ALT, click, key
from tests.desktop.looks import Show, colours
from tests.desktop.snapshots import Lesion, visit

ONE = MarkId("m0001")
TWO = MarkId("m0002")
BESIDE = Lesion(other_region="nasal_sidewall_inferior")
OLD = Lesion(surface="hm07/3")
BOTH = [(Act.NEARER, Qt.Key.Key_N, "malar_cheek"), (Act.OTHER, Qt.Key.Key_O, "nasal_sidewall_inferior")]


def listed(shown: Show, theme: Theme, snapshot: Snapshot) -> LesionList:
    made = LesionList(theme)
    made.set_density(density(QSize(1280, 800), 100))
    shown(made, theme.px(371), theme.px(400))
    made.show_snapshot(snapshot)
    QApplication.processEvents()
    return made


def row_of(snapshot: Snapshot, number: int = 1) -> MarkRow:
    rows = RowBuilder().rows(snapshot, heads_only=False)
    return next(row for row in rows if isinstance(row, MarkRow) and row.numbered.label == str(number))


@pytest.mark.parametrize(("act", "which", "region"), BOTH, ids=["nearer", "other"])
def test_a_name_is_chosen_by_press_and_by_key(
    shown: Show, theme: Theme, qtbot: QtBot, act: Act, which: Qt.Key, region: str
) -> None:
    made = listed(shown, theme, visit(BESIDE))
    place = next(each.place for each in made.buttons_of(ONE) if each.act is act)

    with qtbot.waitSignal(made.name_chosen) as told:
        click(made.viewport(), place.center())
    assert told.args == [ONE, region]

    made.select(ONE)
    made.setFocus()
    with qtbot.waitSignal(made.name_chosen) as told:
        key(made, which, ALT)
    assert told.args == [ONE, region]


def test_the_row_is_twice_as_high_and_both_names_are_36_px_buttons(shown: Show, theme: Theme) -> None:
    made = listed(shown, theme, visit(BESIDE))
    nearer, other = (each.place for each in made.buttons_of(ONE))

    assert made.visualRect(made.rows.index_of(ONE)).height() == theme.px(72)
    assert [nearer.height(), other.height()] == [theme.px(36) - 2] * 2
    assert not nearer.intersects(other)
    assert all(made.viewport().rect().contains(each) for each in (nearer, other))
    assert [each.words for each in made.buttons_of(ONE)] == ["malar cheek", "inferior nasal sidewall"]


def test_the_stored_name_looks_chosen(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(BESIDE))
    nearer, other = (each.place for each in made.buttons_of(ONE))

    assert light.chosen.name() in colours(made.viewport(), nearer)
    assert light.chosen.name() not in colours(made.viewport(), other)


def test_the_longest_names_of_face_and_ear_fit_on_two_lines(light: Theme) -> None:
    names = ("superior central forehead", "posterior mandibular cheek", "inferior nasal sidewall", "temporal hairline")

    assert all(len(wrapped(each, light.font(Role.SMALL), 160, 3)) <= 2 for each in names)


def test_a_lesion_alone_in_its_region_offers_no_name(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(Lesion()))
    made.select(ONE)
    made.setFocus()

    with qtbot.assertNotEmitted(made.name_chosen):
        key(made, Qt.Key.Key_N, ALT)

    assert made.visualRect(made.rows.index_of(ONE)).height() == light.px(36)


def test_a_question_about_the_count_comes_before_the_names(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(Lesion(), Lesion(same_as=1, other_region="nasal_sidewall_inferior")))

    assert {each.act for each in made.buttons_of(TWO)} == {Act.SAME, Act.ANOTHER}


def test_the_names_are_said_with_their_keys() -> None:
    assert row_of(visit(BESIDE)).spoken == (
        "1, left malar cheek, beside a border: Alt+N malar cheek, Alt+O inferior nasal sidewall"
    )


def test_a_new_offer_is_announced_once(shown: Show, light: Theme, announced: list[str]) -> None:
    made = listed(shown, light, visit(Lesion()))

    made.show_snapshot(visit(Lesion(), BESIDE))
    made.show_snapshot(visit(Lesion(), BESIDE, Lesion()))

    assert [each for each in announced if "beside a border" in each] == [row_of(visit(Lesion(), BESIDE), 2).spoken]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said to assistive technology."""
    said: list[str] = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return said


def test_a_lesion_of_an_older_surface_says_so_in_its_row_and_its_tip(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(OLD))
    index = made.rows.index_of(ONE)

    assert row_of(visit(OLD)).note == "earlier body map"
    assert made.rows.data(index, Qt.ItemDataRole.ToolTipRole) is not None
    assert "left malar cheek, placed on an earlier body map" in str(made.rows.data(index, Qt.ItemDataRole.ToolTipRole))
    assert made.indexAt(made.visualRect(index).topLeft() + QPoint(5, 5)) == index
