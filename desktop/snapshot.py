"""What the screen shows for one open visit: frozen, derived from the facts on disk and from nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from string import ascii_uppercase

from db.records import Chart, Mark, MarkId
from desktop.coding import code
from desktop.coding.lines import Coded, Entry, NotReported
from desktop.note.items import NOWHERE, Item, ten_items
from resources.codebook import Codebook, Presets
from resources.regions import Regions
from resources.terms import Placement, Side

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
    family's key ("premalignant", "benign", ... or "seen"); `preset` the key of the preset it was made with.
    """

    mark: Mark
    label: str
    number: int | None
    family: str
    preset: str
    questions: tuple[Question, ...]

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
    """How many live treatments of one sort. `doubtful` are those among them that wait for an answer and are in no code line."""

    key: str
    name: str
    count: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Group:
    """The marks of one body part, newest first; `sides` counts all of them by side."""

    key: str
    name: str
    marks: tuple[Numbered, ...]
    sides: tuple[tuple[Side, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One visit as it is on disk, with what follows from it.

    `marks` stand in order of entry, `groups` in the rail's order. `counts` start with the family shown big; findings are
    `seen`. `treated` counts live treatments.
    """

    chart: Chart
    marks: tuple[Numbered, ...]
    counts: tuple[FamilyCount, ...]
    seen: int
    treated: int
    groups: tuple[Group, ...]
    coded: Coded
    items: tuple[Item, ...]

    def mark(self, mark_id: MarkId) -> Numbered | None:
        """Return a live mark by its id."""
        return next((each for each in self.marks if each.id == mark_id), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """The shipped tables a snapshot is derived with. `book` is the edition in force on the date of service."""

    regions: Regions
    presets: Presets
    book: Codebook


def build(chart: Chart, rules: Rules) -> Snapshot:
    """Derive everything the screen shows from what is on disk for one visit."""
    marks = _numbered(chart.marks, rules)
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
    )


def letters(index: int) -> str:
    """Return the letter of the finding at a place in the row: A ... Z, AA ..."""
    head, tail = divmod(index, 26)
    return (letters(head - 1) if head else "") + ascii_uppercase[tail]


def _numbered(marks: Iterable[Mark], rules: Rules) -> tuple[Numbered, ...]:
    number = finding = 0
    rows = []
    for mark in marks:
        if mark.treatment:
            number += 1
            family = rules.presets.get(mark.treatment.preset).family
            rows.append(Numbered(mark, str(number), number, family, mark.treatment.preset, _questions(mark)))
        else:
            rows.append(Numbered(mark, letters(finding), None, SEEN, SEEN, _questions(mark)))
            finding += 1
    return tuple(rows)


def _questions(mark: Mark) -> tuple[Question, ...]:
    """What is open about a mark. A finding is counted nowhere, so nothing about its count is asked."""
    asked = []
    if mark.maybe_same_as and mark.treatment:
        asked.append(Question.SAME)
    if mark.place.placement is Placement.BY_NAME and mark.place.region == NOWHERE:
        asked.append(Question.PLACE)
    elif mark.place.side is Side.UNSAID:
        asked.append(Question.SIDE)
    return tuple(asked)


def _counts(treated: Sequence[Numbered], presets: Presets) -> tuple[FamilyCount, ...]:
    """Count by family: the practice's default family first if it was used, then in order of first use."""
    used = list(dict.fromkeys(each.family for each in treated))
    default = presets.default.family
    used.sort(key=lambda family: family != default)
    doubtful = Counter(each.family for each in treated if Question.SAME in each.questions)
    total = Counter(each.family for each in treated)
    return tuple(
        FamilyCount(family, presets.family_name(family, total[family] - doubtful[family]), total[family] - doubtful[family], doubtful[family])
        for family in used
    )


def _groups(marks: Sequence[Numbered], regions: Regions) -> tuple[Group, ...]:
    by_part: dict[str, list[Numbered]] = {}
    for each in marks:
        by_part.setdefault(regions.group(each.mark.place.region).key, []).append(each)
    groups = []
    for part in regions.parts:
        rows = by_part.get(part.key)
        if rows:
            sides = Counter(each.mark.place.side for each in rows)
            shown = tuple((side, sides[side]) for side in (Side.RIGHT, Side.MIDLINE, Side.LEFT) if sides[side])
            groups.append(Group(part.key, part.name, tuple(reversed(rows)), shown))
    return tuple(groups)


def _coded(treated: Sequence[Numbered], chart: Chart, rules: Rules) -> Coded:
    """Code what is settled; a mark that may be the same lesion as another one waits for its answer (screens.md 5.2)."""
    settled = [each for each in treated if Question.SAME not in each.questions]
    coded = code([_entry(each) for each in settled], chart.visit.date_of_service, rules.book)
    waiting = tuple(
        NotReported((each.id,), rules.book.text("same", this=each.label, other=_label_of(treated, each.mark.maybe_same_as)))
        for each in treated
        if Question.SAME in each.questions
    )
    return replace(coded, pending=coded.pending + waiting)


def _label_of(marks: Iterable[Numbered], mark_id: MarkId | None) -> str:
    return next((each.label for each in marks if each.id == mark_id), "")


def _entry(each: Numbered) -> Entry:
    treatment = each.mark.treatment
    assert treatment is not None
    return Entry(
        key=each.id,
        category=treatment.category,
        region=each.mark.place.region,
        side=each.mark.place.side,
        diameter_mm=treatment.size_mm,
        methods=treatment.methods,
        diagnoses=treatment.diagnoses,
        diagnosis_state=treatment.diagnosis_state,
        cosmetic=treatment.cosmetic,
        lesion=each.mark.lesion_id,
        label=each.label,
        phrase=each.mark.place.phrase,
    )
