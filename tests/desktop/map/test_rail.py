"""The rail of views: where one is, where the lesions are, and how one gets to another view."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.atlas.choice import shipped_bodies
from desktop.atlas.views import Views, load_views
from desktop.map.rail import NARROW_WIDTH, WIDTH, ViewRail
from desktop.map.tiles import Tile
from desktop.theme import Theme
from resources.terms import BodyKind, SkinTone
from tests.desktop.looks import colours, picture
from tests.desktop.map.acts import LEFT

ShowRail = Callable[..., ViewRail]


@pytest.fixture
def show_rail(qtbot: QtBot, views: Views, light: Theme) -> Iterator[ShowRail]:
    pages: list[QWidget] = []

    def show(*, theme: Theme = light, width: int = WIDTH, height: int = 716) -> ViewRail:
        page = QWidget()
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        rail = ViewRail(views, theme, page)
        rail.setGeometry(0, 56, width, height)
        with qtbot.waitExposed(page):
            page.show()
        return rail

    yield show
    pages.clear()


def tile(rail: ViewRail, key: str) -> Tile:
    found = rail.tile(key)
    assert found is not None
    return found


def test_the_rail_lists_every_view_its_own_first(show_rail: ShowRail, views: Views) -> None:
    order = show_rail().order

    assert order[:4] == ("face", "scalp_front", "head_right", "head_left")
    assert set(order) == {each.key for each in views.all}
    assert len(order) == len(views.all)


@pytest.mark.parametrize(("right", "left"), [("head_right", "head_left"), ("ear_right", "ear_left")])
def test_the_patients_right_stands_left(show_rail: ShowRail, right: str, left: str) -> None:
    rail = show_rail()

    assert tile(rail, right).x() < tile(rail, left).x()
    assert tile(rail, right).y() == tile(rail, left).y()


def test_the_arms_fill_a_row(show_rail: ShowRail) -> None:
    rail = show_rail()

    assert tile(rail, "arms").width() > 1.8 * tile(rail, "face").width()


def test_a_press_on_a_tile_chooses_its_view(show_rail: ShowRail, qtbot: QtBot) -> None:
    rail = show_rail()

    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(tile(rail, "arms"), LEFT)

    assert chosen.args == ["arms"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_tile_is_opened_by_a_key(show_rail: ShowRail, qtbot: QtBot, key: Qt.Key) -> None:
    rail = show_rail()

    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(tile(rail, "back"), key)

    assert chosen.args == ["back"]


def test_showing_a_view_tells_nobody(show_rail: ShowRail, qtbot: QtBot) -> None:
    rail = show_rail()

    with qtbot.assertNotEmitted(rail.chosen):
        rail.show_view("back")

    assert tile(rail, "back").active
    assert not tile(rail, "face").active


def test_the_badges_add_up_with_the_rest_behind_more_views(show_rail: ShowRail) -> None:
    rail = show_rail()

    rail.show_badges({"face": 4, "scalp_front": 9, "palm_left": 2, "foot_left_sole": 1})

    assert [tile(rail, key).count for key in ("face", "scalp_front", "back")] == [4, 9, 0]
    assert rail.more.count == 3


def test_a_badge_goes_when_its_lesions_go(show_rail: ShowRail, light: Theme) -> None:
    rail = show_rail()
    rail.show_badges({"face": 4})
    dark = light.ink.name() in colours(tile(rail, "face"))

    rail.show_badges({})

    assert dark
    assert light.ink.name() not in colours(tile(rail, "face"))


def test_a_tile_says_its_name_and_its_lesions(show_rail: ShowRail, views: Views) -> None:
    rail = show_rail()
    rail.show_view("face")
    rail.show_badges({"face": 2})

    assert tile(rail, "face").accessibleName() == views.get("face").title
    assert "2" in tile(rail, "face").accessibleDescription()
    assert "on show" in tile(rail, "face").accessibleDescription()


def test_more_views_opens_the_sheet_of_the_others(show_rail: ShowRail, views: Views, qtbot: QtBot) -> None:
    rail = show_rail()
    QTest.mouseClick(rail.more, LEFT)
    sheet = rail.sheet
    assert sheet is not None
    shown = [each.view.key for each in sheet.tiles]

    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(sheet.tiles[2], LEFT)

    assert shown == [each.key for each in views.more]
    assert chosen.args == [shown[2]]
    assert not sheet.isVisible()


def test_the_sheet_is_walked_by_arrows_and_closed_by_escape(show_rail: ShowRail, qtbot: QtBot) -> None:
    rail = show_rail()
    rail.open_more()
    sheet = rail.sheet
    assert sheet is not None

    QTest.keyClick(sheet.tiles[0], Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    QTest.keyClick(sheet.tiles[1], Qt.Key.Key_Down)
    below = QApplication.focusWidget()
    with qtbot.assertNotEmitted(rail.chosen):
        QTest.keyClick(sheet.tiles[1], Qt.Key.Key_Escape)

    assert second is sheet.tiles[1]
    assert below is sheet.tiles[7]
    assert not sheet.isVisible()


def test_the_sheet_shows_every_tile_apart_inside_its_card(show_rail: ShowRail) -> None:
    rail = show_rail()
    rail.open_more()
    sheet = rail.sheet
    assert sheet is not None

    places = [each.geometry() for each in sheet.tiles]

    assert all(sheet.card.rect().contains(each) for each in places)
    assert all(each.width() >= 60 and each.height() >= 60 for each in places)
    assert not any(one.intersects(other) for number, one in enumerate(places) for other in places[number + 1 :])


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("face", Qt.Key.Key_Right, "scalp_front"),
        ("scalp_front", Qt.Key.Key_Left, "face"),
        ("scalp_front", Qt.Key.Key_Down, "head_left"),
        ("under_chin", Qt.Key.Key_Down, "arms"),
        ("arms", Qt.Key.Key_Up, "head_back"),
        ("face", Qt.Key.Key_Up, "face"),
        ("body_left", Qt.Key.Key_Right, "body_left"),
    ],
)
def test_arrows_walk_the_rail(show_rail: ShowRail, qtbot: QtBot, start: str, key: Qt.Key, end: str) -> None:
    rail = show_rail()
    rail.activateWindow()
    tile(rail, start).setFocus()
    qtbot.waitUntil(tile(rail, start).hasFocus)

    QTest.keyClick(tile(rail, start), key)

    assert QApplication.focusWidget() is tile(rail, end)


def test_in_a_narrow_rail_all_tiles_stand_in_one_column(show_rail: ShowRail, views: Views) -> None:
    rail = show_rail(width=NARROW_WIDTH, height=500)

    places = [tile(rail, key).geometry() for row in views.rail for key in row]

    assert {each.x() for each in places} == {places[0].x()}
    assert all(one.bottom() < other.top() for one, other in pairwise(places))


@pytest.mark.parametrize("height", [716, 460])
def test_the_rail_can_be_read_under_every_theme(
    show_rail: ShowRail, views: Views, theme: Theme, qtbot: QtBot, height: int
) -> None:
    rail = show_rail(theme=theme, height=height)
    rail.show_view("arms")
    rail.show_badges({"face": 12})

    assert theme.act.name() in colours(tile(rail, "arms"))
    assert theme.text.name() in colours(tile(rail, "arms"))
    assert not any(
        tile(rail, one).geometry().intersects(tile(rail, other).geometry())
        for row in views.rail
        for one in row
        for other in row
        if one != other
    )
    qtbot.waitUntil(lambda: theme.ink.name() in colours(tile(rail, "face")))


def test_the_tile_on_show_is_scrolled_into_sight(show_rail: ShowRail) -> None:
    rail = show_rail(height=300)

    rail.show_view("body_left")

    shown = tile(rail, "body_left")
    top = shown.mapTo(rail, shown.rect().topLeft()).y()
    assert 0 <= top <= rail.height() - shown.height()


# the look of the figure
def test_for_a_frame_of_a_turn_the_view_nearest_to_it_is_marked(show_rail: ShowRail) -> None:
    rail = show_rail()

    rail.show_view("turn_body/08")

    assert tile(rail, "body_left").active
    assert not tile(rail, "front").active


def test_thumbnails_follow_the_tone(show_rail: ShowRail, qtbot: QtBot) -> None:
    rail = show_rail()
    face = tile(rail, "face")

    def lightness() -> int:
        return picture(face).pixelColor(face.width() // 2, 24).lightness()

    qtbot.waitUntil(lambda: lightness() < 225, timeout=30_000)
    light = lightness()
    rail.show_tone(SkinTone.DARK)

    qtbot.waitUntil(lambda: lightness() < light - 60, timeout=30_000)


@pytest.mark.parametrize("kind", [each for each in shipped_bodies() if each is not BodyKind.NEUTRAL])
def test_thumbnails_follow_the_body(show_rail: ShowRail, qtbot: QtBot, kind: BodyKind) -> None:
    rail = show_rail()
    front = tile(rail, "front")
    grounds = picture(front)
    qtbot.waitUntil(lambda: picture(front) != grounds, timeout=30_000)
    neutral = picture(front)

    rail.show_body(kind)

    qtbot.waitUntil(lambda: picture(front) != neutral, timeout=30_000)
    assert front.view == load_views(kind).get("front")


def test_body_and_skin_are_reached_from_the_sheet_of_more_views(show_rail: ShowRail, qtbot: QtBot) -> None:
    rail = show_rail()
    QTest.mouseClick(rail.more, LEFT)
    sheet = rail.sheet
    assert sheet is not None

    with qtbot.waitSignal(rail.look_asked):
        QTest.mouseClick(sheet.look, LEFT)

    assert not sheet.isVisible()
