"""A map as SVG: what is written on it, and what it shows in words."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from desktop.atlas.plate import Plate, plates
from desktop.atlas.views import load_views
from desktop.export.backdrop import shipped
from desktop.export.svg import alt, contrast, map_look, svg, swatch, title
from desktop.record import pins_of, record_of
from desktop.snapshot import Snapshot
from resources.terms import Category, Method, Side
from tests.desktop.export.visits import (
    Lesion,
    body,
    clustered,
    forty,
    imprint,
    mixed,
    off_surface,
    tapped,
    visit,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(snapshot: Snapshot) -> tuple[Plate, ...]:
    return plates(pins_of(snapshot), body(), load_views())


def written(plate: Plate) -> list[str]:
    root = ET.fromstring(svg(plate, shipped(plate)))
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def from_left_to_right(plate: Plate) -> list[str]:
    """What stands above the picture, by where it stands."""
    root = ET.fromstring(svg(plate, shipped(plate)))
    above = [each for each in root.iter(f"{SVG}text") if float(each.get("y", "0")) < 0]
    return [each.text or "" for each in sorted(above, key=lambda each: float(each.get("x", "0")))]


def only(view: str, snapshot: Snapshot) -> Plate:
    return next(plate for plate in drawn(snapshot) if plate.view == view)


@pytest.mark.parametrize("seen", [mixed, clustered])
def test_every_label_is_written_once_and_the_sides_in_words(seen: Callable[[], Snapshot]) -> None:
    for plate in drawn(seen()):
        words = Counter(written(plate))
        assert {words[dot.text] for dot in plate.dots} <= {1}
        for letter in filter(None, plate.letters):
            assert words[letter] == 1
            assert words[{"R": "patient's right", "L": "patient's left"}[letter]] == 1
        assert words["BACK"] == plate.behind


def test_the_patients_right_is_on_the_viewers_left_of_the_face_and_on_the_right_from_behind() -> None:
    face = only("face", visit(Lesion(tapped("malar_cheek_medial", Side.LEFT))))
    back = only("back", visit(Lesion(tapped("upper_back_scapular", Side.LEFT))))

    assert from_left_to_right(face) == ["R", "patient's right", "patient's left", "L"]
    assert from_left_to_right(back) == ["L", "patient's left", "BACK", "patient's right", "R"]
    assert face.dots[0].place.middle[0] > face.width / 2
    assert back.dots[0].place.middle[0] < back.width / 2


def test_a_plate_is_told_in_words() -> None:
    snapshot = visit(Lesion(tapped("malar_cheek_medial", Side.LEFT)), Lesion(tapped("chin", Side.MIDLINE), "seen"))
    record = record_of(snapshot, imprint())

    assert alt(only("face", snapshot), record) == (
        "Body map, Face. The left edge of the picture is the patient's right, the right edge the patient's left. "
        f"2 numbered lesions: 1 left medial malar cheek; A {record.findings[0].site}."
    )


def test_an_enlarged_part_says_so() -> None:
    titles = [title(plate) for plate in drawn(clustered())]

    assert {"Back", "Back, enlarged"} <= set(titles)


def test_category_is_told_by_colour_and_method_by_shape() -> None:
    circle, pentagon = swatch(Category.BENIGN, (Method.CRYOTHERAPY,)), swatch(Category.BENIGN, (Method.CURETTEMENT,))

    assert "<circle" in circle
    assert "<polygon" in pentagon
    assert map_look().hue(Category.BENIGN) in circle
    assert map_look().hue(Category.PREMALIGNANT) != map_look().hue(Category.BENIGN)


def test_what_was_only_seen_is_hollow() -> None:
    assert map_look().hue(None) == map_look().paper


def test_each_leader_line_leads_from_a_lesions_point_to_its_number() -> None:
    (plate,) = (plate for plate in drawn(forty()) if plate.enlarged)
    root = ET.fromstring(svg(plate, shipped(plate)))
    lines = {tuple(float(each.get(end, "")) for end in ("x1", "y1", "x2", "y2")) for each in root.iter(f"{SVG}line")}
    moved = [dot for dot in plate.dots if dot.place.moved]

    assert moved
    wanted = {tuple(round(at, 1) for at in (*dot.place.lesion, *dot.place.middle)) for dot in moved}
    assert {tuple(round(at, 1) for at in line) for line in lines} == wanted
    points = {(float(each.get("cx", "")), float(each.get("cy", ""))) for each in root.iter(f"{SVG}circle")}
    assert {(x, y) for x, y, *_ in lines} <= points


def test_fills_are_told_apart_in_grey_and_numbers_are_read_on_each() -> None:
    look = map_look()
    fills = {look.paper, *(look.hue(each) for each in Category)}

    assert len(fills) == 5
    for one, other in combinations(fills, 2):
        assert contrast(one, other) >= 1.5
    for fill in fills:
        assert contrast(fill, look.writing(fill)) >= 4.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_diagram_is_drawn_with_its_lines_and_both_sides() -> None:
    (plate,) = drawn(visit(Lesion(off_surface("tongue", Side.LEFT))))

    root = ET.fromstring(svg(plate, shipped(plate)))

    assert len(list(root.iter(f"{SVG}path"))) == len(plate.lines)
    assert not list(root.iter(f"{SVG}image"))
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert {"R", "L", "patient's right", "patient's left"} <= set(words)
