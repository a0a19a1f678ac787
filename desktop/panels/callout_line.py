"""E: what is said in the room is typed here, with what it will do shown before it is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.density import Density
from desktop.controls.labels import tip
from desktop.controls.painting import MIDDLE, write
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.panels.callout_field import CallOutField, Hint
from desktop.theme import Role, Theme, Tone

if TYPE_CHECKING:
    from desktop.panels.offers import Offer, OfferList

_EDGE = 8
_BUTTON = 152
_LENGTH = 200
_NAME = 56


class CallOutLine(Ground):
    """The call-out field, `+1 same place` and Undo.

    Signals:
        submitted(str): Enter; the field keeps its text until `clear`.
        edited(str): the text changed.
        same_place(): one more at the same place.
        undo(): take the last act back.
        cancelled(): Esc in the empty field.
        chosen(Offer): one of the offered places was taken.
    """

    submitted = Signal(str)
    edited = Signal(str)
    same_place = Signal()
    undo = Signal()
    cancelled = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._density = Density()
        self._visit = 0
        self._letter = ""
        self._offers: OfferList | None = None
        self.field = CallOutField(self)
        self.field.setMaxLength(_LENGTH)
        self.field.setAccessibleName(translate("CallOutLine", "Call-out"))
        self.ask("")
        self.field.setFont(theme.font(Role.BODY))
        self.hint = Hint(theme, self.field)
        self.same = button(translate("CallOutLine", "+1 same place"), theme, self)
        tip(self.same, translate("CallOutLine", "One more lesion at the place of the last one (Space)"))
        self.undo_button = button(translate("CallOutLine", "Undo  Ctrl+Z"), theme, self)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(self._edited)
        self.field.escaped.connect(self._escape)
        self.field.spaced.connect(self.same_place)
        self.field.stepped.connect(self._step)
        self.field.left.connect(self._put_away)
        self.same.clicked.connect(self.same_place)
        self.undo_button.clicked.connect(self.undo)
        self.show_undo(False, "")  # noqa: FBT003 - the contract with the undo stack

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    @property
    def offers(self) -> "tuple[Offer, ...]":
        """The places that are offered now."""
        return self._offers.offers if self._offers is not None and self.field.offering else ()

    @property
    def offer_list(self) -> "OfferList":
        """The list over the line; made when places are first offered."""
        if self._offers is None:
            # imported here: the first tap comes before
            from desktop.panels.offers import OfferList  # noqa: PLC0415

            self._offers = OfferList(self.theme, self.window())
            self._offers.pressed.connect(self._take)
        return self._offers

    def set_density(self, density: Density) -> None:
        """Use smaller buttons in narrow windows."""
        self._density = density
        self._place()

    def set_text(self, text: str) -> None:
        """Put a text into the field; emits nothing."""
        self.field.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.field.setText(text)
        self.field.blockSignals(False)  # noqa: FBT003
        self.show_hint("")
        self._put_away()

    def clear(self) -> None:
        """Empty the field after a call-out was taken; emits nothing."""
        self.set_text("")

    def ask(self, question: str) -> None:
        """Ask for something else than a call-out and take the keyboard; an empty question asks no more."""
        self.field.setPlaceholderText(question or translate("CallOutLine", "Type a call-out:  3 left forehead"))
        if question:
            self.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.field, question)

    def show_hint(self, text: str, tone: Tone = Tone.ACT) -> None:
        """Show right inside the field what Enter will do (ACT) or what is missing (AMBER)."""
        if (text, tone) != (self.hint.text, self.hint.tone):
            self.hint.show_text(text, tone)
            self.field.setAccessibleDescription(text)
            if text:
                announce(self.field, text)
            self._place_hint()

    def show_offers(self, offers: "tuple[Offer, ...]") -> None:
        """List places over the line, none of them chosen; none at all put the list away."""
        if offers == self.offers:
            return
        if not offers:
            self._put_away()
            return
        if not self.field.offering:
            announce(self.field, translate("CallOutLine", "Down: places that fit"))
        self.field.offering = True
        self.offer_list.set_theme(self.theme)
        self.offer_list.show_offers(offers)
        self._place_offers()

    def mark(self, word: str) -> None:
        """Mark a word that is not understood: what is typed next stands in its place."""
        at = self.text.casefold().find(word.casefold()) if word else -1
        if at >= 0:
            self.field.setSelection(at, len(word))

    def show_undo(self, enabled: bool, text: str) -> None:  # noqa: FBT001 - what QUndoStack.canUndo says
        """Say whether something can be taken back, and what."""
        self.undo_button.setEnabled(enabled)
        tip(self.undo_button, translate("CallOutLine", "Undo: {what}").format(what=text) if enabled and text else "")

    def show_letter(self, number: int, letter: str) -> None:
        """Show which of two open visits this is: its tint at the left edge and its letter."""
        self._visit, self._letter = number, letter
        self._place()
        self.update()

    def type_in(self, event: QKeyEvent) -> bool:
        """Take a key typed on the figure into the field; return whether it was taken.

        Printable keys without Ctrl or Alt are; Space in the empty field is one more at the same place.
        """
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        editing = bool(self.text) and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        leaving = bool(self.text) and event.key() == Qt.Key.Key_Escape
        typed = bool(event.text()) and event.text().isprintable() and not held
        if not (typed or editing or leaving):
            return False
        if event.key() != Qt.Key.Key_Space or self.text:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.end(False)  # noqa: FBT003 - Qt's signature
        self.field.keyPressEvent(event)
        return True

    def sizeHint(self) -> QSize:
        """Return 56 px of height at 100 %."""
        return QSize(400, self.theme.px(56))

    def restyle(self) -> None:
        """Follow the size of text."""
        self.field.setFont(self.theme.font(Role.BODY))
        self.updateGeometry()
        self._place()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place everything."""
        self._place()
        self._place_offers()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the tint and the letter."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        if self._letter:
            tint = theme.tints[self._visit % len(theme.tints)]
            painter.fillRect(0, 0, 4, self.height(), tint)
            place = self.rect().adjusted(6, 0, 0, 0)
            place.setWidth(theme.px(26))
            write(painter, place, self._letter, theme.font(Role.NAME), tint, MIDDLE)

    def _place(self) -> None:
        px = self.theme.px
        height = px(40)
        top = (self.height() - height) // 2
        room = (self.width() - px(300) - 4 * _EDGE) // 2
        right = self.width() - _EDGE
        for each in (self.undo_button, self.same):
            # both as wide as drawn where there is room; never narrower than their words
            wide = max(each.sizeHint().width() - px(16), min(px(_BUTTON), room))
            each.setGeometry(right - wide, top, wide, height)
            right -= wide + _EDGE
        left = _EDGE + (px(28) if self._letter else 0)
        self.field.setGeometry(left, top, max(0, right - left), height)
        self._place_hint()

    def _place_hint(self) -> None:
        """Keep the hint right inside the field; the text scrolls left of it."""
        size = self.hint.sizeHint()
        width = min(size.width(), max(0, self.field.width() * 3 // 5))
        top = (self.field.height() - size.height()) // 2
        self.hint.setGeometry(self.field.width() - width - 5, top, width, size.height())
        self.field.setTextMargins(0, 0, width + 6 if self.hint.text else 0, 0)

    def _place_offers(self) -> None:
        """Keep the offered places over the field; the patient's name at the top of the window stays free."""
        if self.field.offering:
            window = self.window()
            line = QRect(self.field.mapTo(window, QPoint(0, 0)), self.field.size())
            self.offer_list.lie_over(line, window.rect().adjusted(0, self.theme.px(_NAME), 0, 0))

    @Slot(int)
    def _step(self, by: int) -> None:
        self.offer_list.step(by)
        current = self.offer_list.current
        if current is not None:
            announce(self.field, current.spoken)

    @Slot(object)
    def _take(self, offer: "Offer") -> None:
        self._put_away()
        self.chosen.emit(offer)

    @Slot()
    def _put_away(self) -> None:
        if self._offers is not None:
            self._offers.show_offers(())
        self.field.offering = False

    def _submit(self) -> None:
        current = self._offers.current if self._offers is not None and self.field.offering else None
        text = self.text.strip()
        if current is not None:
            self._take(current)
        elif text:
            self.submitted.emit(text)

    def _edited(self, text: str) -> None:
        if not text:
            self.show_hint("")
            self._put_away()
        self.edited.emit(text)

    def _escape(self) -> None:
        """Let go, one thing at a time: offered places, then the text; in the empty field Esc is for the brush."""
        if self.field.offering:
            self._put_away()
        elif self.text:
            self.field.clear()
        else:
            self.cancelled.emit()
