"""The one table of gestures and keys, read from the shipped data: the F1 card shows it, the window binds it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from resources import files


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One act with its keys in Qt's notation, where they work, its heading and the words for the card."""

    group: str
    act: str
    keys: tuple[str, ...]
    where: str
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Gestures and call-outs as (what is done or typed, what happens), and keys."""

    gestures: tuple[tuple[str, str], ...]
    callouts: tuple[tuple[str, str], ...]
    keys: tuple[KeyRow, ...]

    def of(self, act: str) -> tuple[str, ...]:
        """Return the keys of an act; none for an act that has none."""
        return next((row.keys for row in self.keys if row.act == act), ())


@cache
def load_keys() -> KeyTable:
    """Return the shipped table, read once."""
    table = tomllib.loads(files.read_text("notes/keys.toml"))
    return KeyTable(
        gestures=tuple((row["do"], row["text"]) for row in table["gesture"]),
        callouts=tuple((row["do"], row["text"]) for row in table["callout"]),
        keys=tuple(
            KeyRow(
                group=row["group"],
                act=row["act"],
                keys=tuple(row["keys"]),
                where=row.get("where", "visit"),
                shown=row.get("shown", ", ".join(row["keys"])),
                text=row["text"],
            )
            for row in table["key"]
        ),
    )
