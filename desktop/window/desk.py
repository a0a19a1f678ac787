"""Connects one open visit with the visit screen: every act becomes an undoable step, every snapshot is shown."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QUndoStack

from db.errors import StoreBusy
from db.records import MarkId, TreatmentDraft, TreatmentId
from desktop import commands
from desktop.atlas.body import Body
from desktop.commands import Step
from desktop.map.figure import Tap
from desktop.practice.encounter import Encounter, Refusal
from desktop.snapshot import Numbered, Rules, Snapshot
from desktop.window.callouts import CallOuts
from desktop.window.placing import Placer, treatment_draft
from desktop.window.screen import VisitScreen
from resources.terms import Placement, Side

RETRY_MS = 500
"""How often a change refused because another program held the record is tried again."""


class VisitDesk(QObject):
    """One open visit on the visit screen, with its own undo stack. It ends with `close`."""

    def __init__(self, screen: VisitScreen, encounter: Encounter, body: Body, rules: Rules) -> None:
        super().__init__(screen)
        self._screen = screen
        self._encounter = encounter
        self._rules = rules
        self._body = body
        self._placer = Placer(body, rules.regions)
        self.stack = QUndoStack(self)
        self._again: Callable[[], Step] | None = None
        self._retry = QTimer(self, interval=RETRY_MS, singleShot=True)
        self._homes: dict[MarkId, tuple[object, str]] = {}
        self._callouts = CallOuts(self, self._placer, rules)
        self._connect()
        screen.show_brush(screen.brush.default())
        self._show(encounter.snapshot)

    @property
    def encounter(self) -> Encounter:
        """The visit on the screen."""
        return self._encounter

    @property
    def snapshot(self) -> Snapshot:
        """The visit as it is on disk."""
        return self._encounter.snapshot

    def close(self) -> None:
        """Let go of the screen. Nothing is lost: every change is on disk already."""
        self._retry.stop()
        self._screen.disconnect_desk(self)
        self.deleteLater()

    # steps
    def push(self, make: Callable[[], Step]) -> None:
        """Do one undoable step. `make` builds it, again if it must be retried."""
        self._again = make
        self.stack.push(make())

    def _connect(self) -> None:
        encounter, screen = self._encounter, self._screen
        encounter.changed.connect(self._show)
        encounter.said.connect(screen.panel.say)
        encounter.refused.connect(self._refused)
        encounter.late.connect(self._late)
        self._retry.timeout.connect(self._try_again)
        screen.map.tapped.connect(self._tapped)
        screen.map.moved.connect(self._moved)
        screen.map.selected.connect(screen.panel.select)
        screen.panel.mark_chosen.connect(self._chosen)
        screen.panel.remove_asked.connect(self.remove)
        screen.panel.same.connect(self._same)
        screen.panel.another.connect(self._another)
        screen.panel.side_answered.connect(self._side)
        screen.panel.finding_asked.connect(self._seen_only)
        screen.panel.treat_asked.connect(self._treat)
        screen.callout.submitted.connect(self._callouts.submit)
        screen.callout.edited.connect(self._callouts.preview)
        screen.callout.same_place.connect(self._callouts.same_place)
        screen.callout.undo.connect(self.stack.undo)
        self.stack.indexChanged.connect(self._show_undo)

    # what is shown
    def _show(self, snapshot: Snapshot) -> None:
        self._screen.show_snapshot(snapshot)
        self._screen.rail.show_badges(self._badges(snapshot))

    def _badges(self, snapshot: Snapshot) -> Counter[str]:
        """Lesions by home view. A lesion without a place on the surface has none, and is in no badge."""
        badges: Counter[str] = Counter()
        for each in snapshot.marks:
            anchor = each.mark.place.anchor
            if anchor is None:
                continue
            known = self._homes.get(each.id)
            if known is None or known[0] != anchor:
                known = (anchor, self._body.home_view(anchor))
                self._homes[each.id] = known
            badges[known[1]] += 1
        return badges

    def _show_undo(self) -> None:
        self._screen.callout.show_undo(self.stack.canUndo(), self.stack.undoText())

    # refusals
    def _refused(self, refusal: Refusal) -> None:
        self._screen.show_refused(refusal.what, str(refusal.error))
        if self._encounter.unsure or isinstance(refusal.error, StoreBusy):
            self._screen.map.set_notice(self.tr("Not taking taps until the record answers."))
            self._retry.start()

    def _try_again(self) -> None:
        """Look an unsure tap up first; then do what was refused once more, with the same ids."""
        if self._encounter.unsure:
            found = self._encounter.look_up()
            if self._encounter.unsure:
                self._retry.start()
                return
            self._screen.map.set_notice("")
            if found:
                return
        self._screen.map.set_notice("")
        if self._again:
            self.push(self._again)

    def _late(self) -> None:
        self._screen.map.set_notice("")
        self._screen.panel.say(self.tr("The disk answered late. Checked: your tap is saved, once."))

    # acts on the map
    def _tapped(self, tap: Tap) -> None:
        brush = self._screen.brush
        on = self.snapshot.mark(tap.on_mark) if tap.on_mark else None
        if on and not on.treated and brush.preset.category:
            self._treat(on.id)
            return
        place = self._placer.at(tap)
        draft = self._placer.draft(place, brush, self._encounter.snapshot.chart.marks)
        what = place.phrase if brush.is_default else f"{brush.preset.name.lower()}, {place.phrase}"
        self.push(lambda: commands.add_marks(self._encounter, (draft,), what))

    def _moved(self, mark_id: MarkId, tap: Tap) -> None:
        each = self.snapshot.mark(mark_id)
        if each:
            place = self._placer.at(tap)
            self.push(lambda: commands.move_mark(self._encounter, each.mark, each.label, place))

    def _chosen(self, mark_id: MarkId) -> None:
        """Select a mark and flash it, in a view that sees it."""
        each = self.snapshot.mark(mark_id)
        if each is None:
            return
        anchor = each.mark.place.anchor
        if anchor and not self._body.spot(self._screen.map.view_key, anchor).visible:
            self._screen.show_view(self._body.home_view(anchor))
        self._screen.map.select(mark_id)
        self._screen.map.flash(mark_id)

    # acts on marks
    def remove(self, mark_id: MarkId) -> None:
        """Take a lesion out of the visit."""
        each = self.snapshot.mark(mark_id)
        if each:
            self.push(lambda: commands.remove_marks(self._encounter, (mark_id,), each.mark.place.phrase))

    def _same(self, mark_id: MarkId) -> None:
        each = self.snapshot.mark(mark_id)
        if each:
            self.push(lambda: commands.same_lesion(self._encounter, mark_id, each.mark.place.phrase))

    def _another(self, mark_id: MarkId) -> None:
        each = self.snapshot.mark(mark_id)
        other = each.mark.maybe_same_as if each else None
        if each and other:
            self.push(lambda: commands.another_lesion(self._encounter, mark_id, other, each.mark.place.phrase))

    def _side(self, mark_id: MarkId, side: Side) -> None:
        each = self.snapshot.mark(mark_id)
        if each:
            place = self._placer.named(each.mark.place.region, side)
            self.push(lambda: commands.move_mark(self._encounter, each.mark, each.label, place))

    def _seen_only(self, mark_id: MarkId) -> None:
        each = self.snapshot.mark(mark_id)
        treatment = each.mark.treatment if each else None
        if each and treatment:
            self.push(lambda: commands.seen_only(self._encounter, treatment, each.mark.place.phrase))

    def _treat(self, mark_id: MarkId) -> None:
        """Turn a finding into a treated lesion with the armed brush, or with the default one when `Seen` is armed."""
        each = self.snapshot.mark(mark_id)
        brush = self._screen.brush
        draft = treatment_draft(brush if brush.preset.category else brush.default())
        if each and draft:
            self.push(lambda: commands.treat_finding(self._encounter, mark_id, draft, each.mark.place.phrase))
