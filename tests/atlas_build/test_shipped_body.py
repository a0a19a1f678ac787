"""What the build promises of the shipped body, checked without the wheel. All points and views: `build.py --check`."""

from functools import cache

import numpy as np
import pytest

from atlas.agree import Judge
from atlas.checking import too_large
from atlas.region_checks import Skin, faults, missing
from atlas.shown import Shape
from desktop.atlas.fields import Fields
from desktop.atlas.surface import Flags, Surface
from desktop.atlas.views import Views, load_views
from resources import files
from resources.off_surface import off_surface
from resources.regions import load_regions
from resources.terms import BodyKind

POINTS = 300


judge = cache(Judge)


@pytest.mark.parametrize(
    ("kind", "view"),
    [
        (BodyKind.NEUTRAL, "face"),
        (BodyKind.NEUTRAL, "ear_left_behind"),
        (BodyKind.NEUTRAL, "arms"),
        (BodyKind.NEUTRAL, "turn_head/13"),
        (BodyKind.MALE, "back"),
        (BodyKind.FEMALE, "flank_right"),
        (BodyKind.FEMALE, "turn_hand_left/05"),
        (BodyKind.OLDER, "scalp_front"),
        (BodyKind.CHILD, "front"),
    ],
)
def test_art_and_hit_test_agree(kind: BodyKind, view: str) -> None:
    agreement = judge(kind).agreement(view, POINTS)

    assert agreement.good, agreement.line()
    assert agreement.near_silhouette < 0.2
    assert agreement.left_out < 0.5


def test_a_body_two_millimetres_beside_its_pictures_is_found(surface: Surface) -> None:
    def shifted(pose: str) -> Shape:
        return Shape(surface.vertices(pose).astype(np.float64) / 100 + [0, 0.02, 0], surface.quads, 1)

    agreement = Judge(shape=shifted).agreement("ear_left", POINTS)

    assert agreement.region < 0.98
    assert not agreement.good


def test_marks_drawn_half_a_centimetre_beside_their_skin_are_found(surface: Surface) -> None:
    def shifted(pose: str) -> Shape:
        return Shape(surface.vertices(pose).astype(np.float64) / 100 + [0, 0.05, 0], surface.quads, 1)

    assert Judge(shape=shifted).agreement("ear_left", POINTS).marks < 0.9


def test_the_body_is_small_enough_to_be_carried_along() -> None:
    assert list(too_large()) == []


def test_every_region_is_there_in_one_piece_on_each_side_both_alike_and_within_reach(
    surface: Surface, labels: list[str]
) -> None:
    assert list(faults(surface, labels, load_regions(), load_views(), off_surface())) == []


def test_a_region_that_is_lost_torn_or_lopsided_is_found(labels: list[str]) -> None:
    wrong = Surface(files.path("body"))
    left = wrong.vertices("anatomical")[wrong.quads[2::4, 1], 0][: wrong.base_quads] > 0
    _swap(wrong, labels, "helix_mid", "tragus", np.ones_like(left))
    _swap(wrong, labels, "elbow_lateral", "antecubital_fossa", left)

    skin = Skin(wrong, labels, load_regions())
    torn = set(skin.torn())

    assert "the left tragus is in 2 pieces" in torn
    assert "the right helix_mid is in 0 pieces" in torn
    assert any(each.startswith("antecubital_fossa has") for each in skin.lopsided())


def test_a_region_that_no_view_shows_is_found(surface: Surface, labels: list[str]) -> None:
    face_only = Views(load_views().all[:1])

    hidden = list(Skin(surface, labels, load_regions()).hidden(face_only))

    assert any(each.startswith("upper_back_interscapular is out of reach") for each in hidden)
    assert not any("glabella" in each for each in hidden)


def test_a_leaf_that_is_neither_drawn_nor_declared_is_found_and_one_that_is_both(labels: list[str]) -> None:
    renamed = [label.replace("philtrum", "tongue") for label in labels]

    told = list(missing(renamed, load_regions(), off_surface()))

    assert told == ["philtrum is not on the surface", "tongue is on the surface, but the mouth is closed"]


def test_the_notice_of_the_mesh_lies_beside_the_body() -> None:
    text = files.read_text("body/LICENSE-CC0.md")

    assert "explicitly released as CC0" in text
    assert "Copyright (C) 2020 Data Collection AB" in text
    assert "# Creative Commons CC0 1.0 Universal" in text


def _swap(surface: Surface, labels: list[str], region: str, other: str, where: Flags) -> None:
    fields = surface.fields
    mine = (fields.regions == labels.index(region)) & np.repeat(where, fields.counts)
    regions = np.where(mine, labels.index(other), fields.regions).astype(np.uint16)
    surface.fields = Fields(fields.counts, regions, fields.strengths)
