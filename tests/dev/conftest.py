"""A checkout in a temporary folder; its `.venv` holds a stand-in for Python that writes down what it is asked."""

import sys
from ast import literal_eval
from dataclasses import dataclass
from pathlib import Path

import pytest

from dev_environment import DEV, RUN, Environment

PROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "small"
version = "{version}"
[tool.hatch.build.targets.wheel]
packages = ["small"]
"""

# without site and its search for packages it starts in a third of the time, and most tests here start it several times
STAND_IN = """#!{python} -IS
import os, sys
os.chdir({folder!r})
with open("asked", "a") as asked:
    print(ascii((sys.argv[1:], os.environ.get("QT_QPA_PLATFORM", ""))), file=asked)
with open("refused") as refused:
    sys.exit(1 if set(refused.read().split()) & set(sys.argv) else 0)
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    environment: Environment
    folder: Path

    def write_lock(self, name: str, text: str) -> None:
        self.environment.lock(name).write_text(text)

    def write_project(self, version: str) -> None:
        (self.environment.root / "pyproject.toml").write_text(PROJECT.format(version=version))

    def refuse(self, word: str) -> None:
        """From now on a call fails that holds this word; "" lets all succeed again."""
        (self.folder / "refused").write_text(word)

    def asked(self) -> list[tuple[list[str], str]]:
        """What the stand-in was asked so far, each with the platform Qt was told; forgotten once read."""
        try:
            lines = (self.folder / "asked").read_text().splitlines()
        except FileNotFoundError:
            return []
        (self.folder / "asked").unlink()
        return [literal_eval(line) for line in lines]

    def installed(self) -> list[str]:
        """The last word of each installation since this was read last: a lock's path or the checkout's."""
        return [words[-1] for words, _ in self.asked() if "install" in words]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout whose two locks name no package and whose tools are stand-ins that succeed."""
    made = Checkout(Environment(tmp_path / "checkout"), tmp_path)
    made.refuse("")
    made.environment.lock(RUN).parent.mkdir(parents=True)
    made.write_lock(RUN, "program\n")
    made.write_lock(DEV, "program\ntests\n")
    made.write_project("1")
    made.environment.python.parent.mkdir(parents=True)
    for name in ("python", "lint-imports"):
        tool = made.environment.script(name)
        tool.write_text(STAND_IN.format(python=sys.executable, folder=str(tmp_path)))
        tool.chmod(0o755)
    return made
