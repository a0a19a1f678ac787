r"""The record's own history: a chain of events, each holding the hash of the one before.

    hash = SHA-256("dermtally/event/v1\0" + canonical JSON of every other column)

Canonical JSON: sorted keys, no spaces, UTF-8, integers and texts only (the same bytes as RFC 8785 for these). The body
is stored as the bytes of its own canonical JSON and takes part in the hash as that text, so that not even a space in it
can be changed. The chain shows every change inside it; that its end was cut off shows only beside a head that was kept
elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import Connection, func, insert, select, type_coerce

from db.errors import StoreDamaged
from db.records import Head, KeptHead
from db.rows import AnyRow
from db.tables import event
from db.types import read_time, utc_text

GENESIS = "0" * 64
"""What the first event names as the one before it."""
_NOTHING = Head(0, GENESIS)
_PREFIX = b"dermtally/event/v1\0"

Value: TypeAlias = "int | str | Sequence[Value] | Mapping[str, Value]"
Body: TypeAlias = Mapping[str, Value]


class Kind(StrEnum):
    """What happened."""

    RECORD_BEGUN = "record.begun"
    SCHEMA_MIGRATED = "schema.migrated"
    GUARDS_REMADE = "guards.remade"
    PRACTICE_SET_UP = "practice.set_up"
    PRACTICE_CHANGED = "practice.changed"
    ROUTE_SET = "route.set"
    PLACE_WORD_LEARNED = "place_word.learned"
    PLACE_WORD_FORGOTTEN = "place_word.forgotten"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_REMOVED = "person.removed"
    PERSON_RETURNED = "person.returned"
    ROLE_GRANTED = "role.granted"
    ROLE_REVOKED = "role.revoked"
    PIN_SET = "pin.set"
    PIN_REMOVED = "pin.removed"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105  a word, not a secret
    RECOVERY_RENEWED = "recovery.renewed"
    KEY_RENEWED = "key.renewed"
    SIGNED_IN = "access.signed_in"
    SIGN_IN_FAILED = "access.sign_in_failed"
    SWITCHED = "access.switched"
    LOCKED = "access.locked"
    UNLOCKED = "access.unlocked"
    ACCESS_REFUSED = "access.refused"
    EMERGENCY_OPENED = "emergency.opened"
    EMERGENCY_CLOSED = "emergency.closed"
    EMERGENCY_REVIEWED = "emergency.reviewed"
    CHART_READ = "chart.read"
    EXPORTED = "chart.exported"
    TRAIL_READ = "trail.read"
    TRAIL_EXPORTED = "trail.exported"
    PATIENT_ADDED = "patient.added"
    PATIENT_CHANGED = "patient.changed"
    VISIT_OPENED = "visit.opened"
    VISIT_DISCARDED = "visit.discarded"
    MARK_ADDED = "mark.added"
    MARK_VOIDED = "mark.voided"
    MARK_RESTORED = "mark.restored"
    MARK_MOVED = "mark.moved"
    MARK_SETTLED = "mark.settled"
    MARKS_ACCEPTED = "marks.accepted"
    MEASURE_ADDED = "measure.added"
    MEASURE_VOIDED = "measure.voided"
    MEASURE_RESTORED = "measure.restored"
    TREATMENT_ADDED = "treatment.added"
    TREATMENT_VOIDED = "treatment.voided"
    TREATMENT_RESTORED = "treatment.restored"
    TREATMENT_CHANGED = "treatment.changed"


SYSTEM = "dermtally"
"""Actor of what the program did by itself."""


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about; texts are empty where there is none."""

    patient: str = ""
    visit: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A break of the chain at an event, in words."""

    seq: int
    what: str


# The time is read as the text it is: a changed one must be found, not refused.
_AT = type_coerce(event.c.at, event.c.kind.type).label("at")
_HEAD = select(event.c.seq, event.c.hash, _AT).order_by(event.c.seq.desc()).limit(1)
_NEWEST = 100
"""So many of the last events are asked for the latest time: to ask all of them would delay every start."""
_LATEST = select(func.max(select(_AT).order_by(event.c.seq.desc()).limit(_NEWEST).subquery().c.at))
_ADD = insert(event).inline()
_HASHED = ("seq", "station_id", "at", "actor", "kind", "patient", "visit", "subject", "body", "prev")
_ALL = select(*(_AT if name == "at" else event.c[name] for name in (*_HASHED, "hash"))).order_by(event.c.seq)


class Chain:
    """Adds events at the end of the chain, inside one write transaction."""

    def __init__(self, connection: Connection, station_id: str, actor: str) -> None:
        self._connection = connection
        self._station_id = station_id
        self._actor = actor
        self._head: Head | None = None
        self.before = ""
        """Time of the event that was the newest one before this transaction; empty until one is added."""

    def add(self, kind: Kind, at: datetime, about: About, body: Body) -> None:
        """Write one event."""
        last = self._head or self._first()
        row: dict[str, Value] = {
            "seq": last.seq + 1,
            "station_id": self._station_id,
            "at": utc_text(at),
            "actor": self._actor,
            "kind": kind.value,
            "patient": about.patient,
            "visit": about.visit,
            "subject": about.subject,
            "body": canonical(body).decode(),
            "prev": last.hash,
        }
        hashed = digest(row)
        self._connection.execute(_ADD, {**row, "at": at, "body": str(row["body"]).encode(), "hash": hashed})
        self._head = Head(last.seq + 1, hashed)

    def _first(self) -> Head:
        """Return the head that this transaction found, and keep its time."""
        row = self._connection.execute(_HEAD).first()
        if row is None:
            return _NOTHING
        self.before = row.at
        return Head(row.seq, row.hash)


def head(connection: Connection) -> Head:
    """Return the newest event's number and hash; number 0 for an empty chain."""
    row = connection.execute(_HEAD).first()
    return Head(row.seq, row.hash) if row else _NOTHING


def latest_time(connection: Connection) -> str:
    """Return the latest time among the newest events, as stored; empty for an empty chain."""
    return str(connection.execute(_LATEST).scalar_one() or "")


def behind(now: datetime, latest: str) -> timedelta:
    """Return how far a clock stands before a stored time; zero if it does not, or if that is no time."""
    if utc_text(now) >= latest:
        return timedelta()
    try:
        then = read_time(latest)
    except StoreDamaged:
        return timedelta()
    return then - now if then else timedelta()


def canonical(value: Value) -> bytes:
    """Return the one way to write a value down."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(row: Body) -> str:
    """Return the hash of an event's other columns; `body` as text."""
    return hashlib.sha256(_PREFIX + canonical(row)).hexdigest()


def verify(connection: Connection, kept: Sequence[KeptHead] = ()) -> tuple[Problem, ...]:
    """Walk the whole chain and return its breaks; none means that nothing inside it was changed.

    That its end was cut off, or all of it made anew, shows only beside heads that were `kept` elsewhere.
    """
    problems: list[Problem] = []
    expected, previous = 1, GENESIS
    hashes: dict[int, str] = dict.fromkeys((each.seq for each in kept), "")
    for row in connection.execute(_ALL):
        problems += _breaks(row, expected, previous)
        expected, previous = row.seq + 1, row.hash
        if row.seq in hashes:
            hashes[row.seq] = row.hash
    return (*problems, *_missed(kept, hashes, expected - 1))


def _breaks(row: AnyRow, expected: int, previous: str) -> Iterator[Problem]:
    if row.seq != expected:
        yield Problem(row.seq, f"{row.seq - expected} events before this one are missing")
    elif row.prev != previous:
        yield Problem(row.seq, "does not follow the event before it")
    if _digest_of(row) != row.hash:
        yield Problem(row.seq, "was changed")


def _missed(kept: Sequence[KeptHead], hashes: Mapping[int, str], last: int) -> Iterator[Problem]:
    for each in kept:
        if each.seq > last:
            yield Problem(each.seq, f"is missing: the record ends with event {last}, but this one was printed or kept")
        elif not each.fits(hashes[each.seq]):
            yield Problem(each.seq, "is not the one that was printed or kept")


def _digest_of(row: AnyRow) -> str:
    columns: dict[str, Value] = dict(zip(_HASHED, row, strict=False))
    try:
        return digest(columns | {"body": bytes(row.body).decode()})
    except UnicodeDecodeError:
        return ""
