"""Changes of one visit's marks and treatments."""

from collections.abc import Mapping

from sqlalchemy import BindParameter, bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite

from db.errors import AlreadyTreated, NotTheProvider, NotThere, Stale
from db.events import About, Body, Kind
from db.measures import Measuring
from db.records import MarkDraft, MarkId, Place, TreatmentDraft, TreatmentId, VisitId
from db.rows import AnyRow
from db.tables import (
    lesion,
    mark,
    treatment,
    treatment_diagnosis,
    treatment_freeze,
    treatment_method,
    visit,
)
from db.writer import must_be_one, must_be_open

_THIS: BindParameter[str] = bindparam("this")
_NEXT = select(func.coalesce(func.max(mark.c.ordinal), 0) + 1).where(mark.c.visit_id == visit.c.id).scalar_subquery()
_VISIT = select(
    visit.c.id.label("visit_id"), *visit.c["patient_id", "provider_id", "state"], _NEXT.label("ordinal")
).where(visit.c.id == _THIS)
_MARK = (
    select(*mark.c["id", "visit_id", "patient_id", "voided_at", "maybe_same_as"], *visit.c["provider_id", "state"])
    .join(visit, visit.c.id == mark.c.visit_id)
    .where(mark.c.id == _THIS)
)
_TREATMENT = (
    select(
        *treatment.c["id", "mark_id", "visit_id", "voided_at", "edition"],
        *visit.c["patient_id", "provider_id", "state"],
    )
    .join(visit, visit.c.id == treatment.c.visit_id)
    .where(treatment.c.id == _THIS)
)
_TREATED = select(treatment.c.id).where(treatment.c.mark_id == _THIS, treatment.c.voided_at.is_(None))
# A lesion seen on an earlier visit is already there.
_ADD_LESION = sqlite.insert(lesion).on_conflict_do_nothing(index_elements=["id"]).inline()
_ADD_MARK = insert(mark).inline()
_ADD_TREATMENT = insert(treatment).inline()
_ADD_METHOD = insert(treatment_method).inline()
_ADD_DIAGNOSIS = insert(treatment_diagnosis).inline()
_ADD_FREEZE = insert(treatment_freeze).inline()
_CHANGE_MARK = update(mark).where(mark.c.id == _THIS).values(version=mark.c.version + 1)
_TOUCH = update(mark).where(mark.c.id == _THIS)
_ACCEPT = (
    update(mark)
    .where(mark.c.visit_id == _THIS, mark.c.voided_at.is_(None), mark.c.accepted_at.is_(None))
    .where(func.coalesce(mark.c.changed_by, mark.c.entered_by) != bindparam("hand"))
    .values(version=mark.c.version + 1)
)
_CHANGE_TREATMENT = update(treatment).where(treatment.c.id == _THIS).values(version=treatment.c.version + 1)


class Work(Measuring):
    """One user's action on the record, in one transaction.

    Each method stores its event with the change; each raises StoreError, and then nothing of the whole Work is stored.
    Marks and treatments are never erased, only voided.
    """

    def add_mark(self, visit_id: VisitId, draft: MarkDraft) -> None:
        """Store a mark, with its treatment if it has one, after the visit's other marks.

        Raises VisitSigned, VisitDiscarded, NotThere; StoreBug for an id that is already there (see `mark_exists`).
        """
        found = self._connection.execute(_VISIT, {"this": visit_id}).first()
        if found is None:
            raise NotThere
        must_be_open(found.state)
        self._connection.execute(
            _ADD_LESION, {"id": draft.lesion_id, "patient_id": found.patient_id, "made_at": self._now}
        )
        row = {
            "id": draft.id,
            "visit_id": visit_id,
            "patient_id": found.patient_id,
            "lesion_id": draft.lesion_id,
            "ordinal": found.ordinal,
            **_place_columns(draft.place),
            "maybe_same_as": draft.maybe_same_as,
            "entered_at": self._now,
            "entered_by": self._actor,
            "voided_at": None,
            "changed_at": None,
            "changed_by": None,
            "accepted_at": None,
            "accepted_by": None,
            "version": 1,
        }
        self._connection.execute(_ADD_MARK, row)
        body = {
            "lesion": draft.lesion_id,
            "ordinal": found.ordinal,
            "place": _place_body(draft.place),
            "maybe_same_as": draft.maybe_same_as or "",
        }
        if draft.treatment:
            self._store_treatment(found, draft.id, draft.treatment)
            body["treatment"] = _treatment_body(draft.treatment)
        self._tell(Kind.MARK_ADDED, About(found.patient_id, visit_id, draft.id), body)

    def void_mark(self, mark_id: MarkId) -> None:
        """Take a mark, with whatever was done to it, out of the visit. A mark that is out already stays out."""
        found = self._mark(mark_id)
        if found.voided_at is None:
            self._change_mark(found, Kind.MARK_VOIDED, {"voided_at": self._now}, {})

    def restore_mark(self, mark_id: MarkId) -> None:
        """Bring a voided mark back as it was, at its own place in the order of entry."""
        found = self._mark(mark_id)
        if found.voided_at is not None:
            self._change_mark(found, Kind.MARK_RESTORED, {"voided_at": None}, {})

    def move_mark(self, mark_id: MarkId, place: Place) -> None:
        """Give a live mark another place. Raises Stale if it was voided."""
        found = self._live_mark(mark_id)
        self._change_mark(found, Kind.MARK_MOVED, _place_columns(place), {"place": _place_body(place)})

    def settle(self, mark_id: MarkId, maybe_same_as: MarkId | None) -> None:
        """Answer (None), or ask again, whether a live mark is the same lesion as another one of this visit."""
        found = self._live_mark(mark_id)
        body = {"maybe_same_as": maybe_same_as or "", "before": found.maybe_same_as or ""}
        self._change_mark(found, Kind.MARK_SETTLED, {"maybe_same_as": maybe_same_as}, body)

    def accept_marks(self, visit_id: VisitId) -> int:
        """Let the visit's provider take over as their own what others entered or changed; return how many marks.

        Raises NotTheProvider, VisitSigned, VisitDiscarded, NotThere.
        """
        known = self.visit(visit_id)
        must_be_open(known.state)
        if known.provider_id != self._actor:
            raise NotTheProvider
        row = {"accepted_at": self._now, "accepted_by": self._actor, "hand": self._actor, "this": visit_id}
        done = self._connection.execute(_ACCEPT, row).rowcount
        if done:
            self._tell(Kind.MARKS_ACCEPTED, About(known.patient_id, visit_id, visit_id), {"marks": done})
        return done

    def add_treatment(self, mark_id: MarkId, draft: TreatmentDraft) -> None:
        """Turn a finding into a treated lesion; one that has this very treatment is left as it is.

        Raises AlreadyTreated, Stale if the mark was voided.
        """
        found = self._live_mark(mark_id)
        if self._treated_by(mark_id) == draft.id:
            return
        self._must_be_untreated(mark_id)
        self._store_treatment(found, mark_id, draft)
        self._touch(mark_id)
        self._tell(
            Kind.TREATMENT_ADDED, About(found.patient_id, found.visit_id, draft.id), _treatment_body(draft, mark_id)
        )

    def void_treatment(self, treatment_id: TreatmentId) -> None:
        """Turn a treated lesion into a finding: seen, not treated."""
        found = self._treatment(treatment_id)
        if found.voided_at is None:
            self._change_treatment(found, Kind.TREATMENT_VOIDED, {"voided_at": self._now}, {"mark": found.mark_id})

    def restore_treatment(self, treatment_id: TreatmentId) -> None:
        """Bring a voided treatment back as it was. Raises AlreadyTreated if the lesion got another one meanwhile."""
        found = self._treatment(treatment_id)
        if found.voided_at is not None:
            self._must_be_untreated(found.mark_id)
            self._change_treatment(found, Kind.TREATMENT_RESTORED, {"voided_at": None}, {"mark": found.mark_id})

    def change_treatment(self, treatment_id: TreatmentId, draft: TreatmentDraft) -> None:
        """Replace what is recorded about a live treatment; its id stays. Earlier methods and diagnoses stay on disk."""
        found = self._treatment(treatment_id)
        if found.voided_at is not None:
            raise Stale
        edition = found.edition + 1
        columns = {**_treatment_columns(draft), "edition": edition}
        self._change_treatment(found, Kind.TREATMENT_CHANGED, columns, _treatment_body(draft, found.mark_id))
        self._store_lists(found.visit_id, treatment_id, edition, draft)

    def _mark(self, mark_id: MarkId) -> AnyRow:
        found = self._connection.execute(_MARK, {"this": mark_id}).first()
        if found is None:
            raise NotThere
        must_be_open(found.state)
        return found

    def _live_mark(self, mark_id: MarkId) -> AnyRow:
        found = self._mark(mark_id)
        if found.voided_at is not None:
            raise Stale
        return found

    def _treatment(self, treatment_id: TreatmentId) -> AnyRow:
        found = self._connection.execute(_TREATMENT, {"this": treatment_id}).first()
        if found is None:
            raise NotThere
        must_be_open(found.state)
        return found

    def _must_be_untreated(self, mark_id: str) -> None:
        # The record would take another category; a chart can show one treatment of a mark so far.
        if self._treated_by(mark_id) is not None:
            raise AlreadyTreated

    def _treated_by(self, mark_id: str) -> object:
        return self._connection.execute(_TREATED, {"this": mark_id}).scalar()

    def _change_mark(self, found: AnyRow, kind: Kind, columns: Mapping[str, object], body: Body) -> None:
        row = {**columns, **self._hand(), "this": found.id}
        must_be_one(self._connection.execute(_CHANGE_MARK, row).rowcount)
        self._tell(kind, About(found.patient_id, found.visit_id, found.id), body)

    def _hand(self) -> dict[str, object]:
        """Return whose hand a mark shows from now on; what was accepted before it is no longer what is there."""
        return {"changed_at": self._now, "changed_by": self._actor, "accepted_at": None, "accepted_by": None}

    def _touch(self, mark_id: str) -> None:
        """Let a mark show the hand that changed what was done to it."""
        self._connection.execute(_TOUCH, {**self._hand(), "this": mark_id})

    def _change_treatment(self, found: AnyRow, kind: Kind, columns: Mapping[str, object], body: Body) -> None:
        must_be_one(self._connection.execute(_CHANGE_TREATMENT, {**columns, "this": found.id}).rowcount)
        self._touch(found.mark_id)
        self._tell(kind, About(found.patient_id, found.visit_id, found.id), body)

    def _store_treatment(self, visit_row: AnyRow, mark_id: MarkId, draft: TreatmentDraft) -> None:
        row = {
            "id": draft.id,
            "visit_id": visit_row.visit_id,
            "mark_id": mark_id,
            **_treatment_columns(draft),
            "edition": 1,
            "performed_by": visit_row.provider_id,
            "entered_at": self._now,
            "entered_by": self._actor,
            "voided_at": None,
            "version": 1,
        }
        self._connection.execute(_ADD_TREATMENT, row)
        self._store_lists(visit_row.visit_id, draft.id, 1, draft)

    def _store_lists(self, visit_id: str, treatment_id: TreatmentId, edition: int, draft: TreatmentDraft) -> None:
        key = {"visit_id": visit_id, "treatment_id": treatment_id, "edition": edition}
        for place, method in enumerate(draft.methods):
            self._connection.execute(_ADD_METHOD, {**key, "ordinal": place, "method": method})
        for place, diagnosis in enumerate(draft.diagnoses):
            self._connection.execute(_ADD_DIAGNOSIS, {**key, "ordinal": place, "diagnosis": diagnosis})
        for place, tenths in enumerate(draft.freezes):
            self._connection.execute(_ADD_FREEZE, {**key, "ordinal": place, "tenths": tenths})


def _place_columns(place: Place) -> dict[str, object]:
    anchor = place.anchor
    return {
        "placement": place.placement,
        "region": place.region,
        "side": place.side,
        "other_region": place.other_region,
        "phrase": place.phrase,
        "vocabulary": place.vocabulary,
        "surface": place.surface,
        "quad": anchor.quad if anchor else None,
        "u_ppm": anchor.u_ppm if anchor else None,
        "v_ppm": anchor.v_ppm if anchor else None,
        "view": place.view,
        "radius_mm": place.radius_mm,
    }


def _place_body(place: Place) -> Body:
    """Return what an event keeps of a place; no anchor is an empty list."""
    anchor = place.anchor
    return {
        "placement": place.placement,
        "region": place.region,
        "side": place.side,
        "other_region": place.other_region,
        "phrase": place.phrase,
        "vocabulary": place.vocabulary,
        "surface": place.surface,
        "anchor": [anchor.quad, anchor.u_ppm, anchor.v_ppm] if anchor else [],
        "view": place.view,
        "radius_mm": place.radius_mm,
    }


def _treatment_columns(draft: TreatmentDraft) -> dict[str, object]:
    return {
        "category": draft.category,
        "preset": draft.preset,
        "size_mm": draft.size_mm,
        "diagnosis_state": draft.diagnosis_state,
        "cosmetic": int(draft.cosmetic),
    }


def _treatment_body(draft: TreatmentDraft, mark_id: str = "") -> Body:
    """Return what an event keeps of a treatment; a size nobody measured is an empty text."""
    return {
        "id": draft.id,
        "mark": mark_id,
        "category": draft.category,
        "methods": list(draft.methods),
        "diagnoses": list(draft.diagnoses),
        "preset": draft.preset,
        "size_mm": "" if draft.size_mm is None else draft.size_mm,
        "diagnosis_state": draft.diagnosis_state,
        "cosmetic": int(draft.cosmetic),
        "freezes": list(draft.freezes),
    }
