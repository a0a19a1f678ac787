"""A full, unwritable, moved or damaged record: what is said, and that everything acknowledged is still there."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import (
    DISK_FAULTS,
    DiskFull,
    FolderFull,
    FolderReadOnly,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreMoved,
)
from db.folder import RECORD, begin_record, open_record
from db.records import MarkId, VisitId
from db.store import Store
from tests.db.drafts import add, lesion, open_visit
from tests.disks import fill, make_read_only, make_writable, small_disk

TAPPER = """
import json, resource, signal, sys
from pathlib import Path
from db.errors import StoreError
from db.folder import open_record
from tests.db.drafts import add, lesion, open_visit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_record(Path(sys.argv[1]))
visit = open_visit(store)
store.tidy()
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
saved, error = [], ""
while not error:
    mark = lesion()
    try:
        add(store, visit, mark)
        saved.append(mark.id)
    except StoreError as refused:
        error = refused.text
print(json.dumps({"visit": visit, "saved": saved, "refused": mark.id, "error": error}))
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 3000) as place:
        yield place


@pytest.fixture
def small(disk: Path, begun: Path) -> Path:
    """A record on a small disk."""
    return Path(shutil.copytree(begun, disk / "record"))


def _saved(folder: Path, visit: VisitId) -> set[MarkId]:
    store = open_record(folder)
    with store.reading() as record:
        assert record.verify() == ()
        found = {mark.id for mark in record.marks(visit)}
    store.close()
    return found


def _tap_until_refused(store: Store, visit: VisitId) -> tuple[set[MarkId], StoreError]:
    saved: set[MarkId] = set()
    while True:
        mark = lesion()
        try:
            add(store, visit, mark)
        except StoreError as error:
            return saved, error
        saved.add(mark.id)


def test_a_full_disk_is_said_and_every_earlier_tap_is_there(small: Path) -> None:
    store = open_record(small)
    visit = open_visit(store)
    ballast = fill(small.parent)

    saved, error = _tap_until_refused(store, visit)

    assert isinstance(error, DiskFull)
    assert "everything before it is safe" in error.text
    with store.reading() as record:
        assert {mark.id for mark in record.marks(visit)} == saved
    store.close()
    ballast.unlink()
    assert _saved(small, visit) == saved


def test_taps_go_on_when_there_is_room_again(small: Path) -> None:
    store = open_record(small)
    visit = open_visit(store)
    ballast = fill(small.parent)
    saved, _error = _tap_until_refused(store, visit)
    ballast.unlink()
    mark = lesion()

    add(store, visit, mark)

    store.close()
    assert _saved(small, visit) == saved | {mark.id}


def test_a_full_disk_at_the_start_is_said(small: Path) -> None:
    fill(small.parent)

    with pytest.raises(FolderFull, match="The disk is full"):
        open_record(small)


def test_no_record_is_begun_on_a_full_disk_and_none_is_left_half_made(disk: Path) -> None:
    ballast = fill(disk)
    with ballast.open("r+b") as file:
        file.truncate(ballast.stat().st_size - 100_000)

    with pytest.raises(DiskFull), begin_record(disk / "new"):
        pytest.fail("there was room")

    assert list((disk / "new").iterdir()) == []


def test_a_folder_that_can_not_be_written_is_said_at_the_start(small: Path) -> None:
    make_read_only(small.parent)

    with pytest.raises(FolderReadOnly) as told:
        open_record(small)

    assert told.value.text == (
        f"Dermtally can't write to {small}. Nothing would be kept, so no visit can be opened. "
        "Ask the person who looks after this computer."
    )


def test_a_tap_on_a_disk_that_turned_read_only_is_refused(small: Path) -> None:
    store = open_record(small)
    visit, mark = open_visit(store), lesion()
    add(store, visit, mark)
    store.close()
    make_read_only(small.parent)

    with pytest.raises(StoreError) as told:
        add(store, visit, lesion())

    assert isinstance(told.value, DISK_FAULTS)
    make_writable(small.parent)
    assert _saved(small, visit) == {mark.id}


def test_a_file_is_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "record").write_text("not a folder")

    with pytest.raises(StoreError), begin_record(tmp_path / "record"):
        pytest.fail("it was begun")


def test_a_disk_that_takes_no_more_in_the_middle_of_a_commit(folder: Path) -> None:
    """The system refuses a write in a child process of its own, as any user; no small disk is needed."""
    command = [sys.executable, "-c", TAPPER, str(folder)]

    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    told = json.loads(said)
    saved = _saved(folder, told["visit"])
    assert told["saved"]
    assert saved - {told["refused"]} == set(told["saved"])
    assert "everything before it is safe" in told["error"]


def test_a_tap_into_a_moved_record_is_refused(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, lesion())
    (folder / RECORD).rename(folder / "elsewhere.db")

    with pytest.raises(StoreMoved, match="Stop here"):
        add(store, visit, lesion())


def test_a_tap_into_a_deleted_record_is_refused(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, lesion())
    (folder / RECORD).unlink()

    with pytest.raises(StoreMoved):
        add(store, visit, lesion())


def test_a_record_put_in_the_place_of_the_open_one_gets_no_tap(
    folder: Path, begun: Path, store: Store, visit: VisitId
) -> None:
    shutil.copy(begun / RECORD, folder / "other.db")
    (folder / "other.db").replace(folder / RECORD)

    with pytest.raises(StoreMoved):
        add(store, visit, lesion())


def test_another_record_in_the_place_of_the_open_one_is_not_read(folder: Path, begun: Path, store: Store) -> None:
    store.close()
    shutil.copy(begun / RECORD, folder / "other.db")
    (folder / "other.db").replace(folder / RECORD)

    with pytest.raises(StoreMoved), store.reading():
        pytest.fail("it was read")


def test_a_lost_record_beside_its_key_is_said_and_no_new_one_is_begun(folder: Path) -> None:
    (folder / RECORD).unlink()

    with pytest.raises(StoreMissing, match=r"Put dermtally\.db back"):
        open_record(folder)

    assert [path.name for path in folder.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("content", [b"", b"not a record" * 1000, bytes(131072)])
def test_a_file_that_is_no_record_is_said(folder: Path, content: bytes) -> None:
    salt = (folder / RECORD).read_bytes()[:16]
    (folder / RECORD).write_bytes(content and salt + content)

    with pytest.raises(StoreDamaged, match="Nothing was changed"):
        open_record(folder)

    assert (folder / RECORD).read_bytes() == (content and salt + content)


def test_one_flipped_bit_anywhere_is_never_read_as_if_it_were_true(folder: Path) -> None:
    store = open_record(folder)
    visit = open_visit(store)
    add(store, visit, *[lesion() for _ in range(50)])
    store.close()
    whole = (folder / RECORD).read_bytes()
    truth = _saved(folder, visit)

    for at in range(16, len(whole), len(whole) // 40):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        (folder / RECORD).write_bytes(damaged)
        try:
            found = _saved(folder, visit)
        except StoreDamaged:
            continue
        assert found == truth


def test_damage_under_a_running_program_is_said(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, *[lesion() for _ in range(50)])
    store.tidy()
    store.close()
    path = folder / RECORD
    path.write_bytes(path.read_bytes()[: 4096 * 3] + bytes(path.stat().st_size - 4096 * 3))

    with pytest.raises(StoreDamaged, match="The record is damaged"), store.reading() as record:
        record.marks(visit)
