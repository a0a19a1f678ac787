"""Emergency readings, to be looked into by somebody else."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.people import PersonId
from db.records import Emergency
from desktop.controls.buttons import button
from desktop.controls.labels import breakable, field, label, tip
from desktop.controls.overlay import Overlay
from desktop.controls.themed import Panel
from desktop.messages import day, translate
from desktop.people.scrolled import Scrolled
from desktop.theme import Role, Theme, Tone


class EmergencyList(Overlay):
    """The newest reading first; each can be reviewed once, with a remark, by anybody but its reader.

    Signals:
        reviewed(str, str): a reading's id and the remark.
    """

    reviewed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.title = label(translate("EmergencyList", "Emergency readings"), Role.TITLE, theme)
        self.none = label(translate("EmergencyList", "None so far."), Role.BODY, theme, tone=Tone.QUIET)
        self.rows: tuple[ReadingRow, ...] = ()
        self.close_button = button(translate("EmergencyList", "Close"), theme, caption="Esc")
        self.close_button.clicked.connect(self.close_sheet)
        self._area = Scrolled(theme)
        self._area.column.addStretch(1)
        self._whole = QVBoxLayout(self.card)
        for part in (self.title, self.none):
            self._whole.addWidget(part)
        self._whole.addWidget(self._area, 1)
        self._whole.addWidget(self.close_button)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._whole.setContentsMargins(px(24), px(16), px(24), px(16))
        self._whole.setSpacing(px(10))
        self._area.column.setSpacing(px(14))
        self.close_button.setFixedHeight(px(40))

    def card_place(self) -> QRect:
        """Return the place of a wide sheet."""
        return self.middle_place(860, 620)

    def first_focus(self) -> QWidget:
        """Begin with the first remark that can be typed."""
        return next((row.remark for row in self.rows if row.open), self.close_button)

    def show_readings(self, readings: Sequence[Emergency], me: PersonId) -> None:
        """List the readings; one's own can't be reviewed."""
        for row in self.rows:
            self._area.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(ReadingRow(each, me, self.theme) for each in readings)
        for at, row in enumerate(self.rows):
            self._area.column.insertWidget(at, row)
            row.reviewed.connect(self.reviewed)
        self.none.setVisible(not self.rows)


class ReadingRow(Panel):
    """Who read whose chart, why and when; whether and by whom it was reviewed.

    Signals:
        reviewed(str, str): the reading's id and the remark.
    """

    reviewed = Signal(str, str)

    def __init__(self, reading: Emergency, me: PersonId, theme: Theme) -> None:
        super().__init__(theme)
        self.reading = reading
        own = reading.person.id == me
        self.open = reading.reviewed_at is None and not own
        head = translate("EmergencyList", "{person} read the chart of {patient}").format(
            person=reading.person.title, patient=reading.patient.name
        )
        ended = reading.closed_at or reading.ends_at
        line = translate("EmergencyList", "{begin} to {end}: {reason}").format(
            begin=_moment(reading.opened_at), end=f"{ended.astimezone():%H:%M}", reason=reading.reason
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for text, role in ((head, Role.STRONG), (line, Role.BODY)):
            words = label(breakable(text), role, theme)
            words.setWordWrap(True)
            column.addWidget(words)
        self.remark = field(translate("EmergencyList", "Remark"), translate("EmergencyList", "Remark"), theme)
        self.review = button(translate("EmergencyList", "Reviewed"), theme)
        self.done = label(breakable(_done(reading)), Role.REASON, theme, tone=Tone.QUIET)
        self.done.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.remark, 1)
        row.addWidget(self.review)
        column.addLayout(row)
        column.addWidget(self.done)
        for part in (self.remark, self.review):
            part.setVisible(reading.reviewed_at is None)
            part.setEnabled(self.open)
        self.done.setVisible(reading.reviewed_at is not None or own)
        if own and reading.reviewed_at is None:
            self.done.setText(translate("EmergencyList", "Your own: somebody else looks into it."))
            tip(self.review, self.done.text())
        self.review.clicked.connect(self._review)
        self.remark.returnPressed.connect(self._review)
        self.restyle()

    def restyle(self) -> None:
        """Follow the size of text."""
        self.remark.setFont(self.theme.font(Role.BODY))
        for each in (self.remark, self.review):
            each.setFixedHeight(self.theme.px(40))

    def _review(self) -> None:
        self.reviewed.emit(self.reading.id, self.remark.text().strip())


def _done(reading: Emergency) -> str:
    if reading.reviewed_at is None:
        return ""
    words = translate("EmergencyList", "Reviewed {when}. {remark}")
    return words.format(when=_moment(reading.reviewed_at), remark=reading.remark).strip()


def _moment(when: datetime) -> str:
    local = when.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"
