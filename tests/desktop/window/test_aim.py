"""Aim, in the real window: two names beside a border, parts of diagrams, single dots out of a badge."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop.map.bubbles import Phrase
from desktop.map.pointer import HOLD_MS
from desktop.panels.row_acts import Act
from resources.terms import Placement, Side
from tests.desktop.map.acts import hover, slide
from tests.desktop.window.conftest import CONTROL, LEFT, NONE, Hands

L, R = Side.LEFT, Side.RIGHT


def border(hands: Hands) -> QPoint:
    """A point of the face on show within a px of the edge of the left medial malar cheek."""
    body, figure = hands.window.body(), hands.screen.map
    hands.place("malar_cheek_medial", L, "face")
    line = max(body.outline("face", "malar_cheek_medial", L), key=len)
    x, y = line[len(line) // 3]
    return figure.to_widget(x, y).toPoint()


def press(hands: Hands, mark: MarkId, act: Act) -> None:
    """Press a button in a lesion's row."""
    rows = hands.screen.panel.list
    hands.screen.panel.settle()
    QApplication.processEvents()
    place = next(each.place for each in rows.buttons_of(mark) if each.act is act)
    QTest.mouseClick(rows.viewport(), LEFT, NONE, place.center())


def test_a_tap_beside_a_border_stores_the_nearer_name_and_offers_the_other(visit: Hands) -> None:
    visit.click(border(visit))
    (mark,) = visit.snapshot.marks
    place = mark.mark.place
    assert place.other_region

    press(visit, mark.id, Act.OTHER)

    (named,) = visit.snapshot.marks
    assert (named.mark.place.region, named.mark.place.other_region) == (place.other_region, "")
    assert named.mark.place.anchor == place.anchor
    assert visit.said == f"Named: {named.mark.place.phrase}"

    visit.key(Qt.Key.Key_Z, CONTROL)
    assert visit.snapshot.marks[0].mark.place == place


def test_keeping_the_nearer_name_asks_no_more(visit: Hands) -> None:
    visit.click(border(visit))
    (mark,) = visit.snapshot.marks

    press(visit, mark.id, Act.NEARER)

    (kept,) = visit.snapshot.marks
    assert (kept.mark.place.region, kept.mark.place.other_region) == (mark.mark.place.region, "")


def test_what_was_said_before_the_lift_is_what_is_stored(visit: Hands) -> None:
    at = visit.place("malar_cheek_medial", L, "face") + QPoint(3, 14)
    hover(visit.screen.map, at)
    QTest.mousePress(visit.screen.map, LEFT, NONE, at)
    said = phrase(visit)
    QTest.mouseRelease(visit.screen.map, LEFT, NONE, at)

    assert visit.snapshot.marks[0].mark.place.phrase == said


def phrase(hands: Hands) -> str:
    found = hands.screen.map.findChild(Phrase)
    assert isinstance(found, Phrase)
    return found.text


def test_a_part_of_a_diagram_is_counted_off_the_surface(visit: Hands, qtbot: QtBot) -> None:
    rail = visit.screen.rail
    QTest.mouseClick(rail.more, LEFT)
    assert rail.sheet is not None
    tile = next(each for each in rail.sheet.diagrams if each.diagram.key == "diagram_mouth")
    QTest.mouseClick(tile, LEFT)
    diagram = visit.screen.map.diagram
    assert diagram is not None
    zone = diagram.diagram.zone("buccal_mucosa", R)
    assert zone is not None

    QTest.mouseClick(diagram, LEFT, NONE, diagram.to_widget(*zone.middle))

    (mark,) = visit.snapshot.marks
    place = mark.mark.place
    assert (place.placement, place.region, place.side) == (Placement.OFF_SURFACE, "buccal_mucosa", R)
    assert (place.phrase, place.anchor, place.view) == ("right buccal mucosa", None, "diagram_mouth")
    assert [each.stamp.label for each in diagram.badges] == ["×1"]
    qtbot.waitUntil(lambda: rail.more.count == 1)

    visit.key(Qt.Key.Key_Z, CONTROL)
    assert diagram.badges == ()


def test_a_lesion_in_the_mouth_and_one_on_skin_are_found_from_the_list(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)
    visit.call_out("1 left tongue")
    skin, tongue = (each.id for each in visit.snapshot.marks)

    visit.screen.panel.mark_chosen.emit(tongue)
    on_diagram = visit.screen.map.shown_key
    visit.screen.panel.mark_chosen.emit(skin)

    assert on_diagram == "diagram_mouth"
    assert visit.screen.map.shown_key == visit.screen.map.view_key


@pytest.mark.parametrize("how", ["held", "selected"])
def test_a_dot_is_dragged_out_of_a_badge_and_the_badge_counts_one_less(visit: Hands, qtbot: QtBot, how: str) -> None:
    visit.call_out("3 left dorsal hand")
    figure, body = visit.screen.map, visit.window.body()
    visit.place("hand_dorsal", L)
    (badge,) = figure.marks_shown
    start, newest = figure.to_widget(badge.x, badge.y).toPoint(), badge.newest
    end = visit.place("hand_dorsal_radial", L, figure.view_key)

    if how == "selected":
        visit.screen.panel.mark_chosen.emit(newest)
        QTest.mousePress(figure, LEFT, NONE, start)
    else:
        with qtbot.waitSignal(figure.selected, timeout=4 * HOLD_MS):
            QTest.mousePress(figure, LEFT, NONE, start)
    slide(figure, start, end)
    said = phrase(visit)
    QTest.mouseRelease(figure, LEFT, NONE, end)

    moved = visit.snapshot.mark(newest)
    assert moved is not None
    assert (moved.mark.place.placement, moved.mark.place.phrase) == (Placement.TAPPED, said)
    assert moved.mark.place.side is body.side(moved.mark.place.anchor) if moved.mark.place.anchor else False
    labels = {each.stamp.label: len(each.marks) for each in figure.marks_shown}
    assert labels == {"×2": 2, "3": 1}
    assert visit.snapshot.treated == 3


def test_a_drag_across_a_border_stores_what_it_said(visit: Hands) -> None:
    body, figure = visit.window.body(), visit.screen.map
    start = visit.place("malar_cheek_medial", L, "face")
    visit.click(start)
    mark = visit.snapshot.marks[0]
    visit.screen.panel.mark_chosen.emit(mark.id)
    beyond = QPointF(border(visit)) + (QPointF(border(visit)) - QPointF(start)) * 0.02

    QTest.mousePress(figure, LEFT, NONE, start)
    slide(figure, start, beyond.toPoint(), steps=30)
    said = phrase(visit)
    QTest.mouseRelease(figure, LEFT, NONE, beyond.toPoint())

    place = visit.snapshot.marks[0].mark.place
    assert place.phrase == said
    assert place.anchor is not None
    assert place.region in (mark.mark.place.region, body.region(place.anchor))
