"""What is drawn: marks from snapshots only, rings for a moment, letters on every view, and no more than changed."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from desktop.map import scene
from desktop.map.canvas import box
from desktop.map.figure import MapView
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.looks import colours, picture
from tests.desktop.map.acts import LEFT, Painted, at, slide
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, mark_id, visit

KEYS = ("face", "scalp_front", "arms", "front", "back", "ear_left", "ear_right_behind", "flank_left")


def cheek(body: Body) -> Lesion:
    return Lesion(body.middle("malar_cheek", Side.LEFT))


def temple(body: Body) -> Lesion:
    return Lesion(body.middle("temple", Side.RIGHT))


def is_hued(figure: MapView, theme: Theme, point: QPoint) -> bool:
    """Say whether the premalignant hue is painted about a point."""
    return theme.premalignant.name() in colours(figure, QRect(point - QPoint(9, 9), point + QPoint(9, 9)))


# marks
def test_marks_come_from_a_snapshot_and_from_nothing_else(show_map: ShowMap, body: Body, light: Theme) -> None:
    figure = show_map("face")
    point = at(figure, body, cheek(body).anchor)

    QTest.mouseClick(figure, LEFT, pos=point)
    before = is_hued(figure, light, point)
    figure.show_snapshot(visit(body, cheek(body)))

    assert not before
    assert is_hued(figure, light, point)


def test_a_removed_mark_is_gone(show_map: ShowMap, body: Body, light: Theme) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body), temple(body)))

    figure.show_snapshot(visit(body, cheek(body), temple(body), without=(1,)))

    assert not is_hued(figure, light, at(figure, body, cheek(body).anchor))
    assert [each.stamp.label for each in figure.marks_shown] == ["1"]


def test_before_the_body_is_loaded_no_mark_is_drawn(qtbot: QtBot, views: Views, body: Body, light: Theme) -> None:
    figure = MapView(views, light)
    qtbot.addWidget(figure)
    figure.show_snapshot(visit(body, cheek(body)))
    before = figure.marks_shown
    figure.set_body(body)
    figure.stop()

    assert before == ()
    assert len(figure.marks_shown) == 1


def test_a_tap_repaints_only_the_new_mark(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    QApplication.processEvents()
    painted = Painted(figure)

    figure.show_snapshot(visit(body, cheek(body), temple(body)))
    QApplication.processEvents()

    point = at(figure, body, temple(body).anchor)
    new = box((point.x(), point.y()))
    assert painted.region.boundingRect().contains(point)
    assert new.adjusted(-1, -1, 1, 1).contains(painted.region.boundingRect())


def test_the_same_snapshot_again_repaints_nothing(show_map: ShowMap, body: Body) -> None:
    lesions = (cheek(body), *(Lesion(region="forehead", side=Side.LEFT) for _ in range(3)))
    figure = show_map("face")
    figure.show_snapshot(visit(body, *lesions))
    QApplication.processEvents()
    painted = Painted(figure)

    figure.show_snapshot(visit(body, *lesions))
    QApplication.processEvents()

    assert painted.region.isEmpty()


def test_a_removed_mark_repaints_those_that_are_renumbered(show_map: ShowMap, body: Body) -> None:
    sites = [("temple", Side.RIGHT), ("malar_cheek", Side.LEFT), ("chin", Side.MIDLINE)]
    lesions = [Lesion(body.middle(*each)) for each in sites]
    figure = show_map("face")
    figure.show_snapshot(visit(body, *lesions))
    QApplication.processEvents()
    painted = Painted(figure)

    figure.show_snapshot(visit(body, *lesions, without=(2,)))
    QApplication.processEvents()

    touched = [painted.region.contains(at(figure, body, each.anchor)) for each in lesions]
    assert touched == [False, True, True]


def test_another_visit_leaves_no_mark_of_the_last_one(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    figure.select(mark_id(1))

    figure.show_snapshot(visit(body, temple(body), visit_id="v2"))

    assert figure.selected_mark is None
    assert len(figure.marks_shown) == 1


# rings
def ring_colour_at(figure: MapView, point: QPoint) -> bool:
    """Say whether the dark ring of 36 px is painted around a point."""
    ink = figure.theme.ink
    image = picture(figure)
    return all(
        any(near(image.pixelColor(point + away * reach), ink) for reach in (17, 18, 19))
        for away in (QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1))
    )


def near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) < 70


def test_a_new_mark_is_ringed_for_a_moment(show_map: ShowMap, body: Body, qtbot: QtBot) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    point = at(figure, body, temple(body).anchor)

    figure.show_snapshot(visit(body, cheek(body), temple(body)))

    assert ring_colour_at(figure, point)
    assert not ring_colour_at(figure, at(figure, body, cheek(body).anchor))
    qtbot.waitUntil(lambda: not ring_colour_at(figure, point), timeout=3000)


def test_with_reduced_motion_the_ring_is_thick_and_stays(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    figure.show_snapshot(visit(body, cheek(body), temple(body)))
    thin = picture(figure)
    calm = show_map("face")
    calm.set_reduced_motion(on=True)
    calm.show_snapshot(visit(body, cheek(body)))

    calm.show_snapshot(visit(body, cheek(body), temple(body)))

    point = at(figure, body, temple(body).anchor) + QPoint(0, -20)
    assert not near(thin.pixelColor(point), figure.theme.ink)
    assert near(picture(calm).pixelColor(point), figure.theme.ink)
    assert scene.CALM_MS > scene.NEW_MS


def test_the_first_snapshot_of_a_visit_rings_nothing(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")

    figure.show_snapshot(visit(body, cheek(body)))

    assert not ring_colour_at(figure, at(figure, body, cheek(body).anchor))


def test_the_selected_mark_is_ringed_while_it_is_selected(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    point = at(figure, body, cheek(body).anchor)

    figure.select(mark_id(1))
    selected = ring_colour_at(figure, point)
    figure.select(None)

    assert selected
    assert not ring_colour_at(figure, point)


def test_flashing_rings_a_mark_that_is_shown(show_map: ShowMap, body: Body) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))

    figure.flash(mark_id(1))

    assert ring_colour_at(figure, at(figure, body, cheek(body).anchor))


def test_a_dragged_mark_follows_the_pointer(show_map: ShowMap, body: Body, light: Theme) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, cheek(body)))
    figure.select(mark_id(1))
    start = at(figure, body, cheek(body).anchor)
    there = start + QPoint(-90, -150)

    QTest.mousePress(figure, LEFT, pos=start)
    slide(figure, start, there)
    carried = is_near_hue(figure, light, there)
    QTest.mouseRelease(figure, LEFT, pos=there)

    assert carried
    assert not is_near_hue(figure, light, there)  # the record has not moved it yet


def is_near_hue(figure: MapView, theme: Theme, point: QPoint) -> bool:
    image = picture(figure)
    return any(near(image.pixelColor(point + QPoint(dx, 7)), theme.premalignant) for dx in (-5, 0, 5))


def test_a_lesion_dragged_out_of_a_badge_is_a_single_dot(show_map: ShowMap, body: Body, light: Theme) -> None:
    figure = show_map("face")
    figure.show_snapshot(visit(body, *(Lesion(region="forehead", side=Side.LEFT) for _ in range(3))))
    (badge,) = figure.marks_shown
    start = figure.to_widget(badge.x, badge.y).toPoint()
    figure.select(mark_id(3))
    there = start + QPoint(-20, 150)

    QTest.mousePress(figure, LEFT, pos=start)
    slide(figure, start, there)

    assert is_near_hue(figure, light, there)
    assert not near(picture(figure).pixelColor(there + QPoint(16, 0)), light.premalignant)
    QTest.mouseRelease(figure, LEFT, pos=there)
