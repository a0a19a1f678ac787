import pytest

from desktop.atlas.callout import NOWHERE, Edit, EditKind, ProblemKind
from resources.terms import Side
from tests.desktop.atlas.callouts import entries, read, trouble

SAID = {Side.RIGHT: ("right", "r", "rt"), Side.LEFT: ("left", "l", "lt"), Side.MIDLINE: ("middle", "m", "midline")}
PAIRED = (Side.RIGHT, Side.LEFT)
SPLIT = (Side.RIGHT, Side.MIDLINE, Side.LEFT)


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


@pytest.mark.parametrize("text", ["", "   ", ",", " ; , "])
def test_nothing_said_is_empty(text: str) -> None:
    assert read(text).empty
    assert not read(text).ready
