"""The axes of the leaves were built from the surface that is shipped: after a redrawing both are made anew."""

import json

import pytest

from atlas.axes import Outlines, stale_axes
from desktop.atlas.surface import Surface
from resources import files
from resources.regions import load_regions

REGIONS = load_regions()
AXES = "body/axes.json"


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return Outlines(Surface(files.path("body")), json.loads(files.read_text("body/regions.json")))


def test_the_shipped_axes_end_where_the_shipped_leaves_end(outlines: Outlines) -> None:
    assert list(stale_axes(outlines, REGIONS, files.read_text(AXES))) == []


def test_an_axis_of_another_surface_is_found(outlines: Outlines) -> None:
    table = json.loads(files.read_text(AXES))
    low, high = table["vertex_scalp"][0]["extent"]
    table["vertex_scalp"][0]["extent"] = [low, high + 1]

    assert list(stale_axes(outlines, REGIONS, json.dumps(table))) == [
        "vertex_scalp lies elsewhere along ant/post than its axis says"
    ]


def test_a_leaf_without_its_axes_is_found(outlines: Outlines) -> None:
    table = json.loads(files.read_text(AXES))
    del table["eyebrow"]

    assert list(stale_axes(outlines, REGIONS, json.dumps(table))) == [
        "eyebrow has axes but no skin, or skin but no axes"
    ]
