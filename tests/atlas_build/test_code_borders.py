"""The borders that decide a code, felt out 3 mm to each side along their whole length, on both sides of the body."""

from collections.abc import Iterator

import numpy as np
import pytest

from atlas.strokes import Line, load_borders
from atlas.walking import Walker
from desktop.atlas.body import Body
from desktop.atlas.surface import Floats, Surface
from desktop.atlas.views import load_views
from resources.regions import Region, Regions, load_regions
from resources.terms import Anchor

POINTS = 20
BESIDE_MM = 3.0
ON_THE_LID_MM = 1.0
# where the lip's colour ends in the face's picture, from the midline to near the corner of the mouth
UPPER_LIP = Line("face", np.array([(452, 745), (478, 743), (500, 747.5), (520, 756.5), (534, 765)]))
LOWER_LIP = Line("face", np.array([(452, 827), (478, 824.5), (500, 821.5), (520, 815.5), (534, 806)]))
_SCALP_AND_NECK = "scalp_neck_hands_feet_genitalia"
_FACE = "face_ears_eyelids_nose_lips_mucosa"


@pytest.fixture(scope="module")
def body() -> Body:
    return Body.load()


class Feeler:
    """Feels out both sides of a line."""

    def __init__(self, body: Body, surface: Surface, walker: Walker, labels: list[str]) -> None:
        self._body = body
        self._surface = surface
        self._walker = walker
        self._labels = labels
        self._regions: Regions = load_regions()

    def sides(self, *lines: Line, mm: float = BESIDE_MM) -> Iterator[tuple[Region, Region]]:
        """Yield the leaves left and right of points along some lines, then the same on the patient's right."""
        for line in lines:
            camera = load_views().get(line.view).camera
            right, up = np.array(camera.right), np.array(camera.up)
            for point, ahead in _points_along(line.points):
                start = self._body.hit(line.view, *point)
                assert start is not None
                leftward = ahead[1] * right + ahead[0] * up
                if self._surface.point(start)[0] < 0:
                    start, leftward = self._surface.mirrored(start), leftward * [-1, 1, 1]
                yield self._leaves(start, leftward, mm)
                yield self._leaves(self._surface.mirrored(start), leftward * [-1, 1, 1], mm)

    def _leaves(self, start: Anchor, leftward: Floats, mm: float) -> tuple[Region, Region]:
        first, second = (
            self._regions.get(self._labels[self._surface.label(self._walker.across(start, tuple(way), mm))])
            for way in (leftward, -leftward)
        )
        return first, second


def _points_along(points: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Yield points along a line, none at its ends, each with the unit vector ahead."""
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    ends = np.cumsum(lengths)
    for at in np.linspace(0.06, 0.84, POINTS) * ends[-1]:
        part = int(np.searchsorted(ends, at))
        ahead = (points[part + 1] - points[part]) / lengths[part]
        yield points[part] + (at - (ends[part] - lengths[part])) * ahead, ahead


@pytest.fixture(scope="module")
def feeler(body: Body, surface: Surface, walker: Walker, labels: list[str]) -> Feeler:
    return Feeler(body, surface, walker, labels)


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [
        ("hairline", "scalp", "face"),
        ("skull", "neck", "head"),
        ("mandible", "face", "neck"),
    ],
)
def test_a_border_of_the_face_parts_what_it_should(feeler: Feeler, name: str, left: str, right: str) -> None:
    regions = load_regions()

    pairs = list(feeler.sides(*(line for line in load_borders() if line.name == name)))

    assert len(pairs) >= 2 * POINTS
    assert [(a.id, b.id) for a, b in pairs if not (regions.under(a.id, left) and regions.under(b.id, right))] == []


@pytest.mark.parametrize(
    ("name", "groups"), [("hairline", (_SCALP_AND_NECK, _FACE)), ("mandible", (_FACE, _SCALP_AND_NECK))]
)
def test_the_site_group_changes_at_the_border(feeler: Feeler, name: str, groups: tuple[str, str]) -> None:
    pairs = feeler.sides(*(line for line in load_borders() if line.name == name))

    assert {(a.cpt_site_group, b.cpt_site_group) for a, b in pairs} == {groups}


def test_the_lid_margin_ends_where_the_skin_of_the_lid_begins(feeler: Feeler) -> None:
    (upper,) = (line for line in load_borders() if line.name == "upper lid margin")
    (lower,) = (line for line in load_borders() if line.name == "lower lid margin")

    beyond, margin = zip(*feeler.sides(upper, mm=ON_THE_LID_MM), strict=True)
    under, over = zip(*feeler.sides(lower, mm=ON_THE_LID_MM), strict=True)

    assert {each.site_override for each in (*margin, *under)} == {"eyelid"}
    assert {each.site_override for each in (*beyond, *over)} == {""}
    assert {each.c44_site_digit for each in (*beyond, *over)} == {"1"}


@pytest.mark.parametrize("outward", [0, 1], ids=["upper lip", "lower lip"])
def test_the_vermilion_ends_where_the_lip_has_lost_its_colour(feeler: Feeler, outward: int) -> None:
    pairs = list(feeler.sides(UPPER_LIP if outward == 0 else LOWER_LIP))

    assert {pair[outward].site_override for pair in pairs} == {""}
    assert {pair[1 - outward].site_override for pair in pairs} == {"vermilion_lip"}
