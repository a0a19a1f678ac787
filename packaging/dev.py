"""Set up, start, test and check Dermtally: ``python3 packaging/dev.py run``, ``test``, ``check`` and more."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  whoever starts this with an older Python reads a sentence, not a traceback
    sys.exit(
        "Dermtally needs Python 3.11 or newer; this is Python {}.{}. Nothing was changed. "
        "Start it with a newer one, for example: python3.12 packaging/dev.py run".format(*sys.version_info)
    )

import argparse
from pathlib import Path

import dev_checks
import dev_freeze
import dev_start
import dev_tools
from dev_environment import Environment, SetUpError

COMMANDS = {
    "run": (dev_start.run, "set up what is missing and open the window; without a display run the demo"),
    "test": (dev_checks.test, "set up what is missing and run the tests; more words go to pytest"),
    "check": (dev_checks.check, "style, types, import rules, then the tests"),
    "bench": (dev_tools.bench, "measure the program against its floors; more words go to the bench"),
    "faults": (dev_tools.faults, "kill the program while it takes clicks and count what was lost"),
    "freeze": (dev_freeze.freeze, "build the one-folder program, which needs no Python, and try it once"),
    "docs": (dev_tools.docs, "make the README's picture anew from the demo"),
    "lock": (dev_checks.lock, "write the hash-pinned requirement files; --upgrade takes newer releases"),
}
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Set up, start, test and check Dermtally.",
        epilog=_table(),
        formatter_class=_AsWritten,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...", help="words for the program behind it")
    chosen = parser.parse_args(arguments)
    command, _ = COMMANDS[chosen.command]
    try:
        return command(Environment(Path(__file__).resolve().parent.parent), chosen.words)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error}. It stopped there; once that is mended, give the same command again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


_AsWritten = argparse.RawDescriptionHelpFormatter


def _table() -> str:
    return "\n".join(f"  {name:<8}{meaning}" for name, (_, meaning) in COMMANDS.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
