"""What narrows the audit report: days, a person, a patient, what happened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from db.people import Person
from desktop.controls.dates import typed_date
from desktop.controls.labels import field, label
from desktop.controls.picker import Picker
from desktop.controls.themed import Panel
from desktop.messages import translate
from desktop.practice.trail import THE_PROGRAM, Group, Question
from desktop.practice.trail_words import group_name
from desktop.theme import Role, Theme

_PAUSE_MS = 250
"""So long after the last key the report follows: a question to a long record takes part of a second."""
_ONE_ROW = 900
"""A bar narrower than this (px at 100 %) stands in two rows."""
_WIDTHS = (3, 3, 5, 5, 5)
_IN_TWO_ROWS = ((0, 0, 3), (0, 3, 3), (1, 0, 2), (1, 2, 2), (1, 4, 2))
"""Row, column and width of each field where there are two rows of six columns."""


class AuditFilter(Panel):
    """A row of fields.

    Signals:
        changed(): something else is asked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        example = translate("Audit", "24 Nov 2026")
        self.since = field(example, translate("Audit", "From, a day"), theme)
        self.until = field(example, translate("Audit", "To, a day"), theme)
        self.person = Picker(translate("Audit", "Person"), theme)
        self.patient = field(translate("Audit", "Name, MRN or birth date"), translate("Audit", "Patient"), theme)
        self.what = Picker(translate("Audit", "What"), theme)
        for group in Group:
            self.what.addItem(group_name(group), group)
        self.show_people(())
        self._fields: tuple[QLineEdit | QComboBox, ...] = (
            self.since,
            self.until,
            self.person,
            self.patient,
            self.what,
        )
        texts = (
            translate("Audit", "From"),
            translate("Audit", "To"),
            translate("Audit", "Person"),
            translate("Audit", "Patient"),
            translate("Audit", "What"),
        )
        self._labels = tuple(label(text, Role.LABEL_STRONG, theme) for text in texts)
        self._examples = tuple(each.placeholderText() for each in self._texts())
        self._grid = QGridLayout(self)
        self._plan: tuple[bool, bool] | None = None
        self._low = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        for each in self._texts():
            each.textChanged.connect(self._pause.start)
            each.returnPressed.connect(self._at_once)
        self.person.activated.connect(self._at_once)
        self.what.activated.connect(self._at_once)

    def show_people(self, people: Iterable[Person]) -> None:
        """Offer these people and the program itself; nobody is chosen."""
        self.person.clear()
        self.person.addItem(translate("Audit", "Anybody"), "")
        for each in people:
            self.person.addItem(each.title, each.id)
        self.person.addItem(translate("Audit", "Dermtally itself"), THE_PROGRAM)

    def wrong_day(self) -> str:
        """Return what is typed as a day and is none; empty when both are days or empty."""
        typed = (each.text().strip() for each in (self.since, self.until))
        return next((text for text in typed if text and typed_date(text) is None), "")

    def question(self, before: Question) -> Question:
        """Return what is asked now, in the order that was asked before."""
        return replace(
            before,
            since=_day(self.since),
            until=_day(self.until),
            actor=str(self.person.currentData()),
            patient=self.patient.text().strip(),
            group=Group(self.what.currentData()),
        )

    def clear(self) -> None:
        """Ask for everything."""
        for each in self._texts():
            each.clear()
        self.person.setCurrentIndex(0)
        self.what.setCurrentIndex(0)
        self._at_once()

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        for each in self._texts():
            each.setFont(self.theme.font(Role.BODY))
        for one in self._fields:
            one.setFixedHeight(px(38))
            one.setMinimumWidth(min(px(90), 120))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(3))
        self._place()

    def set_low(self, low: bool) -> None:  # noqa: FBT001 - a state, not a choice of behaviour
        """Stand in one row without heads where there is little height: what is empty says then what it is for."""
        self._low = low
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Stand in one row or in two."""
        self._place()

    def _place(self) -> None:
        plan = (self._low or self.width() >= self.theme.px(_ONE_ROW), self._low)
        if plan == self._plan:
            return
        self._plan = plan
        one_row, low = plan
        for column, width in enumerate((*_WIDTHS, 0) if one_row else (1,) * 6):
            self._grid.setColumnStretch(column, width)
        places = [(0, column, 1) for column in range(len(_WIDTHS))] if one_row else list(_IN_TWO_ROWS)
        for (row, column, width), name, made in zip(places, self._labels, self._fields, strict=True):
            self._grid.addWidget(name, 2 * row, column, 1, width)
            self._grid.addWidget(made, 2 * row + 1, column, 1, width)
            name.setVisible(not low)
        heads = (self._labels[0], self._labels[1], self._labels[3])
        for text, head, example in zip(self._texts(), heads, self._examples, strict=True):
            text.setPlaceholderText(head.text() if low else example)

    def _texts(self) -> tuple[QLineEdit, ...]:
        return self.since, self.until, self.patient


def _day(made: QLineEdit) -> date | None:
    return typed_date(made.text())
