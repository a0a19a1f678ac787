"""The whole run: what is measured, in which order, and the table."""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QApplication

from bench import asks, practice, starts, taps
from bench.figures import HEAD, Figure, Limit, as_rows, figure, lines
from desktop.atlas.body import Body
from desktop.practice.session import open_session
from desktop.window.rules import rules_of

ROOT = Path(__file__).resolve().parents[2]
FRAME_MS, HICCUP_MS = 16, 100
TAP = Limit(times=3.0, middle_ms=FRAME_MS, worst_ms=HICCUP_MS)


@dataclass(frozen=True, slots=True)
class Amount:
    """How large the practice is and how often each thing is measured."""

    size: practice.Size
    short: int
    long: int
    batches: int
    starts: int
    questions: int
    rounds: int


WHOLE = Amount(practice.Size(5000, 5000), short=40, long=500, batches=10, starts=15, questions=4000, rounds=10)
BRIEF = Amount(practice.Size(30, 60), short=10, long=12, batches=1, starts=1, questions=60, rounds=1)


class Bench:
    """One run, in a folder on the disk that is measured."""

    def __init__(self, app: QApplication, folder: Path, amount: Amount) -> None:
        self._app = app
        self._folder = folder
        self._amount = amount
        self._body = Body.load()
        self._rules = rules_of(practice.TODAY)
        self._filler = practice.Filler(self._body, self._rules)
        self._base = folder / "base"
        practice.begin(self._base, self._filler, amount.size)
        self._batches = {
            marks: practice.Batches(self._base, folder / f"{marks}", self._filler, self._rules, marks - taps.WARM_UP)
            for marks in (amount.short, amount.long)
        }

    def figures(self) -> Iterator[Figure]:
        """Measure everything, group by group."""
        yield from self._taps(self._amount.short)
        yield from self._taps(self._amount.long)
        yield from self._starts()
        yield from self._hits()
        yield from self._others()

    def _taps(self, marks: int) -> Iterator[Figure]:
        group = f"A tap, durable and painted ({self._amount.size.marks} marks stored)"
        batches = self._batches[marks]
        turns = taps.Turns()
        for _ in range(self._amount.batches):
            batch = batches.fresh()
            with taps.opened(self._app, batch.folder) as window:
                tapper = taps.Tapper(window, batch.tape, batch.floor)
                tapper.take(turns)
                tapper.close()
        yield figure(group, f"{marks} lesions in the visit", turns.product, TAP, turns.floor)

    def _starts(self) -> Iterator[Figure]:
        folder = self._batches[self._amount.short].fresh().folder
        found = starts.take(folder, self._amount.starts)
        group = "The start, from the start of the process"
        yield figure(group, "first paint that shows the body", found.painted, Limit(times=2.0), found.bare)
        yield figure(group, "ready for a tap that is stored", found.ready, Limit(times=1.3), found.libraries)
        yield figure(group, "the first tap, right then", found.first_tap, Limit(worst_ms=HICCUP_MS))

    def _hits(self) -> Iterator[Figure]:
        for what, seconds in asks.hits(self._body, self._amount.questions).items():
            yield figure("A place on the body, in any view", what, seconds, Limit(middle_ms=0.5, worst_ms=0.5))

    def _others(self) -> Iterator[Figure]:
        for marks in (self._amount.short, self._amount.long):
            yield from self._visit(marks)
        people = self._amount.size.patients
        session = open_session(self._base)
        found = asks.searches(session, self._amount.rounds)
        session.close()
        yield figure(f"Patients, {people} stored", "answer to what was typed", found, Limit(middle_ms=5, worst_ms=16))
        with taps.opened(self._app, self._batches[self._amount.short].fresh().folder) as window:
            seconds = asks.typed(window)
        yield figure(f"Patients, {people} stored", "key to painted list", seconds, Limit(middle_ms=FRAME_MS))

    def _visit(self, marks: int) -> Iterator[Figure]:
        group, folder = f"A visit with {marks} lesions", self._batches[marks].fresh().folder
        session = open_session(folder)
        visit = session.visits_on(practice.TODAY)[-1].visit.id
        derived = asks.snapshots(session, visit, self._rules, 5 * self._amount.rounds)
        session.close()
        yield figure(group, "what the screen shows, derived", derived, Limit())
        with taps.opened(self._app, folder) as window:
            yield figure(
                group, "opened and painted", asks.visits(window, visit, self._amount.rounds), Limit(middle_ms=300)
            )
            seconds = asks.papers(window, folder, self._amount.rounds)
            yield figure(group, "its PDF on the disk", seconds, Limit(middle_ms=1000))


def main(words: Sequence[str]) -> int:
    """Measure, print the table and the command that made it; 0 whatever it says."""
    options = _options(words)
    app = QApplication.instance() or QApplication(["dermtally"])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else runs here
    at = ROOT / "build"
    at.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=at) as folder:
        found = _printed(Bench(app, Path(folder), BRIEF if options.brief else WHOLE).figures())
    over = sum(not each.keeps for each in found)
    print(f"\n{len(found) - over} of {len(found)} within their limits, {over} over. {_machine()}")
    print(f"made by: python3 packaging/dev.py bench {' '.join(words)}".rstrip())
    if options.json:
        options.json.write_text(json.dumps(as_rows(found), indent=1), encoding="utf-8")
    return 0


def _printed(figures: Iterator[Figure]) -> list[Figure]:
    """Print each figure as soon as it is there."""
    print(HEAD, flush=True)
    found: list[Figure] = []
    for each in figures:
        new = lines([each])
        print("\n".join(new[1:] if found and found[-1].group == each.group else new), flush=True)
        found.append(each)
    return found


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, Qt {PySide6.__version__}, {os.cpu_count()} cores{load}."


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure the program beside its floors.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    parser.add_argument("--brief", action="store_true", help="a small practice, few turns: only to see that it works")
    return parser.parse_args(words)
