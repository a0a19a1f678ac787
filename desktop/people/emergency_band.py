"""A loud band over the chart that somebody reads in an emergency."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.labels import ElidedLabel, tip
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone

_HIGH = 44
_LONGEST_MS = 24 * 3600 * 1000


class EmergencyBand(Panel):
    """Says until when, why, and that it is recorded. It lies over the top of its parent, below the patient's name.

    Signals:
        ended(): the time is over, or somebody pressed End now.
    """

    ended = Signal()

    def __init__(self, below: QWidget, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._below, self._covered = below, parent
        self.words = ElidedLabel(Role.STRONG, theme)
        self.end = button(translate("EmergencyBand", "End now"), theme)
        self.end.clicked.connect(self.ended)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self.ended)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.end)
        parent.installEventFilter(self)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        self._row.setContentsMargins(self.theme.px(16), 2, self.theme.px(8), 2)
        self.end.setFixedHeight(self.theme.px(36))
        self._place()

    def show_reading(self, ends_at: datetime, reason: str) -> None:
        """Show until when a chart is read, and why."""
        words = translate("EmergencyBand", "Emergency access until {time}. It is being recorded. Reason: {reason}")
        text = words.format(time=f"{ends_at.astimezone():%H:%M}", reason=reason)
        self.words.show_text(text)
        tip(self, text)
        left = int((ends_at - datetime.now(ends_at.tzinfo)).total_seconds() * 1000)
        self._over.start(max(0, min(left, _LONGEST_MS)))
        self._place()
        self.show()
        self.raise_()
        announce(self, text, urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where it belongs when the page gets another size."""
        if watched is self._covered and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    def _place(self) -> None:
        high = self.theme.px(_HIGH)
        self.setGeometry(QRect(0, self._below.geometry().bottom() + 1, self._covered.width(), high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of a warning, with a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.ground(Tone.AMBER))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(0, self.height() - 2, self.width(), 2, self.theme.text)
