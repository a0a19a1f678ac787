"""Real mouse and key events on real widgets."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(widget: QWidget, at: QPoint | None = None, *, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Press and release a mouse button on a widget, in its middle unless said otherwise."""
    QTest.mouseClick(widget, button, PLAIN, at if at is not None else widget.rect().center())


def double_click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click twice quickly."""
    place = at if at is not None else widget.rect().center()
    click(widget, place)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, PLAIN, place)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, which, held)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text, key by key."""
    QTest.keyClicks(widget, text)
