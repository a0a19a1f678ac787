"""The practice's people as they are on disk, and the charts they read in an emergency."""

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from db.people import EmergencyId, Member, PersonId, Pin
from db.records import Emergency
from db.rows import PATIENT, PERSON, columns_of, to_patient, to_person
from db.tables import emergency_access, patient, person, person_role, pin
from resources.terms import Role

_THIS: BindParameter[str] = bindparam("this")
_MEMBERS = (
    select(*PERSON, person.c.removed_at, func.coalesce(pin.c.verifier, ""), person.c.version)
    .outerjoin(pin, pin.c.person_id == person.c.id)
    .order_by(person.c.ordinal)
)
_ROLES = select(person_role.c.person_id, person_role.c.role).where(person_role.c.revoked_at.is_(None))
_TRIES = select(*pin.c["verifier", "failures", "wait_until", "password_at"]).where(pin.c.person_id == _THIS)
_PIN = _TRIES.where(pin.c.verifier != "")
_OF_EMERGENCY = emergency_access.c[
    "id", "reason", "opened_at", "ends_at", "closed_at", "reviewed_at", "reviewed_by", "remark", "version"
]
_EMERGENCIES = (
    select(*PERSON, *PATIENT, *_OF_EMERGENCY)
    .select_from(emergency_access)
    .join(person, person.c.id == emergency_access.c.person_id)
    .join(patient, patient.c.id == emergency_access.c.patient_id)
    .order_by(emergency_access.c.opened_at.desc())
)
_PERSON_HERE, _PATIENT_HERE, _ACCESS_HERE = columns_of(PERSON, PATIENT, list(_OF_EMERGENCY))


def members(connection: Connection) -> tuple[Member, ...]:
    """Return everybody with their roles, in order of entry. A removed person is shown without any."""
    roles: dict[str, set[Role]] = {}
    for person_id, role in connection.execute(_ROLES):
        roles.setdefault(person_id, set()).add(role)
    found = []
    for *particulars, removed_at, verifier, version in connection.execute(_MEMBERS):
        one = to_person(*particulars)
        held = frozenset() if removed_at else frozenset(roles.get(one.id, ()))
        found.append(Member(one, held, removed_at, bool(verifier), version))
    return tuple(found)


def pin_of(connection: Connection, person_id: PersonId) -> Pin | None:
    """Return what a person's PIN is checked against; None if they have none."""
    row = connection.execute(_PIN, {"this": person_id}).first()
    return Pin(*row) if row else None


def tries_of(connection: Connection, person_id: PersonId) -> Pin:
    """Return how a person's tries went lately, with a PIN or without."""
    row = connection.execute(_TRIES, {"this": person_id}).first()
    return Pin(*row) if row else Pin("", 0, None, None)


def emergencies(connection: Connection) -> tuple[Emergency, ...]:
    """Return every emergency reading, the newest first."""
    found = []
    for row in connection.execute(_EMERGENCIES):
        access, *rest = row[_ACCESS_HERE]
        who, whom = to_person(*row[_PERSON_HERE]), to_patient(*row[_PATIENT_HERE])
        found.append(Emergency(EmergencyId(access), who, whom, *rest))
    return tuple(found)
