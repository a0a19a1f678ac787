"""What every drawn widget shares: it is given its theme and hands it on."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme


@runtime_checkable
class Themed(Protocol):
    """A widget that can change its theme while it is shown."""

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""


def hand_on(widget: QObject, theme: Theme) -> None:
    """Give the theme to every child that takes one."""
    for child in widget.children():
        if isinstance(child, Themed):
            child.set_theme(theme)


class Panel(QWidget):
    """A widget drawn by a theme. Its children that take a theme follow it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on, children first."""
        self.theme = theme
        hand_on(self, theme)
        self.restyle()
        self.update()

    def restyle(self) -> None:
        """Follow a new theme where that takes more than painting: fonts of native fields, places."""


class Ground(Panel):
    """A panel that paints all of its rectangle: nothing behind it is painted for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
