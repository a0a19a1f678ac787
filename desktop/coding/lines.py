"""Values that go into and come out of the coding rules."""

from dataclasses import dataclass
from datetime import date

from resources.terms import Category, DiagnosisState, Method, Side


@dataclass(frozen=True, slots=True)
class Entry:
    """Lesions to code that are alike: `count` lesions of one category on one date of service.

    `key` names the entry in the result (a mark's id, or its place in the input), `label` and `phrase` name it and its
    place to people (the key and the region, if empty). `lesion` says that entries with the same value are one lesion;
    such an entry counts one. `region` is an id of the anatomy table at any level, or ``unspecified``.
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
    label: str = ""
    phrase: str = ""


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
    """One line of a claim. `keys` are the entries it reports, in order; `reason` says in words why it stands.

    `counts` says how many lesions of each entry the line reports: 0 for one that is the same lesion as another. Only an
    entry of several lesions can stand in two lines, a first code's and its add-on's.
    """

    code: str
    units: int
    modifiers: tuple[str, ...]
    diagnoses: tuple[str, ...]
    keys: tuple[str, ...]
    reason: str
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NotReported:
    """Entries that are in no line, with the reason in words. `field` names what of the entry would have to change."""

    keys: tuple[str, ...]
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """The result for one patient and date of service.

    Every entry is in a line, in `not_reported` or in `pending`, and in one of them only. `reasons` are the distinct
    reasons in line order; with nothing in any line and nothing pending, they say that there is nothing to report.
    """

    lines: tuple[CodeLine, ...] = ()
    not_reported: tuple[NotReported, ...] = ()
    pending: tuple[NotReported, ...] = ()
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
