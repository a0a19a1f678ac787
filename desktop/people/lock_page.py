"""The locked window: who was at work, and what opens it again. Nothing of a chart is on it."""

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.people import PersonId
from desktop.controls.buttons import Look, button
from desktop.controls.labels import ElidedLabel, label
from desktop.controls.themed import Panel
from desktop.people.ask_secret import AskSecret
from desktop.people.count_strip import LockedCount
from desktop.people.countdown import Clock
from desktop.people.entrants import Entrant, Proof, why_password
from desktop.people.pin_pad import PinPad
from desktop.people.tiles import PeopleTiles
from desktop.theme import Role, Theme, Tone

_WIDE, _HIGH = 960, 360
"""Room the page takes of a larger window, px at 100 %."""
_MOST = 100
"""Its share of the window until then; what is left over lies around it."""


class LockPage(Panel):
    """Opened by the PIN of whoever was at work, or by somebody else after a press on their name.

    Signals:
        pin_entered(str, str): a person's id and the PIN typed for them.
        password_entered(str, str): a person's id and the password typed for them.
        switched(str): another person is at the lock now.
    """

    pin_entered = Signal(str, str)
    password_entered = Signal(str, str)
    switched = Signal(str)

    def __init__(self, theme: Theme, clock: Clock = time.monotonic, parent: QWidget | None = None) -> None:
        """`clock` tells seconds; by it the waits are counted down."""
        super().__init__(theme, parent)
        self._people: dict[str, Entrant] = {}
        self._at: Entrant | None = None
        self._by_pin = True
        self.count = LockedCount(theme)
        self.practice = ElidedLabel(Role.FAMILY, theme)
        self.name = ElidedLabel(Role.NAME, theme)
        self.ask = AskSecret(self.tr("PIN"), theme, clock)
        self.open = button(self.tr("Open"), theme, look=Look.PRIMARY)
        self.other_way = button("", theme)
        self.pad = PinPad(theme)
        self._else = label(self.tr("Somebody else"), Role.STRONG, theme)
        self.others = PeopleTiles(self._else.text(), theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._middle, self._right = QVBoxLayout(), QVBoxLayout()
        parts: tuple[QWidget, ...] = (self.practice, self.name, self.ask, self.open, self.other_way)
        for part in parts:
            self._middle.addWidget(part)
        self._middle.addStretch(1)
        self._right.addWidget(self._else)
        self._right.addWidget(self.others, 1)
        # in the middle of a large window, and all of a small one
        self._block = Panel(self.theme)
        self._row = QHBoxLayout(self._block)
        self._row.addLayout(self._middle, 7)
        self._row.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._right, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.count)
        whole.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._block, _MOST)
        across.addStretch(1)
        whole.addLayout(across, _MOST)
        whole.addStretch(1)
        self.restyle()

    def _connect(self) -> None:
        self.ask.given.connect(self._give)
        self.ask.ready_changed.connect(self._set_ready)
        self.open.clicked.connect(self.ask.give)
        self.other_way.clicked.connect(self._turn)
        self.others.chosen.connect(self._switch)
        self.pad.pressed.connect(self._type)
        self.pad.taken_back.connect(self._take_back)
        self.pad.finished.connect(self.ask.give)

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._row.setContentsMargins(16, 16, 16, 16)
        self._row.setSpacing(min(px(32), 36))
        self._middle.setSpacing(8)
        self._right.setSpacing(8)
        for name in (self.practice, self.name):
            name.setFixedHeight(name.sizeHint().height())
        for each in (self.open, self.other_way):
            # shortened rather than wider than its column
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            each.setFixedHeight(px(44))
        self._block.setMaximumSize(px(_WIDE), px(_HIGH))

    # what is shown
    def show_practice(self, name: str) -> None:
        """Show whose window it is."""
        self.practice.show_text(self.tr("Locked · {practice}").format(practice=name), Tone.QUIET)

    def show_people(self, at_work: Entrant, others: Sequence[Entrant] = ()) -> None:
        """Ask the person who was at work; the others can take their place by a press on their name."""
        self._people = {each.id: each for each in (at_work, *others)}
        self._ask(at_work)

    def show_checking(self) -> None:
        """Say that it is being checked; nothing is taken meanwhile."""
        self.others.setEnabled(False)
        self.ask.show_checking()

    def show_wrong(self) -> None:
        """Say that it was the wrong PIN or password, and ask again."""
        self.show_problem(self.tr("That is not the PIN.") if self._by_pin else self.tr("That is not the password."))

    def show_problem(self, text: str) -> None:
        """Say in a sentence why it stays locked, and ask again."""
        self.others.setEnabled(True)
        self.ask.show_problem(text, keep=not self._by_pin)

    def show_wait(self, seconds: int) -> None:
        """Take nothing for so many seconds, and count them down. Somebody else may open it meanwhile."""
        self.others.setEnabled(True)
        self.ask.show_wait(seconds)

    def show_count(self, number: int, site: str, refused: str = "") -> None:
        """Show that a hands-free visit goes on, without a name: how many, where, and whether the last was saved."""
        self.count.show_count(number, site, refused)

    def hide_count(self) -> None:
        """Show nothing of any visit."""
        self.count.hide()

    def focus_first(self) -> None:
        """Put the cursor where PIN or password is typed."""
        self.ask.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed."""
        super().hideEvent(event)
        self.ask.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits go into the PIN, whatever has the keyboard."""
        digit = event.text()
        if self._by_pin and digit.isascii() and digit.isdigit() and not self.ask.field.line.hasFocus():
            self._type(digit)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)

    # acts
    @Slot(str)
    def _switch(self, person_id: str) -> None:
        self._ask(self._people[person_id])
        self.switched.emit(person_id)

    @Slot(str)
    def _give(self, secret: str) -> None:
        if self._at is None:
            return
        (self.pin_entered if self._by_pin else self.password_entered).emit(self._at.id, secret)

    @Slot(str)
    def _type(self, digit: str) -> None:
        """Type a digit as the keyboard would."""
        if self.ask.ready:
            self.ask.field.type_letters(digit)

    @Slot()
    def _take_back(self) -> None:
        if self.ask.ready:
            self.ask.field.take_back()

    @Slot()
    def _turn(self) -> None:
        """Go from the PIN to the password, or back."""
        if self._at is not None:
            self._ask_by(self._at, pin=not self._by_pin)
            self.focus_first()

    def _ask(self, entrant: Entrant) -> None:
        self._at = entrant
        self.name.show_text(entrant.name)
        others = [(each.id, each.name) for each in self._people.values() if each.id != entrant.id]
        self.others.setEnabled(True)
        self.others.show_people(others)
        for part in (self._else, self.others):
            part.setVisible(bool(others))
        self._ask_by(entrant, pin=entrant.proof is Proof.PIN)
        self.focus_first()

    def _ask_by(self, entrant: Entrant, *, pin: bool) -> None:
        self._by_pin = pin
        if pin:
            self.ask.ask(self.tr("PIN"), digits=True, full=entrant.digits)
        else:
            self.ask.ask(self.tr("Password"), why=why_password(entrant.proof))
        self.pad.setVisible(pin)
        self.open.setVisible(not pin)
        self.other_way.setVisible(entrant.proof is Proof.PIN)
        self.other_way.show_text(self.tr("Use the password") if pin else self.tr("Use the PIN"))

    @Slot(bool)
    def _set_ready(self, ready: bool) -> None:  # noqa: FBT001 - a signal's value
        self.open.setEnabled(ready)
        self.pad.setEnabled(ready)

    @property
    def asked_person(self) -> PersonId | None:
        """Who is asked now."""
        return self._at.id if self._at is not None else None
