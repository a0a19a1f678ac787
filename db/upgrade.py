"""Beginning a record, and bringing an older one up to date before it is used. A newer one is refused untouched."""

import contextlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from db import backup, disk, triggers
from db.engine import DriverError, fault, open_file, plain_transaction
from db.errors import NewerStore, StoreDamaged, StoreError, StoreMissing, UpgradeFailed
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


LADDER = Ladder(Path(__file__).parent / "migrations", ("0001",))


def ensure_current(path: Path, key: Key, ladder: Ladder = LADDER) -> None:
    """Make sure that there is a record in this program's format.

    None yet, and the key is fresh: it is begun. Behind: a checked copy is put beside it, then it is upgraded in one
    transaction. Its guards (triggers) are compared and, if somebody changed them, made anew and the fact recorded.
    Raises StoreError: ReadOnly, StoreMissing, NewerStore, UpgradeFailed, KeyWrong, StoreDamaged ...
    """
    disk.probe(path.parent)
    if not path.exists():
        if not key.fresh:
            raise StoreMissing
        _begin_record(path, key, ladder)
        return
    with contextlib.closing(open_file(path, key)) as driver:
        found = _format(driver, path, key)
        if found == ladder.newest:
            _check_guards(driver)
            return
    if found not in ladder.formats:
        raise NewerStore
    _upgrade(path, key, found, ladder)


def _format(driver: sqlcipher3.Connection, path: Path, key: Key) -> str:
    try:
        rows = driver.execute("SELECT version_num FROM alembic_version").fetchall()
    except DriverError as error:
        named = fault(error, path, key)
        raise (StoreDamaged() if "no such table" in str(error) else named) from error
    if len(rows) != 1:
        raise StoreDamaged
    return str(rows[0][0])


def _begin_record(path: Path, key: Key, ladder: Ladder) -> None:
    """Make the record under another name, so that a file of the right name is always a whole one."""
    new = path.with_name(path.name + ".new")
    disk.remove(new)
    with contextlib.closing(open_file(new, key, create=True)) as driver:
        try:
            with plain_transaction(driver) as connection:
                _migrate(connection, ladder)
                triggers.remake(connection)
                row = {"id": new_id(), "name": platform.node()[:200], "made_at": datetime.now(UTC)}
                connection.execute(insert(station).inline(), row)
                _tell(connection, Kind.RECORD_BEGUN, {"format": ladder.newest, "database": key.database})
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (SQLAlchemyError, DriverError) as error:
            raise fault(getattr(error, "orig", None) or error, new, key) from error
    with disk.named_faults():
        new.chmod(disk.PRIVATE)
    disk.sync(new)
    disk.rename(new, path)


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
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a faulty migration may raise. In every case its transaction was rolled back."""


def _migrate(connection: Connection, ladder: Ladder) -> None:
    # imported here: it takes 0.3 s, and almost every start needs no upgrade
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(ladder.scripts))
    config.attributes["connection"] = connection
    command.upgrade(config, ladder.newest)


def _check_references(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreDamaged


def _check_guards(driver: sqlcipher3.Connection) -> None:
    with plain_transaction(driver) as connection:
        changed = triggers.compare(connection)
        if changed:
            triggers.remake(connection)
            _tell(connection, Kind.GUARDS_REMADE, {"changed": list(changed)})


def _tell(connection: Connection, kind: Kind, body: Body) -> None:
    here = connection.execute(select(station.c.id).order_by(station.c.made_at, station.c.id).limit(1)).scalar_one()
    Chain(connection, here, SYSTEM).add(kind, datetime.now(UTC), About(), body)
