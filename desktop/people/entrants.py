"""Who may open the lock, and how."""

from dataclasses import dataclass
from enum import Enum

from db.people import PersonId
from desktop.messages import translate


class Proof(Enum):
    """What somebody proves with who they are: their PIN, or their password and why."""

    PIN = "pin"
    NO_PIN = "no_pin"
    PIN_OLD = "pin_old"
    PIN_BLOCKED = "pin_blocked"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person at the lock. `digits` is the length of their PIN: it opens at the last one; 0 waits for Enter."""

    id: PersonId
    name: str
    proof: Proof = Proof.PIN
    digits: int = 0


def why_password(proof: Proof) -> str:
    """Return why the PIN is not enough; empty where there is none to ask for."""
    reasons = {
        Proof.PIN_OLD: translate("Entrants", "A PIN is good for 12 hours after the password. Type the password."),
        Proof.PIN_BLOCKED: translate("Entrants", "Five wrong PINs. Type the password."),
    }
    return reasons.get(proof, "")
