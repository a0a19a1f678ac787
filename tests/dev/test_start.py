"""`dev.py run` opens the window where there is a display, and plays the demo where there is none."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import dev as dev_py
import dev_start
from tests.dev.conftest import Checkout

ROOT = Path(__file__).resolve().parents[2]
NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NO_DISPLAY:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_demo_runs_and_needs_none(checkout: Checkout) -> None:
    assert dev_start.run(checkout.environment, []) == 0

    assert checkout.asked()[-1] == (["-m", "desktop", "demo", "--out", "demo-out"], "offscreen")


@pytest.mark.usefixtures("no_display")
def test_words_after_run_go_to_the_program(checkout: Checkout) -> None:
    assert dev_start.run(checkout.environment, ["code", "visits.jsonl", "--explain"]) == 0

    assert checkout.asked()[-1] == (["-m", "desktop", "code", "visits.jsonl", "--explain"], "")


@pytest.mark.usefixtures("no_display")
def test_exit_code_of_the_program_is_handed_on(checkout: Checkout) -> None:
    checkout.refuse("code")

    assert dev_start.run(checkout.environment, ["code"]) == 1


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "minimal:x"}, "darwin", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display_is_found_by_what_the_session_says(
    environ: Mapping[str, str], platform: str, *, expected: bool
) -> None:
    assert dev_start.has_display(environ, platform) is expected


@pytest.fixture
def real_python(checkout: Checkout) -> Checkout:
    """The checkout with the Python of these tests in its `.venv`."""
    checkout.environment.python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    return checkout


OF_THE_DEVICES_EXTRA = {"QtMultimedia", "QtTextToSpeech", "QtDBus"}
"""What the program uses where it is installed, and does without where it is not."""


def test_qt_that_starts_has_no_complaint(real_python: Checkout) -> None:
    assert dev_start.qt_complaint(real_python.environment, {"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_trial_of_qt_loads_every_part_of_it_that_the_program_uses() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "desktop").rglob("*.py")]
    used = {name for source in sources for name in re.findall(r"from PySide6\.(\w+) import", source)}

    assert used - OF_THE_DEVICES_EXTRA <= set(re.findall(r"Qt[A-Z]\w+", dev_start.QT_STARTS))


def test_qt_that_can_not_start_is_quoted(real_python: Checkout) -> None:
    assert "nowhere" in dev_start.qt_complaint(real_python.environment, {"QT_QPA_PLATFORM": "nowhere"})


def dev(*words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run dev.py as a person does, after some lines of Python."""
    lines = f"import runpy, sys\nsys.argv = {['dev.py', *words]!r}\nsys.path.insert(0, 'packaging')\n{before}\n"
    program = f"{lines}runpy.run_path('packaging/dev.py', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )


def test_an_older_python_reads_a_sentence() -> None:
    told = dev("run", before="sys.version_info = (3, 9, 2, 'final', 0)")

    assert told.returncode == 1
    assert told.stderr.startswith("Dermtally needs Python 3.11 or newer; this is Python 3.9. Nothing was changed.")
    assert "Traceback" not in told.stderr


def test_help_names_every_command() -> None:
    told = dev("--help")

    assert told.returncode == 0
    assert set(dev_py.COMMANDS) <= {line.split()[0] for line in told.stdout.splitlines() if line.strip()}
