"""The sheet for finding a lesion again: two landmarks, read off the figure or measured on the patient."""

from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.records import Measure, MeasureDraft, MeasureId, new_id
from desktop.atlas.finding import angle_between, crosses_well, rms_mm, sharpness
from desktop.controls.announce import announce
from desktop.controls.buttons import Look, button
from desktop.controls.labels import ElidedLabel, label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.panels.authors import measured_by
from desktop.panels.measure_row import MeasureRow
from desktop.panels.sought import Sought
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme, Tone

_ROWS = 2
_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
_HARDLY, _FAR = 12.0, 20.0
"""Below so many degrees the place is off by 20 mm and more; the figure says no more then."""


class MeasureSheet(Overlay):
    """Shows where a lesion lies from two landmarks, and takes what is measured on the patient instead.

    It stays open until what was typed is seen to be stored.

    Signals:
        measured(MarkId, tuple[MeasureDraft, ...], tuple[MeasureId, ...]): distances that were typed, and those they
            correct.
        removed(tuple[MeasureId, ...]): measured distances to be taken back.
    """

    measured = Signal(object, object, object)
    removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._sought: Sought | None = None
        self._saved: tuple[Measure, ...] = ()
        self._awaited: frozenset[MeasureId] = frozenset()
        self.title = label("", Role.NAME, theme, self.card)
        self.phrase = ElidedLabel(Role.STRONG, theme, self.card)
        self.rows = tuple(MeasureRow(theme, self.card) for _ in range(_ROWS))
        self.said = label("", Role.REASON, theme, self.card)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save = button(
            translate("MeasureSheet", "Save as measured"), theme, self.card, look=Look.PRIMARY, caption="Enter"
        )
        self.close_button = button(translate("MeasureSheet", "Close"), theme, self.card, caption="Esc")
        for row in self.rows:
            row.changed.connect(self._tell)
            row.entered.connect(self._save)
            row.remove_asked.connect(self._remove)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.close_sheet)

    def open_for(self, sought: Sought, snapshot: Snapshot) -> None:
        """Open the sheet on a lesion of a visit."""
        self._sought, self._awaited = sought, frozenset()
        self.title.setText(translate("MeasureSheet", "Find {label} again").format(label=sought.mark.label))
        self.phrase.show_text(sought.mark.mark.place.phrase)
        self._take(snapshot)
        self.open_sheet()

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is stored now; close once all that was typed is, or when the lesion is gone."""
        sought = self._sought
        if sought is None or not self.isVisible():
            return
        stored = {each.id for each in snapshot.chart.measures}
        if snapshot.mark(sought.mark.id) is None or (self._awaited and self._awaited <= stored):
            self.close_sheet()
        elif self._of_mark(snapshot) != self._saved:
            self._take(snapshot)

    def first_focus(self) -> QWidget:
        """Return the first field, or where nothing can be measured the button that closes."""
        return self.rows[0].centimetres if self.rows[0].chosen else self.close_button

    def card_place(self) -> QRect:
        """Return a place in the middle, and set what is on it."""
        px = self.theme.px
        row, high, gap = px(66), px(44), px(14)
        place = self.middle_place(720, 344)
        inside = QRect(20, 16, place.width() - 40, place.height() - 32)
        top = inside.y()
        self.title.setGeometry(inside.x(), top, inside.width(), px(28))
        self.phrase.setGeometry(inside.x(), top + px(28), inside.width(), px(24))
        top += px(52) + gap
        for each in self.rows:
            each.setGeometry(inside.x(), top, inside.width(), row)
            top += row + gap
        foot = inside.bottom() - high + 1
        self.said.setGeometry(inside.x(), top, inside.width(), max(0, foot - top - 4))
        wide = max(px(190), self.save.sizeHint().width())
        close = max(px(120), self.close_button.sizeHint().width())
        self.close_button.setGeometry(inside.right() - close + 1, foot, close, high)
        self.save.setGeometry(self.close_button.x() - wide - 8, foot, wide, high)
        return place

    def event(self, event: QEvent) -> bool:
        """Take Delete and Space before the visit's shortcuts do: they would change the lesions below."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def _of_mark(self, snapshot: Snapshot) -> tuple[Measure, ...]:
        mark = self._sought.mark.id if self._sought else None
        return tuple(each for each in snapshot.chart.measures if each.mark_id == mark)

    def _take(self, snapshot: Snapshot) -> None:
        """Fill the rows: what was measured first, then what is proposed."""
        sought = self._sought
        if sought is None:
            return
        self._saved = self._of_mark(snapshot)
        proposed = [each.landmark for each in sought.finding.bearings] if sought.finding else list(sought.choices[:1])
        wanted = dict.fromkeys((*(each.landmark for each in self._saved), *proposed))
        names = (*wanted, *("" for _ in self.rows))
        for row, landmark in zip(self.rows, names, strict=False):
            row.show_landmark(sought, self._saved, landmark, partial(measured_by, snapshot.chart))
        self._tell()

    def _tell(self) -> None:
        """Say how good what is chosen is."""
        sought = self._sought
        if sought is None:
            return
        text, tone = self._advice(sought)
        self._say(text, tone)

    def _advice(self, sought: Sought) -> tuple[str, Tone]:
        if sought.why:
            return sought.why, Tone.AMBER
        ends = [row.bearing for row in self.rows if row.bearing is not None]
        if len(ends) < _ROWS:
            on_midline = sought.finding is not None and not sought.finding.weak
            return (_read_off(), Tone.QUIET) if on_midline else (_alone(), Tone.AMBER)
        angle = angle_between(ends[0].toward, ends[1].toward)
        if crosses_well(angle):
            return _read_off(), Tone.QUIET
        words = translate(
            "MeasureSheet", "These two hardly cross ({angle}°): {each} mm on the tape are {off} on the skin."
        )
        far = _FAR if sharpness(angle) < _HARDLY else rms_mm(angle)
        off = translate("MeasureSheet", "{cm} cm and more") if far == _FAR else translate("MeasureSheet", "{mm} mm")
        shown = off.format(cm=round(far / 10), mm=round(far))
        return words.format(angle=round(sharpness(angle)), each=3, off=shown), Tone.AMBER

    @Slot()
    def _save(self) -> None:
        """Ask for what was typed to be stored, or say what is wrong with it."""
        sought = self._sought
        if sought is None:
            return
        for row in self.rows:
            wrong = row.is_wrong()
            if wrong:
                self._say(_refusals()[wrong], Tone.RED)
                row.centimetres.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        typed = {row.chosen: (row, found) for row in self.rows if (found := row.typed()) is not None}
        if not typed:
            self._say(translate("MeasureSheet", "Type a distance in centimetres, such as 3.5"), Tone.AMBER)
            return
        replaced = tuple(row.measure.id for row, _ in typed.values() if row.measure is not None)
        drafts = tuple(
            MeasureDraft(MeasureId(new_id()), landmark, sought.side(landmark), mm, direction)
            for landmark, (_, (mm, direction)) in typed.items()
        )
        self._awaited = frozenset(each.id for each in drafts)
        self.measured.emit(sought.mark.id, drafts, replaced)

    @Slot(object)
    def _remove(self, measure: MeasureId) -> None:
        self.removed.emit((measure,))

    def _say(self, text: str, tone: Tone) -> None:
        self.said.setText(text)
        self.said.set_tone(tone)
        announce(self.said, text, urgent=tone is Tone.RED)


def _read_off() -> str:
    return translate("MeasureSheet", "Read off the figure. What you measure along the skin goes into the note instead.")


def _alone() -> str:
    return translate(
        "MeasureSheet", "No second landmark crosses well: the direction says on which side the lesion lies."
    )


def _refusals() -> dict[str, str]:
    return {
        "empty": translate("MeasureSheet", "Type a distance in centimetres, such as 3.5"),
        "letters": translate("MeasureSheet", "Not a number: type centimetres, such as 3.5"),
        "small": translate("MeasureSheet", "Too small: a distance begins at 0.1 cm"),
        "large": translate("MeasureSheet", "Too large: no distance on the skin is over 200 cm"),
    }
