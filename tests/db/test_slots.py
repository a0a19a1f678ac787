"""Passwords and the recovery key open the record; nothing else does, and each fault is told apart."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import keys
from db.errors import KeyDamaged, KeyLocked, KeyMissing, KeyWrong, PasswordWrong, StoreDamaged
from db.folder import RECORD, begin_record, open_record
from db.records import PersonId, new_id
from db.renewal import FirstLock
from db.slots import FLOOR, RECOVERY, Slot, SlotKind, new_recovery

PASSWORD = "warm rain on the lake"
RECOVERY_KEY = "MFRG-GZDF-MZTW-Q2LK-NNWG-23TP-OBYX-I43U"
FIRST = FirstLock("osei", "Amara Osei", PASSWORD, RECOVERY_KEY, FLOOR)
SCRIBE = Slot("ruiz", SlotKind.PERSON, "Marta Ruiz")
SCRIBES = "quiet mornings in the clinic"
CANARY = "Whitfield-Canary"


@pytest.fixture(scope="module")
def begun_locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locked") / "record"
    with begin_record(folder, FIRST) as store:
        first = PersonId(new_id())
        with store.begin(first) as work:
            work.add_person(first, "Amara Osei", "MD")
            work.set_up_practice(CANARY, demo=False, first_view="face", place_of_service="11")
    return folder


@pytest.fixture
def locked(begun_locked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun_locked, tmp_path / "record"))


def _name_of(folder: Path, slot: str, secret: str) -> str:
    store = open_record(folder, keys.unlock(folder, slot, secret))
    with store.reading() as record:
        name = record.practice().name
    store.close()
    return name


def _change(folder: Path, change: Callable[[dict[str, Any]], None], *, sum_again: bool = True) -> None:
    path = folder / "keys.json"
    content = json.loads(path.read_text())
    change(content)
    if sum_again:
        content.pop("sum")
        content["sum"] = keys._sum(content)
    path.write_text(json.dumps(content))


def test_the_password_and_the_recovery_key_open_the_record(locked: Path) -> None:
    assert _name_of(locked, "osei", PASSWORD) == CANARY
    assert _name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY


def test_a_second_person_opens_it_with_a_password_of_their_own(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, SCRIBE, SCRIBES, FLOOR)

    assert _name_of(locked, "ruiz", SCRIBES) == CANARY
    assert _name_of(locked, "osei", PASSWORD) == CANARY
    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "ruiz", PASSWORD)


def test_a_record_with_passwords_does_not_open_without_one(locked: Path) -> None:
    with pytest.raises(KeyLocked, match="protected by passwords"):
        open_record(locked)


@pytest.mark.parametrize(
    "typed",
    [
        RECOVERY_KEY.lower(),
        RECOVERY_KEY.replace("-", ""),
        RECOVERY_KEY.replace("-", " "),
        f"  {RECOVERY_KEY}\n",
        RECOVERY_KEY.replace("O", "0").replace("I", "1").replace("B", "8"),
    ],
)
def test_the_recovery_key_is_read_as_people_type_it(locked: Path, typed: str) -> None:
    assert _name_of(locked, RECOVERY.id, typed) == CANARY


def test_a_recovery_key_is_160_bits_in_groups_of_four_and_never_twice_the_same() -> None:
    groups = new_recovery().split("-")

    assert [len(group) for group in groups] == [4] * 8
    assert new_recovery() != new_recovery()


@pytest.mark.parametrize(
    "password",
    ["", "x", PASSWORD + " ", "é" * 501, "a\0b", "\ud800", f"x'{'00' * 48}'", "x" * 10_000],
    ids=["empty", "short", "a space more", "long", "nul", "surrogate", "raw key", "ten thousand"],
)
def test_a_wrong_password_is_said_whatever_was_typed(locked: Path, password: str) -> None:
    with pytest.raises(PasswordWrong, match="That is not the password"):
        keys.unlock(locked, "osei", password)


@pytest.mark.parametrize("password", ["O'Brien <b>|^&~\\ 李 fünf", f"x'{'0f' * 48}'", "tab\tand\nline and more"])
def test_any_text_can_be_a_password(locked: Path, password: str) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, SCRIBE, password, FLOOR)

    assert _name_of(locked, "ruiz", password) == CANARY


def test_one_letter_typed_in_two_ways_is_one_password(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, SCRIBE, "caf\u00e9 caf\u00e9 caf\u00e9", FLOOR)

    assert _name_of(locked, "ruiz", "cafe\u0301 cafe\u0301 cafe\u0301") == CANARY


def test_a_damaged_key_file_is_told_apart_from_a_wrong_password(locked: Path) -> None:
    def flip(content: dict[str, Any]) -> None:
        sealed = content["slots"][0]["sealed"]
        content["slots"][0]["sealed"] = ("0" if sealed[0] != "0" else "1") + sealed[1:]

    _change(locked, flip, sum_again=False)

    with pytest.raises(KeyDamaged, match="use the printed recovery key"):
        keys.unlock(locked, "osei", PASSWORD)


def test_the_recovery_key_opens_a_record_whose_key_file_is_damaged(locked: Path) -> None:
    def damage(content: dict[str, Any]) -> None:
        content["slots"][0]["sealed"] = "00"

    _change(locked, damage, sum_again=False)

    assert _name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY
    keys.mend_file(locked)
    (key,) = keys.unlock(locked, RECOVERY.id, RECOVERY_KEY)
    keys.keep_slot(locked, key, Slot("osei", SlotKind.PERSON, "Amara Osei"), SCRIBES, FLOOR)
    assert _name_of(locked, "osei", SCRIBES) == CANARY


def test_a_damaged_record_is_told_apart_from_a_wrong_password(locked: Path) -> None:
    path = locked / RECORD
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)

    with pytest.raises(StoreDamaged, match="damaged"):
        open_record(locked, keys.unlock(locked, "osei", PASSWORD))


def test_a_foreign_key_file_is_said(locked: Path, tmp_path: Path) -> None:
    with begin_record(tmp_path / "other", FIRST) as store, store.begin(PersonId("x")) as work:
        work.set_up_practice("Other", demo=False, first_view="face", place_of_service="11")
    shutil.copy(tmp_path / "other" / "keys.json", locked / "keys.json")

    with pytest.raises(KeyWrong, match="belongs to another one"):
        open_record(locked, keys.unlock(locked, "osei", PASSWORD))


def test_a_missing_key_file_is_said(locked: Path) -> None:
    (locked / "keys.json").unlink()

    with pytest.raises(KeyMissing):
        keys.slots(locked)


@pytest.mark.parametrize("field", ["t", "m", "p"])
def test_a_key_file_in_which_guessing_was_made_cheaper_is_refused(locked: Path, field: str) -> None:
    def cheaper(content: dict[str, Any]) -> None:
        content["slots"][0]["kdf"][field] = 0

    _change(locked, cheaper)

    with pytest.raises(KeyDamaged):
        keys.unlock(locked, "osei", PASSWORD)


def test_costs_are_sealed_with_the_key(locked: Path) -> None:
    def dearer(content: dict[str, Any]) -> None:
        content["slots"][0]["kdf"]["t"] = FLOOR.passes + 1

    _change(locked, dearer)

    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "osei", PASSWORD)


def test_a_slot_is_no_other_persons(locked: Path) -> None:
    def rename(content: dict[str, Any]) -> None:
        content["slots"][0]["id"] = "ruiz"

    _change(locked, rename)

    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "ruiz", PASSWORD)


def test_another_password_leaves_the_record_as_it_is(locked: Path) -> None:
    before = (locked / RECORD).read_bytes()
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, Slot("osei", SlotKind.PERSON, "Amara Osei"), SCRIBES, FLOOR)

    assert (locked / RECORD).read_bytes() == before
    assert keys.unlock(locked, "osei", SCRIBES) == (key,)
    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "osei", PASSWORD)


def test_a_removed_person_has_no_way_in_any_more(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)
    keys.keep_slot(locked, key, SCRIBE, SCRIBES, FLOOR)

    keys.drop_slot(locked, "ruiz")

    assert [slot.id for slot in keys.slots(locked)] == ["osei", "recovery"]


def test_another_name_needs_no_password(locked: Path) -> None:
    keys.rename_slot(locked, "osei", "Amara O'Brien <b>|^&~\\ 李")

    assert keys.slots(locked)[0].name == "Amara O'Brien <b>|^&~\\ 李"
    assert _name_of(locked, "osei", PASSWORD) == CANARY


def test_neither_key_nor_secret_nor_name_lies_open_in_the_folder(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    everything = b"".join(path.read_bytes() for path in locked.rglob("*") if path.is_file())

    for secret in (key.raw, key.raw.hex().encode(), PASSWORD.encode(), RECOVERY_KEY.encode(), CANARY.encode()):
        assert secret not in everything
