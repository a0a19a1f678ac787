import numpy as np
import pytest

from atlas.geodesic import UNREACHED, SkinGraph, Source
from atlas.label_grid import label_grid
from atlas.pieces import join_islands, pieces
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


def test_cells_take_the_region_of_the_vertices_around_them(cube: Indices) -> None:
    levels = Levels(cube, 8)
    points = levels.refine(np.array([[x, y, z] for z in (-1.0, 1) for y in (-1.0, 1) for x in (-1.0, 1)]), 2)

    grid = label_grid(levels, 2, (points[:, 2] > 0).astype(np.intp))

    assert set(grid[0].ravel().tolist()) == {0}
    assert set(grid[1].ravel().tolist()) == {1}
    assert grid[2, :3].max() == 0
    assert grid[2, 5:].min() == 1


def test_borders_are_evened_out_and_a_lone_vertex_is_lost(cube: Indices) -> None:
    levels = Levels(cube, 8)
    numbers = np.zeros(levels.quads(2).max() + 1, np.intp)
    numbers[-1] = 1

    assert label_grid(levels, 2, numbers).max() == 0
