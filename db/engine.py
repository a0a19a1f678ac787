"""Connections to the record: encrypted, durable, guarded."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine

from db import disk
from db.errors import KeyWrong, OldEngine, StoreDamaged, StoreError, StoreMissing, StoreMoved, from_driver
from db.keys import Key

SAFE_ENGINE = (3, 51, 3)
"""The first SQLite without the WAL-reset fault, which can damage a file that two connections write to."""
PATIENCE_MS = 250
"""How long a statement waits for another writer, unless told otherwise: a person is waiting for the tap."""
_SETTINGS = (
    # The key is locked in memory and wiped in any case. ON would do the same to every page and statement: a tap would
    # take three times as long and opening five times (measured), while the same texts lie in Python's memory anyway.
    "cipher_memory_security = OFF",
    f"busy_timeout = {PATIENCE_MS}",
    "synchronous = EXTRA",  # before WAL: else a power cut can bring the first rollback journal back
    "journal_mode = WAL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE passes by the delete triggers
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "cell_size_check = ON",
)
_LOOKING = (
    "cipher_memory_security = OFF",
    f"busy_timeout = {PATIENCE_MS}",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "cell_size_check = ON",
    "query_only = ON",
)
DriverError = sqlcipher3.dbapi2.Error


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file this is, whatever its name."""

    device: int
    number: int


def identity(path: Path) -> Identity | None:
    """Return which file has this name now; None if there is none or it can't be told."""
    try:
        found = os.stat(path)  # noqa: PTH116  a tap pays for it
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)


def open_file(path: Path, key: Key, *, create: bool = False) -> sqlcipher3.Connection:
    """Open the record with the driver alone and set it up.

    Raises StoreError: OldEngine, StoreMissing, KeyWrong, StoreDamaged, ReadOnly ...
    """
    if sqlcipher3.sqlite_version_info < SAFE_ENGINE:
        raise OldEngine
    if not create:
        _must_be_record(path)
    return _connected(path, key, f"mode={'rwc' if create else 'rw'}", _SETTINGS)


def open_to_look(path: Path, key: Key, *, alone: bool = False) -> sqlcipher3.Connection:
    """Open a record, which another program may be writing to, so that not a byte of it can be changed.

    `alone` is for a file with no log beside it: none is made, but nobody may write to the file meanwhile.
    Raises StoreError as `open_file` does.
    """
    if sqlcipher3.sqlite_version_info < SAFE_ENGINE:
        raise OldEngine
    _must_be_record(path)
    driver = _connected(path, key, "immutable=1" if alone else "mode=ro", _LOOKING)
    driver.set_authorizer(_guard)
    return driver


def _connected(path: Path, key: Key, how: str, settings: tuple[str, ...]) -> sqlcipher3.Connection:
    address = f"{path.resolve().as_uri()}?{how}"
    driver = None
    try:
        driver = sqlcipher3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        driver.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error; ours is said in words
        driver.execute(f'PRAGMA key = "{key.pragma}"')
        for setting in settings:
            driver.execute(f"PRAGMA {setting}")
    except DriverError as error:
        if driver is not None:
            driver.close()
        raise fault(error, path, key) from error
    return driver


def _must_be_record(path: Path) -> None:
    if not disk.is_there(path):
        raise StoreMissing
    with disk.named_faults():
        if path.stat().st_size <= 1:
            raise StoreDamaged  # SQLite would take a file of no or one byte for a new one and write into it


def fault(error: BaseException, path: Path, key: Key) -> StoreError:
    """Return our word for the driver's error. A key of another record is told apart from damage by the file's salt."""
    named = from_driver(error)
    if not isinstance(named, StoreDamaged):
        return named
    try:
        with path.open("rb") as file:
            salt = file.read(len(key.salt))
    except OSError:
        return named
    return KeyWrong() if len(salt) == len(key.salt) and salt != key.salt else named


_ALLOWED_PRAGMAS = frozenset(
    {"busy_timeout", "wal_checkpoint", "integrity_check", "cipher_integrity_check", "foreign_key_check", "data_version"}
)
_DENIED = frozenset(
    getattr(sqlcipher3.dbapi2, name)
    for name in dir(sqlcipher3.dbapi2)
    if name.startswith(("SQLITE_DROP_", "SQLITE_CREATE_", "SQLITE_ALTER_", "SQLITE_ATTACH", "SQLITE_DETACH"))
)
_DERIVED = frozenset({"patient_word"})
"""Tables whose rows are worked out from others and may be deleted; all others only ever void."""
_NEVER_UPDATED = frozenset({"event", "alembic_version"})


def _guard(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    """Refuse what no normal use of the record does. Asked once for each statement's text, not for each run."""
    dbapi = sqlcipher3.dbapi2
    if action in _DENIED:
        return int(dbapi.SQLITE_DENY)
    if action == dbapi.SQLITE_PRAGMA and second is not None and first not in _ALLOWED_PRAGMAS:
        return int(dbapi.SQLITE_DENY)
    if action == dbapi.SQLITE_DELETE and first not in _DERIVED:
        return int(dbapi.SQLITE_DENY)
    if action == dbapi.SQLITE_UPDATE and first in _NEVER_UPDATED:
        return int(dbapi.SQLITE_DENY)
    return int(dbapi.SQLITE_OK)


def make_engine(path: Path, key: Key, known: Identity, *, read_only: bool) -> Engine:
    """Return an engine for one of the store's two doors. Each new connection must still find the known file."""

    def connect() -> sqlcipher3.Connection:
        driver = open_file(path, key)
        if identity(path) != known:
            driver.close()
            raise StoreMoved
        if read_only:
            driver.execute("PRAGMA query_only = ON")
        driver.set_authorizer(_guard)
        return driver

    return create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=connect,
        poolclass=QueuePool,
        pool_reset_on_return=None,
        hide_parameters=True,
        use_insertmanyvalues=False,
    )


@contextlib.contextmanager
def plain_transaction(driver: sqlcipher3.Connection) -> Iterator[Connection]:
    """One write transaction of the program's own upkeep, on a connection that may change the tables.

    Commits at the end, rolls back on any exception. Driver errors come as SQLAlchemy's.
    """
    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=lambda: driver, poolclass=StaticPool, hide_parameters=True
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
