"""What the program asks and makes beside a tap: places on the body, patients, a visit's snapshot, its PDF."""

import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.painted import Paints
from db.records import VisitId
from desktop.access import Action
from desktop.atlas.body import Body
from desktop.atlas.views import load_views
from desktop.practice.session import Session
from desktop.snapshot import Rules, build
from desktop.window.shell import MainWindow

MOUSE_PX, FINGER_PX = 3.0, 17.0
TYPED = ("w", "wh", "whi", "whit", "b", "be", "ber", "berd", "garlund", "noor", "noor p", "2314", "20", "1951", "x")


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def hits(body: Body, count: int) -> dict[str, list[float]]:
    """Ask for places in every view, each view's index being built; `hit` also beside the body, the others on skin."""
    chosen = random.Random(4)  # noqa: S311 - an order of places
    views = load_views().all
    for view in views:
        body.prepare(view.key)
    found: dict[str, list[float]] = {"hit": [], "spot": [], "site under a mouse": [], "site under a finger": []}
    for number in range(count):
        view = chosen.choice(views)
        x, y = chosen.uniform(0, view.camera.width), chosen.uniform(0, view.camera.height)
        found["hit"].append(timed(partial(body.hit, view.key, x, y)))
        anchor = body.hit(view.key, x, y)
        if anchor is not None:
            found["spot"].append(timed(partial(body.spot, view.key, anchor)))
            # a little beside the point, which the body still has in mind
            name, radius = ("mouse", MOUSE_PX) if number % 2 else ("finger", FINGER_PX)
            found[f"site under a {name}"].append(timed(partial(body.site, view.key, x + 0.25, y, radius)))
    return found


def searches(session: Session, rounds: int) -> list[float]:
    """Ask for patients by what somebody types."""
    return [timed(partial(session.find_patients, text)) for _ in range(rounds) for text in TYPED]


def typed(window: MainWindow) -> list[float]:
    """Type names on the home screen, letter by letter, until each letter's patients are painted."""
    window.show_home()
    assert window.home is not None  # noqa: S101 - it was just shown
    page = window.home.page
    paints = Paints(page.search)
    seconds = []
    for text in ("whit", "berdale", "garlund noor", "2314"):
        page.search.clear()
        QApplication.processEvents()
        for letter in text:
            paints.forget()
            begun = time.perf_counter()
            QTest.keyClicks(page.search, letter)
            paints.wait()
            seconds.append(time.perf_counter() - begun)
    return seconds


def visits(window: MainWindow, visit: VisitId, rounds: int) -> list[float]:
    """Open a visit from the home screen until it is painted."""
    paints = Paints(window.screen_page.map)
    seconds = []
    for _ in range(rounds):
        window.show_home()
        QApplication.processEvents()
        paints.forget()
        begun = time.perf_counter()
        window.open_visit(visit)
        paints.wait()
        seconds.append(time.perf_counter() - begun)
    return seconds


def snapshots(session: Session, visit: VisitId, rules: Rules, rounds: int) -> list[float]:
    """Derive all that the screen shows from a visit's facts."""
    with session.reading(Action.CHART_READ) as record:
        chart = record.chart(visit)
    return [timed(partial(build, chart, rules)) for _ in range(rounds)]


def papers(window: MainWindow, folder: Path, rounds: int) -> Sequence[float]:
    """Write the open visit's PDF, the first time with all that it needs to be loaded."""
    visit = window.visit
    assert visit is not None  # noqa: S101 - the window was opened on a visit
    ends: list[object] = []
    visit.output.saved.connect(ends.append)
    visit.output.failed.connect(ends.append)
    seconds = []
    for number in range(rounds):
        begun = time.perf_counter()
        visit.output.save_pdf(visit.desk.snapshot, folder / f"{number}.pdf")
        while len(ends) <= number:
            QTest.qWait(1)
        seconds.append(time.perf_counter() - begun)
    if not all(isinstance(each, Path) for each in ends):
        raise RuntimeError(f"The PDF was not written: {ends}")
    return seconds
