"""Corrections of the last entry: another count, one fewer, its side, the other side."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from db.records import Mark, Place
from desktop import commands
from desktop.atlas.callout import Edit, EditKind
from desktop.atlas.phrases import site_phrase, stored_side
from desktop.panels.wording import side_word
from desktop.snapshot import Numbered, Question
from desktop.theme import Tone
from desktop.window.placing import Placer
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps
from resources.regions import Regions
from resources.terms import Placement, Side

Hint = tuple[str, Tone]
"""What a correction would do, with the tone ACT; or why it can't be done."""
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


class Corrections(QObject):
    """Changes what was entered last. Each correction is one undoable step."""

    def __init__(self, steps: Steps, screen: VisitScreen, placer: Placer, regions: Regions) -> None:
        super().__init__(steps)
        self._regions = regions
        self._steps = steps
        self._screen = screen
        self._placer = placer

    def hint(self, edit: Edit) -> Hint:
        """Say what a correction would do, or what keeps it from being done."""
        last = self._last_entry()
        if not last:
            return self.tr("nothing to correct yet"), Tone.AMBER
        if edit.kind is EditKind.SIDE:
            return self._side_hint(last, edit.side)
        if edit.kind is EditKind.OTHER_SIDE:
            return self._other_side_hint(last)
        return self._count_hint(last, edit)

    def correct(self, edit: Edit) -> bool:
        """Do a correction; return whether it could be done."""
        if self.hint(edit)[1] is not Tone.ACT:
            return False
        last = self._last_entry()
        place = last[-1].mark.place
        if edit.kind is EditKind.SIDE:
            self._move(last, lambda _mark: self._placer.named(place.region, edit.side))
        elif edit.kind is EditKind.OTHER_SIDE:
            self._move(last, lambda mark: self._placer.other_side(mark.place))
        else:
            self._to_count(last, edit.number if edit.kind is EditKind.SET else len(last) + edit.number)
        return True

    @Slot()
    def other_side(self) -> None:
        """Move the last entry to the mirror place, or say why it has none."""
        edit = Edit(EditKind.OTHER_SIDE)
        if not self.correct(edit):
            self._screen.say(self.hint(edit)[0])

    def _last_entry(self) -> list[Numbered]:
        """Return the newest lesions that were counted together by name; else the newest one alone."""
        marks = self._steps.snapshot.marks
        if not marks:
            return []
        newest = marks[-1]
        if newest.mark.place.placement is Placement.TAPPED:
            return [newest]
        together: list[Numbered] = []
        for each in reversed(marks):
            if (each.mark.place, each.preset) != (newest.mark.place, newest.preset):
                break
            together.append(each)
        return together[::-1]

    def _side_hint(self, last: list[Numbered], side: Side) -> Hint:
        """Let a side alone answer for lesions whose side nobody said; it never moves one that has its side."""
        place = last[-1].mark.place
        if Question.SIDE not in last[-1].questions:
            return self.tr("where?"), Tone.AMBER
        if stored_side(self._regions.get(place.region), side) is not side:
            words = self.tr("{place} has no {side}").format(place=place.phrase, side=side_word(side))
            return words, Tone.AMBER
        return self.tr("to {place}").format(place=site_phrase(self._regions, place.region, side)), Tone.ACT

    def _other_side_hint(self, last: list[Numbered]) -> Hint:
        place = last[-1].mark.place
        if place.side is Side.MIDLINE:
            return self.tr("{place} lies on the midline").format(place=place.phrase), Tone.AMBER
        if place.side not in _OTHER:
            return self.tr("{place} has no other side").format(place=place.phrase), Tone.AMBER
        return self.tr("to {place}").format(place=self._placer.other_side(place).phrase), Tone.ACT

    def _count_hint(self, last: list[Numbered], edit: Edit) -> Hint:
        place = last[-1].mark.place
        count = edit.number if edit.kind is EditKind.SET else len(last) + edit.number
        if count < 0:
            return self.tr("only {count} to take away").format(count=len(last)), Tone.AMBER
        words = self.tr("{count} {place}, was {before}")
        return words.format(count=count, place=place.phrase, before=len(last)), Tone.ACT

    def _move(self, last: list[Numbered], to: Callable[[Mark], Place]) -> None:
        moves = tuple((each.mark, to(each.mark)) for each in last)
        what = moves[-1][1].phrase
        self._steps.push(lambda: commands.replace_marks(self._steps.encounter, moves, what))

    def _to_count(self, last: list[Numbered], count: int) -> None:
        encounter, place = self._steps.encounter, last[-1].mark.place
        if count > len(last):
            brush = self._placer.brush_of(last[-1], self._screen.brush)
            drafts = tuple(self._placer.named_draft(place.region, place.side, brush) for _ in range(count - len(last)))
            self._steps.push(lambda: commands.add_marks(encounter, drafts, place.phrase))
        elif count < len(last):
            ids = tuple(each.id for each in last[count:])
            what = self.tr("{count} {place}").format(count=len(ids), place=place.phrase)
            self._steps.push(lambda: commands.remove_marks(encounter, ids, what))
