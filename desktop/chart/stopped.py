"""What is shown when the record can't be opened: what happened, what is kept, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import label
from desktop.controls.notice import Notice
from desktop.controls.themed import Panel
from desktop.theme import Role, Theme, Tone


class StoppedPage(Panel):
    """A plain sentence and the ways out.

    Signals:
        again(): try to open the record once more.
        left(): close the program.
    """

    again = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = label("", Role.TITLE, theme)
        self.notice = Notice(theme, tone=Tone.RED)
        self._where = label("", Role.REASON, theme, tone=Tone.QUIET)
        self._where.setWordWrap(True)
        self._again = button(self.tr("Try again"), theme, look=Look.PRIMARY)
        self._leave = button(self.tr("Close Dermtally"), theme)
        self._lay_out()
        self._again.clicked.connect(self.again)
        self._leave.clicked.connect(self.left)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._again)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(14)
        middle.addStretch(2)
        for part in (self._title, self.notice, self._where):
            middle.addWidget(part)
        middle.addLayout(buttons)
        middle.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(middle, 4)
        row.addStretch(1)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        for each in (self._again, self._leave):
            each.setFixedHeight(self.theme.px(44))

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self.notice.text

    def show_reason(self, text: str, folder: str) -> None:
        """Show why the record was not opened."""
        self._title.setText(self.tr("The record was not opened"))
        self.notice.show_text(text)
        self._where.setText(self.tr("Folder: {folder}").format(folder=folder))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)
