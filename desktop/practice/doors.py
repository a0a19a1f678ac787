"""The doors to an open record, each of which opens only for an act that the signed-in person's roles include."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from db.charts import Known
from db.errors import NotAllowed, StoreError
from db.events import About, Kind
from db.records import Chart, Member, PatientId, Person, Practice, VisitId
from db.store import Reader, Store, Work, utc_now
from desktop.access import Action, rights_of
from desktop.practice.rights import free


class Doors:
    """An open record, the person who works in it, and the doors that their roles open."""

    def __init__(self, store: Store, member: Member, practice: Practice) -> None:
        self._store = store
        self._emergencies: dict[PatientId, datetime] = {}
        self._seen = -1
        self.practice = practice
        self._take(member)

    def _take(self, member: Member) -> None:
        self.member = member
        self._rights = rights_of(member.roles)

    @property
    def person(self) -> Person:
        """Whoever is signed in."""
        return self.member.person

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
