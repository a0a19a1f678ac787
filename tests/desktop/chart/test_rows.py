"""Rows of the home screen: every word has its column, and chips that do not fit are counted."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester

from desktop.chart.rows import HomeRows, column_places, fitting_chips
from desktop.theme import Role, Theme
from tests.desktop.chart.rows import FOUND, LATE, WHITFIELD


def test_the_model_keeps_its_promises() -> None:
    model = HomeRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)

    for rows in ((WHITFIELD, LATE), (), (FOUND,), (FOUND,), (WHITFIELD, FOUND, LATE)):
        model.show_rows(rows)
        assert model.rowCount() == len(rows)

    assert tester.model() is model


def test_a_row_is_read_aloud_and_shown_whole_in_its_tip() -> None:
    model = HomeRows()
    model.show_rows((LATE,))
    index = model.index(0)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("O'Brien <b>|^&~\\ 李, born 12 Dec 1948")
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.UserRole) == LATE


def test_nowhere_has_no_row() -> None:
    model = HomeRows()
    model.show_rows((LATE,))

    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize("width", [460, 600, 800, 992, 1248, 1888])
def test_columns_do_not_overlap_and_end_inside_the_row(theme: Theme, width: int) -> None:
    places = list(column_places(theme.px(width), theme).values())

    ends = [left + room for left, room in places]

    assert all(end <= left for end, (left, _) in zip(ends, places[1:], strict=False))
    assert ends[-1] <= theme.px(width) - theme.px(15)


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (1248, ["patient", "seen", "provider", "treated", "open", "since"]),
        (992, ["patient", "seen", "treated", "open", "since"]),
        (800, ["patient", "seen", "treated", "open"]),
        (600, ["patient", "treated", "open"]),
    ],
)
def test_a_narrow_list_has_fewer_columns(light: Theme, width: int, columns: list[str]) -> None:
    assert list(column_places(width, light)) == columns


def test_four_chips_are_shown_and_the_others_counted(light: Theme) -> None:
    metrics = QFontMetrics(light.font(Role.LABEL_STRONG))

    assert fitting_chips(LATE.chips, metrics, 900, light) == (*LATE.chips[:4], "+2")
    assert fitting_chips(LATE.chips[:3], metrics, 900, light) == LATE.chips[:3]


@pytest.mark.parametrize("room", [80, 150, 250, 350])
def test_chips_that_do_not_fit_are_counted(light: Theme, room: int) -> None:
    metrics = QFontMetrics(light.font(Role.LABEL_STRONG))

    texts = fitting_chips(LATE.chips, metrics, room, light)

    shown = [text for text in texts if not text.startswith("+")]
    assert int(texts[-1]) == len(LATE.chips) - len(shown)
    assert sum(metrics.horizontalAdvance(text) + 20 for text in texts) + 7 * (len(texts) - 1) <= room


def test_no_chips_are_no_chips(light: Theme) -> None:
    assert fitting_chips((), QFontMetrics(light.font(Role.LABEL_STRONG)), 300, light) == ()
