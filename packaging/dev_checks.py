"""The checks before a commit, and the requirement files they run on."""

import sys

from dev_environment import DEV, RUN, Environment, SetUpError, say
from dev_start import set_up

TEST_COMMAND = ("packaging/dev.py", "test")
"""The README's own command for the tests, so that a check also proves what the README promises."""

ALL_CORES = ("--numprocesses", "auto")

LOCKS = {
    DEV: ("pyproject.toml", "--group", "dev"),
    # the program's packages at the very releases that were tested
    RUN: ("pyproject.toml", "--group", "build", "--constraint", f"packaging/{DEV}"),
}


def test(environment: Environment, words: list[str]) -> int:
    """Run the tests, all of them on all cores; more words go to pytest instead."""
    set_up(environment, DEV, {})
    return environment.call(environment.python, "-m", "pytest", *(words or ALL_CORES))


def check(environment: Environment, words: list[str]) -> int:
    """Run every check, all of them also after one failed; 1 when one did."""
    if words:
        raise SetUpError("check takes no further words. To run some of the tests: dev.py test PATH")
    set_up(environment, DEV, {})
    failed = [name for name, step in _steps(environment).items() if not _passes(environment, name, step)]
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def _steps(environment: Environment) -> dict[str, tuple[str, ...]]:
    python = str(environment.python)
    return {
        "style": (python, "-m", "ruff", "check", "."),
        "format": (python, "-m", "ruff", "format", "--check", "."),
        "types": (python, "-m", "mypy"),
        "import rules": (str(environment.script("lint-imports")),),
        "tests": (sys.executable, *TEST_COMMAND),
    }


def _passes(environment: Environment, name: str, step: tuple[str, ...]) -> bool:
    say(name)
    return environment.call(*step) == 0


def lock(environment: Environment, words: list[str]) -> int:
    """Write the requirement files for every system and Python from 3.11 on, each package with its hashes."""
    set_up(environment, DEV, {})
    for name, source in LOCKS.items():
        say(f"Writing packaging/{name}")
        code = _compile(environment, name, (*source, *words))
        if code != 0:
            return code
    return 0


def _compile(environment: Environment, name: str, words: tuple[str, ...]) -> int:
    return environment.call(
        environment.script("uv"), "pip", "compile", *words,
        "--universal", "--python-version", "3.11", "--generate-hashes", "--system-certs", "--quiet",
        "--custom-compile-command", "python3 packaging/dev.py lock",
        "--output-file", environment.lock(name),
    )  # fmt: skip
