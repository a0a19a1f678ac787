"""What one tap does to the record, written down, to be played back by the driver alone.

The floor of a tap is made of what the product really runs: the same statements with the same values in the same order,
without SQLAlchemy, without values made of the rows, without a check. Only the ids, the place in the order of entry and
the place in the chain of events are new each time, since no two rows may share them.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, event

from db.records import new_id

_INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")
_NEW = frozenset({("lesion", "id"), ("mark", "id"), ("treatment", "id")})
COMMIT, ROLLBACK = "COMMIT", "ROLLBACK"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement. For an INSERT, `table` and `columns` say what its values are for."""

    sql: str
    values: tuple[Any, ...] = ()
    table: str = ""
    columns: tuple[str, ...] = ()


@contextmanager
def recording(steps: list[Step]) -> Iterator[None]:
    """Write down every statement that SQLAlchemy runs inside the block."""

    def ran(_connection: Connection, _cursor: object, sql: str, values: Any, *_rest: object) -> None:  # noqa: ANN401
        found = _INSERT.match(sql)
        columns = tuple(each.strip() for each in found[2].split(",")) if found else ()
        steps.append(Step(sql, tuple(values), found[1] if found else "", columns))

    def committed(_connection: Connection) -> None:
        steps.append(Step(COMMIT))

    def left(_connection: Connection) -> None:
        steps.append(Step(ROLLBACK))

    listeners = (("before_cursor_execute", ran), ("commit", committed), ("rollback", left))
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)


class Tape:
    """One tap's statements."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = _without_idle_ends(steps)
        self._ids = [value for step in self._steps for value in self._new_ids(step)]

    @property
    def rows(self) -> dict[str, int]:
        """How many rows a tap puts into each table."""
        tables = [step.table for step in self._steps if step.table]
        return {table: tables.count(table) for table in tables}

    def again(self, times: int) -> tuple[Step, ...]:
        """Return the tap as it runs when it comes for the so many-th time after the one that was written down."""
        ids = {each: new_id() for each in self._ids}
        before = f"{times - 1:064x}" if times > 1 else self._value("event", "hash")
        changed = {
            ("mark", "ordinal"): self._value("mark", "ordinal") + times,
            ("event", "seq"): self._value("event", "seq") + times,
            ("event", "prev"): before,
            ("event", "hash"): f"{times:064x}",
        }
        return tuple(
            replace(
                step,
                values=tuple(
                    changed.get((step.table, step.columns[place] if step.columns else ""), ids.get(value, value))
                    for place, value in enumerate(step.values)
                ),
            )
            for step in self._steps
        )

    def _new_ids(self, step: Step) -> list[str]:
        pairs = zip(step.columns, step.values, strict=False)
        return [value for column, value in pairs if (step.table, column) in _NEW]

    def _value(self, table: str, column: str) -> Any:  # noqa: ANN401 - whatever the column holds
        step = next(step for step in self._steps if step.table == table)
        return step.values[step.columns.index(column)]


def play(driver: sqlcipher3.Connection, steps: Sequence[Step]) -> None:
    """Run a tap's statements with the driver alone; every row that is asked for is read."""
    for step in steps:
        driver.execute(step.sql, step.values).fetchall()


def _without_idle_ends(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Leave out what ends no transaction: the driver alone would refuse it."""
    kept: list[Step] = []
    inside = False
    for step in steps:
        ends = step.sql in (COMMIT, ROLLBACK)
        if ends and not inside:
            continue
        inside = not ends and (inside or step.sql.startswith("BEGIN"))
        kept.append(step)
    return tuple(kept)
