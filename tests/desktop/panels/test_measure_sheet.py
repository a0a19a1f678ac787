"""The sheet for finding a lesion again: what it proposes, what it takes, and what it refuses in words."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.people import PersonId
from db.records import MarkId, Measure, MeasureDraft, MeasureId
from desktop.atlas.body import Body
from desktop.messages import clock
from desktop.panels.measure_sheet import MeasureSheet
from desktop.panels.sought import sought
from desktop.snapshot import Rules, Snapshot, build
from desktop.theme import Theme
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import Placement, Sex, Side
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show
from tests.desktop.snapshots import AT, DAY, Lesion, visit

REGIONS = load_regions()
RULES = Rules(REGIONS, load_presets(), load_codebook(DAY))


@pytest.fixture(scope="module")
def body() -> Body:
    return Body.load()


def saved(landmark: str, side: Side, mm: int, direction: str) -> Measure:
    return Measure(MeasureId(landmark), MarkId("m0001"), landmark, side, mm, direction, AT, PersonId("u1"))


def with_lesion(
    body: Body, region: str, placement: Placement = Placement.TAPPED, measures: tuple[Measure, ...] = ()
) -> Snapshot:
    """A visit with one lesion, in the middle of a region of the patient's left."""
    chart = visit(Lesion()).chart
    (mark,) = chart.marks
    anchor = body.middle(region, Side.LEFT)
    place = replace(mark.place, region=region, side=Side.LEFT, anchor=anchor, placement=placement)
    return build(replace(chart, marks=(replace(mark, place=place),), measures=measures), RULES)


Open = Callable[[Snapshot], MeasureSheet]


@pytest.fixture
def opened(shown: Show, light: Theme, body: Body) -> Open:
    def open_sheet(snapshot: Snapshot, theme: Theme = light) -> MeasureSheet:
        page = QWidget()
        sheet = MeasureSheet(theme, page)
        shown(page, 1280, 800)
        sheet.open_for(sought(snapshot.marks[0], body, REGIONS, Sex.UNSAID), snapshot)
        return sheet

    return open_sheet


def listen(sheet: MeasureSheet) -> tuple[list[tuple[MeasureDraft, ...]], list[tuple[MeasureId, ...]]]:
    """What the sheet asks to be stored, and to be taken back."""
    measured: list[tuple[MeasureDraft, ...]] = []
    removed: list[tuple[MeasureId, ...]] = []
    sheet.measured.connect(lambda _, drafts, _replaced: measured.append(drafts))
    sheet.removed.connect(removed.append)
    return measured, removed


def test_two_landmarks_are_proposed_as_approximate(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))

    assert {row.chosen for row in sheet.rows} == {"alar_crease", "lateral_canthus"}
    assert all(row.said.text.startswith("approx. ") for row in sheet.rows)
    assert all(not row.centimetres.text() for row in sheet.rows)
    assert sheet.rows[0].centimetres.hasFocus()


def test_what_is_typed_is_asked_to_be_stored_with_side_and_direction(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))
    measured, removed = listen(sheet)

    type_text(sheet.rows[0].centimetres, "3,5")
    key(sheet.rows[0].centimetres, Qt.Key.Key_Return)

    ((draft,),) = measured
    assert (draft.landmark, draft.side, draft.distance_mm) == ("alar_crease", Side.LEFT, 35)
    assert draft.direction == "lateral"
    assert removed == []
    assert sheet.isVisible()


def test_the_sheet_closes_when_what_was_typed_is_stored_and_not_before(opened: Open, body: Body) -> None:
    snapshot = with_lesion(body, "malar_cheek_medial")
    sheet = opened(snapshot)
    measured, _ = listen(sheet)
    type_text(sheet.rows[1].centimetres, "2.8")
    click(sheet.save)

    sheet.show_snapshot(snapshot)
    assert sheet.isVisible()

    ((draft,),) = measured
    stored = replace(saved(draft.landmark, draft.side, draft.distance_mm, draft.direction), id=draft.id)
    sheet.show_snapshot(with_lesion(body, "malar_cheek_medial", measures=(stored,)))
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0", "Too small"), ("-1", "Too small"), ("500", "Too large"), ("three", "Not a number"), ("", "Type a distance")],
)
def test_what_is_no_distance_is_refused_in_words(opened: Open, body: Body, typed: str, said: str) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))
    measured, _ = listen(sheet)

    type_text(sheet.rows[0].centimetres, typed)
    click(sheet.save)

    assert said in sheet.said.text()
    assert measured == []
    assert sheet.isVisible()


def test_what_was_measured_stands_without_approx_and_can_be_taken_back(opened: Open, body: Body) -> None:
    kept = saved("tragus", Side.LEFT, 52, "anterior")
    sheet = opened(with_lesion(body, "malar_cheek_medial", measures=(kept,)))
    _, removed = listen(sheet)

    by = f"Dr A. Osei, MD, {clock(AT)[:5]}"
    assert sheet.rows[0].said.text == f"Measured: 5.2 cm anterior to left tragus ({by})"
    assert sheet.rows[0].centimetres.text() == "5.2"
    click(sheet.rows[0].remove)

    assert removed == [("tragus",)]


def test_a_measured_distance_that_is_corrected_names_the_one_it_replaces(opened: Open, body: Body) -> None:
    kept = saved("alar_crease", Side.LEFT, 20, "lateral")
    sheet = opened(with_lesion(body, "malar_cheek_medial", measures=(kept,)))
    asked: list[tuple[int, tuple[MeasureId, ...]]] = []
    sheet.measured.connect(lambda _, drafts, replaced: asked.append((drafts[0].distance_mm, replaced)))

    sheet.rows[0].centimetres.selectAll()
    type_text(sheet.rows[0].centimetres, "2.2")
    click(sheet.save)

    assert asked == [(22, (kept.id,))]


def test_what_is_measured_already_is_not_stored_again(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial", measures=(saved("alar_crease", Side.LEFT, 20, "lateral"),)))
    measured, removed = listen(sheet)

    click(sheet.save)

    assert (measured, removed) == ([], [])


def test_another_landmark_is_told_as_soon_as_it_is_chosen(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))
    row = sheet.rows[0]

    row.landmark.setFocus()
    while row.chosen != "oral_commissure":
        key(row.landmark, Qt.Key.Key_Down)

    assert row.said.text.endswith("to left oral commissure")


def test_a_finger_gives_one_distance_and_says_that_no_second_one_crosses(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "index_finger_dorsal_middle"))

    assert [row.chosen for row in sheet.rows][1] == ""
    assert "No second landmark crosses" in sheet.said.text()


def test_two_landmarks_in_a_line_are_warned_of(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "index_finger_dorsal_middle"))
    row = sheet.rows[1]

    row.landmark.setFocus()
    while row.chosen != "index_mcp":
        key(row.landmark, Qt.Key.Key_Down)

    assert "hardly cross" in sheet.said.text()


def test_a_lesion_placed_by_name_has_nothing_approximate_but_can_be_measured(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "forehead", Placement.BY_NAME))
    measured, _ = listen(sheet)

    assert "Placed by name" in sheet.said.text()
    assert "approx" not in "".join(row.said.text for row in sheet.rows)
    type_text(sheet.rows[0].centimetres, "4")
    click(sheet.save)

    assert measured[0][0].landmark == "glabella"
    assert measured[0][0].side is Side.UNSIDED


def test_the_sheet_closes_when_its_lesion_is_gone(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))

    sheet.show_snapshot(visit())

    assert not sheet.isVisible()


@pytest.mark.parametrize("theme", ["light", "light 200 %"], indirect=True)
def test_nothing_on_the_sheet_overlaps(shown: Show, theme: Theme, body: Body) -> None:
    page = QWidget()
    sheet = MeasureSheet(theme, page)
    shown(page, 1280, 800)
    snapshot = with_lesion(body, "malar_cheek_medial", measures=(saved("tragus", Side.LEFT, 52, "anterior"),))
    sheet.open_for(sought(snapshot.marks[0], body, REGIONS, Sex.UNSAID), snapshot)

    parts = [sheet.title, sheet.phrase, *sheet.rows, sheet.said, sheet.save]
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.geometry().top() + 1
    for row in sheet.rows:
        inside = [row.landmark, row.centimetres, row.unit, row.direction, row.remove]
        for left, right in pairwise(inside):
            assert left.geometry().right() < right.geometry().left()
        assert row.remove.geometry().right() <= row.width()


def test_delete_on_the_sheet_does_not_reach_the_visit_below(opened: Open, body: Body) -> None:
    sheet = opened(with_lesion(body, "malar_cheek_medial"))
    below: list[str] = []
    for keys in ("Del", "Space"):
        QShortcut(QKeySequence(keys), sheet.window()).activated.connect(lambda keys=keys: below.append(keys))

    sheet.rows[0].landmark.setFocus()
    key(sheet.rows[0].landmark, Qt.Key.Key_Delete)
    sheet.close_button.setFocus()
    key(sheet.close_button, Qt.Key.Key_Delete)

    assert below == []
    key(sheet.window(), Qt.Key.Key_Delete)
    assert below == ["Del"]
