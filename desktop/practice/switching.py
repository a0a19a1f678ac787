"""Who works in an open program: one person after the other, each proving who they are."""

from collections.abc import Callable
from datetime import datetime, timedelta

from db.errors import NotThere, PasswordWrong
from db.events import About, Kind
from db.people import Member, PersonId
from db.store import utc_now
from desktop.practice.pins import MOST_TRIES, Outcome, Tried, fits, is_pin_good, seconds_left, wait_after
from desktop.practice.rights import free
from desktop.practice.session import Session


class Switching:
    """Locks an open session and lets people into it. `clock` is the time that waits are measured by.

    Every try takes a third of a second: never on the thread of the window. All raise StoreError.
    """

    def __init__(self, session: Session, clock: Callable[[], datetime] = utc_now) -> None:
        self._session = session
        self._clock = clock

    @free("the lock shows who can come in")
    def people(self) -> tuple[Member, ...]:
        """Return everybody who can come in, in order of entry."""
        with self._session.acting_as(self._session.person.id) as record:
            return tuple(each for each in record.members() if each.removed_at is None)

    @free("the lock shows what to type")
    def asks_pin(self, person_id: PersonId) -> bool:
        """Say whether a person's PIN is enough; else it takes their password."""
        with self._session.acting_as(person_id) as record:
            return is_pin_good(record.pin(person_id), self._clock())

    @free("the lock shows why the PIN is not enough")
    def is_blocked(self, person_id: PersonId) -> bool:
        """Say whether too many wrong tries took a person's PIN away until their next password."""
        with self._session.acting_as(person_id) as record:
            return record.tries(person_id).failures >= MOST_TRIES

    @free("somebody proves who they are")
    def try_pin(self, person_id: PersonId, pin: str) -> Tried:
        """Check a PIN; a wrong one is told in the record, and makes the next one wait."""
        with self._session.acting_as(person_id) as record:
            kept = record.pin(person_id)
        if kept is None or not is_pin_good(kept, self._clock()):
            return Tried(Outcome.PASSWORD_NEEDED)
        wait = seconds_left(kept.wait_until, self._clock())
        if wait:
            return Tried(Outcome.WAIT, wait)
        if not fits(kept.verifier, pin):
            return self._failed(person_id, kept.failures + 1, "pin")
        with self._session.acting_as(person_id) as work:
            work.pin_passed(person_id)
        return Tried(Outcome.PASSED)

    @free("somebody proves who they are")
    def try_password(self, person_id: PersonId, password: str) -> Tried:
        """Check a password; a wrong one is told in the record, and makes the next one wait."""
        with self._session.acting_as(person_id) as record:
            tries = record.tries(person_id)
        wait = seconds_left(tries.wait_until, self._clock())
        if wait:
            return Tried(Outcome.WAIT, wait)
        try:
            self._session.keyring.proves(person_id, password)
        except (PasswordWrong, NotThere):
            return self._failed(person_id, tries.failures + 1, "password")
        with self._session.acting_as(person_id) as work:
            work.password_passed(person_id)
        return Tried(Outcome.PASSED)

    def _failed(self, person_id: PersonId, failures: int, how: str) -> Tried:
        wait = wait_after(failures)
        until = self._clock() + timedelta(seconds=wait) if wait else None
        with self._session.acting_as(person_id) as work:
            work.try_failed(person_id, failures, until, how)
        return Tried(Outcome.WRONG, wait)

    @free("somebody has proved who they are")
    def let_in(self, person_id: PersonId, how: str) -> None:
        """Let a person work from now on who has just passed; what was open stays as it is. Raises NotAllowed."""
        same = person_id == self._session.person.id
        self._session.become(person_id, Kind.UNLOCKED if same else Kind.SWITCHED, how)

    @free("locking needs no right")
    def lock(self, how: str) -> None:
        """Tell in the record that the program was locked, and why."""
        with self._session.acting_as(self._session.person.id) as work:
            work.tell(Kind.LOCKED, About(subject=self._session.person.id), {"how": how})
