"""The practice's people as frozen values that leave the package."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from resources.terms import Role

PersonId = NewType("PersonId", str)
EmergencyId = NewType("EmergencyId", str)


@dataclass(frozen=True, slots=True)
class Person:
    """A user: provider, scribe, biller, administrator. `npi` is empty or a National Provider Identifier."""

    id: PersonId
    name: str
    credentials: str
    npi: str = ""

    @property
    def title(self) -> str:
        """Name and credentials as printed: ``Amara Osei, MD``."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What somebody types for a person. Texts are stored normalised (NFC, no control characters, trimmed)."""

    name: str
    credentials: str
    npi: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with what they are in the practice. One who was removed stays in the record, without any role."""

    person: Person
    roles: frozenset[Role]
    removed_at: datetime | None
    has_pin: bool
    version: int

    @property
    def is_scribe(self) -> bool:
        """Whether they write at a provider's word and are no provider themselves."""
        return Role.SCRIBE in self.roles and Role.PROVIDER not in self.roles


@dataclass(frozen=True, slots=True)
class Pin:
    """What the record keeps of a PIN.

    `failures` counts wrong tries since the last good one; none is taken before `wait_until`. `password_at` is when the
    person last proved who they are with their password.
    """

    verifier: str
    failures: int
    wait_until: datetime | None
    password_at: datetime | None
