"""The wheel holds all that ships, and works from another place."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"desktop", "db", "resources"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def shipped(wheel: Path) -> set[str]:
    with ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


def test_wheel_holds_every_file_of_the_three_packages(wheel: Path) -> None:
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    written = {path.relative_to(ROOT).as_posix() for path in files if path.parent.name != "__pycache__"}

    assert written - shipped(wheel) == set()


def test_wheel_holds_nothing_but_the_three_packages(wheel: Path) -> None:
    assert {name.split("/")[0] for name in shipped(wheel)} == PACKAGES


def test_wheel_names_licence_and_notice(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        names = {name.split("/", 1)[1] for name in opened.namelist() if ".dist-info/" in name}

    assert {"licenses/LICENSE", "licenses/NOTICE", "entry_points.txt"} <= names


def test_unpacked_wheel_codes_a_visit(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as opened:
        opened.extractall(tmp_path)
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from desktop.__main__ import main; main(['code'])"
    question = {"id": "v1", "date_of_service": "2026-11-23", "lesions": [{"category": "premalignant", "count": 15}]}

    answer = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        input=json.dumps(question),
        check=True,
        capture_output=True,
        text=True,
    )

    assert [(line["code"], line["units"]) for line in json.loads(answer.stdout)["lines"]] == [("17004", 1)]
