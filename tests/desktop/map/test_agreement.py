"""What is drawn at a px is what a click there picks: at five sizes of the map and three ratios of device px to px."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
VIEWS = {
    "1": ("front", "face", "scalp_front", "head_right", "turn_body/04"),
    "1.5": ("palm_left", "turn_head/03", "foot_right_top", "front", "under_chin"),
    "2": ("body_left", "ear_left", "turn_hand_right/03", "face_left_34", "front"),
}
"""Which views are shown at each ratio, one a size."""


@pytest.mark.parametrize("ratio", VIEWS)
def test_what_is_drawn_at_a_px_is_what_a_click_there_picks(ratio: str) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.map.pixel_agreement", *VIEWS[ratio]],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    found = json.loads(done.stdout)

    assert found["ratio"] == float(ratio)
    assert found["wrong"] == []
    assert found["tried"] > 200
    assert 50 < found["skin"] < found["tried"] - 30
