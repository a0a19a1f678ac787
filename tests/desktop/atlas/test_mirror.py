"""The mirror image of a place of the skin."""

import numpy as np
import pytest

from desktop.atlas.body import Body
from desktop.atlas.fields import PPM
from desktop.atlas.surface import REFERENCE
from resources.terms import Anchor, Side
from tests.desktop.atlas.skin import KEYS, place, surface, taps

SKIN = surface()
CORNERS = ((0, 0), (PPM, 0), (PPM, PPM), (0, PPM))
NEAR_MM = 0.3
"""The stored corners of both halves mirror each other but for rounding and the settling of the pose."""
OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def test_mirrored_twice_every_quad_is_itself() -> None:
    dice = np.random.default_rng(3)

    for quad in range(SKIN.base_quads):
        anchor = Anchor(quad, *dice.integers(0, PPM + 1, 2).tolist())
        image = SKIN.mirrored(anchor)
        assert image.quad != quad
        assert SKIN.mirrored(image) == anchor


def test_every_corner_mirrors_a_corner_on_the_other_side() -> None:
    for quad in range(0, SKIN.base_quads, 7):
        for u, v in CORNERS:
            anchor = Anchor(quad, u, v)
            here, there = (place(SKIN, each, REFERENCE) for each in (anchor, SKIN.mirrored(anchor)))
            assert np.linalg.norm(here * (-1, 1, 1) - there) < NEAR_MM


@pytest.mark.parametrize("key", KEYS)
def test_the_mirror_image_has_the_same_region_on_the_other_side(body: Body, key: str) -> None:
    for tapped in taps(body, key, 20, seed=31):
        image = SKIN.mirrored(tapped.anchor)
        beside = abs(place(SKIN, tapped.anchor, REFERENCE)[0]) > 10.0
        assert not beside or body.region(image) == body.region(tapped.anchor)
        side = body.side(tapped.anchor)
        assert not beside or body.side(image) is OTHER.get(side, side)
