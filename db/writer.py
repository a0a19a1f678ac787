"""The ground of every change: who, when, and the event that goes with it in the same transaction."""

from datetime import datetime

from sqlalchemy import Connection

from db.errors import Stale, VisitDiscarded, VisitSigned
from db.events import About, Body, Chain, Kind
from db.people import PersonId
from db.reader import Reader
from resources.terms import VisitState


class Writer(Reader):
    """A reader that can write. One user's action at one time: `now` is the time of everything it stores."""

    def __init__(self, connection: Connection, station_id: str, actor: PersonId, now: datetime) -> None:
        super().__init__(connection)
        self._actor = actor
        self._now = now
        self._chain = Chain(connection, station_id, actor)

    @property
    def found(self) -> str:
        """Time of the event this transaction found as the newest one, as stored; empty while nothing was told."""
        return self._chain.before

    def _tell(self, kind: Kind, about: About, body: Body) -> None:
        self._chain.add(kind, self._now, about, body)


def must_be_open(state: VisitState) -> None:
    """Raise VisitSigned or VisitDiscarded unless a visit may still be changed."""
    if state is VisitState.SIGNED:
        raise VisitSigned
    if state is VisitState.DISCARDED:
        raise VisitDiscarded


def must_be_one(rows: int) -> None:
    """Raise Stale unless a statement met the one row, in the version, that it was meant for."""
    if rows != 1:
        raise Stale
