"""Zoom and pan as arithmetic."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.map.viewport import FARTHEST, MARGIN, Viewport

SIZE, PICTURE = (776.0, 608.0), (900.0, 1100.0)
WHOLE = Viewport.fitted(SIZE, PICTURE)
across = st.floats(0, SIZE[0])
upright = st.floats(0, SIZE[1])
factors = st.floats(0.2, 5)
drags = st.floats(-300, 300)


def test_the_whole_picture_stands_in_the_middle_four_px_off_top_and_bottom() -> None:
    left, top = WHOLE.to_widget(0, 0)
    right, bottom = WHOLE.to_widget(*PICTURE)

    assert (top, bottom) == pytest.approx((MARGIN, SIZE[1] - MARGIN))
    assert left == pytest.approx(SIZE[0] - right)


@given(across, upright, factors, drags, drags)
def test_the_way_from_widget_to_picture_and_back_is_the_same(
    x: float, y: float, factor: float, dx: float, dy: float
) -> None:
    viewport = WHOLE.zoomed(factor, (x, y)).panned(dx, dy)

    assert viewport.to_widget(*viewport.to_view(x, y)) == pytest.approx((x, y))


@given(across, upright, st.lists(factors, max_size=6))
def test_zoom_stays_between_the_whole_picture_and_eight_times(x: float, y: float, turns: list[float]) -> None:
    viewport = WHOLE
    for factor in turns:
        viewport = viewport.zoomed(factor, (x, y))
        assert 1 <= viewport.zoom <= FARTHEST


@given(across, upright, st.floats(1.1, 8))
def test_what_lies_under_the_point_stays_there(x: float, y: float, factor: float) -> None:
    held = WHOLE.to_view(x, y)
    assume(0 < held[0] < PICTURE[0] and 0 < held[1] < PICTURE[1])

    assert WHOLE.zoomed(factor, (x, y)).to_widget(*held) == pytest.approx((x, y))


@given(across, upright, st.floats(1.1, 8), drags, drags)
def test_the_picture_never_leaves_the_middle_of_the_map(
    x: float, y: float, factor: float, dx: float, dy: float
) -> None:
    viewport = WHOLE.zoomed(factor, (x, y)).panned(dx, dy).panned(dx, dy)

    assert 0 <= viewport.x <= PICTURE[0]
    assert 0 <= viewport.y <= PICTURE[1]


@given(drags, drags)
def test_at_fit_there_is_nothing_to_pan_to(dx: float, dy: float) -> None:
    assert WHOLE.panned(dx, dy) == WHOLE


@given(across, upright, factors)
def test_zoomed_out_it_is_the_whole_picture_again(x: float, y: float, factor: float) -> None:
    assert WHOLE.zoomed(factor, (x, y)).zoomed(0.01, (y / 2, x / 2)) == WHOLE


def test_another_size_shows_the_same_middle_as_large() -> None:
    near = WHOLE.zoomed(3, (200, 100))
    wider = near.resized(1000, 800)

    assert wider.to_view(500, 400) == pytest.approx(near.to_view(388, 304))
    assert wider.zoom == near.zoom
