"""Who can open the lock, and by what."""

from db.errors import StoreError
from db.people import Member, PersonId
from desktop.people.entrants import Entrant, Proof
from desktop.practice.session import Session
from desktop.practice.switching import Switching


def entrants(
    session: Session, switching: Switching, asked: PersonId | None = None
) -> tuple[Entrant, tuple[Entrant, ...]]:
    """Return who is asked (the person at work, unless another is), and the others.

    A record that can't be read just now asks the person at work for the password.
    """
    first = asked or session.person.id
    try:
        found = [_entrant(each, switching) for each in switching.people()]
    except StoreError:
        found = []
    at_work = next((each for each in found if each.id == first), None)
    if at_work is None:
        at_work = Entrant(session.person.id, session.person.title, Proof.NO_PIN)
    return at_work, tuple(each for each in found if each.id != at_work.id)


def _entrant(member: Member, switching: Switching) -> Entrant:
    person = member.person
    if not member.has_pin:
        return Entrant(person.id, person.title, Proof.NO_PIN)
    if switching.asks_pin(person.id):
        return Entrant(person.id, person.title, Proof.PIN)
    blocked = switching.is_blocked(person.id)
    return Entrant(person.id, person.title, Proof.PIN_BLOCKED if blocked else Proof.PIN_OLD)
