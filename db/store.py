"""The only door to the record: `begin` to change it, `reading` to look at it."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError, StatementError

from db.engine import PATIENCE_MS, DriverError, identity, make_engine
from db.errors import DISK_FAULTS, StoreBug, StoreError, StoreMissing, StoreMoved, from_driver
from db.events import behind, latest_time
from db.keys import Key
from db.people import PersonId
from db.reader import Reader
from db.tables import station
from db.types import utc_text
from db.work import Work

__all__ = ["Reader", "Store", "Work"]

_STATION = select(station.c.id).order_by(station.c.made_at, station.c.id).limit(1)


def utc_now() -> datetime:
    """Return the time of this computer's clock."""
    return datetime.now(UTC)


class Store:
    """An open record. May be used from several threads; each thread is in one door at a time.

    After a fault of the disk all connections are closed and the next use opens new ones. An error of a commit does not
    say whether the change is on disk: ask `Reader.mark_exists`.
    """

    def __init__(self, path: Path, key: Key, clock: Callable[[], datetime] = utc_now) -> None:
        """Open a record that is up to date (see `db.upgrade`). Raises StoreError if it can't be read."""
        found = identity(path)
        if found is None:
            raise StoreMissing
        self.path = path
        self.key = key
        self._clock = clock
        self._identity = found
        self._writing = make_engine(path, key, found, read_only=False)
        self._reading = make_engine(path, key, found, read_only=True)
        self._here = threading.local()
        self._station = self._latest = ""
        with self._inside(self._reading, "BEGIN") as connection:
            self._station = connection.execute(_STATION).scalar_one()
            self._latest = latest_time(connection)

    @contextlib.contextmanager
    def begin(self, actor: PersonId, patience_ms: int = PATIENCE_MS) -> Iterator[Work]:
        """One write transaction of a person: committed, durable, when the block ends; rolled back on any exception.

        Waits at most `patience_ms` for another writer. Raises StoreError.
        """
        if not self.still_there():
            raise StoreMoved
        with self._inside(self._writing, "BEGIN IMMEDIATE", patience_ms) as connection:
            now = self._clock()
            work = Work(connection, self._station, actor, now)
            yield work
            connection.commit()
            # what was just written carries this very time
            self._latest = max(self._latest, work.found, utc_text(now) if work.found else "")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        """One unchanging view of the record, which never holds up a writer. Raises StoreError."""
        with self._inside(self._reading, "BEGIN") as connection:
            yield Reader(connection)

    @contextlib.contextmanager
    def reading_back(self) -> Iterator[Reader]:
        """Look at what this thread has just written, by the connection that wrote it. Raises StoreError.

        That one has the pages at hand; the other would have to read and decrypt them all anew after every change.
        """
        with self._inside(self._writing, "BEGIN") as connection:
            yield Reader(connection)

    @property
    def clock_behind(self) -> timedelta:
        """How far this computer's clock stands before the latest event of the record; zero if it does not.

        Nothing depends on the clock but what it says: lesions and events stand in their order of entry.
        """
        return behind(self._clock(), self._latest)

    def still_there(self) -> bool:
        """Return whether the path still names the file that was opened: a moved one takes taps that nobody finds."""
        return identity(self.path) == self._identity

    def tidy(self) -> None:
        """Move what was written from the log into the file, if the record is in use. For moments when nobody taps."""
        if not self._writing.pool.checkedin():  # type: ignore[attr-defined]
            return
        with self._said(), self._writing.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close all connections that are not in use; the next use would open new ones."""
        self._writing.dispose()
        self._reading.dispose()

    @contextlib.contextmanager
    def _inside(self, engine: Engine, begin: str, patience_ms: int = PATIENCE_MS) -> Iterator[Connection]:
        """Lend a connection inside a transaction, one at a time to a thread; what it did not commit is rolled back."""
        if getattr(self._here, "busy", False):
            raise StoreBug
        self._here.busy = True
        try:
            with self._said(), engine.connect() as connection:
                _be_patient(connection, patience_ms)
                connection.exec_driver_sql(begin)
                try:
                    yield connection
                finally:
                    _leave(connection)
        finally:
            self._here.busy = False

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Turn faults of the database inside the block into StoreError; after one of the disk, close connections."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, StatementError) else None
            raise self._named(cause or error) from error
        except DriverError as error:
            raise self._named(error) from error

    def _named(self, cause: BaseException) -> StoreError:
        if isinstance(cause, StoreError):
            return cause
        named = from_driver(cause)
        if isinstance(named, DISK_FAULTS):
            self.close()
            if not self.still_there():
                return StoreMoved()
        return named


def _be_patient(connection: Connection, patience_ms: int) -> None:
    """Set how long a connection waits for another writer, if it is not set so already."""
    if connection.info.get("patience", PATIENCE_MS) != patience_ms:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience_ms)}")
        connection.info["patience"] = patience_ms


def _leave(connection: Connection) -> None:
    """End whatever is still open. A connection that can't even roll back is not used again."""
    try:
        connection.rollback()
    except SQLAlchemyError:
        connection.invalidate()
