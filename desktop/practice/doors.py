"""The doors to an open record, each of which opens only for an act that the signed-in person's roles include."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db import keys
from db.charts import Known
from db.errors import NotAllowed, StoreError
from db.events import About, Kind
from db.people import Member, Person, PersonId
from db.records import Chart, PatientId, Practice, VisitId
from db.store import Reader, Store, Work, utc_now
from desktop.access import Action, rights_of
from desktop.practice.rights import free

if TYPE_CHECKING:
    from desktop.practice.keyring import Keyring


class Doors:
    """An open record, the person who works in it, and the doors that their roles open."""

    def __init__(self, store: Store, member: Member, practice: Practice) -> None:
        self._store = store
        self._keyring: Keyring | None = None
        self._emergencies: dict[PatientId, datetime] = {}
        self._seen = -1
        self.practice = practice
        self._take(member)

    def _take(self, member: Member) -> None:
        self.member = member
        self._rights = rights_of(member.roles)

    @property
    def has_passwords(self) -> bool:
        """Whether the record is protected by passwords. Raises StoreError."""
        return keys.read_file(self._store.path.parent).is_locked

    @property
    def keyring(self) -> "Keyring":
        """The key that opened the record, to be given to others under secrets of their own."""
        if self._keyring is None:
            from desktop.practice.keyring import Keyring  # noqa: PLC0415 - a start does not need it

            self._keyring = Keyring(self._store.path.parent, self._store.key)
        return self._keyring

    @keyring.setter
    def keyring(self, keyring: "Keyring") -> None:
        self._keyring = keyring

    @property
    def person(self) -> Person:
        """Whoever is signed in."""
        return self.member.person

    @property
    def clock_behind(self) -> timedelta:
        """How far this computer's clock is behind the record's last event; zero while it is right."""
        return self._store.clock_behind

    @free("sees only what it may")
    def look_again(self) -> None:
        """Take over what the signed-in person's roles are now."""
        with self._store.reading() as record:
            self._take(record.member(self.person.id))

    @free("somebody proves who they are")
    def become(self, person_id: PersonId, kind: Kind, how: str) -> None:
        """Let a person who has proved who they are work from now on; what was open stays as it is.

        Raises NotAllowed if they were removed meanwhile.
        """
        before = self.person.id
        with self._store.begin(person_id) as work:
            member = work.member(person_id)
            if member.removed_at is not None:
                raise NotAllowed
            work.tell(kind, About(subject=person_id), {"how": how, "before": before})
        self._emergencies.clear()
        self._take(member)

    @free("somebody proves who they are")
    def acting_as(self, person_id: PersonId) -> AbstractContextManager[Work]:
        """Begin one transaction of a person who is proving who they are."""
        return self._store.begin(person_id)

    # rights
    @free("asks, does nothing")
    def may(self, action: Action) -> bool:
        """Say whether the signed-in person may do this."""
        return action in self._rights

    def _must(self, action: Action) -> None:
        if action not in self._rights:
            with contextlib.suppress(StoreError), self._store.begin(self.person.id) as work:
                work.tell(Kind.ACCESS_REFUSED, About(), {"action": action.value})
            raise NotAllowed

    @free("the caller names the act")
    @contextlib.contextmanager
    def writing(self, action: Action) -> Iterator[Work]:
        """Begin one transaction of this session's person; it is committed when the block ends well.

        A role that somebody else took away a moment ago counts: it is looked at inside the transaction.
        """
        self._must(action)
        with self._store.begin(self.person.id) as work:
            seen = work.data_version()
            if seen != self._seen:
                self._seen = seen
                self._take(work.member(self.person.id))
                if action not in self._rights:
                    raise NotAllowed
            yield work

    @free("the caller names the act")
    @contextlib.contextmanager
    def reading(self, action: Action) -> Iterator[Reader]:
        """Look at one unchanging view of the record."""
        self._must(action)
        with self._store.reading() as record:
            yield record

    @free("the caller names the act")
    @contextlib.contextmanager
    def reading_back(self, action: Action) -> Iterator[Reader]:
        """Look at what has just been written."""
        self._must(action)
        with self._store.reading_back() as record:
            yield record

    @free("names its act, and an emergency reading besides")
    def read_chart(self, visit_id: VisitId, known: Known | None = None) -> Chart:
        """Return everything about a visit, and store that this person has read it.

        Besides Action.CHART_READ, an emergency reading of the patient's chart that has not ended opens it.
        """
        with self._store.begin(self.person.id) as work:
            chart = work.chart(visit_id, known)
            emergency = not self.may(Action.CHART_READ)
            if emergency and not self.is_emergency(chart.patient.id):
                raise NotAllowed
            body = {"emergency": int(emergency)}
            # the visit as its subject: a reading is no change of the visit
            work.tell(Kind.CHART_READ, About(patient=chart.patient.id, subject=visit_id), body)
        return chart

    @free("called once the reason is in the record")
    def let_read(self, patient_id: PatientId, until: datetime | None) -> None:
        """Let the signed-in person read one patient's chart until then; None ends it."""
        if until is None:
            self._emergencies.pop(patient_id, None)
        else:
            self._emergencies[patient_id] = until

    @free("asks, does nothing")
    def is_emergency(self, patient_id: PatientId) -> bool:
        """Say whether the signed-in person reads this patient's chart in an emergency just now."""
        ends = self._emergencies.get(patient_id)
        return ends is not None and utc_now() < ends

    @free("moves what is stored, shows nothing")
    def tidy(self) -> None:
        """Move what was written from the log into the file. For moments when nobody taps; never for a tap itself."""
        self._store.tidy()

    @free("ends everything")
    def close(self) -> None:
        """Close the record."""
        self._store.close()
