"""Frozen values that leave the package. No SQLAlchemy here: widgets and pure code may import it."""

import os
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Self

from db.people import EmergencyId, Member, Person, PersonId
from resources.terms import (
    SURFACE,
    VOCABULARY,
    Anchor,
    BodyKind,
    Category,
    DiagnosisState,
    Method,
    Placement,
    Sex,
    Side,
    SiteLevel,
    SkinTone,
    VisitState,
)

PatientId = NewType("PatientId", str)
VisitId = NewType("VisitId", str)
LesionId = NewType("LesionId", str)
MarkId = NewType("MarkId", str)
TreatmentId = NewType("TreatmentId", str)
MeasureId = NewType("MeasureId", str)

_WHOLE = 64
"""Digits of a hash."""
_PRINTED = 16
"""Digits of a hash that are printed: too many for anybody to make another event that has them."""


def new_id() -> str:
    """Return a fresh UUIDv7 as 32 hexadecimal digits; ids made later sort later (to the millisecond)."""
    milliseconds = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    tail = (tail & ~(0xF << 76)) | (0x7 << 76)
    tail = (tail & ~(0x3 << 62)) | (0x2 << 62)
    return f"{milliseconds:012x}{tail:020x}"


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice that owns the record.

    `first_view` is the view shown when a visit opens, `site_level` how fine its notes name a site, `lock_minutes` how
    long an idle window stays open.
    """

    name: str
    demo: bool
    first_view: str
    place_of_service: str
    site_level: SiteLevel = SiteLevel.LEAF
    lock_minutes: int = 5


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One site of the practice's hands-free route, in its working order."""

    region: str
    side: Side


@dataclass(frozen=True, slots=True)
class Emergency:
    """Reading a chart without the right to it, for a stated reason, until it ends; somebody else reviews it."""

    id: EmergencyId
    person: Person
    patient: "Patient"
    reason: str
    opened_at: datetime
    ends_at: datetime
    closed_at: datetime | None
    reviewed_at: datetime | None
    reviewed_by: PersonId | None
    remark: str
    version: int


@dataclass(frozen=True, slots=True)
class PatientDraft:
    """What a person types for a patient. Texts are stored normalised (NFC, no control characters, trimmed).

    `body` and `skin_tone` say what is drawn; None leaves it to age and sex, or to the practice.
    """

    family_name: str
    given_name: str
    birth_date: date | None
    mrn: str
    alerts: tuple[str, ...] = ()
    sex: Sex = Sex.UNSAID
    body: BodyKind | None = None
    skin_tone: SkinTone | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient as stored."""

    id: PatientId
    family_name: str
    given_name: str
    birth_date: date | None
    mrn: str
    alerts: tuple[str, ...]
    version: int
    sex: Sex = Sex.UNSAID
    body: BodyKind | None = None
    skin_tone: SkinTone | None = None

    @property
    def name(self) -> str:
        """``Whitfield, Eleanor``."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


@dataclass(frozen=True, slots=True)
class Visit:
    """One provider's encounter with one patient on one date of service."""

    id: VisitId
    patient_id: PatientId
    provider_id: PersonId
    date_of_service: date
    place_of_service: str
    state: VisitState
    opened_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """A row of a list of visits. `treated` counts live treatments, `seen` live marks without one."""

    visit: Visit
    patient: Patient
    provider: Person
    treated: int
    seen: int
    last_change: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark lies. BY_NAME keeps the named node; its anchor, if any, only draws.

    `view` is the view it was placed in, kept as recorded.
    `radius_mm` is how coarse the pointer was on the skin (0 = fine).
    `other_region` is the second name of a tap beside a border, until somebody says which one it is.
    `surface` and `vocabulary` are those it was placed with: an older place is shown by its phrase, and never renamed.
    """

    placement: Placement
    region: str
    side: Side
    phrase: str
    anchor: Anchor | None = None
    view: str = ""
    radius_mm: int = 0
    other_region: str = ""
    surface: str = SURFACE
    vocabulary: str = VOCABULARY

    @property
    def is_current(self) -> bool:
        """Whether its anchor belongs to the body surface of this program."""
        return self.surface == SURFACE


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A distance from a landmark that somebody measured on the patient, along the skin, before it is stored.

    `direction` says from the landmark to the lesion in anatomical words ("inferior"); it may be empty.
    """

    id: MeasureId
    landmark: str
    side: Side
    distance_mm: int
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured distance as stored."""

    id: MeasureId
    mark_id: MarkId
    landmark: str
    side: Side
    distance_mm: int
    direction: str
    entered_at: datetime
    entered_by: PersonId


@dataclass(frozen=True, slots=True)
class TreatmentDraft:
    """One category done to a mark with one or more methods, before it is stored. Its id is made by the client.

    `freezes` are the timed freeze cycles, each in tenths of a second.
    """

    id: TreatmentId
    category: Category
    methods: tuple[Method, ...]
    diagnoses: tuple[str, ...]
    preset: str
    size_mm: int | None = None
    diagnosis_state: DiagnosisState = DiagnosisState.CLINICAL
    cosmetic: bool = False
    freezes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """A mark before it is stored; without a treatment it is a finding.

    Ids are made by the client, so that a retry is safe. `maybe_same_as` is set when the mark lies so near another one
    of this visit that somebody must say whether they are one lesion.
    """

    id: MarkId
    lesion_id: LesionId
    place: Place
    treatment: TreatmentDraft | None
    maybe_same_as: MarkId | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """A live treatment as stored. `freezes` are its timed freeze cycles, each in tenths of a second."""

    id: TreatmentId
    category: Category
    methods: tuple[Method, ...]
    diagnoses: tuple[str, ...]
    preset: str
    size_mm: int | None
    diagnosis_state: DiagnosisState
    cosmetic: bool
    entered_at: datetime
    entered_by: PersonId
    freezes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A live mark of a visit as stored, in order of entry. Without a treatment it is a finding.

    `changed_by` is whoever changed it, or what was done to it, last; None if nobody did since its entry. An acceptance
    by the visit's provider holds until the next change.
    """

    id: MarkId
    lesion_id: LesionId
    visit_id: VisitId
    place: Place
    maybe_same_as: MarkId | None
    treatment: Treatment | None
    entered_at: datetime
    entered_by: PersonId
    version: int
    changed_at: datetime | None = None
    changed_by: PersonId | None = None
    accepted_at: datetime | None = None
    accepted_by: PersonId | None = None

    @property
    def last_hand(self) -> PersonId:
        """Whoever entered it, or changed it last."""
        return self.changed_by or self.entered_by

    def waits_for(self, provider: PersonId) -> bool:
        """Say whether it is somebody else's work that the visit's provider has not accepted yet."""
        return self.last_hand != provider and self.accepted_by is None


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is on disk for one visit, read in one snapshot. `saved_at` is the time of its last event.

    `people` is the whole practice, as soon as a hand other than the provider's shows in the visit; before that empty.
    """

    practice: Practice
    patient: Patient
    provider: Person
    visit: Visit
    marks: tuple[Mark, ...]
    saved_at: datetime
    measures: tuple[Measure, ...] = ()
    people: tuple[Member, ...] = ()

    def member(self, person_id: PersonId) -> Member | None:
        """Return somebody whose hand shows in the visit with their roles of now; None for the provider alone."""
        return next((each for each in self.people if each.person.id == person_id), None)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event of the chain: its number and its hash (64 hexadecimal digits)."""

    seq: int
    hash: str

    @property
    def printed(self) -> str:
        """The head as it stands on everything printed: ``214:9f3c-5a00-41aa-7720``, the hash's first 16 digits."""
        return f"{self.seq}:{'-'.join(self.hash[at : at + 4] for at in range(0, _PRINTED, 4))}"


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head as it was printed or kept outside the record: a number and the first 16 or more digits of its hash."""

    seq: int
    beginning: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Read ``214:9f3c-5a00-41aa-7720`` or a whole hash, in any case. Raises ValueError with the reason."""
        number, colon, digits = text.strip().partition(":")
        plain = digits.replace("-", "").lower()
        if not colon or not (number.isascii() and number.isdecimal()) or int(number) < 1:
            raise ValueError(f"{text!r} is not SEQ:HASH, such as 214:9f3c-5a00-41aa-7720")
        if not _PRINTED <= len(plain) <= _WHOLE or set(plain) - set("0123456789abcdef"):
            raise ValueError(f"the hash in {text!r} has not {_PRINTED} to {_WHOLE} digits 0-9 and a-f")
        return cls(int(number), plain)

    def fits(self, hashed: str) -> bool:
        """Say whether an event's hash is this one's."""
        return bool(self.beginning) and hashed.startswith(self.beginning)
