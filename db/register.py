"""Changes of the practice, its people, its patients and their visits."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from db import texts
from db.events import About, Kind
from db.people import PersonId
from db.records import PatientDraft, PatientId, RouteStep, VisitId
from db.tables import patient, patient_word, place_word, practice, route_step, visit
from db.writer import Writer, must_be_one, must_be_open
from resources.terms import SiteLevel, VisitState

LOCK_MINUTES = 5
"""How long an idle window stays open in a new practice."""
_ADD_PRACTICE = insert(practice).inline()
_CHANGE_PRACTICE = update(practice).values(version=practice.c.version + 1)
_NEXT_ROUTE = select(func.coalesce(func.max(route_step.c.route), 0) + 1)
_ADD_STEP = insert(route_step).inline()
_LEARN = sqlite.insert(place_word)
# a word that was forgotten is learned again
_LEARN = _LEARN.on_conflict_do_update(
    index_elements=["word", "region"],
    set_={"learned_at": _LEARN.excluded.learned_at, "forgotten_at": None},
    where=place_word.c.forgotten_at.is_not(None),
).inline()
_FORGET = update(place_word).where(place_word.c.word == bindparam("this"), place_word.c.forgotten_at.is_(None))
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
        row = columns | {"site_level": SiteLevel.LEAF, "route": 0, "lock_minutes": LOCK_MINUTES, "id": 1, "version": 1}
        self._connection.execute(_ADD_PRACTICE, row)
        self._tell(Kind.PRACTICE_SET_UP, About(), columns)

    def set_site_level(self, level: SiteLevel) -> None:
        """Store how fine the practice's notes name a site."""
        self._change_practice({"site_level": level})

    def _change_practice(self, columns: dict[str, int | str]) -> None:
        must_be_one(self._connection.execute(_CHANGE_PRACTICE, columns).rowcount)
        self._tell(Kind.PRACTICE_CHANGED, About(), columns)

    def set_route(self, steps: Sequence[RouteStep]) -> None:
        """Store the practice's hands-free route in its order; none at all brings the shipped one back.

        Earlier routes stay on disk.
        """
        route = self._connection.execute(_NEXT_ROUTE).scalar_one() if steps else 0
        places = [{"region": each.region, "side": each.side} for each in steps]
        if places:
            self._connection.execute(
                _ADD_STEP, [{"route": route, "ordinal": at, **place} for at, place in enumerate(places)]
            )
        must_be_one(self._connection.execute(_CHANGE_PRACTICE, {"route": route}).rowcount)
        self._tell(Kind.ROUTE_SET, About(), {"steps": [[each.region, each.side] for each in steps]})

    def learn_place_word(self, word: str, region: str) -> None:
        """Store a word of the practice's own for a place; a word with several places asks which one is meant."""
        row = {"word": texts.fold(texts.clean(word)), "region": region}
        self._connection.execute(_LEARN, {**row, "learned_at": self._now, "forgotten_at": None})
        self._tell(Kind.PLACE_WORD_LEARNED, About(), row)

    def forget_place_word(self, word: str) -> None:
        """Take a word of the practice's own away, with all places it stood for."""
        row = {"word": texts.fold(texts.clean(word))}
        self._connection.execute(_FORGET, {"forgotten_at": self._now, "this": row["word"]})
        self._tell(Kind.PLACE_WORD_FORGOTTEN, About(), row)

    def add_patient(self, patient_id: PatientId, draft: PatientDraft) -> None:
        """Store a patient. Raises TooLong."""
        texts_of = _texts_of(draft)
        row = _patient_row(draft, texts_of)
        self._connection.execute(_ADD_PATIENT, {**row, "id": patient_id, "version": 1})
        self._tell_patient(Kind.PATIENT_ADDED, patient_id, draft, texts_of)

    def change_patient(self, patient_id: PatientId, version: int, draft: PatientDraft) -> None:
        """Replace a patient's particulars. Raises Stale if they are no longer those of `version`, TooLong."""
        texts_of = _texts_of(draft)
        row = _patient_row(draft, texts_of)
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
        drawn = {"sex": draft.sex, "body": draft.body or "", "skin_tone": draft.skin_tone or ""}
        self._tell(kind, About(patient=patient_id, subject=patient_id), {**texts_of, "birth_date": born, **drawn})

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


def _patient_row(draft: PatientDraft, texts_of: dict[str, str]) -> dict[str, object]:
    drawn = {"sex": draft.sex, "body": draft.body, "skin_tone": draft.skin_tone}
    return {**texts_of, **drawn, "birth_date": draft.birth_date, "name_folded": _name_folded(texts_of)}


def _name_folded(texts_of: dict[str, str]) -> str:
    return texts.fold(f"{texts_of['family_name']} {texts_of['given_name']}")
