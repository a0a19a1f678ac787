"""A new patient, or a patient's changed particulars: one sheet, one act to save."""

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.records import Patient, PatientDraft
from desktop.controls.buttons import Look, button
from desktop.controls.choices import Choices
from desktop.controls.dates import typed_date
from desktop.controls.labels import Label, field, label
from desktop.controls.notice import Notice
from desktop.controls.overlay import Overlay
from desktop.messages import day
from desktop.theme import Role, Theme
from resources.terms import Sex


class PatientForm(Overlay):
    """Name, birth date, sex, MRN and alerts.

    Signals:
        saved(PatientDraft): everything needed is there and was confirmed.
    """

    saved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._title = label("", Role.TITLE, theme)
        self.family_name = field("", self.tr("Family name"), theme)
        self.given_name = field("", self.tr("Given name"), theme)
        self.birth_date = field(self.tr("3 Apr 1951 or 4/3/1951"), self.tr("Birth date"), theme)
        sexes = ((Sex.UNSAID, self.tr("Not said")), (Sex.FEMALE, self.tr("Female")), (Sex.MALE, self.tr("Male")))
        self.sex = Choices(self.tr("Sex"), sexes, theme)
        self.mrn = field("", self.tr("MRN"), theme)
        self.alerts = field(self.tr("Pacemaker, Warfarin, Lidocaine allergy"), self.tr("Alerts"), theme)
        self.problem = Notice(theme)
        self.save = button(self.tr("Save and open today's visit"), theme, look=Look.PRIMARY)
        self.cancel = button(self.tr("Not now"), theme)
        self._names: list[Label] = []
        self._area = QScrollArea()
        self._patient: Patient | None = None
        self._touched = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, each in enumerate(self._rows()):
            name = label(each.accessibleName(), Role.STRONG, self.theme)
            name.setBuddy(each)
            self._names.append(name)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(each, row, 1)
        self._area.setWidget(page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self._column = QVBoxLayout(self.card)
        self._column.addWidget(self._title)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self.problem)
        self._column.addLayout(buttons)
        self._measure()

    def _measure(self) -> None:
        """Give every part its size at this size of text."""
        px = self.theme.px
        self._grid.setVerticalSpacing(px(10))
        self._grid.setHorizontalSpacing(px(16))
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(14))
        for row, name in zip(self._rows(), self._names, strict=True):
            name.set_theme(self.theme)
            row.setFont(self.theme.font(Role.BODY))
            row.setFixedHeight(px(40))
        self.sex.set_theme(self.theme)
        for each in (self.cancel, self.save):
            each.setFixedHeight(px(44))

    def card_place(self) -> QRect:
        """Return a place as high as the fields need, where the window has so much; below that they scroll."""
        px = self.theme.px
        rows = len(self._names)
        fields = rows * px(40) + (rows - 1) * px(10)
        notice = px(56)
        rest = self._title.sizeHint().height() + px(44) + 2 * px(20) + 3 * px(14)
        wide, high = min(px(640), self.width() - 32), min(fields + rest + notice, self.height() - 32)
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Stay at a press beside the sheet once something was typed: it would be lost."""
        if not self._touched:
            super().mousePressEvent(event)

    def restyle(self) -> None:
        """Follow the size of text."""
        self._measure()

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.close_sheet)
        for each in self._fields():
            each.returnPressed.connect(self._save)
            each.textEdited.connect(self._edited)
        self.sex.changed.connect(self._edited)

    def _rows(self) -> tuple[QLineEdit | Choices[Sex], ...]:
        return (self.family_name, self.given_name, self.birth_date, self.sex, self.mrn, self.alerts)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.family_name, self.given_name, self.birth_date, self.mrn, self.alerts)

    def ask_new(self, typed: str) -> None:
        """Open for a new patient; what was typed in the search goes to the field it fits."""
        self._title.setText(self.tr("New patient"))
        self.save.show_text(self.tr("Save and open today's visit"))
        born = typed_date(typed)
        family, _, given = typed.partition(",")
        number = typed.isdigit()
        named = not (born or number)
        self._patient = None
        self.sex.choose(Sex.UNSAID)
        self._fill(family if named else "", given if named else "", born, typed if number else "", "")
        self.open_sheet()

    def ask_change(self, patient: Patient) -> None:
        """Open with a patient's particulars."""
        self._title.setText(self.tr("Particulars"))
        self.save.show_text(self.tr("Save"))
        alerts = ", ".join(patient.alerts)
        self._patient = patient
        self.sex.choose(patient.sex)
        self._fill(patient.family_name, patient.given_name, patient.birth_date, patient.mrn, alerts)
        self.open_sheet()

    def show_problem(self, text: str) -> None:
        """Say why it can't be saved; what was typed stays."""
        self.problem.show_text(text)

    def first_focus(self) -> QLineEdit:
        """Return the first empty field."""
        return next((each for each in self._fields() if not each.text()), self.family_name)

    def _fill(self, family: str, given: str, born: date | None, mrn: str, alerts: str) -> None:
        self.family_name.setText(family.strip())
        self.given_name.setText(given.strip())
        self.birth_date.setText(day(born) if born else "")
        self.mrn.setText(mrn.strip())
        self.alerts.setText(alerts)
        self._touched = False
        self._settle()

    def _edited(self) -> None:
        self._touched = True
        self._settle()

    def _settle(self) -> None:
        self.problem.show_text("")

    def _save(self) -> None:
        problem, at = self._missing()
        if at:
            self.show_problem(problem)
            at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(self.draft())

    def _missing(self) -> tuple[str, QLineEdit | None]:
        """Return the first thing that must be put right, and its field."""
        if not self.family_name.text().strip():
            return self.tr("The family name is missing."), self.family_name
        typed = self.birth_date.text().strip()
        born = typed_date(typed)
        if typed and born is None:
            text = self.tr("There is no date {typed}. Type it like 3 Apr 1951.").format(typed=typed[:40])
            return text, self.birth_date
        if born and not date(1900, 1, 1) <= born <= date.today():  # noqa: DTZ011 - the clinic's own calendar day
            return self.tr("A birth date lies between 1900 and today."), self.birth_date
        return "", None

    def draft(self) -> PatientDraft:
        """Return what stands in the fields; what is chosen elsewhere, such as the drawn body, stays as it is."""
        before = self._patient
        alerts = tuple(part.strip() for part in self.alerts.text().split(",") if part.strip())
        return PatientDraft(
            self.family_name.text().strip(),
            self.given_name.text().strip(),
            typed_date(self.birth_date.text()),
            self.mrn.text().strip(),
            alerts,
            self.sex.chosen,
            before.body if before is not None else None,
            before.skin_tone if before is not None else None,
        )
