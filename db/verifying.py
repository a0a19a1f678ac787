"""Checking a record from end to end without changing it: its pages, its references, its guards, its chain of events.

It goes on beside a program that works in the record: nothing is locked, written or brought up to date. Of files beside
the record, only the index of a log that a killed program left (``-shm``) may be made.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from db import disk, events, program, staff_rows, triggers
from db.engine import DriverError, fault, open_to_look
from db.errors import NewerStore, StoreDamaged
from db.keys import Key
from db.people import PersonId
from db.records import Head, KeptHead
from db.upgrade import LADDER, format_of
from resources.terms import Role

_MOST = 20
"""So many faults of one kind are told one by one."""
_UNREADABLE = "can't be read to the end: the file is damaged"
_CHAINS_OWN = "event_"
"""How the names of the guards begin that are the same in every format."""


class Part(StrEnum):
    """What of a record was found wrong."""

    FILE = "file"
    REFERENCES = "references"
    GUARDS = "guards"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a record, in words; `seq` is the event it is about, 0 for none."""

    part: Part
    what: str
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. `head` is None where not even that could be read.

    Of an older format, only the guards of the chain were compared; the others came later.
    """

    format: str
    head: Head | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def is_older(self) -> bool:
        """Whether an older program made the record, and no newer one has opened it since."""
        return self.format not in {"", LADDER.newest}


def examine(path: Path, key: Key, kept: Sequence[KeptHead] = ()) -> Verdict:
    """Check everything that can be checked of a record, against heads that were kept elsewhere too.

    Damage is a finding. Raises StoreError where there is nothing to check, or it can't be reached: StoreMissing,
    NewerStore, KeyWrong, OldEngine, StoreBusy ...
    """
    while True:
        alone, known = not _log(path).exists(), _stamp(path)
        try:
            verdict = _examined(path, key, kept, alone=alone)
        except StoreDamaged:
            verdict = Verdict("", None, (Finding(Part.FILE, _UNREADABLE),))
        if not alone or (_stamp(path) == known and not _log(path).exists()):
            return verdict
        # a program began to work in the record meanwhile: what was read may be half of its change


def roles_of(path: Path, key: Key, person_id: PersonId) -> frozenset[Role]:
    """Return what somebody is in the practice; nothing for one who was removed or is not there. Raises StoreError."""
    with _looking(path, key, alone=not _log(path).exists()) as driver, _connection(driver) as connection:
        members = staff_rows.members(connection)
    return next((each.roles for each in members if each.person.id == person_id), frozenset())


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _stamp(path: Path) -> tuple[int, int]:
    """Return when a file was last written and how long it is; nothing of one that is not there."""
    if not disk.is_there(path):
        return (0, 0)
    with disk.named_faults():
        found = path.stat()
    return found.st_mtime_ns, found.st_size


def _examined(path: Path, key: Key, kept: Sequence[KeptHead], *, alone: bool) -> Verdict:
    with _looking(path, key, alone=alone) as driver:
        driver.execute("BEGIN")  # one unchanging view, however long it takes
        try:
            found = format_of(driver, path, key)
        except StoreDamaged:
            return Verdict("", None, (Finding(Part.FILE, _UNREADABLE), *_pages(driver)))
        if found not in LADDER.formats:
            number = driver.execute("PRAGMA user_version").fetchone()[0]
            raise NewerStore(program.to_version(int(number)), program.this_program())
        with _connection(driver) as connection:
            checks = {
                Part.FILE: lambda: (*_pages(driver), *_structure(driver)),
                Part.REFERENCES: lambda: _references(driver),
                Part.GUARDS: lambda: _guards(driver, found),
                Part.CHAIN: lambda: _chain(connection, kept),
            }
            findings = [each for part, check in checks.items() for each in _told(part, check, path, key)]
            return Verdict(found, _head(connection, path, key), tuple(findings))


def _told(part: Part, check: Callable[[], Iterable[Finding]], path: Path, key: Key) -> tuple[Finding, ...]:
    """Return what a check found; that it can't be made is a finding too."""
    try:
        with _faults(path, key):
            return tuple(check())
    except (StoreDamaged, TypeError, ValueError):  # the latter two: somebody wrote what no column takes
        return (Finding(part, _UNREADABLE),)


def _head(connection: Connection, path: Path, key: Key) -> Head | None:
    try:
        with _faults(path, key):
            return events.head(connection)
    except StoreDamaged:
        return None


@contextlib.contextmanager
def _looking(path: Path, key: Key, *, alone: bool) -> Iterator[sqlcipher3.Connection]:
    with contextlib.closing(open_to_look(path, key, alone=alone)) as driver, _faults(path, key):
        yield driver


@contextlib.contextmanager
def _faults(path: Path, key: Key) -> Iterator[None]:
    """Turn errors of the database inside the block into StoreError."""
    try:
        yield
    except (SQLAlchemyError, DriverError) as error:
        raise fault(getattr(error, "orig", None) or error, path, key) from error


@contextlib.contextmanager
def _connection(driver: sqlcipher3.Connection) -> Iterator[Connection]:
    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=lambda: driver, poolclass=StaticPool, hide_parameters=True
    )
    with engine.connect() as connection:
        yield connection


def _pages(driver: sqlcipher3.Connection) -> Iterator[Finding]:
    """Compare every page with its seal.

    It is asked twice, if need be: a program that moves its log into the file at this moment writes pages under our
    eyes. What is broken both times is broken.
    """
    broken = _broken_pages(driver)
    broken = broken and [each for each in _broken_pages(driver) if each in broken]
    yield from (Finding(Part.FILE, each) for each in _first(broken))


def _broken_pages(driver: sqlcipher3.Connection) -> list[str]:
    return [str(row[0]) for row in driver.execute("PRAGMA cipher_integrity_check")]


def _structure(driver: sqlcipher3.Connection) -> Iterator[Finding]:
    said = [str(row[0]) for row in driver.execute(f"PRAGMA integrity_check({_MOST})")]
    yield from (Finding(Part.FILE, each) for each in said if each != "ok")


def _references(driver: sqlcipher3.Connection) -> Iterator[Finding]:
    loose = Counter((row[0], row[2]) for row in driver.execute("PRAGMA foreign_key_check"))
    for (table, target), count in sorted(loose.items()):
        yield Finding(Part.REFERENCES, f"{count} of {table} refer to a {target} that is not there")


def _guards(driver: sqlcipher3.Connection, found: str) -> Iterator[Finding]:
    there = {row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    needed = triggers.wanted()
    for name in triggers.compare(driver):
        if found == LADDER.newest or name.startswith(_CHAINS_OWN):
            what = (
                "is missing" if name not in there else "was changed" if name in needed else "is not the program's own"
            )
            yield Finding(Part.GUARDS, f"guard {name} {what}")


def _chain(connection: Connection, kept: Sequence[KeptHead]) -> Iterator[Finding]:
    problems = events.verify(connection, kept)
    yield from (Finding(Part.CHAIN, f"event {each.seq} {each.what}", each.seq) for each in problems)


def _first(said: list[str]) -> list[str]:
    more = len(said) - _MOST
    return [*said[:_MOST], f"and {more} more"] if more > 0 else said
