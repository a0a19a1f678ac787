"""From the start of a process to its first frame and to the first tap it stores, turn by turn with the floors."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
_BARE, _LIBRARIES, _PROGRAM = "bare window", "window with libraries", "program"


@dataclass(slots=True)
class Starts:
    """Seconds of each start."""

    bare: list[float] = field(default_factory=list)
    libraries: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    first_tap: list[float] = field(default_factory=list)


def take(folder: Path, rounds: int) -> Starts:
    """Start everything so many times in mixed turns, and unless it is only once, one time before to warm up."""
    starts = Starts()
    order = [_BARE, _LIBRARIES, _PROGRAM]
    for turn in range(rounds + (rounds > 1)):
        random.shuffle(order)
        for which in order:
            times = _started(which, folder)
            if turn > 0 or rounds == 1:
                _keep(starts, which, times)
    return starts


def _keep(starts: Starts, which: str, times: list[float]) -> None:
    if which == _BARE:
        starts.bare += times
    elif which == _LIBRARIES:
        starts.libraries += times
    else:
        painted, ready, first_tap = times
        starts.painted.append(painted)
        starts.ready.append(ready)
        starts.first_tap.append(first_tap)


def _started(which: str, folder: Path) -> list[float]:
    """Start one process and return what it measured of itself. Python's compiled files are kept, as once installed."""
    words = {
        _BARE: ("start_floor.py",),
        _LIBRARIES: ("start_floor.py", "libraries"),
        _PROGRAM: ("start_program.py", str(folder)),
    }[which]
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, str(HERE / words[0]), repr(time.monotonic()), *words[1:]]
    ran = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"{which} did not start:\n{ran.stderr}")
    return [float(each) for each in ran.stdout.split()]
