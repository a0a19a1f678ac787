import json
import stat
from pathlib import Path

import pytest

from db import keys
from db.engine import open_file
from db.errors import AlreadyThere, KeyDamaged, KeyMissing, KeyUnknown, KeyWrong, StoreDamaged
from db.folder import RECORD, open_record
from tests.db.conftest import Raw


def test_a_key_is_32_bytes_of_key_and_16_of_salt_and_never_twice_the_same() -> None:
    one, other = keys.new_key(), keys.new_key()

    assert len(one.raw) == 48
    assert one.raw != other.raw
    assert one.database != other.database


def test_the_kept_key_is_read_back(tmp_path: Path) -> None:
    key = keys.new_key()

    keys.keep_key(tmp_path, key)

    assert keys.open_key(tmp_path) == key


def test_the_key_file_has_one_slot_of_kind_plain_and_is_its_owners_only(tmp_path: Path) -> None:
    keys.keep_key(tmp_path, keys.new_key())

    content = json.loads((tmp_path / "keys.json").read_text())
    assert content["v"] == 1
    assert [slot["kind"] for slot in content["slots"]] == ["plain"]
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_a_kept_key_is_never_written_over(tmp_path: Path) -> None:
    key = keys.new_key()
    keys.keep_key(tmp_path, key)

    with pytest.raises(AlreadyThere):
        keys.keep_key(tmp_path, keys.new_key())

    assert keys.open_key(tmp_path) == key


def test_the_key_is_in_no_text_about_it() -> None:
    key = keys.new_key()

    assert key.raw.hex() not in repr(key)
    assert str(key.raw) not in repr(key)


def test_a_missing_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match=r"Put keys\.json back"):
        keys.open_key(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"v": 1, "db": "x", "slots": []}',
        '{"v": 1, "db": "x", "slots": [{"kind": "plain", "key": "zz"}]}',
        '{"v": 1, "db": "x", "slots": [{"kind": "plain", "key": "00ff"}]}',
        '{"v": 1, "db": "x", "slots": [{"kind": "plain"}]}',
        '{"v": "1", "db": "x", "slots": [{"kind": "plain", "key": "00"}]}',
        '{"v": 1, "db": 7, "slots": [{"kind": "plain", "key": "00"}]}',
        '{"v": 1, "db": "x", "slots": 7}',
    ],
)
def test_a_damaged_key_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)

    with pytest.raises(KeyDamaged, match="The record itself is whole"):
        keys.open_key(tmp_path)


def test_a_key_file_that_is_not_text_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(b"\xff\xfe\x00\x01")

    with pytest.raises(KeyDamaged):
        keys.open_key(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        '{"v": 3, "db": "x", "slots": [{"kind": "plain", "key": "00"}]}',
        '{"v": 1, "db": "x", "slots": [{"kind": "argon2id", "ct": "00"}]}',
    ],
)
def test_a_key_file_of_a_newer_program_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys.json").write_text(content)

    with pytest.raises(KeyUnknown, match="newer Dermtally"):
        keys.open_key(tmp_path)


def test_the_key_of_another_record_is_told_apart_from_damage(folder: Path) -> None:
    (folder / "keys.json").unlink()
    keys.keep_key(folder, keys.new_key())

    with pytest.raises(KeyWrong, match="belongs to another one"):
        open_record(folder)


def test_the_right_key_at_a_damaged_first_page_says_damaged(folder: Path, raw: Raw) -> None:
    with raw() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray((folder / RECORD).read_bytes())
    content[100] ^= 1
    (folder / RECORD).write_bytes(content)

    with pytest.raises(StoreDamaged):
        open_file(folder / RECORD, keys.open_key(folder))
