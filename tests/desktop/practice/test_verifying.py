"""A record checked for somebody who may: their key, their role, and no trace of it."""

import shutil
from pathlib import Path

import pytest

from db import keys
from db.errors import KeyLocked, KeyMissing, KeyWrong, NotAllowed, PasswordWrong
from db.folder import RECORD, begin_record
from db.keys import KeyFile
from db.people import PersonId
from db.records import KeptHead
from db.renewal import FirstLock
from db.slots import FLOOR, Slot, SlotKind, new_recovery
from desktop.practice.verifying import Entrant, Part, check_record, entrants, record_at
from resources.terms import Role

PASSWORD = "heron winter 41 lantern"
ADMINISTRATOR = PersonId("a" * 32)
OSEI = Entrant(ADMINISTRATOR, "Amara Osei")
SLOT = Slot(ADMINISTRATOR, SlotKind.PERSON, "Amara Osei")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "record"
    with (
        begin_record(folder, FirstLock(ADMINISTRATOR, "Amara Osei", PASSWORD, new_recovery(), FLOOR)) as store,
        store.begin(ADMINISTRATOR) as work,
    ):
        work.add_person(ADMINISTRATOR, "Amara Osei", "MD", roles=frozenset({Role.ADMINISTRATOR}))
        work.set_up_practice("Lakeside", demo=False, first_view="face", place_of_service="11")
    return folder


@pytest.fixture
def locked(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "locked"))


def test_a_folder_and_a_file_name_a_record(locked: Path) -> None:
    assert record_at(locked) == locked / RECORD
    assert record_at(locked / RECORD) == locked / RECORD
    assert record_at(locked / "nothing") == locked / "nothing" / RECORD


def test_those_with_a_password_can_enter_and_the_recovery_key_is_nobody(locked: Path, folder: Path) -> None:
    assert entrants(locked) == (OSEI,)
    assert entrants(folder) == ()


def test_an_administrator_with_the_password_may_check(locked: Path) -> None:
    verdict = check_record(locked / RECORD, (), OSEI, PASSWORD)

    assert verdict.ok
    assert verdict.head is not None
    assert check_record(locked / RECORD, (KeptHead.read(verdict.head.printed),), OSEI, PASSWORD).ok
    assert not check_record(locked / RECORD, (KeptHead.read(f"1:{'a' * 16}"),), OSEI, PASSWORD).ok


def test_a_record_with_passwords_is_shut_to_nobody_in_particular(locked: Path) -> None:
    with pytest.raises(KeyLocked):
        check_record(locked / RECORD)
    with pytest.raises(PasswordWrong):
        check_record(locked / RECORD, (), OSEI, "wrong")


def test_a_slot_without_a_person_in_the_record_may_nothing(locked: Path) -> None:
    (key,) = keys.unlock(locked, ADMINISTRATOR, PASSWORD)
    keys.keep_slot(locked, key, Slot("b" * 32, SlotKind.PERSON, "Ghost"), PASSWORD, FLOOR)

    with pytest.raises(NotAllowed):
        check_record(locked / RECORD, (), Entrant("b" * 32, "Ghost"), PASSWORD)


@pytest.mark.parametrize("current", [0, 1], ids=["the new key", "the old key"])
def test_in_the_middle_of_a_renewal_the_key_of_the_file_is_taken(locked: Path, current: int) -> None:
    (key,) = keys.unlock(locked, ADMINISTRATOR, PASSWORD)
    pair = [keys.new_key(key.database), keys.new_key(key.database)]
    pair[current] = key
    keys.write_file(locked, KeyFile(key.database, (keys.wrapped(pair, SLOT, PASSWORD, FLOOR),)))

    assert check_record(locked / RECORD, (), OSEI, PASSWORD).ok


def test_a_password_that_opens_another_records_key_is_told(locked: Path) -> None:
    other = keys.new_key()
    keys.write_file(locked, KeyFile(other.database, (keys.wrapped((other,), SLOT, PASSWORD, FLOOR),)))

    with pytest.raises(KeyWrong):
        check_record(locked / RECORD, (), OSEI, PASSWORD)


def test_damage_that_hides_the_roles_is_told_as_damage(locked: Path) -> None:
    content = bytearray((locked / RECORD).read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    (locked / RECORD).write_bytes(content)

    verdict = check_record(locked / RECORD, (), OSEI, PASSWORD)

    assert not verdict.ok
    assert Part.FILE in {each.part for each in verdict.findings}


def test_nothing_is_left_behind(locked: Path) -> None:
    before = {path.name: path.read_bytes() for path in locked.iterdir()}

    check_record(locked / RECORD, (), OSEI, PASSWORD)

    assert {path.name: path.read_bytes() for path in locked.iterdir()} == before


def test_a_folder_without_keys_has_nobody_to_ask(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        entrants(tmp_path)
