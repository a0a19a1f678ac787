"""The practice's own words for places: seen and forgotten on one sheet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.labels import label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone
from resources.regions import Regions

_WORD = Qt.ItemDataRole.UserRole
_ROW = 36
_FORGET = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LONGEST = 40
"""Letters of a word that are shown."""


class OwnWords(Overlay):
    """A sheet that lists each word with its place.

    Signals:
        forget_asked(str): a word is to be known no more.
    """

    forget_asked = Signal(str)

    def __init__(self, regions: Regions, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._regions = regions
        self.title = label(translate("OwnWords", "Your own words for places"), Role.TITLE, theme, self.card)
        self.words = QListWidget(self.card)
        self.words.setAccessibleName(translate("OwnWords", "Your own words for places"))
        none = translate("OwnWords", "None yet. A call-out with a word nobody knows asks what it means.")
        self.none = label(none, Role.BODY, theme, self.card, tone=Tone.QUIET)
        self.none.setWordWrap(True)
        self.forget = button(translate("OwnWords", "Forget"), theme, self.card, caption=translate("OwnWords", "Delete"))
        self.close_button = button(translate("OwnWords", "Close"), theme, self.card, caption="Esc")
        self.forget.clicked.connect(self._forget)
        self.close_button.clicked.connect(self.close_sheet)

    def open_for(self, own: Mapping[str, Sequence[str]]) -> None:
        """Open the sheet with these words."""
        self.show_words(own)
        self.open_sheet()

    def show_words(self, own: Mapping[str, Sequence[str]]) -> None:
        """List these words; the row that was current stays so, or the one after it."""
        row = self.words.currentRow()
        self.words.clear()
        for word in sorted(own):
            item = QListWidgetItem(self._line(word, own[word]), self.words)
            item.setData(_WORD, word)
            item.setSizeHint(QSize(0, self.theme.px(_ROW)))
        self.words.setCurrentRow(min(max(row, 0), self.words.count() - 1))
        self.words.setVisible(bool(own))
        self.none.setVisible(not own)
        self.forget.setEnabled(bool(own))

    def _line(self, word: str, regions: Sequence[str]) -> str:
        places = [self._regions.get(each).term if each in self._regions else each for each in regions]
        shown = word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
        return translate("OwnWords", "{word}  =  {places}").format(word=shown, places=" / ".join(places))

    def first_focus(self) -> QWidget:
        """Return the list, or where it is empty the button that closes."""
        return self.words if self.words.count() else self.close_button

    def card_place(self) -> QRect:
        """Return a place in the middle, and set what is on it."""
        place, px = self.middle_place(560, 480), self.theme.px
        inside = QRect(20, 16, place.width() - 40, place.height() - 32)
        high, head = px(44), px(32)
        self.title.setGeometry(inside.x(), inside.y(), inside.width(), head)
        middle = inside.adjusted(0, head + 10, 0, -high - 10)
        self.words.setGeometry(middle)
        self.none.setGeometry(middle)
        self.words.setFont(self.theme.font(Role.BODY))
        top = inside.bottom() - high + 1
        self.forget.setGeometry(inside.x(), top, px(130), high)
        self.close_button.setGeometry(inside.right() - px(120) + 1, top, px(120), high)
        return place

    def event(self, event: QEvent) -> bool:
        """Take Delete before the visit's shortcut for lesions does."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _FORGET:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget the current word with Delete."""
        if event.key() in _FORGET:
            self._forget()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        item = self.words.currentItem()
        if item is not None:
            word = str(item.data(_WORD))
            announce(self.words, translate("OwnWords", "forgotten: {word}").format(word=word))
            self.forget_asked.emit(word)
