"""What the screen shows for one open visit: frozen, derived from the facts on disk and from nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from db.records import Chart, Mark, MarkId
from desktop.coding.lines import Coded
from resources.terms import Side


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
class Item:
    """One of the ten items a note needs: done with its fact, or open with what is missing."""

    number: int
    key: str
    done: bool
    fact: str


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
