import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.__main__ import COMMANDS, main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def lines(tmp_path: Path) -> str:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "v1", "lesions": [{"category": "benign"}]}\n', encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    "words",
    [
        ("code", "FILE"),
        ("code", "FILE", "--data-dir", "D"),
        ("code", "--data-dir", "D", "FILE"),
        ("code", "--data-dir=D", "FILE"),
        ("--data-dir", "D", "code", "FILE"),
        ("--data-dir=D", "code", "FILE"),
    ],
    ids=" ".join,
)
def test_the_data_folder_is_taken_before_or_after_the_command(
    words: tuple[str, ...], lines: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code = main([lines if word == "FILE" else word for word in words])

    assert exit_code == 0
    assert json.loads(capsys.readouterr().out)["lines"][0]["code"] == "17110"


@pytest.mark.parametrize("before", [(), ("--data-dir", "D"), ("--data-dir=D",)], ids=["", "folder", "folder="])
@pytest.mark.parametrize("word", ["cod", "Code", "demonstrate", "window", ".."])
def test_a_command_nobody_knows_is_bad_input_and_the_commands_are_named(
    before: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*before, word]) == 2

    said = capsys.readouterr().err
    assert f"no command '{word}'" in said
    assert all(command in said for command in COMMANDS)


@pytest.mark.parametrize("words", [["--data-dir"], ["--no-such-option"], ["code", "--no-such-option"]], ids=" ".join)
def test_an_option_nobody_knows_and_a_folder_left_out_are_bad_input(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)

    assert stopped.value.code == 2


@pytest.mark.parametrize("words", [["--help"], ["code", "--help"]], ids=" ".join)
def test_help_needs_no_display(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)

    assert stopped.value.code == 0
    assert "--data-dir" in capsys.readouterr().out


def test_the_package_runs_as_a_module(lines: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "desktop", "code", lines], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (made.returncode, made.stderr) == (0, "")
    assert json.loads(made.stdout)["id"] == "v1"


def test_a_smoke_run_tries_the_whole_program_and_leaves_nothing(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "desktop", "--smoke"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
    )

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[-1] == "smoke: the whole program works"
    assert [path.name for path in tmp_path.rglob("*.db")] == []
