"""Changes of the practice's people: who they are, what they may be, how they prove it, and what they did besides."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite

from db import texts
from db.errors import LastAdministrator, NotThere, NpiWrong, Stale
from db.events import About, Body, Kind
from db.people import EmergencyId, PersonDraft, PersonId
from db.records import PatientId
from db.register import Register
from db.rows import AnyRow
from db.tables import emergency_access, person, person_role, pin
from db.writer import must_be_one
from resources.npi import is_npi
from resources.terms import Role

TOLD = frozenset(
    {
        Kind.SIGNED_IN,
        Kind.SIGN_IN_FAILED,
        Kind.SWITCHED,
        Kind.LOCKED,
        Kind.UNLOCKED,
        Kind.CHART_READ,
        Kind.EXPORTED,
        Kind.TRAIL_READ,
        Kind.TRAIL_EXPORTED,
        Kind.ACCESS_REFUSED,
        Kind.PASSWORD_CHANGED,
        Kind.RECOVERY_RENEWED,
        Kind.KEY_RENEWED,
    }
)
"""What happens without a change of any row, and is told all the same."""
_THIS: BindParameter[str] = bindparam("this")
_ADD_PERSON = insert(person).inline()
_NEXT_PERSON = select(func.coalesce(func.max(person.c.ordinal), 0) + 1)
_FOUND = select(*person.c["id", "name", "credentials", "npi", "removed_at", "version"]).where(person.c.id == _THIS)
_CHANGE_PERSON = (
    update(person)
    .where(person.c.id == _THIS, person.c.version == bindparam("known"))
    .values(version=person.c.version + 1)
)
_GRANT = sqlite.insert(person_role)
# a role that was taken away is given again
_GRANT = _GRANT.on_conflict_do_update(
    index_elements=["person_id", "role"],
    set_={"granted_at": _GRANT.excluded.granted_at, "granted_by": _GRANT.excluded.granted_by, "revoked_at": None},
    where=person_role.c.revoked_at.is_not(None),
).inline()
_REVOKE = update(person_role).where(
    person_role.c.person_id == _THIS, person_role.c.role == bindparam("what"), person_role.c.revoked_at.is_(None)
)
_ROLES = select(person_role.c.role).where(person_role.c.person_id == _THIS, person_role.c.revoked_at.is_(None))
_OTHER_ADMINISTRATORS = (
    select(func.count())
    .select_from(person_role)
    .join(person, person.c.id == person_role.c.person_id)
    .where(
        person_role.c.role == Role.ADMINISTRATOR,
        person_role.c.revoked_at.is_(None),
        person.c.removed_at.is_(None),
        person.c.id != _THIS,
    )
)
_KEEP_PIN = sqlite.insert(pin)
_KEEP_PIN = _KEEP_PIN.on_conflict_do_update(
    index_elements=["person_id"], set_={"verifier": _KEEP_PIN.excluded.verifier, "failures": 0, "wait_until": None}
).inline()
_FAILED = sqlite.insert(pin)
_FAILED = _FAILED.on_conflict_do_update(
    index_elements=["person_id"],
    set_={"failures": _FAILED.excluded.failures, "wait_until": _FAILED.excluded.wait_until},
).inline()
_PROVED = sqlite.insert(pin)
_PROVED = _PROVED.on_conflict_do_update(
    index_elements=["person_id"], set_={"password_at": _PROVED.excluded.password_at, "failures": 0, "wait_until": None}
).inline()
_PIN_PASSED = update(pin).where(pin.c.person_id == _THIS).values(failures=0, wait_until=None)
_OPEN_EMERGENCY = insert(emergency_access).inline()
_EMERGENCY = select(*emergency_access.c["person_id", "patient_id", "closed_at", "reviewed_at"]).where(
    emergency_access.c.id == _THIS
)
_CHANGE_EMERGENCY = (
    update(emergency_access).where(emergency_access.c.id == _THIS).values(version=emergency_access.c.version + 1)
)


class Staff(Register):
    """The part of a Work that is about the practice's people. Nobody is ever erased; each method stores its event."""

    def add_person(
        self, person_id: PersonId, name: str, credentials: str, npi: str = "", roles: frozenset[Role] = frozenset()
    ) -> None:
        """Store a person, after those who are there, with what they are. Raises NpiWrong, TooLong."""
        columns = _columns(PersonDraft(name, credentials, npi))
        ordinal = self._connection.execute(_NEXT_PERSON).scalar_one()
        row = {**columns, "ordinal": ordinal, "id": person_id, "removed_at": None, "version": 1}
        self._connection.execute(_ADD_PERSON, row)
        self._tell(Kind.PERSON_ADDED, About(subject=person_id), {**columns, "ordinal": ordinal})
        for role in sorted(roles):
            self.grant(person_id, role)

    def change_person(self, person_id: PersonId, version: int, draft: PersonDraft) -> None:
        """Replace a person's particulars. Raises Stale if they are no longer those of `version`, NpiWrong, TooLong."""
        columns = _columns(draft)
        self._change_person(person_id, version, columns)
        self._tell(Kind.PERSON_CHANGED, About(subject=person_id), columns)

    def remove_person(self, person_id: PersonId) -> None:
        """Let a person do nothing more; what they did stays theirs. Raises LastAdministrator, NotThere."""
        found = self._found(person_id)
        if found.removed_at is not None:
            return
        roles = self._roles(person_id)
        if Role.ADMINISTRATOR in roles:
            self._must_leave_one(person_id)
        self._change_person(person_id, found.version, {"removed_at": self._now})
        self._tell(Kind.PERSON_REMOVED, About(subject=person_id), {"roles": sorted(roles)})

    def bring_person_back(self, person_id: PersonId) -> None:
        """Let a removed person work again, as what they were. Raises NotThere."""
        found = self._found(person_id)
        if found.removed_at is not None:
            self._change_person(person_id, found.version, {"removed_at": None})
            self._tell(Kind.PERSON_RETURNED, About(subject=person_id), {"roles": sorted(self._roles(person_id))})

    def grant(self, person_id: PersonId, role: Role) -> None:
        """Give a person a role; one they have stays as it is. Raises NotThere."""
        self._found(person_id)
        before = self._roles(person_id)
        if role in before:
            return
        row = {"person_id": person_id, "role": role, "granted_at": self._now, "granted_by": self._actor}
        self._connection.execute(_GRANT, {**row, "revoked_at": None})
        self._tell_roles(Kind.ROLE_GRANTED, person_id, role, before)

    def revoke(self, person_id: PersonId, role: Role) -> None:
        """Take a role from a person. Raises LastAdministrator, NotThere."""
        self._found(person_id)
        before = self._roles(person_id)
        if role not in before:
            return
        if role is Role.ADMINISTRATOR:
            self._must_leave_one(person_id)
        done = self._connection.execute(_REVOKE, {"this": person_id, "what": role, "revoked_at": self._now})
        must_be_one(done.rowcount)
        self._tell_roles(Kind.ROLE_REVOKED, person_id, role, before)

    def set_pin(self, person_id: PersonId, verifier: str) -> None:
        """Store what a person's PIN is checked against; an empty text takes the PIN away. Raises NotThere."""
        self._found(person_id)
        row = {"person_id": person_id, "verifier": verifier, "failures": 0, "wait_until": None, "password_at": None}
        self._connection.execute(_KEEP_PIN, row)
        self._tell(Kind.PIN_SET if verifier else Kind.PIN_REMOVED, About(subject=person_id), {})

    def try_failed(self, person_id: PersonId, failures: int, wait_until: datetime | None, how: str) -> None:
        """Store how many times in a row somebody failed to prove they are a person, and until when to wait."""
        row = {"person_id": person_id, "verifier": "", "failures": failures, "wait_until": wait_until}
        self._connection.execute(_FAILED, {**row, "password_at": None})
        self._tell(Kind.SIGN_IN_FAILED, About(subject=person_id), {"how": how, "failures": failures})

    def pin_passed(self, person_id: PersonId) -> None:
        """Forget the wrong PINs before a right one."""
        self._connection.execute(_PIN_PASSED, {"this": person_id})

    def password_passed(self, person_id: PersonId) -> None:
        """Store that a person has just proved who they are with their password: their PIN is good again."""
        row = {"person_id": person_id, "verifier": "", "failures": 0, "wait_until": None, "password_at": self._now}
        self._connection.execute(_PROVED, row)

    def tell(self, kind: Kind, about: About, body: Body) -> None:
        """Store an event of what changes no row: reading a chart, an export, signing in.

        Any other kind is a ValueError: its event is written by the method that makes the change.
        """
        if kind not in TOLD:
            raise ValueError(kind)
        self._tell(kind, about, body)

    def set_lock_minutes(self, minutes: int) -> None:
        """Store how long an idle window stays open: 1 to 15 minutes."""
        self._change_practice({"lock_minutes": minutes})

    # reading a chart without the right to it
    def open_emergency(self, access: EmergencyId, patient_id: PatientId, reason: str, ends_at: datetime) -> None:
        """Store that the acting person reads a chart in an emergency, why and until when. Raises TooLong."""
        row = {
            "id": access,
            "person_id": self._actor,
            "patient_id": patient_id,
            "reason": texts.clean(reason),
            "opened_at": self._now,
            "ends_at": ends_at,
            "closed_at": None,
            "reviewed_at": None,
            "reviewed_by": None,
            "remark": "",
            "version": 1,
        }
        self._connection.execute(_OPEN_EMERGENCY, row)
        self._tell(Kind.EMERGENCY_OPENED, About(patient=patient_id, subject=access), {"reason": str(row["reason"])})

    def close_emergency(self, access: EmergencyId) -> None:
        """End an emergency reading before its time. Raises NotThere."""
        found = self._emergency(access)
        if found.closed_at is None:
            self._connection.execute(_CHANGE_EMERGENCY, {"this": access, "closed_at": self._now})
            self._tell(Kind.EMERGENCY_CLOSED, About(patient=found.patient_id, subject=access), {})

    def review_emergency(self, access: EmergencyId, remark: str) -> None:
        """Store that the acting person has looked into an emergency reading.

        Raises Stale if it was reviewed already or is the acting person's own, NotThere, TooLong.
        """
        found = self._emergency(access)
        if found.reviewed_at is not None or found.person_id == self._actor:
            raise Stale
        row = {"reviewed_at": self._now, "reviewed_by": self._actor, "remark": texts.clean(remark)}
        self._connection.execute(_CHANGE_EMERGENCY, {**row, "this": access})
        about = About(patient=found.patient_id, subject=access)
        self._tell(Kind.EMERGENCY_REVIEWED, about, {"remark": str(row["remark"])})

    def _emergency(self, access: EmergencyId) -> AnyRow:
        found = self._connection.execute(_EMERGENCY, {"this": access}).first()
        if found is None:
            raise NotThere
        return found

    def _found(self, person_id: PersonId) -> AnyRow:
        found = self._connection.execute(_FOUND, {"this": person_id}).first()
        if found is None:
            raise NotThere
        return found

    def _change_person(self, person_id: PersonId, version: int, columns: Mapping[str, object]) -> None:
        done = self._connection.execute(_CHANGE_PERSON, {**columns, "this": person_id, "known": version})
        must_be_one(done.rowcount)

    def _roles(self, person_id: PersonId) -> frozenset[Role]:
        return frozenset(self._connection.execute(_ROLES, {"this": person_id}).scalars())

    def _must_leave_one(self, person_id: PersonId) -> None:
        """Raise LastAdministrator if nobody else could give roles."""
        if not self._connection.execute(_OTHER_ADMINISTRATORS, {"this": person_id}).scalar_one():
            raise LastAdministrator

    def _tell_roles(self, kind: Kind, person_id: PersonId, role: Role, before: frozenset[Role]) -> None:
        """Say what the roles were and what they are: a change of rights is what a reviewer looks for first."""
        body = {"role": role.value, "before": sorted(before), "after": sorted(self._roles(person_id))}
        self._tell(kind, About(subject=person_id), body)


def _columns(draft: PersonDraft) -> dict[str, str]:
    npi = texts.clean(draft.npi)
    if npi and not is_npi(npi):
        raise NpiWrong
    return {"name": texts.clean(draft.name), "credentials": texts.clean(draft.credentials), "npi": npi}
