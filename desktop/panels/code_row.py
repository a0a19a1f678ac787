"""One line of codes as a button: what it reads is what is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.records import MarkId
from desktop.controls.density import Density
from desktop.controls.labels import tip
from desktop.controls.painting import RIGHT, write
from desktop.theme import CORNER, Role, Theme

_CODE, _UNITS, _MODIFIERS, _DIAGNOSIS, _RIGHT = 12, 88, 146, 192, 12
"""Where the columns begin, px from the panel's left at 100 %; the lesions end `_RIGHT` before its right."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A code line as it can be read on the screen: ``17003``, ``× 4``, ``59``, ``L57.0``, ``#2–5``."""

    code: str
    units: str
    modifiers: str
    diagnosis: str
    lesions: str


class CodeRow(QAbstractButton):
    """A code line. Pressing it lights its marks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._density = Density()
        self.marks: tuple[MarkId, ...] = ()
        self.line = ShownLine("", "", "", "", "")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme
        self.update()

    def set_density(self, density: Density) -> None:
        """Leave diagnosis and lesions to the Why sheet where there is no room for them."""
        self._density = density
        self.update()

    def show_line(self, line: ShownLine, marks: tuple[MarkId, ...]) -> None:
        """Show a code line and remember the marks it reports."""
        self.marks = marks
        if line == self.line:
            return
        self.line = line
        parts = (line.code, line.units, line.modifiers, line.diagnosis, line.lesions)
        self.setAccessibleName(" ".join(part for part in parts if part))
        long = len(line.lesions) > 12 or ", " in line.diagnosis
        tip(self, f"{line.diagnosis}  {line.lesions}" if long else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns; a chosen line has a ground."""
        painter = QPainter(self)
        theme, line, height = self._theme, self.line, self.height()
        if self.isChecked() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.chosen if self.isChecked() else theme.hover)
            painter.drawRoundedRect(self.rect().adjusted(8, 1, -8, -1), CORNER, CORNER)
        px, right = theme.px, self.width() - _RIGHT
        code = QRect(_CODE, 0, px(_UNITS) - _CODE, height)
        write(painter, code, line.code, theme.font(Role.CODE), theme.text)
        units = QRect(px(_UNITS), 0, px(_MODIFIERS - _UNITS), height)
        write(painter, units, line.units, theme.font(Role.UNITS), theme.text)
        room = px(_DIAGNOSIS - _MODIFIERS) if not self._density.tight else right - px(_MODIFIERS)
        modifiers = QRect(px(_MODIFIERS), 0, room, height)
        write(painter, modifiers, line.modifiers, theme.font(Role.MODIFIER), theme.text)
        if self._density.tight:
            return
        rest = QRect(px(_DIAGNOSIS), 0, right - px(_DIAGNOSIS), height)
        self._paint_rest(painter, rest)

    def _paint_rest(self, painter: QPainter, place: QRect) -> None:
        """Write the diagnosis, and right of it the lesions."""
        theme, line = self._theme, self.line
        font = theme.font(Role.REASON)
        small = theme.font(Role.LABEL)
        wanted = QFontMetrics(small).horizontalAdvance(line.lesions)
        # the diagnosis keeps its words as long as the lesions have half of the room
        room = max(place.width() // 2, place.width() - wanted - theme.px(10))
        diagnosis = fitting_diagnoses(line.diagnosis, QFontMetrics(font), room)
        taken = min(QFontMetrics(font).horizontalAdvance(diagnosis), room)
        write(painter, place.adjusted(0, 0, taken - place.width(), 0), diagnosis, font, theme.text_2)
        write(painter, place.adjusted(taken + theme.px(10), 0, 0, 0), line.lesions, small, theme.text_2, RIGHT)


def fitting_diagnoses(diagnosis: str, metrics: QFontMetrics, room: int) -> str:
    """Return as many diagnoses as fit, whole; those left out are counted: ``B07.8 +2``."""
    every = diagnosis.split(", ")
    for kept in range(len(every), 1, -1):
        text = ", ".join(every[:kept]) + (f" +{len(every) - kept}" if kept < len(every) else "")
        if metrics.horizontalAdvance(text) <= room:
            return text
    return every[0] + (f" +{len(every) - 1}" if len(every) > 1 else "")
