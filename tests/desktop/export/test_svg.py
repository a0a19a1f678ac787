"""A map as SVG: what is written on it, and what it shows in words."""

from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from desktop.atlas.plate import Plate, plates
from desktop.atlas.views import load_views
from desktop.export.svg import alt, map_look, svg, swatch, title
from desktop.record import pins_of, record_of
from desktop.snapshot import Snapshot
from resources import files
from resources.terms import Category, Method, Side
from tests.desktop.export.visits import Lesion, body, clustered, imprint, mixed, tapped, visit

SVG = "{http://www.w3.org/2000/svg}"


def drawn(snapshot: Snapshot) -> tuple[Plate, ...]:
    return plates(pins_of(snapshot), body(), load_views())


def written(plate: Plate) -> list[str]:
    root = ET.fromstring(svg(plate, files.read_bytes(plate.picture)))
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def from_left_to_right(plate: Plate) -> list[str]:
    """What stands above the picture, by where it stands."""
    root = ET.fromstring(svg(plate, files.read_bytes(plate.picture)))
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
