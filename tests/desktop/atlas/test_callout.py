import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.atlas.callout import MOST, NOWHERE, Callout, Edit, EditKind, ProblemKind
from desktop.atlas.names import spoken
from desktop.atlas.phrases import site_phrase
from desktop.atlas.reader import call_out_reader, parse
from resources.presets import load_presets
from resources.regions import Lateral, load_callouts, load_regions
from resources.terms import Side

REGIONS = load_regions()
SAID = {Side.RIGHT: ("right", "r", "rt"), Side.LEFT: ("left", "l", "lt"), Side.MIDLINE: ("middle", "m", "midline")}
PAIRED = (Side.RIGHT, Side.LEFT)
SPLIT = (Side.RIGHT, Side.MIDLINE, Side.LEFT)


def read(text: str) -> Callout:
    return parse(text, REGIONS, load_presets())


def entries(text: str) -> list[tuple[int, str, str, str | None]]:
    """Return what a text counts, if Enter would take it."""
    callout = read(text)
    assert callout.ready
    return [(each.count, each.phrase, each.side.value, each.preset) for each in callout.entries]


def trouble(text: str) -> tuple[ProblemKind, str, tuple[str, ...]]:
    callout = read(text)
    assert not callout.ready
    assert callout.problem
    return callout.problem.kind, callout.problem.word, callout.problem.candidates


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 left forehead", [(3, "left forehead", "left", None)]),
        ("2 warts r thumb", [(2, "right thumb", "right", "wart")]),
        ("vertex 4", [(4, "vertex scalp", "unsaid", None)]),
        ("l helix", [(1, "left helix", "left", None)]),
        ("2 R dorsal hand", [(2, "right dorsal hand", "right", None)]),
        ("left forehead 3, 2 r temple", [(3, "left forehead", "left", None), (2, "right temple", "right", None)]),
        ("Forehead LEFT 3", [(3, "left forehead", "left", None)]),
        ("temple rt ak 2", [(2, "right temple", "right", "ak")]),
        ("seen l temple", [(1, "left temple", "left", "seen")]),
        ("2 seb ks mid back", [(2, "mid back", "unsaid", "sk")]),
        ("ak scraped left temple", [(1, "left temple", "left", "ak_curettement")]),
        ("plantar wart l heel", [(1, "left heel", "left", "plantar_wart")]),
        ("left cheek x3; tip of nose x2", [(3, "left cheek", "left", None), (2, "nasal tip", "unsaid", None)]),
        ("+2 left ear", [(2, "left ear", "left", None)]),
        ("99 left ear", [(99, "left ear", "left", None)]),
        ("m forehead", [(1, "midline forehead", "midline", None)]),
        ("centre vertex", [(1, "mid vertex scalp", "midline", None)]),
        ("glabella 2", [(2, "glabella", "unsided", None)]),
        ("3 forehead,", [(3, "forehead", "unsaid", None)]),
        ("2 temples", [(2, "temple", "unsaid", None)]),
        ("Vértex 4", [(4, "vertex scalp", "unsaid", None)]),
        ("crow’s feet left", [(1, "left lateral periorbital region", "left", None)]),
    ],
)  # fmt: skip
def test_count_brush_side_and_place_are_read_in_any_order(
    text: str, said: list[tuple[int, str, str, str | None]]
) -> None:
    assert entries(text) == said


def test_a_number_alone_with_a_plus_counts_lesions_without_a_place() -> None:
    callout = read("+3")

    assert callout.ready
    assert [(each.count, each.region, each.side) for each in callout.entries] == [(3, NOWHERE, Side.UNSIDED)]


def test_lesions_without_a_place_may_name_their_brush() -> None:
    assert [(each.count, each.region, each.preset) for each in read("+3 warts").entries] == [(3, NOWHERE, "wart")]


@pytest.mark.parametrize("text", ["3", "3 left", "3 warts", "left right", "+3 left", "3 left middle"])
def test_without_a_plus_a_place_is_asked_for(text: str) -> None:
    assert trouble(text)[0] is ProblemKind.NO_PLACE


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("=4", Edit(EditKind.SET, 4)),
        ("= 12 ", Edit(EditKind.SET, 12)),
        ("-1", Edit(EditKind.ADD, -1)),
        ("\u22122", Edit(EditKind.ADD, -2)),
        ("other side", Edit(EditKind.OTHER_SIDE)),
        ("Other  Side", Edit(EditKind.OTHER_SIDE)),
        ("l", Edit(EditKind.SIDE, side=Side.LEFT)),
        ("Right ", Edit(EditKind.SIDE, side=Side.RIGHT)),
        ("m", Edit(EditKind.SIDE, side=Side.MIDLINE)),
    ],
)
def test_the_last_entry_can_be_corrected(text: str, edit: Edit) -> None:
    callout = read(text)

    assert callout.ready
    assert (callout.edit, callout.entries) == (edit, ())


@pytest.mark.parametrize("text", ["=4, 2 left ear", "2 left ear, -1", "2 left ear, other side", "nose, = 4"])
def test_a_correction_stands_alone_and_nothing_beside_it_is_taken(text: str) -> None:
    assert trouble(text)[0] is ProblemKind.NOT_ALONE
    assert not read(text).partly


def test_a_place_can_not_be_taken_away_by_its_name() -> None:
    assert trouble("-1 left ear")[:2] == (ProblemKind.UNKNOWN_WORD, "-1")


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("fore", ("forehead", "forearm")),
        ("arm", ("upper arm", "forearm")),
        ("leg", ("thigh", "lower leg")),
        ("behind ear", ("posterior ear", "postauricular scalp")),
        ("postauricular", ("posterior ear", "postauricular scalp")),
        ("flank", ("lateral abdomen", "posterior flank")),
        ("canthus", ("medial canthus", "lateral canthus")),
        ("finger", ("thumb", "index finger", "middle finger", "ring finger", "little finger")),
        ("mid forearm", ("mid dorsal forearm", "mid volar forearm")),
        ("dorsum", ("nasal dorsum",)),
    ],
)
def test_a_word_that_fits_several_places_asks(word: str, places: tuple[str, ...]) -> None:
    kind, _, candidates = trouble(f"2 left {word}")

    assert kind is ProblemKind.WHICH_PLACE
    assert candidates == places


@pytest.mark.parametrize("word", ["up", "lo"])
def test_a_start_that_fits_many_names_takes_none(word: str) -> None:
    kind, _, candidates = trouble(word)

    assert kind is ProblemKind.WHICH_PLACE
    assert len(candidates) >= 15


@pytest.mark.parametrize(
    ("text", "asked"), [("gla", True), ("glab", False), ("gl", True), ("colu", False), ("co", True)]
)
def test_a_start_is_taken_from_three_letters_on_where_it_fits_one_place(text: str, asked: bool) -> None:  # noqa: FBT001
    assert read(text).ready is not asked


def test_the_whole_is_meant_where_a_start_fits_it_and_its_parts() -> None:
    assert entries("l index") == [(1, "left index finger", "left", None)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("l mid helix", "left mid helix"),
        ("left middle finger", "left middle finger"),
        ("r sup helix", "right superior helix"),
        ("hand dorsal r", "right dorsal hand"),
        ("chin middle", "midline chin"),
        ("upper left lip", "left upper lip"),
    ],
)
def test_position_words_belong_to_the_place_where_one_is_called_that(text: str, phrase: str) -> None:
    assert [each.phrase for each in read(text).entries] == [phrase]


@pytest.mark.parametrize(("text", "sides"), [("3 temple", PAIRED), ("3 forehead", SPLIT), ("nose, 2 left ear", SPLIT)])
def test_a_side_that_was_not_said_counts_and_is_asked(text: str, sides: tuple[Side, ...]) -> None:
    callout = read(text)

    assert callout.ready
    assert callout.entries[0].side is Side.UNSAID
    assert callout.problem
    assert (callout.problem.kind, callout.problem.sides) == (ProblemKind.WHICH_SIDE, sides)


@pytest.mark.parametrize("text", ["left right ear", "mid temple", "l mid forehead"])
def test_a_side_the_place_can_not_have_is_not_taken(text: str) -> None:
    assert trouble(text)[0] is ProblemKind.WHICH_SIDE


def test_an_open_side_is_not_said_before_a_word_nobody_knows() -> None:
    assert trouble("3 temple, 2 left xyz")[:2] == (ProblemKind.UNKNOWN_WORD, "xyz")


@pytest.mark.parametrize(
    ("text", "word"),
    [("3 lefft forehead", "lefft"), ("3 forehead left qq", "qq"), ("<b>", "<b>"), ("dorsal eyebrow", "dorsal eyebrow")],
)
def test_a_word_that_is_not_known_is_said_back(text: str, word: str) -> None:
    assert trouble(text)[:2] == (ProblemKind.UNKNOWN_WORD, word)


@pytest.mark.parametrize(
    "text",
    ["3 lef", "3 righ", "2 wa", "oth", "other", "other si", "=", "-", "+", "l forehead, 2 ve", "2 left ear 3", "4lf3"],
)
def test_a_word_still_being_typed_is_left_alone(text: str) -> None:
    assert trouble(text)[0] in (ProblemKind.UNFINISHED, ProblemKind.WHICH_PLACE)
    assert not read(text).ready


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("0 left ear", ProblemKind.NO_COUNT, "0"),
        ("=0", ProblemKind.NO_COUNT, "0"),
        ("-0", ProblemKind.NO_COUNT, "0"),
        ("100 left ear", ProblemKind.TOO_MANY, "100"),
        ("=100", ProblemKind.TOO_MANY, "100"),
        ("9" * 5000 + " nose", ProblemKind.TOO_MANY, "9" * 5000),
        ("2 left ear 3 ", ProblemKind.TWO_COUNTS, ""),
        ("left ear 3, 2 temple x3 ", ProblemKind.TWO_COUNTS, ""),
        ("left forehead 3 right temple 2 nose", ProblemKind.TWO_COUNTS, ""),
    ],
)
def test_a_count_is_one_number_from_one_to_ninety_nine(text: str, kind: ProblemKind, word: str) -> None:
    assert trouble(text)[:2] == (kind, word)


def test_two_brushes_ask_which() -> None:
    assert trouble("2 ak wart nose") == (ProblemKind.WHICH_BRUSH, "", ("Actinic keratosis", "Wart"))


def test_two_places_without_a_comma_between_them_are_told_apart() -> None:
    assert trouble("3 left cheek temple") == (ProblemKind.TWO_PLACES, "cheek temple", ("cheek", "temple"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4lf3rtm2h", [(4, "left forehead", "left"), (3, "right temple", "right"), (2, "dorsal hand", "unsaid")]),
        ("4lf 3rc 3ln", [(4, "left forehead", "left"), (3, "right cheek", "right"), (3, "left nose", "left")]),
        ("4lf,3gb", [(4, "left forehead", "left"), (3, "glabella", "unsided")]),
        ("12mvx", [(12, "mid vertex scalp", "midline")]),
        ("4LF", [(4, "left forehead", "left")]),
        ("3 left forehead 2 right temple", [(3, "left forehead", "left"), (2, "right temple", "right")]),
        ("3 left forehead 2 warts r thumb 1 nose", [
            (3, "left forehead", "left"), (2, "right thumb", "right"), (1, "nose", "unsaid")
        ]),
    ],
)  # fmt: skip
def test_a_number_begins_the_next_entry_where_each_begins_with_its_own(
    text: str, said: list[tuple[int, str, str]]
) -> None:
    callout = read(text)

    assert callout.ready
    assert [(each.count, each.phrase, each.side.value) for each in callout.entries] == said


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("3l forehead", "left forehead", 3),
        ("3rt temple", "right temple", 3),
        ("3left ear", "left ear", 3),
        ("3forehead left", "left forehead", 3),
        ("left ear 3x", "left ear", 3),
        ("4th toe left", "left fourth toe", 1),
        ("2 r 2nd toe", "right second toe", 2),
    ],
)
def test_words_right_behind_a_number_stay_words(text: str, phrase: str, count: int) -> None:
    assert [(each.phrase, each.count) for each in read(text).entries] == [(phrase, count)]


def test_a_short_place_without_its_number_is_no_place() -> None:
    assert not read("lf").ready
    assert not read("3 l f").ready


@pytest.mark.parametrize(
    ("text", "taken", "rest"),
    [
        ("3 left forehead, 2 lefft temple, nose", ["left forehead", "nose"], "2 lefft temple"),
        ("2 arm, vertex 4", ["vertex scalp"], "2 arm"),
        ("4lf3rqq2h", ["left forehead", "dorsal hand"], "3 rqq"),
        ("Crow left, 2 Zebra, 1 nose", ["nose"], "Crow left, 2 Zebra"),
    ],
)
def test_what_is_not_understood_is_kept_apart_from_what_is(text: str, taken: list[str], rest: str) -> None:
    callout = read(text)

    assert callout.partly
    assert [each.phrase for each in callout.entries] == taken
    assert callout.rest == rest


def test_a_place_nobody_knows_is_told_whole_with_the_word_to_mark() -> None:
    problem = read("2 left bunny line nose").problem

    assert problem
    assert (problem.word, problem.place) == ("bunny", "bunny line nose")


OWN = {
    "bunny line": ("nasal_sidewall",),
    "arm": ("forearm",),
    "monkey": ("no such place",),
    "wing": ("nasal_ala", "no such place"),
}


@pytest.mark.parametrize(("text", "phrase"), [("l bunny line", "left nasal sidewall"), ("2 r Arm", "right forearm")])
def test_the_practices_own_words_are_read_and_win(text: str, phrase: str) -> None:
    reader = call_out_reader(REGIONS, load_presets(), OWN)

    assert [each.phrase for each in reader.read(text).entries] == [phrase]
    assert not read("l bunny line").ready


def test_an_own_word_for_a_place_that_is_gone_is_not_known_any_more() -> None:
    reader = call_out_reader(REGIONS, load_presets(), OWN)

    assert not reader.read("l monkey").entries
    assert [each.phrase for each in reader.read("l wing").entries] == ["left nasal ala"]


def words_of_the_room() -> list[tuple[str, tuple[str, ...]]]:
    rows = Path(__file__).parents[2].joinpath("data", "everyday_words.tsv").read_text("utf-8").splitlines()[1:]
    return [(word, tuple(meant.split("|"))) for word, meant in (row.split("\t") for row in rows)]


def test_the_everyday_words_are_seventy() -> None:
    assert len({word for word, _ in words_of_the_room()}) == 70


@pytest.mark.parametrize(("word", "meant"), words_of_the_room(), ids=[word for word, _ in words_of_the_room()])
def test_each_everyday_word_means_its_place_or_asks(word: str, meant: tuple[str, ...]) -> None:
    callout = read(f"2 {word}")

    if len(meant) == 1:
        assert [(each.count, each.region) for each in callout.entries] == [(2, meant[0])]
    else:
        assert not callout.entries
        assert callout.problem
        assert callout.problem.candidates == tuple(REGIONS.get(each).term for each in meant)


@pytest.mark.parametrize("text", ["", "   ", ",", " ; , "])
def test_nothing_said_is_empty(text: str) -> None:
    assert read(text).empty
    assert not read(text).ready


@pytest.mark.parametrize("word", sorted(load_callouts()))
def test_each_word_of_the_room_means_its_place_or_asks(word: str) -> None:
    callout = read(f"2 {word}")
    means = load_callouts()[word]

    if len(means) == 1:
        assert [each.region for each in callout.entries] == list(means)
    else:
        assert callout.problem
        assert callout.problem.candidates == tuple(REGIONS.get(each).term for each in means)


@pytest.mark.parametrize("key", [each.key for each in load_presets().all if each.words])
def test_each_word_of_a_brush_arms_it(key: str) -> None:
    for word in load_presets().get(key).words:
        assert [each.preset for each in read(f"2 {word} left ear").entries] == [key]


@pytest.mark.parametrize("region", [each.id for each in REGIONS.all if each.id != NOWHERE])
def test_every_place_can_be_said_by_its_term_on_each_of_its_sides(region: str) -> None:
    node = REGIONS.get(region)
    sides = {Lateral.YES: PAIRED, Lateral.MIDLINE_SPLIT: SPLIT, Lateral.NO: ()}[node.lateral]
    term = " ".join(spoken(node.term))

    for side in sides:
        for word in SAID[side]:
            (entry,) = read(f"2 {word} {term}").entries
            assert (entry.side, entry.phrase) == (side, site_phrase(REGIONS, region, side))
    (bare,) = read(term).entries
    assert bare.side is (Side.UNSAID if sides else Side.UNSIDED)
    assert REGIONS.get(bare.region).term == node.term


words = st.sampled_from(
    ["4lf3rtm", "2nd", "1x2y",
     "3", "0", "+2", "x4", "=", "=4", "-1", "left", "r", "mid", "middle", "ak", "warts", "seen", "seb", "fore", "up",
     "forehead", "temple", "finger", "helix", "of", "other", "side", "lefft", ",", ";", "...", "ﬁ", "٣", "²", "<b>"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=12).map(" ".join)))
def test_any_text_is_read_without_a_stop(text: str) -> None:
    callout = read(text)

    assert callout.ready or callout.problem or callout.empty
    assert not (callout.edit and callout.parts)
    assert all(part.entry or part.problem for part in callout.parts)
    for entry in callout.entries:
        assert 1 <= entry.count <= MOST
        assert entry.region in REGIONS


@settings(deadline=None, max_examples=60)
@given(st.permutations(["3", "left", "wart", "ear"]))
def test_the_order_of_the_words_does_not_matter(order: list[str]) -> None:
    assert entries(" ".join(order)) == [(3, "left ear", "left", "wart")]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["3 left ear", "nose", "+2", "2 warts r thumb"]), min_size=1, max_size=6))
def test_several_call_outs_are_read_one_by_one(parts: list[str]) -> None:
    together = read(", ".join(parts))

    assert together.entries == tuple(entry for part in parts for entry in read(part).entries)


def test_reading_needs_no_window_no_arrays_and_no_record() -> None:
    check = "import sys, desktop.atlas.completion; print(*{name.split('.')[0] for name in sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout.split()

    assert not {"PySide6", "numpy", "sqlalchemy", "db"} & set(loaded)
