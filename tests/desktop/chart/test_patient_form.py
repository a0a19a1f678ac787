"""A patient's particulars: one act to save, and nothing typed is lost."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import PatientDraft
from desktop.chart.patient_form import PatientForm
from desktop.theme import Theme
from resources.terms import BodyKind, Sex, SkinTone
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show
from tests.desktop.snapshots import WHITFIELD


def opened(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> PatientForm:
    page = QWidget()
    form = PatientForm(theme, page)
    shown(page, *size)
    form.ask_new("")
    return form


@pytest.fixture
def form(shown: Show, light: Theme) -> PatientForm:
    return opened(shown, light)


def test_a_new_patient_is_typed_and_saved_by_enter(form: PatientForm, qtbot: QtBot) -> None:
    type_text(form.family_name, "O'Brien <b>")
    type_text(form.given_name, "Pat")
    type_text(form.birth_date, "7/7/1960")
    type_text(form.mrn, "#set")
    type_text(form.alerts, "Pacemaker, , Latex allergy")

    with qtbot.waitSignal(form.saved) as told:
        key(form.alerts, Qt.Key.Key_Return)

    assert told.args == [PatientDraft("O'Brien <b>", "Pat", date(1960, 7, 7), "#set", ("Pacemaker", "Latex allergy"))]
    assert form.isVisible()


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("Whitfield, Eleanor", ("Whitfield", "Eleanor", "", "")),
        ("Whitfield", ("Whitfield", "", "", "")),
        ("3 Apr 1951", ("", "", "3 Apr 1951", "")),
        ("48213", ("", "", "", "48213")),
        ("", ("", "", "", "")),
    ],
)
def test_what_was_searched_goes_to_the_field_it_fits(
    form: PatientForm, typed: str, fields: tuple[str, str, str, str]
) -> None:
    form.ask_new(typed)

    filled = tuple(each.text() for each in (form.family_name, form.given_name, form.birth_date, form.mrn))
    assert filled == fields


def test_the_first_empty_field_has_the_focus(form: PatientForm) -> None:
    form.ask_new("Whitfield")

    assert form.given_name.hasFocus()


@pytest.mark.parametrize(
    ("family", "born", "problem"),
    [
        ("", "", "The family name is missing."),
        ("Whitfield", "31.02.1950", "There is no date 31.02.1950. Type it like 3 Apr 1951."),
        ("Whitfield", "1 Jan 1850", "A birth date lies between 1900 and today."),
        ("Whitfield", "1 Jan 2999", "A birth date lies between 1900 and today."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(
    form: PatientForm, qtbot: QtBot, family: str, born: str, problem: str
) -> None:
    form.family_name.setText(family)
    form.birth_date.setText(born)

    with qtbot.assertNotEmitted(form.saved):
        click(form.save)

    assert form.problem.isVisible()
    assert form.problem.text == problem
    assert (form.birth_date if family else form.family_name).hasFocus()
    assert form.birth_date.text() == born


def test_typing_on_takes_the_problem_away(form: PatientForm) -> None:
    click(form.save)

    type_text(form.family_name, "W")

    assert not form.problem.isVisible()


def test_a_refusal_of_the_record_is_shown_on_the_form(form: PatientForm) -> None:
    form.show_problem("Another patient has the MRN 48213. It was not saved.")

    assert form.problem.text == "Another patient has the MRN 48213. It was not saved."
    assert form.problem.isVisible()


def test_a_patients_particulars_stand_in_the_fields_and_come_back_unchanged(form: PatientForm, qtbot: QtBot) -> None:
    form.ask_change(WHITFIELD)

    with qtbot.waitSignal(form.saved) as told:
        click(form.save)

    assert told.args == [PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",))]
    assert form.save.words == "Save"


def test_a_press_beside_the_form_keeps_what_was_typed(form: PatientForm) -> None:
    type_text(form.family_name, "Whitfield")

    click(form, QPoint(4, 700))

    assert form.isVisible()
    assert form.family_name.text() == "Whitfield"


@pytest.mark.parametrize("how", ["Esc", "Not now", "beside"])
def test_an_untouched_form_is_left_without_saving(form: PatientForm, qtbot: QtBot, how: str) -> None:
    with qtbot.assertNotEmitted(form.saved):
        if how == "Esc":
            key(form.family_name, Qt.Key.Key_Escape)
        elif how == "Not now":
            click(form.cancel)
        else:
            click(form, QPoint(4, 700))

    assert not form.isVisible()


def test_a_new_patient_does_not_find_the_last_ones_problem(form: PatientForm) -> None:
    click(form.save)
    form.close_sheet()

    form.ask_new("Garcia, Luz")

    assert form.problem.text == ""


def test_tab_goes_through_every_field_and_both_buttons(form: PatientForm) -> None:
    names = []
    for _ in range(9):
        focused = form.window().focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        key(focused, Qt.Key.Key_Tab)

    assert names[:6] == ["Family name", "Given name", "Birth date", "Not said", "MRN", "Alerts"]
    assert set(names[6:8]) == {"Not now", "Save and open today's visit"}
    assert names[8] == "Family name"


def test_a_patients_sex_is_chosen_by_one_click(form: PatientForm, qtbot: QtBot) -> None:
    type_text(form.family_name, "Park")
    click(form.sex.buttons[2])

    with qtbot.waitSignal(form.saved) as told:
        click(form.save)

    assert told.args == [PatientDraft("Park", "", None, "", (), Sex.MALE)]


def test_changed_particulars_leave_the_drawn_body_as_it_was_chosen(form: PatientForm, qtbot: QtBot) -> None:
    form.ask_change(replace(WHITFIELD, sex=Sex.FEMALE, body=BodyKind.NEUTRAL, skin_tone=SkinTone.DARK))
    type_text(form.mrn, "9")

    with qtbot.waitSignal(form.saved) as told:
        click(form.save)

    assert told.args is not None
    draft = told.args[0]
    assert (draft.sex, draft.body, draft.skin_tone) == (Sex.FEMALE, BodyKind.NEUTRAL, SkinTone.DARK)


def test_a_new_patient_after_a_changed_one_takes_nothing_over(form: PatientForm) -> None:
    form.ask_change(replace(WHITFIELD, sex=Sex.FEMALE, body=BodyKind.OLDER))

    form.ask_new("Ng")

    assert form.draft() == PatientDraft("Ng", "", None, "")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_fields_and_buttons_do_not_overlap_at_every_size_of_text(
    shown: Show, theme: Theme, size: tuple[int, int]
) -> None:
    form = opened(shown, theme, size)
    click(form.save)

    heights = {each.height() for each in (form.family_name, form.birth_date, form.alerts)}

    assert heights == {theme.px(40)}
    assert form.rect().contains(form.card.geometry())
    assert form.card.rect().contains(form.save.geometry())
    assert form.problem.geometry().bottom() < form.save.y()
