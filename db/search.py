"""Finding patients while somebody types."""

from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from db import texts
from db.records import Patient
from db.rows import PATIENT, to_patient
from db.tables import patient, patient_word

_AFTER = "\U0010ffff"
"""Sorts behind every continuation of a word: the last code point there is."""
_MOST_WORDS = 6
_MOST: BindParameter[int] = bindparam("most")
_LISTED = select(*PATIENT).order_by(patient.c.name_folded, patient.c.id).limit(_MOST)
# The stored day is compared as the text it is. Two patterns are the most there are.
_BIRTH_DAY = type_coerce(patient.c.birth_date, patient.c.mrn.type)
_BORN = _LISTED.where(or_(_BIRTH_DAY.like(bindparam("born0")), _BIRTH_DAY.like(bindparam("born1"))))
_NAMED = _LISTED.where(patient.c.name_folded >= bindparam("low0"), patient.c.name_folded < bindparam("high0"))


def find_patients(connection: Connection, text: str, limit: int) -> tuple[Patient, ...]:
    """Return patients whose name, MRN or birth date fits what was typed, the best fits first.

    Every word typed must begin a word of the name or the MRN, in any order. Nothing typed lists everybody by name.
    """
    born = texts.asked_days(text)
    if born:
        return _patients(connection, _BORN, {"born0": born[0], "born1": born[-1], "most": limit})
    asked = texts.asked_words(text)[:_MOST_WORDS]
    if not asked:
        return _patients(connection, _LISTED, {"most": limit})
    values: dict[str, object] = {"most": limit}
    for place, word in enumerate(asked):
        values |= {f"low{place}": word, f"high{place}": word + _AFTER}
    if len(asked) == len(asked[0]) == 1:
        # one letter fits thousands: those whose name begins with it fill the list straight from the index
        found = _patients(connection, _NAMED, values)
        if len(found) == limit:
            return found
    return _patients(connection, _worded(len(asked)), values)


def _patients(connection: Connection, statement: Select[Any], values: dict[str, object]) -> tuple[Patient, ...]:
    return tuple(to_patient(*row) for row in connection.execute(statement, values))


@cache
def _worded(count: int) -> Select[Any]:
    """Patients with a word for each of `count` beginnings, read from the words alone until the list is short."""
    word = patient_word.c.word
    rank = case(
        (word == bindparam("low0"), 0),
        (and_(patient_word.c.name_folded >= bindparam("low0"), patient_word.c.name_folded < bindparam("high0")), 1),
        else_=2,
    )
    hits = select(patient_word.c.patient_id, patient_word.c.name_folded, func.min(rank).label("rank")).where(_begins(0))
    for place in range(1, count):
        hits = hits.where(patient_word.c.patient_id.in_(select(patient_word.c.patient_id).where(_begins(place))))
    best = hits.group_by(patient_word.c.patient_id).order_by("rank", patient_word.c.name_folded).limit(_MOST).subquery()
    return (
        select(*PATIENT)
        .join(best, best.c.patient_id == patient.c.id)
        .order_by(best.c.rank, patient.c.name_folded, patient.c.id)
    )


def _begins(place: int) -> ColumnElement[bool]:
    return and_(patient_word.c.word >= bindparam(f"low{place}"), patient_word.c.word < bindparam(f"high{place}"))
