"""The numbered maps as drawing primitives, on the real body."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from desktop.atlas.choice import shipped_bodies
from desktop.atlas.diagrams import load_diagrams
from desktop.atlas.plate import DOT_MM, Plate, plates
from desktop.atlas.views import load_views
from desktop.record import pins_of
from desktop.snapshot import Snapshot
from resources.terms import BodyKind, Category, Side
from tests.desktop.export.visits import (
    Lesion,
    anchor_of,
    body,
    called,
    clustered,
    crowded,
    forty,
    mixed,
    near,
    off_surface,
    strewn,
    tapped,
    visit,
)


def drawn(snapshot: Snapshot) -> tuple[Plate, ...]:
    return plates(pins_of(snapshot), body(), load_views())


def texts(found: Sequence[Plate]) -> list[str]:
    return [dot.text for plate in found for dot in plate.dots]


def test_lesions_are_drawn_in_their_home_view_where_it_shows_them() -> None:
    place = tapped("malar_cheek_medial", Side.LEFT)

    (plate,) = drawn(visit(Lesion(place)))

    assert place.anchor
    assert plate.view == body().home_view(place.anchor) == "face"
    spot = body().spot("face", place.anchor)
    assert plate.dots[0].place.middle == (spot.x, spot.y)


def test_views_stand_in_the_order_of_the_rail() -> None:
    snapshot = visit(
        *(Lesion(place) for view in ("foot_left_sole", "back", "hand_left_back", "face") for place in strewn(view, 1))
    )

    assert [plate.view for plate in drawn(snapshot)] == ["face", "hand_left_back", "back", "foot_left_sole"]


@pytest.mark.parametrize("seen", [mixed, crowded, clustered, forty])
def test_no_label_is_drawn_twice(seen: Callable[[], Snapshot]) -> None:
    labels = Counter(label for plate in drawn(seen()) for label in plate.labels)

    assert set(labels.values()) == {1}


@pytest.mark.parametrize("seen", [mixed, crowded, clustered, forty])
def test_no_label_hides_another_or_a_lesion(seen: Callable[[], Snapshot]) -> None:
    for plate in drawn(seen()):
        for one, other in combinations(plate.dots, 2):
            assert not one.place.overlaps(other.place)
            assert not one.place.covers(other.place.lesion) or other.place.lesion == one.place.lesion
        assert not any(dot.place.covers(point.place.lesion) for dot in plate.dots for point in plate.points)


@pytest.mark.parametrize("seen", [mixed, crowded, clustered, forty])
def test_a_dot_has_the_same_size_on_every_printed_map(seen: Callable[[], Snapshot]) -> None:
    for plate in drawn(seen()):
        assert plate.radius * plate.print_mm / plate.window.width == pytest.approx(DOT_MM)


def test_neighbours_called_out_by_one_name_share_a_badge() -> None:
    forehead, temple = called("forehead", Side.LEFT), called("temple_superior", Side.LEFT)

    found = drawn(visit(Lesion(forehead), Lesion(forehead), Lesion(temple), Lesion(forehead)))

    assert sorted(texts(found)) == ["1-2", "3", "4"]
    assert all(dot.badge for plate in found for dot in plate.dots)


def test_a_finding_between_them_does_not_part_a_badge() -> None:
    forehead = called("forehead", Side.LEFT)

    found = drawn(visit(Lesion(forehead), Lesion(forehead, "seen"), Lesion(forehead)))

    assert sorted(texts(found)) == ["1", "2", "A"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(Lesion(called("forehead", Side.LEFT)), Lesion(called("forehead", Side.RIGHT)), id="side"),
        pytest.param(Lesion(called("forehead", Side.LEFT)), Lesion(called("forehead", Side.LEFT), "sk"), id="category"),
        pytest.param(
            Lesion(called("forehead", Side.LEFT)), Lesion(called("forehead", Side.LEFT), "ak_curettement"), id="method"
        ),
        pytest.param(Lesion(tapped("chin", Side.MIDLINE)), Lesion(tapped("chin", Side.MIDLINE)), id="taps"),
    ],
)
def test_lesions_that_differ_never_share_a_badge(first: Lesion, second: Lesion) -> None:
    assert sorted(texts(drawn(visit(first, second)))) == ["1", "2"]


def test_a_place_without_a_point_on_the_skin_is_on_no_map() -> None:
    snapshot = visit(Lesion(called("skin", Side.UNSIDED)), Lesion(called("forearm_dorsal_mid", Side.UNSAID)))

    assert drawn(snapshot) == ()


def test_a_finding_is_drawn_without_a_category() -> None:
    (plate,) = drawn(visit(Lesion(tapped("nasal_dorsum", Side.MIDLINE), "seen")))

    assert [(dot.text, dot.category, dot.badge) for dot in plate.dots] == [("A", None, False)]


def test_a_crowd_is_numbered_in_an_enlarged_part_and_pointed_at_in_the_view() -> None:
    spot = body().spot("back", anchor_of("upper_back_scapular", Side.LEFT))
    snapshot = visit(*(Lesion(place, "wart") for place in near("back", spot.x, spot.y, 30, 12)))

    view, part = drawn(snapshot)

    assert (view.enlarged, part.enlarged) == (False, True)
    assert view.labels == ()
    assert len(view.points) == 12
    assert {point.category for point in view.points} == {Category.BENIGN}
    assert view.frames == (part.window,)
    assert sorted(part.labels, key=int) == [str(number) for number in range(1, 13)]
    assert part.window.width < view.window.width / 2
    assert part.picture == load_views().get("back").pictures["large"]


def test_an_enlarged_lesion_lies_where_the_view_shows_it() -> None:
    spot = body().spot("back", anchor_of("upper_back_scapular", Side.LEFT))
    places = list(near("back", spot.x, spot.y, 30, 12))

    _, part = drawn(visit(*(Lesion(place) for place in places)))

    for place, dot in zip(places, sorted(part.dots, key=lambda dot: int(dot.text)), strict=True):
        assert place.anchor
        seen = body().spot("back", place.anchor)
        x, y = dot.place.lesion
        assert math.dist((x + part.window.left, y + part.window.top), (seen.x, seen.y)) < 1e-6


def test_many_lesions_at_one_point_are_not_enlarged() -> None:
    place = tapped("presternal", Side.MIDLINE)

    found = drawn(visit(*(Lesion(place) for _ in range(8))))

    assert [plate.enlarged for plate in found] == [False]
    assert len(found[0].labels) == 8


def test_a_view_from_behind_says_so_and_swaps_its_letters() -> None:
    (plate,) = drawn(visit(Lesion(tapped("upper_back_scapular", Side.LEFT))))

    assert plate.behind
    assert plate.letters == ("L", "R")


def test_every_view_can_be_printed() -> None:
    for view in load_views().all:
        found = drawn(visit(*(Lesion(place) for place in strewn(view.key, 1)))) if view.rail else ()
        for plate in found:
            assert plate.print_mm <= 90
            assert any(plate.letters)


def test_a_dense_crowd_is_enlarged_more_than_a_loose_one() -> None:
    spot = body().spot("back", anchor_of("upper_back_scapular", Side.LEFT))
    loose = visit(*(Lesion(place) for place in near("back", spot.x, spot.y, 60, 12)))

    *_, dense_part = drawn(forty())
    *_, loose_part = drawn(loose)

    assert len(dense_part.labels) == 40
    assert dense_part.window.width < 0.7 * loose_part.window.width


def test_what_the_surface_does_not_carry_is_numbered_on_its_diagram() -> None:
    snapshot = visit(
        Lesion(tapped("chin", Side.MIDLINE)),
        Lesion(off_surface("buccal_mucosa", Side.LEFT)),
        Lesion(off_surface("buccal_mucosa", Side.LEFT)),
        Lesion(off_surface("tongue", Side.RIGHT)),
    )

    _, mouth = drawn(snapshot)

    assert (mouth.view, mouth.letters, mouth.picture) == ("diagram_mouth", ("R", "L"), "")
    assert sorted(texts([mouth])) == ["2-3", "4"]
    assert all(dot.badge for dot in mouth.dots)
    assert mouth.lines
    diagram = load_diagrams().get("diagram_mouth")
    for dot in mouth.dots:
        site = diagram.site(*dot.place.lesion)
        assert site
        assert (site.region, site.side) == (("tongue", Side.RIGHT) if dot.text == "4" else ("buccal_mucosa", Side.LEFT))


def test_a_side_nobody_said_is_drawn_on_no_diagram() -> None:
    assert drawn(visit(Lesion(off_surface("scrotum", Side.UNSAID)))) == ()


def test_a_mark_of_an_older_surface_is_drawn_in_its_regions_middle() -> None:
    place = replace(tapped("malar_cheek_medial", Side.LEFT), surface="hm07/1", phrase="left cheek of old")
    snapshot = visit(Lesion(replace(place, anchor=anchor_of("sacral", Side.MIDLINE))))

    (plate,) = drawn(snapshot)

    middle = body().spot("face", anchor_of("malar_cheek_medial", Side.LEFT))
    assert plate.dots[0].badge
    assert plate.dots[0].place.lesion == (middle.x, middle.y)


@pytest.mark.parametrize("kind", shipped_bodies())
def test_a_map_shows_the_body_that_was_shown(kind: BodyKind) -> None:
    place = tapped("malar_cheek_medial", Side.LEFT)
    shown = body().shown_as(kind)

    (plate,) = plates(pins_of(visit(Lesion(place))), shown, shown.views)

    assert f"/{kind}/" in plate.picture
    assert place.anchor
    spot = shown.spot("face", place.anchor)
    assert plate.dots[0].place.lesion == (spot.x, spot.y)
