"""Passwords and the recovery key open the record; nothing else does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import keys
from db.errors import KeyLocked, NotThere, PasswordWrong
from db.folder import RECORD, open_record
from db.slots import FLOOR, RECOVERY, Slot, SlotKind, new_recovery
from tests.db.locked import CANARY, PASSWORD, RECOVERY_KEY, SCRIBE, SCRIBES, name_of


def test_the_password_and_the_recovery_key_open_the_record(locked: Path) -> None:
    assert name_of(locked, "osei", PASSWORD) == CANARY
    assert name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY


def test_the_file_is_written_as_its_format_says(locked: Path) -> None:
    """Read without a line of ours: what is sealed with the key is the version, the record, the slot and its cost."""
    content = json.loads((locked / "keys.json").read_text())
    slot = content["slots"][0]
    salt = bytes.fromhex(slot["kdf"]["salt"])
    wrapping = hash_secret_raw(PASSWORD.encode(), salt, FLOOR.passes, FLOOR.memory_kib, FLOOR.lanes, 32, Type.ID)
    label = (
        f'{{"db":"{content["db"]}","id":"osei",'
        f'"kdf":{{"m":{FLOOR.memory_kib},"p":{FLOOR.lanes},"salt":"{salt.hex()}","t":{FLOOR.passes}}},'
        f'"kind":"person","v":2}}'
    )

    raw = AESGCM(wrapping).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["ct"]), label.encode())

    assert raw[-16:] == (locked / RECORD).read_bytes()[:16]
    assert [key.raw for key in keys.unlock(locked, "osei", PASSWORD)] == [raw]


def test_a_second_person_opens_it_with_a_password_of_their_own(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, SCRIBE, SCRIBES, FLOOR)

    assert name_of(locked, "ruiz", SCRIBES) == CANARY
    assert name_of(locked, "osei", PASSWORD) == CANARY
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
    assert name_of(locked, RECOVERY.id, typed) == CANARY


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

    assert name_of(locked, "ruiz", password) == CANARY


def test_one_letter_typed_in_two_ways_is_one_password(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, SCRIBE, "caf\u00e9 caf\u00e9 caf\u00e9", FLOOR)

    assert name_of(locked, "ruiz", "cafe\u0301 cafe\u0301 cafe\u0301") == CANARY


def test_another_password_leaves_the_record_as_it_is(locked: Path) -> None:
    before = (locked / RECORD).read_bytes()
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    keys.keep_slot(locked, key, Slot("osei", SlotKind.PERSON, "Amara Osei"), SCRIBES, FLOOR)

    assert (locked / RECORD).read_bytes() == before
    assert keys.unlock(locked, "osei", SCRIBES) == (key,)
    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "osei", PASSWORD)


def test_a_nul_ends_no_password(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)
    keys.keep_slot(locked, key, SCRIBE, f"{SCRIBES}\0and more", FLOOR)

    assert name_of(locked, "ruiz", f"{SCRIBES}\0and more") == CANARY
    with pytest.raises(PasswordWrong):
        keys.unlock(locked, "ruiz", SCRIBES)


def test_the_longest_password_opens_and_one_letter_more_is_refused(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)
    keys.keep_slot(locked, key, SCRIBE, "李" * 500, FLOOR)
    before = (locked / "keys.json").read_bytes()

    assert name_of(locked, "ruiz", "李" * 500) == CANARY
    with pytest.raises(PasswordWrong):
        keys.keep_slot(locked, key, SCRIBE, "李" * 501, FLOOR)
    assert (locked / "keys.json").read_bytes() == before


def test_a_removed_person_has_no_way_in_any_more(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)
    keys.keep_slot(locked, key, SCRIBE, SCRIBES, FLOOR)

    keys.drop_slot(locked, "ruiz")

    assert [slot.id for slot in keys.slots(locked)] == ["osei", "recovery"]
    with pytest.raises(NotThere):
        keys.unlock(locked, "ruiz", SCRIBES)
    assert name_of(locked, "osei", PASSWORD) == CANARY


@pytest.mark.parametrize("slot_id", ["", "nobody", RECOVERY.id])
def test_only_a_persons_slot_can_be_removed(locked: Path, slot_id: str) -> None:
    before = (locked / "keys.json").read_bytes()

    keys.drop_slot(locked, slot_id)

    assert (locked / "keys.json").read_bytes() == before


def test_without_any_person_the_recovery_key_is_still_asked_for(locked: Path) -> None:
    keys.drop_slot(locked, "osei")

    with pytest.raises(KeyLocked):
        open_record(locked)
    assert name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY


NAMES = {
    "quotes and tags": 'Amara "O\'Brien" <b>|^&~\\ 李',
    "nul": "Amara\0Osei",
    "half a letter pair": "Amara \ud800",
    "ten thousand": "é" * 10_000,
    "empty": "",
    "looks like the file": '"db": "x", {"kind": "plain", "id": "plain"}',
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_text_can_be_a_name_and_another_one_needs_no_password(locked: Path, name: str) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)
    keys.keep_slot(locked, key, Slot("ruiz", SlotKind.PERSON, name), SCRIBES, FLOOR)

    keys.rename_slot(locked, "osei", name)

    assert [slot.name for slot in keys.slots(locked)] == [name, "", name]
    assert name_of(locked, "osei", PASSWORD) == CANARY
    assert name_of(locked, "ruiz", SCRIBES) == CANARY


def test_a_start_without_passwords_does_not_pay_for_them(folder: Path) -> None:
    start = (
        "import pathlib, sys\nfrom db.folder import open_record\nopen_record(pathlib.Path(sys.argv[1])).close()\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('argon2', 'cryptography', '_cffi_backend')])"
    )

    done = subprocess.run([sys.executable, "-c", start, str(folder)], check=True, capture_output=True, text=True)

    assert done.stdout == "[]\n"


def test_neither_key_nor_secret_nor_name_lies_open_in_the_folder(locked: Path) -> None:
    (key,) = keys.unlock(locked, "osei", PASSWORD)

    everything = b"".join(path.read_bytes() for path in locked.rglob("*") if path.is_file())

    for secret in (key.raw, key.raw.hex().encode(), PASSWORD.encode(), RECOVERY_KEY.encode(), CANARY.encode()):
        assert secret not in everything
