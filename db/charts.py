"""One visit as it is on disk. Read back after every tap, so the statements are few and made once."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, and_, bindparam, select

from db.errors import NotThere, StoreDamaged
from db.records import Chart, LesionId, Mark, MarkId, PersonId, Place, Treatment, TreatmentId, VisitId
from db.rows import PATIENT, PERSON, PRACTICE, VISIT, to_patient, to_person, to_practice, to_visit
from db.tables import event, mark, patient, person, practice, treatment, treatment_diagnosis, treatment_method, visit
from resources.terms import Anchor, Method

_VISIT: BindParameter[str] = bindparam("visit_id")
_HEAD = (
    select(
        *PRACTICE,
        *PATIENT,
        *PERSON,
        *VISIT,
        select(event.c.at).where(event.c.visit == _VISIT).order_by(event.c.seq.desc()).limit(1).scalar_subquery(),
    )
    .select_from(visit)
    .join(patient, patient.c.id == visit.c.patient_id)
    .join(person, person.c.id == visit.c.provider_id)
    .outerjoin(practice, practice.c.id == 1)
    .where(visit.c.id == _VISIT)
)
_MARKS = (
    select(
        *mark.c[
            "id", "lesion_id", "placement", "region", "side", "phrase", "quad", "u_ppm", "v_ppm", "view", "radius_mm"
        ],
        *mark.c["maybe_same_as", "entered_at", "entered_by", "version"],
        *treatment.c["id", "edition", "category", "preset", "size_mm", "diagnosis_state", "cosmetic"],
        *treatment.c["entered_at", "entered_by"],
    )
    .select_from(mark)
    .outerjoin(treatment, and_(treatment.c.mark_id == mark.c.id, treatment.c.voided_at.is_(None)))
    .where(mark.c.visit_id == _VISIT, mark.c.voided_at.is_(None))
    .order_by(mark.c.ordinal)
)
_METHODS = (
    select(*treatment_method.c["treatment_id", "edition", "method"])
    .where(treatment_method.c.visit_id == _VISIT)
    .order_by(*treatment_method.c["treatment_id", "edition", "ordinal"])
)
_DIAGNOSES = (
    select(*treatment_diagnosis.c["treatment_id", "edition", "diagnosis"])
    .where(treatment_diagnosis.c.visit_id == _VISIT)
    .order_by(*treatment_diagnosis.c["treatment_id", "edition", "ordinal"])
)
_Lists: TypeAlias = Mapping[tuple[str, int], Sequence[Any]]
"""(treatment, edition) -> its words in order."""


def chart(connection: Connection, visit_id: VisitId) -> Chart:
    """Return everything about a visit. Raises NotThere, StoreDamaged."""
    row = connection.execute(_HEAD, {"visit_id": visit_id}).first()
    if row is None:
        raise NotThere
    if row[0] is None:
        raise StoreDamaged
    return Chart(
        practice=to_practice(*row[0:4]),
        patient=to_patient(*row[4:11]),
        provider=to_person(*row[11:14]),
        visit=to_visit(*row[14:22]),
        marks=marks(connection, visit_id),
        saved_at=row[22],
    )


def marks(connection: Connection, visit_id: VisitId) -> tuple[Mark, ...]:
    """Return a visit's live marks with their live treatments, in order of entry."""
    here = {"visit_id": visit_id}
    methods: dict[tuple[str, int], list[Method]] = {}
    diagnoses: dict[tuple[str, int], list[str]] = {}
    for treatment_id, edition, method in connection.execute(_METHODS, here):
        methods.setdefault((treatment_id, edition), []).append(method)
    for treatment_id, edition, diagnosis in connection.execute(_DIAGNOSES, here):
        diagnoses.setdefault((treatment_id, edition), []).append(diagnosis)
    return tuple([_mark(visit_id, row, methods, diagnoses) for row in connection.execute(_MARKS, here)])


def _mark(visit_id: VisitId, row: Any, methods: _Lists, diagnoses: _Lists) -> Mark:  # noqa: ANN401  the columns of _MARKS
    (mark_id, lesion_id, placement, region, side, phrase, quad, u_ppm, v_ppm, view, radius_mm, same) = row[:12]
    entered_at, entered_by, version = row[12:15]
    anchor = None if quad is None else Anchor(quad, u_ppm, v_ppm)
    return Mark(
        MarkId(mark_id),
        LesionId(lesion_id),
        visit_id,
        Place(placement, region, side, phrase, anchor, view, radius_mm),
        None if same is None else MarkId(same),
        None if row[15] is None else _treatment(row[15:], methods, diagnoses),
        entered_at,
        PersonId(entered_by),
        version,
    )


def _treatment(columns: Sequence[Any], methods: _Lists, diagnoses: _Lists) -> Treatment:
    treatment_id, edition, category, preset, size_mm, state, cosmetic, entered_at, entered_by = columns
    now = (treatment_id, edition)
    return Treatment(
        TreatmentId(treatment_id),
        category,
        tuple(methods.get(now, ())),
        tuple(diagnoses.get(now, ())),
        preset,
        size_mm,
        state,
        bool(cosmetic),
        entered_at,
        PersonId(entered_by),
    )
