"""The sheet behind "…": every preset, a search, and the method."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from desktop.controls.brush import Brush, brush_of
from desktop.controls.buttons import Button, button, choice
from desktop.controls.labels import field, label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.panels.wording import brush_sentence, method_word
from desktop.theme import Role, Theme, Tone
from resources.presets import Preset, Presets
from resources.terms import Method

_COLUMNS = 2
_EDGE = 20
_ROW = 48


class PresetSheet(Overlay):
    """All presets; typing narrows them, Enter takes the first; the method is changed in a row of its own.

    Signals:
        chosen(str): a preset's key.
        method_chosen(Method): another method for what is armed.
    """

    chosen = Signal(str)
    method_chosen = Signal(object)

    def __init__(self, presets: Presets, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._presets = presets
        self.search: QLineEdit = field(
            translate("PresetSheet", "Find a preset: wart, L57.0, laser"),
            translate("PresetSheet", "Find a preset"),
            theme,
            self.card,
        )
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take_first)
        self._method_head = label(translate("PresetSheet", "Method"), Role.LABEL_STRONG, theme, self.card)
        self.methods: dict[Method, Button] = {}
        for number, method in enumerate(Method, start=1):
            made = choice(method_word(method), theme, self.card, caption=f"Alt+{number}")
            made.clicked.connect(self._method_pressed)
            self.methods[method] = made
        self._area = QScrollArea(self.card)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self.presets: dict[str, Button] = {}
        for preset in presets.all:
            made = choice(preset.name, theme, self._page, caption=_caption(presets, preset))
            made.clicked.connect(self._preset_pressed)
            self.presets[preset.key] = made
        self._none = label(translate("PresetSheet", "No preset fits."), Role.REASON, theme, self._page, tone=Tone.QUIET)
        self._area.setWidget(self._page)
        self.close_button = button(translate("PresetSheet", "Close"), theme, self.card, caption="Esc")
        self.close_button.clicked.connect(self.close_sheet)

    def open_for(self, brush: Brush) -> None:
        """Open the sheet with what is armed marked."""
        self.search.clear()
        for key, made in self.presets.items():
            made.setChecked(key == brush.preset.key)
        for method, made in self.methods.items():
            made.setChecked(method in brush.methods)
            made.setEnabled(brush.treats)
        self.open_sheet()
        self._narrow()

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on; the presets lie on a page of their own."""
        super().set_theme(theme)
        self.search.setFont(theme.font(Role.BODY))
        for made in self.presets.values():
            made.set_theme(theme)
        self._none.set_theme(theme)

    def card_place(self) -> QRect:
        """Return a place that shows every preset where the window has so much room."""
        return self.middle_place(720, 620)

    def first_focus(self) -> QWidget:
        """Return the search."""
        return self.search

    def open_sheet(self) -> None:
        """Show the sheet with its parts in their places."""
        super().open_sheet()
        px = self.theme.px
        inside = self.card.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        close = max(px(96), self.close_button.sizeHint().width())
        self.search.setGeometry(inside.x(), inside.y(), inside.width() - close - 12, px(44))
        self.close_button.setGeometry(inside.right() - close + 1, inside.y(), close, px(44))
        top = inside.y() + px(44) + 12
        self._method_head.setGeometry(inside.x(), top, inside.width(), px(20))
        top += px(22)
        width = (inside.width() - 4 * 8) // len(self.methods)
        for index, made in enumerate(self.methods.values()):
            made.setGeometry(inside.x() + index * (width + 8), top, width, px(_ROW))
        top += px(_ROW) + 16
        self._area.setGeometry(QRect(inside.x(), top, inside.width(), inside.bottom() - top + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from the search into the presets with the down key."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
            return
        super().keyPressEvent(event)

    def _shown(self) -> list[Preset]:
        wanted = self.search.text().casefold().split()
        return [each for each in self._presets.all if all(word in _haystack(self._presets, each) for word in wanted)]

    def _narrow(self) -> None:
        """Show the presets that fit what is typed, in two columns."""
        px = self.theme.px
        shown = self._shown()
        width = self._area.viewport().width() - 14
        each = (width - 8 * (_COLUMNS - 1)) // _COLUMNS
        for made in self.presets.values():
            made.hide()
        for index, preset in enumerate(shown):
            row, column = divmod(index, _COLUMNS)
            made = self.presets[preset.key]
            made.setGeometry(column * (each + 8), row * (px(_ROW) + 8), each, px(_ROW))
            made.show()
        self._none.setVisible(not shown)
        self._none.setGeometry(0, 0, max(1, width), px(_ROW))
        rows = max(1, -(-len(shown) // _COLUMNS))
        self._page.resize(max(1, width), rows * (px(_ROW) + 8))

    def _take_first(self) -> None:
        shown = self._shown()
        if shown:
            self._choose(shown[0].key)

    def _preset_pressed(self) -> None:
        for key, made in self.presets.items():
            if made is self.sender():
                self._choose(key)
                return

    def _choose(self, key: str) -> None:
        self.close_sheet()
        self.chosen.emit(key)

    def _method_pressed(self) -> None:
        for method, made in self.methods.items():
            if made is self.sender():
                self.close_sheet()
                self.method_chosen.emit(method)
                return


def _caption(presets: Presets, preset: Preset) -> str:
    """Return what stands under a preset's name: its diagnosis and its key."""
    brush = brush_of(presets, preset.key)
    parts = [", ".join(preset.diagnoses), ", ".join(method_word(each) for each in brush.methods), *preset.keys[:1]]
    return " · ".join(part for part in parts if part)


def _haystack(presets: Presets, preset: Preset) -> str:
    words = (preset.short, brush_sentence(brush_of(presets, preset.key)), *preset.diagnoses, *preset.words)
    return " ".join(words).casefold()
