"""The short form of ``dev.py faults``: the real window, killed while it takes real clicks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "packaging" / "faults" / "run.py"
ROW = re.compile(
    r"^(?P<name>.+?)\s+(?P<kills>\d+)\s+(?P<taps>\d+)\s+(?P<lost>\d+)\s+(?P<beyond>\d+)\s+(?P<damaged>\d+)$"
)


@pytest.fixture(scope="module")
def run() -> subprocess.CompletedProcess[str]:
    words = ["--kills", "10", "--control", "4", "--read", "0.3"]
    return subprocess.run([sys.executable, RUN, *words], check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def rows(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, int]]:
    found = [ROW.match(line) for line in run.stdout.splitlines()]
    return {
        match["name"]: {key: int(match[key]) for key in ("kills", "taps", "lost", "damaged")}
        for match in found
        if match
    }


def test_ten_killed_windows_lose_no_acknowledged_tap(
    run: subprocess.CompletedProcess[str], rows: dict[str, dict[str, int]]
) -> None:
    told = rows["acknowledges when stored"]

    assert (told["kills"], told["lost"], told["damaged"]) == (10, 0, 0)
    assert told["taps"] >= told["kills"]
    assert (run.returncode, run.stderr) == (0, "")


def test_a_window_that_acknowledges_too_early_is_caught(rows: dict[str, dict[str, int]]) -> None:
    told = rows["control: before it is written"]

    assert told["lost"] > 0
    assert told["damaged"] == 0
