"""The practice's own words for places: learned once, known in every visit, forgotten on a sheet."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.window.conftest import CONTROL, Hands, Opener, open_visit


def phrases(visit: Hands) -> list[str]:
    return [each.mark.place.phrase for each in visit.snapshot.marks]


def teach(visit: Hands, line: str, place: str) -> None:
    visit.call_out(line)
    visit.key(Qt.Key.Key_Down)
    visit.key(Qt.Key.Key_Return)
    QTest.keyClicks(visit.screen.callout.field, place)
    visit.key(Qt.Key.Key_Return)


def test_a_learned_word_is_known_in_the_next_visit(visit: Hands, practice: Path, opener: Opener) -> None:
    teach(visit, "2 l bunny line", "nasal sidewall")
    said = visit.said
    visit.window.close()

    again = open_visit(practice, opener)
    again.call_out("3 r Bunny-Line")

    assert said == "Remembered: “bunny line” is nasal sidewall"
    assert phrases(again) == ["right nasal sidewall"] * 3


def test_a_forgotten_word_is_asked_about_again(visit: Hands) -> None:
    teach(visit, "2 l bunny line", "nasal sidewall")
    visit.screen.callout.clear()
    visit.visit.own.open_sheet()

    visit.key(Qt.Key.Key_Delete)
    visit.key(Qt.Key.Key_Escape)
    visit.call_out("2 l bunny line")

    assert phrases(visit) == []
    assert visit.screen.callout.hint.text == '"bunny" not known'


def test_the_table_of_sites_is_searched_by_own_words_too(visit: Hands) -> None:
    teach(visit, "2 l bunny line", "nasal sidewall")
    visit.key(Qt.Key.Key_T, CONTROL)
    table = visit.visit.sites
    assert table is not None

    QTest.keyClicks(table.search, "bunny")

    assert [each.id for each in table.model.shown] == ["nasal_sidewall"]


def test_the_menu_leads_to_the_words(visit: Hands) -> None:
    entries = dict(visit.visit.entries())

    entries["Own words for places"]()

    sheet = visit.visit.own.sheet
    assert sheet is not None
    assert sheet.isVisible()
    assert sheet.none.isVisible()
