"""An invented practice, large enough to be slow in if anything were."""

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.tape import Step, Tape, recording
from db.records import LesionId, MarkDraft, MarkId, PatientDraft, PatientId, Place, VisitId, new_id
from db.store import Work
from desktop.access import Action
from desktop.atlas.body import Body
from desktop.atlas.views import load_views
from desktop.controls.brush import brush_of
from desktop.practice.encounter import Encounter
from desktop.practice.session import Session, create_session, open_session
from desktop.settings import Page, Settings
from desktop.snapshot import Rules
from desktop.window.placing import treatment_draft
from desktop.window.start import SETTINGS
from resources.terms import Placement

TODAY = date.today()  # noqa: DTZ011 - the clinic's own calendar day
BEGINNINGS = (
    "Al",
    "Ber",
    "Cor",
    "Dan",
    "El",
    "Fer",
    "Gar",
    "Hol",
    "In",
    "Jan",
    "Kar",
    "Lin",
    "Mar",
    "Nor",
    "Ol",
    "Per",
)
ENDINGS = (
    "berg",
    "dale",
    "den",
    "ez",
    "ford",
    "ham",
    "ic",
    "kova",
    "lund",
    "man",
    "ner",
    "os",
    "ri",
    "sen",
    "ton",
    "wick",
)
GIVEN = (
    "Ada",
    "Bo",
    "Cleo",
    "Dov",
    "Esra",
    "Finn",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kai",
    "Lea",
    "Mio",
    "Noor",
    "Oda",
    "Pia",
)
PLACES = 400
PER_VISIT = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How many patients the practice has and how many marks its earlier visits hold."""

    patients: int
    marks: int


class Filler:
    """Writes invented patients, visits and marks; always the same ones."""

    def __init__(self, body: Body, rules: Rules) -> None:
        self._random = random.Random(2026)  # noqa: S311 - invented places, no secrets
        self._treatment_of = brush_of(rules.presets, rules.presets.default.key)
        self.places = tuple(islice(self._found(body), PLACES))

    def fill(self, session: Session, size: Size) -> None:
        """Write patients and earlier visits in one transaction."""
        places = cycle(self.places)
        with session.writing(Action.MARK_ENTER) as work:
            for number in range(size.patients):
                patient = PatientId(new_id())
                work.add_patient(patient, _patient(number))
                here = min(PER_VISIT, size.marks - number * PER_VISIT)
                if here > 0:
                    day = TODAY - timedelta(days=7 + number)
                    self._visit(work, session, patient, day, tuple(islice(places, here)))

    def open_visit(self, session: Session, marks: int) -> VisitId:
        """Write today's visit of a patient of their own, with so many marks."""
        patient = PatientId(new_id())
        with session.writing(Action.MARK_ENTER) as work:
            work.add_patient(patient, PatientDraft("Whitfield", "Eleanor", date(1951, 4, 3), "48213", ("Pacemaker",)))
            return self._visit(work, session, patient, TODAY, tuple(islice(cycle(self.places), marks)))

    def draft(self, place: Place) -> MarkDraft:
        """Return a lesion treated with what every visit starts with."""
        return MarkDraft(MarkId(new_id()), LesionId(new_id()), place, treatment_draft(self._treatment_of))

    def _visit(self, work: Work, session: Session, patient: PatientId, day: date, places: Sequence[Place]) -> VisitId:
        visit = VisitId(new_id())
        work.open_visit(visit, patient, session.person.id, day, session.practice.place_of_service)
        for place in places:
            work.add_mark(visit, self.draft(place))
        return visit

    def _found(self, body: Body) -> Iterator[Place]:
        """Yield tapped places, turn by turn in every view of the rail."""
        views = load_views()
        for key in cycle(key for row in views.rail for key in row):
            camera = views.get(key).camera
            x, y = self._random.uniform(0, camera.width), self._random.uniform(0, camera.height)
            anchor = body.hit(key, x, y)
            if anchor is not None:
                site = body.site_at(anchor)
                yield Place(Placement.TAPPED, site.region, site.side, site.phrase, anchor, key, 0)


def begin(folder: Path, filler: Filler, size: Size) -> None:
    """Make the practice's record in a folder."""
    fill = partial(filler.fill, size=size)
    create_session(folder, practice="Lakeside", person="Amara Osei", credentials="MD", fill=fill).close()


def with_visit(base: Path, folder: Path, filler: Filler, marks: int) -> VisitId:
    """Copy a practice and open today's visit in the copy; the program goes on there when it starts."""
    shutil.copytree(base, folder)
    session = open_session(folder)
    visit = filler.open_visit(session, marks)
    session.close()
    settings = Settings(folder / SETTINGS)
    settings.page, settings.visit = Page.VISIT, visit
    settings.save()
    return visit


def tape_of_tap(folder: Path, visit: VisitId, filler: Filler, rules: Rules) -> Tape:
    """Add one more mark to a visit, the way a tap does, and return what that did to the record."""
    session = open_session(folder)
    encounter = Encounter(session, visit, rules)
    steps: list[Step] = []
    with recording(steps):
        encounter.add((filler.draft(filler.places[-1]),))
    session.close()
    return Tape(steps)


@dataclass(frozen=True, slots=True)
class Batch:
    """Two equal records, one for the program and one for the floor of a tap, and the tap itself."""

    folder: Path
    floor: Path
    tape: Tape


class Batches:
    """Makes the same two records again and again, so that a visit never grows far beyond what it began with."""

    def __init__(self, base: Path, folder: Path, filler: Filler, rules: Rules, marks: int) -> None:
        """Prepare a visit that begins with so many marks, the tap that is written down among them."""
        self._folder = folder
        self._begun = folder / "begun"
        visit = with_visit(base, self._begun, filler, marks - 1)
        self._tape = tape_of_tap(self._begun, visit, filler, rules)

    def fresh(self) -> Batch:
        """Return new copies, on the disk and not only on the way there."""
        folder, floor = self._folder / "program", self._folder / "floor"
        for each in (folder, floor):
            shutil.rmtree(each, ignore_errors=True)
            shutil.copytree(self._begun, each)
        os.sync()
        return Batch(folder, floor, self._tape)


def _patient(number: int) -> PatientDraft:
    family = BEGINNINGS[number % 16] + ENDINGS[number // 16 % 16]
    given = GIVEN[number // 256 % 16]
    return PatientDraft(family, given, date(1930, 1, 1) + timedelta(days=5 * number), f"{20000 + number}")
