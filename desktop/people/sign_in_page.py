"""The page at the start of a record with passwords: who works here, and their password."""

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import ElidedLabel, label
from desktop.controls.overlay import Card
from desktop.controls.themed import Panel
from desktop.people.ask_secret import AskSecret
from desktop.people.countdown import Clock
from desktop.people.scrolled import Scrolled
from desktop.people.tiles import PeopleTiles
from desktop.theme import Role, Theme

_WIDE, _HIGH = 928, 528
"""Room the page takes of a larger window, px at 100 %."""
_MOST = 100
"""Its share of the window until then; what is left over lies around it."""


class SignInPage(Panel):
    """The record is still shut: nothing of it can be shown here but the names of who may open it.

    Signals:
        asked(str, str): the slot of a person, and the password typed for it.
        recovery_asked(str): the recovery key as it was typed.
        left(): close the program.
    """

    asked = Signal(str, str)
    recovery_asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, clock: Clock = time.monotonic, parent: QWidget | None = None) -> None:
        """`clock` tells seconds; by it the waits are counted down."""
        super().__init__(theme, parent)
        self._people: tuple[tuple[str, str], ...] = ()
        self._chosen = ""
        self._recovers = False
        self._title = label(self.tr("Dermtally"), Role.BACK, theme)
        self._who = label(self.tr("Who works here?"), Role.STRONG, theme)
        self.people = PeopleTiles(self._who.text(), theme)
        self.name = ElidedLabel(Role.NAME, theme)
        self.ask = AskSecret(self.tr("Password"), theme, clock)
        self.sign_in = button("", theme, look=Look.PRIMARY)
        self.recovery = button("", theme)
        self.leave = button(self.tr("Close Dermtally"), theme)
        self._card = Card(theme, self)
        self._area = Scrolled(theme)
        self._lay_out()
        self._connect()
        self._ask_password()

    def _lay_out(self) -> None:
        self._left = QVBoxLayout()
        self._left.addWidget(self._title)
        self._left.addWidget(self._who)
        self._left.addWidget(self.people, 1)
        self._left.addWidget(self.leave)
        parts: tuple[QWidget, ...] = (self.name, self.ask, self.sign_in)
        for part in parts:
            self._area.column.addWidget(part)
        self._area.column.addStretch(1)
        self._area.column.addWidget(self.recovery)
        self._inside = QVBoxLayout(self._card)
        self._inside.addWidget(self._area)
        # in the middle of a large window, and all of a small one
        self._block = Panel(self.theme)
        self._row = QHBoxLayout(self._block)
        self._row.addLayout(self._left, 5)
        self._row.addWidget(self._card, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._block, _MOST)
        across.addStretch(1)
        whole.addLayout(across, _MOST)
        whole.addStretch(1)
        self.restyle()

    def _connect(self) -> None:
        self.people.chosen.connect(self._choose)
        self.ask.given.connect(self._give)
        self.ask.ready_changed.connect(self.sign_in.setEnabled)
        self.sign_in.clicked.connect(self.ask.give)
        self.recovery.clicked.connect(self._turn)
        self.leave.clicked.connect(self.left)

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._row.setContentsMargins(24, 24, 24, 24)
        self._row.setSpacing(min(px(24), 32))
        self._left.setSpacing(px(10))
        side = min(px(24), 32)
        self._inside.setContentsMargins(side, side, side, side)
        # the ring around what has the keyboard stays inside what is scrolled
        self._area.column.setContentsMargins(6, 6, 6, 6)
        self._area.column.setSpacing(px(12))
        self.name.setFixedHeight(self.name.sizeHint().height())
        for each in (self.sign_in, self.recovery, self.leave):
            # shortened rather than wider than the card
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            each.setFixedHeight(px(44))
        self._block.setMaximumSize(px(_WIDE), px(_HIGH))

    # what is shown
    def show_people(self, people: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """List who may open the record by slot and name; `chosen`, else the first, is asked for the password."""
        self._people = tuple(people)
        slots = [slot for slot, _ in self._people]
        first = slots[0] if slots else ""
        self.people.show_people(self._people)
        self._choose(chosen if chosen in slots else first)

    def show_checking(self) -> None:
        """Say that it is being checked; nothing is taken meanwhile."""
        self.people.setEnabled(False)
        self.ask.show_checking()

    def show_wrong(self) -> None:
        """Say that it was the wrong one; it stays, selected, to be read and put right."""
        words = self.tr("That is not the recovery key.") if self._recovers else self.tr("That is not the password.")
        self.show_problem(words)

    def show_problem(self, text: str) -> None:
        """Say in a sentence why the record was not opened, and ask again."""
        self.people.setEnabled(True)
        self.ask.show_problem(text, keep=True)

    def show_wait(self, seconds: int) -> None:
        """Take nothing for so many seconds, and count them down. Another person may try meanwhile."""
        self.people.setEnabled(True)
        self.ask.show_wait(seconds)

    def show_damaged(self) -> None:
        """Say that the key file is damaged, and ask for the recovery key."""
        self._ask_recovery()
        self.show_problem(self.tr("The key file is damaged. The record itself is whole. Use the printed recovery key."))

    def focus_first(self) -> None:
        """Put the cursor where the secret is typed."""
        self.ask.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed."""
        super().hideEvent(event)
        self.ask.field.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)

    # acts
    @Slot(str)
    def _choose(self, slot: str) -> None:
        self._chosen = slot
        self.people.choose(slot)
        self._ask_password()
        self.focus_first()

    @Slot(str)
    def _give(self, secret: str) -> None:
        if self._recovers:
            self.recovery_asked.emit(secret)
        elif self._chosen:
            self.asked.emit(self._chosen, secret)

    @Slot()
    def _turn(self) -> None:
        """Go from the passwords to the recovery key, or back."""
        if self._recovers:
            self._ask_password()
        else:
            self._ask_recovery()
        self.focus_first()

    def _ask_password(self) -> None:
        self._recovers = False
        self.name.show_text(dict(self._people).get(self._chosen, ""))
        self.people.choose(self._chosen)
        self.ask.ask(self.tr("Password"))
        self.sign_in.show_text(self.tr("Sign in"))
        self.recovery.show_text(self.tr("Use the recovery key"))

    def _ask_recovery(self) -> None:
        self._recovers = True
        self.name.show_text(self.tr("The practice's recovery key"))
        self.people.choose("")
        self.ask.ask(
            self.tr("Recovery key"),
            why=self.tr("8 groups of 4 letters and digits, printed when the passwords began. Spaces do not matter."),
        )
        self.sign_in.show_text(self.tr("Open the record"))
        self.recovery.show_text(self.tr("Use a password"))
