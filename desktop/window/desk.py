"""Connects one open visit with the visit screen: every act becomes an undoable step, every snapshot is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, QTimer, Slot
from PySide6.QtGui import QUndoStack

from db.records import MarkId
from desktop.atlas.body import Body
from desktop.messages import clock
from desktop.practice.encounter import Encounter, Refusal
from desktop.snapshot import Rules, Snapshot
from desktop.theme import Tone
from desktop.window.homes import Homes
from desktop.window.mark_acts import MarkActs
from desktop.window.placing import Placer
from desktop.window.refusals import refused_reason, refused_title
from desktop.window.screen import VisitScreen
from desktop.window.steps import Steps

if TYPE_CHECKING:
    from desktop.panels.offers import Offer
    from desktop.window.callouts import CallOuts
    from desktop.window.finding_again import FindingAgain
    from desktop.window.own_places import OwnPlaces


class VisitDesk(QObject):
    """One open visit on the visit screen, with its own undo stack. It ends with `close`."""

    def __init__(self, screen: VisitScreen, encounter: Encounter, body: Body, rules: Rules) -> None:
        super().__init__(screen)
        self._screen = screen
        self._body = body
        self.steps = Steps(encounter, self)
        self._homes = Homes(body, screen.rail.show_badges, self)
        self._rules = rules
        self.placer = Placer(body, rules.regions)
        self._callouts: CallOuts | None = None
        self._finding: FindingAgain | None = None
        self.own: OwnPlaces | None = None
        self.acts = MarkActs(self.steps, screen, self.placer)
        self._links: list[QMetaObject.Connection] = []
        self._connect()
        screen.arm_default()
        self._show(encounter.snapshot)
        self._show_undo()
        QTimer.singleShot(0, self._prepare)

    @Slot()
    def _prepare(self) -> None:
        """Look up before the first tap where the visit's marks lie: it would wait for that."""
        self.placer.prepare(self.snapshot.chart.marks)

    @property
    def snapshot(self) -> Snapshot:
        """The visit as it is on disk."""
        return self.steps.snapshot

    @property
    def encounter(self) -> Encounter:
        """The open visit."""
        return self.steps.encounter

    @property
    def stack(self) -> QUndoStack:
        """What can be undone and done again."""
        return self.steps.stack

    @property
    def callouts(self) -> "CallOuts":
        """What reads the call-out line; loaded when first asked for, since most first taps come before."""
        if self._callouts is None:
            from desktop.window.callouts import CallOuts  # noqa: PLC0415

            self._callouts = CallOuts(self.steps, self._screen, self.placer, self._rules)
            if self.own is not None:
                self.own.give_callouts(self._callouts)
        return self._callouts

    def close(self) -> None:
        """Let go of the screen. Nothing is lost: every change is on disk already."""
        self.steps.stop()
        self._homes.stop()
        if self._finding is not None:
            self._finding.close()
        for link in self._links:
            QObject.disconnect(link)
        self._links.clear()
        self._screen.map.set_notice("")
        self.deleteLater()

    def _connect(self) -> None:
        screen, panel, line, acts = self._screen, self._screen.panel, self._screen.callout, self.acts
        self._links = [
            self.encounter.changed.connect(self._show),
            self.encounter.said.connect(self._say),
            self.encounter.refused.connect(self._refused),
            self.encounter.late.connect(self._late),
            self.steps.waiting.connect(self._wait),
            self.stack.indexChanged.connect(self._show_undo),
            screen.map.tapped.connect(acts.tapped),
            screen.map.moved.connect(acts.moved),
            screen.map.selected.connect(panel.select),
            screen.map.menu_asked.connect(acts.menu),
            panel.mark_chosen.connect(self.find),
            panel.remove_asked.connect(acts.remove),
            panel.same.connect(acts.same),
            panel.another.connect(acts.another),
            panel.side_answered.connect(acts.answer_side),
            panel.place_asked.connect(self._ask_place),
            panel.name_chosen.connect(acts.choose_name),
            panel.finding_asked.connect(acts.seen_only),
            panel.treat_asked.connect(acts.treat),
            panel.find_asked.connect(self._find_again),
            panel.accepted.connect(self.steps.accept),
            panel.line_chosen.connect(self._light),
            line.submitted.connect(self._submit),
            line.edited.connect(self._preview),
            line.same_place.connect(self._same_place),
            line.chosen.connect(self._choose),
            line.cancelled.connect(self.escape),
            line.undo.connect(self.steps.undo),
        ]

    # the call-out line
    @Slot(str)
    def _submit(self, text: str) -> None:
        self.callouts.submit(text)

    @Slot(str)
    def _preview(self, text: str) -> None:
        self.callouts.preview(text)

    @Slot(object)
    def _choose(self, offer: "Offer") -> None:
        self.callouts.choose(offer)

    @Slot()
    def other_side(self) -> None:
        """Move the last entry to the other side."""
        self.callouts.corrections.other_side()

    @Slot()
    def _same_place(self) -> None:
        self.callouts.same_place()

    @Slot(object)
    def _ask_place(self, mark_id: MarkId) -> None:
        self.callouts.ask_place(mark_id)

    @Slot()
    def escape(self) -> None:
        """Let go, one thing at a time: a question asked in the call-out line first."""
        if self._callouts is None or not self._callouts.stop_asking():
            self._screen.escape()

    @Slot(object)
    def _find_again(self, mark_id: MarkId) -> None:
        if self._finding is None:
            # made when first needed: few lesions are measured
            from desktop.window.finding_again import FindingAgain  # noqa: PLC0415

            self._finding = FindingAgain(self._screen, self.steps, self._body, self._rules.regions)
        self._finding.open(mark_id)

    # what is shown
    @Slot(str)
    def _say(self, text: str) -> None:
        self._screen.say(text, count=self.snapshot.treated)

    @Slot(object)
    def _show(self, snapshot: Snapshot) -> None:
        self._screen.show_snapshot(snapshot)
        self._homes.show(snapshot)

    @Slot()
    def _show_undo(self) -> None:
        self._screen.callout.show_undo(self.stack.canUndo(), self.stack.undoText())

    def say_recovered(self) -> None:
        """Say after a crash that everything is here."""
        marks = self.snapshot.marks
        if not marks:
            self._screen.say(self.tr("Dermtally stopped and started again. Nothing is lost."), Tone.GREEN)
            return
        last = marks[-1].mark
        text = self.tr(
            "Dermtally stopped and started again. All {count} lesions are here; the last was {place}, {time}."
        )
        time = clock(last.entered_at)[:5]
        self._screen.say(text.format(count=len(marks), place=last.place.phrase, time=time), Tone.GREEN)

    # refusals
    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        saved = len(self.snapshot.marks)
        self._screen.show_refused(refused_title(refusal.what), refused_reason(refusal.error, saved))

    @Slot(bool)
    def _wait(self, waiting: bool) -> None:  # noqa: FBT001 - a signal's value
        """Say on the map that it takes no taps until the record answers."""
        self._screen.map.set_notice(self.tr("Not taking taps until the record answers") if waiting else "")

    @Slot()
    def _late(self) -> None:
        self._screen.say(self.tr("The disk answered late. Checked: your tap is saved, once."), Tone.GREEN)

    # finding
    @Slot(object)
    def find(self, mark_id: MarkId) -> None:
        """Select a mark and flash it, in a view that sees it."""
        each = self.snapshot.mark(mark_id)
        if each is None:
            return
        anchor = self._homes.anchor_of(each.mark.place)
        if anchor and not self._body.spot(self._screen.map.view_key, anchor).visible:
            self._screen.show_view(self._homes.of(anchor))
        self._screen.map.select(mark_id)
        self._screen.map.flash(mark_id)

    @Slot(object)
    def _light(self, marks: tuple[MarkId, ...]) -> None:
        """Flash the marks of a code line."""
        for mark_id in marks:
            self._screen.map.flash(mark_id)
