"""A column of parts that scrolls where the window is too low for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.controls.themed import Panel
from desktop.theme import Theme


class Scrolled(QScrollArea):
    """Shows `column` as wide as itself. Its parts follow the theme."""

    def __init__(self, theme: Theme, *, on_window: bool = False) -> None:
        """`on_window` paints the window's ground instead of a panel's."""
        super().__init__()
        self.page = _Page(theme, on_window=on_window)
        self.column = QVBoxLayout(self.page)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self.page)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self.page.set_theme(theme)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part, even to one that had no place until now."""
        width = self.viewport().width()
        self.page.resize(width, max(self.viewport().height(), self.column.totalHeightForWidth(width)))
        self.column.activate()
        self.ensureWidgetVisible(part)


class _Page(Panel):
    """What is scrolled, on its ground."""

    def __init__(self, theme: Theme, *, on_window: bool) -> None:
        super().__init__(theme)
        self._on_window = on_window

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window if self._on_window else self.theme.panel)
