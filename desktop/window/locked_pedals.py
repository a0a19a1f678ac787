"""A hands-free visit behind the lock: its pedals count on, its number is seen, its patient is not."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.people.lock_page import LockPage
from desktop.window.hands_free import HandsFree

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class LockedPedals(QObject):
    """Passes the pedals' keys to the hidden page, and what came of them to the lock.

    A key that could be part of a PIN or a password stays with the lock.
    """

    def __init__(self, app: QApplication, hands_free: HandsFree, page: LockPage, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._hands_free, self._page = app, hands_free, page
        hands_free.shown.connect(self._show)
        app.installEventFilter(self)
        self._show()

    def close(self) -> None:
        """Pass nothing on any more."""
        self._app.removeEventFilter(self)
        self._hands_free.shown.disconnect(self._show)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take a pedal's key before the lock does."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or not self._is_pedal(event):
            return False
        if event.type() is QEvent.Type.KeyPress:
            self._hands_free.page.keyPressEvent(event)
        elif event.type() is QEvent.Type.KeyRelease:
            self._hands_free.page.keyReleaseEvent(event)
        event.accept()
        return True

    def _is_pedal(self, event: QKeyEvent) -> bool:
        """Say whether a key is a pedal's, and nothing that is typed: a PIN has digits, a password any letter."""
        text = event.text()
        typed = text.isdigit() if self._page.pad.isVisibleTo(self._page) else bool(text) and text.isprintable()
        return not typed and self._hands_free.page.takes(event)

    @Slot()
    def _show(self) -> None:
        number, site, refused = self._hands_free.nameless
        self._page.show_count(number, site, refused)
