"""The command that codes, run on a file of lines."""

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from tests.desktop.cli.lines import Answer, Ask


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Put lines into a file, run `dermtally code` on it and return the exit code and the answers."""

    def asked(*lines: object, options: tuple[str, ...] = ()) -> tuple[int, list[Answer]]:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file = tmp_path / "lines.jsonl"
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        exit_code = main(["code", str(file), *options])
        return exit_code, [json.loads(answer) for answer in capsys.readouterr().out.splitlines()]

    return asked
