"""The room is shared out as drawn, and nothing overlaps or is lost in small windows or with large text."""

import pytest
from PySide6.QtCore import QRect, QSize

from desktop.controls.density import Places, density, places

SIZES = [(1280, 800), (1280, 640), (1024, 640), (1366, 768), (1920, 1080), (2560, 1440)]


def regions(room: Places) -> list[QRect]:
    every = (room.banner, room.rail, room.brush, room.strip, room.map, room.call_out, room.status)
    beside = () if room.density.drawer else (room.panel,)
    return [each for each in (*every, *beside) if not each.isEmpty()]


def test_at_1280_x_800_everything_lies_where_it_is_drawn() -> None:
    room = places(QSize(1280, 800), 100)

    assert room.banner == QRect(0, 0, 1280, 56)
    assert room.rail == QRect(0, 56, 132, 716)
    assert room.brush == QRect(132, 56, 776, 52)
    assert room.map == QRect(132, 108, 776, 608)
    assert room.call_out == QRect(132, 716, 776, 56)
    assert room.panel == QRect(908, 56, 372, 716)
    assert room.status == QRect(0, 772, 1280, 28)


def test_at_1280_x_640_the_banner_is_one_line_and_the_map_460_high() -> None:
    room = places(QSize(1280, 640), 100)

    assert room.density.short
    assert room.banner.height() == 44
    assert room.map.height() == 460


def test_at_1024_x_640_the_panel_is_320_and_the_rail_one_column() -> None:
    room = places(QSize(1024, 640), 100)

    assert room.density.narrow
    assert (room.panel.width(), room.rail.width()) == (320, 72)


def test_a_wide_window_gives_the_panel_460_at_most() -> None:
    assert places(QSize(1600, 900), 100).panel.width() == 372
    assert places(QSize(1800, 900), 100).panel.width() == 422
    assert places(QSize(3840, 2160), 100).panel.width() == 460


@pytest.mark.parametrize(("percent", "drawer"), [(100, False), (150, False), (200, True)])
def test_at_200_per_cent_the_panel_is_a_drawer(percent: int, drawer: bool) -> None:  # noqa: FBT001 - a table of the test
    assert density(QSize(1280, 800), percent).drawer is drawer


def test_large_text_in_a_narrow_window_makes_a_drawer_too() -> None:
    assert density(QSize(1024, 640), 150).drawer


@pytest.mark.parametrize("percent", [150, 200])
def test_large_text_leaves_only_codes_and_units(percent: int) -> None:
    assert density(QSize(1280, 800), percent).tight


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_regions_fill_the_page_and_do_not_overlap(size: tuple[int, int], percent: int) -> None:
    room = places(QSize(*size), percent)
    every = regions(room)

    overlaps = [(a, b) for i, a in enumerate(every) for b in every[i + 1 :] if not a.intersected(b).isEmpty()]

    assert overlaps == []
    assert sum(each.width() * each.height() for each in every) == size[0] * size[1]


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_map_keeps_a_third_of_the_height_and_of_the_width(size: tuple[int, int], percent: int) -> None:
    room = places(QSize(*size), percent)

    assert room.map.height() >= size[1] / 3
    assert room.map.width() >= size[0] / 3
