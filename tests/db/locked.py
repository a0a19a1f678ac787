"""A record with a first password: its secrets, and what it holds."""

from pathlib import Path

from db import keys
from db.folder import begin_record, open_record
from db.people import PersonId
from db.records import new_id
from db.renewal import FirstLock
from db.slots import FLOOR, Slot, SlotKind

PASSWORD = "warm rain on the lake"
RECOVERY_KEY = "MFRG-GZDF-MZTW-Q2LK-NNWG-23TP-OBYX-I43U"
FIRST = FirstLock("osei", "Amara Osei", PASSWORD, RECOVERY_KEY, FLOOR)
SCRIBE = Slot("ruiz", SlotKind.PERSON, "Marta Ruiz")
SCRIBES = "quiet mornings in the clinic"
CANARY = "Whitfield-Canary"
"""The name of the practice."""


def begin_locked(folder: Path, practice: str = CANARY) -> None:
    with begin_record(folder, FIRST) as store:
        first = PersonId(new_id())
        with store.begin(first) as work:
            work.add_person(first, "Amara Osei", "MD")
            work.set_up_practice(practice, demo=False, first_view="face", place_of_service="11")


def name_of(folder: Path, slot: str, secret: str) -> str:
    """Open a record by a secret and read the name of its practice."""
    store = open_record(folder, keys.unlock(folder, slot, secret))
    with store.reading() as record:
        name = record.practice().name
    store.close()
    return name
