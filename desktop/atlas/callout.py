"""What a call-out line can say: lesions counted by name, a correction of the last entry, and what is unclear in it."""

from dataclasses import dataclass
from enum import StrEnum, auto

from resources.regions import ROOT
from resources.terms import Side

NOWHERE = ROOT
"""The region of lesions counted before anybody said where they are."""

MOST = 99
"""More lesions in one entry than anybody treats at one place are a slip of the finger."""


class EditKind(StrEnum):
    """How a call-out corrects the last entry. SIDE answers which side it is on."""

    SET = auto()
    ADD = auto()
    OTHER_SIDE = auto()
    SIDE = auto()


class ProblemKind(StrEnum):
    """What keeps an entry from being taken. Only a side that was not said does not: it counts, and is asked later."""

    UNKNOWN_WORD = auto()
    UNFINISHED = auto()
    WHICH_PLACE = auto()
    WHICH_SIDE = auto()
    WHICH_BRUSH = auto()
    NO_PLACE = auto()
    TWO_PLACES = auto()
    TWO_COUNTS = auto()
    NO_COUNT = auto()
    TOO_MANY = auto()
    NOT_ALONE = auto()


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction of the last entry: its new count, how many more (or fewer, below 0), its side, or the other one."""

    kind: EditKind
    number: int = 0
    side: Side = Side.UNSAID


@dataclass(frozen=True, slots=True)
class CalloutEntry:
    """Lesions counted by name. `preset` is the brush that was said, None for the armed one.

    The side is UNSAID where the place has sides and none was said. `phrase` is the site in words.
    """

    count: int
    region: str
    side: Side
    preset: str | None
    phrase: str


@dataclass(frozen=True, slots=True)
class CalloutProblem:
    """What is missing or not known. `word` is what to mark; UNFINISHED is the start of a known word.

    `place` are all words said of a place that is not known: what the practice may teach.
    `candidates` are places in words (WHICH_PLACE, TWO_PLACES) or names of brushes, `sides` those a place can have.
    """

    kind: ProblemKind
    word: str = ""
    candidates: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    place: str = ""

    @property
    def can_wait(self) -> bool:
        """Whether it is only a side that nobody said yet."""
        return self.kind is ProblemKind.WHICH_SIDE and not self.word


@dataclass(frozen=True, slots=True)
class CalloutPart:
    """One entry of a text as it was typed: what it counts, or what is unclear in it. An open side is both."""

    text: str
    entry: CalloutEntry | None = None
    problem: CalloutProblem | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """What a text says: lesions, or a correction of the last entry."""

    parts: tuple[CalloutPart, ...] = ()
    edit: Edit | None = None

    @property
    def entries(self) -> tuple[CalloutEntry, ...]:
        """The entries that are clear, but for sides that nobody said."""
        return tuple(each.entry for each in self.parts if each.entry)

    @property
    def problem(self) -> CalloutProblem | None:
        """The first thing that is unclear; an open side only where nothing else is."""
        found = [each.problem for each in self.parts if each.problem]
        return min(found, key=lambda each: each.can_wait, default=None)

    @property
    def rest(self) -> str:
        """What is not understood, as it was typed: it stays in the field when the clear entries are taken."""
        return ", ".join(each.text for each in self.parts if each.entry is None)

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.parts or self.edit)

    @property
    def ready(self) -> bool:
        """Whether Enter takes all of it: it is understood, but for sides that nobody said."""
        return bool(self.edit or self.parts) and all(each.entry for each in self.parts)

    @property
    def partly(self) -> bool:
        """Whether Enter takes some of it. Beside a correction nothing is: it would then correct what was just taken."""
        alone = any(each.problem and each.problem.kind is ProblemKind.NOT_ALONE for each in self.parts)
        return bool(self.entries) and not self.ready and not alone


class UnclearError(Exception):
    """Carries what keeps an entry from being taken."""

    def __init__(self, problem: CalloutProblem) -> None:
        super().__init__(problem.kind)
        self.problem = problem
