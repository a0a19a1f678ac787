"""What is printed on every view, under every theme: the letters of the sides, the ground, the buttons."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop import theme as themes
from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.map.figure import MapView
from desktop.map.furniture import letters_end
from desktop.theme import Role, Theme
from resources.terms import Side
from tests.desktop.looks import colours, picture
from tests.desktop.map.acts import wheel
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, visit

KEYS = ("face", "scalp_front", "arms", "front", "back", "ear_left", "ear_right_behind", "flank_left")


def near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) < 70


def cheek(body: Body) -> Lesion:
    return Lesion(body.middle("malar_cheek", Side.LEFT))


def glyph(text: str, theme: Theme, ground: QColor, size: tuple[int, int]) -> QImage:
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(ground)
    with QPainter(made) as painter:
        painter.setFont(theme.font(Role.LETTER))
        painter.setPen(theme.text)
        painter.drawText(QRect(0, 0, *size), Qt.AlignmentFlag.AlignCenter, text)
    return made


def letter_at(figure: MapView, *, right: bool) -> str:
    """Return which letter stands at an upper corner, by comparing its ink with both."""
    theme = figure.theme
    corner = QRect(figure.width() - 70 if right else 8, 6, 62, theme.px(52))
    image = picture(figure, corner)
    view_ground = image.pixelColor(0, 0)

    def ink(of: QImage) -> list[tuple[int, int]]:
        dark = [
            (x, y)
            for x in range(of.width())
            for y in range(of.height())
            if near(of.pixelColor(x, y), theme.text) and not near(of.pixelColor(x, y), view_ground)
        ]
        left, top = min((x for x, _ in dark), default=0), min((y for _, y in dark), default=0)
        return [(x - left, y - top) for x, y in dark]

    here = set(ink(image))
    alike = {}
    for letter in "RL":
        drawn = set(ink(glyph(letter, theme, view_ground, (62, theme.px(52)))))
        alike[letter] = len(here & drawn) / max(1, len(here | drawn))
    return max(alike, key=alike.__getitem__) if max(alike.values()) > 0.6 else ""


@pytest.mark.parametrize("key", KEYS)
def test_the_letters_of_the_sides_stand_at_the_upper_corners(show_map: ShowMap, views: Views, key: str) -> None:
    figure = show_map(key)

    shown = letter_at(figure, right=False), letter_at(figure, right=True)

    assert shown == views.get(key).letters


def test_the_letters_stay_when_zoomed_in(show_map: ShowMap) -> None:
    figure = show_map("face")

    wheel(figure, QPoint(388, 300), 12)

    assert (letter_at(figure, right=False), letter_at(figure, right=True)) == ("R", "L")


def test_a_view_from_behind_has_its_own_ground(show_map: ShowMap, light: Theme) -> None:
    assert picture(show_map("back")).pixelColor(2, 300) == light.back_view
    assert picture(show_map("front")).pixelColor(2, 300) == light.window


@pytest.mark.parametrize("key", KEYS)
def test_the_map_is_named_after_its_view(show_map: ShowMap, views: Views, key: str) -> None:
    figure = show_map(key)

    assert figure.accessibleName() == views.get(key).title


@pytest.mark.parametrize("key", ["face", "back", "arms"])
def test_the_map_can_be_read_under_every_theme(show_map: ShowMap, body: Body, theme: Theme, key: str) -> None:
    figure = show_map(key, theme=theme)
    figure.show_snapshot(visit(body, cheek(body), Lesion(body.middle("forearm_dorsal", Side.LEFT), preset="wart")))

    image = picture(figure)

    ground = theme.back_view if key == "back" else theme.window
    assert image.pixelColor(2, figure.height() // 3) == ground
    assert theme.text.name() in colours(figure, QRect(10, 6, 70, theme.px(52)))
    for button in (figure.to_left, figure.to_right, figure.closer, figure.farther, figure.whole):
        assert figure.rect().contains(button.geometry())
    rects = [each.geometry() for each in (figure.to_right, figure.closer, figure.farther, figure.whole)]
    assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[n + 1 :])


@pytest.mark.parametrize("size", [(632, 448), (700, 460), (1172, 370), (980, 900)])
def test_the_map_fits_small_and_large_windows(show_map: ShowMap, theme: Theme, size: tuple[int, int]) -> None:
    figure = show_map("back", theme=theme, size=size)
    letters = QRect(0, 0, figure.width(), letters_end(theme))
    assert not letters.intersects(figure.to_left.geometry())
    assert not letters.intersects(figure.to_right.geometry())

    rects = [each.geometry() for each in (figure.to_right, figure.closer, figure.farther, figure.whole)]

    assert all(figure.rect().contains(each) for each in rects)
    assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[n + 1 :])


def test_a_new_theme_is_followed_at_once(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))

    figure.set_theme(themes.DARK)

    assert picture(figure).pixelColor(2, 300) == themes.DARK.window
