"""Changes of the practice, its people, its patients and their visits."""

from datetime import date

from sqlalchemy import bindparam, delete, func, insert, select, update

from db import texts
from db.events import About, Kind
from db.records import PatientDraft, PatientId, PersonId, VisitId
from db.tables import patient, patient_word, person, practice, visit
from db.writer import Writer, must_be_one, must_be_open
from resources.terms import VisitState

_ADD_PRACTICE = insert(practice).inline()
_ADD_PERSON = insert(person).inline()
_NEXT_PERSON = select(func.coalesce(func.max(person.c.ordinal), 0) + 1)
_ADD_PATIENT = insert(patient).inline()
_CHANGE_PATIENT = update(patient).where(patient.c.id == bindparam("this"), patient.c.version == bindparam("known"))
_ADD_WORD = insert(patient_word).inline()
_FORGET_WORDS = delete(patient_word).where(patient_word.c.patient_id == bindparam("this"))
_ADD_VISIT = insert(visit).inline()
_CLOSE_VISIT = update(visit).where(visit.c.id == bindparam("this"), visit.c.version == bindparam("known"))


class Register(Writer):
    """The part of a Work that is not about skin. Each method stores its event with the change."""

    def set_up_practice(self, name: str, *, demo: bool, first_view: str, place_of_service: str) -> None:
        """Store the practice that owns the record. There is one, once."""
        columns: dict[str, str | int] = {
            "name": texts.clean(name),
            "demo": int(demo),
            "first_view": first_view,
            "place_of_service": place_of_service,
        }
        self._connection.execute(_ADD_PRACTICE, columns | {"id": 1, "version": 1})
        self._tell(Kind.PRACTICE_SET_UP, About(), columns)

    def add_person(self, person_id: PersonId, name: str, credentials: str) -> None:
        """Store a person, after those who are there."""
        ordinal = self._connection.execute(_NEXT_PERSON).scalar_one()
        columns = {"name": texts.clean(name), "credentials": texts.clean(credentials), "ordinal": ordinal}
        self._connection.execute(_ADD_PERSON, columns | {"id": person_id, "version": 1})
        self._tell(Kind.PERSON_ADDED, About(subject=person_id), columns)

    def add_patient(self, patient_id: PatientId, draft: PatientDraft) -> None:
        """Store a patient. Raises TooLong."""
        texts_of = _texts_of(draft)
        row = {**texts_of, "birth_date": draft.birth_date, "name_folded": _name_folded(texts_of)}
        self._connection.execute(_ADD_PATIENT, {**row, "id": patient_id, "version": 1})
        self._tell_patient(Kind.PATIENT_ADDED, patient_id, draft, texts_of)

    def change_patient(self, patient_id: PatientId, version: int, draft: PatientDraft) -> None:
        """Replace a patient's particulars. Raises Stale if they are no longer those of `version`, TooLong."""
        texts_of = _texts_of(draft)
        row = {**texts_of, "birth_date": draft.birth_date, "name_folded": _name_folded(texts_of)}
        done = self._connection.execute(
            _CHANGE_PATIENT, {**row, "version": version + 1, "this": patient_id, "known": version}
        )
        must_be_one(done.rowcount)
        self._connection.execute(_FORGET_WORDS, {"this": patient_id})
        self._tell_patient(Kind.PATIENT_CHANGED, patient_id, draft, texts_of)

    def _tell_patient(self, kind: Kind, patient_id: PatientId, draft: PatientDraft, texts_of: dict[str, str]) -> None:
        """Store the words the patient is found by, and the event."""
        name_folded = _name_folded(texts_of)
        found_by = texts.words(f"{texts_of['family_name']} {texts_of['given_name']} {texts_of['mrn']}")
        rows = [{"word": word, "name_folded": name_folded, "patient_id": patient_id} for word in sorted(found_by)]
        if rows:
            self._connection.execute(_ADD_WORD, rows)
        born = draft.birth_date.isoformat() if draft.birth_date else ""
        self._tell(kind, About(patient=patient_id, subject=patient_id), {**texts_of, "birth_date": born})

    def open_visit(
        self,
        visit_id: VisitId,
        patient_id: PatientId,
        provider_id: PersonId,
        date_of_service: date,
        place_of_service: str,
    ) -> None:
        """Begin a visit of a patient with a provider."""
        columns = {"provider_id": provider_id, "place_of_service": place_of_service}
        row = {
            **columns,
            "id": visit_id,
            "patient_id": patient_id,
            "amends_id": None,
            "date_of_service": date_of_service,
            "state": VisitState.OPEN,
            "opened_at": self._now,
            "version": 1,
        }
        self._connection.execute(_ADD_VISIT, row)
        body = {**columns, "date_of_service": date_of_service.isoformat()}
        self._tell(Kind.VISIT_OPENED, About(patient_id, visit_id, visit_id), body)

    def discard_visit(self, visit_id: VisitId) -> None:
        """Take a visit off every list; nothing is erased. Raises VisitSigned, VisitDiscarded, NotThere."""
        known = self.visit(visit_id)
        must_be_open(known.state)
        done = self._connection.execute(
            _CLOSE_VISIT,
            {"state": VisitState.DISCARDED, "version": known.version + 1, "this": visit_id, "known": known.version},
        )
        must_be_one(done.rowcount)
        self._tell(Kind.VISIT_DISCARDED, About(known.patient_id, visit_id, visit_id), {})


def _texts_of(draft: PatientDraft) -> dict[str, str]:
    """Return the texts of a patient as they are stored; one alert a line."""
    alerts = [cleaned for alert in draft.alerts if (cleaned := texts.clean(alert))]
    return {
        "family_name": texts.clean(draft.family_name),
        "given_name": texts.clean(draft.given_name),
        "mrn": texts.clean(draft.mrn),
        "alerts": "\n".join(alerts),
    }


def _name_folded(texts_of: dict[str, str]) -> str:
    return texts.fold(f"{texts_of['family_name']} {texts_of['given_name']}")
