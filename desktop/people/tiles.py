"""The people of the practice as tiles: one press says who works here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.controls.buttons import Button
from desktop.controls.labels import one_line, tip
from desktop.controls.themed import Panel
from desktop.people.scrolled import Scrolled
from desktop.theme import Theme

HEIGHT = 52
"""Height of a tile, px at 100 %: a gloved finger finds it."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PersonTile(Button):
    """A person's name on a button.

    Signals:
        stepped(int): the tile one above (-1) or one below (1) is wanted.
    """

    stepped = Signal(int)

    def __init__(self, person_id: str, name: str, theme: Theme) -> None:
        super().__init__(one_line(name), theme)
        self.person_id = person_id
        self.setCheckable(True)
        # a long name is shortened, it widens nothing
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tip(self, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows to the list, before what scrolls it takes them."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
            return
        self.stepped.emit(step)


class PeopleTiles(Panel):
    """A list of people, at most one of them chosen. Arrow keys go along it, Enter or Space chooses.

    Signals:
        chosen(str): the id of the person that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(name)
        self.tiles: tuple[PersonTile, ...] = ()
        self._area = Scrolled(theme, on_window=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._area.column.addStretch(1)

    def show_people(self, people: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """List people by id and name, in this order; `chosen` is filled."""
        for each in self.tiles:
            self._area.column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.tiles = tuple(PersonTile(person_id, name, self.theme) for person_id, name in people)
        for at, tile in enumerate(self.tiles):
            self._area.column.insertWidget(at, tile)
            # at once: the layout would show it only after the next events
            tile.show()
            tile.clicked.connect(self._press)
            tile.stepped.connect(self._step)
        self.restyle()
        self.choose(chosen)

    def choose(self, person_id: str) -> None:
        """Fill one tile; nothing is emitted."""
        for tile in self.tiles:
            tile.setChecked(tile.person_id == person_id)

    def restyle(self) -> None:
        """Follow the size of text."""
        # room for the ring around the tile that has the keyboard
        self._area.column.setContentsMargins(6, 6, 6, 6)
        self._area.column.setSpacing(self.theme.px(8))
        for tile in self.tiles:
            tile.setFixedHeight(self.theme.px(HEIGHT))

    def _step(self, step: int) -> None:
        """Go to the tile above or below."""
        at = next(place for place, tile in enumerate(self.tiles) if tile is self.sender())
        tile = self.tiles[min(max(at + step, 0), len(self.tiles) - 1)]
        tile.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(tile)

    def _press(self) -> None:
        pressed = next(tile for tile in self.tiles if tile is self.sender())
        self.choose(pressed.person_id)
        self.chosen.emit(pressed.person_id)
