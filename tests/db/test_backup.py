"""Copies of the record: whole and checked, or not there."""

import stat
from pathlib import Path

import pytest

from db import backup, keys
from db.errors import KeyWrong, StoreDamaged, StoreError
from db.folder import RECORD
from db.keys import open_key
from db.records import VisitId
from db.store import Store
from tests.db.conftest import Raw
from tests.db.drafts import add, lesion, somebody


def test_a_copy_holds_what_the_open_record_held_at_that_moment(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, lesion(), lesion())
    copy = folder / "copy.db"

    backup.copy(folder / RECORD, copy, open_key(folder))
    add(store, visit, lesion())

    kept = Store(copy, open_key(folder))
    with kept.reading() as record, store.reading() as now:
        assert len(record.marks(visit)) == 2
        assert len(now.marks(visit)) == 3
        assert record.verify() == ()
    kept.close()


def test_a_copy_is_one_file_and_its_owners_only(folder: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()

    backup.copy(folder / RECORD, tmp_path / "copies" / "copy.db", open_key(folder))

    assert store.still_there()
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]
    assert stat.S_IMODE((tmp_path / "copies" / "copy.db").stat().st_mode) == 0o600


def test_a_copy_can_be_made_while_somebody_has_begun_a_change(folder: Path, store: Store, visit: VisitId) -> None:
    with store.begin(somebody(store)) as work:
        work.add_mark(visit, lesion())
        backup.copy(folder / RECORD, folder / "copy.db", open_key(folder))

    kept = Store(folder / "copy.db", open_key(folder))
    with kept.reading() as record:
        assert record.marks(visit) == ()
    kept.close()


def test_a_damaged_record_gives_no_copy(folder: Path) -> None:
    content = bytearray((folder / RECORD).read_bytes())
    content[-2000] ^= 1
    (folder / RECORD).write_bytes(content)

    with pytest.raises(StoreDamaged):
        backup.copy(folder / RECORD, folder / "copy.db", open_key(folder))

    assert not list(folder.glob("copy*"))


def test_a_record_that_does_not_hang_together_gives_no_copy(folder: Path, raw: Raw) -> None:
    with raw() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO lesion VALUES ('l', 'nobody', '2026-11-24T14:00:00.000000Z')")

    with pytest.raises(StoreDamaged):
        backup.copy(folder / RECORD, folder / "copy.db", open_key(folder))

    assert not list(folder.glob("copy*"))


def test_a_copy_that_can_not_be_written_is_not_half_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        backup.copy(folder / RECORD, tmp_path / "nowhere" / "copy.db", open_key(folder))

    assert not (tmp_path / "nowhere").exists()


def test_a_check_finds_one_flipped_bit_in_any_page(folder: Path) -> None:
    whole, key = (folder / RECORD).read_bytes(), open_key(folder)
    page = 4096

    for at in range(100, len(whole), page):
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        (folder / RECORD).write_bytes(damaged)

        with pytest.raises(StoreDamaged):
            backup.check(folder / RECORD, key)


def test_a_check_with_the_key_of_another_record_says_so(folder: Path) -> None:
    with pytest.raises(KeyWrong):
        backup.check(folder / RECORD, keys.new_key())


def test_a_whole_record_passes_the_check(folder: Path) -> None:
    backup.check(folder / RECORD, open_key(folder))
