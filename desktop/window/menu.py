"""Menus: what is needed seldom. Their texts are shown literally."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.messages import button_text

Entry = tuple[str, Callable[[], None]]
LINE: Entry = ("", lambda: None)
"""A line between groups of entries."""


def menu(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    """Return a menu with these entries; one without a text is a line between groups."""
    made = QMenu(parent)
    add_entries(made, entries)
    return made


def add_entries(made: QMenu, entries: Sequence[Entry]) -> None:
    """Add entries to a menu."""
    for text, slot in entries:
        if not text:
            made.addSeparator()
            continue
        action = QAction(button_text(text), made)
        action.triggered.connect(slot)
        made.addAction(action)


def add_choices(made: QMenu, title: str, choices: Sequence[tuple[str, bool, Callable[[], None]]]) -> None:
    """Add a submenu of which one entry is chosen now: text, whether it is chosen, what to do."""
    inner = made.addMenu(button_text(title))
    for text, chosen, slot in choices:
        action = QAction(button_text(text), inner, checkable=True, checked=chosen)
        action.triggered.connect(slot)
        inner.addAction(action)
