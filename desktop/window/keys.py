"""The keys of the visit page, as resources/notes/keys.toml lists them for people too."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.panels.key_table import KeyTable

_REPEATING = frozenset({"undo", "redo", "next_view", "previous_view", "zoom_in", "zoom_out"})
"""Acts that go on while their key is held down. No other does: a held key must not count twice."""


def bind(page: QWidget, table: KeyTable, acts: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Give a page and everything on it the keys of these acts, as the table says."""
    made = []
    for act, slot in acts.items():
        for sequence in table.of(act):
            shortcut = QShortcut(QKeySequence(sequence), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(act in _REPEATING)
            shortcut.activated.connect(slot)
            made.append(shortcut)
    return made
