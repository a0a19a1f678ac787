"""The patient's side: in words and on the screen, in every view that shows a region of both sides."""

from collections import defaultdict
from dataclasses import dataclass

import pytest

from desktop.atlas.body import Body
from desktop.atlas.sides import side_at, tolerance_mm
from desktop.atlas.views import View, Views
from resources.regions import Lateral, Regions
from resources.terms import Side
from tests.desktop.atlas.skin import KEYS, VIEWS, grid, is_straight, taps

STRAIGHT = tuple(each.key for each in VIEWS.all if is_straight(each.camera) and each.letters != ("", ""))
"""The views in which left and right mirror each other."""
ASIDE = tuple(each.key for each in VIEWS.all if "" in each.letters)
"""Views of one side: of a hand, an ear, a flank."""


@dataclass
class Seen:
    """Where a view shows a region, by side: px across."""

    right: list[float]
    left: list[float]


def paired_skin(body: Body, regions: Regions, view: View) -> dict[str, Seen]:
    """Return where a view shows paired leaves; the side is the one that is said in words."""
    found: dict[str, Seen] = defaultdict(lambda: Seen([], []))
    for tapped in grid(view, 8.0):
        site = body.site_at(tapped.anchor)
        if regions.get(site.region).lateral is not Lateral.YES:
            continue
        words = site.phrase.replace(",", "").split()
        assert ("right" in words) != ("left" in words)
        (found[site.region].right if "right" in words else found[site.region].left).append(tapped.x)
    return found


def test_the_straight_views_are_those_a_person_faces_the_patient_in() -> None:
    assert {"face", "scalp_front", "arms", "front", "back", "head_back", "under_chin"} <= set(STRAIGHT)


@pytest.mark.parametrize("key", STRAIGHT)
def test_each_paired_region_lies_under_the_letter_of_its_side(
    body: Body, regions: Regions, views: Views, key: str
) -> None:
    view = views.get(key)
    middle = view.camera.width / 2

    seen = paired_skin(body, regions, view)

    assert seen
    for region, at in seen.items():
        under_left_letter, under_right_letter = (
            (at.right, at.left) if view.letters == ("R", "L") else (at.left, at.right)
        )
        assert max(under_left_letter, default=0.0) <= middle + 2, region
        assert min(under_right_letter, default=view.camera.width) >= middle - 2, region


@pytest.mark.parametrize("key", ["face", "scalp_front", "arms", "front", "under_chin"])
def test_facing_the_patient_their_right_is_on_the_viewers_left(views: Views, key: str) -> None:
    view = views.get(key)

    assert view.letters == ("R", "L")
    assert not view.behind
    assert view.camera.right[0] > 0.99  # x runs to the patient's left


@pytest.mark.parametrize("key", ["back", "head_back", "scalp_top"])
def test_behind_the_patient_their_right_is_on_the_viewers_right(views: Views, key: str) -> None:
    view = views.get(key)

    assert view.letters == ("L", "R")
    assert view.camera.right[0] < -0.99


@pytest.mark.parametrize("key", ASIDE)
def test_a_view_of_one_side_shows_that_sides_skin(body: Body, views: Views, key: str) -> None:
    view = views.get(key)
    said = {"R": Side.RIGHT, "L": Side.LEFT}["".join(view.letters)]

    sides = [body.side(each.anchor) for each in taps(body, key, 80) if body.spot(key, each.anchor).facing > 0.3]

    assert sides.count(said) > 0.75 * len([each for each in sides if each in (Side.RIGHT, Side.LEFT)])


@pytest.mark.parametrize("key", KEYS)
def test_the_words_and_the_stored_side_agree(body: Body, key: str) -> None:
    for tapped in taps(body, key, 25):
        site = body.site_at(tapped.anchor)
        words = set(site.phrase.replace(",", "").split())

        assert site.side is body.side(tapped.anchor)
        assert ("right" in words) is (site.side is Side.RIGHT)
        assert ("left" in words) is (site.side is Side.LEFT)


@pytest.mark.parametrize(
    ("region", "x_mm", "side"),
    [
        ("malar_cheek", 30.0, Side.LEFT),
        ("malar_cheek", -30.0, Side.RIGHT),
        ("malar_cheek", 0.0, Side.LEFT),
        ("glabella", -2.0, Side.UNSIDED),
        ("nasal_dorsum", 2.9, Side.MIDLINE),
        ("nasal_dorsum", 3.1, Side.LEFT),
        ("nasal_dorsum", -3.1, Side.RIGHT),
        ("vertex_scalp", -9.9, Side.MIDLINE),
        ("vertex_scalp", -10.1, Side.RIGHT),
        ("presternal_superior", 4.0, Side.MIDLINE),
    ],
)
def test_the_side_follows_from_the_distance_to_the_midline(
    regions: Regions, region: str, x_mm: float, side: Side
) -> None:
    assert side_at(regions, region, x_mm) is side


def test_every_region_has_a_tolerance(regions: Regions) -> None:
    assert all(0 < tolerance_mm(regions, each.id) <= 10 for each in regions.all)
