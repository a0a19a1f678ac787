"""C: what the next tap will do, in words where the eye is, and the presets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.controls.announce import announce
from desktop.controls.brush import Brush, brush_of
from desktop.controls.buttons import Button, button, choice
from desktop.controls.density import Density
from desktop.controls.labels import tip
from desktop.controls.painting import fits, wrapped, write, write_lines
from desktop.controls.stamps import Stamps, brush_stamp
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.panels.wording import brush_sentence
from desktop.theme import Role, Theme
from resources.presets import Presets

if TYPE_CHECKING:
    from desktop.panels.preset_sheet import PresetSheet

_EDGE = 12
_PRESET = 76
_GAP = 6


class BrushBar(Ground):
    """The armed brush as mark and sentence, and a button for each preset of the bar.

    Signals:
        chosen(str): the key of a preset to arm.
        method_chosen(Method): another method for the armed preset.
        reset(): back to the practice's own brush.
    """

    chosen = Signal(str)
    method_chosen = Signal(object)
    reset = Signal()

    def __init__(self, presets: Presets, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._density = Density()
        self._presets = presets
        self._brush = brush_of(presets, presets.default.key)
        self._stamps = Stamps(theme)
        self.buttons: dict[str, Button] = {}
        for preset in presets.bar:
            self.buttons[preset.key] = made = choice(preset.short, theme, self)
            tip(made, brush_sentence(brush_of(presets, preset.key)))
            made.clicked.connect(self._pressed)
        self.more = button("…", theme, self)
        self.more.setAccessibleName(translate("BrushBar", "All presets"))
        self.more.clicked.connect(self.open_sheet)
        self._back = translate("BrushBar", "Back to {preset}").format(preset=presets.default.short)
        self.back = button(self._back, theme, self)
        self.back.clicked.connect(self.reset)
        self._sheet: PresetSheet | None = None
        self._show_captions()
        self._compose()

    @property
    def sentence(self) -> str:
        """What the next tap will do, in words."""
        return brush_sentence(self._brush)

    @property
    def sheet(self) -> "PresetSheet | None":
        """The sheet of all presets, once it was opened."""
        return self._sheet

    def set_density(self, density: Density) -> None:
        """Leave the keys out in narrow windows."""
        self._density = density
        self._show_captions()
        self._compose()

    def show_brush(self, brush: Brush) -> None:
        """Show what is armed; emits nothing."""
        if brush == self._brush:
            self._compose()
            return
        self._brush = brush
        announce(self, self.sentence)
        self._compose()
        self.update()

    def open_sheet(self) -> None:
        """Open the sheet of all presets over the window."""
        if self._sheet is None:
            # made when first needed: most visits never open it, and the first frame is earlier without it
            # imported here: opened now and then, and the first frame waits for every import
            from desktop.panels.preset_sheet import PresetSheet  # noqa: PLC0415

            self._sheet = PresetSheet(self._presets, self.theme, self.window())
            self._sheet.chosen.connect(self.chosen)
            self._sheet.method_chosen.connect(self.method_chosen)
        self._sheet.set_theme(self.theme)
        self._sheet.open_for(self._brush)

    def sizeHint(self) -> QSize:
        """Return 52 px of height at 100 %."""
        return QSize(400, self.theme.px(52))

    def restyle(self) -> None:
        """Follow colours and size of text."""
        self._stamps = Stamps(self.theme)
        self.updateGeometry()
        self._compose()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything."""
        self._compose()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the mark and the sentence."""
        painter = QPainter(self)
        theme, px, brush = self.theme, self.theme.px, self._brush
        ground = theme.panel if brush.is_default else theme.brush_tint(brush.preset.family)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.line)
        room = self._first_left() - px(42) - px(8)
        lines, font = self._laid(room)
        height = QFontMetrics(font).height() * len(lines)
        place = QRect(px(42), (self.height() - height) // 2, room, height)
        if len(lines) == 1:
            head = QRect(_EDGE, px(4), px(120), px(15))
            write(painter, head, translate("BrushBar", "Next tap"), theme.font(Role.SMALL), theme.text_2)
            place.moveTop(px(21) + (px(27) - height) // 2)
        stamp = brush_stamp(brush.preset.family, brush.methods, brush.preset.category)
        self._stamps.draw(painter, _EDGE + px(11), place.center().y() + 0.5, stamp, px(22))
        write_lines(painter, place, lines, font, theme.text)

    def _laid(self, room: int) -> tuple[tuple[str, ...], QFont]:
        """Return the sentence's lines and font: the largest that shows it whole, on one line if it can be."""
        theme = self.theme
        fonts = (
            (theme.font(Role.BRUSH), 1),
            (theme.font(Role.STRONG), 2),
            (theme.font(Role.REASON_STRONG, at_most=150), 2),
            (theme.font(Role.LABEL_STRONG, at_most=125), 3),
        )
        for font, lines in fonts:
            if fits(self.sentence, font, room, lines):
                return wrapped(self.sentence, font, room, lines), font
        return wrapped(self.sentence, fonts[-1][0], room, 3), fonts[-1][0]

    def _show_captions(self) -> None:
        for preset in self._presets.bar:
            caption = "" if self._density.narrow or not preset.keys else preset.keys[0]
            self.buttons[preset.key].show_text(preset.short, caption)
        words, key = self._back, translate("BrushBar", "Esc")
        # in narrow windows the key stands below the words: the sentence needs the width
        self.back.show_text(*((words, key) if self._density.narrow else (f"{words}  {key}", "")))

    def _first_left(self) -> int:
        return next(iter(self.buttons.values())).x()

    def _compose(self) -> None:
        """Right-align presets and the last button; the sentence has the rest."""
        px, brush = self.theme.px, self._brush
        unusual = not brush.is_default
        self.more.setVisible(not unusual)
        self.back.setVisible(unusual)
        height = px(40)
        top = (self.height() - height) // 2
        right = self.width() - px(6)
        last = self.back if unusual else self.more
        width = max(px(40), self.back.sizeHint().width() - px(12) if unusual else 0)
        last.setGeometry(right - width, top, width, height)
        right -= width + px(_GAP)
        room = (right - px(210)) // max(1, len(self.buttons)) - px(_GAP)
        each = max(px(44), min(px(_PRESET), room))
        for key, made in reversed(self.buttons.items()):
            made.setChecked(key == brush.preset.key)
            made.setGeometry(right - each, top, each, height)
            right -= each + px(_GAP)

    def _pressed(self) -> None:
        for key, made in self.buttons.items():
            # the button is shown as chosen only when the brush says so
            made.setChecked(key == self._brush.preset.key)
            if made is self.sender():
                self.chosen.emit(key)
