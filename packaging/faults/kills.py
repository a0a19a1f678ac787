"""Kill the window at a random moment, then read the record afresh and compare it with what was acknowledged."""

import contextlib
import os
import random
import signal
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from db.records import MarkId, PatientDraft, VisitId
from desktop.access import Action
from desktop.practice.session import create_session, open_session
from desktop.settings import Page, Settings
from desktop.window.start import SETTINGS
from faults import tapper
from faults.tapper import ASKED, STORED

MOST_TAPS = 12
LONGEST_WAIT_S = 0.03
LONGEST_S = 60
"""A window that lives longer than this has got stuck."""
_FIRST_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of one window: taps acknowledged, those of them not in the record, and others that are in it."""

    acknowledged: int
    lost: int
    beyond: int
    whole: bool
    """Whether the record's chain of events held."""


@dataclass(frozen=True, slots=True)
class Held:
    """Taps while somebody else reads the record, in milliseconds."""

    taps: int
    median: float
    slowest: float


def kill_many(folder: Path, times: int, when: str, seed: int) -> list[Killed]:
    """Kill a window `times` times, each time in a fresh visit of the record in a folder."""
    _begin(folder)
    return [_kill_one(folder, number, when, seed) for number in range(times)]


def _kill_one(folder: Path, number: int, when: str, seed: int) -> Killed:
    chance = random.Random(f"{seed} {when} {number}")  # noqa: S311 - nothing is kept secret with it
    visit = _fresh_visit(folder, number)
    taps = chance.randint(1, MOST_TAPS)
    # half of them, and every control, at the very moment of an acknowledgement: there the order of telling and storing
    # shows
    wait = 0.0 if when == ASKED else chance.choice((0.0, chance.uniform(0, LONGEST_WAIT_S)))
    with _window(folder, chance.randrange(1_000_000), when) as lines:
        acknowledged = [lines.wait()[0] for _ in range(taps)]
        if wait:
            time.sleep(wait)
        lines.kill()
        acknowledged += [mark for mark, _ms in lines.rest()]
    return _compared(folder, visit, [MarkId(mark) for mark in acknowledged])


def _compared(folder: Path, visit: VisitId, acknowledged: list[MarkId]) -> Killed:
    with contextlib.closing(open_session(folder)) as session, session.reading(Action.CHART_READ) as record:
        stored = {mark.id for mark in record.marks(visit)}
        whole = not record.verify()
    lost = len(set(acknowledged) - stored)
    return Killed(len(acknowledged), lost, len(stored - set(acknowledged)), whole)


def tap_beside_a_reader(folder: Path, seconds: float, seed: int) -> Held:
    """Take taps in the window while this process holds a reading of the same record open for some seconds."""
    _begin(folder)
    visit = _fresh_visit(folder, 0)
    with _window(folder, seed, STORED) as lines:
        lines.wait()
        with contextlib.closing(open_session(folder)) as session, session.reading(Action.CHART_READ) as record:
            record.marks(visit)
            until = time.monotonic() + seconds
            taken = []
            while time.monotonic() < until:
                taken.append(lines.wait()[1])
        lines.kill()
    return Held(len(taken), statistics.median(taken), max(taken))


def _begin(folder: Path) -> None:
    session = create_session(folder, practice="Made to be killed", person="Amara Osei", credentials="MD")
    session.add_patient(PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213"))
    session.close()


def _fresh_visit(folder: Path, number: int) -> VisitId:
    """Open another visit, and let the next start go on with it."""
    with contextlib.closing(open_session(folder)) as session:
        (patient,) = session.find_patients("Whitfield")
        visit = session.open_visit(patient.id, _FIRST_DAY + timedelta(days=number))
    settings = Settings(folder / SETTINGS)
    settings.page, settings.visit = Page.VISIT, visit
    settings.save()
    return visit


class NoAnswerError(Exception):
    """A window did not come up, or took no more taps."""


class _Lines:
    """What a window says of its taps."""

    def __init__(self, window: int, said: IO[bytes]) -> None:
        self._window = window
        self._said = said

    def begin(self) -> None:
        """Wait until the window takes taps. Raises NoAnswerError."""
        if self._said.readline() != b"ready\n":
            raise NoAnswerError("the window did not come up")

    def wait(self) -> tuple[str, float]:
        """Return the next tap's id and how long it took. Raises NoAnswerError."""
        line = self._said.readline()
        if not line.endswith(b"\n"):
            raise NoAnswerError("the window takes no more taps")
        mark, milliseconds = line.decode().split()
        return mark, float(milliseconds)

    def rest(self) -> Iterator[tuple[str, float]]:
        """Return what was said until the end."""
        with contextlib.suppress(NoAnswerError):
            while True:
                yield self.wait()

    def kill(self) -> None:
        """End the window as a power switch would end the program: it gets no word of it."""
        os.kill(self._window, signal.SIGKILL)


@contextlib.contextmanager
def _window(folder: Path, seed: int, when: str) -> Iterator[_Lines]:
    """Start the window in a process of its own, a copy of this one: everything is imported already."""
    hears, says = os.pipe()
    window = os.fork()
    if window == 0:
        signal.alarm(LONGEST_S)
        os.close(hears)
        tapper.tap_until_killed(folder, seed, when, says)
        os._exit(1)
    os.close(says)
    lines = _Lines(window, said := os.fdopen(hears, "rb"))
    with said:
        try:
            lines.begin()
            yield lines
        finally:
            lines.kill()
            os.waitpid(window, 0)
