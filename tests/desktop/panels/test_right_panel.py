"""F: the five parts pass on what they are told, light each other, and share the height."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop.controls.density import density
from desktop.panels.code_row import CodeRow
from desktop.panels.right_panel import RightPanel
from desktop.panels.row_acts import Act
from desktop.snapshot import Snapshot
from desktop.theme import Theme, Tone
from resources.terms import Side
from tests.desktop.hands import click, key
from tests.desktop.looks import Show
from tests.desktop.snapshots import Lesion, visit

CHEEK, WART = Lesion(), Lesion("wart", 2)
ONE, TWO = MarkId("m0001"), MarkId("m0002")
SIZES = [QSize(1280, 800), QSize(1280, 640), QSize(1024, 640)]


def panel(shown: Show, theme: Theme, snapshot: Snapshot, size: QSize = SIZES[0]) -> RightPanel:
    page = QWidget()
    made = RightPanel(theme, page)
    room = density(size, theme.percent)
    made.set_density(room)
    shown(page, size.width(), size.height())
    made.setGeometry(0, 0, room.panel_width, size.height() - theme.px(84 if not room.short else 72))
    made.show_snapshot(snapshot)
    made.show()
    QApplication.processEvents()
    return made


def code_rows(made: RightPanel) -> list[CodeRow]:
    return [row for row in made.codes.findChildren(CodeRow) if row.isVisible()]


def press(act: Act, mark: MarkId) -> Callable[[RightPanel], None]:
    def do(made: RightPanel) -> None:
        made.select(mark)
        place = next(each.place for each in made.list.buttons_of(mark) if each.act is act)
        click(made.list.viewport(), place.center())

    return do


@dataclass(frozen=True)
class Told:
    """What is done on a visit's panel, and the signal it must become."""

    lesions: tuple[Lesion, ...]
    do: Callable[[RightPanel], None]
    signal: str
    carried: tuple[object, ...] = ()


@pytest.mark.parametrize(
    "case",
    [
        Told((CHEEK,), press(Act.REMOVE, ONE), "remove_asked", (ONE,)),
        Told((CHEEK,), press(Act.SEEN, ONE), "finding_asked", (ONE,)),
        Told((Lesion("seen"),), press(Act.TREAT, ONE), "treat_asked", (ONE,)),
        Told((CHEEK, Lesion(same_as=1)), press(Act.SAME, TWO), "same", (TWO,)),
        Told((CHEEK, Lesion(same_as=1)), press(Act.ANOTHER, TWO), "another", (TWO,)),
        Told((Lesion(side=Side.UNSAID),), press(Act.LEFT, ONE), "side_answered", (ONE, Side.LEFT)),
        Told((CHEEK, CHEEK), lambda made: click(code_rows(made)[1]), "line_chosen", ((TWO,),)),
        Told((CHEEK,), lambda made: click(made.step.step), "copy_note"),
        Told((CHEEK,), lambda made: click(made.step.pdf), "save_pdf"),
        Told((CHEEK,), lambda made: click(made.step.boxes[8]), "item_chosen", (9,)),
    ],
    ids=lambda case: case.signal,
)
def test_what_the_parts_are_told_is_passed_on(shown: Show, light: Theme, qtbot: QtBot, case: Told) -> None:
    made = panel(shown, light, visit(*case.lesions))

    with qtbot.waitSignal(getattr(made, case.signal)) as told:
        case.do(made)

    assert tuple(told.args or ()) == case.carried


def test_a_row_lights_its_code_line(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = panel(shown, light, visit(CHEEK, CHEEK, WART))
    made.list.setFocus()

    made.select(TWO)
    assert [row.isChecked() for row in code_rows(made)] == [False, True, False]

    with qtbot.waitSignal(made.mark_chosen):
        key(made.list, Qt.Key.Key_Down)
    assert [row.isChecked() for row in code_rows(made)] == [True, False, False]


def test_a_code_line_lights_its_rows(shown: Show, light: Theme) -> None:
    made = panel(shown, light, visit(CHEEK, CHEEK, CHEEK))

    click(code_rows(made)[1])
    assert made.list.lit == {TWO, MarkId("m0003")}

    click(code_rows(made)[1])
    assert made.list.lit == frozenset()


def test_a_changed_visit_lets_go_of_a_line_that_changed(shown: Show, light: Theme) -> None:
    made = panel(shown, light, visit(CHEEK, CHEEK))
    click(code_rows(made)[1])

    made.show_snapshot(visit(CHEEK, CHEEK, CHEEK))
    made.settle()

    assert made.list.lit == frozenset()


def test_the_list_follows_a_change_by_itself_and_before_any_answer(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = panel(shown, light, visit(CHEEK))
    rows = made.list.rows.rowCount()

    made.show_snapshot(visit(CHEEK, CHEEK))
    at_once = (made.list.rows.rowCount(), len(made.codes.shown_lines()))
    qtbot.waitUntil(lambda: made.list.rows.rowCount() == rows + 1, timeout=2000)

    made.show_snapshot(visit(CHEEK, CHEEK, Lesion(same_as=1)))
    with qtbot.waitSignal(made.same, timeout=2000):
        made.answer_same()

    assert at_once == (rows, 2)


def test_a_box_that_a_question_keeps_open_goes_to_the_lesion(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = panel(shown, light, visit(CHEEK, Lesion(same_as=1)))

    with qtbot.waitSignal(made.mark_chosen) as told:
        click(made.step.boxes[3])

    assert told.args == [TWO]
    assert made.list.current_mark() == TWO


def test_any_other_box_says_its_fact(shown: Show, light: Theme) -> None:
    made = panel(shown, light, visit(CHEEK))

    click(made.step.boxes[2])
    assert made.action.text == "Diagnosis: 1 × L57.0"

    click(made.step.boxes[9])
    assert made.action.text == "Signature: sign in the record system"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_parts_stand_below_each_other_and_the_codes_are_whole(shown: Show, theme: Theme, size: QSize) -> None:
    made = panel(shown, theme, visit(*[CHEEK] * 3, WART), size)

    parts = [part for part in (made.count, made.action, made.codes, made.list) if part.isVisibleTo(made)]

    assert all(a.geometry().bottom() < b.y() for a, b in pairwise(parts))
    assert [line.code for line in made.codes.shown_lines()] == ["17000", "17003", "17110"]
    assert made.rect().contains(made.step.geometry())
    assert made.list.height() >= theme.px(100)
    page = made.list.parentWidget()
    assert page is not None
    assert page.rect().contains(made.list.geometry())


def test_at_100_per_cent_nothing_scrolls(shown: Show, light: Theme) -> None:
    made = panel(shown, light, visit(*[CHEEK] * 17, WART, Lesion("wart", 2, same_as=18)), QSize(1280, 640))

    assert made.list.mapTo(made, made.list.rect().bottomRight()).y() < made.step.y()
    assert made.list.width() == made.width() - 1


def test_a_drawer_leaves_count_and_last_action_to_the_strip(shown: Show, light: Theme) -> None:
    made = panel(shown, light.at(200), visit(CHEEK))

    assert not made.count.isVisible()
    assert not made.action.isVisible()
    assert made.codes.y() == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_keeps_room_for_a_question(shown: Show, light: Theme, size: QSize) -> None:
    made = panel(shown, light, visit(*[CHEEK] * 17, WART, Lesion("wart", 2, same_as=18)), size)

    assert made.list.height() >= 72


def test_a_refusal_makes_room_for_its_sentence(shown: Show, theme: Theme) -> None:
    made = panel(shown, theme, visit(CHEEK))
    before = made.codes.y()

    made.say("Not saved: left temple", Tone.RED, "The disk is full. Free some space, then tap again." * 3)

    assert made.codes.y() > before
    assert made.action.height() >= made.action.needed_height(made.action.width())


def test_why_opens_the_whole_reasoning(shown: Show, theme: Theme) -> None:
    made = panel(shown, theme, visit(CHEEK, CHEEK))
    made.show_editions("Limits 2026 Q4")

    click(made.codes.why)

    assert made.sheet is not None
    assert made.sheet.isVisible()
    assert "Limits 2026 Q4" in made.sheet.texts


def test_tab_goes_from_the_top_to_the_bottom(shown: Show, light: Theme) -> None:
    made = panel(shown, light, visit(CHEEK, CHEEK))
    made.codes.why.setFocus()
    tops = []

    for _ in range(15):
        focused = QApplication.focusWidget()
        assert focused is not None
        tops.append(focused.mapTo(made, focused.rect().topLeft()).y())
        key(focused, Qt.Key.Key_Tab)

    assert tops == sorted(tops)
    assert QApplication.focusWidget() not in (made.codes.why, None)
