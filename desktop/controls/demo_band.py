"""The band that says the patients are invented."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.controls.buttons import Button
from desktop.controls.painting import write
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.theme import Role, Theme


class DemoBand(Panel):
    """24 px in the demo colour, on every page of a demo practice.

    Signals:
        own_asked(): the user wants to start with a practice of their own.
    """

    own_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text = translate("DemoBand", "DEMO: invented patients")
        self.setAccessibleName(self.text)
        self.own = _BandButton(translate("DemoBand", "Start with my own"), theme, self)
        self.own.clicked.connect(self.own_asked)

    def sizeHint(self) -> QSize:
        """Return 24 px of height at 100 %."""
        return QSize(200, self.theme.px(24))

    def restyle(self) -> None:
        """Follow the size of text."""
        self.updateGeometry()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the button at the right."""
        width = self.own.sizeHint().width()
        self.own.setGeometry(self.width() - width - 12, 0, width, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band and its words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.demo)
        place = QRect(12, 0, self.own.x() - 20, self.height())
        write(painter, place, self.text, self.theme.font(Role.LABEL_STRONG), self.theme.on_demo)


class _BandButton(Button):
    """Underlined words on the band."""

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        return QSize(
            QFontMetrics(self.theme.font(Role.LABEL_STRONG)).horizontalAdvance(self.words) + 8, self.theme.px(24)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words underlined."""
        font = self.theme.font(Role.LABEL_STRONG)
        font.setUnderline(True)
        write(QPainter(self), self.rect().adjusted(4, 0, 0, 0), self.words, font, self.theme.on_demo)
