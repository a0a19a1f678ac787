"""A signed-in person at an open record. Everything the program reads or writes goes through here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db import keys
from db.errors import NoProvider, NotAllowed, NotThere, StoreError
from db.events import About, Kind
from db.folder import begin_record, is_begun, open_record
from db.people import Person, PersonId
from db.records import Head, Patient, PatientDraft, PatientId, RouteStep, Visit, VisitId, VisitSummary, new_id
from db.store import Store
from desktop.access import Action
from desktop.practice.doors import Doors
from desktop.practice.rights import free
from resources.terms import Role, SiteLevel, VisitState

if TYPE_CHECKING:
    from db.renewal import FirstLock

__all__ = ["Session", "create_session", "exists", "open_session"]

FIRST_VIEW = "face"
"""The view a new practice's visits open with."""
OFFICE = "11"
"""Place of service of a new practice (CMS place of service codes: office)."""


class Session(Doors):
    """One open record and the person who works in it.

    Every method names the act it is, and raises NotAllowed, without a change, when the person's roles don't include
    it. Every method that writes takes its actor from the session; every one raises StoreError when the record can't be
    read or written.
    """

    # the practice's own ways
    def set_site_level(self, level: SiteLevel) -> None:
        """Store how fine the practice's notes name a site."""
        with self.writing(Action.PRACTICE_CHANGE) as work:
            work.set_site_level(level)
        self.practice = replace(self.practice, site_level=level)

    def place_words(self) -> dict[str, tuple[str, ...]]:
        """Return the practice's own words for places; a word with several places asks which one is meant."""
        with self.reading(Action.PRACTICE_READ) as record:
            return record.place_words()

    def learn_place_word(self, word: str, region: str) -> None:
        """Store a word of the practice's own for a place."""
        with self.writing(Action.PRACTICE_WORDS) as work:
            work.learn_place_word(word, region)

    def forget_place_word(self, word: str) -> None:
        """Take a word of the practice's own away."""
        with self.writing(Action.PRACTICE_WORDS) as work:
            work.forget_place_word(word)

    def route(self) -> tuple[RouteStep, ...]:
        """Return the practice's own hands-free route; none if it works by the shipped one."""
        with self.reading(Action.PRACTICE_READ) as record:
            return record.route()

    def set_route(self, steps: Sequence[RouteStep]) -> None:
        """Store the practice's hands-free route; none at all brings the shipped one back."""
        with self.writing(Action.PRACTICE_WORDS) as work:
            work.set_route(steps)

    # people, patients and visits
    def providers(self) -> tuple[Person, ...]:
        """Return everybody who may be a visit's provider."""
        with self.reading(Action.PEOPLE_READ) as record:
            return tuple(each.person for each in record.members() if Role.PROVIDER in each.roles)

    def find_patients(self, text: str) -> tuple[Patient, ...]:
        """Return patients whose name, MRN or birth date fits what was typed; the best fits first, at most 50."""
        with self.reading(Action.PATIENT_FIND) as record:
            return record.find_patients(text)

    def add_patient(self, draft: PatientDraft) -> Patient:
        """Store a new patient."""
        patient_id = PatientId(new_id())
        with self.writing(Action.PATIENT_ADD) as work:
            work.add_patient(patient_id, draft)
        return self.patient(patient_id)

    def change_patient(self, patient: Patient, draft: PatientDraft) -> Patient:
        """Store a patient's changed particulars. Raises StoreError if somebody changed them meanwhile."""
        with self.writing(Action.PATIENT_CHANGE) as work:
            work.change_patient(patient.id, patient.version, draft)
        return self.patient(patient.id)

    def patient(self, patient_id: PatientId) -> Patient:
        """Return a patient."""
        with self.reading(Action.PATIENT_FIND) as record:
            return record.patient(patient_id)

    def visits_on(self, day: date) -> tuple[VisitSummary, ...]:
        """Return the visits of a day, the earliest first."""
        with self.reading(Action.PATIENT_FIND) as record:
            return record.visits_on(day)

    def unfinished(self) -> tuple[VisitSummary, ...]:
        """Return all open visits, the earliest first."""
        with self.reading(Action.PATIENT_FIND) as record:
            return record.open_visits()

    def visits_of(self, patient_id: PatientId) -> tuple[VisitSummary, ...]:
        """Return a patient's visits, the newest first."""
        with self.reading(Action.PATIENT_FIND) as record:
            return record.visits_of(patient_id)

    @free("names its act, and an emergency reading besides")
    def visit(self, visit_id: VisitId) -> Visit:
        """Return a visit."""
        with self._store.reading() as record:
            found = record.visit(visit_id)
        if not self.may(Action.PATIENT_FIND) and not self.is_emergency(found.patient_id):
            raise NotAllowed
        return found

    def is_open(self, visit_id: VisitId) -> bool:
        """Return whether there is such a visit, and it may still be changed."""
        try:
            return self.visit(visit_id).state is VisitState.OPEN
        except (NotThere, NotAllowed):
            return False

    def open_visit(self, patient_id: PatientId, day: date, provider: PersonId | None = None) -> VisitId:
        """Return the provider's open visit of the patient on that day; begin one if there is none.

        Without a provider it is the signed-in person, if they are one, else the practice's first.
        """
        performer = provider or self._performer()
        with self.reading(Action.VISIT_OPEN) as record:
            for summary in record.visits_of(patient_id):
                if _is_open_with(summary.visit, performer, day):
                    return summary.visit.id
        visit_id = VisitId(new_id())
        with self.writing(Action.VISIT_OPEN) as work:
            work.open_visit(visit_id, patient_id, performer, day, self.practice.place_of_service)
        return visit_id

    def _performer(self) -> PersonId:
        if Role.PROVIDER in self.member.roles:
            return self.person.id
        found = self.providers()
        if not found:
            raise NoProvider
        return found[0].id

    def take_out(self, patient_id: PatientId, visit_id: VisitId, form: str) -> Head:
        """Store that something of a visit leaves the program, in which form; return the event it is known by."""
        with self.writing(Action.NOTE_EXPORT) as work:
            work.tell(Kind.EXPORTED, About(patient=patient_id, subject=visit_id), {"form": form})
            return work.head()

    def discard_visit(self, visit_id: VisitId) -> None:
        """Take a visit off every list; nothing of it is erased."""
        with self.writing(Action.VISIT_DISCARD) as work:
            work.discard_visit(visit_id)


def _is_open_with(visit: Visit, provider: PersonId, day: date) -> bool:
    return visit.state is VisitState.OPEN and visit.date_of_service == day and visit.provider_id == provider


@free("looks for a file")
def exists(folder: Path) -> bool:
    """Return whether a record was ever begun in this folder."""
    return is_begun(folder)


@free("looks into the key file")
def is_locked(folder: Path) -> bool:
    """Return whether it takes a password to open the record in this folder. Raises StoreError."""
    return keys.read_file(folder).is_locked


@free("signs in")
def open_session(folder: Path) -> Session:
    """Open the record in a folder, upgrading it if it is older than the program.

    Raises StoreError: no key, damaged, made by a newer program, not writable.
    """
    return _signed_in(open_record(folder))


@free("there is nobody yet")
def create_session(  # noqa: PLR0913  all by name
    folder: Path,
    *,
    practice: str,
    person: str,
    credentials: str,
    demo: bool = False,
    lock: "Callable[[PersonId], FirstLock] | None" = None,
    fill: Callable[[Session], None] | None = None,
) -> Session:
    """Begin a record in a folder with its practice and first person, and open it.

    With `lock`, which is told the first person's id, the record has a password from its first moment; what `fill`
    stores is part of it too: cut short anywhere, there is no record. Raises StoreError.
    """
    first = PersonId(new_id())
    locked = lock(first) if lock else None
    with begin_record(folder, locked) as store:
        with store.begin(first) as work:
            work.add_person(first, person, credentials, roles=frozenset({Role.PROVIDER, Role.ADMINISTRATOR}))
            work.set_up_practice(practice, demo=demo, first_view=FIRST_VIEW, place_of_service=OFFICE)
        if fill is not None:
            fill(_signed_in(store))
    if locked is not None:
        return _signed_in(open_record(folder, keys.unlock(folder, first, locked.password)))
    return open_session(folder)


def _signed_in(store: Store) -> Session:
    """Without passwords the first person of the record is the one who works in it."""
    try:
        with store.reading() as record:
            return Session(store, record.members()[0], record.practice())
    except StoreError:
        store.close()
        raise
