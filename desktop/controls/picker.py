"""A field that opens a list of words to choose one from; typing a letter goes to the next word with it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.theme import Role, Theme


class Picker(QComboBox):
    """A native list box with a chevron of our own; its words are plain text."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self.setFont(theme.font(Role.BODY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and over it the chevron, which the style sheet has none of."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.text if self.isEnabled() else self._theme.text_2
        half = self._theme.px(5)
        painter.setPen(QPen(ink, self._theme.px(2)))
        middle = QPointF(self.width() - self._theme.px(16), self.height() / 2 - half / 4)
        painter.drawPolyline(
            QPolygonF(
                [middle + QPointF(-half, -half / 2), middle + QPointF(0, half / 2), middle + QPointF(half, -half / 2)]
            )
        )
