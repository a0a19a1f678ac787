"""A password or a PIN asked for: the field, and what came of the last one, in words beside it."""

import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.controls.announce import announce
from desktop.controls.labels import label
from desktop.controls.notice import Notice
from desktop.controls.secret_field import SecretField
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.people.countdown import Clock, Countdown
from desktop.theme import Role, Theme, Tone


class AskSecret(Panel):
    """Takes a secret, then is quiet until it is told what came of it.

    Signals:
        given(str): Enter was pressed, or the last digit typed.
        ready_changed(bool): something can be given now, or not.
    """

    given = Signal(str)
    ready_changed = Signal(bool)

    def __init__(self, name: str, theme: Theme, clock: Clock = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = label(name, Role.LABEL_STRONG, theme)
        self.field = SecretField(name, theme)
        self._name.setBuddy(self.field)
        self.problem = Notice(theme)
        self._quiet = label("", Role.REASON, theme, tone=Tone.QUIET)
        self._quiet.setWordWrap(True)
        self._countdown = Countdown(clock, self)
        self._full = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for each in (self._name, self.field, self._quiet, self.problem):
            column.addWidget(each)
        self._quiet.hide()
        self.field.returned.connect(self.give)
        self.field.edited.connect(self._edited)
        self._countdown.ticked.connect(self._say_wait)
        self._countdown.ended.connect(self.ask_again)
        self.restyle()

    @property
    def text(self) -> str:
        """What is said about the last one: why it was not taken, or how long to wait."""
        return self.problem.text

    @property
    def quiet_text(self) -> str:
        """What is said while it is being checked, or why this is asked for."""
        return self._quiet.text()

    @property
    def ready(self) -> bool:
        """Whether something can be given now."""
        return self.field.isEnabled()

    def ask(self, name: str, *, digits: bool = False, full: int = 0, why: str = "") -> None:
        """Ask for something else, with an empty field; `full` digits are given by themselves, 0 waits for Enter."""
        self._countdown.stop()
        self._full = full
        self._name.setText(name)
        self.field.take(name, digits=digits)
        self.problem.show_text("")
        self._whisper(why)
        self._set_ready(ready=True)

    def give(self) -> None:
        """Give what was typed; nothing typed gives nothing."""
        if self.ready and self.field.text:
            self.given.emit(self.field.text)

    def show_checking(self) -> None:
        """Take nothing until the answer is there."""
        self.problem.show_text("")
        self._whisper(translate("AskSecret", "Checking"))
        self._set_ready(ready=False)

    def show_problem(self, text: str, *, keep: bool = False) -> None:
        """Say why it was not taken, and ask again; `keep` leaves what was typed, selected, to be put right."""
        self._countdown.stop()
        self._whisper("")
        self.problem.show_text(text)
        self._set_ready(ready=True)
        if keep:
            self.field.line.selectAll()
        else:
            self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wait(self, seconds: int) -> None:
        """Take nothing for so many seconds, and count them down."""
        self._whisper("")
        self.field.clear()
        self._set_ready(ready=False)
        self._countdown.start(seconds)

    @Slot()
    def ask_again(self) -> None:
        """Ask again after waiting."""
        self.problem.show_text("")
        self._set_ready(ready=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Follow the size of text."""
        column = self.layout()
        if column is not None:
            column.setSpacing(self.theme.px(6))

    @Slot(int)
    def _say_wait(self, seconds: int) -> None:
        words = translate("AskSecret", "Wait {seconds} seconds, then try again.").format(seconds=seconds)
        if seconds == 1:
            words = translate("AskSecret", "Wait 1 second, then try again.")
        self.problem.show_text(words, aloud=not self.problem.text)

    @Slot()
    def _edited(self) -> None:
        self.problem.show_text("")
        if self._full and len(self.field.text) == self._full:
            self.give()

    def _whisper(self, text: str) -> None:
        self._quiet.setText(text)
        self._quiet.setVisible(bool(text))
        if text:
            announce(self._quiet, text)

    def _set_ready(self, *, ready: bool) -> None:
        if ready is not self.ready:
            self.field.setEnabled(ready)
            self.ready_changed.emit(ready)
