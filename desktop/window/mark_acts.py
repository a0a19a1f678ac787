"""What is done to the marks of one visit: on the figure, in the list, from the menu. Each is an undoable step."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from db.records import MarkId
from desktop import commands
from desktop.controls.brush import Brush
from desktop.map.taps import MenuAsk, PartTap, Tap
from desktop.panels.wording import methods_words
from desktop.snapshot import Numbered
from desktop.window.menu import Entry, menu
from desktop.window.placing import Placer, treatment_draft
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps
from resources.terms import Side


class MarkActs(QObject):
    """Turns what a person points at into steps of the desk."""

    def __init__(self, steps: Steps, screen: VisitScreen, placer: Placer) -> None:
        super().__init__(steps)
        self._steps = steps
        self._screen = screen
        self._placer = placer

    @Slot(object)
    def tapped(self, tap: Tap | PartTap) -> None:
        """Add a lesion where somebody tapped; a seen one under a treating brush becomes treated."""
        brush = self._screen.brush
        on = self._steps.snapshot.mark(tap.on_mark) if tap.on_mark else None
        if on and not on.treated and brush.treats:
            self.treat(on.id)
            return
        place = self._placer.at(tap)
        draft = self._placer.draft(place, brush, self._steps.snapshot.chart.marks)
        what = named(place.phrase, brush)
        self._steps.push(lambda: commands.add_marks(self._steps.encounter, (draft,), what))

    @Slot(object, object)
    def moved(self, mark_id: MarkId, tap: Tap) -> None:
        """Give a mark the place it was dragged to."""
        each = self._steps.snapshot.mark(mark_id)
        if each:
            place = self._placer.at(tap)
            self._steps.push(lambda: commands.move_mark(self._steps.encounter, each.mark, each.label, place))

    @Slot(object)
    def menu(self, ask: MenuAsk) -> None:
        """Open the menu of a right click: what can be done with the lesion there, or noted at the place."""
        each = self._steps.snapshot.mark(ask.mark) if ask.mark else None
        made = menu(self._screen, self._entries(each, ask.tap))
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(ask.position)

    def _entries(self, each: Numbered | None, tap: Tap | PartTap | None) -> list[Entry]:
        if each is None:
            return [(self.tr("Seen here, not treated"), partial(self.note_seen, tap))] if tap else []
        words = self.tr("{label}: seen, not treated") if each.treated else self.tr("{label}: treat with the brush")
        return [
            (words.format(label=each.label), partial(self.toggle_treated, each)),
            (self.tr("Remove {label}").format(label=each.label), partial(self.remove, each.id)),
        ]

    def note_seen(self, tap: Tap | PartTap) -> None:
        """Note a lesion as seen, not treated, whatever brush is armed."""
        place = self._placer.at(tap)
        draft = self._placer.draft(place, self._screen.brush.preset_of("seen"), ())
        self._steps.push(
            lambda: commands.add_marks(
                self._steps.encounter, (draft,), self.tr("seen, {place}").format(place=place.phrase)
            )
        )

    # acts on marks
    @Slot(str, object)
    def add_named(self, region: str, side: Side) -> None:
        """Add a lesion counted by name, done with the armed brush."""
        draft = self._placer.named_draft(region, side, self._screen.brush)
        what = named(draft.place.phrase, self._screen.brush)
        self._steps.push(lambda: commands.add_marks(self._steps.encounter, (draft,), what))

    @Slot(str, object)
    def remove_named(self, region: str, side: Side) -> None:
        """Take the newest treated lesion of a region and side out of the visit."""
        for each in reversed(self._steps.snapshot.marks):
            if each.treated and (each.mark.place.region, each.mark.place.side) == (region, side):
                self.remove(each.id)
                return

    @Slot(object)
    def remove(self, mark_id: MarkId) -> None:
        """Take a lesion out of the visit."""
        each = self._steps.snapshot.mark(mark_id)
        if each:
            self._steps.push(lambda: commands.remove_marks(self._steps.encounter, (mark_id,), each.mark.place.phrase))

    @Slot()
    def remove_selected(self) -> None:
        """Take the selected lesion out of the visit."""
        chosen = self._screen.map.selected_mark or self._screen.panel.list.current_mark()
        if chosen is None:
            self._screen.say(self.tr("Nothing selected: press a lesion in the list, or hold it on the figure"))
            return
        self.remove(chosen)

    @Slot(object)
    def same(self, mark_id: MarkId) -> None:
        """Take a doubtful mark out: it was the other lesion once more."""
        each = self._steps.snapshot.mark(mark_id)
        if each:
            self._steps.push(lambda: commands.same_lesion(self._steps.encounter, mark_id, each.mark.place.phrase))

    @Slot(object)
    def another(self, mark_id: MarkId) -> None:
        """Count a doubtful mark as a lesion of its own."""
        each = self._steps.snapshot.mark(mark_id)
        other = each.mark.maybe_same_as if each else None
        if each and other:
            self._steps.push(
                lambda: commands.another_lesion(self._steps.encounter, mark_id, other, each.mark.place.phrase)
            )

    @Slot(object, object)
    def answer_side(self, mark_id: MarkId, side: Side) -> None:
        """Give a lesion counted by name the side that was not said."""
        each = self._steps.snapshot.mark(mark_id)
        if each:
            place = self._placer.named(each.mark.place.region, side)
            self._steps.push(lambda: commands.move_mark(self._steps.encounter, each.mark, each.label, place))

    @Slot(object, str)
    def choose_name(self, mark_id: MarkId, region: str) -> None:
        """Give a lesion tapped beside a border the one of its two names that it has."""
        each = self._steps.snapshot.mark(mark_id)
        if each:
            place = self._placer.renamed(each.mark.place, region)
            self._steps.push(lambda: commands.name_place(self._steps.encounter, each.mark, place))

    @Slot(object)
    def seen_only(self, mark_id: MarkId) -> None:
        """Turn a treated lesion into a finding."""
        each = self._steps.snapshot.mark(mark_id)
        treatment = each.mark.treatment if each else None
        if each and treatment:
            self._steps.push(lambda: commands.seen_only(self._steps.encounter, treatment, each.mark.place.phrase))

    @Slot(object)
    def treat(self, mark_id: MarkId) -> None:
        """Turn a finding into a treated lesion with the armed brush, or with the default one when `Seen` is armed."""
        each = self._steps.snapshot.mark(mark_id)
        brush = self._screen.brush
        draft = treatment_draft(brush if brush.treats else brush.default())
        if each and draft:
            self._steps.push(
                lambda: commands.treat_finding(self._steps.encounter, mark_id, draft, each.mark.place.phrase)
            )

    def toggle_treated(self, each: Numbered) -> None:
        """Turn a treated lesion into a finding, or a finding into a treated lesion."""
        if each.treated:
            self.seen_only(each.id)
        else:
            self.treat(each.id)


def named(phrase: str, brush: Brush) -> str:
    """Return a place with what the brush makes of it, as far as that is not what every visit starts with."""
    default = brush.default()
    if brush.preset != default.preset:
        return f"{brush.preset.name.lower()}, {phrase}"
    return phrase if brush == default else f"{phrase}, {methods_words(brush.methods)}"
