"""A disk that fails at a commit: with the data written or without, and for as long as it likes."""

from collections import deque
from enum import Enum, auto
from typing import Any

import pytest
import sqlcipher3


class Fault(Enum):
    """How the next commit fails."""

    STORED = auto()
    """The data is on the disk, but an error is reported."""
    LOST = auto()
    """The data is not on the disk."""


class Drive:
    """Stands between the program and the real database library; everything but the faults is real."""

    def __init__(self) -> None:
        self.faults: deque[Fault] = deque()
        self.answers = True

    def connect(self, *args: Any, **options: Any) -> sqlcipher3.Connection:
        if not self.answers:
            raise _disk_error()
        opened = _connect(*args, factory=_Connection, **options)
        opened.drive = self
        return opened


class _Connection(sqlcipher3.Connection):  # type: ignore[misc]
    drive: Drive

    def commit(self) -> None:
        fault = self.drive.faults.popleft() if self.drive.faults else None
        if fault is not Fault.LOST:
            super().commit()
        if fault is not None:
            raise _disk_error()


_connect = sqlcipher3.connect


def _disk_error() -> Exception:
    error = sqlcipher3.dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    return error  # type: ignore[no-any-return]


def install(monkeypatch: pytest.MonkeyPatch) -> Drive:
    """From now on, records are opened on this drive."""
    drive = Drive()
    monkeypatch.setattr(sqlcipher3, "connect", drive.connect)
    return drive
