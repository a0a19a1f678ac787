"""Completion of a call-out: places are offered by every name, the practice's own first, and none is taken."""

import string
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.atlas.codes import SIDE_LETTERS, load_codes
from desktop.atlas.completion import MOST_CHOICES, choices
from desktop.atlas.names import place_names, spoken
from desktop.atlas.reader import SIDES, CallOutReader, call_out_reader
from resources.presets import load_presets
from resources.regions import ROOT, load_callouts, load_regions

REGIONS, PRESETS = load_regions(), load_presets()
OWN = {"bunny line": ("nasal_sidewall",), "foreplace": ("sacral",)}
READER = call_out_reader(REGIONS, PRESETS, {})


def offered(text: str, reader: CallOutReader = READER) -> list[str]:
    return [each.phrase for each in choices(reader, text)]


@pytest.mark.parametrize(
    ("text", "first", "name", "part"),
    [
        ("2 l bro", "left eyebrow", "brow", "Face"),
        ("crow fe", "lateral periorbital region", "crow's feet", "Face"),
        ("3 r whor", "right posterior crown of scalp", "whorl", "Scalp"),
        ("knuc", "knuckles", "", "Arms and hands"),
        ("l middle fing", "left middle finger", "", "Arms and hands"),
        ("mid dorsal fore", "mid dorsal forearm", "", "Arms and hands"),
        ("4lf2r templ", "right temple", "", "Face"),
    ],
)
def test_a_place_is_offered_by_any_of_its_names(text: str, first: str, name: str, part: str) -> None:
    best = choices(READER, text)[0]

    assert (best.phrase, best.name, best.part, best.own) == (first, name, part, False)


def test_a_start_that_fits_two_places_offers_both() -> None:
    assert offered("2 left fore")[:2] == ["left forehead", "left forearm"]


@pytest.mark.parametrize("text", ["", "3", "3 l", "f", "left", "2 warts r thumb", "glabella", "-1", "=4", "other side"])
def test_nothing_is_offered_where_nothing_is_to_choose(text: str) -> None:
    assert offered(text) == []


def test_a_word_with_two_meanings_offers_them_though_it_is_said_in_full() -> None:
    assert offered("2 l arm")[:2] == ["left upper arm", "left forearm"]


def test_the_practices_own_words_come_first_and_say_so() -> None:
    reader = call_out_reader(REGIONS, PRESETS, OWN)

    first, second, *_ = choices(reader, "2 fore")

    assert (first.phrase, first.name, first.own) == ("sacral region", "foreplace", True)
    assert (second.phrase, second.own) == ("forehead", False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2 warts r thu", "2 warts r thumb"),
        ("nose, fore 3 left", "nose, 3 left forehead"),
        ("4lf3r tem", "4 l forehead, 3 r temple"),
        ("mid temp", "temple"),
        ("l glab", "glabella"),
        ("2 mid vert", "2 mid vertex scalp"),
    ],
)
def test_choosing_writes_the_line_with_the_place_in_full(text: str, line: str) -> None:
    assert line in [each.text for each in choices(READER, text)]


WORDS = sorted({word for each in REGIONS.all for word in spoken(each.term)})


def test_an_entry_inside_the_line_is_completed_where_it_stands() -> None:
    first, second, *_ = choices(READER, "2 l arm, 3 nose, fore", 0)

    assert [first.text, second.text] == ["2 l upper arm, 3 nose, fore", "2 l forearm, 3 nose, fore"]


starts = st.sampled_from([word[:length] for word in WORDS for length in (2, 4, 9)])
sides = st.sampled_from(["", "l ", "right ", "m ", "2 ", "3 warts l ", "nose, 2 r "])


@settings(deadline=None, max_examples=150)
@given(sides, starts)
def test_every_line_that_is_offered_says_what_it_offers(before: str, start: str) -> None:
    found = choices(READER, before + start)

    assert len(found) <= MOST_CHOICES
    for each in found:
        said = READER.read(each.text)
        assert said.ready
        assert said.entries[-1].phrase == each.phrase


def test_every_place_is_offered_while_its_term_is_typed() -> None:
    missed = []
    for region in REGIONS.all:
        term = " ".join(spoken(region.term))
        if region.id != ROOT and all(
            region.term not in [REGIONS.get(each.region).term for each in choices(READER, term[:length])]
            for length in range(2, len(term))
        ):
            missed.append(region.id)

    assert missed == []


def everyday_words() -> list[tuple[str, set[str]]]:
    rows = Path(__file__).parents[2].joinpath("data", "everyday_words.tsv").read_text("utf-8").splitlines()[1:]
    return [(word, set(meant.split("|"))) for word, meant in (row.split("\t") for row in rows)]


@pytest.mark.parametrize(("word", "meant"), everyday_words(), ids=[word for word, _ in everyday_words()])
def test_each_everyday_word_is_completed(word: str, meant: set[str]) -> None:
    begun = f"2 l {word[:-1]}"

    found = {each.region for each in choices(READER, begun)} | {each.region for each in READER.read(begun).entries}

    assert meant <= found


BUSY = "3 left forehead, 2 r dorsal hand, vertex 4, l helix, 2 warts r thumb, 1 mid fo"
KEYS = [BUSY[:length] for length in range(1, len(BUSY) + 1)]


def quickest(act: Callable[[], object]) -> float:
    """Return the shortest of several times in ms: what else the machine does is not measured."""
    times = []
    for _ in range(15):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return 1000 * min(times)


def test_a_line_is_read_within_a_millisecond_at_every_key_press() -> None:
    READER.read(BUSY)

    assert median(quickest(partial(READER.read, text)) for text in KEYS) < 1


@pytest.mark.parametrize("text", ["2 left fore", "up", "lo", "co", BUSY])
def test_places_are_offered_within_five_milliseconds(text: str) -> None:
    assert quickest(partial(choices, READER, text)) < 5


# Short places behind a number.
CODES = load_codes()
SPELLED = [f"{side}{code}" for code in CODES for side in ("", *SIDE_LETTERS)]


def test_short_places_mean_regions_of_the_table_once_each() -> None:
    assert all(region in REGIONS for region in CODES.values())
    assert len(set(CODES.values())) == len(CODES)
    assert all(1 <= len(code) <= 2 and set(code) <= set(string.ascii_lowercase) for code in CODES)


def test_no_short_place_is_another_one_with_its_side() -> None:
    assert len(set(SPELLED)) == len(SPELLED)


def test_no_short_place_is_a_word_of_another_kind() -> None:
    names = {word for each in REGIONS.all for name in (each.term, *each.synonyms) for word in spoken(name)}
    names |= {word for name in load_callouts() for word in spoken(name)}
    brushes = {word for preset in PRESETS.all for said in preset.words for word in spoken(said)}

    assert not set(SPELLED) & (names | brushes | set(SIDES) | {"x", "st", "nd", "rd", "th"})
    assert [code for code in CODES if len(code) == 2 and any(name.startswith(code) for name in names)] == []


@pytest.mark.parametrize("code", CODES)
def test_each_short_place_is_read_as_its_region(code: str) -> None:
    (entry,) = READER.read(f"3{code}").entries

    assert REGIONS.get(entry.region).term == REGIONS.get(CODES[code]).term
    assert entry.count == 3


def test_names_are_gathered_without_a_place_that_is_nowhere() -> None:
    assert not place_names(REGIONS, {"all over": (ROOT,)}).find(["all", "over"]).region
