"""Checking a record beside an open program, for somebody who may: nothing of it is written or brought up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db import keys
from db.errors import KeyWrong, NotAllowed, StoreDamaged
from db.folder import RECORD
from db.keys import Key
from db.people import PersonId
from db.records import KeptHead
from db.slots import SlotKind
from db.verifying import Finding, Part, Verdict, examine, roles_of
from desktop.access import Action, may
from desktop.practice.rights import free

__all__ = ["Entrant", "Finding", "Part", "Verdict", "check_record", "entrants", "record_at"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who has a password for a record."""

    id: str
    name: str


@free("names a file")
def record_at(place: Path) -> Path:
    """Return the record that a place names: a data folder, or the file itself (a copy beside its key file)."""
    return place if place.is_file() else place / RECORD


@free("asks, before anybody is there")
def entrants(folder: Path) -> tuple[Entrant, ...]:
    """Return who has a password for the record of a folder; nobody where it opens without.

    Raises StoreError: KeyMissing, KeyDamaged, KeyUnknown ...
    """
    return tuple(Entrant(each.id, each.name) for each in keys.slots(folder) if each.kind is SlotKind.PERSON)


def check_record(
    record: Path, kept: Sequence[KeptHead] = (), who: Entrant | None = None, password: str = ""
) -> Verdict:
    """Check everything that can be checked of a record, against heads that were kept elsewhere too.

    Where people have passwords, one of them is needed, of somebody whose roles include Action.RECORD_VERIFY. Damage is
    a finding. Raises StoreError: PasswordWrong, NotAllowed, KeyLocked, StoreMissing, NewerStore, KeyWrong, StoreBusy.
    """
    folder = record.parent
    if who is None:
        return examine(record, keys.open_key(folder), kept)
    key = _fitting(record, keys.unlock(folder, who.id, password))
    try:
        roles = roles_of(record, key, PersonId(who.id))
    except StoreDamaged:
        return examine(record, key, kept)  # who may look can't be told any more; that it is damaged is all there is
    if not may(roles, Action.RECORD_VERIFY):
        raise NotAllowed
    return examine(record, key, kept)


def _fitting(record: Path, found: Sequence[Key]) -> Key:
    """Return the key that was made with the file: there are two in the middle of a renewal. Raises KeyWrong."""
    try:
        with record.open("rb") as file:
            salt = file.read(len(found[0].salt))
    except OSError:
        return found[0]  # why it can't be read is said by the check itself
    fitting = [each for each in found if each.salt == salt]
    if not fitting:
        raise KeyWrong
    return fitting[0]
