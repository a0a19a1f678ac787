"""`dermtally demo`: a visit of invented lesions by itself, with pictures of each state."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_DONE = 0
_FOUND_WRONG = 1
_BAD_INPUT = 2
_MOST = 300
_SMOKE_LESIONS = 2


def run(arguments: Sequence[str]) -> int:
    """Run the demonstration in a folder of its own; 1 when what the screen shows is not what was tapped."""
    parser = argparse.ArgumentParser(
        prog="dermtally demo",
        description=(
            "Drive the real window through a visit with real mouse and key events, print the code lines after each tap "
            "as the screen shows them, and leave pictures, the note and the PDF in a folder. No real data is opened."
        ),
    )
    parser.add_argument("--out", type=Path, metavar="D", default=Path("demo-out"), help="where the pictures go")
    parser.add_argument("--data-dir", type=Path, metavar="D", help="the demo's record (default: a temporary folder)")
    parser.add_argument("--lesions", type=_count, metavar="N", default=17, help="how many lesions stay (default: 17)")
    options = parser.parse_args(arguments)
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="dermtally-demo-") as temporary:
        return _run(options.data_dir or Path(temporary), options.out, options.lesions)


def smoke() -> int:
    """Try everything a visit needs once, in folders that are gone afterwards: for a frozen program, after its build.

    The record is begun by its migrations and encrypted, lesions are hit by arithmetic, the note and the PDF are made. 0
    when all of it is there.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="dermtally-smoke-") as folder:
        out = Path(folder) / "out"
        code = _run(Path(folder) / "record", out, _SMOKE_LESIONS)
        made = sorted(path.suffix for path in out.glob("*")) if out.is_dir() else []
    whole = code == _DONE and {".pdf", ".png", ".txt"} <= {*made}
    print("smoke: the whole program works" if whole else "smoke: something is missing; it stands above")
    return _DONE if whole else _FOUND_WRONG


def _run(folder: Path, out: Path, lesions: int) -> int:
    # imported here so that --help needs no Qt
    from desktop.demo import DemoFailed, NotADemo, demonstrate  # noqa: PLC0415

    try:
        demonstrate(folder, out, lesions, print)
    except NotADemo as error:
        print(error, file=sys.stderr)
        return _BAD_INPUT
    except DemoFailed as error:
        print(error, file=sys.stderr)
        return _FOUND_WRONG
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. The demonstration was stopped.", file=sys.stderr)
        return _BAD_INPUT
    return _DONE


def _count(text: str) -> int:
    count = int(text) if text.isdecimal() else 0
    if not 1 <= count <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST}")
    return count


def _has_display() -> bool:
    """Say whether a window can be shown: always, but on Linux without a display."""
    if "QT_QPA_PLATFORM" in os.environ or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
