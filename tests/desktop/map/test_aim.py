"""What lights up under the pointer, how a drag is steadied, and lesions of an older surface."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.map.figure import MapView
from desktop.map.loupe import MAGNIFIES, Loupe
from desktop.snapshot import Snapshot, build
from resources.terms import Anchor, Side
from tests.desktop.looks import pixels
from tests.desktop.map.acts import LEFT, Fingers, Heard, at, drag, hover, loupe, phrase
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.stands import Stand
from tests.desktop.map.visits import RULES, Lesion, mark_id, visit


def edge(figure: MapView, body: Body, region: str, side: Side) -> list[QPoint]:
    """Return where the border of a region lies in the map."""
    lines = body.outline(figure.view_key, region, side)
    return [figure.to_widget(x, y).toPoint() for line in lines for x, y in line]


def painted(figure: MapView, points: list[QPoint]) -> list[int]:
    """Return the colours at some points of the map."""
    picture = pixels(figure)
    return [int(picture[each.y(), each.x()]) for each in points if figure.rect().contains(each)]


def changed(before: list[int], after: list[int]) -> float:
    return float(np.mean([one != other for one, other in zip(before, after, strict=True)]))


# outlines
def test_the_region_under_the_mouse_lights_up_and_goes_out_again(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    border = edge(figure, body, "malar_cheek_medial", Side.LEFT)
    dark = painted(figure, border)

    hover(figure, at(figure, body, body.middle("malar_cheek_medial", Side.LEFT)))
    lit = painted(figure, border)
    hover(figure, QPoint(120, 500))

    assert changed(dark, lit) > 0.9
    assert painted(figure, border) == dark


def test_under_a_coarse_pointer_the_parent_that_will_be_stored_lights_up(show_map: ShowMap, body: Body) -> None:
    figure = show_map("front")
    point = at(figure, body, body.middle("abdomen", Side.MIDLINE))
    heard, fingers = Heard(figure), Fingers(figure)

    fingers.press(point)
    lit = pixels(figure)
    fingers.lift(point)

    (tap,) = heard.taps
    assert tap.site is not None
    assert tap.site.coarse
    border = edge(figure, body, tap.site.region, tap.site.side)
    inside = [each for each in border if figure.rect().contains(each) and figure.childAt(each) is None]
    out = pixels(figure)
    assert np.mean([lit[each.y(), each.x()] != out[each.y(), each.x()] for each in inside]) > 0.9


def test_a_parent_is_said_without_position_words_and_with_its_side(show_map: ShowMap, body: Body) -> None:
    figure = show_map("front")
    heard, point = Heard(figure), at(figure, body, body.middle("lower_leg", Side.LEFT))

    Fingers(figure).tap(point)

    (tap,) = heard.taps
    assert tap.site is not None
    assert (tap.site.region, tap.site.side, tap.site.phrase) == ("lower_leg", Side.LEFT, "left lower leg")


def test_while_no_taps_are_taken_nothing_lights_up(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    hover(figure, at(figure, body, body.middle("malar_cheek_medial", Side.LEFT)))
    border = [each for each in edge(figure, body, "malar_cheek_medial", Side.LEFT) if each.y() > 60]
    lit = painted(figure, border)

    figure.set_notice("Not taking taps until the record answers")
    hover(figure, at(figure, body, body.middle("malar_cheek_medial", Side.LEFT)) + QPoint(1, 0))

    assert changed(lit, painted(figure, border)) > 0.9
    assert not phrase(figure).isVisible()


# the loupe
@pytest.fixture
def held(show_map: ShowMap, body: Body, qtbot: QtBot) -> tuple[MapView, Fingers, QPoint]:
    """A finger held on a forehead until the loupe came."""
    figure = show_map("face")
    point = at(figure, body, body.middle("forehead_central_superior", Side.MIDLINE))
    fingers = Fingers(figure)
    fingers.press(point)
    qtbot.waitUntil(loupe(figure).isVisible, timeout=3000)
    return figure, fingers, point


def test_under_the_loupe_a_finger_aims_as_much_finer_as_it_sees(held: tuple[MapView, Fingers, QPoint]) -> None:
    figure, fingers, point = held
    heard = Heard(figure)

    fingers.lift(point)
    fingers.tap(point + QPoint(0, 60))

    fine, plain = heard.taps
    assert fine.radius_px * MAGNIFIES == pytest.approx(plain.radius_px)


def test_what_the_loupe_said_is_what_the_lift_tells(held: tuple[MapView, Fingers, QPoint]) -> None:
    figure, fingers, point = held
    heard, there = Heard(figure), point + QPoint(14, 6)

    fingers.move({0: there})
    said = phrase(figure).text
    fingers.lift(there)

    (tap,) = heard.taps
    assert tap.site is not None
    assert said.startswith(tap.site.phrase)


def test_the_loupe_shows_the_outline_of_the_region_under_the_finger(
    held: tuple[MapView, Fingers, QPoint], body: Body
) -> None:
    figure, fingers, point = held
    site = body.site_at(body.middle("forehead_central_superior", Side.MIDLINE) or Anchor(0, 0, 0))
    border = edge(figure, body, site.region, site.side)
    near = [each for each in border if (each - point).manhattanLength() < 30]
    assert near
    end = min(near, key=lambda each: (each - point).manhattanLength())
    fingers.move({0: end})
    on_border = dark(loupe(figure))
    fingers.move({0: point})

    assert on_border > dark(loupe(figure)) + 30


def dark(glass: Loupe) -> int:
    """Count the dark pixels in a glass, without its rim and the cross in its middle."""
    picture = pixels(glass)
    down, across = np.mgrid[: picture.shape[0], : picture.shape[1]]
    away = np.hypot(down - picture.shape[0] / 2, across - picture.shape[1] / 2)
    return int(((picture >> 16 & 255) < 130)[(away > 14) & (away < 66)].sum())


# a steady drag
def test_a_dragged_mark_keeps_its_region_just_beyond_the_border(show_map: ShowMap, body: Body) -> None:
    figure, heard, start, border = dragged(show_map, body)

    drag(figure, start, border + QPoint(3, 0), steps=40)

    ((_, tap),) = heard.moves
    assert tap.site is not None
    assert body.region(tap.anchor) != tap.site.region == "malar_cheek_medial"
    assert tap.site.anchor == tap.anchor


def test_a_dragged_mark_farther_beyond_is_in_the_region_there(show_map: ShowMap, body: Body) -> None:
    figure, heard, start, border = dragged(show_map, body)

    drag(figure, start, border + QPoint(40, 0), steps=40)

    ((_, tap),) = heard.moves
    assert tap.site is not None
    assert body.region(tap.anchor) == tap.site.region != "malar_cheek_medial"


def dragged(show_map: ShowMap, body: Body) -> tuple[MapView, Heard, QPoint, QPoint]:
    """A face enlarged 4 times, a selected lesion in a cheek, where it is, and the first skin beyond to its right."""
    figure = show_map("face")
    anchor = body.middle("malar_cheek_medial", Side.LEFT)
    figure.show_snapshot(visit(body, Lesion(anchor)))
    figure.select(mark_id(1))
    while figure.zoom < 4:
        QTest.mouseClick(figure.closer, LEFT)
    start = at(figure, body, anchor)
    assert anchor is not None
    spot, pixel = body.spot("face", anchor), 1 / (figure.to_widget(1, 0).x() - figure.to_widget(0, 0).x())

    def region(step: int) -> str:
        return body.region(body.hit("face", spot.x + step * pixel, spot.y) or anchor)

    step = next(each for each in range(400) if region(each) != "malar_cheek_medial")
    return figure, Heard(figure), start, start + QPoint(step, 0)


# an older surface
@pytest.fixture
def old(body: Body) -> Snapshot:
    """A visit with a lesion whose anchor belongs to another surface."""
    now = visit(body, Lesion(body.middle("temple", Side.LEFT)))
    (mark,) = now.chart.marks
    place = replace(mark.place, anchor=Anchor(9_000_000, 1, 1), surface="hm07/3", phrase="left temple, as it was said")
    return build(replace(now.chart, marks=(replace(mark, place=place),)), RULES)


def test_a_lesion_of_an_older_surface_stands_in_its_regions_middle_and_says_so(
    show_map: ShowMap, body: Body, old: Snapshot
) -> None:
    figure = show_map("head_left")
    figure.show_snapshot(old)
    place = old.marks[0].mark.place
    middle = body.middle(place.region, place.side)
    assert middle is not None

    (shown,) = figure.marks_shown
    assert shown.anchor == middle
    hover(figure, at(figure, body, middle))

    assert phrase(figure).text.endswith("1: left temple, as it was said, placed on an earlier body map")


# rows of the gesture table: a long press where nothing is selected
@pytest.mark.parametrize("column", ["door", "beside"])
def test_a_long_press_on_a_door_or_beside_the_body_brings_no_loupe(stand: Stand, qtbot: QtBot, column: str) -> None:
    with qtbot.assertNotEmitted(stand.figure.tapped, wait=600):
        QTest.mousePress(stand.figure, LEFT, pos=stand.point(column))

    assert not loupe(stand.figure).isVisible()
    QTest.mouseRelease(stand.figure, LEFT, pos=stand.point(column))
    assert bool(stand.heard.views) is (column == "door")
