"""Values that go into and come out of the coding rules."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from resources.terms import Category, DiagnosisState, Method, Side

Apart = AbstractSet[frozenset[str]]
"""Pairs of entries' keys that lie 10 mm or more apart on the skin."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Lesions to code that are alike: `count` lesions of one category on one date of service.

    `key` names the entry in the result (a mark's id, or its place in the input), `label` and `phrase` name it and its
    place to people (the key and the region, if empty). `lesion` says that entries with the same value are one lesion;
    such an entry counts one. `region` is an id of the anatomy table at any level, or ``unspecified``.

    `symptom` is the documented complaint; None: nobody was asked. `apart` says who confirmed that it is another lesion
    than those at the same place. `performer` is who treated it, `visit` the time of the day's other visit it is of;
    both are empty for the visit at hand.
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
    symptom: str | None = None
    apart: str = ""
    performer: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier treatment of a lesion: needed for global periods."""

    lesion: str
    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Payer:
    """How a payer wants lines written.

    `distinct` is the modifier of another lesion, `repeat` ``units`` or the modifier of a line's second copy. `tens`:
    a ``part`` of a further ten skin tags counts, or only a ``full`` one. `hold` says what waits for pathology: ``all``
    charges of the date, or the ``lines`` of the suspected cancers. `limits`: the units a day are watched.
    """

    distinct: str = "59"
    repeat: str = "units"
    tens: str = "part"
    hold: str = "all"
    limits: bool = True


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of a claim. `keys` are the entries it reports, in order; `reason` says in words why it stands.

    `counts` says how many lesions of each entry the line reports: 0 for one that is the same lesion as another. Only an
    entry of several lesions can stand in two lines, a first code's and its add-on's. `rule` is the family's key,
    `under` are the codes of other lines that take this one in but for its modifier. `changed` says who changed the
    line by hand and why, `was` what it was before.
    """

    code: str
    units: int
    modifiers: tuple[str, ...]
    diagnoses: tuple[str, ...]
    keys: tuple[str, ...]
    reason: str
    counts: tuple[int, ...] = ()
    rule: str = ""
    under: tuple[str, ...] = ()
    changed: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class NotReported:
    """Entries that are in no line, with the reason in words. `field` names what of the entry would have to change."""

    keys: tuple[str, ...]
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning: what to check, where the rule comes from, and the entries it is about (none: the whole day).

    `confirmable`: a person's confirmation that the entries are different lesions settles it.
    """

    text: str
    source: str = ""
    keys: tuple[str, ...] = ()
    confirmable: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """The result for one patient and date of service.

    Every entry is in a line, in `not_reported` or in `pending`, and in one of them only. `reasons` are the distinct
    reasons in line order; with nothing in any line and nothing pending, they say that there is nothing to report.

    `held` are the provisional lines of suspected cancers; their entries are in `not_reported`. While there are any,
    `hold` says what may not be sent: ``all`` or ``lines``; else it is empty. `doubts` are the warnings with sources.
    """

    lines: tuple[CodeLine, ...] = ()
    not_reported: tuple[NotReported, ...] = ()
    pending: tuple[NotReported, ...] = ()
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    held: tuple[CodeLine, ...] = ()
    hold: str = ""
    doubts: tuple[Doubt, ...] = ()
