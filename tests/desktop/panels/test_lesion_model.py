"""The list's model keeps its promises to every view, whatever becomes of the rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.panels.lesion_model import LesionModel
from desktop.panels.lesion_rows import MarkRow, Row, RowBuilder
from desktop.snapshot import Snapshot
from tests.desktop.snapshots import Lesion, visit

SITES = st.integers(0, 3)
PRESETS = st.sampled_from(["ak", "wart", "seen"])


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def rows(snapshot: Snapshot) -> tuple[Row, ...]:
    return RowBuilder().rows(snapshot, heads_only=False)


def told(model: LesionModel) -> list[str]:
    """Collect what the model announces."""
    announced: list[str] = []
    model.rowsInserted.connect(lambda _parent, first, last: announced.append(f"in {first}-{last}"))
    model.rowsRemoved.connect(lambda _parent, first, last: announced.append(f"out {first}-{last}"))
    model.dataChanged.connect(lambda first, last: announced.append(f"new {first.row()}-{last.row()}"))
    return announced


@settings(max_examples=40)
@given(st.lists(st.lists(st.builds(Lesion, PRESETS, SITES), max_size=20), min_size=1, max_size=4))
def test_every_way_from_one_visit_to_another_is_announced_truly(visits: list[list[Lesion]]) -> None:
    model = LesionModel()
    tester = watched(model)

    for lesions in visits:
        wanted = rows(visit(*lesions))
        model.show_rows(wanted)
        assert model.rows == wanted

    assert tester.model() is model


def test_a_new_lesion_is_put_in_and_its_head_changed() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion(), Lesion())))
    announced = told(model)

    model.show_rows(rows(visit(Lesion(), Lesion(), Lesion())))

    assert announced == ["in 1-1", "new 0-0"]


def test_a_removed_lesion_is_taken_out_and_those_after_it_change_their_number() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion(), Lesion(), Lesion())))
    announced = told(model)

    model.show_rows(rows(visit(Lesion(), Lesion(), Lesion(), without=frozenset({2}))))

    assert announced == ["out 2-2", "new 0-1"]


def test_the_same_rows_announce_nothing() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion(), Lesion("wart", 2))))
    announced = told(model)

    model.show_rows(rows(visit(Lesion(), Lesion("wart", 2))))

    assert announced == []


def test_a_place_in_the_list_follows_its_lesion() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion())))
    place = QPersistentModelIndex(model.index_of("m0001"))

    model.show_rows(rows(visit(Lesion(), Lesion(), Lesion(site=1))))

    assert model.row(place).key == "m0001"


def test_rows_say_themselves() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion(), Lesion(same_as=1))))

    said = [model.index(number).data() for number in range(model.rowCount())]

    assert said == ["Face 2. L 2", "2, left malar cheek, same as 1?, F7 same, F8 another", "1, left malar cheek"]
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) is not None


@pytest.mark.parametrize("key", ["m9999", "face"])
def test_what_is_not_a_row_has_no_place(key: str) -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion())))

    assert not model.index_of(key).isValid()


def test_rows_have_no_children_and_nowhere_has_no_words() -> None:
    model = LesionModel()
    model.show_rows(rows(visit(Lesion())))

    assert model.rowCount(model.index(1)) == 0
    assert model.data(QModelIndex()) is None
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert isinstance(model.row(model.index(1)), MarkRow)
