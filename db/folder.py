"""A data folder: the record and its key.

A record is made under another name, with everything it begins with; then its key is kept, then it gets its name. So a
start that is cut short at any point leaves no record or a whole one. A key beside a record that has not its name yet
means that only the last step is missing; the next start makes it.
"""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db import disk, keys, upgrade
from db.engine import DriverError, fault, open_file
from db.errors import AlreadyThere, StoreFailed
from db.keys import Key, KeyFile
from db.store import Store

if TYPE_CHECKING:
    from db.renewal import FirstLock

RECORD = "dermtally.db"
"""Name of the database file in a data folder."""
UNFINISHED = RECORD + ".new"
"""Its name until it is whole."""


def is_begun(folder: Path) -> bool:
    """Return whether a folder holds a record, or what is left of one, or can't even be looked at."""
    try:
        return (folder / RECORD).exists() or (folder / keys.FILE).exists()
    except OSError:
        return True


@contextlib.contextmanager
def begin_record(folder: Path, lock: "FirstLock | None" = None) -> Iterator[Store]:
    """Make a record in a folder that has none. What the block stores is part of it from its first moment.

    With a lock its key is on disk only wrapped under the password and the recovery key. If the block raises, there is
    no record. Raises AlreadyThere, FolderReadOnly, FolderFull or another StoreError.
    """
    disk.probe(folder)
    if is_begun(folder):
        raise AlreadyThere
    path, key = folder / UNFINISHED, keys.new_key()
    disk.remove(path)
    try:
        upgrade.begin(path, key)
        with contextlib.closing(Store(path, key)) as store:
            yield store
        _make_whole(path, key)
        _keep(folder, key, lock)
    except BaseException:
        disk.remove(path)
        raise
    _finish_beginning(folder)


def _keep(folder: Path, key: Key, lock: "FirstLock | None") -> None:
    if lock is None:
        keys.keep_key(folder, key)
    else:
        # imported here: a start without passwords does not wait for it
        from db import renewal  # noqa: PLC0415

        keys.write_file(folder, KeyFile(key.database, renewal.locked_rows((key,), lock)))


def _finish_beginning(folder: Path) -> None:
    """Give a record its name if it was cut short just before. Raises StoreError."""
    unfinished, record = folder / UNFINISHED, folder / RECORD
    if disk.is_there(unfinished) and disk.is_there(folder / keys.FILE) and not disk.is_there(record):
        disk.rename(unfinished, record)


def open_record(folder: Path, found: Sequence[Key] = ()) -> Store:
    """Open the record of a folder, brought up to date if it is older than the program.

    `found` is what `keys.unlock` gave; nothing for a record without passwords. A renewal of the key that was cut short
    is finished. Raises StoreError: FolderReadOnly, FolderFull, KeyMissing, KeyDamaged, KeyLocked, StoreMissing,
    NewerStore, StoreDamaged ...
    """
    disk.probe(folder)
    _finish_beginning(folder)
    path = folder / RECORD
    key = _current(folder, path, tuple(found)) if found else keys.open_key(folder)
    upgrade.ensure_current(path, key)
    return Store(path, key)


def _current(folder: Path, path: Path, found: tuple[Key, ...]) -> Key:
    if len(found) == 1:
        return found[0]
    from db import renewal  # noqa: PLC0415 - once in a record's life

    return renewal.finish(folder, path, found)


def protect_record(folder: Path, lock: "FirstLock") -> None:
    """Give a closed record without passwords its first one; its key is renewed. Raises AlreadyThere, StoreError.

    Safe against being cut short at any point: the password, or else no password, opens it afterwards.
    """
    from db import renewal  # noqa: PLC0415 - once in a record's life

    renewal.protect(folder, folder / RECORD, lock)


def _make_whole(path: Path, key: Key) -> None:
    """Bring everything from the log into the file, and the file to the disk."""
    with contextlib.closing(open_file(path, key)) as driver:
        try:
            blocked, left, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except DriverError as error:
            raise fault(error, path, key) from error
    if blocked or left:
        raise StoreFailed
    disk.sync(path)
