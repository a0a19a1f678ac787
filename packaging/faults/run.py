"""Kill the window while it takes clicks and count what was lost: ``python3 packaging/dev.py faults``.

A tap is acknowledged when the window is told that the record holds it. The window is killed at a random moment; the
record is opened afresh, as the program does, and compared. A control acknowledges before the tap is written: it must
lose some, or this would find nothing. Exit code 1 if a tap was lost, a record was damaged, or the control lost none.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

# The modules beside this one are imported as `faults`, from packaging/: a package named `packaging` belongs to PyPI.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from faults.kills import Held, Killed, kill_many, tap_beside_a_reader
from faults.tapper import ASKED, STORED

KILLS, CONTROL_KILLS = 100, 25
READ_S = 3.0
SLOWEST_MS = 250
"""A tap beside a reader is delayed if it took as long as a change waits for another writer."""
ROW = "{:<34}{:>7}{:>14}{:>7}{:>9}{:>10}"


def main(arguments: Sequence[str]) -> int:
    """Run it and print the table."""
    options = _options().parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dermtally-faults-") as place:
        folder = Path(place)
        product = kill_many(folder / "product", options.kills, STORED, options.seed)
        control = kill_many(folder / "control", options.control, ASKED, options.seed)
        held = tap_beside_a_reader(folder / "read", options.read, options.seed)
    print(ROW.format("window", "kills", "acknowledged", "lost", "beyond", "damaged"))
    print(_row("acknowledges when stored", product))
    print(_row("control: before it is written", control))
    print(
        f"\nbeside a reader held open for {options.read:g} s: {held.taps} taps, "
        f"median {held.median:.1f} ms, slowest {held.slowest:.0f} ms"
    )
    print(f"seed {options.seed}, {time.monotonic() - begun:.0f} s")
    found = _found(product, control, held)
    print("\n".join(found) if found else "no acknowledged tap was lost")
    return 1 if found else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__.split("\n\n")[1])
    parser.add_argument("--kills", type=int, default=KILLS, help=f"of the real window (default {KILLS})")
    parser.add_argument("--control", type=int, default=CONTROL_KILLS, help=f"of the control ({CONTROL_KILLS})")
    parser.add_argument("--read", type=float, default=READ_S, metavar="S", help=f"a reader beside taps ({READ_S:g})")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="of all chance in it")
    return parser


def _row(name: str, runs: list[Killed]) -> str:
    damaged = sum(not run.whole for run in runs)
    acknowledged, lost, beyond = (
        sum(getattr(run, each) for run in runs) for each in ("acknowledged", "lost", "beyond")
    )
    return ROW.format(name, len(runs), acknowledged, lost, beyond, damaged)


def _found(product: list[Killed], control: list[Killed], held: Held) -> list[str]:
    """Return what is wrong, in words."""
    wrong = {
        "FAULT: an acknowledged tap was lost": any(run.lost for run in product),
        "FAULT: a record was damaged": not all(run.whole for run in (*product, *control)),
        "FAULT: the control lost nothing, so this run proves nothing": not any(run.lost for run in control),
        "FAULT: a reader delayed a tap": held.slowest >= SLOWEST_MS,
    }
    return [text for text, happened in wrong.items() if happened]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
