"""The call-out line in the real window: everything said in the room is typed, and what is unclear is never guessed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from resources.terms import Placement, Side
from tests.desktop.window.conftest import CONTROL, Hands

SHIFT_CONTROL = CONTROL | Qt.KeyboardModifier.ShiftModifier
L, M, R = Side.LEFT, Side.MIDLINE, Side.RIGHT
NEAR_ENOUGH_MM = 0.1


def press(visit: Hands, *keys: Qt.Key | str) -> int:
    """Press single keys, letters by name; return how many."""
    for each in keys:
        field = visit.screen.callout.field
        here = field if field.hasFocus() else visit.screen.map
        QTest.keyClicks(here, each) if isinstance(each, str) else QTest.keyClick(here, each)
    return len(keys)


def phrases(visit: Hands) -> list[str]:
    return [each.mark.place.phrase for each in visit.snapshot.marks]


def hint(visit: Hands) -> str:
    return visit.screen.callout.hint.text


def text(visit: Hands) -> str:
    return visit.screen.callout.text


@pytest.mark.parametrize(
    ("line", "sites"),
    [
        ("4lf3rc3lh", {"left forehead": 4, "right cheek": 3, "left dorsal hand": 3}),
        ("5ls4rtm1re", {"left scalp": 5, "right temple": 4, "right ear": 1}),
    ],
)
def test_ten_lesions_in_three_regions_take_at_most_twelve_keys(visit: Hands, line: str, sites: dict[str, int]) -> None:
    visit.screen.map.setFocus()

    keys = press(visit, *line, Qt.Key.Key_Return)

    assert keys <= 12
    assert {phrase: phrases(visit).count(phrase) for phrase in phrases(visit)} == sites
    assert visit.snapshot.treated == 10
    assert all(each.questions == () for each in visit.snapshot.marks)
    assert text(visit) == ""


def test_what_is_clear_is_counted_and_what_is_not_stays_marked(visit: Hands) -> None:
    visit.call_out("3 left forehead, 2 lefft temple, vertex 4")

    assert phrases(visit) == ["left forehead"] * 3 + ["vertex scalp"] * 4
    assert text(visit) == "2 lefft temple"
    assert visit.screen.callout.field.selectedText() == "lefft"
    assert hint(visit) == '"lefft" not known'

    QTest.keyClicks(visit.screen.callout.field, "left")
    visit.key(Qt.Key.Key_Return)

    assert phrases(visit)[7:] == ["left temple"] * 2
    assert text(visit) == ""


def test_a_line_taken_in_part_is_one_step_to_undo(visit: Hands) -> None:
    visit.call_out("3 left forehead, 2 lefft temple, 1 nose")
    visit.screen.callout.clear()

    visit.key(Qt.Key.Key_Z, CONTROL)

    assert visit.snapshot.treated == 0


def test_nothing_is_counted_beside_a_correction(visit: Hands) -> None:
    visit.call_out("2 left ear, =4")

    assert phrases(visit) == []
    assert text(visit) == "2 left ear, =4"
    assert hint(visit) == "a correction stands alone"


def test_a_word_that_fits_two_places_counts_nothing_and_offers_them(visit: Hands) -> None:
    offered = {}
    for word in ("fore", "up", "lo", "arm", "finger"):
        visit.call_out(f"2 l {word}")
        offered[word] = len(visit.screen.callout.offers)
        visit.screen.callout.clear()

    assert phrases(visit) == []
    assert min(offered.values()) > 1


def test_an_offered_place_is_written_first_and_counted_by_the_next_enter(visit: Hands) -> None:
    visit.screen.map.setFocus()
    press(visit, *"2 l fore", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    written, counted = text(visit), len(visit.snapshot.marks)

    press(visit, Qt.Key.Key_Return)

    assert (written, counted) == ("2 l forearm", 0)
    assert phrases(visit) == ["left forearm"] * 2


# a word nobody knows
def ask_about(visit: Hands, line: str) -> None:
    visit.call_out(line)
    press(visit, Qt.Key.Key_Down, Qt.Key.Key_Return)


def test_an_unknown_word_asks_once_and_is_remembered(visit: Hands, qtbot: QtBot) -> None:
    ask_about(visit, "2 l bunny line, nose")
    question = visit.screen.callout.field.placeholderText()

    with qtbot.waitSignal(visit.visit.desk.callouts.word_learned) as learned:
        press(visit, *"nasal sidewall", Qt.Key.Key_Return)
    back = text(visit)
    press(visit, Qt.Key.Key_Return)
    visit.call_out("3 r bunny line")

    assert question.startswith("What is “bunny line”?")
    assert learned.args == ["bunny line", "nasal_sidewall"]
    assert back == "2 l bunny line"
    assert phrases(visit) == ["nose", *["left nasal sidewall"] * 2, *["right nasal sidewall"] * 3]


def test_esc_leaves_the_word_unknown_and_it_is_not_asked_about_again(visit: Hands) -> None:
    ask_about(visit, "2 l bunny line")
    visit.key(Qt.Key.Key_Escape)
    back = text(visit)
    press(visit, Qt.Key.Key_Return)

    assert back == "2 l bunny line"
    assert phrases(visit) == []
    assert hint(visit) == '"bunny" not known'
    assert visit.screen.callout.offers == ()


@pytest.mark.parametrize("answer", ["fore", "=4", "+3", "nose, ear"])
def test_a_word_is_not_learned_from_an_answer_that_is_no_one_place(visit: Hands, qtbot: QtBot, answer: str) -> None:
    ask_about(visit, "2 l bunny line")

    with qtbot.assertNotEmitted(visit.visit.desk.callouts.word_learned):
        press(visit, *answer, Qt.Key.Key_Return)

    assert phrases(visit) == []
    assert text(visit) == answer


def test_the_practices_own_words_are_known_from_the_start(visit: Hands) -> None:
    visit.visit.desk.callouts.set_words({"bunny line": ("nasal_sidewall",), "wing": ("nasal_ala", "helix")})

    visit.call_out("2 l bunny line")
    visit.call_out("l wing")

    assert phrases(visit) == ["left nasal sidewall"] * 2
    assert hint(visit) == "nasal ala or helix?"


def test_while_a_long_line_is_typed_the_newest_entry_is_shown_first(visit: Hands) -> None:
    visit.screen.map.setFocus()

    press(visit, *"4lf3tm2rh")

    assert hint(visit) == "+2 right dorsal hand, +3 temple  right, left?, +4 left forehead"
    assert visit.snapshot.treated == 0


# the side
@pytest.mark.parametrize(("answer", "side"), [("l", L), ("m", M)])
def test_a_side_that_was_not_said_is_answered_in_the_line(visit: Hands, answer: str, side: Side) -> None:
    visit.call_out("nose")
    visit.call_out("vertex 4")
    asked = [each.questions for each in visit.snapshot.marks]

    visit.call_out(answer)

    assert all(asked)
    assert [each.mark.place.side for each in visit.snapshot.marks] == [Side.UNSAID, *[side] * 4]
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert [each.mark.place.side for each in visit.snapshot.marks] == [Side.UNSAID] * 5


@pytest.mark.parametrize(("entry", "answer", "words"), [
    ("2 left temple", "right", "where?"), ("2 temple", "m", "temple has no middle"), ("glabella", "l", "where?")
])  # fmt: skip
def test_a_side_alone_moves_nothing_that_has_one(visit: Hands, entry: str, answer: str, words: str) -> None:
    visit.call_out(entry)
    before = phrases(visit)

    visit.call_out(answer)

    assert phrases(visit) == before
    assert hint(visit) == words


# the other side
@pytest.mark.parametrize(
    ("region", "side"),
    [("malar_cheek_medial", L), ("temple_superior", R), ("helix_superior", L), ("nasal_tip", R)],
)
def test_a_tapped_lesion_goes_to_its_mirror_place(visit: Hands, body: Body, region: str, side: Side) -> None:
    visit.tap(region, side)
    before = visit.snapshot.marks[0].mark.place
    assert before.anchor

    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)

    after = visit.snapshot.marks[0].mark.place
    assert after.anchor
    assert (after.placement, after.region) == (Placement.TAPPED, before.region)
    assert {before.side, after.side} == {L, R}
    assert after.phrase == before.phrase.replace(before.side.value, after.side.value)
    (x, *rest), (other, *same) = body.point_mm(before.anchor), body.point_mm(after.anchor)
    assert x == pytest.approx(-other, abs=NEAR_ENOUGH_MM)
    assert rest == pytest.approx(same, abs=NEAR_ENOUGH_MM)
    visit.key(Qt.Key.Key_Z, CONTROL)
    assert visit.snapshot.marks[0].mark.place == before


def test_the_other_side_of_the_other_side_is_where_it_was(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", L)
    before = visit.snapshot.marks[0].mark.place.anchor

    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)
    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)

    assert visit.snapshot.marks[0].mark.place.anchor == before


def test_named_lesions_go_to_the_other_side_together(visit: Hands) -> None:
    visit.call_out("1 nose, 3 left forearm")

    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)

    assert phrases(visit) == ["nose", *["right forearm"] * 3]
    assert {each.mark.place.placement for each in visit.snapshot.marks} == {Placement.BY_NAME}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("m forehead", "midline forehead lies on the midline"),
        ("glabella", "glabella has no other side"),
        ("3 temple", "temple has no other side"),
    ],
)
def test_what_has_no_other_side_stays_and_says_so(visit: Hands, entry: str, words: str) -> None:
    visit.call_out(entry)
    before = phrases(visit)

    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)

    assert phrases(visit) == before
    assert visit.said == words


def test_without_a_lesion_there_is_no_other_side(visit: Hands) -> None:
    visit.key(Qt.Key.Key_S, SHIFT_CONTROL)

    assert visit.said == "nothing to correct yet"


def test_what_the_skin_does_not_show_is_counted_off_the_surface(visit: Hands) -> None:
    visit.call_out("2 left buccal mucosa")

    assert phrases(visit) == ["left buccal mucosa"] * 2
    assert {each.mark.place.placement for each in visit.snapshot.marks} == {Placement.OFF_SURFACE}
    assert {each.mark.place.anchor for each in visit.snapshot.marks} == {None}
