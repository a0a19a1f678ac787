"""What the other bodies' cameras promise: they show the same skin in the same place, about as large."""

import json
from collections.abc import Mapping

import numpy as np
import pytest

from atlas.raster import project
from desktop.atlas.cameras import Camera
from desktop.atlas.surface import Floats, Surface
from desktop.atlas.views import load_views
from resources import files
from resources.terms import BodyKind

OTHERS = [kind for kind in BodyKind if kind is not BodyKind.NEUTRAL]


def shown(kind: BodyKind, view: str) -> Floats:
    """Return where a view of a body shows the skin that takes taps there, px."""
    views, surface = load_views(kind), Surface(files.path("body"), kind)
    quads = surface.quads[np.repeat(surface.tappable(views.mask(view)), 4)]
    points = surface.vertices(views.get(view).pose)[np.unique(quads)].astype(np.float64) / 100
    return project(points, views.get(view).camera)[:, :2]


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("view", ["front", "back", "body_right"])
def test_whole_figures_stand_as_tall_in_their_pictures(kind: BodyKind, view: str) -> None:
    neutral, other = shown(BodyKind.NEUTRAL, view)[:, 1], shown(kind, view)[:, 1]

    assert abs(other.min() - neutral.min()) < 2
    assert abs(other.max() - neutral.max()) < 2


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("view", ["scalp_top", "palm_left", "hand_right_back", "foot_right_sole", "arms"])
def test_close_ups_keep_most_of_their_skin_inside_the_picture(kind: BodyKind, view: str) -> None:
    inside = []
    for each in (BodyKind.NEUTRAL, kind):
        camera, at = load_views(each).get(view).camera, shown(each, view)
        inside.append(((at >= 0) & (at <= [camera.width, camera.height])).all(1).mean())

    assert abs(inside[0] - inside[1]) < 0.03


@pytest.mark.parametrize("kind", OTHERS)
def test_cameras_differ_only_in_their_middle_and_scale(kind: BodyKind) -> None:
    for view in load_views().all:
        camera, other = view.camera, load_views(kind).get(view.key).camera

        assert _looks(camera) == _looks(other)
        assert 0.6 < camera.scale / other.scale < 1.5


@pytest.mark.parametrize("kind", OTHERS)
def test_a_door_frames_the_same_skin(kind: BodyKind) -> None:
    for view in load_views().all:
        for door, other in zip(view.doors, load_views(kind).get(view.key).doors, strict=True):
            assert door.to == other.to
            assert 0.6 < (other.right - other.left) / (door.right - door.left) < 1.6
            assert 0.6 < (other.bottom - other.top) / (door.bottom - door.top) < 1.6


@pytest.mark.parametrize("kind", OTHERS)
def test_a_body_that_turns_rests_as_the_neutral_one_does(kind: BodyKind) -> None:
    turns: list[Mapping[str, object]] = json.loads(files.read_text(f"body/{kind}/views.json"))["turns"]
    neutral: list[Mapping[str, object]] = json.loads(files.read_text("body/neutral/views.json"))["turns"]

    same = ("key", "title", "pose", "frames", "size", "axis", "toward", "up", "right", "rest", "from")
    assert [[row[name] for name in same] for row in turns] == [[row[name] for name in same] for row in neutral][
        : len(turns)
    ]


def _looks(camera: Camera) -> tuple[object, ...]:
    return camera.right, camera.up, camera.toward, camera.width, camera.height
