"""One's own password and PIN."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import label
from desktop.controls.notice import Notice
from desktop.controls.overlay import Overlay
from desktop.controls.secret_field import SecretField
from desktop.messages import translate
from desktop.passwords import problem_with_password, problem_with_pin
from desktop.people.scrolled import Scrolled
from desktop.theme import Role, Theme, Tone


class OwnSheet(Overlay):
    """Lets the signed-in person change how they prove who they are; in a record without passwords, set the first.

    Signals:
        password_changed(str, str): the old password, empty where there is none yet, and the new one.
        pin_set(str): a PIN; an empty one takes it away.
    """

    password_changed = Signal(str, str)
    pin_set = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._names: tuple[str, ...] = ()
        self._first = False
        self.title = label("", Role.TITLE, theme)
        self.title.setWordWrap(True)
        self.words = label("", Role.BODY, theme, tone=Tone.QUIET)
        self.words.setWordWrap(True)
        self.old = SecretField(translate("OwnSheet", "The password until now"), theme)
        self.new = SecretField(translate("OwnSheet", "New password"), theme)
        self._old_words = label(self.old.line.accessibleName(), Role.LABEL_STRONG, theme)
        self._new_words = label(translate("OwnSheet", "New password, at least 15 letters"), Role.LABEL_STRONG, theme)
        self.change = button(translate("OwnSheet", "Change the password"), theme, look=Look.PRIMARY)
        self._pin_words = label(translate("OwnSheet", "PIN, 4 to 8 digits"), Role.LABEL_STRONG, theme)
        self.pin = SecretField(translate("OwnSheet", "PIN"), theme, digits=True)
        self.set_pin = button(translate("OwnSheet", "Set the PIN"), theme)
        self.drop_pin = button(translate("OwnSheet", "Work without a PIN"), theme)
        self.problem = Notice(theme)
        self.close_button = button(translate("OwnSheet", "Close"), theme, caption="Esc")
        self._area = Scrolled(theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = self._area.column
        for part in (self.title, self.words, self._old_words, self.old, self._new_words, self.new, self.change):
            column.addWidget(part)
        column.addWidget(self._pin_words)
        column.addWidget(self.pin)
        pins = QHBoxLayout()
        pins.addWidget(self.set_pin)
        pins.addWidget(self.drop_pin)
        pins.addStretch(1)
        column.addLayout(pins)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(self.close_button)
        self._whole = QVBoxLayout(self.card)
        self._whole.addWidget(self._area)
        self.restyle()

    def _connect(self) -> None:
        self.change.clicked.connect(self._change)
        self.new.returned.connect(self._change)
        self.set_pin.clicked.connect(self._set_pin)
        self.pin.returned.connect(self._set_pin)
        self.drop_pin.clicked.connect(lambda: self.pin_set.emit(""))
        self.close_button.clicked.connect(self.close_sheet)
        for each in (self.old, self.new, self.pin):
            each.edited.connect(lambda: self.problem.show_text(""))

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._whole.setContentsMargins(px(24), px(16), px(24), px(16))
        self._area.column.setSpacing(px(8))
        for each in (self.change, self.set_pin, self.drop_pin, self.close_button):
            each.setFixedHeight(px(40))

    def card_place(self) -> QRect:
        """Return the place of a sheet with two questions."""
        return self.middle_place(560, 620)

    def first_focus(self) -> QWidget:
        """Begin with what is asked first."""
        return self.new.line if self._first else self.old.line

    def open_for(self, name: str, names: Sequence[str], *, has_passwords: bool, has_pin: bool) -> None:
        """Open the sheet for the signed-in person. `names` are those that are no password."""
        self._names, self._first = tuple(names), not has_passwords
        self.title.setText(name)
        self.words.setText(
            ""
            if has_passwords
            else translate(
                "OwnSheet",
                "Whoever has this computer can open this record. Your password ends that: from then on it takes yours, "
                "or one you give to others. A recovery key is shown once, to be printed.",
            )
        )
        self.words.setVisible(not has_passwords)
        for part in (self._old_words, self.old, self._pin_words, self.pin, self.set_pin):
            part.setVisible(has_passwords)
        self.drop_pin.setVisible(has_passwords and has_pin)
        self.change.show_text(
            translate("OwnSheet", "Change the password")
            if has_passwords
            else translate("OwnSheet", "Protect the record")
        )
        for each in (self.old, self.new, self.pin):
            each.clear()
        self.problem.show_text("")
        self.set_busy(busy=False)
        self.open_sheet()

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing while something is being done."""
        for part in (self.change, self.set_pin, self.drop_pin, self.old, self.new, self.pin):
            part.setEnabled(not busy)

    def show_problem(self, text: str) -> None:
        """Say why something was not done, and ask again."""
        self.set_busy(busy=False)
        self.problem.show_text(text)
        self._area.show_part(self.problem)

    def _change(self) -> None:
        problem = problem_with_password(self.new.text, self._names)
        if not self._first and not self.old.text:
            problem = translate("OwnSheet", "Type the password until now as well.")
        if problem:
            self.show_problem(problem)
            return
        self.set_busy(busy=True)
        self.password_changed.emit("" if self._first else self.old.text, self.new.text)

    def _set_pin(self) -> None:
        problem = problem_with_pin(self.pin.text)
        if problem:
            self.show_problem(problem)
            return
        self.set_busy(busy=True)
        self.pin_set.emit(self.pin.text)
