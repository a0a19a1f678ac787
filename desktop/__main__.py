"""Start: the first word of the command line chooses what runs."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

COMMANDS = ("code", "demo", "verify")
"""Commands beside the window; each is a module of `desktop.cli` with `run(arguments) -> exit code`."""

BAD_INPUT = 2


class _Command(Protocol):
    def run(self, arguments: Sequence[str]) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 found wrong, 2 bad input, 3 folder in use, 4 not allowed."""
    folder, name, words = _parted(sys.argv[1:] if arguments is None else arguments)
    if name and name not in COMMANDS:
        sys.stderr.write(f"dermtally: there is no command {name!r}. Commands: {', '.join(COMMANDS)}.\n")
        return BAD_INPUT
    # imported only now: `code` must start without Qt, the window without the command line's parsers
    command = cast("_Command", import_module(f"desktop.cli.{name or 'window'}"))
    return command.run([*folder, *words])


def _parted(arguments: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """Part the data folder that was given before the command, the command (empty: the window) and what follows."""
    folder, words = [], list(arguments)
    if words[:1] == ["--data-dir"]:
        folder, words = words[:2], words[2:]
    elif words and words[0].startswith("--data-dir="):
        folder, words = words[:1], words[1:]
    if not words or words[0].startswith("-"):
        return folder, "", words
    return folder, words[0], words[1:]


if __name__ == "__main__":
    sys.exit(main())
