"""The window's menu: what is needed seldom."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.messages import button_text


def menu(parent: QWidget, entries: list[tuple[str, Callable[[], None]]]) -> QMenu:
    """Return a menu with these entries; an empty text is a line between groups."""
    made = QMenu(parent)
    for text, slot in entries:
        if not text:
            made.addSeparator()
            continue
        action = QAction(button_text(text), made)
        action.triggered.connect(slot)
        made.addAction(action)
    return made
