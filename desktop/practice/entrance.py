"""From a folder to a person who works in its record: the way in by password, by recovery key, or by neither.

Wrong passwords of a record that is still shut are kept as lines beside it (time and slot, no secret) until the next
good one writes them into the record. They make the next try wait, also after a restart; against somebody who takes the
file away only the cost of a try helps.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from db import disk, keys
from db.errors import NotAllowed, PasswordWrong, StoreError
from db.events import About, Kind
from db.folder import open_record, protect_record
from db.people import Member, PersonId
from db.slots import PERSON_COST, RECOVERY, Cost, SlotKind, new_recovery
from db.store import Store, utc_now
from db.types import utc_text
from desktop.practice.pins import seconds_left, wait_after
from desktop.practice.rights import free
from desktop.practice.session import Session, create_session
from resources.terms import Role

FAILURES = "signin-failures.txt"
"""Wrong passwords since the last good one; beside the record."""
_KEPT = 500
"""Lines that are kept: more say nothing new."""


class MustWait(Exception):  # noqa: N818  a word of the house
    """Too many wrong passwords: none is taken for `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Entrance:
    """The way into one folder's record. `clock` is the time that waits are measured by; all raise StoreError."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._folder = folder
        self._clock = clock

    @free("nobody is signed in yet")
    def people(self) -> tuple[tuple[PersonId, str], ...]:
        """Return who can come in: their slots' ids and names."""
        found = keys.slots(self._folder)
        return tuple((PersonId(each.id), each.name) for each in found if each.kind is SlotKind.PERSON)

    @free("nobody is signed in yet")
    def can_recover(self) -> bool:
        """Say whether the printed recovery key can still open the record, whatever happened to the key file."""
        try:
            rows = keys.read_file(self._folder, whole=False).rows
        except StoreError:
            return False
        return any(row["id"] == RECOVERY.id for row in rows)

    @free("somebody proves who they are")
    def enter(self, person_id: PersonId, password: str) -> Session:
        """Open the record as a person. Takes half a second: never on the thread of the window.

        Raises PasswordWrong, MustWait, NotAllowed for a removed person, or another StoreError.
        """
        session = self._session(person_id, password, lambda member: member.person.id == person_id)
        with session.acting_as(person_id) as work:
            work.password_passed(person_id)
        return session

    @free("somebody proves who they are")
    def recover(self, recovery: str) -> Session:
        """Open the record with the printed recovery key, as its first administrator.

        A damaged key file is written anew with what can be read of it. Raises as `enter`.
        """
        session = self._session(RECOVERY.id, recovery, lambda member: Role.ADMINISTRATOR in member.roles)
        keys.mend_file(self._folder)
        return session

    def _session(self, slot_id: str, secret: str, wanted: Callable[[Member], bool]) -> Session:
        failures = self._failures()
        wait = self._wait(failures, slot_id)
        if wait:
            raise MustWait(wait)
        try:
            found = keys.unlock(self._folder, slot_id, secret)
        except PasswordWrong:
            self._keep([*failures, (self._clock(), slot_id)])
            raise
        store = open_record(self._folder, found)
        try:
            return self._tell(_session_of(store, wanted), slot_id, failures)
        except BaseException:
            store.close()
            raise

    def _tell(self, session: Session, slot_id: str, failures: list[tuple[datetime, str]]) -> Session:
        """Write who came in, and who tried to, into the record."""
        how = "recovery" if slot_id == RECOVERY.id else "password"
        with session.acting_as(session.person.id) as work:
            for at, whom in failures:
                work.tell(Kind.SIGN_IN_FAILED, About(subject=whom), {"how": "at the start", "tried_at": utc_text(at)})
            work.tell(Kind.SIGNED_IN, About(subject=session.person.id), {"how": how})
        self._keep([])
        return session

    def _wait(self, failures: list[tuple[datetime, str]], slot_id: str) -> int:
        mine = [at for at, whom in failures if whom == slot_id]
        if not mine:
            return 0
        return seconds_left(mine[-1] + timedelta(seconds=wait_after(len(mine))), self._clock())

    def _failures(self) -> list[tuple[datetime, str]]:
        """Return the wrong passwords since the last good one. A line nobody can read is left out."""
        path = self._folder / FAILURES
        with disk.named_faults():
            lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
        found = []
        for line in lines[-_KEPT:]:
            at, _, whom = line.partition(" ")
            with contextlib.suppress(ValueError):
                found.append((datetime.fromisoformat(at), whom))
        return found

    def _keep(self, failures: list[tuple[datetime, str]]) -> None:
        text = "".join(f"{utc_text(at)} {whom}\n" for at, whom in failures[-_KEPT:])
        path = self._folder / FAILURES
        if text:
            disk.write(path, text.encode())
        else:
            with disk.named_faults():
                path.unlink(missing_ok=True)


@free("the signed-in person's own record")
def protect(session: Session, password: str, cost: Cost = PERSON_COST) -> tuple[Session, str]:
    """Give a record without passwords its first one, the signed-in person's; return it open, and its recovery key.

    The session given is closed. Takes seconds: never on the thread of the window. Raises StoreError; then the record
    opens as before, or with the password.
    """
    if Role.ADMINISTRATOR not in session.member.roles:
        raise NotAllowed
    from db.renewal import FirstLock  # noqa: PLC0415 - once in a record's life, and every start imports this module

    folder, person, recovery = session.keyring.folder, session.person, new_recovery()
    session.close()
    protect_record(folder, FirstLock(person.id, person.name, password, recovery, cost))
    renewed = Entrance(folder).enter(person.id, password)
    with renewed.acting_as(person.id) as work:
        work.tell(Kind.KEY_RENEWED, About(), {})
    return renewed, recovery


@free("there is nobody yet")
def begin_practice(folder: Path, practice: str, person: str, credentials: str, password: str) -> tuple[Session, str]:
    """Begin a record protected by its first person's password; return it open, and its recovery key.

    Takes half a second: never on the thread of the window. Raises StoreError; then there is no record.
    """
    from db.renewal import FirstLock  # noqa: PLC0415 - as above

    recovery = new_recovery()

    def lock(first: PersonId) -> FirstLock:
        return FirstLock(first, person, password, recovery)

    session = create_session(folder, practice=practice, person=person, credentials=credentials, lock=lock)
    with session.acting_as(session.person.id) as work:
        work.password_passed(session.person.id)
        work.tell(Kind.SIGNED_IN, About(subject=session.person.id), {"how": "password"})
    return session, recovery


def _session_of(store: Store, wanted: Callable[[Member], bool]) -> Session:
    """Return a session of the first person who is wanted. Raises NotAllowed if nobody is."""
    with store.reading() as record:
        members, practice = record.members(), record.practice()
    for member in members:
        if wanted(member) and member.removed_at is None:
            return Session(store, member, practice)
    raise NotAllowed
