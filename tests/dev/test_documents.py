"""What the documents say is so."""

import os
import re
import tomllib
from pathlib import Path

import pytest

import dev
from desktop.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "packaging/RELEASE.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def drawn_rooms() -> list[str]:
    """Return the lines of the first diagram in ARCHITECTURE.md, indented as they are, without their explanations."""
    diagram = text("ARCHITECTURE.md").split("```")[1]
    return re.findall(r"^(?:  )?\w+(?: \| \w+)*", diagram, re.MULTILINE)


def contracts() -> dict[str, list[str]]:
    """Return the layers of each contract that has some."""
    project = tomllib.loads(text("pyproject.toml"))
    return {each["name"]: each["layers"] for each in project["tool"]["importlinter"]["contracts"] if "layers" in each}


def test_diagram_of_the_rooms_is_the_import_contract() -> None:
    inside = contracts()["Inside desktop"]
    top, *below = contracts()["resources <- db <- desktop"]

    assert drawn_rooms() == [top, *(f"  {layer}" for layer in inside), *below]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_that_a_document_points_to_exist(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text(name))

    assert [link for link in links if "://" not in link and not (ROOT / name).parent.joinpath(link).exists()] == []


def test_readme_lists_every_command_of_the_program() -> None:
    listed = set(re.findall(r"^\| `dermtally ([a-z]+)", text("README.md"), re.MULTILINE))

    assert listed == set(COMMANDS)


def test_contributing_lists_every_command_of_the_set_up() -> None:
    listed = set(re.findall(r"packaging/dev\.py ([a-z]+)", text("CONTRIBUTING.md")))

    assert listed == set(dev.COMMANDS)


def test_continuous_integration_runs_the_check() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert text(".ci/run").rstrip().endswith("exec python3 packaging/dev.py check")
