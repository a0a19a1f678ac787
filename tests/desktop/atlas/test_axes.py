"""Where in its region a place lies: the words of the axes, against the shape of the body and the 40 example phrases."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.atlas.axes import load_axes
from desktop.atlas.body import Body
from desktop.atlas.phrases import axis_words, site_phrase
from desktop.atlas.surface import Floats, Places
from resources.regions import CLOCK, Lateral, Region, load_regions
from resources.terms import Anchor, Side
from tests.desktop.atlas.skin import surface

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "site_phrases.tsv"
REGIONS = load_regions()
AXES = load_axes()
QUADS = surface().base_quads
SIDES = (Side.RIGHT, Side.LEFT)
SHOULDER, HIP = "shoulder_superior", "hip"


@lru_cache(maxsize=1)
def shipped() -> Body:
    return Body.load()


@lru_cache(maxsize=1)
def skin() -> Mapping[tuple[str, Side], tuple[Places, Floats]]:
    """Return nine places of every base quad by region and side, and where they lie in the reference pose (mm)."""
    body, mesh = shipped(), surface()
    steps = np.array([1 / 6, 1 / 2, 5 / 6])
    u, v = (each.ravel() for each in np.meshgrid(steps, steps))
    places = Places(np.repeat(np.arange(QUADS), 9), np.tile(u, QUADS), np.tile(v, QUADS))
    points = mesh.points(places)
    found: dict[tuple[str, Side], list[int]] = defaultdict(list)
    for number, x in enumerate(points[:, 0].tolist()):
        found[body.region(places.anchor(number)), Side.LEFT if x >= 0 else Side.RIGHT].append(number)
    return {key: (places[np.array(numbers)], points[numbers]) for key, numbers in found.items()}


def split(leaf: Region, side: Side, axis: str) -> tuple[Floats, Floats, int]:
    """Return where a leaf is told by the first word of an axis, where by the second, and how often by none."""
    words = axis_words(axis)
    points = skin()[leaf.id, side][1]
    said = [set(AXES.position(leaf.id, side, tuple(point))) & set(words) for point in points.tolist()]
    first, second = (points[[word in each for each in said]] for word in words)
    return first, second, len(points) - len(first) - len(second)


def told(leaf: Region, axis: str) -> bool:
    return axis != CLOCK and not (axis == "med/lat" and leaf.lateral is Lateral.MIDLINE_SPLIT)


@lru_cache(maxsize=1)
def drawn() -> list[tuple[Region, Side, str]]:
    """Return the axes of the leaves that lie on the skin, on either side."""
    return [
        (leaf, side, axis)
        for leaf in REGIONS.leaves
        for side in SIDES
        if (leaf.id, side) in skin()
        for axis in leaf.axes
        if told(leaf, axis)
    ]


def nearness(points: Floats, region: str, side: Side) -> float:
    """Return how far some points lie from a region on the same side of the body, on average (mm)."""
    middle = skin()[region, side][1].mean(0)
    return float(np.linalg.norm(points - middle, axis=1).mean())


def test_every_axis_of_every_drawn_leaf_has_its_two_words_and_a_middle_without() -> None:
    assert len(drawn()) > 400
    for leaf, side, axis in drawn():
        first, second, none = split(leaf, side, axis)

        assert len(first), (leaf.id, side, axis)
        assert len(second), (leaf.id, side, axis)
        assert none, (leaf.id, side, axis)


def test_thirds_are_thirds_of_the_leaf_between_its_extreme_points() -> None:
    """Along the trunk's and the head's upright axis, measured without the table of axes."""
    for leaf, side, axis in drawn():
        if axis != "sup/inf" or leaf.lateral is not Lateral.YES:
            continue
        heights = skin()[leaf.id, side][1][:, 1]
        first, second, _ = split(leaf, side, axis)
        third = (heights.max() - heights.min()) / 3

        assert first[:, 1].min() == pytest.approx(heights.max() - third, abs=0.25 * third + 1), leaf.id
        assert second[:, 1].max() == pytest.approx(heights.min() + third, abs=0.25 * third + 1), leaf.id


def test_superior_lies_above_anterior_in_front_and_medial_nearer_to_the_midline() -> None:
    for leaf, side, axis in drawn():
        first, second, _ = split(leaf, side, axis)
        a, b = first.mean(0), second.mean(0)
        if axis == "sup/inf":
            assert a[1] > b[1], leaf.id
        elif axis == "ant/post":
            assert a[2] > b[2], leaf.id
        elif axis == "med/lat":
            assert abs(a[0]) < abs(b[0]), leaf.id


def test_proximal_lies_nearer_to_the_trunk() -> None:
    for leaf, side, axis in drawn():
        if axis == "prox/dist":
            root = SHOULDER if REGIONS.under(leaf.id, "upper_limb") else HIP
            first, second, _ = split(leaf, side, axis)
            # the shoulder and the hip begin above the middle they are measured from
            if REGIONS.under(leaf.id, "shoulder") or leaf.id == HIP:
                assert first[:, 1].mean() > second[:, 1].mean(), leaf.id
            else:
                assert nearness(first, root, side) < nearness(second, root, side), leaf.id


def test_radial_lies_nearer_to_the_thumb_than_to_the_little_finger() -> None:
    for leaf, side, axis in drawn():
        if axis == "radial/ulnar" and not REGIONS.under(leaf.id, "thumb"):
            first, second, _ = split(leaf, side, axis)
            to_thumb, to_little = (
                nearness(first, digit, side) - nearness(second, digit, side) for digit in ("mcp_index", "mcp_little")
            )
            assert to_thumb < to_little, leaf.id


@pytest.mark.parametrize("side", SIDES)
def test_the_radial_side_of_the_thumb_lies_to_its_back_as_in_the_fingers(side: Side) -> None:
    """The thumb is turned, so that its sides are told by its own back and tip."""

    def handedness(digit: str) -> float:
        tip = skin()[f"{digit}_nail", side][1].mean(0) - skin()[f"{digit}_dorsal_proximal", side][1].mean(0)
        back = skin()[f"{digit}_dorsal_distal", side][1].mean(0) - skin()[f"{digit}_palmar_distal", side][1].mean(0)
        first, second, _ = split(REGIONS.get(f"{digit}_dorsal_proximal"), side, "radial/ulnar")
        return float(np.cross(tip, back) @ (first.mean(0) - second.mean(0)))

    assert np.sign(handedness("thumb")) == np.sign(handedness("index_finger")) == np.sign(handedness("little_finger"))


def test_dorsal_lies_nearer_to_the_back_of_the_forearm() -> None:
    for leaf, side, axis in drawn():
        if axis == "dorsal/volar":
            first, second, _ = split(leaf, side, axis)

            assert nearness(first, "forearm_dorsal_mid", side) < nearness(second, "forearm_dorsal_mid", side)
            assert nearness(first, "forearm_volar_mid", side) > nearness(second, "forearm_volar_mid", side)


@pytest.mark.parametrize("side", SIDES)
def test_around_the_anus_12_lies_in_front_and_3_on_the_patients_left(side: Side) -> None:
    points = skin()["perianal", side][1]
    hours = [int(AXES.position("perianal", side, tuple(each))[0]) for each in points.tolist()]
    left = {1, 2, 3, 4, 5}

    assert {hour % 12 for hour in hours} - {0, 6} <= (left if side is Side.LEFT else {7, 8, 9, 10, 11})
    ahead = [hour in (11, 12, 1) for hour in hours]
    behind = [hour in (5, 6, 7) for hour in hours]
    assert points[ahead][:, 2].min() > points[behind][:, 2].max()


def test_both_sides_of_the_body_are_told_alike() -> None:
    body, mesh = shipped(), surface()
    for key in sorted({leaf.id for leaf, _, _ in drawn() if leaf.lateral is Lateral.YES}):
        places, points = skin()[key, Side.LEFT]
        for number in range(0, len(places), 7):
            anchor = places.anchor(number)
            other = mesh.mirrored(anchor)
            if body.region(other) != key:
                continue
            x, y, z = points[number].tolist()
            assert AXES.position(key, Side.LEFT, (x, y, z)) == AXES.position(key, Side.RIGHT, (-x, y, z))


@settings(deadline=None, max_examples=300)
@given(st.builds(Anchor, st.integers(0, QUADS - 1), st.integers(0, 1_000_000), st.integers(0, 1_000_000)))
def test_whatever_is_tapped_has_one_word_an_axis_and_none_that_is_forbidden(anchor: Anchor) -> None:
    site = shipped().site_at(anchor)
    leaf = REGIONS.get(site.region)
    bare = site_phrase(REGIONS, site.region, site.side)
    added = set(re.findall(r"[a-z]+", site.phrase)) - set(re.findall(r"[a-z]+", bare)) - {"aspect", "o", "clock"}

    before = re.sub(r", ([a-z ]+ aspect|\d+ o'clock)", "", site.phrase)
    assert " ".join(word for word in before.split() if word not in added) == bare
    assert all(sum(word in axis_words(axis) for word in added) <= 1 for axis in leaf.axes if axis != CLOCK)
    assert added <= {word for axis in leaf.axes if axis != CLOCK for word in axis_words(axis)}
    if REGIONS.under(leaf.id, "upper_limb") or REGIONS.under(leaf.id, "lower_limb"):
        assert not added & {"superior", "inferior", "upper", "lower"}
    assert (leaf.lateral is Lateral.YES) <= (site.phrase.split()[0] in ("left", "right"))


# The 40 examples of the anatomy rules.
def examples() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def on(region: str, side: Side) -> tuple[Places, Floats]:
    """Return the places of a region on a side; the middle is as wide as the phrases have it."""
    parts = [skin()[region, each] for each in SIDES if side in (each, Side.MIDLINE, Side.UNSIDED)]
    base, u, v = (np.concatenate([getattr(places, name) for places, _ in parts]) for name in ("base", "u", "v"))
    places, points = Places(base, u, v), np.concatenate([points for _, points in parts])
    body = shipped()
    kept = np.array([body.side(places.anchor(number)) is side for number in range(len(places))])
    return places[kept], points[kept]


def example_anchor(example: Mapping[str, str]) -> Anchor:
    """Return the place of a region nearest to the region it lies toward, or nearest to its own middle."""
    side = Side(example["side"])
    places, points = on(example["region"], side)
    if example["toward"]:
        beside = side if side in SIDES and (example["toward"], side) in skin() else Side.LEFT
        goal = skin()[example["toward"], beside][1].mean(0)
    else:
        goal = (points.min(0) + points.max(0)) / 2
    return places.anchor(int(np.linalg.norm(points - goal, axis=1).argmin()))


def test_there_are_40_examples() -> None:
    assert [row["number"] for row in examples()] == [str(number) for number in range(1, 41)]
    assert all(REGIONS.get(row["region"]).is_leaf == (row["from"] == "skin") for row in examples())


@pytest.mark.parametrize("example", examples(), ids=lambda row: row["phrase"])
def test_the_example_is_composed_word_for_word(example: Mapping[str, str]) -> None:
    if example["from"] == "name":
        assert site_phrase(REGIONS, example["region"], Side(example["side"])) == example["phrase"]
        return

    site = shipped().site_at(example_anchor(example))

    assert site.phrase == example["phrase"]
