"""The first password renews the key; cut short anywhere, the record is whole and the next sign-in finishes it."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import backup, keys
from db.engine import open_file
from db.errors import AlreadyThere, DiskFull, KeyLocked, KeyWrong, StoreDamaged
from db.folder import RECORD, open_record, protect_record
from db.slots import RECOVERY, SlotKind
from db.store import Store
from tests.db.drafts import add, lesion, open_visit
from tests.db.locked import FIRST, PASSWORD, RECOVERY_KEY, begin_locked
from tests.disks import small_disk

CHILD = """
import os, resource, signal, sys
from pathlib import Path
from db import disk, renewal
from db.errors import StoreError
from db.folder import protect_record
from tests.db.locked import FIRST
folder, stop = sys.argv[1:]
def cut(module, name, at, before):
    real = getattr(module, name)
    count = {"n": 0}
    def wrapped(*given, **named):
        count["n"] += 1
        if before and count["n"] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*given, **named)
        if not before and count["n"] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(module, name, wrapped)
places = {
    "before the slots are written": (disk, "rename", 1, True),
    "after the slots are written": (disk, "rename", 1, False),
    "before the record is encrypted anew": (renewal, "_encrypt_anew", 1, True),
    "after the record is encrypted anew": (renewal, "_encrypt_anew", 1, False),
    "before the plain slot goes": (disk, "rename", 2, True),
    "after the plain slot is gone": (disk, "rename", 2, False),
}
def cut_before_checkpoint(*given):
    driver = opened(*given)
    # the engine has done the whole of it before it tells of the statement
    driver.set_trace_callback(lambda text: "rekey" in text and os.kill(os.getpid(), signal.SIGKILL))
    return driver
opened = renewal.open_file
if stop == "after the engine's commit":
    renewal.open_file = cut_before_checkpoint
if stop == "at a refused write":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
if stop in places:
    cut(*places[stop])
print("ready", flush=True)
try:
    protect_record(Path(folder), FIRST)
except StoreError as error:
    print(type(error).__name__)
"""
STOPS = {
    "before the slots are written": False,
    "after the slots are written": True,
    "before the record is encrypted anew": True,
    "after the engine's commit": True,
    "after the record is encrypted anew": True,
    "before the plain slot goes": True,
    "after the plain slot is gone": True,
}


def _fill(store: Store, lesions: int) -> None:
    visit = open_visit(store)
    for _ in range(lesions):
        add(store, visit, lesion())


def _treated(store: Store) -> int:
    with store.reading() as record:
        assert record.verify() == ()
        return sum(each.treated for each in record.open_visits())


def _start(folder: Path, stop: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", CHILD, str(folder), stop], stdout=subprocess.PIPE, text=True)


def _open_with_password(folder: Path) -> Store:
    return open_record(folder, keys.unlock(folder, "osei", PASSWORD))


@pytest.fixture
def filled(folder: Path) -> Path:
    with contextlib.closing(open_record(folder)) as store:
        _fill(store, 5)
    return folder


def test_the_first_password_takes_the_plain_slots_place_and_renews_the_key(filled: Path) -> None:
    old = keys.open_key(filled)

    protect_record(filled, FIRST)

    assert [slot.kind for slot in keys.slots(filled)] == [SlotKind.PERSON, SlotKind.RECOVERY]
    with pytest.raises(KeyLocked):
        open_record(filled)
    with pytest.raises(KeyWrong), contextlib.closing(open_file(filled / RECORD, old)):
        pass
    with contextlib.closing(_open_with_password(filled)) as store:
        assert _treated(store) == 5
    with contextlib.closing(open_record(filled, keys.unlock(filled, RECOVERY.id, RECOVERY_KEY))) as store:
        assert _treated(store) == 5


def test_renewing_gives_the_file_the_new_keys_salt(filled: Path) -> None:
    """A key of another record is told from damage by the salt at the file's beginning."""
    old = keys.open_key(filled)
    assert (filled / RECORD).read_bytes()[:16] == old.salt

    protect_record(filled, FIRST)

    new, held_too = keys.unlock(filled, "osei", PASSWORD)
    assert (filled / RECORD).read_bytes()[:16] == new.salt != old.salt
    assert held_too == old


def test_neither_key_nor_secret_nor_patient_lies_open_in_the_folder_afterwards(filled: Path) -> None:
    old = keys.open_key(filled)

    protect_record(filled, FIRST)

    new = keys.unlock(filled, "osei", PASSWORD)[0]
    everything = b"".join(path.read_bytes() for path in filled.rglob("*") if path.is_file())
    assert sorted(path.name for path in filled.iterdir()) == [RECORD, "keys.json"]
    for key in (old, new):
        assert key.raw.hex().encode() not in everything
        assert key.raw[:32] not in everything
    for words in (PASSWORD, RECOVERY_KEY, "Lakeside", "Whitfield"):
        assert words.encode() not in everything


def test_a_damaged_record_is_told_from_a_foreign_key_after_a_renewal_too(filled: Path, tmp_path: Path) -> None:
    protect_record(filled, FIRST)
    found = keys.unlock(filled, "osei", PASSWORD)
    content = (filled / RECORD).read_bytes()
    (filled / RECORD).write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])

    with pytest.raises(StoreDamaged):
        open_record(filled, found)

    begin_locked(tmp_path / "other")
    shutil.copy(tmp_path / "other" / RECORD, filled / RECORD)
    with pytest.raises(KeyWrong):
        open_record(filled, found)


def test_copies_that_upgrades_left_get_the_new_key_too(filled: Path) -> None:
    old = keys.open_key(filled)
    kept = filled / "dermtally-0002-20261124T000000Z.db"
    backup.copy(filled / RECORD, kept, old)

    protect_record(filled, FIRST)

    key = keys.unlock(filled, "osei", PASSWORD)[0]
    backup.check(kept, key)
    with pytest.raises(KeyWrong), contextlib.closing(open_file(kept, old)):
        pass


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 8192, b"SQLite format 3\0" + bytes(8176)])
def test_a_file_that_only_looks_like_a_copy_keeps_nobody_out_and_stays_as_it_is(filled: Path, content: bytes) -> None:
    stray = filled / "dermtally-old.db"
    stray.write_bytes(content)
    (filled / "dermtally-folder.db").mkdir()

    protect_record(filled, FIRST)

    with contextlib.closing(_open_with_password(filled)) as store:
        assert _treated(store) == 5
    assert stray.read_bytes() == content


def test_a_copy_of_another_record_stays_as_it_is(filled: Path, tmp_path: Path) -> None:
    begin_locked(tmp_path / "other")
    (key,) = keys.unlock(tmp_path / "other", "osei", PASSWORD)
    stray = Path(shutil.copy(tmp_path / "other" / RECORD, filled / "dermtally-other.db"))

    protect_record(filled, FIRST)

    backup.check(stray, key)


def test_without_room_for_a_second_record_nothing_is_begun(filled: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400) as small:
        folder = Path(shutil.copytree(filled, small / "record"))
        (small / "ballast").write_bytes(bytes(64 * 1024))
        before = (folder / "keys.json").read_bytes()

        with pytest.raises(DiskFull):
            protect_record(folder, FIRST)

        assert (folder / "keys.json").read_bytes() == before
        (small / "ballast").unlink()
        with contextlib.closing(open_record(folder)) as store:
            assert _treated(store) == 5


def test_a_refused_write_leaves_the_record_without_a_password_as_it_was(filled: Path) -> None:
    before = (filled / "keys.json").read_bytes()
    child = _start(filled, "at a refused write")

    out, _ = child.communicate()

    assert out == "ready\nStoreFailed\n"
    assert (filled / "keys.json").read_bytes() == before
    with contextlib.closing(open_record(filled)) as store:
        assert _treated(store) == 5
    protect_record(filled, FIRST)
    with contextlib.closing(_open_with_password(filled)) as store:
        assert _treated(store) == 5


def test_a_record_with_a_password_gets_no_second_first_one(filled: Path) -> None:
    protect_record(filled, FIRST)

    with pytest.raises(AlreadyThere):
        protect_record(filled, FIRST)


@pytest.mark.parametrize(("stop", "asks"), STOPS.items(), ids=STOPS)
def test_a_renewal_killed_at_a_step_loses_nothing_and_is_finished(filled: Path, stop: str, *, asks: bool) -> None:
    child = _start(filled, stop)
    out, _ = child.communicate()
    assert (child.returncode, out) == (-signal.SIGKILL, "ready\n")
    left = [slot.kind for slot in keys.slots(filled)]
    assert (SlotKind.PLAIN in left) == (stop != "after the plain slot is gone")
    if stop == "after the engine's commit":
        assert (filled / f"{RECORD}-wal").stat().st_size > (filled / RECORD).stat().st_size

    if asks:
        with pytest.raises(KeyLocked):
            open_record(filled)
        store = _open_with_password(filled)
    else:
        store = open_record(filled)

    assert _treated(store) == 5
    store.close()
    kinds = [slot.kind for slot in keys.slots(filled)]
    assert kinds == ([SlotKind.PERSON, SlotKind.RECOVERY] if asks else [SlotKind.PLAIN])


@pytest.mark.parametrize("turn", range(8))
def test_a_renewal_killed_at_any_moment_loses_nothing(well_filled: Path, tmp_path: Path, turn: int) -> None:
    """Half of them from the start on, half once the slots are there: there the record itself is being written."""
    chance = random.Random(20261125 + turn)
    record = Path(shutil.copytree(well_filled, tmp_path / "record"))
    slots_first = turn % 2 == 1

    child = _start(record, "")
    assert child.stdout is not None
    child.stdout.readline()
    while slots_first and not keys.read_file(record).is_locked:
        os.sched_yield()
    _let_run(chance.uniform(0, 0.02 if slots_first else 0.2))
    child.kill()
    child.communicate()

    locked = keys.read_file(record).is_locked
    assert locked or not slots_first
    with contextlib.closing(_open_with_password(record) if locked else open_record(record)) as store:
        assert _treated(store) == 60
    if not locked:
        protect_record(record, FIRST)
    assert [slot.kind for slot in keys.slots(record)] == [SlotKind.PERSON, SlotKind.RECOVERY]


@pytest.fixture(scope="module")
def well_filled(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(begun, tmp_path_factory.mktemp("well-filled") / "record"))
    with contextlib.closing(open_record(folder)) as store:
        _fill(store, 60)
    return folder


def _let_run(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        os.sched_yield()
