"""The table of sites: every place is found, counted and taken back by keys alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.site_model import SiteModel
from desktop.panels.site_table import SiteTable
from desktop.theme import Theme
from resources.regions import Lateral, load_regions
from resources.terms import Side
from tests.desktop.hands import key, type_text
from tests.desktop.looks import Show, colours
from tests.desktop.snapshots import Lesion, visit

REGIONS = load_regions()
CHEEK, SCALP, HAND = (Lesion(site=site) for site in range(3))


def opened(shown: Show, theme: Theme, size: tuple[int, int] = (1280, 800)) -> SiteTable:
    page = QWidget()
    sheet = SiteTable(REGIONS, theme, page)
    shown(page, *size)
    sheet.open_for(visit(CHEEK, CHEEK, SCALP))
    return sheet


@pytest.fixture
def sheet(shown: Show, light: Theme) -> SiteTable:
    return opened(shown, light)


def cell(model: SiteModel, region: str, column: int) -> str:
    row = next(number for number, each in enumerate(model.shown) if each.id == region)
    return str(model.index(row, column).data())


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["hand", "l", "scalp", "no such", "nose tip", ""]), max_size=4), st.integers(0, 6))
def test_the_model_keeps_its_promises(searches: list[str], lesions: int) -> None:
    model = SiteModel(REGIONS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)

    for text in searches:
        model.search(text)
        model.show_snapshot(visit(*[CHEEK] * lesions))

    assert tester.model() is model


def test_what_is_treated_stands_at_its_side() -> None:
    model = SiteModel(REGIONS)

    model.show_snapshot(visit(CHEEK, CHEEK, SCALP, Lesion("seen")))

    assert [cell(model, "malar_cheek", column) for column in (1, 2, 3)] == ["·", "", "2"]
    assert [cell(model, "vertex_scalp", column) for column in (1, 2, 3)] == ["·", "1", "·"]


@pytest.mark.parametrize(
    ("region", "sides"),
    [
        (next(each.id for each in REGIONS.all if each.lateral is Lateral.YES), (Side.RIGHT, None, Side.LEFT)),
        ("vertex_scalp", (Side.RIGHT, Side.MIDLINE, Side.LEFT)),
        ("head", (None, Side.UNSIDED, None)),
    ],
    ids=["paired", "with a middle", "without sides"],
)
def test_a_site_can_be_counted_at_the_sides_it_has(region: str, sides: tuple[Side | None, ...]) -> None:
    model = SiteModel(REGIONS)
    row = next(number for number, each in enumerate(model.shown) if each.id == region)

    found = [model.site(model.index(row, column)) for column in (1, 2, 3)]

    assert [site[1] if site else None for site in found] == list(sides)


def test_the_site_named_exactly_comes_first() -> None:
    model = SiteModel(REGIONS)

    model.search("index finger")

    assert model.shown[0].term == "index finger"
    assert "dorsal index finger MCP joint" in [each.term for each in model.shown]


def test_the_heads_are_the_patients_sides() -> None:
    model = SiteModel(REGIONS)

    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]

    assert heads == ["Site", "right", "middle", "left"]


def test_a_site_is_found_by_typing_and_counted_by_keys(sheet: SiteTable, qtbot: QtBot) -> None:
    type_text(sheet.search, "malar cheek")
    key(sheet.search, Qt.Key.Key_Down)
    assert sheet.table.hasFocus()

    with qtbot.waitSignal(sheet.add_asked) as told:
        key(sheet.table, Qt.Key.Key_Plus)
    assert told.args == ["malar_cheek", Side.RIGHT]

    key(sheet.table, Qt.Key.Key_Right)
    key(sheet.table, Qt.Key.Key_Right)
    with qtbot.waitSignal(sheet.remove_asked) as told:
        key(sheet.table, Qt.Key.Key_Minus)
    assert told.args == ["malar_cheek", Side.LEFT]


def test_letters_typed_in_the_table_search_again(sheet: SiteTable) -> None:
    key(sheet.search, Qt.Key.Key_Down)

    key(sheet.table, Qt.Key.Key_N)

    assert sheet.search.hasFocus()
    assert sheet.search.text() == "n"


def test_a_cell_is_read_aloud_as_a_sentence(sheet: SiteTable) -> None:
    sheet.model.search("malar cheek")

    assert sheet.model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "malar cheek, left: 2"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_the_table_fits_every_window_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    sheet = opened(shown, theme, size)
    key(sheet.search, Qt.Key.Key_Down)

    inside = sheet.card.rect()

    assert sheet.rect().contains(sheet.card.geometry())
    assert all(inside.contains(each.geometry()) for each in (sheet.search, sheet.table, sheet.plus, sheet.close_button))
    assert sheet.table.height() >= theme.px(100)
    assert theme.act.name() in colours(sheet.table)
