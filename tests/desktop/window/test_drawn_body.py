"""Body and skin follow the patient's data or a choice, and no lesion moves by it."""

from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db.records import PatientDraft
from desktop.map.look_sheet import LookSheet
from desktop.practice.session import open_session
from resources.terms import BodyKind, Sex, Side, SkinTone
from tests.desktop.window.conftest import LEFT, Hands, Opener, open_visit


def _make(practice: Path, **changed: object) -> None:
    """Change the patient's particulars before the window opens."""
    session = open_session(practice)
    (patient,) = session.find_patients("Whitfield")
    draft = PatientDraft(**{each.name: getattr(patient, each.name) for each in fields(PatientDraft)})
    session.change_patient(patient, replace(draft, **changed))  # type: ignore[arg-type]
    session.close()


def date_years_ago(years: int) -> date:
    """Return a birthday of somebody who is that old today, for half a year more."""
    return date.today().replace(day=1) - timedelta(days=365 * years + 180)  # noqa: DTZ011 - the clinic's own calendar day


def _drawn(hands: Hands) -> tuple[BodyKind, SkinTone]:
    return hands.screen.map.body_kind, hands.screen.map.skin_tone


def _sheet(hands: Hands) -> LookSheet:
    hands.visit.drawn.ask()
    sheet = hands.screen.findChild(LookSheet)
    assert isinstance(sheet, LookSheet)
    return sheet


def _press(sheet: QWidget, row: QWidget, text: str) -> None:
    button = next(each for each in row.findChildren(QWidget) if each.accessibleName() == text)
    assert sheet.isVisible()
    QTest.mouseClick(button, LEFT)


def test_the_body_of_the_patients_sex_is_drawn(practice: Path, opener: Opener) -> None:
    _make(practice, sex=Sex.FEMALE, skin_tone=SkinTone.MEDIUM)

    visit = open_visit(practice, opener)

    assert _drawn(visit) == (BodyKind.FEMALE, SkinTone.MEDIUM)


def test_a_child_is_drawn_by_the_age_on_the_day_of_the_visit(practice: Path, opener: Opener) -> None:
    _make(practice, birth_date=date_years_ago(12))
    assert _drawn(open_visit(practice, opener)) == (BodyKind.CHILD, SkinTone.LIGHT)


def test_another_body_is_chosen_kept_with_the_patient_and_moves_no_lesion(practice: Path, opener: Opener) -> None:
    visit = open_visit(practice, opener)
    visit.tap("malar_cheek_medial", Side.LEFT)
    visit.tap("nasal_tip", Side.MIDLINE)
    before = [(each.id, each.mark.place) for each in visit.snapshot.marks]

    sheet = _sheet(visit)
    _press(sheet, sheet.bodies, "Male")
    _press(sheet, sheet.tones, "Dark")

    assert _drawn(visit) == (BodyKind.MALE, SkinTone.DARK)
    assert [(each.id, each.mark.place) for each in visit.snapshot.marks] == before
    assert {mark for each in visit.screen.map.marks_shown for mark in each.marks} == {mark for mark, _ in before}
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    visit.window.close()
    assert _drawn(open_visit(practice, opener)) == (BodyKind.MALE, SkinTone.DARK)


def test_a_lesion_tapped_on_one_body_is_tapped_on_another_at_the_same_skin(practice: Path, opener: Opener) -> None:
    """What is drawn on the other body, clicked there, is the same anchor's region and within 2 mm of it."""
    visit = open_visit(practice, opener)
    visit.tap("malar_cheek_medial", Side.LEFT)
    first = visit.snapshot.marks[0].mark.place
    sheet = _sheet(visit)
    _press(sheet, sheet.bodies, "Female")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)

    (drawn,) = visit.screen.map.marks_shown
    visit.click(visit.screen.map.to_widget(drawn.x, drawn.y).toPoint())

    second = visit.snapshot.marks[1].mark.place
    assert (second.region, second.side) == (first.region, first.side)
    assert first.anchor is not None
    assert second.anchor is not None
    assert visit.window.body().distance_mm(first.anchor, second.anchor, 2.0) is not None


def test_as_charted_brings_the_chosen_body_back(practice: Path, opener: Opener) -> None:
    _make(practice, sex=Sex.FEMALE, body=BodyKind.NEUTRAL)
    visit = open_visit(practice, opener)
    assert _drawn(visit)[0] is BodyKind.NEUTRAL

    sheet = _sheet(visit)
    _press(sheet, sheet.bodies, "Charted")

    assert _drawn(visit)[0] is BodyKind.FEMALE
