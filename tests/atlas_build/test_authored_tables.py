import json

import numpy as np
import pytest
from PySide6.QtGui import QImageReader

from atlas.plans import Plan, load_plans
from atlas.strokes import Stroke, load_strokes
from resources import files
from resources.regions import load_regions

PLANS = load_plans()
KEYS = {plan.key for plan in PLANS}


def test_the_shipped_views_are_the_authored_ones() -> None:
    shipped = json.loads(files.read_text("body/neutral/views.json"))

    assert shipped["views"] == json.loads(json.dumps([plan.row() for plan in PLANS]))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_a_camera_has_three_directions_at_right_angles(plan: Plan) -> None:
    axes = np.array([plan.camera.right, plan.camera.up, plan.camera.toward])

    assert np.allclose(axes @ axes.T, np.eye(3))
    assert np.isclose(np.linalg.det(axes), 1)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_both_pictures_of_a_view_are_as_large_as_it_says(plan: Plan) -> None:
    small, large = (QImageReader(str(files.path(f"body/neutral/{name}"))).size() for name in plan.pictures().values())

    assert small.toTuple() == (plan.camera.width, plan.camera.height)
    assert large.toTuple() == (plan.camera.width * plan.fine, plan.camera.height * plan.fine)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_neighbours_and_doors_lead_to_views(plan: Plan) -> None:
    row = plan.row()
    doors, neighbours = row["doors"], row["neighbours"]

    assert isinstance(doors, list)
    assert isinstance(neighbours, list)
    assert {*neighbours, *(door["to"] for door in doors)} <= KEYS
    for left, top, right, bottom in (door["rect"] for door in doors):
        assert 0 <= left < right <= plan.camera.width
        assert 0 <= top < bottom <= plan.camera.height


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_the_letters_stand_where_the_sides_lie(plan: Plan) -> None:
    letters, to_left = plan.row()["letters"], plan.camera.right[0]

    if letters == ["R", "L"]:
        assert to_left > 0.5
    elif letters == ["L", "R"]:
        assert to_left < -0.5
    else:
        assert letters in (["R", ""], ["", "L"])


@pytest.mark.parametrize("stroke", load_strokes(), ids=lambda stroke: stroke.region)
def test_a_stroke_draws_a_leaf_inside_its_view(stroke: Stroke) -> None:
    camera = next(plan.camera for plan in PLANS if plan.key == stroke.view)

    assert load_regions().get(stroke.region).is_leaf
    assert stroke.points.min() >= 0
    assert (stroke.points < [camera.width, camera.height]).all()
