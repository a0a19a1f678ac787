"""A: who the patient is, always in the same place, with two identifiers."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.people import Member
from db.records import Chart
from desktop.controls.buttons import button
from desktop.controls.chips import Chip
from desktop.controls.density import Density
from desktop.controls.labels import one_line, tip
from desktop.controls.painting import LEFT, RIGHT, fits, write
from desktop.controls.themed import Ground
from desktop.messages import age, day, translate
from desktop.panels.authors import short_name, signed_in_words
from desktop.theme import Role, Theme, Tone

_NAME = 60
_TINT = 4
_SHOWN_ALERTS = 2
_LETTERS = 24
"""Letters of a name that are never cut."""


class Banner(Ground):
    """The patient's name, birth date and record number; alerts; the provider; under it the visit's tint.

    Signals:
        back(): the way back to the home screen was pressed.
        lock_asked(): the lock was pressed.
        menu_asked(): the menu was pressed.
    """

    back = Signal()
    lock_asked = Signal()
    menu_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._density = Density()
        self._name = self._line = self._provider = ""
        self._identifiers = ""
        self._chart: Chart | None = None
        self._person: Member | None = None
        self._beside_provider = ""
        self._visit = 0
        self._end = 0
        self._alerts: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.back_button = button("‹", theme, self)
        self.back_button.setAccessibleName(translate("Banner", "Back to the list"))
        tip(self.back_button, translate("Banner", "Back to the list"))
        self.back_button.clicked.connect(self.back)
        self.lock_button = button(translate("Banner", "Lock"), theme, self)
        tip(self.lock_button, translate("Banner", "Hide everything until a PIN is typed  Ctrl+L"))
        self.lock_button.clicked.connect(self.lock_asked)
        self.lock_button.hide()
        self.menu_button = button("☰", theme, self)
        self.menu_button.setAccessibleName(translate("Banner", "Menu"))
        self.menu_button.clicked.connect(self.menu_asked)
        self._chips = tuple(Chip("", Tone.AMBER, theme, self, warns=index < _SHOWN_ALERTS) for index in range(3))
        self._late = Chip("", Tone.AMBER, theme, self)
        for chip in (*self._chips, self._late):
            chip.hide()

    @property
    def shown_name(self) -> str:
        """The name as it is painted: whole, or shortened in its middle."""
        metrics = QFontMetrics(self.theme.font(Role.NAME))
        return metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, self._name_place().width())

    @property
    def shown_line(self) -> str:
        """The identifiers as they are painted."""
        metrics = QFontMetrics(self.theme.font(Role.REASON))
        return metrics.elidedText(self._shown_line(), Qt.TextElideMode.ElideRight, self._line_place().width())

    @property
    def alerts(self) -> tuple[str, ...]:
        """The texts of the chips right of the name."""
        return tuple(chip.text for chip in self._chips if chip.isVisibleTo(self))

    def set_density(self, density: Density) -> None:
        """Use one line in short windows."""
        self._density = density
        self.updateGeometry()
        self._compose()

    def show_chart(self, chart: Chart, today: date) -> None:
        """Show whose visit this is; a visit of another day than `today` says so in amber. Emits nothing."""
        self._chart = chart
        patient, visit = chart.patient, chart.visit
        shown = (patient, visit, chart.provider, today)
        if shown == self._shown:
            return
        self._shown = shown
        self._name = one_line(patient.name)
        born = translate("Banner", "birth date missing")
        if patient.birth_date:
            years = age(patient.birth_date, visit.date_of_service)
            born = translate("Banner", "born {date} ({age})").format(date=day(patient.birth_date), age=years)
        record = translate("Banner", "MRN {number}").format(number=one_line(patient.mrn) or "–")
        self._identifiers = f"{born}  ·  {record}"
        seen_on = day(visit.date_of_service)
        is_today = visit.date_of_service == today
        self._line = (
            f"{self._identifiers}  ·  " + translate("Banner", "visit {date}").format(date=seen_on)
            if is_today
            else self._identifiers
        )
        self._late.show_text("" if is_today else translate("Banner", "visit of {date}").format(date=seen_on))
        self._provider = one_line(chart.provider.title)
        self._alerts = tuple(one_line(alert) for alert in patient.alerts if alert.strip())
        self._show_alerts()
        self._say_person()

    def show_person(self, person: Member) -> None:
        """Show under the provider who is signed in, if that is somebody else: ``scribe M. Ruiz``. Emits nothing."""
        if person != self._person:
            self._person = person
            self._say_person()

    @property
    def shown_person(self) -> str:
        """What stands under the provider; empty while the provider is signed in."""
        return self._beside_provider

    def _say_person(self) -> None:
        signed_in, chart = self._person, self._chart
        other = signed_in is not None and chart is not None and signed_in.person.id != chart.provider.id
        self._beside_provider = one_line(signed_in_words(signed_in)) if signed_in is not None and other else ""
        identity = (self._name, self._line, self._late.text, *self._alerts, self._provider, self._beside_provider)
        self.setAccessibleName(", ".join(identity).removesuffix(", "))
        self._compose()

    def show_lock(self, there: bool) -> None:  # noqa: FBT001 - a state, not a choice of behaviour
        """Offer the lock where there is one."""
        self.lock_button.setVisible(there)
        self._compose()

    def show_tint(self, number: int) -> None:
        """Show the tint of the first, second or third open visit (0, 1, 2)."""
        self._visit = number
        self.update()

    def sizeHint(self) -> QSize:
        """Return 56 px of height at 100 %, 44 in short windows."""
        return QSize(400, self.theme.px(44 if self._density.short else 56))

    def restyle(self) -> None:
        """Place everything for the new size of text."""
        self.updateGeometry()
        self._compose()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything."""
        self._compose()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name, the identifiers, the provider and the tint."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        tint = theme.tints[self._visit % len(theme.tints)]
        painter.fillRect(QRect(0, self.height() - _TINT, self.width(), _TINT), tint)
        write(painter, self._name_place(), self.shown_name, theme.font(Role.NAME), theme.text, LEFT)
        write(painter, self._line_place(), self.shown_line, theme.font(Role.REASON), theme.text_2, LEFT)
        provider = self._provider_place()
        if not provider.isNull():
            upper, lower = self._provider_lines(provider)
            strong, plain = theme.font(Role.STRONG), theme.font(Role.REASON)
            write(painter, upper, _fitting(self._provider_words(), strong, upper), strong, theme.text, RIGHT)
            write(painter, lower, _fitting(self._person_words(), plain, lower), plain, theme.text_2, RIGHT)

    def _shown_line(self) -> str:
        return self._identifiers if self._density.short else self._line

    def _show_alerts(self) -> None:
        shown, more = self._alerts[:_SHOWN_ALERTS], self._alerts[_SHOWN_ALERTS:]
        texts = [*shown, *([f"+{len(more)}"] if more else [])]
        for chip, text in zip(self._chips, [*texts, "", "", ""], strict=False):
            chip.show_text(text)
            chip.setVisible(bool(text))
        if more:
            tip(self._chips[len(shown)], "\n".join(more))

    def _right(self) -> int:
        """Where the identity must end."""
        first = self.menu_button if self.lock_button.isHidden() else self.lock_button
        return first.x() - self.theme.px(12)

    def _provider_place(self) -> QRect:
        """Return what the identity leaves at the right; nothing when that is too little for a name."""
        name = QFontMetrics(self.theme.font(Role.STRONG)).horizontalAdvance(self._provider)
        below = QFontMetrics(self.theme.font(Role.REASON)).horizontalAdvance(self._beside_provider)
        width = min(max(name, below) + 2, self._right() - self._end - self.theme.px(24))
        if width < self.theme.px(60):
            return QRect()
        return QRect(self._right() - width, 0, width, self.height() - _TINT)

    def _provider_words(self) -> tuple[str, ...]:
        """Return what the provider is called: whole, or where that has no room shorter."""
        return (self._provider, one_line(short_name(self._chart.provider))) if self._chart else (self._provider,)

    def _person_words(self) -> tuple[str, ...]:
        """Return what is said of whoever else is signed in: whole, or where that has no room their name alone."""
        if not self._beside_provider or self._person is None:
            return ("",)
        return (self._beside_provider, one_line(short_name(self._person.person)))

    def _provider_lines(self, place: QRect) -> tuple[QRect, QRect]:
        """Return where the provider stands, and below who is signed in; nothing below for the provider."""
        if not self._beside_provider:
            return place, QRect()
        upper = place.height() * 26 // 47
        return place.adjusted(0, 0, 0, upper - place.height()), place.adjusted(0, upper, 0, -self.theme.px(2))

    def _in_one_line(self) -> bool:
        """Whether a short window has room for name, identifiers and alerts in one line."""
        if not self._density.short:
            return False
        return self._left() + self._wanted_name() + self._beside(one_line=True) <= self._right()

    def _wanted_name(self) -> int:
        return QFontMetrics(self.theme.font(Role.NAME)).horizontalAdvance(self._name) + 2

    def _name_place(self) -> QRect:
        """Return at most what alerts leave, but never less than 24 letters need."""
        metrics = QFontMetrics(self.theme.font(Role.NAME))
        wanted, room = self._wanted_name(), self._right() - self._left()
        single = self._in_one_line()
        least = min(wanted, metrics.horizontalAdvance(self._name[:_LETTERS]) + 2, room)
        width = min(wanted, max(least, room - self._beside(one_line=single)))
        height = self.height() - _TINT
        if single:
            return QRect(self._left(), 0, width, height)
        upper = height * 27 // 47
        top = 0 if self._density.short else self.theme.px(3)
        return QRect(self._left(), top, width, upper)

    def _beside(self, *, one_line: bool) -> int:
        """Room that alerts, and in one line the identifiers, need right of the name."""
        need = sum(chip.sizeHint().width() + 8 for chip in self._all_chips() if chip.text)
        if one_line:
            need += QFontMetrics(self.theme.font(Role.REASON)).horizontalAdvance(self._identifiers) + self.theme.px(28)
        else:
            need -= self._late.sizeHint().width() + 8 if self._late.text else 0
        return need + self.theme.px(14)

    def _all_chips(self) -> tuple[Chip, ...]:
        return (*self._chips, self._late)

    def _left(self) -> int:
        return self.theme.px(_NAME)

    def _line_place(self) -> QRect:
        name = self._name_place()
        metrics = QFontMetrics(self.theme.font(Role.REASON))
        width = metrics.horizontalAdvance(self._shown_line()) + 2
        if self._in_one_line():
            left = name.right() + self.theme.px(14)
            return QRect(left, 0, min(width, self._right() - left), self.height() - _TINT)
        top = name.bottom() - (self.theme.px(2) if self._density.short else 0)
        height = self.height() - _TINT - top
        return QRect(self._left(), top, min(width, self._right() - self._left()), min(height, self.theme.px(20)))

    def _compose(self) -> None:
        px, height = self.theme.px, self.height() - _TINT
        tall = min(px(36), height - 4)
        self.back_button.setGeometry(px(8), (height - tall) // 2, px(40), tall)
        self.menu_button.setGeometry(self.width() - px(54), (height - tall) // 2, px(46), tall)
        wide = max(px(48), self.lock_button.sizeHint().width())
        self.lock_button.setGeometry(self.menu_button.x() - px(8) - wide, (height - tall) // 2, wide, tall)
        name, line, single = self._name_place(), self._line_place(), self._in_one_line()
        left = (line if single else name).right() + px(14)
        for chip in self._chips:
            if chip.text:
                left = self._put(chip, left, name.center().y(), min(px(22), name.height()))
        end = left
        left = left if single else line.right() + px(12)
        self._late.setVisible(bool(self._late.text))
        if self._late.text:
            left = self._put(self._late, left, line.center().y(), min(px(20), line.height()))
        self._end = max(end, left)
        tip(self, self._name if self.shown_name != self._name else "")
        self.update()

    def _put(self, chip: Chip, left: int, middle: int, tall: int) -> int:
        """Place a chip and return where the next one begins."""
        width = max(0, min(chip.sizeHint().width(), self._right() - left))
        chip.setGeometry(left, middle - tall // 2 + 1, width, tall)
        return left + width + 8


def _fitting(wordings: tuple[str, ...], font: QFont, place: QRect) -> str:
    """Return the first wording that fits into a place, or the last one."""
    return next((each for each in wordings if fits(each, font, place.width(), 1)), wordings[-1])
