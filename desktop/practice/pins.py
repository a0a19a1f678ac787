"""PINs: quick proof of who somebody is, inside a program whose record is already open.

A PIN never opens the file: four digits would fall within an hour. What it is checked against lies in the encrypted
record. Waits: after the third wrong try 1, 2, 4 ... 60 seconds; after the fifth only the password helps. A PIN is good
for 12 hours after its owner last gave their password. Source: NIST SP 800-63B 5.2.2 (throttling); the numbers were
decided for Dermtally 1.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from db.people import Pin
from desktop.practice.rights import free

GOOD_FOR = timedelta(hours=12)
FREE_TRIES, MOST_TRIES = 2, 5
LONGEST_WAIT_S = 60
_EARLY = timedelta(minutes=5)
"""A password that was given this far in the future was given before the clock was set back."""


class Outcome(Enum):
    """What came of a try."""

    PASSED = auto()
    WRONG = auto()
    WAIT = auto()
    PASSWORD_NEEDED = auto()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try, and how many seconds to wait before the next one."""

    outcome: Outcome
    wait_s: int = 0


@free("arithmetic")
def wait_after(failures: int) -> int:
    """Return how many seconds must pass after so many wrong tries in a row."""
    if failures <= FREE_TRIES:
        return 0
    return int(min(LONGEST_WAIT_S, 2 ** (failures - FREE_TRIES - 1)))


@free("arithmetic")
def seconds_left(until: datetime | None, now: datetime) -> int:
    """Return the whole seconds until a wait is over; never more than the longest wait, whatever the clock did."""
    if until is None or until <= now:
        return 0
    return min(LONGEST_WAIT_S, int((until - now).total_seconds()) + 1)


@free("arithmetic")
def is_pin_good(pin: Pin | None, now: datetime) -> bool:
    """Say whether a PIN may be asked for at all; else it takes the password."""
    if pin is None or pin.failures >= MOST_TRIES or pin.password_at is None:
        return False
    return pin.password_at - _EARLY <= now < pin.password_at + GOOD_FOR


@free("arithmetic")
def make_verifier(pin: str) -> str:
    """Return what a PIN is checked against. Takes a third of a second."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - a record without passwords needs it not

    return PasswordHasher().hash(pin)


@free("arithmetic")
def fits(verifier: str, pin: str) -> bool:
    """Say whether a PIN is the one a verifier was made from. Takes a third of a second."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - a record without passwords needs it not
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(verifier, pin)
    except (VerificationError, InvalidHashError):
        return False
