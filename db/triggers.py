"""What the database itself refuses, whoever asks: changing the chain of events, changing a signed visit.

All triggers are made from the tables' own words (`info["signing"]`), so that a new table can't be forgotten. They are
made anew at the end of every upgrade, because copying a table loses its triggers without a word.
"""

from collections.abc import Iterator

import sqlcipher3
from sqlalchemy import Connection, Table

from db.errors import SIGNED
from db.events import GENESIS
from db.tables import APPEND, FROZEN, event, metadata
from resources.terms import VisitState

_FIND = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def wanted() -> dict[str, str]:
    """Return every trigger the record should have: name -> the text that makes it."""
    made: dict[str, str] = {}
    for table in metadata.sorted_tables:
        if table.info["signing"] == APPEND:
            made |= dict(_only_added_to(table))
        elif table.info["signing"] == FROZEN:
            made |= dict(_kept_once_signed(table))
    return made | dict(_chain())


def remake(connection: Connection) -> None:
    """Drop all triggers and make the wanted ones, in the caller's transaction."""
    for row in connection.exec_driver_sql(_FIND).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{row.name}"')
    for text in wanted().values():
        connection.exec_driver_sql(text)


def compare(driver: sqlcipher3.Connection) -> tuple[str, ...]:
    """Return the names of triggers that are missing, changed or foreign; none means that the record guards itself.

    Asked by the driver alone, since every start waits for the answer.
    """
    found, needed = dict(driver.execute(_FIND)), wanted()
    return tuple(sorted(name for name in found.keys() | needed.keys() if found.get(name) != needed.get(name)))


def _trigger(name: str, moment: str, table: Table, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {moment} ON {table.name} {body}"


def _refuse(text: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{text}'); END"


def _only_added_to(table: Table) -> Iterator[tuple[str, str]]:
    """No row is ever changed or taken away; REPLACE deletes, so it is refused too (with recursive_triggers on)."""
    for act in ("update", "delete"):
        yield _trigger(
            f"{table.name}_no_{act}", f"BEFORE {act.upper()}", table, _refuse(f"{table.name} is only added to")
        )


def _kept_once_signed(table: Table) -> Iterator[tuple[str, str]]:
    """No row of a signed visit is added, changed or taken away, nor moved into or out of one."""
    column = table.info["visit"]
    rows = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
    for act, sides in rows.items():
        visits = ", ".join(f"{side}.{column}" for side in sides)
        # S608: all parts are our own words
        test = f"WHEN EXISTS (SELECT 1 FROM visit WHERE id IN ({visits}) AND state = '{VisitState.SIGNED}')"  # noqa: S608
        yield _trigger(f"{table.name}_{act}_signed", f"BEFORE {act.upper()}", table, f"{test} {_refuse(SIGNED)}")


def _chain() -> Iterator[tuple[str, str]]:
    """Let a new event only follow the newest one, in number and in hash."""
    number = "coalesce((SELECT max(seq) FROM event), 0) + 1"
    newest = "(SELECT hash FROM event ORDER BY seq DESC LIMIT 1)"
    follows = f"NEW.seq = {number} AND NEW.prev = coalesce({newest}, '{GENESIS}')"
    yield _trigger("event_follows", "BEFORE INSERT", event, f"WHEN NOT ({follows}) {_refuse('event does not follow')}")
