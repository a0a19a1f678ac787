"""The rows of the lesion list as values: heads of body parts, and below an open head its lesions, newest first."""

from collections import Counter
from dataclasses import dataclass

from db.people import Member
from db.records import MarkId
from desktop.messages import translate
from desktop.panels.authors import hands_words, initials, last_hand_words, person_of
from desktop.panels.wording import methods_words, question_words, side_letter, side_word
from desktop.snapshot import Group, Numbered, Question, Snapshot
from resources.regions import Lateral, load_regions
from resources.terms import Method, Side

FOLD_FROM = 15
"""From so many treated lesions on, only the newest body part stays open by itself."""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The head of a body part: ``Scalp  9`` and ``R 3 · M 4 · L 2``."""

    key: str
    name: str
    count: int
    sides: str
    unfolded: bool

    @property
    def spoken(self) -> str:
        """The head for assistive technology."""
        name = f"{self.name} {self.count}" if self.count else self.name
        return f"{name}. {self.sides}"

    @property
    def title(self) -> str:
        """The body part with the number treated there; without a number where lesions were only seen."""
        return f"{self.name}  {self.count}" if self.count else self.name


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One lesion; `note` is what differs from most others, or what is open about it.

    `names` are the two a tap beside a border may mean, the stored one first; empty for all others. `hands` says who
    entered, changed and accepted it, and when; `last_hand` only the last of it. `badge` are the initials of whoever's
    work waits for the provider.
    """

    numbered: Numbered
    note: str
    names: tuple[str, ...] = ()
    hands: str = ""
    last_hand: str = ""
    badge: str = ""

    @property
    def key(self) -> str:
        """The mark's id."""
        return self.numbered.id

    @property
    def asks(self) -> Question | None:
        """What its second line asks, if it has one."""
        asked = self.numbered.questions
        return asked[0] if asked and asked[0] in _ASKED else None

    @property
    def offers_names(self) -> bool:
        """Whether its second line offers two names. A question about the count comes first."""
        return bool(self.names) and self.asks is None

    @property
    def two_lines(self) -> bool:
        """Whether it has a second line."""
        return self.asks is not None or self.offers_names

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it can be on: a region that lies beside the midline only has no middle."""
        lateral = load_regions().get(self.numbered.mark.place.region).lateral
        return (Side.RIGHT, Side.LEFT) if lateral is Lateral.YES else (Side.RIGHT, Side.MIDLINE, Side.LEFT)

    @property
    def spoken(self) -> str:
        """The row for assistive technology."""
        parts = [self.numbered.label, self.numbered.mark.place.phrase, self.note]
        if self.asks is Question.SAME:
            parts.append(translate("LesionList", "F7 same, F8 another"))
        if self.asks is Question.SIDE:
            parts += [f"Alt+{side_letter(side)} {side_word(side)}" for side in self.sides]
        if self.asks is Question.PLACE:
            parts.append(translate("LesionList", "Alt+P say where"))
        if self.offers_names:
            text = translate("LesionList", "beside a border: Alt+N {nearer}, Alt+O {other}")
            parts.append(text.format(nearer=self.names[0], other=self.names[1]))
        if self.badge:
            parts.append(translate("LesionList", "waits for the provider"))
        return ", ".join(part for part in parts if part)


_ASKED = frozenset({Question.SAME, Question.SIDE, Question.PLACE})

Row = HeadRow | MarkRow


class RowBuilder:
    """Makes the rows of a snapshot, and keeps every row that has not changed, so that comparing them costs nothing."""

    def __init__(self) -> None:
        self._kept: dict[MarkId, MarkRow] = {}
        self._people: tuple[Member, ...] = ()
        self._folded_by_hand: dict[str, bool] = {}

    def fold(self, key: str, *, unfolded: bool) -> None:
        """Remember that a person folded or unfolded a body part."""
        self._folded_by_hand[key] = unfolded

    def forget(self) -> None:
        """Start afresh: another visit."""
        self._kept.clear()
        self._folded_by_hand.clear()

    def rows(self, snapshot: Snapshot, *, heads_only: bool) -> tuple[Row, ...]:
        """Return the rows to show; `heads_only` folds every body part that nobody unfolded."""
        if snapshot.chart.people != self._people:
            self._people = snapshot.chart.people
            self._kept.clear()
        usual = _usual_methods(snapshot)
        newest = snapshot.marks[-1].id if snapshot.marks else None
        rows: list[Row] = []
        kept: dict[MarkId, MarkRow] = {}
        for group in snapshot.groups:
            unfolded = self._is_unfolded(group, snapshot, newest, heads_only=heads_only)
            rows.append(_head(group, unfolded=unfolded))
            if unfolded:
                rows += [self._row(each, snapshot, usual, kept) for each in group.marks]
        self._kept = kept
        return tuple(rows)

    def _is_unfolded(self, group: Group, snapshot: Snapshot, newest: MarkId | None, *, heads_only: bool) -> bool:
        holds_newest = bool(group.marks) and any(each.id == newest for each in group.marks[:1])
        by_hand = self._folded_by_hand.get(group.key)
        if by_hand is not None:
            return by_hand
        return not heads_only and (snapshot.treated < FOLD_FROM or holds_newest)

    def _row(
        self, each: Numbered, snapshot: Snapshot, usual: tuple[Method, ...], kept: dict[MarkId, MarkRow]
    ) -> MarkRow:
        note = _note(each, snapshot, usual)
        row = self._kept.get(each.id)
        if row is None or row.note != note or row.numbered != each:
            row = _mark_row(each, note, snapshot)
        kept[each.id] = row
        return row


def _mark_row(each: Numbered, note: str, snapshot: Snapshot) -> MarkRow:
    mark, chart = each.mark, snapshot.chart
    last = person_of(chart, mark.last_hand) if mark.waits_for(chart.provider.id) else None
    badge = initials(last) if last is not None else ""
    return MarkRow(each, note, _names(each), hands_words(mark, chart), last_hand_words(mark, chart), badge)


def _head(group: Group, *, unfolded: bool) -> HeadRow:
    sides = " · ".join(f"{side_letter(side)} {count}" for side, count in group.sides if count)
    if not group.treated:
        sides = translate("LesionList", "{count} seen").format(count=len(group.marks))
    return HeadRow(group.key, group.name, group.treated, sides, unfolded)


def _usual_methods(snapshot: Snapshot) -> tuple[Method, ...]:
    """Return how most lesions were treated."""
    used = Counter(each.mark.treatment.methods for each in snapshot.marks if each.mark.treatment)
    return used.most_common(1)[0][0] if used else ()


def _names(each: Numbered) -> tuple[str, ...]:
    """Return the stored name and the one beyond the border, without their side: the line above says it."""
    place = each.mark.place
    return tuple(load_regions().get(name).term for name in (place.region, place.other_region) if place.other_region)


def _note(each: Numbered, snapshot: Snapshot, usual: tuple[Method, ...]) -> str:
    if each.questions:
        return question_words(each, snapshot)
    if not each.mark.place.is_current and each.mark.place.anchor is not None:
        return translate("LesionList", "earlier body map")
    treatment = each.mark.treatment
    if treatment is None:
        return translate("LesionList", "seen, not treated")
    return methods_words(treatment.methods) if treatment.methods != usual else ""


def asks_anew(row: MarkRow, known: Numbered | None) -> bool:
    """Say whether a row asks or offers what it did not a moment ago."""
    if row.asks:
        return known is None or row.asks not in known.questions
    return row.offers_names and (known is None or not known.mark.place.other_region)
