"""Reading a chart without the right to it, in an emergency: for a stated reason, for two hours, looked into afterwards.

Source: 45 CFR 164.312(a)(2)(ii), emergency access procedure; 45 CFR 170.315(d)(6).
"""

from datetime import timedelta

from db.errors import StoreError
from db.records import Emergency, EmergencyId, Patient, PatientId, new_id
from db.store import utc_now
from desktop.access import Action
from desktop.practice.session import Session

LASTS = timedelta(hours=2)


class ReasonMissing(StoreError):  # noqa: N818  as its kin in db.errors
    """A chart was to be opened without saying why."""

    text = "Say why you need this chart now. The reason goes into the record; without it nothing was opened."


class Emergencies:
    """Emergency readings of one session, and their review. All raise StoreError."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        return access

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
