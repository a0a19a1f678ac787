"""`dermtally demo`: the real program in a process of its own, without a display."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.practice.session import create_session


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", "demo", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")},
    )


def test_the_demo_prints_the_lines_after_each_tap_and_leaves_pictures(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path / "out"), "--data-dir", str(tmp_path / "record"), "--lesions", "3")

    assert done.returncode == 0, done.stderr
    shown = [re.findall(r"(17\d\d\d) × (\d+)", line) for line in done.stdout.splitlines()]
    assert [lines for lines in shown if lines] == [
        [("17000", "1")],
        [("17000", "1"), ("17003", "1")],
        [("17000", "1"), ("17003", "2")],
        [("17000", "1"), ("17003", "3")],
        [("17000", "1"), ("17003", "2")],
    ]
    made = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert made == {".png", ".pdf", ".txt", ".html"}
    assert (tmp_path / "out" / "note.txt").read_text(encoding="utf-8").startswith("Patient: Whitfield, Eleanor")


def test_the_demo_leaves_a_real_record_alone(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    create_session(folder, practice="Lakeside", person="Amara Osei", credentials="MD").close()
    before = (folder / "dermtally.db").read_bytes()

    done = run("--out", str(tmp_path / "out"), "--data-dir", str(folder))

    assert done.returncode == 2
    assert "leaves it alone" in done.stderr
    assert (folder / "dermtally.db").read_bytes() == before


@pytest.mark.parametrize("number", ["0", "-3", "many", "100000"])
def test_a_number_of_lesions_that_makes_no_sense_is_refused(number: str) -> None:
    done = run(f"--lesions={number}")

    assert done.returncode == 2
    assert "is not a number from 1 to" in done.stderr
