"""What can be done with a lesion in its row of the list, and by which keys."""

from enum import Enum

from PySide6.QtCore import Qt

from desktop.messages import translate


class Act(Enum):
    """What a button in a row does."""

    SAME = "same"
    ANOTHER = "another"
    RIGHT = "right"
    MIDDLE = "middle"
    LEFT = "left"
    PLACE = "place"
    NEARER = "nearer"
    OTHER = "other"
    SEEN = "seen"
    TREAT = "treat"
    FIND = "find"
    REMOVE = "remove"


def act_words(act: Act) -> str:
    """Return what a button of a row does, for its tip; empty where its own words say it."""
    return {
        Act.SEEN: translate("LesionList", "Seen, not treated (Ctrl+D)"),
        Act.TREAT: translate("LesionList", "Treat with the brush (Ctrl+D)"),
        Act.FIND: translate("LesionList", "Find it again: distances from landmarks (Alt+F)"),
        Act.REMOVE: translate("LesionList", "Remove (Delete)"),
        Act.RIGHT: translate("LesionList", "The patient's right (Alt+R)"),
        Act.MIDDLE: translate("LesionList", "In the middle (Alt+M)"),
        Act.LEFT: translate("LesionList", "The patient's left (Alt+L)"),
        Act.PLACE: translate("LesionList", "Say where it is (Alt+P)"),
        Act.NEARER: translate("LesionList", "Keep the nearer name (Alt+N)"),
        Act.OTHER: translate("LesionList", "Take the name beyond the border (Alt+O)"),
    }.get(act, "")


ALT_KEYS = {
    Qt.Key.Key_R: Act.RIGHT,
    Qt.Key.Key_M: Act.MIDDLE,
    Qt.Key.Key_L: Act.LEFT,
    Qt.Key.Key_P: Act.PLACE,
    Qt.Key.Key_N: Act.NEARER,
    Qt.Key.Key_O: Act.OTHER,
    Qt.Key.Key_F: Act.FIND,
}
"""Held with Alt they do what a button of the chosen row does."""
