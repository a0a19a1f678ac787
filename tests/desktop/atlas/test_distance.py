"""Distances along the skin: against straight lines, against the edges of the mesh, and around gaps."""

import heapq
import math
from collections import defaultdict
from itertools import pairwise

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.surface import REFERENCE, quarter
from resources.terms import Anchor
from tests.desktop.atlas.skin import across, down, place, surface, taps

SKIN = surface()


def straight(a: Anchor, b: Anchor) -> float:
    return float(np.linalg.norm(place(SKIN, a, REFERENCE) - place(SKIN, b, REFERENCE)))


def along_edges(a: Anchor, b: Anchor, limit: float) -> float:
    """Return the shortest way over corners of the mesh, never shorter than the true one; infinite beyond a limit."""
    points = SKIN.vertices(REFERENCE).astype(np.float64)
    here, there = place(SKIN, a, REFERENCE), place(SKIN, b, REFERENCE)
    near = (np.linalg.norm(points - here, axis=1) + np.linalg.norm(points - there, axis=1)) < 2 * limit + 20
    links: dict[int, set[int]] = defaultdict(set)
    for first, second, third, fourth in SKIN.quads[near[SKIN.quads].all(1)].tolist():
        for one, other in pairwise((first, second, third, fourth, first, third)):
            links[one].add(other)
            links[other].add(one)
    start = {corner: math.dist(points[corner], here) for corner in SKIN.quads[quarter(a)[0]].tolist()}
    end = {corner: math.dist(points[corner], there) for corner in SKIN.quads[quarter(b)[0]].tolist()}
    queue = [(length, corner) for corner, length in start.items()]
    heapq.heapify(queue)
    done: dict[int, float] = {}
    while queue:
        length, corner = heapq.heappop(queue)
        if corner not in done:
            done[corner] = length
            for other in links[corner] - done.keys():
                heapq.heappush(queue, (length + math.dist(points[corner], points[other]), other))
    return min((done[corner] + rest for corner, rest in end.items() if corner in done), default=math.inf)


def pairs(body: Body, key: str, count: int, apart_px: float) -> list[tuple[Anchor, Anchor]]:
    found = []
    for number, tapped in enumerate(taps(body, key, 4 * count, seed=21)):
        angle = number * 2.4
        other = body.hit(key, tapped.x + apart_px * math.cos(angle), tapped.y + apart_px * math.sin(angle))
        if other is not None and body.spot(key, tapped.anchor).facing > 0.4:
            found.append((tapped.anchor, other))
    return found[:count]


@pytest.mark.parametrize("key", ["face", "back", "hand_right_back", "ear_left"])
def test_a_way_along_the_skin_lies_between_the_straight_line_and_the_way_over_the_mesh(body: Body, key: str) -> None:
    for a, b in pairs(body, key, 8, 6 / body.mm_per_px(key)):
        distance = body.distance_mm(a, b, 20.0)
        longest = along_edges(a, b, 20.0)

        if distance is None:
            assert longest > 20
            continue
        assert straight(a, b) <= distance + 1e-6
        assert distance <= longest * 1.002 + 0.02  # the ends are joined straight to their quad's corners


def test_on_flat_skin_the_way_is_the_straight_line(body: Body) -> None:
    for a, b in pairs(body, "back", 20, 6 / body.mm_per_px("back")):
        if body.region(a).startswith("upper_back") and body.region(b).startswith("upper_back"):
            assert body.distance_mm(a, b, 20.0) == pytest.approx(straight(a, b), rel=0.05, abs=0.05)


def test_a_distance_is_the_same_both_ways(body: Body) -> None:
    for a, b in pairs(body, "face", 15, 8 / body.mm_per_px("face")):
        there, back = body.distance_mm(a, b, 30.0), body.distance_mm(b, a, 30.0)

        assert there is not None
        assert back == pytest.approx(there, rel=0.05, abs=0.1)


def test_a_point_is_at_no_distance_from_itself(body: Body) -> None:
    anchor = taps(body, "face", 1)[0].anchor

    assert body.distance_mm(anchor, anchor, 4.0) == 0


def test_what_is_farther_than_the_limit_has_no_distance(body: Body) -> None:
    for a, b in pairs(body, "face", 10, 8 / body.mm_per_px("face")):
        full = body.distance_mm(a, b, 40.0)

        assert full is not None
        assert body.distance_mm(a, b, full * 0.9) is None


@pytest.mark.parametrize(
    ("above", "below"), [("upper_vermilion", "lower_vermilion"), ("upper_eyelid", "lower_eyelid")], ids=["lips", "lids"]
)
def test_no_way_leads_through_closed_lips_or_lids(body: Body, above: str, below: str) -> None:
    """Walk down the face: where the upper one ends and the lower one begins, the skin is a long way round apart."""
    touching = []
    for x in range(330, 571, 12):
        for one, other in pairwise(down("face", float(x))):
            if body.region(one).startswith(above) and body.region(other).startswith(below) and straight(one, other) < 3:
                touching.append((one, other))

    assert touching
    ways = [body.distance_mm(one, other, 4.0) for one, other in touching]
    assert sum(way is None for way in ways) > 0.7 * len(ways)


def test_no_way_leads_from_finger_to_finger_through_the_air(body: Body) -> None:
    """Walk across the fingers: two of them lie side by side, but the way along the skin leads over the web."""
    gaps = [
        (one, other)
        for one, other in pairwise(across("hand_right_back", 800.0))
        if {body.region(one).split("_")[0], body.region(other).split("_")[0]} <= {"index", "middle", "ring", "little"}
        and body.region(one).split("_")[0] != body.region(other).split("_")[0]
    ]

    assert gaps
    assert [body.distance_mm(one, other, 15.0) for one, other in gaps] == [None] * len(gaps)
