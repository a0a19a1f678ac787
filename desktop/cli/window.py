"""`dermtally`: the window."""

import argparse
import builtins
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def run(arguments: Sequence[str]) -> int:
    """Open the window on a data folder; 3 when another Dermtally already works in it."""
    parser = argparse.ArgumentParser(
        prog="dermtally",
        description="Count treated skin lesions at the point of care.",
        epilog="Commands: dermtally demo, dermtally code, dermtally verify. `dermtally COMMAND --help` says more.",
    )
    parser.add_argument("--data-dir", type=Path, metavar="D", help="the folder of the record (default: the user's own)")
    parser.add_argument("--smoke", action="store_true", help="try the whole program once on invented patients and stop")
    parser.add_argument("--version", action="store_true", help="show the program's version and stop")
    options = parser.parse_args(arguments)
    if options.version:
        # imported here: it would delay the window
        from importlib.metadata import version  # noqa: PLC0415

        print(f"dermtally {version('dermtally')}")
        return 0
    if options.smoke:
        from desktop.cli.demo import smoke  # noqa: PLC0415 - it would delay the window

        return smoke()
    spare_the_start()
    # imported here so that --help and --version need no display
    from desktop.window.start import start  # noqa: PLC0415

    return start(options.data_dir, sys.argv[:1])


def spare_the_start() -> None:
    """Leave out what would only slow the start down."""
    # a start makes little but what stays: to look for garbage all the while takes a tenth of it (`start` turns it on)
    gc.disable()
    # numpy's threads would share products of a few hundred numbers, and on a busy machine wait a frame for each other
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # WORKAROUND PYSIDE-2029: PySide's own import reads the source text of every module that comes after it, to see
    # which ones may ask for its `__feature__`s. None here does, and the reading takes a sixth of the start.
    pythons_own = builtins.__import__
    # imported here so that --help and --version need no Qt
    import PySide6.QtCore  # noqa: F401, PLC0415

    builtins.__import__ = pythons_own
