"""The marks: shape by method, fill by family, two rings, what is written on them."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop import theme as themes
from desktop.controls.stamps import (
    BADGE,
    SIZE,
    Shape,
    Stamp,
    Stamps,
    badge_stamp,
    brush_stamp,
    reach,
    shape_of,
    stamp_of,
)
from desktop.theme import Theme
from resources.presets import load_presets
from resources.terms import Category, Method
from tests.desktop.snapshots import Lesion, visit

Pixels = npt.NDArray[np.uint32]
PLAIN = tuple(shape for shape in Shape if shape not in (Shape.BADGE, Shape.CLUSTER))


def drawn(theme: Theme, stamp: Stamp, density: float = 4.0) -> QImage:
    return Stamps(theme).picture(stamp, density).toImage()


def colour_at(image: QImage, x: float, y: float) -> str:
    """Return the colour at a point about the middle, px."""
    density, middle = image.devicePixelRatio(), image.width() / 2
    return image.pixelColor(round(middle + x * density), round(middle + y * density)).name()


def pixels(image: QImage) -> Pixels:
    """Return a picture's px as rows of 0xAARRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    return np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width()).copy()


def share(image: QImage, colour: QColor) -> float:
    """Return how many px of a picture have exactly this colour."""
    return float((pixels(image) == colour.rgba()).sum()) / image.devicePixelRatio() ** 2


@pytest.mark.parametrize(
    ("methods", "category", "shape"),
    [
        ((Method.CRYOTHERAPY,), Category.PREMALIGNANT, Shape.CIRCLE),
        ((Method.ELECTROSURGERY,), Category.BENIGN, Shape.TRIANGLE),
        ((Method.LASER,), Category.BENIGN, Shape.DIAMOND),
        ((Method.CHEMICAL,), Category.BENIGN, Shape.SQUARE),
        ((Method.CURETTEMENT,), Category.PREMALIGNANT, Shape.PENTAGON),
        ((Method.LASER, Method.CRYOTHERAPY), Category.BENIGN, Shape.DIAMOND),
        ((), Category.SHAVE, Shape.PENTAGON),
        ((), None, Shape.CIRCLE),
    ],
)
def test_the_first_method_gives_the_shape(methods: tuple[Method, ...], category: Category | None, shape: Shape) -> None:
    assert shape_of(methods, category) is shape


def test_every_method_has_a_shape_of_its_own() -> None:
    assert len({shape_of((method,), Category.BENIGN) for method in Method}) == len(Method)


def test_a_mark_wears_its_number_and_its_family(light: Theme) -> None:
    snapshot = visit(Lesion("ak"), Lesion("wart", site=1), Lesion("seen", site=2))

    stamps = [stamp_of(each) for each in snapshot.marks]

    assert [each.label for each in stamps] == ["1", "2", "A"]
    assert [each.hollow for each in stamps] == [False, False, True]
    assert light.hue(stamps[0].family) == light.premalignant
    assert light.hue(stamps[1].family) == light.benign


def test_a_doubtful_mark_wears_a_question_mark() -> None:
    snapshot = visit(Lesion("ak"), Lesion("ak", same_as=1))

    assert [stamp_of(each).doubtful for each in snapshot.marks] == [False, True]


@pytest.mark.parametrize("shape", PLAIN)
def test_a_mark_has_a_light_ring_around_a_dark_one_around_its_fill(light: Theme, shape: Shape) -> None:
    image = drawn(light, Stamp(shape, "ak"), density=8.0)
    row = [
        image.pixelColor(x, image.height() // 2).name()
        for x in range(image.width())
        if image.pixelColor(x, image.height() // 2).alpha() == 255
    ]

    order = list(dict.fromkeys(each for each in row if row.count(each) > 4))

    assert order == [light.paper.name(), light.ink.name(), light.premalignant.name()]


@pytest.mark.parametrize("shape", PLAIN)
def test_the_shapes_are_about_as_large_as_the_disc(light: Theme, shape: Shape) -> None:
    def area(stamp: Stamp) -> float:
        image = drawn(light, stamp)
        return float((pixels(image) >> 24 > 127).sum()) / image.devicePixelRatio() ** 2

    assert area(Stamp(shape, "ak")) == pytest.approx(area(Stamp(Shape.CIRCLE, "ak")), rel=0.1)


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("density", [1.0, 1.25, 2.0])
def test_no_mark_is_cut_off_by_its_picture(light: Theme, shape: Shape, density: float) -> None:
    image = drawn(light, Stamp(shape, "ak", "88", twice=True, doubtful=True), density)
    side = image.width()

    edge = [(x, y) for x in range(side) for y in (0, side - 1)] + [(x, y) for y in range(side) for x in (0, side - 1)]
    assert not any(image.pixelColor(*each).alpha() for each in edge)


@pytest.mark.parametrize("shape", PLAIN)
@pytest.mark.parametrize(("label", "least_high"), [("1", 8.0), ("8", 8.0), ("17", 6.5), ("48", 6.5)])
def test_a_number_is_large_enough_to_read_and_stays_inside(
    light: Theme, shape: Shape, label: str, least_high: float
) -> None:
    image = drawn(light, Stamp(shape, "ak", label), density=8.0)
    bare = drawn(light, Stamp(shape, "ak"), density=8.0)
    changed = pixels(image) != pixels(bare)

    high = np.flatnonzero(changed.any(1))
    assert (high[-1] - high[0] + 1) / 8 >= least_high
    under = pixels(bare)[changed]
    assert not (under == light.paper.rgba()).any()
    assert (under >> 24 == 255).all()


def test_two_methods_wear_a_second_outline(light: Theme) -> None:
    once, twice = (share(drawn(light, Stamp(Shape.SQUARE, "ak", twice=each)), light.ink) for each in (False, True))

    assert twice > 1.5 * once


def test_a_finding_is_hollow_with_a_dark_letter(light: Theme) -> None:
    image = drawn(light, Stamp(Shape.CIRCLE, "seen", "", hollow=True))

    assert colour_at(image, 0, 0) == light.sampled.name()


def test_a_question_mark_stands_at_the_upper_right(light: Theme) -> None:
    image = drawn(light, Stamp(Shape.CIRCLE, "ak", "1", doubtful=True))

    assert colour_at(image, 15, -15.5) == light.amber.name()
    assert share(drawn(light, Stamp(Shape.CIRCLE, "ak", "1")), light.amber) == 0


def test_a_badge_says_how_many_were_placed_by_name(light: Theme) -> None:
    stamp = badge_stamp("ak", 3, hollow=False, doubtful=False)
    image = drawn(light, stamp)

    assert stamp.label == "×3"
    assert colour_at(image, 0.0, -9.0) == light.premalignant.name()
    assert colour_at(image, BADGE[0] / 2 - 0.7, 0.0) == light.paper.name()
    assert image.pixelColor(0, image.height() // 2).alpha() == 0


def test_the_brush_looks_like_the_mark_it_makes() -> None:
    for preset in load_presets().all:
        stamp = brush_stamp(preset.family, preset.methods, preset.category)
        assert stamp.hollow is (preset.category is None)
        assert stamp.label == ""


def test_a_mark_is_the_same_on_every_theme_because_skin_is(qapp: QApplication) -> None:
    stamp = Stamp(Shape.DIAMOND, "wart", "12")
    themes.apply(qapp, themes.LIGHT)

    assert drawn(themes.LIGHT, stamp) == drawn(themes.DARK, stamp)


def test_numbers_do_not_grow_out_of_their_marks_at_200_per_cent(light: Theme) -> None:
    stamp = Stamp(Shape.CIRCLE, "ak", "17")

    assert drawn(light, stamp) == drawn(light.at(200), stamp)


def test_a_picture_is_painted_once_for_a_density(light: Theme) -> None:
    stamps, stamp = Stamps(light), Stamp(Shape.CIRCLE, "ak", "7")

    assert stamps.picture(stamp, 2.0).cacheKey() == stamps.picture(stamp, 2.0).cacheKey()
    assert stamps.picture(stamp, 1.0).width() == 2 * reach(SIZE)
    assert stamps.picture(stamp, 2.0).width() == 4 * reach(SIZE)
