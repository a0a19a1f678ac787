"""A: the patient is always told by name and two identifiers, whatever the name and the window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from db.people import Member, Person, PersonId
from db.records import Chart
from desktop.controls.density import density
from desktop.panels.banner import Banner
from desktop.theme import LIGHT, Theme
from resources.terms import Role
from tests.desktop.hands import click
from tests.desktop.looks import Show, colours, picture
from tests.desktop.snapshots import DAY, WHITFIELD, chart

NASTY = "O'Brien <b>|^&~\\ 李"
LONG = "Ramírez-Hernández de la Fuente y Montenegro de los Santos, Maximiliano Alejandro José " * 2


def banner(shown: Show, theme: Theme, size: QSize, of: Chart, today: date = DAY) -> Banner:
    made = Banner(theme)
    made.set_density(density(size, theme.percent))
    shown(made, size.width(), made.sizeHint().height())
    made.show_chart(of, today)
    return made


def named(family: str, given: str = "", alerts: tuple[str, ...] = ()) -> Chart:
    return chart(who=replace(WHITFIELD, family_name=family, given_name=given, alerts=alerts))


def test_the_banner_says_name_birth_date_mrn_and_visit(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart())

    assert made.shown_name == "Whitfield, Eleanor"
    assert made.shown_line == "born 3 Apr 1951 (75)  ·  MRN 48213  ·  visit 23 Nov 2026"
    assert made.height() == 56


@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1280, 640), QSize(1024, 640)], ids=str)
def test_name_and_identifiers_are_whole_in_every_window_and_size_of_text(
    shown: Show, theme: Theme, size: QSize
) -> None:
    made = banner(shown, theme, size, chart())

    assert made.shown_name == "Whitfield, Eleanor"
    assert made.shown_line.startswith("born 3 Apr 1951 (75)  ·  MRN 48213")
    assert "…" not in made.shown_line
    assert made.alerts == ("Pacemaker",)


def test_a_short_window_has_one_line_of_44_px(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 640), chart())

    assert made.height() == 44
    assert made.shown_line == "born 3 Apr 1951 (75)  ·  MRN 48213"


def test_a_name_is_shown_literally(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), named(NASTY, "#set"))

    assert made.shown_name == f"{NASTY}, #set"


def test_a_long_name_is_cut_in_its_middle_and_whole_in_the_tip(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), named("<i>" + LONG, "Zoë"))

    assert made.shown_name.startswith("<i>Ramírez-")
    assert made.shown_name.endswith("Zoë")
    assert "…" in made.shown_name
    assert "&lt;i&gt;Ramírez" in made.toolTip()


def test_24_letters_of_a_name_are_kept_beside_long_alerts(shown: Show, light: Theme) -> None:
    alerts = ("An allergy with a very long name indeed" * 3, "Another one", "Third", "Fourth")
    name = "Featherstonehaugh-Cholmondeley-Marjoribanks"

    made = banner(shown, light, QSize(1024, 640), named(name, alerts=alerts))

    assert len(made.shown_name) >= 24
    assert made.shown_name != name


def test_500_letters_of_name_and_number_stay_in_their_place(shown: Show, light: Theme) -> None:
    who = replace(WHITFIELD, family_name="x" * 500, mrn="9" * 500)
    made = banner(shown, light, QSize(1024, 640), chart(who=who))

    assert made.shown_line.startswith("born 3 Apr 1951 (75)  ·  MRN 999")
    assert made.shown_name.startswith("xxx")
    assert made.menu_button.geometry().right() < made.width()


def test_two_alerts_are_shown_and_the_others_counted(shown: Show, light: Theme) -> None:
    made = banner(
        shown, light, QSize(1280, 800), named("Whitfield", alerts=("Pacemaker", "Warfarin <b>", "Latex", "X"))
    )

    assert made.alerts == ("Pacemaker", "Warfarin <b>", "+2")


def test_a_missing_birth_date_and_number_are_said(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart(who=replace(WHITFIELD, birth_date=None, mrn="")))

    assert made.shown_line.startswith("birth date missing  ·  MRN –")


def test_a_visit_of_another_day_is_an_amber_chip(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart(), today=date(2026, 11, 24))

    assert "visit of 23 Nov 2026" in made.accessibleName()
    assert "visit 23 Nov" not in made.shown_line
    assert light.amber.name() in colours(made)


def test_the_tint_of_the_open_visit_lies_under_the_banner(shown: Show, theme: Theme) -> None:
    made = banner(shown, theme, QSize(1280, 800), chart())

    made.show_tint(1)

    assert theme.tints[1].name() in colours(made)
    assert theme.tints[0].name() not in colours(made)


def test_everything_is_for_assistive_technology_too(shown: Show, light: Theme) -> None:
    name = banner(shown, light, QSize(1280, 800), chart()).accessibleName()

    assert all(each in name for each in ("Whitfield, Eleanor", "3 Apr 1951", "48213", "Pacemaker", "Dr A. Osei, MD"))


def test_back_and_menu_are_pressed(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = banner(shown, light, QSize(1280, 800), chart())

    with qtbot.waitSignal(made.back):
        click(made.back_button)
    with qtbot.waitSignal(made.menu_asked):
        click(made.menu_button)

    assert made.back_button.accessibleName() == "Back to the list"
    assert made.menu_button.accessibleName() == "Menu"


def test_another_theme_is_taken_while_shown(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart())

    made.set_theme(LIGHT.at(150))

    assert made.sizeHint().height() == 84


RUIZ = Member(Person(PersonId("u2"), "Marta Ruiz", ""), frozenset({Role.SCRIBE}), None, has_pin=False, version=1)


def test_the_scribe_stands_under_the_provider_and_is_said(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart())
    assert made.shown_person == ""
    before = picture(made)

    made.show_person(RUIZ)

    assert made.shown_person == "scribe M. Ruiz"
    assert made.accessibleName().endswith("Dr A. Osei, MD, scribe M. Ruiz")
    assert picture(made) != before


def test_the_provider_alone_stands_alone(shown: Show, light: Theme) -> None:
    made = banner(shown, light, QSize(1280, 800), chart())
    before = picture(made)
    made.show_person(RUIZ)

    made.show_person(replace(RUIZ, person=chart().provider))

    assert made.shown_person == ""
    assert picture(made) == before


@pytest.mark.parametrize("name", [NASTY, "x" * 200, "<b>Ruiz</b>"])
def test_any_scribes_name_leaves_the_patient_as_he_is(shown: Show, theme: Theme, name: str) -> None:
    made = banner(shown, theme, QSize(1024, 640), chart())
    before = (made.shown_name, made.shown_line, made.menu_button.geometry())

    made.show_person(replace(RUIZ, person=replace(RUIZ.person, name=name)))
    picture(made)

    assert (made.shown_name, made.shown_line, made.menu_button.geometry()) == before
