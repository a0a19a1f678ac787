"""Make `.venv` and bring it to the pinned packages; nothing but the standard library is needed for it."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

RUN = "requirements.txt"
DEV = "requirements-dev.txt"
WHEELS_OF_THE_SYSTEM = Path("/usr/share/python-wheels")
"""Where Debian and Ubuntu keep the wheel of pip that their own python3-venv uses."""


class SetUpError(Exception):
    """The set-up can't go on; the text says what happened, what is kept and what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The checkout and its `.venv`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Return the folder of the virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Return the Python inside it."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """Return the path of a command that an installed package brings."""
        return self.folder / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")

    def lock(self, name: str) -> Path:
        """Return the path of a hash-pinned requirement file."""
        return self.root / "packaging" / name

    def lacks_pip_source(self) -> bool:
        """Tell whether there is no way yet to put packages into the environment."""
        return not (_has_module("ensurepip") or self._pip())

    def make_ready(self, lock: str) -> bool:
        """Bring `.venv` to the packages of a lock and to this checkout; tell whether anything had to be done."""
        wanted = {lock: _digest(self.lock(lock).read_bytes()), "project": self._project()}
        reached = self._stamp()
        complete = wanted.items() <= reached.items()
        if complete and self._works():
            return False
        if complete or not self._usable():
            self._make_folder()
            reached = {}
        # an interrupted installation must not look finished
        self._stamp_file().unlink(missing_ok=True)
        if reached.get(lock) != wanted[lock]:
            say(f"Installing the packages pinned in packaging/{lock} into .venv")
            self._install("--require-hashes", "--only-binary=:all:", "--requirement", str(self.lock(lock)))
        say("Installing this checkout into .venv")
        self._install("--no-deps", "--no-build-isolation", "--editable", str(self.root))
        self._stamp_file().write_text(json.dumps(self._reached(lock, wanted)), encoding="utf-8")
        return True

    def call(self, *words: str | Path, **variables: str) -> int:
        """Run a program in the checkout and return its exit code."""
        return subprocess.run(words, cwd=self.root, env=os.environ | variables, check=False).returncode

    def _reached(self, lock: str, wanted: dict[str, str]) -> dict[str, str]:
        # the packages for the tests hold those for the program, at the same releases
        return wanted | ({RUN: _digest(self.lock(RUN).read_bytes())} if lock == DEV else {})

    def _project(self) -> str:
        """Return what an installation of this checkout depends on: its place and its own description."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        told = [str(self.root), project["project"], project["build-system"], project["tool"]["hatch"]]
        return _digest(json.dumps(told, sort_keys=True).encode())

    def _stamp_file(self) -> Path:
        return self.folder / "dermtally-set-up.json"

    def _stamp(self) -> dict[str, str]:
        try:
            told = json.loads(self._stamp_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _works(self) -> bool:
        """Tell whether its Python is still the one the packages were installed for; a system upgrade changes it."""
        return self.python.exists() and self._answers("-P", "-c", "import PySide6, desktop")

    def _usable(self) -> bool:
        return self.python.exists() and self._pip() != ()

    def _make_folder(self) -> None:
        say("Making .venv")
        words = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        with_pip = _has_module("ensurepip") and subprocess.run(words, capture_output=True, check=False).returncode == 0
        if not with_pip and self.call(*words, "--without-pip") != 0:
            raise SetUpError(f"{self.folder} could not be made; the reason stands above. Nothing else was changed.")
        if not self._pip():
            raise SetUpError(
                "This Python has no pip, and without it no package can be installed. Install it (Debian, Ubuntu: "
                f"sudo apt-get install python3.{sys.version_info.minor}-venv), then give the same command again."
            )

    def _install(self, *words: str) -> None:
        # who sits in front of it sees how far the download is
        manner = ("--disable-pip-version-check", "--no-input", *(() if sys.stdout.isatty() else ("--quiet",)))
        if self.call(*self._pip(), "install", *manner, *words) != 0:
            raise SetUpError(
                "The packages could not be installed; pip says why above, most often it is the network or a full disk. "
                "Your data and this checkout are as they were. Once it is mended, give the same command again."
            )

    def _pip(self) -> tuple[str, ...]:
        """Return how to start a pip that installs into `.venv`: its own, the system's wheel of it, or the system's."""
        if self.python.exists() and self._answers("-m", "pip", "--version"):
            return (str(self.python), "-m", "pip")
        if wheel := max(WHEELS_OF_THE_SYSTEM.glob("pip-*.whl"), default=None):
            return (str(self.python), f"{wheel}/pip")
        if _has_module("pip"):
            return (sys.executable, "-m", "pip", "--python", str(self.python))
        return ()

    def _answers(self, *words: str) -> bool:
        return subprocess.run([self.python, *words], capture_output=True, check=False).returncode == 0


def say(sentence: str) -> None:
    """Tell the person what happens now; at once, since other programs write to the same terminal."""
    print(f"dev.py: {sentence}", flush=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None
