"""Ways along the skin between far points: against the exact search, against shapes whose geodesics are known."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.borders import Borders
from desktop.atlas.distance import SkinDistance
from desktop.atlas.landmarks import load_landmarks
from desktop.atlas.surface import Indices, Singles, Surface, anchor_in
from desktop.atlas.ways import Ways
from resources import files
from resources.regions import load_regions
from resources.terms import Anchor
from tests.desktop.atlas.skin import surface

SKIN = surface()
BORDERS = Borders(SKIN, tuple(json.loads(files.read_text("body/regions.json"))), load_regions())
FAR = (
    ("lateral_canthus", "tragus"),
    ("gonion", "oral_commissure"),
    ("glabella", "vertex"),
    ("c7", "scapula_angle"),
    ("olecranon", "ulnar_styloid"),
    ("index_mcp", "index_nailfold"),
    ("heel_posterior", "great_mtp"),
    ("mastoid_tip", "tragus"),
)


class Sheet(Surface):
    """A skin of our own: a grid of base quads, bent by a rule; without the base quads that are left out."""

    def __init__(self, columns: int, rows: int, bend: "Bend", without: Sequence[int] = ()) -> None:
        self._made = bend.corners(2 * columns + 1, 2 * rows + 1).astype(np.float32)
        self._count = columns * rows - len(without)
        kept = [number for number in range(columns * rows) if number not in without]
        self.quads: Indices = _quads(columns, rows).reshape(-1, 4, 4)[kept].reshape(-1, 4)
        self.triangles: Indices = self.quads.take([0, 1, 2, 0, 2, 3], axis=1).astype(np.intp).reshape(-1, 3)

    @property
    def base_quads(self) -> int:
        return self._count

    def vertices(self, _pose: str) -> Singles:
        return self._made


@dataclass(frozen=True)
class Bend:
    """A sheet bent to a cylinder of some radius, mm; flat with an infinite one. `step` is half a base quad."""

    radius: float
    step: float = 4.0

    def corners(self, columns: int, rows: int) -> np.ndarray:
        along, up = np.meshgrid(np.arange(columns) * self.step, np.arange(rows) * self.step)
        if math.isinf(self.radius):
            return np.stack([along.ravel(), up.ravel(), np.zeros(along.size)], 1)
        turn = along.ravel() / self.radius
        return np.stack([self.radius * np.cos(turn), up.ravel(), self.radius * np.sin(turn)], 1)


def _quads(columns: int, rows: int) -> Indices:
    wide = 2 * columns + 1
    found = []
    for row in range(rows):
        for column in range(columns):
            first = 2 * row * wide + 2 * column
            grid = [[first + wide * j + i for i in range(3)] for j in range(3)]
            found += [[grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]] for j in (0, 1) for i in (0, 1)]
    return np.array(found, np.intp)


def corner(columns: int, column: int, row: int) -> Anchor:
    """The middle of a base quad of a sheet."""
    return Anchor(row * columns + column, 500_000, 500_000)


@pytest.mark.parametrize("to", [(19, 14), (19, 0), (12, 9), (3, 14)])
def test_on_a_plane_the_way_is_the_straight_line(to: tuple[int, int]) -> None:
    way = Ways(Sheet(20, 15, Bend(math.inf))).way(corner(20, 0, 0), corner(20, *to), 1000)

    assert way
    assert way.mm == pytest.approx(8 * math.hypot(*to), rel=0.005)


def test_round_a_cylinder_the_way_is_as_long_as_on_the_unrolled_sheet() -> None:
    ways = Ways(Sheet(30, 15, Bend(60)))

    for column, row in ((20, 0), (14, 11), (9, 14)):
        way = ways.way(corner(30, 2, 0), corner(30, 2 + column, row), 1000)
        assert way
        assert way.mm == pytest.approx(8 * math.hypot(column, row), rel=0.01)


@pytest.mark.parametrize(("one", "other"), FAR, ids=[f"{one} to {other}" for one, other in FAR])
def test_a_far_way_is_as_long_as_the_exact_search_finds_it(body: Body, one: str, other: str) -> None:
    a, b = load_landmarks()[one], load_landmarks()[other]
    exact = SkinDistance(SKIN, BORDERS).between(a, b, 1.5 * math.dist(SKIN.point(a), SKIN.point(b)))

    way = body.way(a, b, 600)

    assert exact
    assert way
    assert way.mm == pytest.approx(exact, rel=0.02)


def test_a_way_leads_from_one_end_to_the_other_and_is_as_long_as_its_pieces(body: Body) -> None:
    a, b = load_landmarks()["olecranon"], load_landmarks()["ulnar_styloid"]

    way = body.way(a, b, 400)

    assert way
    assert way.points[0] == pytest.approx(SKIN.point(a).tolist())
    assert way.points[-1] == pytest.approx(SKIN.point(b).tolist())
    assert way.mm == pytest.approx(sum(math.dist(*each) for each in pairwise(way.points)))


def test_a_way_round_the_body_is_found_where_the_straight_line_leads_through_it(body: Body) -> None:
    front, behind = load_landmarks()["umbilicus"], load_landmarks()["posterior_midline"]

    way = body.way(front, behind, 700)

    assert way
    assert way.mm > 1.3 * math.dist(SKIN.point(front), SKIN.point(behind))
    assert body.way(front, behind, way.mm - 1) is None


def test_skin_that_does_not_hang_together_has_no_way() -> None:
    sheet = Sheet(4, 1, Bend(math.inf), without=(1, 2))

    assert Ways(sheet).way(anchor_in(0, 0.2, 0.2), anchor_in(8, 0.2, 0.2), 100) is None


def test_a_short_limit_is_asked_the_quick_way_and_agrees(body: Body) -> None:
    a, b = load_landmarks()["tragus"], load_landmarks()["helical_root"]

    assert body.distance_mm(a, b, 25.0) == pytest.approx(body.distance_mm(a, b, 200.0), rel=0.02)
