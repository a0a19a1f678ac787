"""F4: the lesions, grouped by body part, and the questions about them."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from db.records import MarkId, VisitId
from desktop.controls.announce import announce
from desktop.controls.density import Density
from desktop.controls.focus import OWN_RING
from desktop.controls.painting import wrapped, write_lines
from desktop.messages import plain_tip, translate
from desktop.panels.lesion_delegate import LesionDelegate, RowButton
from desktop.panels.lesion_model import LesionModel
from desktop.panels.lesion_rows import HeadRow, MarkRow, RowBuilder, asks_anew
from desktop.panels.row_acts import ALT_KEYS, Act, act_words
from desktop.snapshot import Question, Snapshot
from desktop.theme import Role, Theme
from resources.terms import Side

FLASH_MS = 600
_SIDES = {Act.RIGHT: Side.RIGHT, Act.MIDDLE: Side.MIDLINE, Act.LEFT: Side.LEFT}


class LesionList(QListView):
    """The lesions of the visit, newest body part open, newest lesion on top.

    Signals:
        mark_chosen(MarkId): a row was pressed or reached by keys.
        remove_asked(MarkId), finding_asked(MarkId), treat_asked(MarkId): the row's buttons or their keys.
        same(MarkId), another(MarkId): the answer about a mark that lies near another one.
        side_answered(MarkId, Side): the answer about a side nobody said.
        name_chosen(MarkId, str): of the two names beside a border, the region it is.
        place_asked(MarkId): somebody wants to say where a lesion counted without a place is.
        find_asked(MarkId): somebody wants to know, or to measure, where a lesion lies from landmarks.
    """

    mark_chosen = Signal(object)
    remove_asked = Signal(object)
    finding_asked = Signal(object)
    treat_asked = Signal(object)
    same = Signal(object)
    another = Signal(object)
    side_answered = Signal(object, object)
    name_chosen = Signal(object, str)
    place_asked = Signal(object)
    find_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # our own: asked for Qt's, PySide would make all classes a widget might be, 15 ms of the start
        self.setViewport(QWidget(autoFillBackground=True))
        self._theme = theme
        self._density = Density()
        self._snapshot: Snapshot | None = None
        self._visit: VisitId | None = None
        self._builder = RowBuilder()
        self._empty = translate("LesionList", "First visit.")
        self._rows = LesionModel(self)
        self._painter = LesionDelegate(theme, self._rows, self)
        self._flash = QTimer(self, interval=FLASH_MS, singleShot=True)
        self._flash.timeout.connect(self._end_flash)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self._set_up()

    def _set_up(self) -> None:
        self.setProperty(OWN_RING, True)  # noqa: FBT003 - Qt's signature
        self.setAccessibleName(translate("LesionList", "Lesions by body part"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def rows(self) -> LesionModel:
        """The rows as a model."""
        return self._rows

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self._painter.set_theme(theme)
        self.scheduleDelayedItemsLayout()

    def set_density(self, density: Density) -> None:
        """Fold everything to its heads where there is no room for rows."""
        folds = density.tight != self._density.tight
        self._density = density
        if folds:
            self._refill()

    @property
    def empty_text(self) -> str:
        """What stands here before the first lesion."""
        return self._empty

    def set_empty_text(self, text: str) -> None:
        """Say what stands here before the first lesion: ``First visit.`` or the last visit's count."""
        self._empty = text
        self.viewport().update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a visit's lesions; a new one comes into view."""
        if snapshot.chart.visit.id != self._visit:
            self._visit = snapshot.chart.visit.id
            self._builder.forget()
        before, self._snapshot = self._snapshot, snapshot
        self._refill()
        self._say_questions(before)
        newest = snapshot.marks[-1].id if snapshot.marks else None
        if newest and (before is None or before.mark(newest) is None):
            self.scrollTo(self._rows.index_of(newest))

    def _say_questions(self, before: Snapshot | None) -> None:
        """Say to assistive technology what is asked anew."""
        if before is None:
            return
        # only rows with a second line ask: to look all up in the visit before would take a frame with 500
        asking = [row for row in self._rows.rows if isinstance(row, MarkRow) and row.two_lines]
        for row in asking:
            if asks_anew(row, before.mark(row.numbered.id)):
                announce(self, row.spoken)

    def select(self, mark_id: MarkId | None) -> None:
        """Show a mark as chosen and bring it into view, unfolding its body part; emits nothing."""
        if mark_id is None:
            self.clearSelection()
            return
        index = self._rows.index_of(mark_id)
        if not index.isValid() and self._snapshot:
            for group in self._snapshot.groups:
                if any(each.id == mark_id for each in group.marks):
                    self._builder.fold(group.key, unfolded=True)
            self._refill()
            index = self._rows.index_of(mark_id)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def flash(self, mark_id: MarkId) -> None:
        """Draw a mark's row with a ring for a moment."""
        self._painter.flashing = mark_id
        self._flash.start()
        self.viewport().update()

    def light(self, marks: tuple[MarkId, ...]) -> None:
        """Mark the rows of a code line that was pressed; none with an empty tuple."""
        lit = frozenset(marks)
        if lit != self._painter.lit:
            self._painter.lit = lit
            self.viewport().update()

    @property
    def lit(self) -> frozenset[str]:
        """The marks whose rows are lit."""
        return self._painter.lit

    def current_mark(self) -> MarkId | None:
        """Return the chosen row's mark, if a lesion is chosen."""
        index = self.currentIndex()
        row = self._rows.row(index) if index.isValid() and self.selectionModel().isSelected(index) else None
        return row.numbered.id if isinstance(row, MarkRow) else None

    def asked_mark(self, question: Question) -> MarkId | None:
        """Return the mark a key's answer is for: the chosen one if it asks, else the newest that asks."""
        if self._snapshot is None:
            return None
        asking = [each.id for each in self._snapshot.marks if question in each.questions]
        chosen = self.current_mark()
        return chosen if chosen in asking else asking[-1] if asking else None

    def buttons_of(self, mark_id: MarkId) -> tuple[RowButton, ...]:
        """Return the buttons of a mark's row with their places in the viewport."""
        index = self._rows.index_of(mark_id)
        if not index.isValid():
            return ()
        return self._buttons(index)

    def answer_same(self) -> None:
        """F7: the doubtful lesion is the other one once more."""
        mark = self.asked_mark(Question.SAME)
        if mark:
            self.same.emit(mark)

    def answer_another(self) -> None:
        """F8: the doubtful lesion is one of its own."""
        mark = self.asked_mark(Question.SAME)
        if mark:
            self.another.emit(mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a row's button, fold a head, or choose a lesion."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self._rows.row(index)
        if isinstance(row, HeadRow):
            self._toggle(row)
            return
        for each in self._buttons(index):
            if each.place.contains(event.position().toPoint()):
                self._act(each.act, row.numbered.id)
                return
        self.setCurrentIndex(index)
        self.mark_chosen.emit(row.numbered.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as a press: there is no double-tap."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; Enter folds a head; Delete, Ctrl+D and Alt with a letter act on the lesion."""
        index = self.currentIndex()
        row = self._rows.row(index) if index.isValid() else None
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        answer = ALT_KEYS.get(Qt.Key(key)) if event.modifiers() == Qt.KeyboardModifier.AltModifier else None
        if isinstance(row, HeadRow) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(row)
        elif isinstance(row, MarkRow) and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(row.numbered.id)
        elif isinstance(row, MarkRow) and key == Qt.Key.Key_D and control:
            self._act(Act.SEEN if row.numbered.treated else Act.TREAT, row.numbered.id)
        elif isinstance(row, MarkRow) and answer in {each.act for each in self._buttons(index)}:
            self._act(answer, row.numbered.id)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            self._tell_current()
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a drawn button does before saying the row's whole phrase."""
        if event.type() is QEvent.Type.ToolTip:
            position = self.viewport().mapFromGlobal(self.cursor().pos())
            index = self.indexAt(position)
            for each in self._buttons(index) if index.isValid() else ():
                if each.place.contains(position) and act_words(each.act):
                    QToolTip.showText(self.cursor().pos(), plain_tip(act_words(each.act)), self.viewport())
                    return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or what stands here before the first lesion."""
        super().paintEvent(event)
        if self._rows.rows:
            return
        font = self._theme.font(Role.REASON)
        place = self.viewport().rect().adjusted(12, 20, -12, 0)
        lines = wrapped(self._empty, font, place.width(), 3)
        write_lines(QPainter(self.viewport()), place, lines, font, self._theme.text_2)

    def _refill(self) -> None:
        if self._snapshot is None:
            return
        self._rows.show_rows(self._builder.rows(self._snapshot, heads_only=self._density.tight))

    def _buttons(self, index: QModelIndex) -> tuple[RowButton, ...]:
        chosen = self.selectionModel().isSelected(index)
        return self._painter.buttons(self._rows.row(index), self.visualRect(index), current=chosen)

    def _toggle(self, row: HeadRow) -> None:
        self._builder.fold(row.key, unfolded=not row.unfolded)
        self._refill()

    def _act(self, act: Act, mark_id: MarkId) -> None:
        if act in _SIDES:
            self.side_answered.emit(mark_id, _SIDES[act])
            return
        if act in (Act.NEARER, Act.OTHER):
            self._choose_name(act, mark_id)
            return
        signals = {
            Act.SAME: self.same,
            Act.ANOTHER: self.another,
            Act.SEEN: self.finding_asked,
            Act.TREAT: self.treat_asked,
            Act.REMOVE: self.remove_asked,
            Act.PLACE: self.place_asked,
            Act.FIND: self.find_asked,
        }
        signals[act].emit(mark_id)

    def _choose_name(self, act: Act, mark_id: MarkId) -> None:
        each = self._snapshot.mark(mark_id) if self._snapshot is not None else None
        if each is not None:
            place = each.mark.place
            self.name_chosen.emit(mark_id, place.region if act is Act.NEARER else place.other_region)

    def _tell_current(self) -> None:
        mark = self.current_mark()
        if mark:
            self.mark_chosen.emit(mark)

    def _end_flash(self) -> None:
        self._painter.flashing = ""
        self.viewport().update()
