"""The table of sites: every place is found, counted and taken back by keys alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.site_model import SiteModel
from desktop.panels.site_table import SiteTable
from desktop.theme import Theme
from resources.regions import ROOT, Lateral, load_regions
from resources.terms import Side
from tests.desktop.hands import key, type_text
from tests.desktop.looks import Show, colours
from tests.desktop.snapshots import Lesion, visit

REGIONS = load_regions()
CHEEK, SCALP, HAND, FOREHEAD = (Lesion(site=site) for site in range(4))


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


@settings(max_examples=15)
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

    spoken = [sheet.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(4)]

    assert spoken == ["malar cheek, Face", "right malar cheek: 0", "malar cheek, middle: none", "left malar cheek: 2"]


def test_assistive_technology_finds_every_cell_in_the_table(sheet: SiteTable) -> None:
    sheet.model.search("malar cheek")
    table = QAccessible.queryAccessibleInterface(sheet.table)

    names = [table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())]

    assert "left malar cheek: 2" in names
    assert "malar cheek, Face" in names


def test_a_whole_says_how_many_lie_in_its_parts() -> None:
    model = SiteModel(REGIONS)

    model.show_snapshot(visit(CHEEK, CHEEK, SCALP, FOREHEAD))

    assert [cell(model, "cheek", column) for column in (1, 2, 3)] == ["·", "", "(2)"]
    assert [cell(model, "face", column) for column in (1, 2, 3)] == ["(1)", "·", "(2)"]
    assert [cell(model, "head", column) for column in (1, 2, 3)] == ["(1)", "(1)", "(2)"]
    row = next(number for number, each in enumerate(model.shown) if each.id == "face")
    spoken = model.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "left face: 0, 2 with all parts"


def test_lesions_whose_side_nobody_said_stand_at_the_name() -> None:
    model = SiteModel(REGIONS)
    row = next(number for number, each in enumerate(model.shown) if each.id == "forehead")
    before = model.site(model.index(row, 0))

    model.show_snapshot(visit(Lesion(site=3, side=Side.UNSAID), Lesion(site=3, side=Side.UNSAID)))

    assert before is None
    assert model.site(model.index(row, 0)) == ("forehead", Side.UNSAID)
    assert cell(model, "forehead", 0) == "forehead  (2, side?)"


@pytest.mark.parametrize(
    ("typed", "first"),
    [("back of ha", "hand_dorsal"), ("brow", "eyebrow"), ("bunny", "nasal_sidewall"), ("pink", "little_finger")],
)
def test_a_site_is_found_by_the_words_of_the_room_and_the_practices_own(typed: str, first: str) -> None:
    model = SiteModel(REGIONS)
    model.set_words({"bunny line": ("nasal_sidewall",)})

    model.search(typed)

    assert model.shown[0].id == first


def test_every_region_is_listed_and_found_by_its_name() -> None:
    model = SiteModel(REGIONS)
    everything = {each.id for each in model.shown}
    missed = []

    for region in REGIONS.all:
        model.search(region.term)
        if region.id not in {each.id for each in model.shown}:
            missed.append(region.id)

    assert everything == {each.id for each in REGIONS.all} - {ROOT}
    assert missed == [ROOT]


def test_names_lie_further_in_below_what_they_are_a_part_of(sheet: SiteTable) -> None:
    model = sheet.model
    levels = {each.id: model.level(model.index(row, 0)) for row, each in enumerate(model.shown)}

    assert [levels[each] for each in ("head_neck", "head", "face", "cheek", "malar_cheek")] == [0, 1, 2, 3, 4]
    model.search("malar")
    assert {model.level(model.index(row, 0)) for row in range(model.rowCount())} == {0}


def test_a_change_is_said_on_the_open_sheet(sheet: SiteTable) -> None:
    sheet.show_snapshot(visit(CHEEK, CHEEK, CHEEK, SCALP))
    more = sheet.said.accessibleName()
    sheet.show_snapshot(visit(CHEEK, CHEEK, SCALP))

    assert more == "plus 1, left malar cheek: 3"
    assert sheet.said.accessibleName() == "minus 1, left malar cheek: 2"


def test_nothing_is_taken_away_where_nothing_is(sheet: SiteTable, qtbot: QtBot) -> None:
    type_text(sheet.search, "malar cheek")
    key(sheet.search, Qt.Key.Key_Down)

    with qtbot.assertNotEmitted(sheet.remove_asked):
        key(sheet.table, Qt.Key.Key_Minus)

    assert sheet.said.accessibleName() == "none to take away, right malar cheek: 0"


def test_a_name_with_several_sides_asks_for_one(sheet: SiteTable, qtbot: QtBot) -> None:
    type_text(sheet.search, "malar cheek")
    key(sheet.search, Qt.Key.Key_Down)
    key(sheet.table, Qt.Key.Key_Left)

    with qtbot.assertNotEmitted(sheet.add_asked):
        key(sheet.table, Qt.Key.Key_Plus)

    assert sheet.said.accessibleName().startswith("Choose a site and its side")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_the_table_fits_every_window_at_every_size_of_text(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    sheet = opened(shown, theme, size)
    key(sheet.search, Qt.Key.Key_Down)

    inside = sheet.card.rect()

    assert sheet.rect().contains(sheet.card.geometry())
    assert all(inside.contains(each.geometry()) for each in (sheet.search, sheet.table, sheet.plus, sheet.close_button))
    assert sheet.table.height() >= theme.px(100)
    assert theme.act.name() in colours(sheet.table)
