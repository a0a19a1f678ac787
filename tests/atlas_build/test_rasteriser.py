import numpy as np
import pytest

from atlas.raster import Faces, interpolated, rasterise
from desktop.atlas.surface import Floats

TRIANGLE = np.array([[0, 1, 2]])
# seen from outside a triangle runs clockwise on a screen whose y points down, as counted with y up
CORNER = np.array([[0.0, 0.0, 1.0], [0.0, 4.0, 1.0], [4.0, 0.0, 1.0]])


def test_a_triangle_covers_the_pixels_whose_middles_lie_in_it() -> None:
    picture = rasterise(CORNER, TRIANGLE, 5, 5)

    assert picture.body.astype(int).tolist() == [
        [1, 1, 1, 1, 0],
        [1, 1, 1, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ]


def test_skin_turned_away_is_not_seen() -> None:
    assert not rasterise(CORNER, TRIANGLE[:, ::-1], 5, 5).body.any()


@pytest.mark.parametrize("order", [[0, 1], [1, 0]], ids=["near first", "far first"])
def test_of_two_triangles_the_nearer_one_is_seen(order: list[int]) -> None:
    points = np.concatenate([CORNER, np.add(CORNER, [0, 0, 1])])
    triangles = np.array([[3, 4, 5], [0, 1, 2]])[order]

    picture = rasterise(points, triangles, 5, 5)

    assert set(picture.triangle[picture.body].tolist()) == {order.index(0)}
    assert set(picture.depth[picture.body].tolist()) == {2.0}


def test_the_weights_lead_back_to_the_middle_of_the_pixel() -> None:
    points: Floats = np.array([[1.3, 2.1, 0.0], [7.9, 28.4, 3.0], [24.2, 5.5, 9.0]])

    picture = rasterise(points, TRIANGLE, 30, 30)

    row, column = np.nonzero(picture.body)
    found = interpolated(points, TRIANGLE, picture)
    assert len(row) > 200
    assert np.allclose(found[:, 0], column + 0.5, atol=1e-3)
    assert np.allclose(found[:, 1], row + 0.5, atol=1e-3)
    assert np.allclose(found[:, 2], picture.depth[picture.body], atol=1e-3)


def test_triangles_beyond_the_picture_are_cut_off() -> None:
    picture = rasterise(CORNER * 10 - [20, 20, 0], TRIANGLE, 3, 2)

    assert picture.body.shape == (2, 3)


def test_no_pixel_falls_between_two_triangles_that_share_an_edge() -> None:
    random = np.random.default_rng(3)
    fan = np.concatenate([[[20.0, 20.0]], _around(20, 20, 19, 40)])
    points = np.concatenate([fan + random.random(2), np.zeros((len(fan), 1))], 1)
    spokes = np.array([[0, 1 + number, 1 + (number + 1) % 40] for number in range(40)])

    body = rasterise(points, spokes[:, ::-1], 42, 42).body | rasterise(points, spokes, 42, 42).body

    row, column = np.nonzero(~body)
    away = np.hypot(column + 0.5 - points[0, 0], row + 0.5 - points[0, 1])
    assert body.sum() > 1000
    assert away.min() > 18.5


def test_a_picture_drawn_strip_by_strip_is_the_same() -> None:
    random = np.random.default_rng(5)
    points = random.random((90, 3)) * [60, 40, 9]
    triangles = np.arange(90).reshape(30, 3)
    faces = Faces(points, triangles, 60, 40)

    whole, strips = faces.drawn(0, 40), [faces.drawn(top, top + 8) for top in range(0, 40, 8)]

    assert (whole[0] >= 0).mean() > 0.3
    for number in (0, 1):
        assert np.array_equal(whole[number], np.concatenate([strip[number] for strip in strips]))


def _around(x: float, y: float, radius: float, count: int) -> Floats:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], 1)
