"""The call-out line: what is typed becomes lesions counted by name, or corrects the last ones."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from db.records import MarkDraft, MarkId
from desktop import commands
from desktop.atlas.callout import Callout, CalloutEntry, Edit, EditKind, parse
from desktop.snapshot import Numbered, Question, Rules
from desktop.theme import Tone
from desktop.window.hints import problem_words, side_words
from desktop.window.placing import Placer
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps
from resources.terms import Placement, Side

_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


class CallOuts(QObject):
    """Reads the call-out line of one visit. Whatever it changes is one undoable step."""

    def __init__(self, steps: Steps, screen: VisitScreen, placer: Placer, rules: Rules) -> None:
        super().__init__(steps)
        self._steps = steps
        self._screen = screen
        self._placer = placer
        self._rules = rules
        self._asked: MarkId | None = None

    @Slot(str)
    def preview(self, text: str) -> None:
        """Say inside the field what Enter would do, or what is missing."""
        said = self._read(text)
        if said.empty:
            self._screen.callout.show_hint("")
        elif self._asked is not None and said.edit is None and said.ready:
            self._screen.callout.show_hint(
                self._answer_words(said.entries[0]), Tone.AMBER if said.problem else Tone.ACT
            )
        elif said.edit is not None:
            words, tone = self._edit_hint(said.edit)
            self._screen.callout.show_hint(words, tone)
        elif said.ready:
            self._screen.callout.show_hint(self._offer(said), Tone.AMBER if said.problem else Tone.ACT)
        elif said.problem is not None:
            self._screen.callout.show_hint(problem_words(said.problem), Tone.AMBER)

    @Slot(str)
    def submit(self, text: str) -> None:
        """Take the call-out, or say what is missing; then it stays in the field."""
        said = self._read(text)
        if said.empty:
            return
        if not said.ready:
            # the space says that the last word is finished: while it is typed, nothing is said about it
            self.preview(f"{text} ")
            return
        if said.edit is not None:
            taken = self._correct(said.edit)
        else:
            taken = self._place(said.entries) if self._asked is not None else self._add(said.entries)
        if taken:
            self._screen.callout.clear()

    @Slot()
    def same_place(self) -> None:
        """Count one more lesion at the place of the last one, done with the armed brush."""
        marks = self._steps.snapshot.marks
        if not marks:
            self._screen.say(self.tr("Nothing to repeat yet: tap a lesion, or type a call-out"))
            return
        place = marks[-1].mark.place
        draft = self._placer.named_draft(place.region, place.side, self._screen.brush)
        self._steps.push(lambda: commands.add_marks(self._steps.encounter, (draft,), place.phrase))

    def _read(self, text: str) -> Callout:
        return parse(text, self._rules.regions, self._rules.presets)

    def _offer(self, said: Callout) -> str:
        words = ", ".join(self._entry_words(each) for each in said.entries)
        if said.problem is not None and said.problem.sides:
            return self.tr("{words}  {sides}").format(words=words, sides=side_words(said.problem.sides))
        return words

    def _entry_words(self, entry: CalloutEntry) -> str:
        armed = self._screen.brush.preset.key
        named = entry.preset is not None and entry.preset != armed
        brush = f"{self._rules.presets.get(entry.preset).short} " if named and entry.preset else ""
        return f"+{entry.count} {brush}{entry.phrase}"

    def _add(self, entries: Sequence[CalloutEntry]) -> bool:
        brush = self._screen.brush
        drafts: list[MarkDraft] = []
        for entry in entries:
            done_with = brush if entry.preset in (None, brush.preset.key) else brush.preset_of(entry.preset or "")
            drafts += [self._placer.named_draft(entry.region, entry.side, done_with) for _ in range(entry.count)]
        what = ", ".join(self._entry_words(each).removeprefix(f"+{each.count} ") for each in entries)
        self._steps.push(lambda: commands.add_marks(self._steps.encounter, tuple(drafts), what))
        return True

    # the place of lesions counted before anybody said where they are
    @Slot(object)
    def ask_place(self, mark_id: MarkId) -> None:
        """Ask in the call-out line where a lesion is. A count in the answer places as many that have no place yet."""
        each = self._steps.snapshot.mark(mark_id)
        if each is not None:
            self._asked = mark_id
            self._screen.callout.ask(self.tr("Place of {label}:  left temple").format(label=each.label))

    @Slot()
    def stop_asking(self) -> bool:
        """Take call-outs again; a question stays open. Return whether one was asked."""
        asked, self._asked = self._asked is not None, None
        self._screen.callout.ask("")
        return asked

    def _unplaced(self, count: int) -> list[Numbered]:
        """Return the lesion that is asked about and those after it without a place, at most `count`."""
        without = [each for each in self._steps.snapshot.marks if Question.PLACE in each.questions]
        at = next((number for number, each in enumerate(without) if each.id == self._asked), 0)
        return without[at : at + count]

    def _answer_words(self, entry: CalloutEntry) -> str:
        labels = ", ".join(each.label for each in self._unplaced(entry.count))
        return self.tr("{labels}: {place}").format(labels=labels, place=entry.phrase)

    def _place(self, entries: Sequence[CalloutEntry]) -> bool:
        entry = entries[0]
        marks = tuple(each.mark for each in self._unplaced(entry.count))
        place = self._placer.named(entry.region, entry.side)
        if marks:
            self._steps.push(lambda: commands.move_marks(self._steps.encounter, marks, place))
        self.stop_asking()
        return True

    # corrections of the last entry
    def _last_entry(self) -> list[Numbered]:
        """Return the newest lesions that were counted together by name; else the newest one alone."""
        marks = self._steps.snapshot.marks
        if not marks:
            return []
        newest = marks[-1]
        if newest.mark.place.placement is not Placement.BY_NAME:
            return [newest]
        together: list[Numbered] = []
        for each in reversed(marks):
            if (each.mark.place, each.preset) != (newest.mark.place, newest.preset):
                break
            together.append(each)
        return together[::-1]

    def _edit_hint(self, edit: Edit) -> tuple[str, Tone]:
        last = self._last_entry()
        if not last:
            return self.tr("nothing to correct yet"), Tone.AMBER
        place = last[-1].mark.place
        if edit.kind is EditKind.OTHER_SIDE:
            other = _OTHER.get(place.side)
            if other is None:
                return self.tr("{place} has no other side").format(place=place.phrase), Tone.AMBER
            return self.tr("to {place}").format(place=self._placer.named(place.region, other).phrase), Tone.ACT
        count = edit.number if edit.kind is EditKind.SET else len(last) + edit.number
        if count < 0:
            return self.tr("only {count} to take away").format(count=len(last)), Tone.AMBER
        return self.tr("{count} {place}, was {before}").format(
            count=count, place=place.phrase, before=len(last)
        ), Tone.ACT

    def _correct(self, edit: Edit) -> bool:
        last = self._last_entry()
        _, tone = self._edit_hint(edit)
        if tone is not Tone.ACT:
            self.preview(self._screen.callout.text)
            return False
        if edit.kind is EditKind.OTHER_SIDE:
            self._to_other_side(last)
        else:
            self._to_count(last, edit.number if edit.kind is EditKind.SET else len(last) + edit.number)
        return True

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

    def _to_other_side(self, last: list[Numbered]) -> None:
        place = last[-1].mark.place
        other = self._placer.named(place.region, _OTHER[place.side])
        marks = tuple(each.mark for each in last)
        self._steps.push(lambda: commands.move_marks(self._steps.encounter, marks, other))
