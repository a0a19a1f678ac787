"""F: what it adds up to. The count, the last action, the codes, the lesions and the next step, one below the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from db.people import PersonId
from db.records import MarkId
from desktop.controls.density import Density
from desktop.controls.themed import Ground, Panel
from desktop.panels.acceptance import Acceptance
from desktop.panels.code_lines import CodeLines
from desktop.panels.count_panel import CountPanel
from desktop.panels.last_action import LastAction
from desktop.panels.lesion_list import LesionList
from desktop.panels.next_step import NextStep
from desktop.snapshot import Snapshot
from desktop.theme import Theme, Tone

if TYPE_CHECKING:
    from desktop.panels.why_sheet import WhySheet

_OF_MARKS = frozenset({"count", "places"})
"""Items that a question about a lesion keeps open."""
_FRAME_MS = 16
_LEAST_LIST = 100
"""Height the list keeps: a head and a question, px at 100 %."""


class RightPanel(Ground):
    """The five parts of the right side, and above the list what waits for the provider.

    List and next step follow a change one frame behind the others.
    All of them are whole and in sight where the window has the height. Where it has not, with large text, the upper
    four scroll and the next step stays. In a drawer the count stands in the strip above instead, and so does the last
    action unless there is more to say about it.

    Signals:
        mark_chosen(MarkId), remove_asked(MarkId), finding_asked(MarkId), treat_asked(MarkId), same(MarkId),
        another(MarkId), side_answered(MarkId, Side), place_asked(MarkId), find_asked(MarkId), name_chosen(MarkId, str):
        from the list.
        line_chosen(tuple[MarkId, ...]): the marks of the code line that is lit.
        accepted(): the provider takes over what others entered.
        copy_note(), save_pdf(), item_chosen(int): from the next step. The panel itself has gone to the item by then.
    """

    mark_chosen = Signal(object)
    remove_asked = Signal(object)
    finding_asked = Signal(object)
    treat_asked = Signal(object)
    same = Signal(object)
    another = Signal(object)
    side_answered = Signal(object, object)
    place_asked = Signal(object)
    find_asked = Signal(object)
    name_chosen = Signal(object, str)
    line_chosen = Signal(object)
    accepted = Signal()
    copy_note = Signal()
    save_pdf = Signal()
    item_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._density = Density()
        self._snapshot: Snapshot | None = None
        self._editions = ""
        self._next_frame = QTimer(self, interval=_FRAME_MS, singleShot=True)
        self._next_frame.timeout.connect(self.settle)
        self._sheet: WhySheet | None = None
        self._page = Panel(theme)
        self.count = CountPanel(theme, self._page)
        self.action = LastAction(theme, self._page)
        self.codes = CodeLines(theme, self._page)
        self.acceptance = Acceptance(theme, self._page)
        self.list = LesionList(theme, self._page)
        self._area = QScrollArea(self)
        self.step = NextStep(theme, self)
        self._set_up_area()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._connect()

    def _set_up_area(self) -> None:
        self._area.setWidget(self._page)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        lesions, step = self.list, self.step
        lesions.mark_chosen.connect(self.mark_chosen)
        lesions.mark_chosen.connect(self._light_line)
        lesions.remove_asked.connect(self.remove_asked)
        lesions.finding_asked.connect(self.finding_asked)
        lesions.treat_asked.connect(self.treat_asked)
        lesions.same.connect(self.same)
        lesions.another.connect(self.another)
        lesions.side_answered.connect(self.side_answered)
        lesions.place_asked.connect(self.place_asked)
        lesions.find_asked.connect(self.find_asked)
        lesions.name_chosen.connect(self.name_chosen)
        self.codes.line_chosen.connect(self.list.light)
        self.codes.line_chosen.connect(self.line_chosen)
        self.codes.resized.connect(self._place)
        self.codes.why_asked.connect(self.open_why)
        self.acceptance.accepted.connect(self.accepted)
        step.copy_note.connect(self.copy_note)
        step.save_pdf.connect(self.save_pdf)
        step.item_chosen.connect(self._go_to_item)
        step.item_chosen.connect(self.item_chosen)

    @property
    def sheet(self) -> "WhySheet | None":
        """The Why sheet, once it was opened."""
        return self._sheet

    def set_density(self, density: Density) -> None:
        """Follow the window's room in all parts."""
        self._density = density
        self.count.set_density(density)
        self.action.set_density(density)
        self.codes.set_density(density)
        self.list.set_density(density)
        self.step.set_density(density)
        self.updateGeometry()
        self._place()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit; only what changed is painted."""
        before, self._snapshot = self._snapshot, snapshot
        self.count.show_snapshot(snapshot)
        self.codes.show_snapshot(snapshot)
        if before is None or before.chart.visit.id != snapshot.chart.visit.id:
            self.settle()
        else:
            self._next_frame.start()

    @Slot()
    def settle(self) -> None:
        """Bring list and ten items up to date now. After a tap they follow a frame later than mark, count and codes."""
        self._next_frame.stop()
        if self._snapshot is not None:
            self.step.show_snapshot(self._snapshot)
            self._show_waiting(self._snapshot)
            self.list.show_snapshot(self._snapshot)
            self.list.light(self.codes.chosen_marks if self.list.lit else ())

    def show_person(self, accepts_as: PersonId | None) -> None:
        """Take who is signed in; None for somebody whose role accepts nothing of others."""
        self.acceptance.show_person(accepts_as)
        self._place()

    def _show_waiting(self, snapshot: Snapshot) -> None:
        before = self.acceptance.needed_height(self.acceptance.width())
        self.acceptance.show_snapshot(snapshot)
        if self.acceptance.needed_height(self.acceptance.width()) != before:
            self._place()

    def answer_same(self) -> None:
        """Answer that the doubtful lesion is the other one once more."""
        self.settle()
        self.list.answer_same()

    def answer_another(self) -> None:
        """Answer that the doubtful lesion is one of its own."""
        self.settle()
        self.list.answer_another()

    def show_editions(self, text: str) -> None:
        """Keep the editions of the rules for the Why sheet."""
        self._editions = text

    def say(self, text: str, tone: Tone = Tone.PLAIN, detail: str = "", *, count: int | None = None) -> None:
        """Say the last action; AMBER and RED as a band, with the reason and the way out below it."""
        before = self._action_height(self.action.width())
        self.action.say(text, tone, detail, count=count)
        if self._action_height(self.action.width()) != before:
            self._place()
        if tone is Tone.RED:
            self._area.ensureWidgetVisible(self.action)

    def select(self, mark_id: MarkId | None) -> None:
        """Show a mark as chosen in the list and light its code line; emits nothing."""
        self.settle()
        self.list.select(mark_id)
        self._light_line(mark_id)

    def _light_line(self, mark_id: MarkId | None) -> None:
        self.codes.light_line_of(mark_id)
        self.list.light(())

    def flash(self, mark_id: MarkId) -> None:
        """Draw a mark's row with a ring for a moment."""
        self.settle()
        self.list.flash(mark_id)

    def open_why(self) -> None:
        """Open the sheet with the whole reasoning."""
        if self._snapshot is None:
            return
        if self._sheet is None:
            # imported here: opened now and then, and the first frame waits for every import
            from desktop.panels.why_sheet import WhySheet  # noqa: PLC0415

            self._sheet = WhySheet(self.theme, self.window())
        self._sheet.set_theme(self.theme)
        self._sheet.open_for(self._snapshot, self._editions)

    def _go_to_item(self, number: int) -> None:
        """Go to the first lesion that keeps an item open, or say what settles the item."""
        if self._snapshot is None:
            return
        item = self._snapshot.items[number - 1]
        asking = next((each.id for each in self._snapshot.marks if each.questions), None)
        if asking and not item.done and item.key in _OF_MARKS:
            self.select(asking)
            self.mark_chosen.emit(asking)
            return
        self.say(f"{item.label}: {item.fact}")

    def sizeHint(self) -> QSize:
        """Return the width of its density; it takes any height."""
        return QSize(self._density.panel_width, 400)

    def restyle(self) -> None:
        """Place the parts for the new size of text."""
        self._page.set_theme(self.theme)
        self.updateGeometry()
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the parts."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the figure."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.panel)
        painter.fillRect(QRect(0, 0, 1, self.height()), self.theme.line)

    def _place(self) -> None:
        """Stack the parts: the list takes what the others leave, and the page scrolls when that is too little."""
        foot = self.step.needed_height()
        room = max(0, self.height() - foot)
        self.step.setGeometry(1, room, self.width() - 1, foot)
        self._area.setGeometry(1, 0, self.width() - 1, room)
        wide = self.width() - 1
        if self._tops(wide)[-1] + self.theme.px(_LEAST_LIST) > room:
            wide -= self._area.verticalScrollBar().sizeHint().width()
        tops = self._tops(wide)
        for part, top, below in zip(self._upper(), tops, tops[1:], strict=False):
            part.setGeometry(0, top, wide, below - top)
            part.setVisible(below > top)
        height = max(room - tops[-1], self.theme.px(_LEAST_LIST))
        self.list.setGeometry(0, tops[-1], wide, height)
        self._page.resize(wide, tops[-1] + height)

    def _upper(self) -> tuple[QWidget, ...]:
        return (self.count, self.action, self.codes, self.acceptance)

    def _tops(self, wide: int) -> tuple[int, ...]:
        """Return where each part above the list begins, and last where the list does."""
        count = 0 if self._density.drawer else self.count.needed_height()
        action = self._action_height(wide)
        codes = count + action + self.codes.needed_height()
        return (0, count, count + action, codes, codes + self.acceptance.needed_height(wide))

    def _action_height(self, wide: int) -> int:
        """Return the height of the last action; in a drawer only what wants to be seen has some."""
        return 0 if self._density.drawer and self.action.tone is Tone.PLAIN else self.action.needed_height(wide)
