"""A key with what is held beside it, as one word: what a pedal or clicker sends."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_ALONE = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


def chord(event: QKeyEvent) -> str:
    """Return the key of an event in Qt's portable notation; empty for Ctrl, Shift, Alt alone and for unknown keys.

    The number pad's keys are those of the same name: a pedal does not care which it sends.
    """
    if event.key() in _ALONE or event.key() in (0, Qt.Key.Key_unknown):
        return ""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(held.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """Return a key as people read it on this computer."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)
