"""The call-out line: what is typed becomes lesions counted by name, or corrects the last ones."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from db.records import MarkDraft, MarkId
from desktop import commands
from desktop.atlas.callout import NOWHERE, Callout, CalloutEntry, CalloutPart, ProblemKind
from desktop.atlas.completion import choices
from desktop.atlas.reader import CallOutReader, call_out_reader
from desktop.panels.offers import Offer
from desktop.snapshot import Numbered, Question, Rules
from desktop.theme import Tone
from desktop.window.corrections import Corrections
from desktop.window.hints import offer_of, problem_words, question_offer, side_words
from desktop.window.placing import Placer
from desktop.window.questions import WordQuestion
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps


class CallOuts(QObject):
    """Reads the call-out line of one visit. Whatever it changes is one undoable step.

    Signals:
        word_learned(str, str): the practice calls a region by a word of its own.
    """

    word_learned = Signal(str, str)

    def __init__(self, steps: Steps, screen: VisitScreen, placer: Placer, rules: Rules) -> None:
        super().__init__(steps)
        self._steps = steps
        self._screen = screen
        self._line = screen.callout
        self._placer = placer
        self._rules = rules
        self._own: dict[str, tuple[str, ...]] = {}
        self._asked: MarkId | None = None
        self._question = WordQuestion()
        self.corrections = Corrections(steps, screen, placer, rules.regions)

    def set_words(self, own: Mapping[str, Sequence[str]]) -> None:
        """Take the practice's own words for places; they are known from the next key press on."""
        self._own = {word: tuple(meant) for word, meant in own.items()}

    @property
    def reader(self) -> CallOutReader:
        """What reads a text by the shipped words and the practice's own."""
        return call_out_reader(self._rules.regions, self._rules.presets, self._own)

    @Slot(str)
    def preview(self, text: str) -> None:
        """Say inside the field what Enter would do, or what is missing, and list places that fit over it."""
        self._hint(text)
        self._line.show_offers(tuple(offer_of(each) for each in choices(self.reader, text)))

    @Slot(str)
    def submit(self, text: str) -> None:
        """Take what is clear of a call-out. What is not stays in the field, marked."""
        said = self.reader.read(f"{text} ")
        if said.empty or (self._question.word and self._learn(said)):
            return
        if self._question.word or not self._taken(said):
            self._say_unclear()
        elif said.ready:
            self._line.clear()
        else:
            self._line.set_text(said.rest)
            self._say_unclear()

    def _taken(self, said: Callout) -> bool:
        """Do what is clear, and return whether something was."""
        if said.edit is not None:
            return self.corrections.correct(said.edit)
        if self._asked is not None:
            return said.ready and self._place(said.entries)
        return (said.ready or said.partly) and self._add(said.entries)

    @Slot(object)
    def choose(self, offer: Offer) -> None:
        """Write a place that was offered into the line; or ask what a word means."""
        if offer.word:
            self._question.ask(self._line, offer.word)
            return
        self._line.set_text(offer.text)
        self._hint(offer.text)

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

    # what is said in the field
    def _hint(self, text: str) -> None:
        said = self.reader.read(text)
        if said.empty:
            self._line.show_hint("")
        elif said.edit is not None and not self._question.word:
            self._line.show_hint(*self.corrections.hint(said.edit))
        elif said.entries and said.ready:
            self._line.show_hint(
                self._ready_words(said), Tone.AMBER if said.problem and not self._question.word else Tone.ACT
            )
        else:
            self._line.show_hint(problem_words(said.problem), Tone.AMBER)

    def _ready_words(self, said: Callout) -> str:
        if self._question.word:
            return self._question.answer_words(self._rules.regions.get(said.entries[0].region).term)
        if self._asked is not None:
            return self._answer_words(said.entries[0])
        # the newest first: of a long line the beginning is what fits
        return ", ".join(self._part_words(each) for each in reversed(said.parts))

    def _part_words(self, part: CalloutPart) -> str:
        words = self._entry_words(part.entry) if part.entry else ""
        if part.problem is not None and part.problem.sides:
            return self.tr("{words}  {sides}").format(words=words, sides=side_words(part.problem.sides))
        return words

    def _entry_words(self, entry: CalloutEntry) -> str:
        armed = self._screen.brush.preset.key
        named = entry.preset is not None and entry.preset != armed
        brush = f"{self._rules.presets.get(entry.preset).short} " if named and entry.preset else ""
        return f"+{entry.count} {brush}{entry.phrase}"

    def _say_unclear(self) -> None:
        """Say what is missing in what stays in the field, mark it, and offer what it may mean."""
        # the space says that the last word is finished: while it is typed, nothing is said about it
        text = f"{self._line.text} "
        self._hint(text)
        parts = self.reader.read(text).parts
        at, problem = next(((at, part.problem) for at, part in enumerate(parts) if not part.entry), (0, None))
        if problem is None:
            return
        offers = [offer_of(each) for each in choices(self.reader, text, at)]
        if problem.kind is ProblemKind.UNKNOWN_WORD and self._question.may_ask(problem.place):
            offers.insert(0, question_offer(problem.place))
        self._line.mark(problem.word)
        self._line.show_offers(tuple(offers))

    def _add(self, entries: Sequence[CalloutEntry]) -> bool:
        brush = self._screen.brush
        drafts: list[MarkDraft] = []
        for entry in entries:
            done_with = brush if entry.preset in (None, brush.preset.key) else brush.preset_of(entry.preset or "")
            drafts += [self._placer.named_draft(entry.region, entry.side, done_with) for _ in range(entry.count)]
        what = ", ".join(self._entry_words(each).removeprefix(f"+{each.count} ") for each in entries)
        return self._steps.push(lambda: commands.add_marks(self._steps.encounter, tuple(drafts), what))

    # what a word means
    def _learn(self, said: Callout) -> bool:
        """Remember the place that was said as the meaning of the word that was asked about."""
        if not said.ready or len(said.entries) != 1 or said.entries[0].region == NOWHERE:
            return False
        word, region = self._question.word, said.entries[0].region
        self._own = {**self._own, word: (*self._own.get(word, ()), region)}
        self.word_learned.emit(word, region)
        self.preview(self._question.end(self._line))
        return True

    # the place of lesions counted before anybody said where they are
    @Slot(object)
    def ask_place(self, mark_id: MarkId) -> None:
        """Ask in the call-out line where a lesion is. A count in the answer places as many that have no place yet."""
        each = self._steps.snapshot.mark(mark_id)
        if each is not None:
            self._asked = mark_id
            self._line.ask(self.tr("Place of {label}:  left temple").format(label=each.label))

    @Slot()
    def stop_asking(self) -> bool:
        """Take call-outs again; a question stays open. Return whether one was asked."""
        if self._question.word:
            self.preview(self._question.end(self._line))
            return True
        asked, self._asked = self._asked is not None, None
        self._line.ask("")
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
