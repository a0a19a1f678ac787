"""Every word a place can be called by: the table's, the room's, the practice's own."""

from pathlib import Path

import pytest

from desktop.atlas.callout import NOWHERE
from desktop.atlas.names import spoken
from desktop.atlas.phrases import site_phrase
from desktop.atlas.reader import call_out_reader
from resources.presets import load_presets
from resources.regions import Lateral, load_callouts
from resources.terms import Side
from tests.desktop.atlas.callouts import REGIONS, read

SAID = {Side.RIGHT: ("right", "r", "rt"), Side.LEFT: ("left", "l", "lt"), Side.MIDLINE: ("middle", "m", "midline")}
PAIRED = (Side.RIGHT, Side.LEFT)
SPLIT = (Side.RIGHT, Side.MIDLINE, Side.LEFT)


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
