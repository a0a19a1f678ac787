"""The table of sites: everything can be counted by keys alone."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from desktop.panels.site_table import SiteTable
from resources import files
from resources.regions import load_regions
from resources.terms import Side
from tests.desktop.window.conftest import CONTROL, Hands


def opened(visit: Hands) -> SiteTable:
    visit.key(Qt.Key.Key_T, CONTROL)
    assert visit.visit.sites is not None
    return visit.visit.sites


def test_plus_and_minus_count_at_the_chosen_site(visit: Hands) -> None:
    table = opened(visit)
    QTest.keyClicks(table.search, "medial malar")
    visit.key(Qt.Key.Key_Down)
    visit.key(Qt.Key.Key_Plus)
    visit.key(Qt.Key.Key_Plus)
    visit.key(Qt.Key.Key_Right)
    visit.key(Qt.Key.Key_Right)
    visit.key(Qt.Key.Key_Plus)
    three = [each.mark.place.phrase for each in visit.snapshot.marks]

    visit.key(Qt.Key.Key_Minus)

    assert three == ["right medial malar cheek", "right medial malar cheek", "left medial malar cheek"]
    assert [each.mark.place.side for each in visit.snapshot.marks] == [Side.RIGHT, Side.RIGHT]
    shown = [table.model.index(0, column).data() for column in range(4)]
    assert shown == ["medial malar cheek", "2", "", "·"]


def test_the_table_shows_what_was_tapped_and_says_it(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)

    table = opened(visit)
    QTest.keyClicks(table.search, "medial malar")

    left = table.model.index(0, 3)
    assert left.data() == "1"
    assert left.data(Qt.ItemDataRole.AccessibleTextRole) == "left medial malar cheek: 1"


@pytest.mark.parametrize("minus", [Qt.Key.Key_Minus, Qt.Key.Key_Delete])
def test_minus_can_be_undone(visit: Hands, minus: Qt.Key) -> None:
    opened(visit)
    visit.key(Qt.Key.Key_Down)
    visit.key(Qt.Key.Key_Plus)
    visit.key(minus)
    gone = visit.snapshot.treated

    visit.key(Qt.Key.Key_Escape)
    visit.key(Qt.Key.Key_Z, CONTROL)

    assert (gone, visit.snapshot.treated) == (0, 1)


def test_sites_that_no_view_shows_are_counted_too(visit: Hands) -> None:
    table = opened(visit)
    shown = set(json.loads(files.read_text("body/regions.json")))
    hidden = [each for each in load_regions().leaves if each.id not in shown]
    row_of = {each.id: row for row, each in enumerate(table.model.shown)}
    visit.key(Qt.Key.Key_Down)

    for each in hidden:
        cells = [table.model.index(row_of[each.id], column) for column in range(4)]
        table.table.setCurrentIndex(next(cell for cell in cells if table.model.site(cell)))
        visit.key(Qt.Key.Key_Plus)

    assert hidden
    assert [each.mark.place.region for each in visit.snapshot.marks] == [each.id for each in hidden]


def test_the_model_keeps_its_promises_to_views(visit: Hands) -> None:
    table = opened(visit)
    # it fails a test by a Qt warning
    tester = QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Warning)

    QTest.keyClicks(table.search, "helix")
    visit.key(Qt.Key.Key_Down)
    visit.key(Qt.Key.Key_Plus)

    assert tester.model() is table.model
    assert table.model.rowCount() > 3


def test_esc_closes_the_table_and_gives_the_keyboard_back(visit: Hands) -> None:
    table = opened(visit)

    visit.key(Qt.Key.Key_Escape)

    assert not table.isVisible()
    assert QApplication.focusWidget() is visit.screen.map
