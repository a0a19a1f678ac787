"""A chart read in an emergency: asked for, seen by everybody, looked into afterwards."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.people.emergency_band import EmergencyBand
from desktop.people.emergency_list import EmergencyList
from desktop.people.emergency_sheet import EmergencySheet
from desktop.theme import Theme
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, picture
from tests.desktop.people.staff import NOON, OBRIEN, OSEI, RUIZ, reading
from tests.desktop.snapshots import WHITFIELD

SIZES = pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
LONG = "x" * 500


def listed(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> EmergencyList:
    page = QWidget()
    sheet = EmergencyList(theme, page)
    shown(page, *size)
    done = replace(reading(RUIZ), reviewed_at=NOON, reviewed_by=OSEI.id, remark="<img src=file:///x>")
    sheet.show_readings((reading(OBRIEN, LONG), reading(OSEI), done), OSEI.id)
    sheet.open_sheet()
    picture(page)
    return sheet


def asked(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> EmergencySheet:
    page = QWidget()
    sheet = EmergencySheet(theme, page)
    shown(page, *size)
    sheet.open_empty()
    return sheet


def test_a_chart_is_asked_for_with_a_reason(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = asked(shown, light)
    with qtbot.waitSignal(sheet.searched):
        type_text(sheet.search, "whit")
    sheet.show_found((WHITFIELD,))
    type_text(sheet.reason, "anaphylaxis <b>")

    with qtbot.waitSignal(sheet.asked) as told:
        key(sheet.reason, Qt.Key.Key_Return)

    assert told.args == [WHITFIELD.id, "anaphylaxis <b>"]


def test_of_several_patients_one_must_be_chosen(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = asked(shown, light)
    sheet.show_found((WHITFIELD, replace(WHITFIELD, id=type(WHITFIELD.id)("other"))))

    with qtbot.assertNotEmitted(sheet.asked):
        click(sheet.open)
    said = sheet.problem.text
    click(sheet.found.tiles[1])
    with qtbot.waitSignal(sheet.asked) as told:
        type_text(sheet.reason, "collapse")
        click(sheet.open)

    assert said == "Choose whose chart it is."
    assert told.args == ["other", "collapse"]


def test_what_is_recorded_is_said_before(shown: Show, light: Theme) -> None:
    assert "two hours" in asked(shown, light).words.text()


def test_a_reading_is_reviewed_with_a_remark(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = listed(shown, light)
    row = sheet.rows[0]
    assert row.remark.hasFocus()
    type_text(row.remark, "asked the doctor")

    with qtbot.waitSignal(sheet.reviewed) as told:
        click(row.review)

    assert told.args == [row.reading.id, "asked the doctor"]


def test_nobody_reviews_their_own_reading(shown: Show, light: Theme, qtbot: QtBot) -> None:
    sheet = listed(shown, light)
    own = sheet.rows[1]

    with qtbot.assertNotEmitted(sheet.reviewed):
        click(own.review)

    assert own.done.text() == "Your own: somebody else looks into it."
    assert own.done.text() in own.review.toolTip()


def test_a_reviewed_reading_shows_its_remark_and_no_button(shown: Show, light: Theme) -> None:
    row = listed(shown, light).rows[2]

    assert not row.review.isVisible()
    assert row.done.text().endswith("<img src=file:///x>")
    assert row.done.textFormat() is Qt.TextFormat.PlainText


@SIZES
def test_the_longest_reason_pushes_no_button_away(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    sheet = listed(shown, theme, size)

    for row in sheet.rows[:2]:
        right = row.review.mapTo(sheet.card, row.review.rect().topRight()).x()
        assert right <= sheet.card.width()


def banded(shown: Show, theme: Theme, ends_at: datetime, reason: str) -> EmergencyBand:
    page = QWidget()
    banner = QWidget(page)
    band = EmergencyBand(banner, theme, page)
    shown(page, 1024, 640)
    banner.setGeometry(0, 0, 1024, theme.px(56))
    band.show_reading(ends_at, reason)
    return band


def test_an_open_emergency_is_said_loudly_and_can_be_ended(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    until = datetime.now().astimezone() + timedelta(hours=2)
    band = banded(shown, theme, until, "O'Brien <b>|^&~\\ 李")

    words = f"Emergency access until {until:%H:%M}. It is being recorded. Reason: O'Brien <b>|^&~\\ 李"
    assert band.words.text == words
    assert band.y() == theme.px(56)
    assert band.width() == 1024
    assert band.end.geometry().right() <= band.width()
    with qtbot.waitSignal(band.ended):
        click(band.end)


def test_an_emergency_that_is_over_ends_by_itself(shown: Show, light: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    band = EmergencyBand(QWidget(page), light, page)
    shown(page, 1024, 640)

    with qtbot.waitSignal(band.ended):
        band.show_reading(datetime.now().astimezone() - timedelta(seconds=1), LONG)
