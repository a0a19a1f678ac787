"""A damaged, tampered, foreign or missing key file, and a damaged record, are each told apart from a wrong password."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import keys
from db.errors import KeyDamaged, KeyLost, KeyMissing, KeyUnknown, KeyWrong, PasswordWrong, StoreDamaged
from db.folder import RECORD, open_record, protect_record
from db.slots import FLOOR, RECOVERY, Slot, SlotKind
from tests.db.locked import CANARY, FIRST, PASSWORD, RECOVERY_KEY, SCRIBES, begin_locked, name_of


def _change(folder: Path, change: Callable[[dict[str, Any]], None], *, sum_again: bool = True) -> None:
    path = folder / "keys.json"
    content = json.loads(path.read_text())
    change(content)
    if sum_again:
        content.pop("sum")
        content["sum"] = keys._sum(content)
    path.write_text(json.dumps(content))


def test_a_damaged_key_file_is_told_apart_from_a_wrong_password(locked: Path) -> None:
    def flip(content: dict[str, Any]) -> None:
        sealed = content["slots"][0]["ct"]
        content["slots"][0]["ct"] = ("0" if sealed[0] != "0" else "1") + sealed[1:]

    _change(locked, flip, sum_again=False)

    with pytest.raises(KeyDamaged, match="use the printed recovery key"):
        keys.unlock(locked, "osei", PASSWORD)


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_a_flipped_bit_anywhere_in_the_key_file_is_found(locked: Path, bit: int) -> None:
    path = locked / "keys.json"
    whole = path.read_bytes()
    version = whole.index(b'"v": 2') + 5

    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        # 2 becomes 3: a newer program's file
        with pytest.raises(KeyUnknown if (at, bit) == (version, 0x01) else KeyDamaged):
            keys.slots(locked)


def test_the_recovery_key_opens_a_record_whose_key_file_is_damaged(locked: Path) -> None:
    def damage(content: dict[str, Any]) -> None:
        content["slots"][0]["ct"] = "00"

    _change(locked, damage, sum_again=False)

    assert name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY
    keys.mend_file(locked)
    (key,) = keys.unlock(locked, RECOVERY.id, RECOVERY_KEY)
    keys.keep_slot(locked, key, Slot("osei", SlotKind.PERSON, "Amara Osei"), SCRIBES, FLOOR)
    assert name_of(locked, "osei", SCRIBES) == CANARY


def _broken_elsewhere(content: bytes) -> bytes:
    at = content.index(b"Amara")
    return content[:at] + b"\xff{\x00" + content[at + 3 :]


def _cut_off(content: bytes) -> bytes:
    return content[: content.rindex(b"}", 0, content.rindex(b"]")) + 1]


@pytest.mark.parametrize("damage", [_broken_elsewhere, _cut_off])
def test_the_recovery_key_opens_whatever_else_of_the_key_file_is_broken(
    locked: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = locked / "keys.json"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(KeyDamaged):
        keys.slots(locked)

    assert name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY
    keys.mend_file(locked)

    assert RECOVERY in keys.slots(locked)
    assert name_of(locked, RECOVERY.id, RECOVERY_KEY) == CANARY


def test_the_recovery_key_opens_a_protected_record_whose_key_file_is_damaged(folder: Path) -> None:
    protect_record(folder, FIRST)
    path = folder / "keys.json"
    path.write_bytes(_broken_elsewhere(path.read_bytes()))

    assert name_of(folder, RECOVERY.id, RECOVERY_KEY) == "Lakeside Dermatology"


def test_a_recovery_key_that_opens_nothing_of_a_damaged_file_is_said(locked: Path) -> None:
    path = locked / "keys.json"
    path.write_bytes(_broken_elsewhere(path.read_bytes()))

    with pytest.raises(KeyLost, match="letter by letter"):
        keys.unlock(locked, RECOVERY.id, RECOVERY_KEY.replace("M", "N"))


@pytest.mark.parametrize("content", [b"", b"\x00" * 600, b"{" * 5_000, b'{"db": "x"}'])
def test_a_key_file_of_which_nothing_is_left_is_said(locked: Path, content: bytes) -> None:
    (locked / "keys.json").write_bytes(content)

    with pytest.raises(KeyDamaged):
        keys.unlock(locked, "osei", PASSWORD)
    with pytest.raises(KeyLost):
        keys.unlock(locked, RECOVERY.id, RECOVERY_KEY)


def test_a_damaged_record_is_told_apart_from_a_wrong_password(locked: Path) -> None:
    path = locked / RECORD
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)

    with pytest.raises(StoreDamaged, match="damaged"):
        open_record(locked, keys.unlock(locked, "osei", PASSWORD))


def test_a_foreign_key_file_is_said(locked: Path, tmp_path: Path) -> None:
    begin_locked(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "keys.json", locked / "keys.json")

    with pytest.raises(KeyWrong, match="belongs to another one"):
        open_record(locked, keys.unlock(locked, "osei", PASSWORD))


def test_a_missing_key_file_is_said(locked: Path) -> None:
    (locked / "keys.json").unlink()

    with pytest.raises(KeyMissing):
        keys.slots(locked)


@pytest.mark.parametrize(
    ("field", "number"),
    [("t", FLOOR.passes - 1), ("m", FLOOR.memory_kib - 1), ("p", FLOOR.lanes - 1), ("t", -1), ("p", True), ("p", 1.0)],
)
def test_a_key_file_in_which_guessing_was_made_cheaper_is_refused(locked: Path, field: str, number: object) -> None:
    def cheaper(content: dict[str, Any]) -> None:
        content["slots"][0]["kdf"][field] = number

    _change(locked, cheaper)

    with pytest.raises(KeyDamaged):
        keys.unlock(locked, "osei", PASSWORD)


def test_a_key_file_that_asks_for_all_memory_is_refused_at_once(locked: Path) -> None:
    def dearer(content: dict[str, Any]) -> None:
        content["slots"][0]["kdf"]["m"] = 2**31

    _change(locked, dearer)

    with pytest.raises(KeyDamaged):
        keys.unlock(locked, "osei", PASSWORD)


@pytest.mark.parametrize("value", ["", "00", "zz", None, 7, [], {}])
@pytest.mark.parametrize("field", ["nonce", "ct", "kdf", "salt"])
def test_a_slot_of_another_shape_is_damaged_even_if_the_sum_fits(locked: Path, field: str, value: object) -> None:
    def reshape(content: dict[str, Any]) -> None:
        slot = content["slots"][0]
        (slot["kdf"] if field == "salt" else slot)[field] = value

    _change(locked, reshape)

    with pytest.raises(KeyDamaged):
        keys.unlock(locked, "osei", PASSWORD)


@pytest.mark.parametrize("version", [0, 1, -1, 2.5, "2", None, [], {}])
def test_secrets_without_their_sum_are_damaged(locked: Path, version: object) -> None:
    def older(content: dict[str, Any]) -> None:
        del content["sum"]
        content["v"] = version

    _change(locked, older, sum_again=False)

    with pytest.raises(KeyDamaged):
        keys.slots(locked)


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
