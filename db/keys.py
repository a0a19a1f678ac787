"""The key of the record, and the file that keeps it.

keys.json holds the key once per slot. Until people have passwords there is one slot, of kind ``plain``: whoever has the
folder has the key. Later kinds keep it encrypted under a password; a program that does not know a kind says so.
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from db import disk
from db.errors import AlreadyThere, KeyDamaged, KeyMissing, KeyUnknown
from db.records import new_id

FILE = "keys.json"
"""Name of the key file in a data folder."""
VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Key:
    """The key of one record. `database` is the record's id."""

    database: str
    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES + SALT_BYTES:
            raise KeyDamaged

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it: raw, without derivation; 32 bytes of key and 16 of salt."""
        return f"x'{self.raw.hex()}'"

    @property
    def salt(self) -> bytes:
        """The first bytes of every file made with this key; SQLCipher writes them in the clear."""
        return self.raw[KEY_BYTES:]


def new_key() -> Key:
    """Return the key of a record that is yet to be made. It is nowhere on disk."""
    return Key(new_id(), os.urandom(KEY_BYTES + SALT_BYTES))


def keep_key(folder: Path, key: Key) -> None:
    """Write the key file of a folder that has none. Raises AlreadyThere or another StoreError."""
    path = folder / FILE
    if disk.is_there(path):
        raise AlreadyThere
    slot = {"id": "plain", "kind": "plain", "key": key.raw.hex()}
    content = {"v": VERSION, "db": key.database, "slots": [slot]}
    disk.write(path, json.dumps(content, indent=1).encode() + b"\n")


def open_key(folder: Path) -> Key:
    """Read the key of the record in a folder.

    Raises KeyMissing, KeyDamaged, KeyUnknown (no slot of a kind this program knows) or another StoreError.
    """
    path = folder / FILE
    if not disk.is_there(path):
        raise KeyMissing
    with disk.named_faults():
        content = path.read_bytes()
    return _parse(content)


def _parse(content: bytes) -> Key:
    try:
        data = json.loads(content)
        version, database, slots = data["v"], data["db"], data["slots"]
        plain = [slot["key"] for slot in slots if slot["kind"] == "plain"]
    except (ValueError, TypeError, KeyError):
        raise KeyDamaged from None
    if not isinstance(version, int) or not isinstance(database, str):
        raise KeyDamaged
    if version > VERSION or (slots and not plain):
        raise KeyUnknown
    return Key(database, _bytes(plain))


def _bytes(keys: list[object]) -> bytes:
    try:
        return bytes.fromhex(str(keys[0]))
    except (IndexError, ValueError):
        raise KeyDamaged from None
