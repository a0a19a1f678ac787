"""One visit as it is on disk. Read back after every tap, so the statements are few and made once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    ScalarSelect,
    Table,
    and_,
    bindparam,
    func,
    select,
    type_coerce,
)

from db.errors import NotThere, StoreDamaged
from db.people import Member, PersonId
from db.records import Chart, LesionId, Mark, MarkId, Measure, Place, Treatment, TreatmentId, VisitId
from db.rows import PATIENT, PERSON, PRACTICE, VISIT, AnyRow, columns_of, to_patient, to_person, to_practice, to_visit
from db.staff_rows import members
from db.tables import (
    event,
    mark,
    mark_measure,
    patient,
    person,
    practice,
    treatment,
    treatment_diagnosis,
    treatment_freeze,
    treatment_method,
    visit,
)
from db.types import Term, Text, UtcText, read_time
from resources.terms import Anchor

_APART = "\x1f"
"""Parts the words of a list; no word holds it."""
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
_PRACTICE_HERE, _PATIENT_HERE, _PERSON_HERE, _VISIT_HERE = columns_of(PRACTICE, PATIENT, PERSON, VISIT)
_MEASURES = (
    select(*mark_measure.c["id", "mark_id", "landmark", "side", "distance_mm", "direction", "entered_at", "entered_by"])
    .join(mark, mark.c.id == mark_measure.c.mark_id)
    .where(mark_measure.c.visit_id == _VISIT, mark_measure.c.voided_at.is_(None), mark.c.voided_at.is_(None))
    .order_by(mark_measure.c.id)
)


def _as_stored(columns: Iterable[Column[Any]]) -> list[ColumnElement[Any]]:
    """Return columns as the texts and numbers on disk: a row that is as it was need not be read to be known."""
    return [type_coerce(each, Text) if isinstance(each.type, Term | UtcText) else each for each in columns]


def _list(words: Table, word: Column[Any]) -> ScalarSelect[Any]:
    """Return what a treatment's list holds, in order, as one text: quicker than to ask for its rows."""
    here = (
        words.c.visit_id == treatment.c.visit_id,
        words.c.treatment_id == treatment.c.id,
        words.c.edition == treatment.c.edition,
    )
    joined = func.group_concat(word, _APART).aggregate_order_by(words.c.ordinal)
    return select(joined).where(*here).correlate(treatment).scalar_subquery()


_OF_MARK = mark.c[
    "id", "lesion_id", "maybe_same_as", "entered_at", "entered_by", "version",
    "changed_at", "changed_by", "accepted_at", "accepted_by",
]  # fmt: skip
_OF_PLACE = mark.c[
    "placement", "region", "side", "phrase", "quad", "u_ppm", "v_ppm", "view", "radius_mm",
    "other_region", "surface", "vocabulary",
]  # fmt: skip
_OF_TREATMENT = treatment.c[
    "id", "category", "preset", "size_mm", "diagnosis_state", "cosmetic", "entered_at", "entered_by"
]
_PLACE_AT = len(_OF_MARK)
_TREATMENT_AT = _PLACE_AT + len(_OF_PLACE)
_LIVE = (
    select()
    .select_from(mark)
    .outerjoin(treatment, and_(treatment.c.mark_id == mark.c.id, treatment.c.voided_at.is_(None)))
    .where(mark.c.visit_id == _VISIT, mark.c.voided_at.is_(None))
    .order_by(mark.c.ordinal)
)
_MARKS = _LIVE.add_columns(
    *_as_stored((*_OF_MARK, *_OF_PLACE, *_OF_TREATMENT)),
    _list(treatment_method, treatment_method.c.method),
    _list(treatment_diagnosis, treatment_diagnosis.c.diagnosis),
    _list(treatment_freeze, treatment_freeze.c.tenths),
)
_MARK = _MARKS.where(mark.c.id == bindparam("mark_id"))
_STAMPS = _LIVE.add_columns(
    *_as_stored(mark.c["id", "version", "changed_at", "changed_by", "accepted_at", "accepted_by"]),
    *treatment.c["id", "version", "edition"],
)
"""What of a mark and its treatment changes with every change of them: a fifth of the time of reading all of them."""
_FEW = 4
"""So many changed marks are read one by one, more with all others."""


class Known:
    """The visit that was read last. A mark whose stamp is as it was is the very same mark again."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[Any, ...], Mark]] = {}
        self._hands: set[str] = set()
        self._people: tuple[Member, ...] = ()

    def marks(self, connection: Connection, visit_id: VisitId) -> tuple[Mark, ...]:
        """Return a visit's live marks in order of entry; only those that came or changed are read."""
        # plain tuples: a row of SQLAlchemy's takes four times as long to compare
        stamps = list(map(tuple, connection.execute(_STAMPS, {"visit_id": visit_id}).all()))
        known = self._kept
        changed = [each[0] for each in stamps if each[0] not in known or known[each[0]][0] != each]
        read = {key: _mark(visit_id, row) for key, row in _rows(connection, visit_id, changed).items()}
        self._kept = {each[0]: (each, read[each[0]]) if each[0] in read else known[each[0]] for each in stamps}
        self._hands.update(hand for each in read.values() for hand in _hands_on(each))
        return tuple([each for _, each in self._kept.values()])

    def people(self, connection: Connection, provider: PersonId, measured: Sequence[Measure]) -> tuple[Member, ...]:
        """Return everybody, if somebody else than the provider had a hand in it; read only when a new hand shows."""
        self._hands.update(each.entered_by for each in measured)
        strange = self._hands - {provider}
        if strange - {each.person.id for each in self._people}:
            self._people = members(connection)
        return self._people


def _rows(connection: Connection, visit_id: VisitId, marks: Sequence[str]) -> dict[str, AnyRow]:
    """Return the rows of some of a visit's live marks by their ids."""
    key = {"visit_id": visit_id}
    if len(marks) > _FEW:
        wanted = frozenset(marks)
        return {row[0]: row for row in connection.execute(_MARKS, key).all() if row[0] in wanted}
    return {each: connection.execute(_MARK, {**key, "mark_id": each}).one() for each in marks}


def chart(connection: Connection, visit_id: VisitId, known: Known) -> Chart:
    """Return everything about a visit. Raises NotThere, StoreDamaged."""
    row = connection.execute(_HEAD, {"visit_id": visit_id}).first()
    if row is None:
        raise NotThere
    if row[0] is None:
        raise StoreDamaged
    provider, measured = to_person(*row[_PERSON_HERE]), measures(connection, visit_id)
    return Chart(
        practice=to_practice(*row[_PRACTICE_HERE]),
        patient=to_patient(*row[_PATIENT_HERE]),
        provider=provider,
        visit=to_visit(*row[_VISIT_HERE]),
        marks=marks(connection, visit_id, known),
        saved_at=row[-1],
        measures=measured,
        people=known.people(connection, provider.id, measured),
    )


def measures(connection: Connection, visit_id: VisitId) -> tuple[Measure, ...]:
    """Return the live measured distances of a visit's live marks, in order of entry."""
    return tuple([Measure(*row) for row in connection.execute(_MEASURES, {"visit_id": visit_id}).all()])


def marks(connection: Connection, visit_id: VisitId, known: Known) -> tuple[Mark, ...]:
    """Return a visit's live marks with their live treatments, in order of entry."""
    return known.marks(connection, visit_id)


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    """Return what makes a word of a column's stored text. It raises StoreDamaged for one that is no word of it."""
    kind = column.type
    return kind.read if isinstance(kind, Term) else str


_placement, _side = _reader(mark.c.placement), _reader(mark.c.side)
_category, _state = _reader(treatment.c.category), _reader(treatment.c.diagnosis_state)
_method = _reader(treatment_method.c.method)
_time: Callable[[Any], Any] = read_time


def _mark(visit_id: VisitId, row: Sequence[Any]) -> Mark:
    mark_id, lesion_id, same, entered_at, entered_by, version, *hands = row[:_PLACE_AT]
    return Mark(
        MarkId(mark_id),
        LesionId(lesion_id),
        visit_id,
        _place(row[_PLACE_AT:_TREATMENT_AT]),
        None if same is None else MarkId(same),
        None if row[_TREATMENT_AT] is None else _treatment(row[_TREATMENT_AT:]),
        _time(entered_at),
        PersonId(entered_by),
        version,
        *_hands(*hands),
    )


def _hands_on(each: Mark) -> tuple[str, ...]:
    """Return everybody who had a hand in a mark."""
    done = each.treatment.entered_by if each.treatment else each.entered_by
    return tuple(filter(None, (each.entered_by, each.changed_by, each.accepted_by, done)))


def _hands(
    changed_at: str | None, changed_by: str | None, accepted_at: str | None, accepted_by: str | None
) -> tuple[datetime | None, PersonId | None, datetime | None, PersonId | None]:
    """Return when and by whom a mark was changed, and accepted."""
    changed = (_time(changed_at), PersonId(changed_by)) if changed_by is not None else (None, None)
    accepted = (_time(accepted_at), PersonId(accepted_by)) if accepted_by is not None else (None, None)
    return *changed, *accepted


def _place(columns: Sequence[Any]) -> Place:
    placement, region, side, phrase, quad, u_ppm, v_ppm, *rest = columns
    anchor = None if quad is None else Anchor(quad, u_ppm, v_ppm)
    return Place(_placement(placement), region, _side(side), phrase, anchor, *rest)


def _treatment(columns: Sequence[Any]) -> Treatment:
    treatment_id, category, preset, size_mm, state, cosmetic, entered_at, entered_by, *lists = columns
    methods, diagnoses, freezes = map(_words, lists)
    return Treatment(
        TreatmentId(treatment_id),
        _category(category),
        tuple(map(_method, methods)),
        tuple(diagnoses),
        preset,
        size_mm,
        _state(state),
        bool(cosmetic),
        _time(entered_at),
        PersonId(entered_by),
        tuple(map(int, freezes)),
    )


def _words(joined: str | None) -> list[str]:
    return [] if joined is None else joined.split(_APART)
