"""The audit report of a session: what happened, when, by whom, about whom, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from db.events import SYSTEM, About, Kind
from db.people import Person
from db.records import Head, PatientId
from db.store import Reader
from db.trail import TrailColumn, TrailEntry, TrailQuery
from desktop.access import Action
from desktop.export.csv_rows import csv_bytes
from desktop.messages import translate
from desktop.practice.session import Session
from desktop.practice.trail_details import details_of
from desktop.practice.trail_words import GROUPS, Group, in_order_of_names, name_of, sentence_of

__all__ = ["THE_PROGRAM", "Answer", "Group", "Question", "Trail", "TrailColumn", "TrailRow"]

THE_PROGRAM = SYSTEM
"""Actor of what the program did by itself."""
_PROGRAM = "Dermtally"
_ID = 32
"""Letters of an id."""
_SHORT_ID = 8
_ALL_PATIENTS = 30_000
"""Nobody who fits is left out (SQLite takes 32,766 values in a statement)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks the report: days of this computer's calendar, both included; words for a patient.

    An empty `actor` is anybody, an empty `patient` any patient or none.
    """

    since: date | None = None
    until: date | None = None
    actor: str = ""
    patient: str = ""
    group: Group = Group.ALL
    by: TrailColumn = TrailColumn.SEQ
    descending: bool = True
    up_to: int = 0
    """Events after this one are left out: those that come while somebody reads would move the others. 0 is none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How many lines a report has, and the head of the record when that was counted."""

    entries: int
    head: Head


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the report. `at` is None where the stored time is none; `whom` is empty where no patient is meant."""

    seq: int
    at: datetime | None
    who: str
    what: str
    whom: str
    mrn: str
    visit_day: date | None
    about: str
    sentence: str
    details: tuple[tuple[str, str], ...] = field(repr=False)


class Trail:
    """The audit report, for those whose roles include it. Every method raises StoreError, NotAllowed among them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self) -> tuple[Person, ...]:
        """Store that this person looks at the report; return everybody who may stand in it."""
        with self._session.writing(Action.TRAIL_READ) as work:
            work.tell(Kind.TRAIL_READ, About(), {})
            return work.persons()

    def ask(self, question: Question) -> Answer:
        """Return how long a report is, and up to where the record goes now."""
        with self._session.reading(Action.TRAIL_READ) as record:
            return Answer(record.trail_count(_query(record, question)), record.head())

    def page(self, question: Question, offset: int, limit: int) -> tuple[TrailRow, ...]:
        """Return some lines of a report, in its order."""
        with self._session.reading(Action.TRAIL_READ) as record:
            names = _names(record)
            return tuple(_row(each, names) for each in record.trail(_query(record, question), offset, limit))

    def export(self, question: Question, now: datetime) -> bytes:
        """Return a report as CSV, and store that it was taken out.

        Its second line holds the head of the record: beside it, a later cut or change of the chain is found.
        """
        with self._session.writing(Action.TRAIL_READ) as work:
            entries = work.trail_count(_query(work, question))
            work.tell(Kind.TRAIL_EXPORTED, About(), {"entries": entries, "filter": _filter(question)})
        with self._session.reading(Action.TRAIL_READ) as record:
            query, head = _query(record, question), record.head()
            top = (
                (translate("Trail", "Audit report"), self._session.practice.name),
                (translate("Trail", "Record"), head.printed),
                (translate("Trail", "Made"), _moment(now), self._session.person.title),
                (translate("Trail", "Asked for"), _filter(question)),
                (),
                _heads(),
            )
            return csv_bytes((*top, *_cells(record, query)))


def _names(record: Reader) -> Mapping[str, str]:
    return {each.id: each.name for each in record.persons()}


def _cells(record: Reader, query: TrailQuery) -> Iterator[tuple[str, ...]]:
    for entry in record.trail(query):
        day = entry.visit_day.isoformat() if entry.visit_day else ""
        at = _moment(entry.at) if entry.at else ""
        said = (_who(entry), name_of(entry.kind), _whom(entry), entry.mrn, day, entry.about)
        ids = (entry.actor, entry.kind, entry.patient, entry.visit, entry.subject, entry.body)
        yield (str(entry.seq), at, *said, *ids)


def _row(entry: TrailEntry, names: Mapping[str, str]) -> TrailRow:
    who, whom = _who(entry), _whom(entry)
    return TrailRow(
        entry.seq,
        entry.at,
        who,
        name_of(entry.kind),
        whom,
        entry.mrn,
        entry.visit_day,
        entry.about,
        sentence_of(entry.kind, who, whom, entry.about),
        # an id of somebody or something without a name is told by its end
        details_of(entry.body, lambda text: names.get(text) or _short(text)),
    )


def _who(entry: TrailEntry) -> str:
    return _PROGRAM if entry.actor == SYSTEM else entry.actor_name or entry.actor


def _whom(entry: TrailEntry) -> str:
    return ", ".join(part for part in (entry.family_name, entry.given_name) if part) or _short(entry.patient)


def _short(text: str) -> str:
    is_id = len(text) == _ID and set(text) <= set("0123456789abcdef")
    return text[-_SHORT_ID:] if is_id else text


def _query(record: Reader, question: Question) -> TrailQuery:
    patients: frozenset[PatientId] | None = None
    if question.patient.strip():
        patients = frozenset(each.id for each in record.find_patients(question.patient, _ALL_PATIENTS))
    return TrailQuery(
        _begin(question.since),
        _begin(question.until + timedelta(days=1) if question.until and question.until < date.max else None),
        question.actor,
        patients,
        GROUPS[question.group],
        question.by,
        question.descending,
        in_order_of_names(),
        question.up_to,
    )


def _begin(day: date | None) -> datetime | None:
    """Return the moment a day begins on this computer's clock; None for a day outside all that can be stored."""
    try:
        return datetime.combine(day, time()).astimezone(UTC) if day else None
    except (OverflowError, ValueError):
        return None


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _filter(question: Question) -> str:
    """Return what was asked for, as it is kept; the words for a patient are left out: they may be a name."""
    said = {
        "from": question.since.isoformat() if question.since else "",
        "to": question.until.isoformat() if question.until else "",
        "person": question.actor,
        "patient": "some" if question.patient.strip() else "",
        "what": question.group.value if question.group is not Group.ALL else "",
    }
    return "; ".join(f"{key} {value}" for key, value in said.items() if value)


def _heads() -> tuple[str, ...]:
    return (
        translate("Trail", "Number"),
        translate("Trail", "Time (UTC)"),
        translate("Trail", "Person"),
        translate("Trail", "What"),
        translate("Trail", "Patient"),
        translate("Trail", "MRN"),
        translate("Trail", "Date of service"),
        translate("Trail", "About"),
        translate("Trail", "Person id"),
        translate("Trail", "Kind"),
        translate("Trail", "Patient id"),
        translate("Trail", "Visit id"),
        translate("Trail", "Subject id"),
        translate("Trail", "Content"),
    )
