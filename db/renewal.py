"""The record's first passwords: its key is wrapped for them and renewed, because the old one lay open.

1. keys.json gets the first person's slot and the recovery slot, each with the new key and the old one; the plain slot
   stays.
2. The record is encrypted anew (SQLCipher's rekey: one transaction of the engine's own).
3. The new key has opened the record: the plain slot goes.

Cut short anywhere, the record is whole under one of the two keys; both slots hold both, so the next sign-in opens it
and finishes (`finish`).
"""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from db import backup, disk, keys
from db.engine import DriverError, fault, open_file
from db.errors import AlreadyThere, KeyWrong, StoreDamaged, StoreError, StoreFailed
from db.keys import Key
from db.slots import PERSON_COST, RECOVERY, RECOVERY_COST, Cost, Slot, SlotKind


@dataclass(frozen=True, slots=True)
class FirstLock:
    """The first password of a record, whose it is, and the recovery key that is printed with it."""

    person_id: str
    name: str
    password: str = field(repr=False)
    recovery: str = field(repr=False)
    cost: Cost = PERSON_COST


def locked_rows(found: tuple[Key, ...], lock: FirstLock) -> tuple[dict[str, object], ...]:
    """Return the person's slot and the recovery slot, each with these keys."""
    person = Slot(lock.person_id, SlotKind.PERSON, lock.name)
    return (
        keys.wrapped(found, person, lock.password, lock.cost),
        keys.wrapped(found, RECOVERY, lock.recovery, RECOVERY_COST),
    )


def protect(folder: Path, record: Path, lock: FirstLock) -> Key:
    """Give a closed record without passwords its first one, and a new key; return that.

    Copies of the record beside it that its old key opens get the new one too. Raises AlreadyThere if it has a password,
    or another StoreError; then the record opens as before, or with the password if it was encrypted anew already.
    """
    before = keys.read_file(folder)
    if before.is_locked:
        raise AlreadyThere
    old = keys.plain_key(before)
    new = keys.new_key(old.database)
    content = before
    for row in locked_rows((new, old), lock):
        content = content.with_row(row)
    keys.write_file(folder, content)
    try:
        finish(folder, record, (new, old))
    except StoreError:
        with contextlib.suppress(StoreError):  # what went wrong first is said; either file opens the record
            if _fitting(record, (old, new)) == old:
                keys.write_file(folder, before)
        raise
    return new


def finish(folder: Path, record: Path, found: tuple[Key, ...]) -> Key:
    """Bring a renewal to its end, wherever it was cut short; return the key of the record. Raises StoreError."""
    _renew(record, found)
    for copy in _copies(record):
        with contextlib.suppress(KeyWrong, StoreDamaged):  # not ours, or past help: it keeps nobody out of the record
            _renew(copy, found)
    content = keys.read_file(folder, whole=False)
    kept = content.without(SlotKind.PLAIN)
    if kept != content:
        keys.write_file(folder, kept)
    return found[0]


def _copies(record: Path) -> list[Path]:
    """Return the copies that upgrades left beside a record."""
    with disk.named_faults():
        return sorted(path for path in record.parent.glob(f"{record.stem}-*{record.suffix}") if path.is_file())


def _renew(path: Path, found: tuple[Key, ...]) -> None:
    """Encrypt a record under the first of these keys if it is still under another."""
    new = found[0]
    now = _fitting(path, found)
    if now != new:
        _encrypt_anew(path, now, new)


def _fitting(path: Path, found: tuple[Key, ...]) -> Key:
    """Return the first of these keys that opens a record.

    Raises StoreDamaged if none does though the file was made with one of them, KeyWrong if it was not.
    """
    said: StoreError = KeyWrong()
    for key in found:
        try:
            _look(path, key)
        except KeyWrong:
            continue
        except StoreDamaged as error:
            said = error
        else:
            return key
    raise said


def _look(path: Path, key: Key) -> None:
    with contextlib.closing(open_file(path, key)) as driver:
        try:
            driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except DriverError as error:
            raise fault(error, path, key) from error


def _encrypt_anew(path: Path, old: Key, new: Key) -> None:
    _require_room(path)
    with contextlib.closing(open_file(path, old)) as driver:
        try:
            driver.execute(f'PRAGMA rekey = "{new.pragma}"')
        except DriverError as error:
            raise fault(error, path, old) from error
    # SQLCipher says "ok" even if a write was refused: what became of the file is told by what opens it
    if _fitting(path, (new, old)) != new:
        raise StoreFailed
    backup.check(path, new)


def _require_room(path: Path) -> None:
    """Make sure that every page finds room once more, in the log. Raises DiskFull or another StoreError."""
    with disk.named_faults():
        size = path.stat().st_size
    disk.require_room(path.parent, size + size // 64)
