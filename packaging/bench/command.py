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

from bench import asks, coding, practice, skin, starts, taps, turning
from bench.figures import HEAD, Figure, Limit, as_rows, figure, lines
from desktop.atlas.body import Body
from desktop.map.figure import MapView
from desktop.practice.session import open_session
from desktop.window.rules import rules_of
from resources.terms import BodyKind

ROOT = Path(__file__).resolve().parents[2]
FRAME_MS, HICCUP_MS = 16, 100
BODY_MB = 30
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
    frames: int
    visits: int


WHOLE = Amount(
    practice.Size(5000, 5000),
    short=40,
    long=500,
    batches=10,
    starts=15,
    questions=4000,
    rounds=10,
    frames=36,
    visits=10_000,
)
BRIEF = Amount(
    practice.Size(30, 60), short=10, long=12, batches=1, starts=1, questions=60, rounds=1, frames=6, visits=20
)


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
        yield from self._skin()
        yield from self._coding()
        yield from self._figure()
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
        limits = {"hit": Limit(middle_ms=0.3, worst_ms=0.3)}
        for what, seconds in asks.hits(self._body, self._amount.questions).items():
            limit = limits.get(what, Limit(middle_ms=0.5, worst_ms=0.5))
            yield figure("A place on the body, in any view", what, seconds, limit)

    def _skin(self) -> Iterator[Figure]:
        group, count = "What is said about a place", self._amount.questions // 4
        yield figure(group, "its words", skin.phrases(self._body, count), Limit(worst_ms=1.5))
        yield figure(group, "the other name beside a border", skin.names(self._body, count), Limit(middle_ms=1))
        first, again = skin.outlines(self._body, self._amount.questions // 2)
        yield figure(group, "the outline of a region, the first time", first, Limit(middle_ms=FRAME_MS))
        yield figure(group, "the outline of a region, later", again, Limit(middle_ms=0.1))
        seconds = skin.readings(self._rules, 10 * self._amount.rounds)
        yield figure(group, "a call-out, read", seconds, Limit(middle_ms=5, worst_ms=FRAME_MS))

    def _coding(self) -> Iterator[Figure]:
        group, visits = "Code lines", self._amount.visits
        yield figure(group, "of 17 mixed lesions", coding.lines(100 * self._amount.rounds), Limit(middle_ms=1))
        seconds = coding.visits(self._folder, visits, runs=1)
        yield figure(group, f"of {visits} visits, on the command line", seconds, Limit(middle_ms=5000))

    def _figure(self) -> Iterator[Figure]:
        group = f"The figure with {self._amount.long} lesions"
        order = [key for row in self._body.views.rail for key in row] * self._amount.rounds
        with taps.opened(self._app, self._batches[self._amount.long].fresh().folder) as window:
            shown = window.screen_page.map
            # the body that turns; the patient's own is drawn as an older one
            turning.dress(window.screen_page, BodyKind.NEUTRAL)
            yield figure(
                group, "a view, chosen for the first time", turning.changed(shown, self._views()), Limit(middle_ms=50)
            )
            yield figure(group, "a view, chosen again", turning.changed(shown, order), Limit(middle_ms=50))
            view, seconds = turning.painted(shown, self._views(), self._amount.rounds)
            yield figure(group, f"all marks painted, at worst ({view})", seconds, Limit(middle_ms=FRAME_MS))
            seconds = turning.pointed(shown, "face", self._amount.questions // 8)
            yield figure(group, "a mouse moved: words and outline", seconds, Limit(middle_ms=2))
            if turning.can_turn(self._body.views):
                yield from self._turns(group, shown)
            seconds = turning.dressed(window.screen_page, "face", self._amount.rounds)
            yield figure(group, "another body", seconds, Limit())

    def _turns(self, group: str, shown: MapView) -> Iterator[Figure]:
        frames = self._amount.frames
        yield figure(group, "turned by a frame", turning.turned(shown, "front", frames), Limit(middle_ms=40))
        drag = turning.dragged(shown, "front", frames)
        yield figure(group, f"a drag over {frames} frames, {drag.shown} shown", drag.seconds, Limit(middle_ms=40))

    def _views(self) -> list[str]:
        return [each.key for each in self._body.views.all]

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
    print(f"\n{_body_size()}")
    print(f"{len(found) - over} of {len(found)} within their limits, {over} over. {_machine()}")
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


def _body_size() -> str:
    """Say how much the shipped body takes on the disk."""
    mb = sum(each.stat().st_size for each in (ROOT / "resources/body").rglob("*") if each.is_file()) / 1e6
    return f"resources/body: {mb:.1f} MB, {'within' if mb <= BODY_MB else 'OVER'} {BODY_MB} MB"


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, Qt {PySide6.__version__}, {os.cpu_count()} cores{load}."


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure the program beside its floors.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    parser.add_argument("--brief", action="store_true", help="a small practice, few turns: only to see that it works")
    return parser.parse_args(words)
