"""Changes of the distances that were measured on a patient's skin."""

from sqlalchemy import BindParameter, bindparam, insert, select, update

from db import texts
from db.errors import NotThere, Stale
from db.events import About, Body, Kind
from db.records import MarkId, MeasureDraft, MeasureId
from db.rows import AnyRow
from db.staff import Staff
from db.tables import mark, mark_measure, visit
from db.writer import must_be_one, must_be_open

_THIS: BindParameter[str] = bindparam("this")
_MARK = (
    select(*mark.c["id", "visit_id", "patient_id", "voided_at"], visit.c.state)
    .join(visit, visit.c.id == mark.c.visit_id)
    .where(mark.c.id == _THIS)
)
_MEASURE = (
    select(*mark_measure.c["id", "visit_id", "mark_id", "voided_at"], *visit.c["patient_id", "state"])
    .join(visit, visit.c.id == mark_measure.c.visit_id)
    .where(mark_measure.c.id == _THIS)
)
_ADD = insert(mark_measure).inline()
_CHANGE = update(mark_measure).where(mark_measure.c.id == _THIS).values(version=mark_measure.c.version + 1)


class Measuring(Staff):
    """The part of a Work that keeps measured distances. They are never erased, only voided."""

    def add_measure(self, mark_id: MarkId, draft: MeasureDraft) -> None:
        """Store a measured distance of a live mark; one that is stored already is left as it is.

        Raises Stale if the mark was voided, NotThere, VisitSigned, VisitDiscarded; StoreBug for a second live distance
        from the same landmark.
        """
        found = self._connection.execute(_MARK, {"this": mark_id}).first()
        if found is None:
            raise NotThere
        must_be_open(found.state)
        if found.voided_at is not None:
            raise Stale
        if self._connection.execute(_MEASURE, {"this": draft.id}).first() is not None:
            return
        said: dict[str, int | str] = {
            "landmark": draft.landmark,
            "side": draft.side,
            "distance_mm": draft.distance_mm,
            "direction": texts.clean(draft.direction),
        }
        kept = {"entered_at": self._now, "entered_by": self._actor, "voided_at": None, "version": 1}
        row = {"id": draft.id, "visit_id": found.visit_id, "mark_id": mark_id}
        self._connection.execute(_ADD, {**row, **said, **kept})
        self._tell(Kind.MEASURE_ADDED, About(found.patient_id, found.visit_id, draft.id), {"mark": mark_id, **said})

    def void_measure(self, measure_id: MeasureId) -> None:
        """Take a measured distance back. One that is out already stays out."""
        found = self._measure(measure_id)
        if found.voided_at is None:
            self._change_measure(found, Kind.MEASURE_VOIDED, self._now)

    def restore_measure(self, measure_id: MeasureId) -> None:
        """Bring a measured distance back as it was."""
        found = self._measure(measure_id)
        if found.voided_at is not None:
            self._change_measure(found, Kind.MEASURE_RESTORED, None)

    def _measure(self, measure_id: MeasureId) -> AnyRow:
        found = self._connection.execute(_MEASURE, {"this": measure_id}).first()
        if found is None:
            raise NotThere
        must_be_open(found.state)
        return found

    def _change_measure(self, found: AnyRow, kind: Kind, voided_at: object) -> None:
        must_be_one(self._connection.execute(_CHANGE, {"voided_at": voided_at, "this": found.id}).rowcount)
        body: Body = {"mark": found.mark_id}
        self._tell(kind, About(found.patient_id, found.visit_id, found.id), body)
