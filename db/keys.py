"""The key of the record, and the file that keeps it.

keys.json holds the key once per slot. Until people have passwords there is one slot, of kind ``plain``: whoever has the
folder has the key. A person's slot, and that of the printed recovery key, hold it wrapped (see `db.slots`). The file
carries a sum of its own content: a sum that fits and a seal that does not open is a wrong password; a sum that does not
fit is a damaged file. The sum is no protection against people; the seal is. In a damaged file the slots that can still
be read are looked for, so that the recovery key helps whatever else is broken.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db import disk
from db.errors import AlreadyThere, KeyDamaged, KeyLocked, KeyLost, KeyMissing, KeyUnknown, NotThere, PasswordWrong
from db.records import new_id
from db.slots import KEY_BYTES, PERSON_COST, RECOVERY, VERSION, Cost, Slot, SlotKind, canonical, slot_of, unwrap, wrap

FILE = "keys.json"
"""Name of the key file in a data folder."""
PLAIN_VERSION = 1
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Key:
    """The key of one record. `database` is the record's id."""

    database: str
    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise KeyDamaged

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it: raw, without derivation; 32 bytes of key and 16 of salt."""
        return f"x'{self.raw.hex()}'"

    @property
    def salt(self) -> bytes:
        """The first bytes of every file made with this key; SQLCipher writes them in the clear."""
        return self.raw[-SALT_BYTES:]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of a key file: the record's id and the slots' rows."""

    database: str
    rows: tuple[dict[str, object], ...]

    @property
    def is_locked(self) -> bool:
        """Whether it takes a secret: then the plain slot, if there still is one, is on its way out."""
        return any(slot_of(row).kind is not SlotKind.PLAIN for row in self.rows)

    def row(self, slot_id: str) -> dict[str, object]:
        """Return one slot's row. Raises NotThere."""
        for row in self.rows:
            if row["id"] == slot_id:
                return row
        raise NotThere

    def with_row(self, new: dict[str, object]) -> "KeyFile":
        """Return the content with a slot added, or put in the place of the one with its id."""
        others = [row for row in self.rows if row["id"] != new["id"]]
        return KeyFile(self.database, (*others, new))

    def without(self, kind: SlotKind, slot_id: str | None = None) -> "KeyFile":
        """Return the content without the slots of a kind; of one id only if it is given."""
        kept = [row for row in self.rows if slot_of(row).kind is not kind or slot_id not in (None, row["id"])]
        return KeyFile(self.database, tuple(kept))


def new_key(database: str = "") -> Key:
    """Return the key of a record that is yet to be made, or a new one of a known record. It is nowhere on disk."""
    return Key(database or new_id(), os.urandom(KEY_BYTES))


def plain_row(key: Key) -> dict[str, object]:
    """Return the slot that keeps a key as it is."""
    return {"id": "plain", "kind": SlotKind.PLAIN.value, "key": key.raw.hex()}


def keep_key(folder: Path, key: Key) -> None:
    """Write the key file of a folder that has none. Raises AlreadyThere or another StoreError."""
    if disk.is_there(folder / FILE):
        raise AlreadyThere
    write_file(folder, KeyFile(key.database, (plain_row(key),)))


def open_key(folder: Path) -> Key:
    """Read the key of a record that has no passwords.

    Raises KeyMissing, KeyDamaged, KeyUnknown (made by a newer program), KeyLocked (somebody has a password) or another
    StoreError.
    """
    content = read_file(folder)
    if content.is_locked:
        raise KeyLocked
    return plain_key(content)


def plain_key(content: KeyFile) -> Key:
    """Return the key of the plain slot. Raises KeyDamaged."""
    try:
        found = next(row for row in content.rows if row["kind"] == SlotKind.PLAIN)
        return Key(content.database, bytes.fromhex(str(found["key"])))
    except (StopIteration, ValueError, KeyError):
        raise KeyDamaged from None


def slots(folder: Path) -> tuple[Slot, ...]:
    """Return the ways to a folder's key, in the order in which they were made. Raises as `open_key`, but KeyLocked."""
    return tuple(map(slot_of, read_file(folder).rows))


def unlock(folder: Path, slot_id: str, secret: str) -> tuple[Key, ...]:
    """Return the key that a slot holds; the new and the old one if it was made when the key was renewed.

    Takes a third of a second. The recovery slot is tried in a damaged file too: its seal says whether it is whole.
    Raises PasswordWrong, KeyDamaged, KeyLost, NotThere or another StoreError.
    """
    try:
        return _opened(read_file(folder), slot_id, secret)
    except KeyDamaged:
        if slot_id != RECOVERY.id:
            raise
    try:
        return _opened(read_file(folder, whole=False), slot_id, secret)
    except (KeyDamaged, PasswordWrong, NotThere):
        raise KeyLost from None


def _opened(content: KeyFile, slot_id: str, secret: str) -> tuple[Key, ...]:
    found = unwrap(content.row(slot_id), content.database, secret)
    parts = [found[at : at + KEY_BYTES] for at in range(0, len(found), KEY_BYTES)]
    return tuple(Key(content.database, part) for part in parts)


def wrapped(keys: Sequence[Key], slot: Slot, secret: str, cost: Cost = PERSON_COST) -> dict[str, object]:
    """Return a slot that holds one key, or the new and the old one. Takes a third of a second."""
    return wrap(b"".join(key.raw for key in keys), keys[0].database, slot, secret, cost)


def keep_slot(folder: Path, key: Key, slot: Slot, secret: str, cost: Cost = PERSON_COST) -> None:
    """Add a slot, or put it in the place of the one with its id. Takes a third of a second. Raises StoreError."""
    put_slot(folder, wrapped((key,), slot, secret, cost))


def put_slot(folder: Path, row: dict[str, object]) -> None:
    """Add a slot made by `wrapped`, or put it in the place of the one with its id. Raises StoreError."""
    write_file(folder, read_file(folder).with_row(row))


def rename_slot(folder: Path, slot_id: str, name: str) -> None:
    """Let the sign-in list show another name; nothing if there is no such slot. Raises StoreError."""
    content = read_file(folder)
    rows = tuple({**row, "name": name} if row["id"] == slot_id else row for row in content.rows)
    if rows != content.rows:
        write_file(folder, KeyFile(content.database, rows))


def drop_slot(folder: Path, slot_id: str) -> None:
    """Take a person's way to the key away; nothing if they have none. Raises StoreError."""
    content = read_file(folder)
    kept = content.without(SlotKind.PERSON, slot_id)
    if kept != content:
        write_file(folder, kept)


def mend_file(folder: Path) -> None:
    """Write a damaged file anew with what can be read of it, once its recovery slot has opened. Raises StoreError."""
    write_file(folder, read_file(folder, whole=False))


def read_file(folder: Path, *, whole: bool = True) -> KeyFile:
    """Read a folder's key file; what is left of it if it need not be whole.

    Raises KeyMissing, KeyDamaged, KeyUnknown or another StoreError.
    """
    path = folder / FILE
    if not disk.is_there(path):
        raise KeyMissing
    with disk.named_faults():
        content = path.read_bytes()
    try:
        return _parse(content)
    except KeyDamaged:
        if whole:
            raise
    return _salvaged(content)


def write_file(folder: Path, content: KeyFile) -> None:
    """Write a folder's key file: after any crash it is there whole, or the old one is. Raises StoreError."""
    version = VERSION if content.is_locked else PLAIN_VERSION
    data: dict[str, object] = {"v": version, "db": content.database, "slots": list(content.rows)}
    if version == VERSION:
        data["sum"] = _sum(data)
    disk.write(folder / FILE, json.dumps(data, indent=1).encode() + b"\n")


def _parse(content: bytes) -> KeyFile:
    try:
        data = json.loads(content)
        version, database, rows = data["v"], data["db"], data["slots"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise KeyDamaged from None
    if isinstance(version, int) and version > VERSION:
        raise KeyUnknown
    if version not in (PLAIN_VERSION, VERSION) or not isinstance(database, str) or not _are_rows(rows):
        raise KeyDamaged
    if version == VERSION and data.pop("sum", "") != _sum(data):
        raise KeyDamaged
    if any(row["kind"] not in set(SlotKind) for row in rows):
        raise KeyUnknown
    found = KeyFile(database, tuple(rows))
    if not _have_ids(rows) or (version == PLAIN_VERSION and found.is_locked):
        raise KeyDamaged  # no program writes secrets without their sum
    return found


def _salvaged(content: bytes) -> KeyFile:
    """Return the slots of a damaged file that can still be read. Raises KeyDamaged if there are none."""
    text = content.decode("utf-8", "replace")
    database = re.search(r'"db": "([^"]*)"', text)
    found = [row for at in re.finditer(r"\{", text) for row in _rows_at(text, at.start())]
    if database is None or not found:
        raise KeyDamaged
    return KeyFile(database[1], tuple(found))


def _rows_at(text: str, at: int) -> list[dict[str, object]]:
    """Return the slot that begins here; none if it is something else, or broken."""
    try:
        row, _ = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        return []
    return [row] if _are_rows([row]) and _have_ids([row]) and row["kind"] in set(SlotKind) else []


def _are_rows(rows: object) -> bool:
    if not isinstance(rows, list) or not rows:
        return False
    return all(isinstance(row, dict) and isinstance(row.get("kind"), str) for row in rows)


def _have_ids(rows: list[dict[str, object]]) -> bool:
    return all(isinstance(row.get("id"), str) for row in rows)


def _sum(data: dict[str, object]) -> str:
    return hashlib.sha256(canonical(data)).hexdigest()
