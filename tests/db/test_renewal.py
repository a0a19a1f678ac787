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
from db.errors import AlreadyThere, KeyLocked, KeyWrong
from db.folder import RECORD, open_record, protect_record
from db.renewal import FirstLock
from db.slots import FLOOR, RECOVERY, SlotKind
from db.store import Store
from tests.db.drafts import add, lesion, open_visit

PASSWORD, RECOVERY_KEY = "warm rain on the lake", "MFRG-GZDF-MZTW-Q2LK-NNWG-23TP-OBYX-I43U"
LOCK = FirstLock("osei", "Amara Osei", PASSWORD, RECOVERY_KEY, FLOOR)
CHILD = """
import os, signal, sys
from pathlib import Path
from db import disk, renewal
from db.folder import protect_record
from db.renewal import FirstLock
from db.slots import FLOOR
folder, password, recovery, stop = sys.argv[1:]
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
if stop in places:
    cut(*places[stop])
print("ready", flush=True)
protect_record(Path(folder), FirstLock("osei", "Amara Osei", password, recovery, FLOOR))
print("done", flush=True)
"""
STOPS = {
    "before the slots are written": False,
    "after the slots are written": True,
    "before the record is encrypted anew": True,
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
    words = [sys.executable, "-c", CHILD, str(folder), PASSWORD, RECOVERY_KEY, stop]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def _open_with_password(folder: Path) -> Store:
    return open_record(folder, keys.unlock(folder, "osei", PASSWORD))


@pytest.fixture
def filled(folder: Path) -> Path:
    with contextlib.closing(open_record(folder)) as store:
        _fill(store, 5)
    return folder


def test_the_first_password_takes_the_plain_slots_place_and_renews_the_key(filled: Path) -> None:
    old = keys.open_key(filled)

    protect_record(filled, LOCK)

    assert [slot.kind for slot in keys.slots(filled)] == [SlotKind.PERSON, SlotKind.RECOVERY]
    with pytest.raises(KeyLocked):
        open_record(filled)
    with pytest.raises(KeyWrong), contextlib.closing(open_file(filled / RECORD, old)):
        pass
    with contextlib.closing(_open_with_password(filled)) as store:
        assert _treated(store) == 5
    with contextlib.closing(open_record(filled, keys.unlock(filled, RECOVERY.id, RECOVERY_KEY))) as store:
        assert _treated(store) == 5


def test_the_old_key_is_nowhere_in_the_folder_afterwards(filled: Path) -> None:
    old = keys.open_key(filled)

    protect_record(filled, LOCK)

    everything = b"".join(path.read_bytes() for path in filled.rglob("*") if path.is_file())
    assert old.raw.hex().encode() not in everything
    assert old.salt not in everything


def test_copies_that_upgrades_left_get_the_new_key_too(filled: Path) -> None:
    old = keys.open_key(filled)
    kept = filled / "dermtally-0002-20261124T000000Z.db"
    backup.copy(filled / RECORD, kept, old)

    protect_record(filled, LOCK)

    key = keys.unlock(filled, "osei", PASSWORD)[0]
    backup.check(kept, key)
    with pytest.raises(KeyWrong), contextlib.closing(open_file(kept, old)):
        pass


def test_a_record_with_a_password_gets_no_second_first_one(filled: Path) -> None:
    protect_record(filled, LOCK)

    with pytest.raises(AlreadyThere):
        protect_record(filled, LOCK)


@pytest.mark.parametrize(("stop", "asks"), STOPS.items(), ids=STOPS)
def test_a_renewal_killed_at_a_step_loses_nothing_and_is_finished(filled: Path, stop: str, *, asks: bool) -> None:
    child = _start(filled, stop)
    out, _ = child.communicate()
    assert (child.returncode, out) == (-signal.SIGKILL, "ready\n")

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


def test_a_renewal_killed_at_any_moment_loses_nothing(folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(open_record(folder)) as store:
        _fill(store, 60)
    chance = random.Random(20261125)
    states = set()
    for turn in range(8):
        copy = Path(shutil.copytree(folder, tmp_path / f"turn-{turn}"))
        child = _start(copy, "")
        assert child.stdout is not None
        child.stdout.readline()
        _let_run(chance.uniform(0, 0.25))
        child.kill()
        child.communicate()
        locked = keys.read_file(copy).is_locked
        states.add(locked)
        with contextlib.closing(_open_with_password(copy) if locked else open_record(copy)) as store:
            assert _treated(store) == 60
    assert states == {False, True}


def _let_run(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        os.sched_yield()
