"""Files that are wholly there or not there at all."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from db.errors import DiskFull, FolderFull, FolderReadOnly, ReadOnly, from_system

PRIVATE = 0o600
"""Mode of every file with the practice's data: its owner's only."""
PRIVATE_FOLDER = 0o700
"""Mode of a data folder that we make."""


@contextlib.contextmanager
def named_faults() -> Iterator[None]:
    """Turn errors of the file system inside the block into StoreError."""
    try:
        yield
    except OSError as error:
        raise from_system(error) from error


def is_there(path: Path) -> bool:
    """Return whether a file is there. Raises StoreError if that can't be told."""
    with named_faults():
        return path.exists()


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk. Windows keeps the names of a folder itself."""
    if os.name == "nt" and path.is_dir():
        return
    with named_faults():
        number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def write(path: Path, content: bytes) -> None:
    """Write a private file so that after any crash it is there whole, or the old one is. Raises StoreError."""
    new = path.with_name(path.name + ".new")
    with named_faults():
        number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    rename(new, path)


def rename(new: Path, path: Path) -> None:
    """Give a finished file its name, durably. Raises StoreError."""
    with named_faults():
        new.replace(path)
    sync(path.parent)


def remove(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it, as far as they are there. Raises StoreError."""
    with named_faults():
        for tail in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + tail).unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Let nobody but its owner read a file. Raises StoreError."""
    with named_faults():
        path.chmod(PRIVATE)


def require_room(folder: Path, size: int) -> None:
    """Make sure that so many bytes more would find room. Raises DiskFull or another StoreError."""
    with named_faults():
        free = shutil.disk_usage(folder).free
    if free < size:
        raise DiskFull


def probe(folder: Path) -> None:
    """Make a folder if it is not there. Raise FolderReadOnly, FolderFull or another StoreError if it takes no files."""
    mark = folder / ".probe"
    try:
        with named_faults():
            folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        write(mark, b"dermtally")
    except ReadOnly as error:
        raise FolderReadOnly(str(folder)) from error
    except DiskFull as error:
        raise FolderFull from error
    finally:
        with contextlib.suppress(OSError):
            mark.unlink(missing_ok=True)
