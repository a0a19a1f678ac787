"""One person's particulars, roles and password, to be filled in or changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from db.people import Member, PersonDraft
from desktop.controls.buttons import Button, Look, button, choice
from desktop.controls.labels import Label, field, label, tip
from desktop.controls.notice import Notice
from desktop.controls.secret_field import SecretField
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.passwords import problem_with_password
from desktop.people.scrolled import Scrolled
from desktop.theme import CORNER, Role, Theme, Tone
from resources import terms
from resources.npi import is_npi


def role_name(role: terms.Role) -> str:
    """Return a role as people say it."""
    return {
        terms.Role.PROVIDER: translate("Roles", "Provider"),
        terms.Role.SCRIBE: translate("Roles", "Scribe"),
        terms.Role.BILLER: translate("Roles", "Biller"),
        terms.Role.ADMINISTRATOR: translate("Roles", "Administrator"),
    }[role]


class PersonForm(Panel):
    """A card with one person; without one it takes a new one, whose first password they type themselves.

    Signals:
        added(PersonDraft, frozenset, str): a new person, their roles, their password.
        changed(PersonDraft): other particulars of the person shown.
        role_set(Role, bool): the person shown has a role, or has it no more.
        removed(): the person shown may come in no more.
        returned(str): a removed person may come in again, with this password.
        password_given(str): the person shown has another password.
    """

    added = Signal(object, object, str)
    changed = Signal(object)
    role_set = Signal(object, bool)
    removed = Signal()
    returned = Signal(str)
    password_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._member: Member | None = None
        self._names: tuple[str, ...] = ()
        self.title = label("", Role.NAME, theme)
        self.name = field("", translate("PersonForm", "Name"), theme)
        self.credentials = field(
            translate("PersonForm", "MD, PA-C, NP ..."), translate("PersonForm", "Credentials"), theme
        )
        self.npi = field(translate("PersonForm", "10 digits"), translate("PersonForm", "NPI"), theme)
        self.roles: dict[terms.Role, Button] = {each: choice(role_name(each), theme) for each in terms.Role}
        self.why_kept = label("", Role.REASON, theme, tone=Tone.QUIET)
        self.why_kept.setWordWrap(True)
        self.password = SecretField(translate("PersonForm", "Password"), theme)
        self.password_words = label("", Role.REASON, theme, tone=Tone.QUIET)
        self.password_words.setWordWrap(True)
        self.problem = Notice(theme)
        self.save = button("", theme, look=Look.PRIMARY)
        self.give_password = button(translate("PersonForm", "Give this password"), theme)
        self.remove = button(translate("PersonForm", "Let in no more"), theme)
        self._area = Scrolled(theme)
        self._labels: list[Label] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = self._area.column
        column.addWidget(self.title)
        self._grid = QGridLayout()
        for row, each in enumerate((self.name, self.credentials, self.npi)):
            words = label(each.accessibleName(), Role.LABEL_STRONG, self.theme)
            words.setBuddy(each)
            self._labels.append(words)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(each, row, 1)
        column.addLayout(self._grid)
        self._toggles = QGridLayout()
        for at, toggle in enumerate(self.roles.values()):
            toggle.setCheckable(True)
            self._toggles.addWidget(toggle, *divmod(at, 2))
        column.addLayout(self._toggles)
        for part in (self.why_kept, self.password_words, self.password, self.problem):
            column.addWidget(part)
        self._acts = QHBoxLayout()
        for act in (self.save, self.give_password, self.remove):
            self._acts.addWidget(act, 1)
        column.addLayout(self._acts)
        column.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._area)
        self.restyle()

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.give_password.clicked.connect(self._give_password)
        self.remove.clicked.connect(self._remove)
        for role, toggle in self.roles.items():
            toggle.clicked.connect(lambda held, role=role: self._set_role(role, held=held))
        for each in (self.name, self.credentials, self.npi):
            each.textEdited.connect(self._settle)
            each.returnPressed.connect(self._save)
        self.password.edited.connect(self._settle)

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        side = min(px(16), 24)
        self._whole.setContentsMargins(side, side, side, side)
        self._area.column.setSpacing(px(10))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        for each in self._fields():
            each.setFont(self.theme.font(Role.BODY))
            each.setFixedHeight(px(40))
        for act in (self.save, self.give_password, self.remove, *self.roles.values()):
            # shortened rather than wider than the card
            act.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            act.setFixedHeight(px(40))

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.credentials, self.npi)

    # what is shown
    def show_new(self, names: Sequence[str] = ()) -> None:
        """Take a new person. `names` are those that are no password."""
        self._member, self._names = None, tuple(names)
        self._fill(PersonDraft("", ""))
        self.title.setText(translate("PersonForm", "New person"))
        self.save.show_text(translate("PersonForm", "Add"))
        for toggle in self.roles.values():
            toggle.setChecked(False)
            toggle.setEnabled(True)
        self._show_acts(remove="", password=translate("PersonForm", "Their own password, at least 15 letters:"))
        self.give_password.hide()
        self.name.setFocus()

    def show_member(self, member: Member, *, last_administrator: bool, names: Sequence[str] = ()) -> None:
        """Show a person as they are."""
        self._member, self._names = member, tuple(names)
        self._fill(PersonDraft(member.person.name, member.person.credentials, member.person.npi))
        gone = member.removed_at is not None
        self.title.setText(
            translate("PersonForm", "{name}: may not come in").format(name=member.person.name)
            if gone
            else member.person.title
        )
        self.save.show_text(translate("PersonForm", "Save"))
        for role, toggle in self.roles.items():
            toggle.setChecked(role in member.roles)
            toggle.setEnabled(not gone)
        reason = translate("PersonForm", "The only administrator keeps that role: nobody else could let people in.")
        self._keep_last(reason if last_administrator else "")
        self._show_acts(
            remove=translate("PersonForm", "Bring back") if gone else translate("PersonForm", "Let in no more"),
            password=translate("PersonForm", "Another password, at least 15 letters, typed by themselves:"),
        )
        self.give_password.setVisible(not gone)

    def _keep_last(self, reason: str) -> None:
        toggle = self.roles[terms.Role.ADMINISTRATOR]
        if reason:
            toggle.setEnabled(False)
        self.remove.setEnabled(not reason)
        for each in (toggle, self.remove):
            tip(each, reason)
        self.why_kept.setText(reason)
        self.why_kept.setVisible(bool(reason))

    def _fill(self, draft: PersonDraft) -> None:
        self.name.setText(draft.name)
        self.credentials.setText(draft.credentials)
        self.npi.setText(draft.npi)
        self.password.clear()
        self.why_kept.hide()
        self.problem.show_text("")

    def _show_acts(self, *, remove: str, password: str) -> None:
        self.remove.setVisible(bool(remove))
        self.remove.show_text(remove)
        self.password_words.setText(password)

    def show_problem(self, text: str) -> None:
        """Say why something was not done; what was typed stays."""
        self.problem.show_text(text)
        self._area.show_part(self.problem)

    # what is done
    def _settle(self) -> None:
        self.problem.show_text("")

    def _draft(self) -> PersonDraft | None:
        draft = PersonDraft(self.name.text().strip(), self.credentials.text().strip(), self.npi.text().strip())
        if not draft.name:
            self.show_problem(translate("PersonForm", "The name is missing."))
            self.name.setFocus()
            return None
        if draft.npi and not is_npi(draft.npi):
            words = "This NPI is not right: it has ten digits, and the last one checks the others."
            self.show_problem(translate("PersonForm", words))
            self.npi.setFocus()
            return None
        return draft

    def _good_password(self) -> str:
        """Return the password if it can be one; else say why not."""
        problem = problem_with_password(self.password.text, (*self._names, self.name.text()))
        if problem:
            self.show_problem(problem)
            self.password.setFocus()
            return ""
        return self.password.text

    def _save(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        if self._member is not None:
            self.changed.emit(draft)
            return
        held = frozenset(role for role, toggle in self.roles.items() if toggle.isChecked())
        if not held:
            self.show_problem(translate("PersonForm", "Choose what this person is: at least one role."))
            return
        password = self._good_password()
        if password:
            self.added.emit(draft, held, password)

    def _set_role(self, role: terms.Role, *, held: bool) -> None:
        if self._member is not None:
            self.role_set.emit(role, held)

    def _give_password(self) -> None:
        password = self._good_password()
        if password:
            self.password_given.emit(password)

    def _remove(self) -> None:
        if self._member is None:
            return
        if self._member.removed_at is None:
            self.removed.emit()
            return
        password = self._good_password()
        if password:
            self.returned.emit(password)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.panel)
        painter.setPen(self.theme.line)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER, CORNER)
