"""F4: rows are pressed, answered, moved through and removed, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop.controls.density import density
from desktop.panels.lesion_list import FLASH_MS, LesionList
from desktop.panels.lesion_rows import HeadRow
from desktop.panels.row_acts import Act
from desktop.snapshot import Snapshot
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.hands import ALT, CONTROL, click, double_click, key
from tests.desktop.looks import Show, colours, ink_box
from tests.desktop.snapshots import Lesion, visit

CHEEK, SCALP = Lesion(), Lesion(site=1)
ONE, TWO, THREE = (MarkId(f"m000{number}") for number in (1, 2, 3))


def listed(shown: Show, theme: Theme, snapshot: Snapshot, height: int = 400) -> LesionList:
    made = LesionList(theme)
    made.set_density(density(QSize(1280, 800), 100))
    shown(made, theme.px(371), theme.px(height))
    made.show_snapshot(snapshot)
    QApplication.processEvents()
    return made


def row_place(made: LesionList, mark: MarkId) -> QRect:
    return made.visualRect(made.rows.index_of(mark))


def press_row(made: LesionList, mark: MarkId) -> None:
    click(made.viewport(), row_place(made, mark).topLeft() + QPoint(60, 18))


def press_button(made: LesionList, mark: MarkId, act: Act) -> None:
    place = next(each.place for each in made.buttons_of(mark) if each.act is act)
    click(made.viewport(), place.center())


def acts(made: LesionList, mark: MarkId) -> list[Act]:
    return [each.act for each in made.buttons_of(mark)]


def test_a_pressed_row_is_chosen_and_told(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    made = listed(shown, theme, visit(CHEEK, CHEEK))

    with qtbot.waitSignal(made.mark_chosen) as told:
        press_row(made, ONE)

    assert told.args == [ONE]
    assert made.current_mark() == ONE
    assert theme.chosen.name() in colours(made.viewport(), row_place(made, ONE))


def test_rows_are_36_px_heads_28_and_questions_72(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, Lesion(same_as=1)))

    heights = [made.visualRect(made.rows.index(number)).height() for number in range(3)]

    assert heights == [28, 72, 36]


def test_only_the_chosen_row_has_buttons(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))

    made.select(TWO)

    assert acts(made, ONE) == []
    assert acts(made, TWO) == [Act.REMOVE, Act.FIND, Act.SEEN]


@pytest.mark.parametrize(
    ("act", "signal"),
    [(Act.REMOVE, "remove_asked"), (Act.SEEN, "finding_asked"), (Act.FIND, "find_asked")],
    ids=["remove", "seen", "find"],
)
def test_a_rows_buttons_ask_for_what_they_show(shown: Show, light: Theme, qtbot: QtBot, act: Act, signal: str) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.select(ONE)

    with qtbot.waitSignal(getattr(made, signal)) as told:
        press_button(made, ONE, act)

    assert told.args == [ONE]


def test_a_seen_lesion_can_be_treated(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, Lesion("seen")))
    made.select(TWO)

    with qtbot.waitSignal(made.treat_asked) as told:
        press_button(made, TWO, Act.TREAT)

    assert told.args == [TWO]


@pytest.mark.parametrize(("act", "signal"), [(Act.SAME, "same"), (Act.ANOTHER, "another")], ids=["same", "another"])
def test_a_doubtful_lesion_is_answered_by_a_press(
    shown: Show, theme: Theme, qtbot: QtBot, act: Act, signal: str
) -> None:
    made = listed(shown, theme, visit(CHEEK, Lesion(same_as=1)))

    with qtbot.waitSignal(getattr(made, signal)) as told:
        press_button(made, TWO, act)

    assert told.args == [TWO]
    assert [each.words for each in made.buttons_of(TWO)] == ["Another F8", "Same F7"]


def test_answers_by_key_are_for_the_chosen_lesion_if_it_asks(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, Lesion(same_as=1), Lesion(same_as=1)))
    made.select(TWO)

    with qtbot.waitSignal(made.same) as told:
        made.answer_same()

    assert told.args == [TWO]


def test_answers_by_key_are_for_the_newest_that_asks_otherwise(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, Lesion(same_as=1), Lesion(same_as=1), CHEEK))

    with qtbot.waitSignal(made.another) as told:
        made.answer_another()

    assert told.args == [THREE]


def test_without_a_question_an_answer_says_nothing(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK))

    with qtbot.assertNotEmitted(made.same), qtbot.assertNotEmitted(made.another):
        made.answer_same()
        made.answer_another()


@pytest.mark.parametrize(
    ("act", "which", "side"),
    [
        (Act.RIGHT, Qt.Key.Key_R, Side.RIGHT),
        (Act.MIDDLE, Qt.Key.Key_M, Side.MIDLINE),
        (Act.LEFT, Qt.Key.Key_L, Side.LEFT),
    ],
)
def test_a_side_nobody_said_is_answered_by_press_and_by_key(
    shown: Show, light: Theme, qtbot: QtBot, act: Act, which: Qt.Key, side: Side
) -> None:
    made = listed(shown, light, visit(Lesion(site=1, side=Side.UNSAID)))

    with qtbot.waitSignal(made.side_answered) as told:
        press_button(made, ONE, act)
    assert told.args == [ONE, side]

    made.select(ONE)
    made.setFocus()
    with qtbot.waitSignal(made.side_answered) as told:
        key(made, which, ALT)
    assert told.args == [ONE, side]


def test_a_hand_is_not_asked_for_its_middle(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(Lesion(site=2, side=Side.UNSAID)))
    made.select(ONE)
    made.setFocus()

    with qtbot.assertNotEmitted(made.side_answered):
        key(made, Qt.Key.Key_M, ALT)

    assert Act.MIDDLE not in acts(made, ONE)


@pytest.mark.parametrize(
    ("which", "held", "signal"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "remove_asked"),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "remove_asked"),
        (Qt.Key.Key_D, CONTROL, "finding_asked"),
    ],
)
def test_keys_act_on_the_chosen_lesion(
    shown: Show, light: Theme, qtbot: QtBot, which: Qt.Key, held: Qt.KeyboardModifier, signal: str
) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.select(ONE)
    made.setFocus()

    with qtbot.waitSignal(getattr(made, signal)) as told:
        key(made, which, held)

    assert told.args == [ONE]


def test_arrows_move_through_heads_and_lesions(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.select(TWO)
    made.setFocus()

    with qtbot.waitSignal(made.mark_chosen) as told:
        key(made, Qt.Key.Key_Down)

    assert told.args == [ONE]
    with qtbot.assertNotEmitted(made.mark_chosen):
        key(made, Qt.Key.Key_Home)


def test_enter_and_a_press_fold_a_body_part(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.setFocus()
    made.setCurrentIndex(made.rows.index(0))

    key(made, Qt.Key.Key_Return)
    assert len(made.rows.rows) == 1

    click(made.viewport(), made.visualRect(made.rows.index(0)).center())
    assert len(made.rows.rows) == 3


def test_two_quick_presses_on_a_head_fold_and_unfold(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))

    double_click(made.viewport(), made.visualRect(made.rows.index(0)).center())

    assert len(made.rows.rows) == 3


def test_other_keys_are_left_to_the_page(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.select(ONE)
    made.setFocus()

    key(made, Qt.Key.Key_2)
    key(made, Qt.Key.Key_Space)

    assert made.current_mark() == ONE


def test_choosing_from_the_map_unfolds_and_tells_nothing(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(*[CHEEK] * 14, SCALP))
    assert not made.rows.index_of(ONE).isValid()

    with qtbot.assertNotEmitted(made.mark_chosen):
        made.select(ONE)

    assert made.current_mark() == ONE
    assert made.viewport().rect().contains(row_place(made, ONE).center())


def test_choosing_nothing_lets_go(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK))
    made.select(ONE)

    made.select(None)

    assert made.current_mark() is None


def test_a_new_lesion_comes_into_view(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(*[SCALP] * 6, *[CHEEK] * 6), height=150)

    made.show_snapshot(visit(*[SCALP] * 6, *[CHEEK] * 6, Lesion(site=2)))
    QApplication.processEvents()

    newest = row_place(made, MarkId("m0013"))
    assert made.viewport().rect().contains(newest.center())


def test_a_flash_is_a_ring_for_a_moment(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))

    made.flash(ONE)

    place = row_place(made, ONE)
    assert light.act.name() in colours(made.viewport(), place)
    qtbot.waitUntil(lambda: light.act.name() not in colours(made.viewport(), place), timeout=4 * FLASH_MS)


def test_rows_of_a_pressed_code_line_are_lit(shown: Show, theme: Theme) -> None:
    made = listed(shown, theme, visit(CHEEK, CHEEK))

    made.light((ONE,))

    assert theme.act.name() in colours(made.viewport(), row_place(made, ONE))
    assert theme.act.name() not in colours(made.viewport(), row_place(made, TWO))


def test_before_the_first_lesion_it_says_what_was_before(shown: Show, theme: Theme) -> None:
    made = listed(shown, theme, visit())

    made.set_empty_text("Last visit 12 May 2026: 7 treated.")

    assert theme.text_2.name() in colours(made.viewport())


def test_without_room_the_list_folds_to_its_heads(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK, SCALP))

    made.set_density(density(QSize(1280, 800), 150))

    assert all(isinstance(row, HeadRow) for row in made.rows.rows)


def test_another_visit_forgets_what_was_folded(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK))
    click(made.viewport(), made.visualRect(made.rows.index(0)).center())
    assert len(made.rows.rows) == 1

    made.show_snapshot(visit(CHEEK, visit_id="v2"))

    assert len(made.rows.rows) == 2


def test_a_long_site_goes_on_on_a_second_line(shown: Show, light: Theme) -> None:
    made = listed(shown, light, visit(CHEEK))
    on_one = ink_box(made.viewport(), light.text, row_place(made, ONE).adjusted(46, 0, 0, 0))

    made.resize(150, made.height())
    QApplication.processEvents()
    on_two = ink_box(made.viewport(), light.text, row_place(made, ONE).adjusted(46, 0, 0, 0))

    assert on_two.height() > on_one.height() * 1.5


def test_the_list_is_named_for_assistive_technology(shown: Show, light: Theme) -> None:
    assert listed(shown, light, visit(CHEEK)).accessibleName() == "Lesions by body part"


@pytest.mark.parametrize("width", [319, 371])
def test_answers_do_not_cover_the_question(shown: Show, theme: Theme, width: int) -> None:
    made = listed(shown, theme, visit(CHEEK, Lesion(same_as=1)))
    made.resize(theme.px(width), made.height())

    left = min(each.place.x() for each in made.buttons_of(TWO))
    words = made.fontMetrics().horizontalAdvance("same as 1?")

    assert left > words
    assert all(made.viewport().rect().contains(each.place) for each in made.buttons_of(TWO))


def test_alt_f_asks_to_find_the_chosen_lesion_again(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = listed(shown, light, visit(CHEEK, CHEEK))
    made.select(TWO)

    with qtbot.waitSignal(made.find_asked) as asked:
        key(made, Qt.Key.Key_F, ALT)

    assert asked.args == [TWO]
