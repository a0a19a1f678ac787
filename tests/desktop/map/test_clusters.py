"""Crowded marks drawn as one: no number is hidden, and no lesion is lost in a heap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from db.records import MarkId
from desktop.atlas.body import Body
from desktop.controls.stamps import CLUSTER, Shape, Stamp
from desktop.map.clusters import clustered, numbers
from desktop.map.drawn import Drawn
from desktop.map.figure import MapView
from desktop.snapshot import Snapshot
from resources.terms import Anchor, Side
from tests.desktop.map.acts import LEFT, Heard, at, hover, phrase
from tests.desktop.map.conftest import ShowMap
from tests.desktop.map.visits import Lesion, mark_id, visit

HAND = "hand_left_back"
READABLE = 18.0
"""Two discs whose middles are so far apart show both numbers, px."""


def drawn(number: int, x: float, y: float, family: str = "ak", *, hollow: bool = False, doubt: bool = False) -> Drawn:
    stamp = Stamp(Shape.CIRCLE, family, str(number), hollow=hollow, doubtful=doubt)
    return Drawn((MarkId(f"m{number}"),), x, y, stamp, Anchor(number, 0, 0))


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=60), st.floats(0.2, 4.0))
def test_every_mark_is_in_one_heap_and_none_hides_another(points: list[tuple[float, float]], pixel: float) -> None:
    marks = [drawn(number, *point) for number, point in enumerate(points, 1)]

    heaps = clustered(marks, pixel)

    assert sorted(each for heap in heaps for each in heap.marks) == sorted(each.newest for each in marks)
    assert {(heap.x, heap.y) for heap in heaps} <= set(points)
    for place, one in enumerate(heaps):
        for other in heaps[place + 1 :]:
            apart = READABLE if not (one.is_cluster or other.is_cluster) else READABLE / 2 + CLUSTER[1] / 2 - 2
            assert max(abs(one.x - other.x), abs(one.y - other.y)) >= (apart - 0.01) * pixel


def test_marks_with_room_stay_the_same_objects() -> None:
    marks = (drawn(1, 0, 0), drawn(2, 18, 0), drawn(3, 0, 18))

    assert all(one is other for one, other in zip(clustered(marks, 1.0), marks, strict=True))


def test_a_cluster_tells_how_many_lesions_it_stands_for() -> None:
    (heap,) = clustered((drawn(1, 0, 0), drawn(2, 5, 0), drawn(3, 10, 0)), 1.0)

    assert (heap.stamp.shape, heap.stamp.label, heap.stamp.family) == (Shape.CLUSTER, "×3", "ak")
    assert (heap.x, heap.anchor) == (5, Anchor(2, 0, 0))


@pytest.mark.parametrize(
    ("other", "family", "hollow", "doubtful"),
    [
        (drawn(2, 5, 0), "ak", False, False),
        (drawn(2, 5, 0, "wart"), "", False, False),
        (drawn(2, 5, 0, hollow=True), "ak", False, False),
        (drawn(2, 5, 0, doubt=True), "ak", False, True),
    ],
    ids=["alike", "of two families", "one only seen", "one in doubt"],
)
def test_a_cluster_looks_like_what_it_holds(other: Drawn, family: str, hollow: bool, doubtful: bool) -> None:  # noqa: FBT001
    (heap,) = clustered((drawn(1, 0, 0), other), 1.0)

    assert (heap.stamp.family, heap.stamp.hollow, heap.stamp.doubtful) == (family, hollow, doubtful)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["3", "1", "2"], "1–3"),
        (["9", "4", "3", "12"], "3–4, 9, 12"),
        (["7", "A", "C"], "7, A, C"),
        (["B"], "B"),
    ],
)
def test_the_numbers_of_a_cluster_are_read_out_in_order(labels: list[str], words: str) -> None:
    assert numbers(labels) == words


# on the map
@pytest.fixture
def crowd(body: Body) -> Snapshot:
    """40 lesions in 3 cm of the back of a left hand."""
    middle = body.middle("hand_dorsal", Side.LEFT)
    assert middle is not None
    spot, half = body.spot(HAND, middle), 15 / body.mm_per_px(HAND)
    across, down = np.linspace(-half, half, 8), np.linspace(-half, half, 5)
    return visit(body, *(Lesion(body.hit(HAND, spot.x + x, spot.y + y)) for x in across for y in down))


@pytest.fixture
def figure(show_map: ShowMap, crowd: Snapshot) -> MapView:
    made = show_map(HAND)
    made.show_snapshot(crowd)
    return made


def test_forty_lesions_on_three_centimetres_are_all_counted_at_every_zoom(figure: MapView, crowd: Snapshot) -> None:
    counts = []
    while True:
        shown = figure.marks_shown
        assert sorted(each for heap in shown for each in heap.marks) == sorted(each.id for each in crowd.marks)
        counts.append(len(shown))
        if figure.zoom >= 8:
            break
        QTest.mouseClick(figure.closer, LEFT)

    assert counts[0] <= 4
    assert counts[-1] == 40


def test_a_tap_on_a_cluster_adds_one_and_means_none_of_its_lesions(figure: MapView, body: Body) -> None:
    heard, heap = Heard(figure), figure.marks_shown[0]
    assert heap.is_cluster

    QTest.mouseClick(figure, LEFT, pos=at(figure, body, heap.anchor))

    (tap,) = heard.taps
    assert tap.on_mark is None


def test_over_a_cluster_its_numbers_are_said_behind_the_place(show_map: ShowMap, body: Body) -> None:
    figure, spot = show_map("face"), body.middle("malar_cheek", Side.LEFT)
    figure.show_snapshot(visit(body, Lesion(spot), Lesion(spot, preset="seen"), Lesion(spot)))

    hover(figure, at(figure, body, spot))

    assert spot is not None
    assert phrase(figure).text.startswith(body.site_at(spot).phrase)
    assert phrase(figure).text.endswith("here 3 lesions: 1–2, A")


def test_a_lesion_selected_in_the_list_is_ringed_where_its_cluster_stands(figure: MapView) -> None:
    figure.select(mark_id(17))

    heap = next(each for each in figure.marks_shown if mark_id(17) in each.marks)
    where = figure.selected_at()
    assert where is not None
    assert (figure.to_widget(heap.x, heap.y).x(), figure.to_widget(heap.x, heap.y).y()) == pytest.approx(where)
