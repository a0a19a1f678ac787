import numpy as np
import pytest

from atlas.bands import Band, load_bands
from atlas.plans import load_plans
from atlas.strokes import load_strokes
from resources.regions import load_regions

CAMERAS = {plan.key: plan.camera for plan in load_plans()}


@pytest.mark.parametrize("band", load_bands(), ids=lambda band: band.region)
def test_a_band_draws_a_leaf_inside_its_view(band: Band) -> None:
    camera = CAMERAS[band.view]

    assert load_regions().get(band.region).is_leaf
    assert band.points.min() >= 0
    assert (band.points < [camera.width, camera.height]).all()


@pytest.mark.parametrize("band", load_bands(), ids=lambda band: band.region)
def test_a_band_is_drawn_on_the_left_or_the_midline(band: Band) -> None:
    camera = CAMERAS[band.view]
    beside = (band.points[:, 0] - camera.width / 2) * camera.right[0]

    assert (beside >= 0).all()


def test_a_band_is_as_wide_as_it_says() -> None:
    navel = next(band for band in load_bands() if band.region == "umbilicus")

    assert np.isclose(navel.width, 0.09)


def test_no_region_is_both_a_band_and_a_stroke() -> None:
    assert not {band.region for band in load_bands()} & {stroke.region for stroke in load_strokes()}
