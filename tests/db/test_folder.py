"""The first start: whatever cuts it short, there is no record or a whole one."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db import disk, keys
from db.errors import AlreadyThere, KeyMissing, StoreFailed
from db.folder import RECORD, UNFINISHED, begin_record, is_begun, open_record
from db.people import PersonId
from db.records import new_id
from db.store import Store
from tests.db.locked import PASSWORD, RECOVERY_KEY, begin_locked, name_of

BEGINNER = """
import os, signal, sys
from pathlib import Path
from db import folder as room
from db.people import PersonId
from db.records import new_id
from db.renewal import FirstLock
from db.slots import FLOOR

def die(frame, event, argument):
    code = frame.f_code
    if event == "call" and "/db/" in code.co_filename and code.co_name == sys.argv[2]:
        die.calls += 1
        if die.calls == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)

die.calls = 0
sys.setprofile(die)
lock = FirstLock(*sys.argv[4:], FLOOR) if sys.argv[4:] else None
with room.begin_record(Path(sys.argv[1]), lock) as store:
    first = PersonId(new_id())
    with store.begin(first) as work:
        work.add_person(first, "Amara Osei", "MD")
        work.set_up_practice("Lakeside", demo=False, first_view="face", place_of_service="11")
"""


def _fill(store: Store) -> None:
    first = PersonId(new_id())
    with store.begin(first) as work:
        work.add_person(first, "Amara Osei", "MD")
        work.set_up_practice("Lakeside", demo=False, first_view="face", place_of_service="11")


def _begin(folder: Path) -> None:
    with begin_record(folder) as store:
        _fill(store)


def _name(folder: Path) -> str:
    store = open_record(folder)
    with store.reading() as record:
        name = record.practice().name
        assert record.persons()[0].name == "Amara Osei"
        assert record.verify() == ()
    store.close()
    return name


def test_a_new_record_has_what_it_began_with(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    _begin(folder)

    assert _name(folder) == "Lakeside"
    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "keys.json"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_empty_folder_has_no_record(tmp_path: Path) -> None:
    assert not is_begun(tmp_path)
    assert not is_begun(tmp_path / "nowhere")
    with pytest.raises(KeyMissing):
        open_record(tmp_path)


def test_a_record_is_never_begun_over_another(folder: Path) -> None:
    before = (folder / RECORD).read_bytes()

    with pytest.raises(AlreadyThere, match="already holds a record"), begin_record(folder):
        pytest.fail("it was begun")

    assert (folder / RECORD).read_bytes() == before


def test_a_beginning_that_fails_leaves_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    def fail_after_filling() -> None:
        with begin_record(tmp_path) as store:
            _fill(store)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_filling()

    assert list(tmp_path.iterdir()) == []
    _begin(tmp_path)
    assert _name(tmp_path) == "Lakeside"


def test_a_beginning_cut_short_before_its_last_step_is_finished_by_the_next_start(folder: Path) -> None:
    (folder / RECORD).rename(folder / UNFINISHED)

    assert is_begun(folder)
    open_record(folder).close()

    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "keys.json"]


def test_the_key_is_kept_only_when_the_record_is_whole_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = disk.sync

    def refuse(path: Path) -> None:
        if path.name == UNFINISHED:
            raise StoreFailed
        sync(path)

    monkeypatch.setattr(disk, "sync", refuse)

    with pytest.raises(StoreFailed):
        _begin(tmp_path)

    assert not is_begun(tmp_path)


def test_every_file_is_on_the_disk_before_it_gets_its_name_and_the_name_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only a power cut would show: in which order the disk is waited for and names are given."""
    order: list[tuple[str, str]] = []
    fsync, replace = os.fsync, Path.replace

    def synced(number: int) -> None:
        fsync(number)
        order.append(("on disk", Path(f"/proc/self/fd/{number}").readlink().name))

    def named(new: Path, path: Path) -> Path:
        order.append(("named", path.name))
        return replace(new, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)

    _begin(tmp_path)

    assert order[-6:] == [
        ("on disk", UNFINISHED),
        ("on disk", "keys.json.new"),
        ("named", "keys.json"),
        ("on disk", tmp_path.name),
        ("named", RECORD),
        ("on disk", tmp_path.name),
    ]


@pytest.mark.parametrize(
    ("step", "time"),
    [("_migrate", 1), ("add_person", 1), ("rename", 2), ("_finish_beginning", 1)],
)
def test_a_first_start_killed_anywhere_can_be_repeated(tmp_path: Path, step: str, time: int) -> None:
    folder = tmp_path / "record"
    command = [sys.executable, "-c", BEGINNER, str(folder), step, str(time)]

    killed = subprocess.run(command, check=False, capture_output=True)

    assert killed.returncode == -signal.SIGKILL, killed.stdout
    if not is_begun(folder):
        _begin(folder)
    assert _name(folder) == "Lakeside"


@pytest.mark.parametrize(("step", "time"), [("wrapped", 2), ("rename", 2), ("_finish_beginning", 1)])
def test_a_protected_first_start_killed_anywhere_leaves_no_open_key(tmp_path: Path, step: str, time: int) -> None:
    folder = tmp_path / "record"
    command = [sys.executable, "-c", BEGINNER, str(folder), step, str(time), "osei", "Amara", PASSWORD, RECOVERY_KEY]

    killed = subprocess.run(command, check=False, capture_output=True)

    assert killed.returncode == -signal.SIGKILL, killed.stdout
    assert all(b'"plain"' not in path.read_bytes() for path in folder.iterdir())
    if not is_begun(folder):
        begin_locked(folder, "Lakeside")
    assert name_of(folder, "osei", PASSWORD) == "Lakeside"


def test_files_of_a_killed_start_are_no_record(tmp_path: Path) -> None:
    (tmp_path / UNFINISHED).write_bytes(b"half")
    (tmp_path / f"{UNFINISHED}-wal").write_bytes(b"half")

    assert not is_begun(tmp_path)
    _begin(tmp_path)

    assert _name(tmp_path) == "Lakeside"
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "keys.json"]


def test_a_folder_keeps_no_trace_of_being_tried(folder: Path) -> None:
    before = sorted(folder.iterdir())

    disk.probe(folder)

    assert sorted(folder.iterdir()) == before


def test_a_key_alone_counts_as_a_record_so_that_none_is_begun_over_a_lost_one(tmp_path: Path) -> None:
    keys.keep_key(tmp_path, keys.new_key())

    assert is_begun(tmp_path)
