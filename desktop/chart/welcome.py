"""The first start: a demo to try, or the practice's own record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import field, label
from desktop.controls.themed import Panel
from desktop.theme import Role, Theme, Tone


class WelcomePage(Panel):
    """Two ways to begin, side by side.

    Signals:
        demo_asked(): show the demo practice.
        practice_named(str, str, str): begin the practice's own record: its name, the person's name, their credentials.
    """

    demo_asked = Signal()
    practice_named = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.demo = button(self.tr("Open the demo"), theme, look=Look.PRIMARY)
        self.practice = field(self.tr("Lakeside Dermatology"), self.tr("Practice"), theme)
        self.person = field(self.tr("Amara Osei"), self.tr("Your name"), theme)
        self.credentials = field(self.tr("MD, PA-C, NP ..."), self.tr("Credentials"), theme)
        self.begin = button(self.tr("Begin"), theme)
        self._problem = label("", Role.REASON_STRONG, theme, tone=Tone.AMBER)
        self._problem.setWordWrap(True)
        self._lay_out()
        self.demo.clicked.connect(self.demo_asked)
        self.begin.clicked.connect(self._begin)
        for each in self._fields():
            each.returnPressed.connect(self._begin)
            each.textEdited.connect(self._settle)

    def _lay_out(self) -> None:
        theme = self.theme
        title = label(self.tr("Dermtally"), Role.BACK, theme)
        line = label(self.tr("Tap each treated lesion. The count, the codes and the note follow."), Role.BODY, theme)
        line.setWordWrap(True)
        sides = QHBoxLayout()
        sides.setSpacing(theme.px(24))
        sides.addWidget(self._demo_side(), 1)
        sides.addWidget(self._own_side(), 1)
        middle = QVBoxLayout()
        middle.setSpacing(theme.px(10))
        middle.addStretch(2)
        middle.addWidget(title)
        middle.addWidget(line)
        middle.addSpacing(theme.px(16))
        middle.addLayout(sides)
        middle.addWidget(self._problem)
        middle.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(middle, 8)
        row.addStretch(1)

    def _demo_side(self) -> QWidget:
        words = label(
            self.tr("Invented patients in a folder of their own. Tap around; nothing of it can reach a real record."),
            Role.BODY,
            self.theme,
        )
        return self._side(self.tr("Try it"), [words], self.demo)

    def _own_side(self) -> QWidget:
        parts: list[QWidget] = []
        for each in self._fields():
            parts += [label(each.accessibleName(), Role.LABEL_STRONG, self.theme), each]
            each.setFixedHeight(self.theme.px(40))
        return self._side(self.tr("Start with my own practice"), parts, self.begin)

    def _side(self, title: str, parts: list[QWidget], action: QWidget) -> QWidget:
        theme = self.theme
        side = _Side(theme)
        column = QVBoxLayout(side)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        column.addWidget(label(title, Role.NAME, theme))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        action.setFixedHeight(theme.px(44))
        column.addWidget(action)
        for each in side.findChildren(QWidget):
            if hasattr(each, "setWordWrap"):
                each.setWordWrap(True)
        return side

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.practice, self.person, self.credentials)

    def show_problem(self, text: str) -> None:
        """Say why the record could not be begun; what was typed stays."""
        self._problem.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)

    def _settle(self) -> None:
        self._problem.setText("")

    def _begin(self) -> None:
        for each in (self.practice, self.person):
            if not each.text().strip():
                self.show_problem(self.tr("{field} is missing.").format(field=each.accessibleName()))
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.practice_named.emit(
            self.practice.text().strip(), self.person.text().strip(), self.credentials.text().strip()
        )


class _Side(Panel):
    """One of the two ways: a card."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.panel)
        painter.setPen(self.theme.line)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
