"""A copy of the record that is whole, checked and durable, or not there."""

import contextlib
from pathlib import Path

from db import disk
from db.engine import DriverError, fault, open_file
from db.errors import StoreDamaged
from db.keys import Key


def copy(source: Path, target: Path, key: Key) -> None:
    """Copy an open or closed record to a file that must not be there yet, under the same key.

    Taps may go on meanwhile: the copy is one moment of the record, made in one step (in many steps it would start again
    with every tap and never end). It is checked before it gets its name. Raises StoreError, then there is no copy.
    """
    new = target.with_name(target.name + ".new")
    disk.remove(new)
    try:
        _copy(source, new, key)
        check(new, key)
        disk.make_private(new)
        disk.sync(new)
        disk.rename(new, target)
    finally:
        disk.remove(new)


def _copy(source: Path, new: Path, key: Key) -> None:
    with (
        contextlib.closing(open_file(source, key)) as old,
        contextlib.closing(open_file(new, key, create=True)) as fresh,
    ):
        try:
            old.backup(fresh, pages=-1)
            # no log beside the copy: it is one file, to be carried around
            fresh.execute("PRAGMA journal_mode = DELETE")
        except DriverError as error:
            raise fault(error, source, key) from error


def check(path: Path, key: Key) -> None:
    """Read every page of a record and compare it with its seals. Raises StoreDamaged, or another StoreError."""
    with contextlib.closing(open_file(path, key)) as driver:
        try:
            broken = driver.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            loose = driver.execute("PRAGMA foreign_key_check").fetchall()
        except DriverError as error:
            raise fault(error, path, key) from error
    if broken or loose or not sound:
        raise StoreDamaged
