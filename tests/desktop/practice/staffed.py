"""A practice with a password and people of every role, begun once and copied for each test."""

from pathlib import Path

from db.keys import Key
from db.people import PersonDraft, PersonId
from db.renewal import FirstLock
from db.slots import FLOOR
from desktop.practice.entrance import Entrance
from desktop.practice.keyring import Keyring
from desktop.practice.people import People
from desktop.practice.session import Session, create_session
from resources.terms import Role

PASSWORD = "warm rain on the lake"
RECOVERY_KEY = "MFRG-GZDF-MZTW-Q2LK-NNWG-23TP-OBYX-I43U"
NAMES = {
    Role.PROVIDER: PersonDraft("Bela Novak", "PA-C"),
    Role.SCRIBE: PersonDraft("Marta Ruiz", ""),
    Role.BILLER: PersonDraft("Tom Field", ""),
    Role.ADMINISTRATOR: PersonDraft("Ada King", ""),
}
PASSWORDS = {role: f"{role.value} {PASSWORD}" for role in Role}


def begin(folder: Path) -> None:
    """Begin the practice: Amara Osei, provider and administrator, and one person of each role alone."""

    def lock(first: PersonId) -> FirstLock:
        return FirstLock(first, "Amara Osei", PASSWORD, RECOVERY_KEY, FLOOR)

    session = cheap(create_session(folder, practice="Lakeside", person="Amara Osei", credentials="MD", lock=lock))
    for role, draft in NAMES.items():
        People(session).add(draft, frozenset({role}), PASSWORDS[role])
    session.close()


def cheap(session: Session) -> Session:
    """Let a session wrap keys at the lowest cost that is taken: a third of a second each would be felt in the suite."""
    key: Key = session.keyring.key
    session.keyring = Keyring(session.keyring.folder, key, FLOOR)
    return session


def owner(folder: Path) -> Session:
    """Open the practice as its first person."""
    entrance = Entrance(folder)
    return cheap(entrance.enter(entrance.people()[0][0], PASSWORD))


def as_role(folder: Path, role: Role) -> Session:
    """Open the practice as the person who has this role alone."""
    entrance = Entrance(folder)
    person = next(id_ for id_, name in entrance.people() if name == NAMES[role].name)
    return cheap(entrance.enter(person, PASSWORDS[role]))
