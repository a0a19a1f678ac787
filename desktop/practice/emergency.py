"""Reading a chart without the right to it, in an emergency: for a stated reason, for two hours, looked into afterwards.

Source: 45 CFR 164.312(a)(2)(ii), emergency access procedure; 45 CFR 170.315(d)(6).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.errors import Environment
from db.people import EmergencyId
from db.records import Emergency, Patient, PatientId, VisitId, new_id
from db.store import utc_now
from desktop.access import Action
from desktop.practice.session import Session

LASTS = timedelta(hours=2)


class ReasonMissing(Environment):
    """A chart was to be opened without saying why."""

    text = "Say why you need this chart now. The reason goes into the record; without it nothing was opened."


@dataclass(frozen=True, slots=True)
class Running:
    """An emergency reading that has not ended."""

    id: EmergencyId
    patient_id: PatientId
    reason: str
    ends_at: datetime


class Emergencies:
    """Emergency readings of one session, and their review. All raise StoreError."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.running: Running | None = None

    def find_patients(self, text: str) -> tuple[Patient, ...]:
        """Return patients by name, MRN or birth date, for somebody who otherwise sees none."""
        with self._session.reading(Action.EMERGENCY_OPEN) as record:
            return record.find_patients(text)

    def begin(self, patient_id: PatientId, reason: str) -> EmergencyId:
        """Let the signed-in person read a patient's chart for two hours. Raises ReasonMissing."""
        if not reason.strip():
            raise ReasonMissing
        access, ends = EmergencyId(new_id()), utc_now() + LASTS
        with self._session.writing(Action.EMERGENCY_OPEN) as work:
            work.open_emergency(access, patient_id, reason, ends)
        self._session.let_read(patient_id, ends)
        self.running = Running(access, patient_id, reason.strip(), ends)
        return access

    def newest_visit(self, patient_id: PatientId) -> VisitId | None:
        """Return the visit of a patient to begin with; None if there is none."""
        with self._session.reading(Action.EMERGENCY_OPEN) as record:
            found = record.visits_of(patient_id)
        return found[0].visit.id if found else None

    def end_running(self) -> None:
        """End the emergency reading that runs, if one does."""
        if self.running is not None:
            running, self.running = self.running, None
            self.end(running.id, running.patient_id)

    def end(self, access: EmergencyId, patient_id: PatientId) -> None:
        """End an emergency reading before its time."""
        self._session.let_read(patient_id, None)
        with self._session.writing(Action.EMERGENCY_OPEN) as work:
            work.close_emergency(access)

    def all(self) -> tuple[Emergency, ...]:
        """Return every emergency reading, the newest first, for review."""
        with self._session.reading(Action.EMERGENCY_REVIEW) as record:
            return record.emergencies()

    def review(self, access: EmergencyId, remark: str) -> None:
        """Store that the signed-in person has looked into one. Raises Stale if it is their own or was reviewed."""
        with self._session.writing(Action.EMERGENCY_REVIEW) as work:
            work.review_emergency(access, remark)
