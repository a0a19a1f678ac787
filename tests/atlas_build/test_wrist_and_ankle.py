"""The two borders of the limbs that decide a code: felt out 3 mm to each side all around, on both sides of the body."""

import json

import numpy as np
import pytest

from desktop.atlas.landmarks import load_landmarks
from desktop.atlas.surface import REFERENCE, Flags, Floats, Indices, Places, Surface
from resources import files
from resources.regions import load_regions
from resources.terms import Anchor

AWAY_MM = 3.0
TOLERANCE_MM = 0.3
REACH_MM = 80.0
LIMB, HAND_OR_FOOT = "trunk_arms_legs", "scalp_neck_hands_feet_genitalia"
# the distal wrist crease runs from front to back and a little higher on the radial side
SQUARE_TO_THE_WRIST_CREASE = np.array([0.087, -0.996, 0.0])


@pytest.fixture(scope="module")
def places(surface: Surface) -> Places:
    steps = (np.arange(8) + 0.5) / 8
    u, v = (each.ravel() for each in np.meshgrid(steps, steps))
    base: Indices = np.repeat(np.arange(surface.base_quads), len(u))
    return Places(base, np.tile(u, surface.base_quads), np.tile(v, surface.base_quads))


def landmark(surface: Surface, name: str) -> Floats:
    return surface.point(load_landmarks()[name])


def ankle_plane(surface: Surface) -> tuple[Floats, Floats]:
    """Return a point of the plane under both malleoli and through the crease in front, and the way to the foot."""
    lateral, medial, crease = (
        landmark(surface, name) for name in ("lateral_malleolus_tip", "medial_malleolus_tip", "ankle_crease")
    )
    normal = np.cross(medial - lateral, crease - lateral)
    normal /= np.linalg.norm(normal)
    return lateral, normal if normal[1] < 0 else -normal


def groups(surface: Surface, places: Places, beyond: Floats, near: Flags, side: int) -> dict[str, set[str]]:
    """Return the site groups 3 mm before and 3 mm beyond a border, on the left (1) or the right (-1)."""
    x = surface.points(places, REFERENCE)[:, 0] * side
    labels, regions = json.loads(files.read_text("body/regions.json")), load_regions()
    found = {}
    for word, at in (("before", -AWAY_MM), ("beyond", AWAY_MM)):
        which = np.flatnonzero(near & (x > 0) & (np.abs(beyond - at) < TOLERANCE_MM))
        assert len(which) > 40
        anchors: list[Anchor] = [places.anchor(int(each)) for each in which]
        found[word] = {regions.get(labels[surface.label(each)]).cpt_site_group for each in anchors}
    return found


@pytest.mark.parametrize("side", [1, -1], ids=["left", "right"])
def test_the_hand_begins_at_the_distal_wrist_crease(surface: Surface, places: Places, side: int) -> None:
    crease = landmark(surface, "wrist_crease") * [side, 1, 1]
    away = surface.points(places, REFERENCE) - crease
    beyond = away @ (SQUARE_TO_THE_WRIST_CREASE * [side, 1, 1])
    near = np.linalg.norm(away, axis=1) < REACH_MM

    assert groups(surface, places, beyond, near, side) == {"before": {LIMB}, "beyond": {HAND_OR_FOOT}}


@pytest.mark.parametrize("side", [1, -1], ids=["left", "right"])
def test_the_foot_begins_below_the_malleoli(surface: Surface, places: Places, side: int) -> None:
    lateral, to_foot = ankle_plane(surface)
    away = surface.points(places, REFERENCE) - lateral * [side, 1, 1]
    beyond = away @ (to_foot * [side, 1, 1])
    near = np.linalg.norm(away, axis=1) < 1.5 * REACH_MM

    assert groups(surface, places, beyond, near, side) == {"before": {LIMB}, "beyond": {HAND_OR_FOOT}}
