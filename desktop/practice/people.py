"""The practice's people: who they are, what they may be, and how they prove it."""

from dataclasses import replace

from db.errors import KeyLocked, NotThere
from db.events import About, Kind
from db.people import Member, PersonDraft, PersonId
from db.records import new_id
from db.slots import new_recovery
from desktop.access import Action
from desktop.practice.pins import make_verifier
from desktop.practice.session import Session
from resources.terms import Role

FIRST_MISSING = "This record has no password yet. Give yourself one first; then others can have theirs."


class People:
    """What the administrator does about people, and everybody about their own password and PIN.

    Every method raises StoreError, and then nothing was changed. Whatever takes a secret takes a third of a second:
    never on the thread of the window.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def has_passwords(self) -> bool:
        """Whether the record is protected by passwords. Raises StoreError."""
        return self._session.has_passwords

    def members(self) -> tuple[Member, ...]:
        """Return everybody, in order of entry; those who were removed too."""
        with self._session.reading(Action.PEOPLE_READ) as record:
            return record.members()

    def add(self, draft: PersonDraft, roles: frozenset[Role], password: str) -> PersonId:
        """Store a person with what they are and their first password.

        Raises KeyLocked while the record has no password at all: the first is the administrator's own.
        """
        if not self.has_passwords:
            raise KeyLocked(FIRST_MISSING)
        person_id = PersonId(new_id())
        way_in = self._session.keyring.wrap(person_id, draft.name, password)
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            work.add_person(person_id, draft.name, draft.credentials, draft.npi, roles)
            # inside the transaction: without a way in there is no person
            self._session.keyring.put(way_in)
        return person_id

    def change(self, person_id: PersonId, version: int, draft: PersonDraft) -> None:
        """Replace a person's particulars."""
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            work.change_person(person_id, version, draft)
        self._session.keyring.rename(person_id, draft.name)
        self._session.look_again()

    def set_role(self, person_id: PersonId, role: Role, *, held: bool) -> None:
        """Give a person a role or take it away. Raises LastAdministrator."""
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            (work.grant if held else work.revoke)(person_id, role)
        self._session.look_again()

    def remove(self, person_id: PersonId) -> None:
        """Let a person in no more; what they did stays theirs. Raises LastAdministrator."""
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            work.remove_person(person_id)
        self._session.keyring.drop(person_id)
        self._session.look_again()

    def bring_back(self, person_id: PersonId, password: str) -> None:
        """Let a removed person in again, as what they were, with a new password."""
        way_in = self._wrap(person_id, password)
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            work.bring_person_back(person_id)
            self._session.keyring.put(way_in)

    def reset_password(self, person_id: PersonId, password: str) -> None:
        """Give a person who forgot theirs another password."""
        way_in = self._wrap(person_id, password)
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            if work.member(person_id).removed_at is not None:
                raise NotThere
            work.tell(Kind.PASSWORD_CHANGED, About(subject=person_id), {"by": "administrator"})
            self._session.keyring.put(way_in)

    def _wrap(self, person_id: PersonId, password: str) -> dict[str, object]:
        with self._session.reading(Action.PEOPLE_CHANGE) as record:
            name = record.member(person_id).person.name
        return self._session.keyring.wrap(person_id, name, password)

    def renew_recovery(self) -> str:
        """Return a new recovery key to be printed; the old one opens nothing any more."""
        recovery = new_recovery()
        way_in = self._session.keyring.wrap_recovery(recovery)
        with self._session.writing(Action.PEOPLE_CHANGE) as work:
            work.tell(Kind.RECOVERY_RENEWED, About(), {})
            self._session.keyring.put(way_in)
        return recovery

    def set_lock_minutes(self, minutes: int) -> None:
        """Store how long an idle window stays open: 1 to 15 minutes."""
        with self._session.writing(Action.PRACTICE_CHANGE) as work:
            work.set_lock_minutes(minutes)
        self._session.practice = replace(self._session.practice, lock_minutes=minutes)

    # one's own
    def change_own_password(self, old: str, new: str) -> None:
        """Give the signed-in person another password. Raises PasswordWrong."""
        person = self._session.person
        self._session.keyring.proves(person.id, old)
        way_in = self._session.keyring.wrap(person.id, person.name, new)
        with self._session.writing(Action.OWN_PASSWORD) as work:
            work.tell(Kind.PASSWORD_CHANGED, About(subject=person.id), {"by": "themself"})
            work.password_passed(person.id)
            self._session.keyring.put(way_in)

    def set_own_pin(self, pin: str) -> None:
        """Give the signed-in person a PIN; an empty one takes it away."""
        verifier = make_verifier(pin) if pin else ""
        with self._session.writing(Action.OWN_PIN) as work:
            work.set_pin(self._session.person.id, verifier)
        self._session.look_again()
