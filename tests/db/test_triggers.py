"""What the file itself refuses, to anybody who has its key."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import Table

from db.errors import VisitSigned
from db.events import Kind
from db.folder import RECORD, open_record
from db.keys import open_key
from db.records import VisitId
from db.store import Store
from db.tables import FROZEN, metadata
from db.triggers import wanted
from db.upgrade import ensure_current
from tests.db.conftest import Raw
from tests.db.drafts import add, lesion, measure, somebody, treatment

FROZEN_TABLES = [table for table in metadata.sorted_tables if table.info["signing"] == FROZEN]
Refused = sqlcipher3.dbapi2.IntegrityError


def _sign(driver: sqlcipher3.Connection, visit: VisitId) -> None:
    driver.execute("UPDATE visit SET state = 'signed' WHERE id = ?", (visit,))


def _fill(store: Store, visit: VisitId) -> None:
    """Store a row in every table that a signature freezes."""
    draft = lesion()
    add(store, visit, replace(draft, treatment=replace(treatment(), freezes=(52,))))
    with store.begin(somebody(store)) as work:
        work.add_measure(draft.id, measure())


def _row(driver: sqlcipher3.Connection, table: Table) -> dict[str, Any]:
    cursor = driver.execute(f"SELECT * FROM {table.name}")
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'x' WHERE seq = 1",
        "UPDATE event SET hash = hash",
        "DELETE FROM event WHERE seq = 2",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "UPDATE OR IGNORE event SET seq = 99 WHERE seq = 2",
    ],
)
def test_the_chain_of_events_is_only_added_to(raw: Raw, statement: str) -> None:
    with raw() as driver:
        before = driver.execute("SELECT * FROM event").fetchall()

        with pytest.raises(Refused, match=r"event (is only added to|does not follow)"):
            driver.execute(statement)

        assert driver.execute("SELECT * FROM event").fetchall() == before


@pytest.mark.parametrize(
    ("seq", "prev"), [("max(seq) + 2", "hash"), ("max(seq) + 1", "prev"), ("0", "hash"), ("max(seq)", "hash")]
)
def test_an_event_can_only_follow_the_newest_one(raw: Raw, seq: str, prev: str) -> None:
    columns = "station_id, at, actor, kind, patient, visit, subject, body"
    with raw() as driver, pytest.raises(Refused):
        driver.execute(
            f"INSERT INTO event (seq, prev, hash, {columns}) "
            f"SELECT {seq}, {prev}, hash, {columns} FROM event WHERE seq = (SELECT max(seq) FROM event)"
        )


@pytest.mark.parametrize("table", FROZEN_TABLES, ids=str)
@pytest.mark.parametrize("act", ["insert", "update", "delete", "replace"])
def test_no_row_of_a_signed_visit_is_touched(store: Store, visit: VisitId, raw: Raw, table: Table, act: str) -> None:
    _fill(store, visit)
    with raw() as driver:
        row = _row(driver, table)
        _sign(driver, visit)
        into = f"INTO {table.name} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        any_column = next(name for name in row if name not in {"id", "visit_id"})
        statements = {
            "insert": (f"INSERT {into}", [*row.values()]),
            "replace": (f"INSERT OR REPLACE {into}", [*row.values()]),
            "update": (f"UPDATE {table.name} SET {any_column} = {any_column}", []),
            "delete": (f"DELETE FROM {table.name}", []),
        }

        with pytest.raises(Refused, match="signed visit"):
            driver.execute(*statements[act])


def test_no_mark_is_moved_into_a_signed_visit(store: Store, visit: VisitId, raw: Raw) -> None:
    add(store, visit, lesion())
    with raw() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO visit SELECT 'other', patient_id, provider_id, NULL, date_of_service, "
                       "place_of_service, 'signed', opened_at, 1 FROM visit")  # fmt: skip

        with pytest.raises(Refused, match="signed visit"):
            driver.execute("UPDATE mark SET visit_id = 'other'")


def test_an_open_visit_can_be_signed_and_then_takes_no_more_taps(store: Store, visit: VisitId, raw: Raw) -> None:
    add(store, visit, lesion())
    with raw() as driver:
        _sign(driver, visit)

    with pytest.raises(VisitSigned, match="addendum"):
        add(store, visit, lesion())


def test_the_file_refuses_what_the_program_forgot_to_check(store: Store, visit: VisitId, raw: Raw) -> None:
    late = lesion()
    with raw() as driver:
        _sign(driver, visit)

    with pytest.raises(VisitSigned), store.begin(somebody(store)) as work:
        work._connection.exec_driver_sql("UPDATE visit SET version = version + 1 WHERE id = ?", (visit,))

    with store.reading() as record:
        assert not record.mark_exists(late.id)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_that_is_not_free_has_its_guards(table: Table) -> None:
    guards = {name for name, text in wanted().items() if f" ON {table.name} " in text}

    expected = {"frozen": 3, "append": 3, "free": 0}[table.info["signing"]]
    assert len(guards) == expected


@pytest.mark.parametrize(
    "tampering",
    [
        "DROP TRIGGER event_no_delete",
        "DROP TRIGGER mark_update_signed; CREATE TRIGGER mark_update_signed BEFORE UPDATE ON mark BEGIN SELECT 1; END",
        "CREATE TRIGGER foreign_one AFTER INSERT ON mark BEGIN SELECT 1; END",
    ],
    ids=["dropped", "changed", "foreign"],
)
def test_guards_that_somebody_changed_are_made_anew_at_the_start_and_the_fact_is_recorded(
    folder: Path, raw: Raw, tampering: str
) -> None:
    with raw() as driver:
        driver.executescript(tampering)

    open_record(folder).close()

    with raw() as driver:
        found = dict(driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        kind, actor, body = driver.execute("SELECT kind, actor, body FROM event ORDER BY seq DESC").fetchone()
    assert found == wanted()
    assert (kind, actor) == (Kind.GUARDS_REMADE, "dermtally")
    assert tampering.split()[2].rstrip(";") in bytes(body).decode()


def test_a_start_with_its_guards_whole_writes_nothing(folder: Path, raw: Raw) -> None:
    with raw() as driver:
        before = driver.execute("SELECT max(seq) FROM event").fetchone()

    ensure_current(folder / RECORD, open_key(folder))

    with raw() as driver:
        assert driver.execute("SELECT max(seq) FROM event").fetchone() == before
