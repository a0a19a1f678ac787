"""The first start: a demo to try, or the practice's own record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import Label, field, label
from desktop.controls.notice import Notice
from desktop.controls.secret_field import SecretField
from desktop.controls.themed import Panel
from desktop.passwords import SHORTEST, problem_with_password
from desktop.theme import CORNER, Role, Theme


class WelcomePage(Panel):
    """Two ways to begin, side by side.

    Signals:
        demo_asked(): show the demo practice.
        practice_named(str, str, str, str): begin the practice's own record: its name, the person's name, their
            credentials and their password.
    """

    demo_asked = Signal()
    practice_named = Signal(str, str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.demo = button(self.tr("Open the demo"), theme, look=Look.PRIMARY)
        self.practice = field(self.tr("Lakeside Dermatology"), self.tr("Practice"), theme)
        self.person = field(self.tr("Amara Osei"), self.tr("Your name"), theme)
        self.credentials = field(self.tr("MD, PA-C, NP ..."), self.tr("Credentials"), theme)
        self.password = SecretField(self.tr("Password"), theme)
        sentence = self.tr("A sentence of your own is easy to keep: at least {least} letters.").format(least=SHORTEST)
        self.hint = self._words(sentence, Role.REASON)
        self.begin = button(self.tr("Begin"), theme)
        self.problem = Notice(theme)
        self._area = QScrollArea()
        self._page = _Ground(theme)
        self._title = label(self.tr("Dermtally"), Role.BACK, theme)
        self._line = self._words(self.tr("Tap each treated lesion. The count, the codes and the note follow."))
        self._sides = (_Side(self.tr("Try it"), theme), _Side(self.tr("Start with my own practice"), theme))
        self._lay_out()
        self.demo.setFocus()
        self.demo.clicked.connect(self.demo_asked)
        self.begin.clicked.connect(self._begin)
        for each in self._lines():
            each.returnPressed.connect(self._go_on)
            each.textEdited.connect(self._settle)
        self.password.returned.connect(self._begin)
        self.password.edited.connect(self._settle)

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(24)
        for side in self._sides:
            beside.addWidget(side, 1)
        self._fill_sides()
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addStretch(2)
        middle.addWidget(self._title)
        middle.addWidget(self._line)
        middle.addSpacing(16)
        middle.addLayout(beside)
        middle.addStretch(3)
        row = QHBoxLayout(self._page)
        row.addStretch(1)
        row.addLayout(middle, 8)
        row.addStretch(1)
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._measure()

    def _fill_sides(self) -> None:
        demo, own = self._sides
        demo.column.addWidget(
            self._words(
                self.tr(
                    "Invented patients in a folder of their own. Tap around; nothing of it can reach a real record."
                )
            )
        )
        demo.column.addStretch(1)
        demo.column.addWidget(self.demo)
        for each in self._fields():
            name = label(each.accessibleName(), Role.LABEL_STRONG, self.theme)
            name.setBuddy(each)
            own.column.addWidget(name)
            own.column.addWidget(each)
        own.column.addWidget(self.hint)
        own.column.addSpacing(4)
        own.column.addWidget(self.problem)
        own.column.addStretch(1)
        own.column.addWidget(self.begin)

    def _words(self, text: str, role: Role = Role.BODY) -> Label:
        words = label(text, role, self.theme)
        words.setWordWrap(True)
        return words

    def _measure(self) -> None:
        """Give every part its size at this size of text."""
        px = self.theme.px
        for each in self._lines():
            each.setFont(self.theme.font(Role.BODY))
            each.setFixedHeight(px(40))
        for made in (self.demo, self.begin):
            made.setFixedHeight(px(44))

    def restyle(self) -> None:
        """Follow the size of text."""
        self._page.set_theme(self.theme)
        self._measure()

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.practice, self.person, self.credentials)

    def _fields(self) -> tuple[QWidget, ...]:
        return (*self._lines(), self.password)

    def show_problem(self, text: str) -> None:
        """Say why the record could not be begun; what was typed stays."""
        self.problem.show_text(text)
        if text:
            # the notice has no place yet; only then can it be scrolled to
            self._sides[1].column.activate()
            self._area.ensureWidgetVisible(self.problem)

    def _settle(self) -> None:
        self.problem.show_text("")

    def _go_on(self) -> None:
        """Enter goes to the next field; in the last one it begins."""
        fields = self._fields()
        after = next(at for at, each in enumerate(fields) if each.hasFocus()) + 1
        fields[after].setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(fields[after])

    def _begin(self) -> None:
        practice, person, credentials = (each.text().strip() for each in self._lines())
        problem, at = self._missing(practice, person)
        if at is not None:
            self.show_problem(problem)
            at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.practice_named.emit(practice, person, credentials, self.password.text)

    def _missing(self, practice: str, person: str) -> tuple[str, QWidget | None]:
        """Return the first thing that must be put right, and its field."""
        if not practice:
            return self.tr("The practice's name is missing. It stands on every note."), self.practice
        if not person:
            return self.tr("Your name is missing. It stands on every note."), self.person
        problem = problem_with_password(self.password.text, (practice, person))
        return problem, self.password if problem else None


class _Ground(Panel):
    """What the page scrolls: the window's ground."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)


class _Side(Panel):
    """One of the two ways: a card with its title."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__(theme)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)
        head = label(title, Role.NAME, theme)
        head.setWordWrap(True)
        self.column.addWidget(head)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        margin = self.theme.px(24)
        self.column.setContentsMargins(margin, margin, margin, margin)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.panel)
        painter.setPen(self.theme.line)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER, CORNER)
