"""Making the tables of a record, and bringing an older one up to date. A newer one is refused untouched."""

import contextlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from db import backup, disk, program, triggers
from db.engine import DriverError, fault, open_file, plain_transaction
from db.errors import NewerStore, StoreBug, StoreDamaged, StoreError, UpgradeFailed
from db.events import SYSTEM, About, Body, Chain, Kind
from db.keys import Key
from db.records import new_id
from db.tables import station


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps from the first format to this program's: the folder of the migrations and their names, oldest first."""

    scripts: Path
    formats: tuple[str, ...]

    @property
    def newest(self) -> str:
        """The format this program reads and writes."""
        return self.formats[-1]


LADDER = Ladder(Path(__file__).parent / "migrations", ("0001", "0002", "0003"))


def begin(path: Path, key: Key, ladder: Ladder = LADDER) -> None:
    """Make an empty record in this program's format: tables, guards, this station, and the first event.

    Raises StoreError.
    """
    with contextlib.closing(open_file(path, key, create=True)) as driver:
        disk.make_private(path)
        try:
            with plain_transaction(driver) as connection:
                _migrate(connection, ladder)
                triggers.remake(connection)
                row = {"id": new_id(), "name": platform.node()[:200], "made_at": datetime.now(UTC)}
                connection.execute(insert(station).inline(), row)
                _tell(connection, Kind.RECORD_BEGUN, {"format": ladder.newest, "database": key.database})
        except (SQLAlchemyError, DriverError) as error:
            raise fault(getattr(error, "orig", None) or error, path, key) from error


def ensure_current(path: Path, key: Key, ladder: Ladder = LADDER) -> None:
    """Make sure that a record is in this program's format.

    Behind: a checked copy is put beside it, then it is upgraded in one transaction. Its guards (triggers) are compared
    and, if somebody changed them, made anew and the fact recorded.
    Raises StoreError: StoreMissing, NewerStore, UpgradeFailed, KeyWrong, StoreDamaged ...
    """
    with contextlib.closing(open_file(path, key)) as driver:
        found = format_of(driver, path, key)
        if found == ladder.newest:
            _check_guards(driver, path, key)
            return
        made_by = program.to_version(int(driver.execute("PRAGMA user_version").fetchone()[0]))
    if found not in ladder.formats:
        raise NewerStore(made_by, program.this_program())
    _upgrade(path, key, found, ladder)


def format_of(driver: sqlcipher3.Connection, path: Path, key: Key) -> str:
    """Return the format of an open record. Raises StoreDamaged or another StoreError."""
    try:
        rows = driver.execute("SELECT version_num FROM alembic_version").fetchall()
    except DriverError as error:
        named = fault(error, path, key)
        raise (StoreDamaged() if "no such table" in str(error) else named) from error
    if len(rows) != 1:
        raise StoreDamaged
    return str(rows[0][0])


def _upgrade(path: Path, key: Key, found: str, ladder: Ladder) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = path.with_name(f"{path.stem}-{found}-{stamp}{path.suffix}")
    backup.copy(path, kept, key)
    with contextlib.closing(open_file(path, key)) as driver:
        # copying a table under enforced foreign keys fails; it can only be switched outside a transaction
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with plain_transaction(driver) as connection:
                _migrate(connection, ladder)
                _check_references(connection)
                triggers.remake(connection)
                _tell(connection, Kind.SCHEMA_MIGRATED, {"from": found, "to": ladder.newest})
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except _FAILURES as error:
            raise UpgradeFailed(str(kept)) from error


_FAILURES = (
    SQLAlchemyError,
    DriverError,
    StoreError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a faulty migration may raise. In every case its transaction was rolled back."""


def _migrate(connection: Connection, ladder: Ladder) -> None:
    # imported here: it takes 0.3 s, and almost every start needs no upgrade
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(ladder.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, ladder.newest)
    except CommandError as error:
        raise StoreBug from error
    number = program.to_number(program.this_program())
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _check_references(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreDamaged


def _check_guards(driver: sqlcipher3.Connection, path: Path, key: Key) -> None:
    try:
        changed = triggers.compare(driver)
        if changed:
            with plain_transaction(driver) as connection:
                triggers.remake(connection)
                _tell(connection, Kind.GUARDS_REMADE, {"changed": list(changed)})
    except (SQLAlchemyError, DriverError) as error:
        raise fault(getattr(error, "orig", None) or error, path, key) from error


def _tell(connection: Connection, kind: Kind, body: Body) -> None:
    here = connection.execute(select(station.c.id).order_by(station.c.made_at, station.c.id).limit(1)).scalar_one()
    Chain(connection, here, SYSTEM).add(kind, datetime.now(UTC), About(), body)
