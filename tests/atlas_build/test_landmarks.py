"""Landmarks: all that the anatomy table names, each on the skin, paired ones on both sides."""

import pytest

from atlas.landmarks import Mark, load_marks, placed
from desktop.atlas.body import Body
from desktop.atlas.landmarks import landmark, load_landmarks
from desktop.atlas.surface import Surface
from resources.terms import Side

ON_THE_MIDLINE = {
    "trichion",
    "vertex",
    "inion",
    "glabella",
    "nasion",
    "nasal_tip",
    "subnasale",
    "stomion",
    "menton",
}


@pytest.fixture(scope="module")
def body() -> Body:
    return Body.load()


def test_what_is_authored_is_what_is_shipped(body: Body, surface: Surface) -> None:
    assert load_landmarks() == placed(load_marks(), body, surface)


def test_a_landmark_beside_the_body_is_refused(body: Body, surface: Surface) -> None:
    with pytest.raises(ValueError, match="lost misses the skin of face"):
        placed([Mark("lost", "face", 5.0, 5.0)], body, surface)


def test_a_landmark_on_the_patients_right_is_refused(body: Body, surface: Surface) -> None:
    with pytest.raises(ValueError, match="other_eye lies on the patient's right"):
        placed([Mark("other_eye", "face", 260.0, 499.0)], body, surface)


@pytest.mark.parametrize("name", sorted(ON_THE_MIDLINE))
def test_a_midline_landmark_lies_exactly_on_the_midline(surface: Surface, name: str) -> None:
    x, _, _ = surface.point(load_landmarks()[name])

    assert x == pytest.approx(0.0, abs=0.06)  # the surface is stored in tenths of a millimetre


def test_no_landmark_lies_on_the_right(surface: Surface) -> None:
    wrong = [key for key, anchor in load_landmarks().items() if surface.point(anchor)[0] < -0.06]

    assert wrong == []


def test_a_paired_landmark_is_found_on_the_side_that_was_asked_for(surface: Surface) -> None:
    left = surface.point(landmark("tragus", Side.LEFT, surface))
    right = surface.point(landmark("tragus", Side.RIGHT, surface))

    assert left[0] > 60
    assert right == pytest.approx(left * [-1, 1, 1], abs=0.11)


def test_a_midline_landmark_is_the_same_place_on_both_sides(surface: Surface) -> None:
    left = surface.point(landmark("glabella", Side.MIDLINE, surface))
    right = surface.point(landmark("glabella", Side.RIGHT, surface))

    assert right == pytest.approx(left, abs=0.11)


def test_an_unknown_landmark_is_refused(surface: Surface) -> None:
    with pytest.raises(KeyError):
        landmark("third_eye", Side.LEFT, surface)


def test_heights_of_the_face_are_in_the_order_of_anatomy(surface: Surface) -> None:
    downward = [
        "vertex", "trichion", "glabella", "nasion", "rhinion", "nasal_tip", "subnasale", "labiale_superius", "stomion",
        "labiale_inferius", "sublabiale", "pogonion", "menton", "cervical_point", "thyroid_prominence",
    ]  # fmt: skip

    heights = [surface.point(load_landmarks()[name])[1] for name in downward]

    assert heights == sorted(heights, reverse=True)


def test_the_hairline_leaves_the_forehead_about_a_third_of_the_face(surface: Surface) -> None:
    trichion, glabella, subnasale, menton = (
        surface.point(load_landmarks()[name])[1] for name in ("trichion", "glabella", "subnasale", "menton")
    )

    thirds = [trichion - glabella, glabella - subnasale, subnasale - menton]

    assert thirds[0] == pytest.approx(sum(thirds) / 3, rel=0.1)
