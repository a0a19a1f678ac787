"""A practice of four, one of whom was removed, and what was read in an emergency."""

from datetime import UTC, datetime, timedelta

from db.people import EmergencyId, Member, Person, PersonId
from db.records import Emergency
from resources.terms import Role
from tests.desktop.snapshots import WHITFIELD

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
OSEI = Person(PersonId("p1"), "Amara Osei", "MD", "1234567893")
RUIZ = Person(PersonId("p2"), "M. Ruiz", "")
OBRIEN = Person(PersonId("p3"), "O'Brien <b>|^&~\\ 李", "<img src=file:///x>")
GONE = Person(PersonId("p4"), "Gone Away", "NP")
FIRST = Member(OSEI, frozenset({Role.PROVIDER, Role.ADMINISTRATOR}), None, True, 3)  # noqa: FBT003 - has a PIN
SCRIBE = Member(RUIZ, frozenset({Role.SCRIBE}), None, False, 1)  # noqa: FBT003
BILLER = Member(OBRIEN, frozenset({Role.BILLER}), None, False, 1)  # noqa: FBT003
REMOVED = Member(GONE, frozenset(), NOON, False, 2)  # noqa: FBT003
EVERYBODY = (REMOVED, FIRST, SCRIBE, BILLER)


def reading(person: Person, reason: str = "anaphylaxis") -> Emergency:
    """Return a reading of two hours that nobody has reviewed."""
    key = EmergencyId(f"e-{person.id}")
    return Emergency(key, person, WHITFIELD, reason, NOON, NOON + timedelta(hours=2), None, None, None, "", 1)
