"""The benchmarks in their short form: that they measure what they say. No figure is judged here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bench import practice, taps
from bench.figures import Figure, Limit, figure, lines, worst
from bench.tape import play
from db import keys
from db.engine import open_file
from db.folder import RECORD
from desktop.atlas.body import Body
from desktop.window.rules import rules_of

ROOT = Path(__file__).parents[2]
SIZE = practice.Size(patients=3, marks=6)
TABLES = ("lesion", "mark", "treatment", "treatment_method", "treatment_diagnosis", "event", "patient", "visit")


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> practice.Batch:  # noqa: ARG001 - settings need it
    """Two equal records with five marks in today's visit, and the tap that made the last of them."""
    folder = tmp_path_factory.mktemp("bench")
    rules = rules_of(practice.TODAY)
    filler = practice.Filler(Body.load(), rules)
    practice.begin(folder / "base", filler, SIZE)
    return practice.Batches(folder / "base", folder, filler, rules, 5).fresh()


def rows(folder: Path) -> dict[str, int]:
    driver = open_file(folder / RECORD, keys.open_key(folder))
    found = {table: driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    driver.close()
    return found


def test_the_practice_has_the_patients_and_marks_it_was_asked_for(batch: practice.Batch) -> None:
    found = rows(batch.floor)

    assert (found["patient"], found["mark"]) == (SIZE.patients + 1, SIZE.marks + 5)


def test_the_floor_writes_the_rows_a_real_tap_writes(batch: practice.Batch, app: QApplication) -> None:
    before = rows(batch.folder)
    turns = taps.Turns()

    with taps.opened(app, batch.folder) as window:
        tapper = taps.Tapper(window, batch.tape, batch.floor)
        tapper.take(turns)
        tapper.close()

    program, floor = rows(batch.folder), rows(batch.floor)
    assert len(turns.product) == len(turns.floor) == taps.PER_BATCH
    opened = {"event": floor["event"] + 1}  # that the chart was read; no tap of the floor's opens one
    assert program == floor | opened
    assert program["mark"] == before["mark"] + taps.WARM_UP + taps.PER_BATCH


def test_the_floor_asks_what_the_program_asks(batch: practice.Batch) -> None:
    asked: list[str] = []
    driver = open_file(batch.floor / RECORD, keys.open_key(batch.floor))
    driver.set_trace_callback(asked.append)

    steps = batch.tape.again(1000)
    last = max(at for at, step in enumerate(steps) if step.sql.startswith("BEGIN"))
    play(driver, steps[last:])

    driver.close()
    words = [text.split()[0] for text in asked]
    assert (words[0], {*words[1:-1]}, words[-1]) == ("BEGIN", {"SELECT"}, "ROLLBACK")
    assert len(words) > 4


def test_a_figure_over_any_of_its_limits_is_said_to_be_over() -> None:
    limit = Limit(times=3.0, middle_ms=16, worst_ms=100)
    good = figure("g", "good", [0.002, 0.003, 0.004], limit, floor=[0.0005, 0.001, 0.002])
    slow = figure("g", "slow", [0.004], limit, floor=[0.001])

    assert (good.times, good.middle_ms, good.worst_ms) == (3.0, 3.0, 4.0)
    assert good.keeps
    assert not slow.keeps
    assert not Figure("g", "late", 1, middle_ms=1.0, worst_ms=101.0, limit=limit, floor_ms=1.0).keeps
    assert [line.split("   ")[-1].split()[0] for line in lines([good, slow])[1:]] == ["within", "OVER"]


def test_the_worst_is_what_99_of_100_stay_within() -> None:
    assert worst([float(each) for each in range(1, 201)]) == 199.0
    assert worst([5.0]) == 5.0


def test_the_command_prints_every_figure_and_the_command_that_made_them(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    words = [sys.executable, str(ROOT / "packaging/bench/run.py"), "--brief", "--json", str(target)]

    ran = subprocess.run(words, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert f"made by: python3 packaging/dev.py bench --brief --json {target}" in ran.stdout
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert all(each["middle_ms"] > 0 for each in figures)
    assert {"What is said about a place", "Code lines", "The figure with 12 lesions"} <= {
        each["group"] for each in figures
    }
    assert "resources/body: " in ran.stdout
    with_floor = {each["group"].split(",")[0] for each in figures if each["times"]}
    assert with_floor == {"A tap", "The start"}
