"""F5: the ten items a note needs, what is still open, and the one next step."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.density import Density
from desktop.controls.labels import tip
from desktop.controls.painting import MIDDLE, write
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.note.items import Item
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme, Tone

_EDGE = 10
_BOXES = 10
_NAMED = 4
"""Open items named in the line below the boxes, at most."""


class ItemBox(QAbstractButton):
    """One of the ten boxes: a green tick when done, its number in amber when open."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.item: Item | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self.update()

    def show_item(self, item: Item) -> None:
        """Show one of the ten items."""
        if item == self.item:
            return
        looks_alike = self.item is not None and (self.item.number, self.item.done) == (item.number, item.done)
        self.item = item
        done = translate("NextStep", "done") if item.done else translate("NextStep", "open")
        self.setAccessibleName(f"{item.number} {item.label}, {done}: {item.fact}")
        tip(self, f"{item.label}: {item.fact}")
        if not looks_alike:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with its tick or number."""
        if self.item is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, done = self._theme, self.item.done
        tone = Tone.GREEN if done else Tone.AMBER
        painter.setBrush(theme.ground(Tone.GREEN) if done else theme.panel)
        thick = 1.0 if done else 2.0
        painter.setPen(QPen(theme.border(tone), thick))
        half = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 5, 5)
        if not done:
            write(
                painter,
                self.rect(),
                str(self.item.number),
                theme.font(Role.LABEL_STRONG, at_most=150),
                theme.writing(tone),
                MIDDLE,
            )
            return
        unit = self.height() / 26
        middle = QPointF(self.width() / 2, self.height() / 2)
        corners = [middle + QPointF(x * unit, y * unit) for x, y in ((-4.5, 0.3), (-1.4, 3.6), (4.7, -3.6))]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.writing(tone), 2.2 * unit))
        painter.drawPolyline(QPolygonF(corners))


class NextStep(Ground):
    """The ten boxes, what is open in words, and the next step: copy the note. The PDF stands beside it.

    Signals:
        copy_note(), save_pdf(): the button was pressed.
        item_chosen(int): a box was pressed; its number.
    """

    copy_note = Signal()
    save_pdf = Signal()
    item_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._density = Density()
        self._open = ""
        self._items: tuple[Item, ...] = ()
        self._unsettled: list[str] = []
        self.boxes = tuple(ItemBox(theme, self) for _ in range(_BOXES))
        for box in self.boxes:
            box.clicked.connect(self._pressed)
        self.step = button(translate("NextStep", "Copy note  Ctrl+Shift+C"), theme, self)
        self.step.set_role(Role.FAMILY)
        self.step.clicked.connect(self.copy_note)
        self.pdf = button(translate("NextStep", "PDF"), theme, self)
        self.pdf.clicked.connect(self.save_pdf)

    @property
    def open_text(self) -> str:
        """What is still open, in words."""
        return self._open

    def set_density(self, density: Density) -> None:
        """Follow the window's room."""
        self._density = density
        self._place()

    def needed_height(self) -> int:
        """108 px at 100 %, 96 in short windows, 80 in a short drawer, which leaves the words to the boxes."""
        if not self._density.short:
            return self.theme.px(108)
        return self.theme.px(80 if self._density.drawer else 96)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the items of a visit. The button is filled unless a question about the count is open."""
        for box, item in zip(self.boxes, snapshot.items, strict=True):
            box.show_item(item)
        self._items = snapshot.items
        self._unsettled = [each.label for each in snapshot.marks if each.questions]
        self.step.set_look(Look.OUTLINED if self._unsettled or not snapshot.marks else Look.PRIMARY)
        self._say_open()

    def _say_open(self) -> None:
        """Say what is open, with as many names as fit the line."""
        if not self._items:
            return
        metrics, room = QFontMetrics(self.theme.font(Role.REASON)), self._text_place().width()
        texts = [_open_text(self._items, self._unsettled, named) for named in range(_NAMED, 0, -1)]
        text = next((each for each in texts if metrics.horizontalAdvance(each) <= room), texts[-1])
        if text != self._open:
            self._open = text
            self.setAccessibleName(text)
            self.update(self._text_place())

    def restyle(self) -> None:
        """Place everything for the new size of text."""
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and what is open."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.line)
        place = self._text_place()
        if place.height() >= QFontMetrics(theme.font(Role.REASON)).height() // 2:
            write(painter, place, self._open, theme.font(Role.REASON), theme.text)

    def _text_place(self) -> QRect:
        top = self.boxes[0].geometry().bottom() + 1
        return QRect(_EDGE + 2, top, self.width() - 2 * _EDGE - 2, self.step.y() - top)

    def _place(self) -> None:
        px, width = self.theme.px, self.width() - 2 * _EDGE
        top = px(8 if not self._density.short else 5)
        size = (min(px(31), (width - 9 * 3) // _BOXES), px(26))
        pitch = (width - size[0]) / (_BOXES - 1)
        for index, box in enumerate(self.boxes):
            box.setGeometry(_EDGE + round(index * pitch), top, *size)
        height = px(44 if not self._density.short else 40)
        button_top = self.height() - height - px(6)
        small = max(px(76), self.pdf.sizeHint().width())
        self.step.setGeometry(_EDGE, button_top, width - small - 8, height)
        self.pdf.setGeometry(self.width() - _EDGE - small, button_top, small, height)
        room = self.step.width() - 16
        long = translate("NextStep", "Copy note  Ctrl+Shift+C")
        fits = QFontMetrics(self.theme.font(Role.FAMILY)).horizontalAdvance(long) <= room
        self.step.show_text(long if fits else translate("NextStep", "Copy note"))
        self._say_open()

    def _pressed(self) -> None:
        for box in self.boxes:
            if box is self.sender() and box.item:
                self.item_chosen.emit(box.item.number)


def _open_text(items: tuple[Item, ...], unsettled: list[str], named: int) -> str:
    """Say what is open: lesions to settle first, then `named` items by name, or only how many when they are many."""
    missing = [item.label.lower() for item in items if not item.done]
    if unsettled:
        lesions = _some(unsettled, named)
        return translate("NextStep", "To settle: {lesions}. {count} open").format(lesions=lesions, count=len(missing))
    if not missing:
        return translate("NextStep", "All ten items complete")
    if len(missing) > _NAMED:
        return translate("NextStep", "{count} still open").format(count=len(missing))
    return translate("NextStep", "{count} open: {names}").format(count=len(missing), names=_some(missing, named))


def _some(names: list[str], most: int) -> str:
    """Return the first names, and how many more there are."""
    left_out = len(names) - most
    return ", ".join([*names[:most], *([f"+{left_out}"] if left_out > 0 else [])])
