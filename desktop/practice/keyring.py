"""The key of an open record, to be given to others under secrets of their own."""

from dataclasses import dataclass, field
from pathlib import Path

from db import keys
from db.keys import Key
from db.people import PersonId
from db.slots import PERSON_COST, RECOVERY, RECOVERY_COST, Cost, Slot, SlotKind
from desktop.practice.rights import free


@dataclass(frozen=True, slots=True)
class Keyring:
    """A folder's key file together with the key that opened it.

    What may be done with it is for whoever holds it to ask: it lives inside a Session, which never hands it out.
    """

    folder: Path
    key: Key = field(repr=False)
    cost: Cost = PERSON_COST

    @free("inside a session")
    def wrap(self, person: PersonId, name: str, password: str) -> dict[str, object]:
        """Return a person's way in, not yet in the file. Takes a third of a second: before any transaction."""
        return keys.wrapped((self.key,), Slot(person, SlotKind.PERSON, name), password, self.cost)

    @free("inside a session")
    def wrap_recovery(self, recovery: str) -> dict[str, object]:
        """Return the way in by a new recovery key, not yet in the file."""
        return keys.wrapped((self.key,), RECOVERY, recovery, RECOVERY_COST)

    @free("inside a session")
    def put(self, row: dict[str, object]) -> None:
        """Let a way in be the one of its person, in place of an earlier one. Raises StoreError."""
        keys.put_slot(self.folder, row)

    @free("inside a session")
    def rename(self, person: PersonId, name: str) -> None:
        """Let the sign-in list show another name. Raises StoreError."""
        keys.rename_slot(self.folder, person, name)

    @free("inside a session")
    def drop(self, person: PersonId) -> None:
        """Let a person in no more. Raises StoreError."""
        keys.drop_slot(self.folder, person)

    @free("inside a session")
    def proves(self, person: PersonId, password: str) -> None:
        """Make sure that this is the person's password. Raises PasswordWrong, NotThere or another StoreError."""
        keys.unlock(self.folder, person, password)
