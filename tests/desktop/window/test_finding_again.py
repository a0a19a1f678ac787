"""A lesion's distances from two landmarks: read off the figure, or measured and kept, through real keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.panels.measure_sheet import MeasureSheet
from resources.terms import Side
from tests.desktop.window.conftest import CONTROL, Hands


def _sheet(visit: Hands) -> MeasureSheet:
    """Open the sheet on the newest lesion by the list's key."""
    lesions = visit.screen.panel.list
    visit.screen.panel.select(visit.snapshot.marks[-1].id)
    lesions.setFocus()
    QTest.keyClick(lesions, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    sheet = visit.screen.findChild(MeasureSheet)
    assert isinstance(sheet, MeasureSheet)
    assert sheet.isVisible()
    return sheet


def _side(visit: Hands) -> Side:
    return visit.snapshot.marks[0].mark.place.side


def _measures(visit: Hands) -> list[tuple[str, int]]:
    return [(each.landmark, each.distance_mm) for each in visit.snapshot.chart.measures]


def test_two_landmarks_are_proposed_as_approximate(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)

    sheet = _sheet(visit)

    assert all(row.said.text.startswith("approx. ") for row in sheet.rows)
    assert _measures(visit) == []


def test_what_is_measured_is_stored_at_once_corrected_in_one_step_and_undone(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    sheet = _sheet(visit)
    QTest.keyClicks(sheet.rows[0].centimetres, "3.5")
    QTest.keyClick(sheet.rows[0].centimetres, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    ((landmark, first),) = _measures(visit)
    assert first == 35

    sheet = _sheet(visit)
    assert sheet.rows[0].said.text.startswith("Measured: 3.5 cm")
    sheet.rows[0].centimetres.selectAll()
    QTest.keyClicks(sheet.rows[0].centimetres, "3.8")
    QTest.keyClick(sheet.rows[0].centimetres, Qt.Key.Key_Return)

    assert _measures(visit) == [(landmark, 38)]
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert _measures(visit) == [(landmark, 35)]
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert _measures(visit) == []


def test_a_lesion_that_goes_to_the_other_side_leaves_its_measures_and_gets_them_back_by_undo(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    sheet = _sheet(visit)
    QTest.keyClicks(sheet.rows[0].centimetres, "3.5")
    QTest.keyClick(sheet.rows[0].centimetres, Qt.Key.Key_Return)
    before = _measures(visit)

    visit.key(Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert _side(visit) is Side.RIGHT
    assert _measures(visit) == []
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert [_side(visit)] == [Side.LEFT]
    assert _measures(visit) == before


def test_a_lesion_counted_by_name_says_why_it_has_no_distances(visit: Hands) -> None:
    visit.call_out("left forehead")

    sheet = _sheet(visit)

    assert sheet.said.text()
    assert not any(row.said.text.startswith("approx.") for row in sheet.rows)
