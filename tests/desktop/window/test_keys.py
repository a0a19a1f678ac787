"""The keys of screens.md 4.7, as the F1 card lists them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.panels.key_card import KeyCard
from desktop.panels.key_table import load_keys
from resources.terms import Method, Side
from tests.desktop.window.conftest import CONTROL, NONE, Hands

HANDLED_ELSEWHERE = {
    "call_out": "typing: the page hands it to the call-out line",
    "same_place": "Space: the call-out line takes it while it is empty",
    "list": "Tab: Qt's own way through the controls",
}


def test_every_key_on_the_card_does_something_in_an_open_visit(visit: Hands) -> None:
    named = {row.act for row in load_keys().keys if row.where == "visit"} - set(HANDLED_ELSEWHERE)

    assert named <= set(visit.visit.acts())


def test_no_two_acts_share_a_key(visit: Hands) -> None:
    keys = [each.key().toString() for each in visit.screen.findChildren(QShortcut)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("key", "preset"), [(Qt.Key.Key_F3, "wart"), (Qt.Key.Key_F4, "sk"), (Qt.Key.Key_F6, "seen")])
def test_function_keys_arm_presets_and_esc_the_default_one(visit: Hands, key: Qt.Key, preset: str) -> None:
    visit.key(key)
    armed = visit.screen.brush.preset.key

    visit.key(Qt.Key.Key_Escape)

    assert armed == preset
    assert visit.screen.brush.is_default


@pytest.mark.parametrize(("number", "method"), list(enumerate(Method, start=1)))
def test_alt_and_a_digit_choose_the_method(visit: Hands, number: int, method: Method) -> None:
    visit.key(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    visit.tap("malar_cheek_medial", Side.LEFT)

    treatment = visit.snapshot.marks[0].mark.treatment
    assert treatment is not None
    assert treatment.methods == (method,)


def test_page_keys_go_through_the_rail_and_around(visit: Hands) -> None:
    order = visit.screen.rail.order
    seen = []
    for _ in order:
        seen.append(visit.screen.map.view_key)
        visit.key(Qt.Key.Key_PageDown)

    assert tuple(seen) == order
    assert visit.screen.map.view_key == order[0]
    visit.key(Qt.Key.Key_PageUp)
    assert visit.screen.map.view_key == order[-1]


def test_control_plus_minus_and_zero_zoom(visit: Hands) -> None:
    visit.key(Qt.Key.Key_Plus, CONTROL)
    closer = visit.screen.map.zoom
    visit.key(Qt.Key.Key_Minus, CONTROL)
    farther = visit.screen.map.zoom
    visit.key(Qt.Key.Key_Plus, CONTROL)
    visit.key(Qt.Key.Key_0, CONTROL)

    assert closer > 1.0
    assert farther == pytest.approx(1.0)
    assert visit.screen.map.zoom == pytest.approx(1.0)


def test_a_held_key_counts_once(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    visit.screen.map.setFocus()

    QTest.keyPress(visit.screen.map, Qt.Key.Key_Space, NONE)
    QTest.keyRelease(visit.screen.map, Qt.Key.Key_Space, NONE)

    assert visit.snapshot.treated == 2


def test_delete_removes_the_lesion_chosen_in_the_list(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    visit.tap("malar_cheek_medial", Side.RIGHT)
    visit.screen.panel.mark_chosen.emit(visit.snapshot.marks[0].id)

    visit.key(Qt.Key.Key_Delete)

    assert [each.mark.place.phrase for each in visit.snapshot.marks] == ["right medial malar cheek"]


def test_esc_clears_the_call_out_before_anything_else(visit: Hands) -> None:
    visit.key(Qt.Key.Key_F3)
    QTest.keyClicks(visit.screen.map, "3")
    QTest.keyClicks(visit.screen.callout.field, " nose")

    visit.key(Qt.Key.Key_Escape)
    cleared = (visit.screen.callout.text, visit.screen.brush.preset.key)
    visit.key(Qt.Key.Key_Escape)

    assert cleared == ("", "wart")
    assert visit.screen.brush.is_default


def test_editing_keys_in_a_text_belong_to_the_text(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    QTest.keyClicks(visit.screen.map, "3")
    QTest.keyClicks(visit.screen.callout.field, " nose")

    visit.key(Qt.Key.Key_Z, CONTROL)
    visit.key(Qt.Key.Key_Delete)

    assert visit.snapshot.treated == 1


def test_f1_opens_and_closes_the_card(visit: Hands) -> None:
    visit.key(Qt.Key.Key_F1)
    opened = visit.screen.findChildren(KeyCard)
    visible = [each.isVisible() for each in opened]
    visit.key(Qt.Key.Key_Escape)

    assert visible == [True]
    assert not opened[0].isVisible()
    assert QApplication.focusWidget() is visit.screen.map


def test_keys_are_in_the_notation_of_qt() -> None:
    for row in load_keys().keys:
        for sequence in row.keys:
            assert QKeySequence(sequence).toString(), sequence


def test_tab_goes_from_the_figure_to_the_list(visit: Hands) -> None:
    visit.screen.map.setFocus()

    visit.key(Qt.Key.Key_Tab)

    assert visit.screen.panel.list.hasFocus()
