"""The brush: a preset with the methods it will be done with."""

import pytest

from desktop.controls.brush import Brush, brush_of
from resources.presets import load_presets
from resources.terms import Method


@pytest.fixture
def brush() -> Brush:
    presets = load_presets()
    return brush_of(presets, presets.default.key)


def test_a_visit_starts_with_the_practices_own_brush(brush: Brush) -> None:
    assert brush.is_default
    assert brush.treats
    assert brush.methods == (Method.CRYOTHERAPY,)


def test_another_preset_brings_its_own_methods(brush: Brush) -> None:
    armed = brush.preset_of("ak_freeze_curette")

    assert armed.methods == (Method.CRYOTHERAPY, Method.CURETTEMENT)
    assert not armed.is_default


def test_another_method_is_not_the_default_any_more(brush: Brush) -> None:
    armed = brush.done_with(Method.LASER)

    assert (armed.preset, armed.methods) == (brush.preset, (Method.LASER,))
    assert not armed.is_default
    assert armed.default() == brush


def test_what_is_only_seen_has_no_method(brush: Brush) -> None:
    seen = brush.preset_of("seen")

    assert not seen.treats
    assert seen.done_with(Method.LASER) == seen
