"""What a summary says: one visit's frozen content, in words, ready to be written as text, HTML or PDF."""

from dataclasses import dataclass
from datetime import date, datetime

from resources.terms import Category, Method, Placement, Side


@dataclass(frozen=True, slots=True)
class Lesion:
    """One live mark. `label` is its number ("17") or, for a finding, its letter ("A"); `treated` tells them apart.

    `site` is the phrase as recorded, side included; `part` is the body part's name. `asked` says what somebody must
    still answer about it. `added_on` is set if it was entered on another day than the date of service.
    `freezes` are the freeze cycles that were timed, in tenths of a second. `measured` are the distances from landmarks
    that somebody measured on the patient, in words.
    """

    label: str
    treated: bool
    site: str
    side: Side
    part: str
    category: Category | None
    methods: tuple[Method, ...]
    diagnoses: tuple[str, ...]
    placement: Placement
    size_mm: int | None = None
    cosmetic: bool = False
    asked: tuple[str, ...] = ()
    added_on: date | None = None
    freezes: tuple[int, ...] = ()
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Lesions with the same region, side and phrase: the phrase is written once, with their number."""

    phrase: str
    labels: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many lesions lie there."""
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class Part:
    """The lesions of one family in one body part."""

    name: str
    sites: tuple[Site, ...]

    @property
    def count(self) -> int:
        """How many lesions lie in it."""
        return sum(site.count for site in self.sites)


@dataclass(frozen=True, slots=True)
class Shared:
    """Something said of several lesions: a diagnosis code, or the methods used."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The treated lesions of one sort. `count` are settled, `doubtful` wait for an answer and are in no code line."""

    key: str
    name: str
    count: int
    doubtful: int
    diagnoses: tuple[Shared, ...]
    methods: tuple[Shared, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One code line with the numbers of the lesions it reports."""

    code: str
    units: int
    modifiers: tuple[str, ...]
    diagnoses: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Lesions that are in no code line, and why."""

    labels: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody else than the provider who entered or changed what the summary says, with name and credentials.

    `first` and `last` are the aware local times of their first and last entry; `scribe` says they wrote as one.
    """

    name: str
    scribe: bool
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """The content of one visit's summary. The count, the sites and the code lines are known to agree with each other.

    `visit` is the visit's id. `reasons` say why the lines stand as they do, each once. `open` are the things nobody
    recorded yet, in words. `written` is the aware local time of writing. `head` names the state of the record the
    summary was made from (sequence and start of the hash) or is empty. `rules` are the editions of the rules. `authors`
    are those beside the provider, in order of their first entry; `unaccepted` are the labels of what the provider has
    not taken over yet.
    """

    practice: str
    visit: str
    patient: str
    mrn: str
    birth_date: date | None
    date_of_service: date
    provider: str
    place_of_service: str
    families: tuple[Family, ...]
    lesions: tuple[Lesion, ...]
    findings: tuple[Lesion, ...]
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    not_reported: tuple[Aside, ...]
    pending: tuple[Aside, ...]
    warnings: tuple[str, ...]
    open: tuple[str, ...]
    demo: bool
    draft: bool
    written: datetime
    program: str = ""
    rules: tuple[str, ...] = ()
    head: str = ""
    authors: tuple[Author, ...] = ()
    unaccepted: tuple[str, ...] = ()
