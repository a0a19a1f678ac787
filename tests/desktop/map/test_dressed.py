"""Another body, another skin tone: the picture changes, and nothing of what was recorded."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.choice import shipped_bodies
from desktop.atlas.views import Views, load_views
from desktop.map.figure import MapView
from desktop.map.pictures import decode
from desktop.map.tones import tint
from desktop.theme import Theme
from resources import files
from resources.terms import BodyKind, Side, SkinTone
from tests.desktop.atlas.skin import KEYS, taps
from tests.desktop.map.acts import LEFT, Heard, at
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, visit

OTHERS = tuple(each for each in shipped_bodies() if each is not BodyKind.NEUTRAL)
DARKER = (SkinTone.MEDIUM, SkinTone.DARK)
SEEN = ("face", "front", "arms", "palm_right", "ear_left")
LEAST_CONTRAST = 3.0


@pytest.fixture(scope="module")
def shown(body: Body) -> dict[BodyKind, Body]:
    return {kind: body.shown_as(kind) for kind in BodyKind}


# another body
def test_all_bodies_are_shipped() -> None:
    assert set(shipped_bodies()) == set(BodyKind)


@pytest.mark.parametrize("kind", OTHERS)
def test_another_body_keeps_view_zoom_and_the_skin_each_mark_stands_on(
    show_map: ShowMap, body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    figure = show_map("front")
    chest, forearm = body.middle("chest", Side.MIDLINE), body.middle("abdomen", Side.MIDLINE)
    figure.show_snapshot(visit(body, Lesion(chest), Lesion(forearm)))
    figure.zoom_by(2.0, (388.0, 200.0))
    zoom, before = figure.zoom, [(each.marks, each.anchor) for each in figure.marks_shown]

    figure.show_body(kind)

    assert (figure.view_key, figure.zoom, figure.body_kind) == ("front", zoom, kind)
    assert [(each.marks, each.anchor) for each in figure.marks_shown] == before
    for each in figure.marks_shown:
        spot = shown[kind].spot("front", each.anchor)
        assert (each.x, each.y) == pytest.approx((spot.x, spot.y))


@pytest.mark.parametrize("kind", OTHERS)
def test_a_tap_on_another_body_counts_the_same_skin(
    show_map: ShowMap, body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    figure = show_map("front")
    figure.show_body(kind)
    heard = Heard(figure)
    abdomen = body.middle("abdomen", Side.MIDLINE)

    QTest.mouseClick(figure, LEFT, pos=at(figure, shown[kind], abdomen))

    (tap,) = heard.taps
    assert abdomen is not None
    assert body.distance_mm(tap.anchor, abdomen, 30.0) == pytest.approx(0, abs=3.0)


@pytest.mark.parametrize("kind", OTHERS)
def test_the_same_skin_stays_in_the_middle_of_an_enlarged_picture(
    show_map: ShowMap, body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    figure = show_map("front")
    knee = body.middle("knee", Side.RIGHT)
    point = at(figure, body, knee)
    figure.zoom_by(3.0, (float(point.x()), float(point.y())))
    middle = figure.rect().center()
    corner, along = figure.to_widget(0.0, 0.0), figure.to_widget(1.0, 0.0)
    place = (QPointF(middle) - corner) / (along.x() - corner.x())
    held = body.hit("front", place.x(), place.y())

    figure.show_body(kind)

    assert (at(figure, shown[kind], held) - middle).manhattanLength() <= 3


@pytest.mark.parametrize("kind", [each for each in OTHERS if not load_views(each).turns])
def test_a_frame_is_left_for_the_view_nearest_to_it_where_the_other_body_does_not_turn(
    show_map: ShowMap, kind: BodyKind
) -> None:
    figure = show_map("turn_body/08")
    heard = Heard(figure)

    figure.show_body(kind)

    assert figure.view_key == "body_left"
    assert heard.views == ["body_left"]


@pytest.mark.parametrize("kind", OTHERS)
def test_a_body_may_be_chosen_before_the_surface_is_loaded(
    qtbot: QtBot, views: Views, light: Theme, body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    figure = MapView(views, light)
    qtbot.addWidget(figure)
    figure.resize(776, 608)
    figure.show_body(kind)
    figure.show_view("front")

    figure.set_body(body)
    figure.show_snapshot(visit(body, Lesion(body.middle("chest", Side.MIDLINE))))
    figure.stop()

    (drawn,) = figure.marks_shown
    spot = shown[kind].spot("front", drawn.anchor)
    assert (drawn.x, drawn.y) == pytest.approx((spot.x, spot.y))


@pytest.mark.parametrize("kind", [each for each in BodyKind if each is not BodyKind.NEUTRAL])
def test_region_side_words_distances_and_home_do_not_depend_on_the_body(
    body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    other = shown[kind]
    anchors = [each.anchor for key in KEYS for each in taps(body, key, 1, seed=41)]

    for anchor, beside in pairwise(anchors):
        assert other.site_at(anchor) == body.site_at(anchor)
        assert other.home_view(anchor) == body.home_view(anchor)
        assert other.point_mm(anchor) == body.point_mm(anchor)
        assert other.distance_mm(anchor, beside, 40.0) == body.distance_mm(anchor, beside, 40.0)


@pytest.mark.parametrize("kind", [each for each in BodyKind if each is not BodyKind.NEUTRAL])
def test_the_middle_of_a_region_does_not_depend_on_the_body(
    body: Body, shown: dict[BodyKind, Body], kind: BodyKind
) -> None:
    for region in ("chest", "forehead", "hand_dorsal"):
        assert shown[kind].middle(region, Side.RIGHT) == body.middle(region, Side.RIGHT)


# another tone
def test_another_tone_is_shown_as_soon_as_it_is_decoded_and_nobody_waits(
    show_map: ShowMap, body: Body, qtbot: QtBot
) -> None:
    figure = show_map("front")
    place = at(figure, body, body.middle("abdomen", Side.MIDLINE))
    light = figure.grab().toImage().pixelColor(place)

    figure.show_tone(SkinTone.DARK)
    meanwhile = figure.grab().toImage().pixelColor(place)

    qtbot.waitUntil(
        lambda: figure.grab().toImage().pixelColor(place).lightness() < light.lightness() - 60, timeout=30_000
    )
    assert meanwhile == light
    assert figure.skin_tone is SkinTone.DARK


def test_the_next_view_is_shown_in_the_tone_at_once(show_map: ShowMap, body: Body) -> None:
    figure = show_map("front")
    figure.show_tone(SkinTone.DARK)

    figure.show_view("face")

    place = at(figure, body, body.middle("forehead", Side.MIDLINE))
    assert figure.grab().toImage().pixelColor(place).lightness() < 130


def colours(image: QImage) -> NDArray[np.float64]:
    """Return red, green, blue (0 to 1) of the px that are wholly skin."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    skin = rows[:, : plain.width()].reshape(-1, 4)
    found: NDArray[np.float64] = skin[skin[:, 3] == 255][:, 2::-1] / 255
    return found


def luminance(colour: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the relative luminance of colours as WCAG 2 defines it."""
    light = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = light @ np.array([0.2126, 0.7152, 0.0722])
    return found


def of(colour: QColor) -> float:
    return float(luminance(np.array([[colour.redF(), colour.greenF(), colour.blueF()]]))[0])


@pytest.mark.parametrize("tone", SkinTone)
@pytest.mark.parametrize("key", SEEN)
def test_one_of_the_two_rings_stands_out_from_every_px_of_skin(
    views: Views, light: Theme, key: str, tone: SkinTone
) -> None:
    skin = luminance(colours(decode(views.get(key).pictures.small, tone=tone)))
    ratios = [
        (np.maximum(skin, ring) + 0.05) / (np.minimum(skin, ring) + 0.05) for ring in (of(light.ink), of(light.paper))
    ]

    assert np.maximum(*ratios).min() >= LEAST_CONTRAST


@pytest.mark.parametrize("tone", DARKER)
def test_a_tone_leaves_the_opacity_as_it_is(views: Views, tone: SkinTone) -> None:
    plain = QImage.fromData(files.read_bytes(views.get("arms").pictures.small))

    tinted = tint(plain.copy(), tone)

    assert tinted.convertToFormat(QImage.Format.Format_Alpha8) == plain.convertToFormat(QImage.Format.Format_Alpha8)


def test_each_tone_is_darker_than_the_one_before_and_keeps_its_drawing(views: Views) -> None:
    lights = {tone: luminance(colours(decode(views.get("face").pictures.small, tone=tone))) for tone in SkinTone}
    middles = [float(np.median(each)) for each in lights.values()]

    assert middles == sorted(middles, reverse=True)
    assert middles[0] > 2 * middles[1] > 3 * middles[2]
    for each in lights.values():
        dark, bright = np.percentile(each, [2, 98])
        assert (bright + 0.05) / (dark + 0.05) > 1.8


@pytest.mark.parametrize("tone", SkinTone)
def test_lips_stay_redder_than_the_skin_around_them(body: Body, views: Views, tone: SkinTone) -> None:
    image = decode(views.get("face").pictures.small, tone=tone)

    def redness(region: str) -> float:
        anchor = body.middle(region, Side.MIDLINE)
        assert anchor is not None
        spot = body.spot("face", anchor)
        colour = image.pixelColor(round(spot.x), round(spot.y))
        return colour.redF() / colour.greenF()

    assert redness("lower_vermilion") > 1.1 * redness("chin")
