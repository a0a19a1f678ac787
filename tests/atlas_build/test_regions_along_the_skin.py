import numpy as np
import pytest

from atlas.field_grid import QuadFields, quad_fields
from atlas.geodesic import UNREACHED, SkinGraph, Source, ways
from atlas.pieces import join_islands, pieces
from atlas.strengths import strengths
from atlas.subdivision import Levels
from desktop.atlas.surface import Floats, Indices

ROW = np.array([[each, each + 1] for each in range(9)])


@pytest.fixture
def strip() -> tuple[Floats, Indices]:
    """Ten columns of two vertices, one unit apart."""
    points = np.array([[column, row, 0] for column in range(10) for row in range(2)], np.float64)
    quads = np.array([[2 * each, 2 * each + 2, 2 * each + 3, 2 * each + 1] for each in range(9)])
    return points, quads


def test_skin_belongs_to_the_nearest_source(strip: tuple[Floats, Indices]) -> None:
    points, quads = strip

    found = SkinGraph(quads, points).nearest([Source(0, 5), Source(18, 7)], np.ones(20, np.bool_))

    assert found[::2].tolist() == [5, 5, 5, 5, 5, 7, 7, 7, 7, 7]


def test_nothing_spreads_across_a_closed_way(strip: tuple[Floats, Indices]) -> None:
    points, quads = strip
    across = np.array([{int(a) // 2, int(b) // 2} == {2, 3} for a, b in ways(quads)])

    found = SkinGraph(quads, points, closed=across).nearest([Source(0, 5), Source(18, 7)], np.ones(20, np.bool_))

    assert found[::2].tolist() == [5, 5, 5, 7, 7, 7, 7, 7, 7, 7]


def test_a_source_with_more_reach_goes_further(strip: tuple[Floats, Indices]) -> None:
    points, quads = strip

    found = SkinGraph(quads, points).nearest([Source(0, 5, 4.5), Source(18, 7)], np.ones(20, np.bool_))

    assert found[::2].tolist() == [5, 5, 5, 5, 5, 5, 5, 7, 7, 7]


def test_nothing_spreads_over_skin_that_is_not_allowed(strip: tuple[Floats, Indices]) -> None:
    points, quads = strip
    allowed = np.ones(20, np.bool_)
    allowed[[8, 9]] = False

    found = SkinGraph(quads, points).nearest([Source(0, 5)], allowed)

    assert found[::2].tolist() == [5, 5, 5, 5, *[UNREACHED] * 6]


def test_folded_skin_counts_as_wide_as_it_is_unfolded(strip: tuple[Floats, Indices]) -> None:
    points, quads = strip
    folded = points * [0.01, 1, 1]
    folded[:10] = points[:10]

    found = SkinGraph(quads, folded, points).nearest([Source(0, 5), Source(18, 7)], np.ones(20, np.bool_))

    assert found[::2].tolist() == [5, 5, 5, 5, 5, 7, 7, 7, 7, 7]


def test_pieces_of_a_region_are_told_apart() -> None:
    found = pieces(np.array([1, 1, 2, 2, 1, 1, 1, 3, 3, 1]), ROW)

    assert found.tolist() == [0, 0, 2, 2, 4, 4, 4, 7, 7, 9]


def test_an_island_goes_to_what_lies_around_it_and_the_heaviest_piece_stays() -> None:
    numbers = np.array([1, 1, 2, 2, 1, 1, 1, 3, 3, 1])

    join_islands(numbers, ROW, np.ones(10), np.ones(10, np.bool_))

    assert numbers.tolist() == [2, 2, 2, 2, 1, 1, 1, 3, 3, 3]


def test_islands_elsewhere_are_left_alone() -> None:
    numbers = np.array([1, 1, 2, 2, 1, 1, 1, 3, 3, 1])

    join_islands(numbers, ROW, np.ones(10), np.arange(10) > 3)

    assert numbers.tolist() == [1, 1, 2, 2, 1, 1, 1, 3, 3, 3]


def fields(cube: Indices, cube_points: Floats, numbers: Indices) -> list[QuadFields]:
    """Return the fields on a cube as large as a hand whose regions all have the same parent."""
    levels = Levels(cube, 8)
    found = strengths(levels, numbers, np.zeros(2, np.intp), levels.refine(50 * cube_points, 2))
    return quad_fields(levels, found, np.zeros(6, np.intp), np.ones(6, np.bool_))


def test_fields_are_told_where_regions_meet_and_a_quad_inside_one_has_none_to_tell(
    cube: Indices, cube_points: Floats
) -> None:
    points = Levels(cube, 8).refine(cube_points, 2)

    found = fields(cube, cube_points, (points[:, 2] > 0).astype(np.intp))

    assert [each.regions.tolist() for each in found] == [[0], [1], [0, 1], [0, 1], [0, 1], [0, 1]]
    below, above = found[2].strengths
    assert (below[0] > above[0]).all()
    assert (below[-1] < above[-1]).all()


def test_every_vertex_keeps_its_region_even_alone(cube: Indices, cube_points: Floats) -> None:
    numbers = np.zeros(Levels(cube, 8).quads(2).max() + 1, np.intp)
    numbers[8] = 1

    found = fields(cube, cube_points, numbers)

    around, alone = found[0].strengths
    assert alone[4, 4] > around[4, 4]
    assert (alone > around).sum() < 5


def test_stairs_across_the_mesh_become_a_line(cube: Indices, cube_points: Floats) -> None:
    points = Levels(cube, 8).refine(cube_points, 2)

    found = fields(cube, cube_points, (points[:, 2] + 0.5 * points[:, 0] > 0.1).astype(np.intp))

    below, above = found[2].strengths.astype(float)
    behind = below - above
    row = np.array([np.interp(0, -behind[:, column], np.arange(9.0)) for column in range(9)])
    assert np.abs(np.diff(row, 2)).max() < 0.3
