"""What the screen shows for one open visit: frozen, derived from the facts on disk and from nothing else."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, zip_longest
from string import ascii_uppercase
from typing import TYPE_CHECKING

from db.records import Chart, Mark, MarkId, Treatment
from desktop.coding.lines import Coded, Entry, NotReported
from desktop.note.items import NOWHERE, Item, ten_items
from resources.regions import BodyPart, Regions
from resources.terms import Placement, Side

if TYPE_CHECKING:
    from resources.codebook import Codebook
    from resources.presets import Presets

SEEN = "seen"
"""Family and preset of a finding."""


class Question(StrEnum):
    """What must be answered about a mark before the count stands."""

    SAME = "same"
    SIDE = "side"
    PLACE = "place"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A mark with what is said on it.

    `label` is its number ("17") or its finding's letter ("A"); `number` is None for a finding. `family` is the preset
    family's key ("ak", "wart", ... or "seen"); `preset` the key of the preset it was made with. `entry` is what is
    coded, None for a finding.
    """

    mark: Mark
    label: str
    number: int | None
    family: str
    preset: str
    questions: tuple[Question, ...]
    entry: Entry | None = None

    @property
    def id(self) -> MarkId:
        """The mark's id."""
        return self.mark.id

    @property
    def treated(self) -> bool:
        """Whether it counts as treated."""
        return self.mark.treatment is not None


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """How many live treatments of one sort. `doubtful` ones wait for an answer: not in `count` and in no code line."""

    key: str
    name: str
    count: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Group:
    """The marks of one body part, newest first. `treated` counts its live treatments, `sides` those by side."""

    key: str
    name: str
    marks: tuple[Numbered, ...]
    treated: int
    sides: tuple[tuple[Side, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One visit as it is on disk, with what follows from it.

    `marks` stand in order of entry, `groups` in the rail's order. `counts` start with the family shown big; findings
    are `seen`. `treated` counts live treatments, doubtful ones too. `waiting` are the marks that somebody else entered
    or changed and the visit's provider has not accepted yet; they count like all others.
    """

    chart: Chart
    marks: tuple[Numbered, ...]
    counts: tuple[FamilyCount, ...]
    seen: int
    treated: int
    groups: tuple[Group, ...]
    coded: Coded
    items: tuple[Item, ...]
    waiting: tuple[Numbered, ...] = ()

    def mark(self, mark_id: MarkId) -> Numbered | None:
        """Return a live mark by its id."""
        return next((each for each in self.marks if each.id == mark_id), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped tables a snapshot is derived with. `book` is the edition in force on the date of service."""

    regions: Regions
    presets: "Presets"
    book: "Codebook"


def build(chart: Chart, rules: Rules, before: Snapshot | None = None) -> Snapshot:
    """Derive everything the screen shows from what is on disk for one visit.

    `before` is the visit a change ago, derived by the same rules: what is as it was is taken over, not made again.
    """
    marks = _numbered(chart.marks, rules, before.marks if before is not None else ())
    treated = tuple(each for each in marks if each.treated)
    return Snapshot(
        chart=chart,
        marks=marks,
        counts=_counts(treated, rules.presets),
        seen=len(marks) - len(treated),
        treated=len(treated),
        groups=_groups(marks, rules.regions),
        coded=_coded(treated, chart, rules),
        items=ten_items(chart),
        waiting=tuple([each for each in marks if each.mark.waits_for(chart.provider.id)]),
    )


def letters(index: int) -> str:
    """Return the letter of the finding at a place in the row: A ... Z, AA ..."""
    head, tail = divmod(index, 26)
    return (letters(head - 1) if head else "") + ascii_uppercase[tail]


def _numbered(marks: Sequence[Mark], rules: Rules, before: Sequence[Numbered]) -> tuple[Numbered, ...]:
    numbers, findings = count(1), count()
    counted = {mark.id for mark in marks if mark.treatment}
    rows = []
    for mark, old in zip_longest(marks, before[: len(marks)]):
        label = str(next(numbers)) if mark.treatment else letters(next(findings))
        # whether two may be one lesion depends on the other one too: that is asked anew
        if old is not None and old.mark is mark and old.label == label and mark.maybe_same_as is None:
            rows.append(old)
        else:
            rows.append(_row(mark, label, rules, counted))
    return tuple(rows)


def _row(mark: Mark, label: str, rules: Rules, counted: Container[MarkId]) -> Numbered:
    treatment, questions = mark.treatment, _questions(mark, counted)
    if treatment is None:
        return Numbered(mark, label, None, SEEN, SEEN, questions)
    family = rules.presets.get(treatment.preset).family
    entry = _entry(mark, treatment, label)
    return Numbered(mark, label, int(label), family, treatment.preset, questions, entry)


def _questions(mark: Mark, counted: Container[MarkId]) -> tuple[Question, ...]:
    """Return what is open about a mark. Only two that both count can be one lesion counted twice."""
    place = mark.place
    same = (Question.SAME,) if mark.maybe_same_as in counted and mark.treatment else ()
    if place.region == NOWHERE and place.placement is Placement.BY_NAME:
        return (*same, Question.PLACE)
    if place.side is Side.UNSAID:
        return (*same, Question.SIDE)
    return same


def _counts(treated: Sequence[Numbered], presets: "Presets") -> tuple[FamilyCount, ...]:
    """Count by family: the practice's default family first if it was used, then in order of first use."""
    settled: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    for each in treated:
        heap = doubtful if Question.SAME in each.questions else settled
        heap[each.family] += 1
    default = presets.default.family
    used = sorted(dict.fromkeys(each.family for each in treated), key=lambda family: family != default)
    return tuple(
        FamilyCount(family, presets.family_name(family, settled[family]), settled[family], doubtful[family])
        for family in used
    )


def _groups(marks: Sequence[Numbered], regions: Regions) -> tuple[Group, ...]:
    by_part: dict[str, list[Numbered]] = {}
    for each in reversed(marks):
        by_part.setdefault(regions.group(each.mark.place.region).key, []).append(each)
    return tuple(_group(part, by_part[part.key]) for part in regions.parts if part.key in by_part)


def _group(part: BodyPart, marks: Sequence[Numbered]) -> Group:
    sides = Counter([each.mark.place.side for each in marks if each.treated])
    shown = tuple((side, sides[side]) for side in (Side.RIGHT, Side.MIDLINE, Side.LEFT) if sides[side])
    return Group(part.key, part.name, tuple(marks), sides.total(), shown)


def _coded(treated: Sequence[Numbered], chart: Chart, rules: Rules) -> Coded:
    """Code what is settled; a mark that may be the same lesion as another one waits for its answer (screens.md 5.2)."""
    entries = []
    waiting = []
    for each in treated:
        if Question.SAME in each.questions:
            text = rules.book.text("same", this=each.label, other=_label_of(treated, each.mark.maybe_same_as))
            waiting.append(NotReported((each.id,), text))
        elif each.entry is not None:
            entries.append(each.entry)
    # imported here: the first frame shows what a snapshot is, and makes none
    from desktop.coding.rules import code  # noqa: PLC0415

    coded = code(entries, chart.visit.date_of_service, rules.book)
    return replace(coded, pending=(*coded.pending, *waiting))


def _label_of(marks: Iterable[Numbered], mark_id: MarkId | None) -> str:
    return next((each.label for each in marks if each.id == mark_id), "")


def _entry(mark: Mark, treatment: Treatment, label: str) -> Entry:
    place = mark.place
    return Entry(
        key=mark.id,
        category=treatment.category,
        region=place.region,
        side=place.side,
        diameter_mm=treatment.size_mm,
        methods=treatment.methods,
        diagnoses=treatment.diagnoses,
        diagnosis_state=treatment.diagnosis_state,
        cosmetic=treatment.cosmetic,
        lesion=mark.lesion_id,
        label=label,
        phrase=place.phrase,
    )
