"""Buttons with words: outlined, filled, chosen or quiet. A click leaves the focus, and so the typing, where it was."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.messages import button_text
from desktop.theme import CORNER, Role, Theme

_SIDE = 16
"""Room left and right of a button's words, px at 100 %."""


class Look(Enum):
    """How much a button stands out. One PRIMARY at most on a screen."""

    OUTLINED = "outlined"
    PRIMARY = "primary"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button whose words, and a small caption such as its key, are shown literally."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None, *, look: Look = Look.OUTLINED) -> None:
        super().__init__(parent)
        self.theme = theme
        self._look = look
        self._words = ""
        self._caption = ""
        self._role = Role.STRONG
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_text(text)

    @property
    def words(self) -> str:
        """The words on the button."""
        return self._words

    @property
    def look(self) -> Look:
        """How it stands out now."""
        return self._look

    def show_text(self, text: str, caption: str = "") -> None:
        """Change the words and the caption below them."""
        if (text, caption) == (self._words, self._caption):
            return
        self._words, self._caption = text, caption
        self.setText(button_text(text))
        self.setAccessibleName(text)
        self.setAccessibleDescription(caption)
        self.update()

    def set_look(self, look: Look) -> None:
        """Change how it stands out."""
        if look is not self._look:
            self._look = look
            self.update()

    def set_role(self, role: Role) -> None:
        """Change the size of the words."""
        self._role = role
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words and 40 px of height, both at this text size."""
        words = QFontMetrics(self.theme.font(self._role)).horizontalAdvance(self._words)
        side = 4 if self._look is Look.QUIET else 2 * self.theme.px(_SIDE)
        return QSize(words + side, self.theme.px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge, words and caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._colours()
        if self._look is not Look.QUIET:
            painter.setBrush(ground)
            painter.setPen(QPen(edge, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.setPen(ink)
        self._paint_words(painter)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, edge and ink of the present state."""
        theme = self.theme
        if not self.isEnabled():
            # what is chosen stays seen where it can't be changed
            return (
                (theme.chosen, theme.act, theme.text) if self.isChecked() else (theme.panel, theme.line, theme.text_2)
            )
        if self._look is Look.QUIET:
            return theme.panel, theme.panel, theme.act
        if self.isChecked() or (self._look is Look.PRIMARY and not self.isDown()):
            return theme.act, theme.act, theme.on_act
        if self.isDown():
            return theme.chosen, theme.act, theme.text
        return (theme.hover if self.underMouse() else theme.panel), theme.edge, theme.text

    def _paint_words(self, painter: QPainter) -> None:
        font = self.theme.font(self._role)
        place = self.rect() if self._look is Look.QUIET else self.rect().adjusted(4, 0, -4, 0)
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(self._words, Qt.TextElideMode.ElideRight, place.width())
        if not self._caption:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            return
        small = self.theme.font(Role.SMALL)
        upper, lower = QFontMetrics(font).height(), QFontMetrics(small).height()
        top = (self.height() - upper - lower) // 2
        painter.drawText(QRect(place.x(), top, place.width(), upper), Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(small)
        painter.drawText(
            QRect(place.x(), top + upper, place.width(), lower), Qt.AlignmentFlag.AlignCenter, self._caption
        )


def button(
    text: str, theme: Theme, parent: QWidget | None = None, *, look: Look = Look.OUTLINED, caption: str = ""
) -> Button:
    """Return a button that shows its words literally."""
    made = Button(text, theme, parent, look=look)
    if caption:
        made.show_text(text, caption)
    return made


def choice(text: str, theme: Theme, parent: QWidget | None = None, *, caption: str = "") -> Button:
    """Return a button that stays filled while it is chosen."""
    made = button(text, theme, parent, caption=caption)
    made.setCheckable(True)
    return made
