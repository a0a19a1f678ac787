"""The practice's people: who may come in, and what each of them is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.people import Member
from desktop.controls.buttons import button
from desktop.controls.choices import Choices
from desktop.controls.labels import label
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.people.person_form import PersonForm
from desktop.people.tiles import PeopleTiles
from desktop.theme import Role, Theme
from resources import terms

MINUTES = (1, 2, 5, 10, 15)
"""Choices of how long an idle window stays open."""


class PeoplePage(Panel):
    """A list of people, one of them shown beside it; below, how soon an idle window locks.

    Signals:
        added(PersonDraft, frozenset, str): a new person, their roles, their password.
        changed(str, int, PersonDraft): a person's id, the version they were shown in, other particulars.
        role_set(str, Role, bool): a person has a role, or has it no more.
        removed(str): a person may come in no more.
        returned(str, str): a removed person may come in again, with this password.
        password_given(str, str): a person has another password.
        recovery_asked(): a new recovery key is wanted.
        lock_minutes_set(int): how long an idle window stays open.
        left(): the way back was pressed.
    """

    added = Signal(object, object, str)
    changed = Signal(str, int, object)
    role_set = Signal(str, object, bool)
    removed = Signal(str)
    returned = Signal(str, str)
    password_given = Signal(str, str)
    recovery_asked = Signal()
    lock_minutes_set = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._members: tuple[Member, ...] = ()
        self._shown = ""
        self._practice = ""
        self.back = button("‹", theme)
        self.back.setAccessibleName(translate("PeoplePage", "Back"))
        self._title = label(translate("PeoplePage", "People"), Role.TITLE, theme)
        self.recovery = button(translate("PeoplePage", "New recovery key"), theme)
        self.people = PeopleTiles(translate("PeoplePage", "People"), theme)
        self.new = button(translate("PeoplePage", "New person"), theme)
        self.form = PersonForm(theme)
        words = translate("PeoplePage", "An idle window locks after (minutes)")
        self._minutes_words = label(words, Role.LABEL_STRONG, theme)
        self.minutes: Choices[int] = Choices(words, [(each, str(each)) for each in MINUTES], theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        for part in (self.back, self._title):
            self._top.addWidget(part)
        self._top.addStretch(1)
        self._top.addWidget(self.recovery)
        self._left = QVBoxLayout()
        self._left.addWidget(self.people, 1)
        self._left.addWidget(self.new)
        self._beside = QHBoxLayout()
        self._beside.addLayout(self._left, 3)
        self._beside.addWidget(self.form, 7)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._minutes_words)
        self._foot.addWidget(self.minutes)
        self._foot.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._top)
        self._whole.addLayout(self._beside, 1)
        self._whole.addLayout(self._foot)
        self.restyle()

    def _connect(self) -> None:
        form = self.form
        self.back.clicked.connect(self.left)
        self.recovery.clicked.connect(self.recovery_asked)
        self.new.clicked.connect(self.show_new)
        self.people.chosen.connect(self.show_person)
        self.minutes.changed.connect(lambda: self.lock_minutes_set.emit(self.minutes.chosen))
        form.added.connect(self.added)
        form.changed.connect(lambda draft: self.changed.emit(self._shown, self._version(), draft))
        form.role_set.connect(lambda role, held: self.role_set.emit(self._shown, role, held))
        form.removed.connect(lambda: self.removed.emit(self._shown))
        form.returned.connect(lambda password: self.returned.emit(self._shown, password))
        form.password_given.connect(lambda password: self.password_given.emit(self._shown, password))

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._whole.setContentsMargins(px(16), px(8), px(16), px(12))
        for each in (self._top, self._left, self._beside, self._foot, self._whole):
            each.setSpacing(px(12))
        self.back.setFixedSize(px(40), px(40))
        for act in (self.recovery, self.new):
            act.setFixedHeight(px(40))

    def show_people(self, members: Sequence[Member], practice: str, minutes: int) -> None:
        """Show everybody, those who were removed last; whoever was shown stays so."""
        self._members = tuple(sorted(members, key=lambda each: each.removed_at is not None))
        self._practice = practice
        self.people.show_people([(each.person.id, _line(each)) for each in self._members], self._shown)
        if minutes in MINUTES:
            self.minutes.choose(minutes)
        shown = self._shown if self._member(self._shown) else self._members[0].person.id if self._members else ""
        if shown:
            self.show_person(shown)
        else:
            self.show_new()

    def show_person(self, person_id: str) -> None:
        """Show one person beside the list."""
        member = self._member(person_id)
        if member is None:
            return
        self._shown = person_id
        self.people.choose(person_id)
        self.form.show_member(member, last_administrator=self._is_last(member), names=self._names())

    def show_new(self) -> None:
        """Take a new person beside the list."""
        self._shown = ""
        self.people.choose("")
        self.form.show_new(self._names())

    def show_problem(self, text: str) -> None:
        """Say why something was not done."""
        self.form.show_problem(text)

    def _member(self, person_id: str) -> Member | None:
        return next((each for each in self._members if each.person.id == person_id), None)

    def _version(self) -> int:
        member = self._member(self._shown)
        return member.version if member else 0

    def _names(self) -> tuple[str, ...]:
        return (self._practice, *(each.person.name for each in self._members))

    def _is_last(self, member: Member) -> bool:
        others = [each for each in self._members if each is not member and terms.Role.ADMINISTRATOR in each.roles]
        return terms.Role.ADMINISTRATOR in member.roles and not others

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.window)


def _line(member: Member) -> str:
    if member.removed_at is not None:
        return translate("PeoplePage", "{name} (may not come in)").format(name=member.person.name)
    return member.person.title
