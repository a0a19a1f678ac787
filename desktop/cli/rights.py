"""Who is asking, on the command line: a name and a password, from the terminal or from a descriptor.

A password is never an argument or a variable of the environment: those can be read by others on the computer.
"""

import argparse
import getpass
import os
import sys
import unicodedata
from collections.abc import Sequence

from desktop.practice.verifying import Entrant

BAD_INPUT = 2
NOT_ALLOWED = 4
_LONGEST = 4096
"""Bytes of a password that are read; the longest one that can be set has 500 letters."""


class Refused(Exception):  # noqa: N818 - says what happened, like the store's errors
    """Who is asking could not be told. Its text is for people; `code` is the exit code."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a command take --user and --password-fd."""
    parser.add_argument("--user", metavar="NAME", help="who is asking, as on the sign-in page (default: it is asked)")
    parser.add_argument(
        "--password-fd",
        type=_descriptor,
        metavar="N",
        help="read the password's line from descriptor N (default: it is asked on the terminal)",
    )


def ask(options: argparse.Namespace, entrants: Sequence[Entrant]) -> tuple[Entrant | None, str]:
    """Return who is asking and their password; nobody where the record opens without. Raises Refused."""
    if not entrants:
        return None, ""
    who = _entrant(options.user, entrants)
    if options.password_fd is not None:
        return who, _line_of(options.password_fd)
    return who, _asked_for(who)


def _descriptor(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a descriptor")
    return int(text)


def _entrant(name: str | None, entrants: Sequence[Entrant]) -> Entrant:
    if name is None and len(entrants) == 1:
        return entrants[0]
    said = name if name is not None else _asked_name(entrants)
    fitting = [each for each in entrants if each.id == said or _folded(each.name) == _folded(said)]
    if not fitting:
        raise Refused(f"Nobody who can sign in is called {said}. Who can: {_names(entrants)}.", NOT_ALLOWED)
    if len(fitting) > 1:
        ids = ", ".join(each.id for each in fitting)
        raise Refused(f"More than one person is called {said}. Give one of these to --user: {ids}.", BAD_INPUT)
    return fitting[0]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _names(entrants: Sequence[Entrant]) -> str:
    return "; ".join(each.name or each.id for each in entrants)


def _asked_name(entrants: Sequence[Entrant]) -> str:
    if not _has_terminal():
        raise Refused(f"Say who is asking: --user NAME. Who can sign in: {_names(entrants)}.", BAD_INPUT)
    # not on the standard output: that may be a file with the answer
    print("User: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _asked_for(who: Entrant) -> str:
    if not _has_terminal():
        raise Refused("This record needs a password. Run this on a terminal, or give --password-fd N.", NOT_ALLOWED)
    try:
        return getpass.getpass(f"Password of {who.name or who.id}: ", sys.stderr)
    except EOFError:
        raise Refused("No password was given.", NOT_ALLOWED) from None


def _has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _line_of(number: int) -> str:
    try:
        with os.fdopen(number, "rb", closefd=False) as file:
            line = file.readline(_LONGEST + 1)
    except OSError as error:
        raise Refused(f"--password-fd {number}: {error.strerror}. Nothing was opened.", BAD_INPUT) from None
    if len(line) > _LONGEST:
        raise Refused(f"--password-fd {number}: the line is too long for a password.", NOT_ALLOWED)
    try:
        return line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise Refused(f"--password-fd {number}: the password is not UTF-8.", NOT_ALLOWED) from None
