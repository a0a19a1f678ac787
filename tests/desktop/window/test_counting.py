"""The main job: tap, stored, counted, coded. Real clicks in the real window on a real record."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.access import Action
from desktop.atlas.views import load_views
from desktop.map.tiles import Tile
from desktop.practice.session import open_session
from desktop.snapshot import Question, Snapshot
from resources.terms import Anchor, Placement, Side
from tests.desktop.window.conftest import CONTROL, LEFT, NONE, Hands, Opener, open_visit

MORE = tuple(each.key for each in load_views().more)
L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE


def premalignant_lines(count: int) -> list[tuple[str, str]]:
    """CPT: 17000 for the first, 17003 for each of the 2nd to 14th, 17004 alone from 15 on."""
    if count == 0:
        return []
    if count >= 15:
        return [("17004", "× 1")]
    further = [("17003", f"× {count - 1}")] if count > 1 else []
    return [("17000", "× 1"), *further]


def points(hands: Hands, count: int) -> list[tuple[str, QPoint]]:
    """Points of several views, all on skin, 10 mm from each other at least, outside doors."""
    body, chance = hands.body, random.Random(7)
    found: list[tuple[str, QPoint]] = []
    anchors: list[Anchor] = []
    while len(found) < count:
        key = chance.choice(("face", "scalp_front", "arms", "front", "back", "head_left", "head_right"))
        view = body.views.get(key)
        x, y = chance.uniform(0, view.camera.width), chance.uniform(0, view.camera.height)
        anchor = body.hit(key, x, y)
        if anchor is None or any(d.left <= x <= d.right and d.top <= y <= d.bottom for d in view.doors):
            continue
        if any(body.distance_mm(anchor, other, 12.0) is not None for other in anchors):
            continue
        hands.screen.show_view(key)
        at = hands.screen.map.to_widget(x, y).toPoint()
        if hands.screen.map.childAt(at) is None:
            found.append((key, at))
            anchors.append(anchor)
    return found


def test_sixty_clicks_show_the_right_lines_after_each(visit: Hands) -> None:
    right = [visit.codes == premalignant_lines(0)]

    for count, (key, at) in enumerate(points(visit, 60), start=1):
        visit.screen.show_view(key)
        visit.click(at)
        right.append(visit.codes == premalignant_lines(count) and visit.snapshot.treated == count)

    assert right == [True] * 61


def test_a_tap_is_on_disk_before_it_is_drawn(visit: Hands, practice: Path) -> None:
    seen: list[tuple[int, int]] = []
    reader = open_session(practice)

    def on_disk(snapshot: Snapshot) -> None:
        drawn = len(visit.screen.map.marks_shown)
        with reader.reading(Action.CHART_READ) as record:
            seen.append((len(record.marks(snapshot.chart.visit.id)), drawn))

    visit.visit.desk.encounter.changed.disconnect()
    visit.visit.desk.encounter.changed.connect(on_disk)
    visit.tap("forehead_central_superior", M)
    reader.close()

    assert seen == [(1, 0)]


def test_a_click_beside_the_body_counts_nothing(visit: Hands) -> None:
    visit.click(QPoint(60, visit.screen.map.height() // 2 + 60))

    assert visit.snapshot.marks == ()
    assert visit.screen.map.marks_shown == ()


def test_warts_and_keratoses_are_counted_and_coded_apart(visit: Hands) -> None:
    visit.tap("forehead_central_superior", M)
    visit.key(Qt.Key.Key_F3)
    visit.tap("hand_dorsal_central", R)
    visit.tap("hand_dorsal_central", L)

    assert visit.codes == [("17000", "× 1"), ("17110", "× 1")]
    # NCCI pair 17110 / 17000: the second code carries the modifier
    assert [line.modifiers for line in visit.lines] == ["59", ""]
    assert [(each.name, each.count) for each in visit.snapshot.counts] == [("actinic keratosis", 1), ("warts", 2)]


def test_the_fifteenth_wart_switches_to_17111(visit: Hands) -> None:
    visit.call_out("14 warts left dorsal hand")
    assert visit.codes == [("17110", "× 1")]

    visit.call_out("1 wart right thumb")

    assert visit.codes == [("17111", "× 1")]


def test_every_step_can_be_undone_and_done_again(visit: Hands) -> None:
    visit.tap("forehead_central_superior", M)
    visit.tap("nasal_dorsum", M)
    visit.call_out("3 left temple")
    visit.call_out("=2")
    visit.call_out("other side")
    visit.key(Qt.Key.Key_F6)
    visit.tap("malar_cheek_medial", L)
    end = visit.snapshot
    stages = [end.marks]

    while visit.visit.desk.stack.canUndo():
        visit.key(Qt.Key.Key_Z, CONTROL)
        stages.append(visit.snapshot.marks)
    undone = visit.snapshot.marks
    while visit.visit.desk.stack.canRedo():
        visit.key(Qt.Key.Key_Y, CONTROL)

    assert len(stages) == 7
    assert undone == ()
    assert [(e.id, e.label, e.mark.place) for e in visit.snapshot.marks] == [
        (e.id, e.label, e.mark.place) for e in end.marks
    ]


def test_numbers_close_up_when_one_is_removed(visit: Hands) -> None:
    for region, side in (("forehead_central_superior", M), ("nasal_dorsum", M), ("malar_cheek_medial", L)):
        visit.tap(region, side)
    second = visit.snapshot.marks[1]

    visit.screen.panel.remove_asked.emit(second.id)

    assert [each.label for each in visit.snapshot.marks] == ["1", "2"]
    assert second.id not in [each.id for each in visit.snapshot.marks]
    assert visit.codes == premalignant_lines(2)


def test_a_seen_lesion_is_never_counted_and_becomes_treated_by_one_tap(visit: Hands) -> None:
    visit.key(Qt.Key.Key_F6)
    visit.tap("forehead_central_superior", M)
    assert (visit.snapshot.treated, visit.snapshot.seen, visit.codes) == (0, 1, [])
    finding = visit.snapshot.marks[0]

    visit.key(Qt.Key.Key_F2)
    visit.tap("forehead_central_superior", M)

    assert (visit.snapshot.treated, visit.snapshot.seen) == (1, 0)
    assert visit.snapshot.marks[0].mark.lesion_id == finding.mark.lesion_id
    assert visit.codes == premalignant_lines(1)


def test_a_treated_lesion_becomes_a_finding_and_back(visit: Hands) -> None:
    visit.tap("forehead_central_superior", M)
    mark = visit.snapshot.marks[0].id

    visit.screen.panel.finding_asked.emit(mark)
    as_finding = (visit.snapshot.treated, visit.snapshot.seen, visit.codes)
    visit.screen.panel.treat_asked.emit(mark)

    assert as_finding == (0, 1, [])
    assert (visit.snapshot.treated, visit.snapshot.seen, visit.codes) == (1, 0, premalignant_lines(1))


def test_a_tap_nearer_than_4_mm_asks_and_waits_for_the_answer(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)
    visit.tap("malar_cheek_medial", L, dx=4)

    second = visit.snapshot.marks[1]
    assert Question.SAME in second.questions
    assert visit.codes == premalignant_lines(1)

    visit.key(Qt.Key.Key_F8)

    assert visit.snapshot.marks[1].questions == ()
    assert visit.codes == premalignant_lines(2)


def test_the_same_lesion_once_more_leaves_the_count(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)
    visit.tap("malar_cheek_medial", L, dx=4)

    visit.key(Qt.Key.Key_F7)

    assert visit.snapshot.treated == 1
    assert visit.codes == premalignant_lines(1)


def test_a_selected_mark_is_dragged_to_another_place(visit: Hands, qtbot: QtBot) -> None:
    at = visit.place("forehead_central_superior", M, "face")
    visit.click(at)
    before = visit.snapshot.marks[0]
    target = visit.place("malar_cheek_medial", L, "face")

    with qtbot.waitSignal(visit.screen.map.selected, timeout=2000):
        QTest.mousePress(visit.screen.map, LEFT, NONE, at)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(visit.screen.map, at + (target - at) * share)
    QTest.mouseRelease(visit.screen.map, LEFT, NONE, target)

    after = visit.snapshot.marks
    assert [each.id for each in after] == [before.id]
    assert after[0].mark.place.phrase == "left medial malar cheek"
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert visit.snapshot.marks[0].mark.place == before.mark.place


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("3 left forehead", "left forehead", 3),
        ("vertex 4", None, 4),
        ("l helix", "left helix", 1),
        ("2 r forearm", "right forearm", 2),
    ],
)
def test_a_call_out_counts_by_name(visit: Hands, text: str, phrase: str | None, count: int) -> None:
    visit.call_out(text)

    places = [each.mark.place for each in visit.snapshot.marks]
    assert len(places) == count
    assert {place.placement for place in places} == {Placement.BY_NAME}
    assert phrase is None or {place.phrase for place in places} == {phrase}
    assert visit.screen.callout.text == ""


def test_a_side_that_nobody_said_counts_and_asks(visit: Hands) -> None:
    visit.call_out("2 forearm")

    assert visit.codes == premalignant_lines(2)
    assert all(each.questions == (Question.SIDE,) for each in visit.snapshot.marks)

    visit.screen.panel.side_answered.emit(visit.snapshot.marks[0].id, R)

    assert visit.snapshot.marks[0].mark.place.phrase == "right forearm"
    assert visit.snapshot.marks[0].questions == ()


def test_a_call_out_that_is_not_understood_stays_in_the_field_and_counts_nothing(visit: Hands) -> None:
    visit.call_out("3 lefft forehead")

    assert visit.snapshot.marks == ()
    assert visit.screen.callout.text == "3 lefft forehead"
    assert '"lefft" not known' in visit.screen.callout.hint.text


def test_corrections_change_the_last_entry(visit: Hands) -> None:
    visit.call_out("3 left temple")

    visit.call_out("=5")
    five = visit.snapshot.treated
    visit.call_out("-1")
    four = visit.snapshot.treated
    visit.call_out("other side")

    assert (five, four, visit.snapshot.treated) == (5, 4, 4)
    assert {each.mark.place.phrase for each in visit.snapshot.marks} == {"right temple"}


def test_space_counts_one_more_at_the_same_place(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)

    visit.key(Qt.Key.Key_Space)
    visit.key(Qt.Key.Key_Space)

    assert visit.snapshot.treated == 3
    assert {each.mark.place.phrase for each in visit.snapshot.marks} == {"left medial malar cheek"}


def test_choosing_in_the_list_turns_to_a_view_that_shows_the_mark(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)
    visit.screen.show_view("back")
    mark = visit.snapshot.marks[0].id

    visit.screen.panel.mark_chosen.emit(mark)

    assert visit.screen.map.selected_mark == mark
    assert mark in [each.newest for each in visit.screen.map.marks_shown]


def test_badges_add_up_to_the_lesions(visit: Hands, qtbot: QtBot) -> None:
    for key, at in points(visit, 12):
        visit.screen.show_view(key)
        visit.click(at)

    def in_rail() -> int:
        return sum(tile.count for tile in visit.screen.rail.findChildren(Tile))

    behind_more = sum(
        visit.window.body().home_view(each.mark.place.anchor) in MORE
        for each in visit.snapshot.marks
        if each.mark.place.anchor
    )
    # the rail's numbers follow the mark one frame later
    qtbot.waitUntil(lambda: in_rail() + behind_more == 12, timeout=2000)


def test_the_brush_is_the_default_again_in_the_next_visit(visit: Hands, practice: Path, opener: Opener) -> None:
    visit.key(Qt.Key.Key_F3)
    assert not visit.screen.brush.is_default
    visit.window.close()

    again = open_visit(practice, opener)

    assert again.screen.brush.is_default


def test_lesions_counted_without_a_place_get_one_later(visit: Hands) -> None:
    visit.call_out("+3")
    assert [each.questions for each in visit.snapshot.marks] == [(Question.PLACE,)] * 3
    first = visit.snapshot.marks[0].id

    visit.screen.panel.place_asked.emit(first)
    QTest.keyClicks(visit.screen.callout.field, "2 left temple")
    visit.key(Qt.Key.Key_Return)

    phrases = [each.mark.place.phrase for each in visit.snapshot.marks]
    assert phrases[:2] == ["left temple", "left temple"]
    assert [each.questions for each in visit.snapshot.marks] == [(), (), (Question.PLACE,)]
    assert visit.snapshot.treated == 3
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert len([each for each in visit.snapshot.marks if each.questions]) == 3


def test_esc_leaves_the_question_for_the_place_open(visit: Hands) -> None:
    visit.call_out("+1")
    visit.screen.panel.place_asked.emit(visit.snapshot.marks[0].id)
    asked = visit.screen.callout.field.placeholderText()

    visit.key(Qt.Key.Key_Escape)
    visit.call_out("left temple")

    assert asked.startswith("Place of 1")
    assert [each.mark.place.phrase for each in visit.snapshot.marks][1:] == ["left temple"]
    assert visit.snapshot.marks[0].questions == (Question.PLACE,)
