"""Values that go into and come out of the coding rules."""

from dataclasses import dataclass
from datetime import date

from resources.terms import Category, DiagnosisState, Method, Side


@dataclass(frozen=True, slots=True)
class Entry:
    """Lesions to code that are alike: `count` lesions of one category on one date of service.

    `key` names the entry in the result (a mark's id, or its place in the input). `lesion` says that entries with the same
    value are one lesion. `region` is an id of the anatomy table at any level, or ``unspecified``.
    """

    key: str
    category: Category
    count: int = 1
    region: str = "unspecified"
    side: Side | None = None
    diameter_mm: float | None = None
    methods: tuple[Method, ...] = ()
    diagnoses: tuple[str, ...] = ()
    diagnosis_state: DiagnosisState = DiagnosisState.CONFIRMED
    cosmetic: bool = False
    lesion: str | None = None


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier treatment of a lesion: needed for global periods."""

    lesion: str
    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Payer:
    """How a payer wants distinct services and repeats written."""

    distinct: str = "59"
    repeat: str = "units"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a claim. `keys` are the entries it reports, in order; `reason` says in words why it stands."""

    code: str
    units: int
    modifiers: tuple[str, ...]
    diagnoses: tuple[str, ...]
    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class NotReported:
    """Entries that are in no line, with the reason in words."""

    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Coded:
    """The result for one patient and date of service.

    Every entry is in exactly one line, in `not_reported` or in `pending`. `reasons` are the distinct reasons in line order.
    """

    lines: tuple[CodeLine, ...] = ()
    not_reported: tuple[NotReported, ...] = ()
    pending: tuple[NotReported, ...] = ()
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
