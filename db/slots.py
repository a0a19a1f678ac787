"""A key of the record, wrapped under a secret that a person knows.

    KEK = Argon2id(secret, salt, cost)      wrapped = AES-256-GCM(KEK, nonce, keys, who and what it is for)

The version, the record's id, the slot's id, its kind and its cost are sealed with the key: a file in which somebody
made guessing cheaper does not open. Nothing but the seal checks a secret. Costs: RFC 9106, second recommended set.
"""

import base64
import json
import os
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum

from db.errors import KeyDamaged, PasswordWrong

VERSION = 2
KEY_BYTES = 48
"""32 of key and 16 of salt."""
LONGEST_SECRET = 500
_NONCE_BYTES, _SALT_BYTES, _RECOVERY_BYTES, _KEK_BYTES, _TAG_BYTES = 12, 16, 20, 32, 16
_SEALED_BYTES = (KEY_BYTES + _TAG_BYTES, 2 * KEY_BYTES + _TAG_BYTES)


class SlotKind(StrEnum):
    """Whose a slot is."""

    PLAIN = "plain"
    PERSON = "person"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the key. The id of a person's slot is the person's; `name` is what the sign-in list shows."""

    id: str
    kind: SlotKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: passes over `memory_kib` of memory, in `lanes` at a time."""

    passes: int
    memory_kib: int
    lanes: int


PERSON_COST = Cost(3, 64 * 1024, 4)
RECOVERY_COST = Cost(2, 19 * 1024, 1)
"""160 random bits can't be guessed at any cost."""
FLOOR = Cost(2, 19 * 1024, 1)
"""The cheapest that is taken (OWASP's minimum): a file with less was tampered with."""
_MOST = Cost(16, 1024 * 1024, 16)
"""The dearest: a file with more would only hold up the start."""
RECOVERY = Slot("recovery", SlotKind.RECOVERY)
_COST_NAMES = {"passes": "t", "memory_kib": "m", "lanes": "p"}


def new_recovery() -> str:
    """Return a recovery key to be printed once: 160 random bits as groups of four letters and digits."""
    text = base64.b32encode(os.urandom(_RECOVERY_BYTES)).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def normal_secret(kind: SlotKind, secret: str) -> bytes:
    """Return a secret as it is derived from; of a recovery key, spaces, dashes and small letters don't matter.

    0, 1 and 8 are no letters of it and are taken for O, I and B. Raises PasswordWrong for what can't be one.
    """
    text = unicodedata.normalize("NFC", secret)
    if kind is SlotKind.RECOVERY:
        text = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("018", "OIB"))
    if not text or len(text) > LONGEST_SECRET:
        raise PasswordWrong
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise PasswordWrong from None


def wrap(keys: bytes, database: str, slot: Slot, secret: str, cost: Cost) -> dict[str, object]:
    """Return a slot of the key file. Takes a third of a second: never on the thread of the window."""
    # imported here: a record without passwords needs neither
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    kdf = _kdf(cost, os.urandom(_SALT_BYTES))
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_kek(slot.kind, secret, kdf)).encrypt(nonce, keys, _label(database, slot.id, slot.kind, kdf))
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "name": slot.name,
        "kdf": kdf,
        "nonce": nonce.hex(),
        "ct": sealed.hex(),
    }


def unwrap(row: dict[str, object], database: str, secret: str) -> bytes:
    """Return what a slot holds: one key, or the old and the new one. Raises PasswordWrong, KeyDamaged."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - a record without passwords needs neither
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    slot = slot_of(row)
    try:
        kdf = _sane(row["kdf"])
        nonce, sealed = _bytes(row["nonce"], _NONCE_BYTES), bytes.fromhex(str(row["ct"]))
    except (KeyError, TypeError, ValueError):
        raise KeyDamaged from None
    if len(sealed) not in _SEALED_BYTES:
        raise KeyDamaged
    try:
        keys = AESGCM(_kek(slot.kind, secret, kdf)).decrypt(nonce, sealed, _label(database, slot.id, slot.kind, kdf))
    except InvalidTag:
        raise PasswordWrong from None
    return keys


def slot_of(row: dict[str, object]) -> Slot:
    """Return which slot a row of the key file is. Raises KeyDamaged."""
    try:
        return Slot(str(row["id"]), SlotKind(str(row["kind"])), str(row.get("name", "")))
    except (KeyError, ValueError):
        raise KeyDamaged from None


def canonical(content: object) -> bytes:
    """Return the one way to write down what is sealed or summed. ASCII: half a letter pair can't break it."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _kdf(cost: Cost, salt: bytes) -> dict[str, object]:
    numbers: dict[str, object] = {_COST_NAMES[name]: number for name, number in asdict(cost).items()}
    return numbers | {"salt": salt.hex()}


def _sane(kdf: object) -> dict[str, object]:
    """Return a slot's costs if they are neither cheaper nor dearer than can be. Raises KeyDamaged, TypeError ..."""
    if not isinstance(kdf, dict):
        raise KeyDamaged
    for name, short in _COST_NAMES.items():
        number = kdf[short]
        if type(number) is not int or not getattr(FLOOR, name) <= number <= getattr(_MOST, name):
            raise KeyDamaged
    _bytes(kdf["salt"], _SALT_BYTES)
    return kdf


def _bytes(text: object, length: int) -> bytes:
    """Return so many bytes written as text. Raises ValueError."""
    found = bytes.fromhex(str(text))
    if len(found) != length:
        raise ValueError
    return found


def _label(database: str, slot_id: str, kind: SlotKind, kdf: dict[str, object]) -> bytes:
    return canonical({"v": VERSION, "db": database, "id": slot_id, "kind": kind.value, "kdf": kdf})


def _kek(kind: SlotKind, secret: str, kdf: dict[str, object]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - a record without passwords needs it not

    salt = bytes.fromhex(str(kdf["salt"]))
    passes, memory, lanes = (int(str(kdf[short])) for short in _COST_NAMES.values())
    return hash_secret_raw(normal_secret(kind, secret), salt, passes, memory, lanes, _KEK_BYTES, Type.ID)
