"""Diagrams in the map's place: by mouse, finger and keys, under every theme."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop import theme as themes
from desktop.atlas.body import Body
from desktop.atlas.diagrams import PartSite, load_diagrams
from desktop.map.bubbles import Phrase
from desktop.map.diagram import DiagramView
from desktop.map.figure import MapView
from desktop.map.pointer import HOLD_MS
from desktop.map.taps import MenuAsk, PartTap
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.looks import colours, ink_box
from tests.desktop.map.acts import LEFT, RIGHT, Fingers, at, click, drag, hover, mouse
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, mark_id, visit

TONGUE = [Lesion(region="tongue", side=Side.LEFT)] * 3


class Heard:
    """What the map has told."""

    def __init__(self, figure: MapView) -> None:
        self.taps: list[PartTap] = []
        self.selected: list[MarkId | None] = []
        self.menus: list[MenuAsk] = []
        self.said: list[str] = []
        figure.tapped.connect(self.taps.append)
        figure.selected.connect(self.selected.append)
        figure.menu_asked.connect(self.menus.append)
        figure.said.connect(self.said.append)


@pytest.fixture
def figure(show_map: ShowMap, body: Body) -> MapView:
    made = show_map("face")
    made.show_snapshot(visit(body, *TONGUE, Lesion(region="tongue", side=Side.LEFT, preset="seen")))
    made.show_view("diagram_mouth")
    return made


def shown(figure: MapView) -> DiagramView:
    assert figure.diagram is not None
    return figure.diagram


def middle(figure: MapView, region: str, side: Side) -> QPoint:
    zone = shown(figure).diagram.zone(region, side)
    assert zone is not None
    return shown(figure).to_widget(*zone.middle)


def phrase(figure: MapView) -> Phrase:
    found = shown(figure).findChild(Phrase)
    assert isinstance(found, Phrase)
    return found


def test_a_diagram_fills_the_map_and_a_view_takes_its_place_again(figure: MapView) -> None:
    assert figure.shown_key == "diagram_mouth"
    assert shown(figure).geometry() == figure.rect()
    assert shown(figure).accessibleName() == "Mouth, open, as you face the patient"

    figure.resize(900, 500)
    assert shown(figure).geometry() == figure.rect()

    figure.show_view("face")
    assert figure.diagram is None
    assert figure.shown_key == "face"


@pytest.mark.parametrize("pointer", ["mouse", "finger"])
def test_a_tap_on_a_part_adds_one_there(figure: MapView, pointer: str) -> None:
    heard, point = Heard(figure), middle(figure, "buccal_mucosa", Side.RIGHT)

    if pointer == "mouse":
        QTest.mouseClick(shown(figure), LEFT, pos=point)
    else:
        Fingers(shown(figure)).tap(point)

    site = PartSite("diagram_mouth", "buccal_mucosa", Side.RIGHT, "right buccal mucosa")
    assert heard.taps == [PartTap(site, None)]


def test_beside_the_parts_a_tap_does_nothing(figure: MapView) -> None:
    heard = Heard(figure)

    QTest.mouseClick(shown(figure), LEFT, pos=QPoint(20, 300))

    assert not heard.taps
    assert not heard.said


def test_a_bouncing_click_counts_once_and_says_so(figure: MapView) -> None:
    heard, point = Heard(figure), middle(figure, "buccal_mucosa", Side.RIGHT)

    click(shown(figure), point, 1000)
    click(shown(figure), point, 1150)

    assert len(heard.taps) == 1
    assert heard.said == ["Double tap: counted once"]


def test_a_slide_is_not_counted_and_says_why(figure: MapView) -> None:
    heard, point = Heard(figure), middle(figure, "tongue", Side.RIGHT)

    drag(shown(figure), point, point + QPoint(0, 30))

    assert not heard.taps
    assert heard.said == ["Not counted: lift without sliding"]


def test_under_the_pointer_the_part_is_lit_and_said(figure: MapView, light: Theme) -> None:
    point = middle(figure, "tongue", Side.RIGHT)
    around = QRect(point - QPoint(4, 4), point + QPoint(4, 4))
    assert light.chosen.name() not in colours(shown(figure), around)

    hover(shown(figure), point)

    assert shown(figure).lit == ("tongue", Side.RIGHT)
    assert phrase(figure).text == "right tongue"
    assert light.chosen.name() in colours(shown(figure), around)
    assert light.act.name() in colours(shown(figure))


def test_where_the_pointer_has_left_nothing_is_lit(figure: MapView) -> None:
    hover(shown(figure), middle(figure, "tongue", Side.RIGHT))

    mouse(shown(figure), QEvent.Type.MouseMove, QPoint(10, 300), 0, Qt.MouseButton.NoButton)

    assert shown(figure).lit is None
    assert phrase(figure).isHidden()


def test_a_badge_says_how_many_lesions_a_part_has_and_which(figure: MapView) -> None:
    treated, seen = shown(figure).badges
    assert (treated.stamp.label, seen.stamp.label) == ("×3", "×1")
    assert (treated.stamp.hollow, seen.stamp.hollow) == (False, True)
    assert seen.y - treated.y >= 26

    hover(shown(figure), middle(figure, "tongue", Side.LEFT))

    assert phrase(figure).text == "left tongue · here: 1–3"


def test_a_lesion_named_by_its_parent_stands_on_the_diagram_too(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, Lesion(region="vulva", side=Side.LEFT), Lesion(region="penis", side=Side.UNSAID)))

    figure.show_view("diagram_vulva")

    (badge,) = shown(figure).badges
    assert badge.marks == (mark_id(1),)


def test_a_tap_on_a_single_lesion_says_on_which(figure: MapView, body: Body) -> None:
    heard = Heard(figure)
    figure.show_snapshot(visit(body, Lesion(region="tongue", side=Side.RIGHT, preset="seen")))

    QTest.mouseClick(shown(figure), LEFT, pos=middle(figure, "tongue", Side.RIGHT))

    assert [each.on_mark for each in heard.taps] == [mark_id(1)]


def test_a_long_press_on_a_badge_selects_its_newest_lesion(figure: MapView, qtbot: QtBot) -> None:
    heard, point = Heard(figure), middle(figure, "tongue", Side.LEFT)

    with qtbot.waitSignal(figure.selected, timeout=4 * HOLD_MS):
        QTest.mousePress(shown(figure), LEFT, pos=point)
    QTest.mouseRelease(shown(figure), LEFT, pos=point)

    assert heard.selected == [mark_id(3)]
    assert not heard.taps


def test_a_right_click_asks_for_the_menu_of_the_part(figure: MapView) -> None:
    heard, point = Heard(figure), middle(figure, "tongue", Side.RIGHT)

    QTest.mouseClick(shown(figure), RIGHT, pos=point)

    (ask,) = heard.menus
    assert isinstance(ask.tap, PartTap)
    assert (ask.tap.site.phrase, ask.mark) == ("right tongue", None)


def test_while_no_taps_are_taken_nothing_is_lit_or_added(figure: MapView) -> None:
    heard, point = Heard(figure), middle(figure, "tongue", Side.RIGHT)
    figure.set_notice("Not taking taps until the record answers")

    hover(shown(figure), point)
    QTest.mouseClick(shown(figure), LEFT, pos=point)
    QTest.keyClick(shown(figure), Qt.Key.Key_Right)
    QTest.keyClick(shown(figure), Qt.Key.Key_Return)

    assert not heard.taps
    assert phrase(figure).text != "right tongue"


def test_every_part_is_reached_by_arrows_and_added_by_enter(figure: MapView) -> None:
    for diagram in load_diagrams().all:
        figure.show_view(diagram.key)
        assert set(reached(shown(figure))) == {(each.region, each.side) for each in diagram.zones}


def reached(view: DiagramView) -> list[tuple[str, Side]]:
    """Return the parts that arrows lead to, from the first one on."""
    QTest.keyClick(view, Qt.Key.Key_Right)
    known: dict[tuple[str, Side], None] = {}
    waiting = [view.lit]
    steps: dict[tuple[str, Side], list[Qt.Key]] = {view.lit or ("", Side.UNSAID): []}
    while waiting:
        here = waiting.pop()
        if here is None or here in known:
            continue
        known[here] = None
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            walk(view, [*steps[here], key])
            if view.lit is not None and view.lit not in steps:
                steps[view.lit] = [*steps[here], key]
                waiting.append(view.lit)
    return list(known)


def walk(view: DiagramView, keys: list[Qt.Key]) -> None:
    view.clearFocus()
    view.setFocus()
    for key in (Qt.Key.Key_Right, *keys):
        QTest.keyClick(view, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_adds_one_in_the_part_that_is_lit_and_says_it(figure: MapView, key: Qt.Key) -> None:
    heard, view = Heard(figure), shown(figure)
    view.setFocus()

    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, key)

    first = view.diagram.zones[0]
    assert [(each.site.region, each.site.side) for each in heard.taps] == [(first.region, first.side)]
    assert view.accessibleDescription() == first.phrase


def test_a_selected_lesion_off_the_surface_brings_its_diagram_and_one_on_skin_the_figure(
    show_map: ShowMap, body: Body
) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, *TONGUE, Lesion(body.middle("malar_cheek", Side.LEFT))))

    figure.select(mark_id(2))
    assert figure.shown_key == "diagram_mouth"

    figure.select(mark_id(4))
    assert figure.shown_key == "face"


@pytest.mark.parametrize("key", [each.key for each in load_diagrams().all])
def test_a_diagram_can_be_read_under_every_theme(show_map: ShowMap, theme: Theme, key: str) -> None:
    figure = show_map("face", theme=theme, size=(1000, 560))
    figure.show_view(key)
    view = shown(figure)

    assert not ink_box(view, theme.text).isEmpty()
    for part in view.diagram.parts:
        x, y = part.name_at
        name = view.to_widget(x, y)
        assert 40 < name.x() < view.width() - 40
        assert 40 < name.y() < view.height() - 10


def test_a_new_theme_is_followed(figure: MapView, light: Theme) -> None:
    figure.set_theme(themes.DARK)

    assert themes.DARK.window.name() in colours(shown(figure))
    assert light.window.name() not in colours(shown(figure))


def test_the_figure_below_is_not_tapped_through_a_diagram(figure: MapView, body: Body) -> None:
    heard = Heard(figure)
    point = at(figure, body, body.middle("forehead", Side.LEFT))

    QTest.mouseClick(shown(figure), LEFT, pos=QPoint(point.x(), 8))

    assert not heard.taps
