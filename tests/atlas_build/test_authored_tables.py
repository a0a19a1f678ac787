import json

import numpy as np
import pytest
from PySide6.QtGui import QImageReader

from atlas.bodies import recipe
from atlas.plans import Plan, load_plans
from atlas.strokes import Stroke, load_strokes
from atlas.turns import Turn, load_turns
from resources import files
from resources.regions import load_regions
from resources.terms import BodyKind

PLANS = load_plans()
TURNS = load_turns()
KEYS = {plan.key for plan in PLANS}


def test_the_shipped_views_and_turns_are_the_authored_ones() -> None:
    shipped = json.loads(files.read_text("body/neutral/views.json"))

    assert shipped["views"] == json.loads(json.dumps([plan.row() for plan in PLANS]))
    assert shipped["turns"] == json.loads(json.dumps([turn.row() for turn in TURNS]))


@pytest.mark.parametrize("kind", BodyKind)
def test_every_body_has_the_views_and_all_bodies_that_turn_have_the_turns(kind: BodyKind) -> None:
    shipped = json.loads(files.read_text(f"body/{kind}/views.json"))

    assert [row["key"] for row in shipped["views"]] == [plan.key for plan in PLANS]
    assert [row["key"] for row in shipped["turns"]] == [turn.key for turn in TURNS if recipe(kind).turns]


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.key)
def test_a_turn_leads_the_viewer_all_around_and_first_towards_the_patients_left(turn: Turn) -> None:
    frames = [turn.plan(number).camera for number in range(turn.frames)]
    steps = [np.dot(a.toward, b.toward) for a, b in zip(frames, [*frames[1:], frames[0]], strict=True)]

    assert np.ptp(steps) < 1e-9
    assert frames[1].toward[0] > frames[0].toward[0]


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.key)
def test_a_turn_rests_only_where_a_view_sees_the_same_side_the_same_way_up(turn: Turn) -> None:
    views = {plan.key: plan.camera for plan in PLANS}
    rest, begins = turn.row()["rest"], turn.row()["from"]

    assert isinstance(rest, dict)
    assert isinstance(begins, dict)
    assert {*begins} <= KEYS
    for number, key in rest.items():
        camera = turn.plan(int(number)).camera
        posed = next(plan.pose for plan in PLANS if plan.key == key) == turn.first.pose
        assert begins[key] == int(number)
        assert not posed or (
            np.dot(camera.toward, views[key].toward) > 0.75 and np.dot(camera.up, views[key].up) > 0.75
        )


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_a_camera_has_three_directions_at_right_angles(plan: Plan) -> None:
    axes = np.array([plan.camera.right, plan.camera.up, plan.camera.toward])

    assert np.allclose(axes @ axes.T, np.eye(3))
    assert np.isclose(np.linalg.det(axes), 1)


@pytest.mark.parametrize("kind", BodyKind)
def test_both_pictures_of_each_view_are_as_large_as_it_says(kind: BodyKind) -> None:
    for plan in PLANS:
        small, large = (_size(f"body/{kind}/{name}") for name in plan.pictures().values())

        assert small == (plan.camera.width, plan.camera.height)
        assert large == (plan.camera.width * plan.fine, plan.camera.height * plan.fine)


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if recipe(kind).turns])
def test_each_frame_of_a_turn_has_its_picture(kind: BodyKind) -> None:
    for turn in TURNS:
        size = (turn.first.camera.width, turn.first.camera.height)

        assert {_size(f"body/{kind}/{turn.picture(number)}") for number in range(turn.frames)} == {size}


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


def _size(name: str) -> tuple[int, int]:
    size = QImageReader(str(files.path(name))).size()
    return size.width(), size.height()
