"""The recovery key, shown once: on paper it opens the record when every password is forgotten."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import label
from desktop.controls.notice import Notice
from desktop.controls.themed import Panel
from desktop.export.files import ExportFailed, write
from desktop.messages import translate
from desktop.theme import CORNER, Role, Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ROWS = 2
"""The key's eight groups stand in two rows: read to somebody, they are said four by four."""


class RecoveryCard(Panel):
    """Shows a recovery key and goes on once somebody says that it is kept. It is forgotten when it leaves the screen.

    Signals:
        kept(): the key is printed, saved or written down.
    """

    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._practice = ""
        self.key = _Groups(theme)
        title = label(translate("RecoveryCard", "The recovery key"), Role.TITLE, theme)
        words = translate(
            "RecoveryCard",
            "If every password is forgotten, only this key opens the record. It is shown once and kept nowhere. "
            "Keep it on paper, away from this computer.",
        )
        text = label(words, Role.BODY, theme)
        text.setWordWrap(True)
        self.problem = Notice(theme)
        self.paper = button(translate("RecoveryCard", "Print"), theme)
        self.save = button(translate("RecoveryCard", "Save as a file"), theme)
        self.written = button(translate("RecoveryCard", "I have kept it"), theme, look=Look.PRIMARY)
        self.paper.clicked.connect(self._choose_printer)
        self.save.clicked.connect(self._choose_file)
        self.written.clicked.connect(self.kept)
        self._column = QVBoxLayout()
        for part in (title, text, self.key, self.problem):
            self._column.addWidget(part)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.written, 1)
        self._buttons.addWidget(self.paper)
        self._buttons.addWidget(self.save)
        self._column.addLayout(self._buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._column, 6)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        self._column.setSpacing(self.theme.px(14))
        for each in (self.paper, self.save, self.written):
            each.setFixedHeight(self.theme.px(44))

    def show_key(self, key: str, practice: str) -> None:
        """Show a key and whose record it opens."""
        self._practice = practice
        self.key.show_text(key)

    def focus_first(self) -> None:
        """Let Enter go on."""
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the key, unless the whole window is only put away."""
        if not event.spontaneous():
            self.key.show_text("")
        super().hideEvent(event)

    def text(self) -> str:
        """Return what a file or a sheet of paper says."""
        words = translate("RecoveryCard", "Dermtally recovery key of {practice}").format(practice=self._practice)
        return f"{words}\n\n{self.key.text}\n"

    def _choose_printer(self) -> None:
        # imported here: printing is seldom, and takes long to load
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: "QPrinter") -> None:
        """Print the key, or say why that was not possible."""
        document = QTextDocument()
        font = QFont(self.theme.font(Role.BODY))
        font.setPointSize(20)
        document.setDefaultFont(font)
        document.setPlainText(self.text())
        document.print_(printer)
        if printer.printerState() is printer.PrinterState.Error:
            words = translate("RecoveryCard", "The printer did not take it. Save it as a file or write it down.")
            self.problem.show_text(words)
            return
        # it stays in sight: paper jams after the printer has taken it
        self.problem.show_text(translate("RecoveryCard", "Sent to the printer. Look at the paper, then go on."))

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, translate("RecoveryCard", "Save the recovery key"), "dermtally-recovery-key.txt"
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the key into a file that is its owner's only, or say why that was not possible."""
        try:
            write(path, self.text().encode())
        except ExportFailed as error:
            self.problem.show_text(f"{error} " + translate("RecoveryCard", "Write the key down instead."))
            return
        self.problem.show_text(translate("RecoveryCard", "Saved as {name}.").format(name=path.name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)


class _Groups(Panel):
    """The key in large groups of four, two rows of four groups; it can be read aloud and never be copied by mistake."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def show_text(self, text: str) -> None:
        """Show these groups."""
        self.text = text
        self.setAccessibleName(", ".join(" ".join(group) for group in text.split("-")) if text else "")
        self.update()

    def restyle(self) -> None:
        """Follow the size of text."""
        self.setFixedHeight(self.theme.px(132))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card with the groups, as large as they fit."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self.theme.panel)
            painter.setPen(self.theme.line)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER, CORNER)
            painter.setPen(self.theme.text)
            painter.setFont(self._font())
            groups = self.text.split("-")
            half = -(-len(groups) // _ROWS)
            high = self.height() // _ROWS
            for row in range(_ROWS):
                place = self.rect().adjusted(0, row * high, 0, -(self.height() - (row + 1) * high))
                words = "   ".join(groups[row * half : (row + 1) * half])
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self) -> QFont:
        font = QFont(self.theme.font(Role.TITLE))
        room = self.width() - self.theme.px(48)
        wide = QFontMetrics(font).horizontalAdvance("WWWW   WWWW   WWWW   WWWW")
        font.setPixelSize(max(12, min(self.theme.px(34), int(font.pixelSize() * room / max(1, wide)))))
        return font
