import numpy as np

from atlas.subdivision import Levels, Step, places
from desktop.atlas.surface import Floats, Indices

MIRROR = np.array([1, 0, 3, 2, 5, 4, 7, 6])


def test_one_step_cuts_each_quad_into_four_around_its_middle(cube: Indices, cube_points: Floats) -> None:
    step = Step(cube, 8)

    refined = step.refine(cube_points)

    assert step.refined_quads.shape == (24, 4)
    assert refined.shape == (8 + 6 + 12, 3)
    middles = refined[step.refined_quads[0:4, [2, 3, 1, 0]]]
    assert np.allclose(middles[np.arange(4), np.arange(4)], cube_points[cube[0]].mean(0))


def test_the_mesh_stays_closed(cube: Indices) -> None:
    quads = Step(cube, 8).refined_quads

    edges = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], 2).reshape(-1, 2), axis=1)

    assert set(np.unique(edges, axis=0, return_counts=True)[1].tolist()) == {2}


def test_finer_levels_only_add_points_of_the_smooth_surface(cube: Indices, cube_points: Floats) -> None:
    levels = Levels(cube, 8)

    coarse, fine = levels.limit(cube_points, 1), levels.limit(cube_points, 3)

    assert np.allclose(fine[: len(coarse)], coarse)


def test_the_smooth_surface_is_where_ever_more_steps_lead(cube: Indices, cube_points: Floats) -> None:
    levels = Levels(cube, 8)

    assert np.allclose(levels.refine(cube_points, 6)[:8], levels.limit(cube_points, 0), atol=1e-3)


def test_the_mirror_image_of_a_refined_vertex_is_the_refined_mirror_image(cube: Indices, cube_points: Floats) -> None:
    levels = Levels(cube, 8)

    mirror = levels.mirror(MIRROR, 2)

    points = levels.refine(cube_points, 2)
    assert np.allclose(points[mirror], points * [-1, 1, 1])


def test_quads_are_placed_two_bits_a_level() -> None:
    column, row = places(2)

    assert column.tolist() == [0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3]
    assert row.tolist() == [0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3]
