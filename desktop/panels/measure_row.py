"""One distance on the sheet for finding a lesion again: from which landmark, how far, in which direction."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.records import Measure
from desktop.atlas.finding import Bearing
from desktop.atlas.measures import NotADistance, landmark_words, measure_words, typed_mm
from desktop.controls.buttons import button
from desktop.controls.labels import ElidedLabel, field, label
from desktop.controls.picker import Picker
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.panels.sought import Sought
from desktop.theme import Role, Theme, Tone

_MM_PER_CM = 10
_GAP = 8


class MeasureRow(Panel):
    """Landmark, centimetres and direction, with what is known of them above.

    Signals:
        changed(): another landmark was chosen.
        entered(): Enter was pressed in the field.
        remove_asked(MeasureId): what was measured here is to be taken back.
    """

    changed = Signal()
    entered = Signal()
    remove_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._sought: Sought | None = None
        self._saved: tuple[Measure, ...] = ()
        self._hand: Callable[[Measure], str] = _nobody
        self.bearing: Bearing | None = None
        self.said = ElidedLabel(Role.BODY, theme, self)
        self.landmark = Picker(translate("MeasureRow", "From which landmark"), theme, self)
        self.centimetres = field("", translate("MeasureRow", "Measured on the patient, in cm"), theme, self)
        self.unit = label(translate("MeasureRow", "cm"), Role.BODY, theme, self)
        self.direction = Picker(translate("MeasureRow", "In which direction from it the lesion lies"), theme, self)
        self.remove = button(translate("MeasureRow", "Remove"), theme, self)
        self.landmark.activated.connect(self._landmark_chosen)
        self.centimetres.returnPressed.connect(self.entered)
        self.remove.clicked.connect(self._remove)

    def show_landmark(
        self, sought: Sought, saved: tuple[Measure, ...], landmark: str, hand: Callable[[Measure], str]
    ) -> None:
        """Show one of the landmarks; an empty one for none. `saved` is what was measured of the lesion.

        `hand` says in words who entered a distance, and when.
        """
        self._sought, self._saved, self._hand = sought, saved, hand
        kept = [each.landmark for each in saved if each.landmark not in sought.choices]
        self.landmark.clear()
        self.landmark.addItem(translate("MeasureRow", "no landmark"), "")
        for each in (*kept, *sought.choices):
            self.landmark.addItem(landmark_words(each, sought.side(each)), each)
        self.landmark.setCurrentIndex(max(0, self.landmark.findData(landmark)))
        self._follow()

    @property
    def chosen(self) -> str:
        """The landmark that is chosen; empty for none."""
        return str(self.landmark.currentData() or "")

    @property
    def measure(self) -> Measure | None:
        """What was measured from the chosen landmark."""
        return next((each for each in self._saved if each.landmark == self.chosen), None)

    def typed(self) -> tuple[int, str] | None:
        """Return the typed distance in mm with its direction; None where nothing new was typed.

        Raises NotADistance.
        """
        text = self.centimetres.text()
        if not self.chosen or not text.strip():
            return None
        mm, direction = typed_mm(text), str(self.direction.currentData() or "")
        kept = self.measure
        return None if kept and (kept.distance_mm, kept.direction) == (mm, direction) else (mm, direction)

    def is_wrong(self) -> str:
        """Return why what was typed is no distance, as one of NotADistance's reasons; empty where it is one."""
        try:
            self.typed()
        except NotADistance as wrong:
            return wrong.reason
        return ""

    def _landmark_chosen(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show what is known of the chosen landmark: measured before read off."""
        sought, kept = self._sought, self.measure
        if sought is None:
            return
        self.bearing = sought.look(self.chosen) if self.chosen else None
        direction = kept.direction if kept else self.bearing.direction if self.bearing else ""
        self._offer_directions(sought, direction)
        self.centimetres.setText(_cm(kept.distance_mm) if kept else "")
        self.centimetres.setEnabled(bool(self.chosen))
        self.direction.setEnabled(bool(self.chosen))
        self.remove.setVisible(kept is not None)
        if kept is not None:
            words = measure_words(kept.landmark, kept.side, kept.distance_mm, kept.direction)
            text = translate("MeasureRow", "Measured: {words} ({hand})")
            self.said.show_text(text.format(words=words, hand=self._hand(kept)))
        else:
            self.said.show_text(self.bearing.words if self.bearing else "", Tone.QUIET)

    def _offer_directions(self, sought: Sought, chosen: str) -> None:
        offered = sought.directions(self.chosen) if self.chosen else ()
        self.direction.clear()
        self.direction.addItem(translate("MeasureRow", "direction not said"), "")
        for each in dict.fromkeys((*((chosen,) if chosen else ()), *offered)):
            self.direction.addItem(each, each)
        self.direction.setCurrentIndex(max(0, self.direction.findData(chosen)))

    def _remove(self) -> None:
        kept = self.measure
        if kept is not None:
            self.remove_asked.emit(kept.id)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Set the parts in two lines: what is known, and below it the fields."""
        px, width = self.theme.px, self.width()
        self.centimetres.setFont(self.theme.font(Role.BODY))
        high, line = px(40), px(26)
        unit = self.unit.sizeHint().width()
        remove = max(px(96), self.remove.sizeHint().width())
        free = width - px(86) - unit - remove - 4 * _GAP
        left = 0
        for widget, wide in (
            (self.landmark, free * 11 // 20),
            (self.centimetres, px(86)),
            (self.unit, unit),
            (self.direction, free - free * 11 // 20),
            (self.remove, remove),
        ):
            widget.setGeometry(left, line, wide, high)
            left += wide + _GAP
        self.said.setGeometry(0, 0, width, line)
        self.unit.setAlignment(Qt.AlignmentFlag.AlignVCenter)


def _nobody(_measure: Measure) -> str:
    return ""


def _cm(mm: int) -> str:
    whole, tenths = divmod(mm, _MM_PER_CM)
    return f"{whole}.{tenths}" if tenths else str(whole)
