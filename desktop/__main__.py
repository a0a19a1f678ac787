"""Start: the first word of the command line chooses what runs."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

COMMANDS = ("code", "demo")
"""Commands beside the window; each is a module of `desktop.cli` with `run(arguments) -> exit code`."""


class _Command(Protocol):
    def run(self, arguments: Sequence[str]) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 found wrong, 2 bad input, 3 folder in use, 4 not allowed."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    folder: list[str] = []
    if words[:1] == ["--data-dir"] and len(words) > 1:
        folder, words = words[:2], words[2:]
    elif words[:1] and words[0].startswith("--data-dir="):
        folder, words = words[:1], words[1:]
    name = words.pop(0) if words and words[0] in COMMANDS else "window"
    # imported only now: `code` must start without Qt, the window without the command line's parsers
    command = cast("_Command", import_module(f"desktop.cli.{name}"))
    return command.run([*folder, *words])


if __name__ == "__main__":
    sys.exit(main())
