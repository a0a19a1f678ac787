"""The menu of a right click on the figure: what can be done with the lesion there, or noted at the place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.map.figure import MenuAsk
from desktop.messages import translate
from desktop.snapshot import Numbered
from desktop.window.menu import menu

if TYPE_CHECKING:
    from desktop.window.mark_acts import MarkActs


def mark_menu(acts: "MarkActs", parent: QWidget, each: Numbered | None, ask: MenuAsk) -> QMenu:
    """Return the menu; it is gone once it is closed."""
    entries: list[tuple[str, Callable[[], None]]] = []
    tap = ask.tap
    if each is not None:
        words = (
            translate("MarkMenu", "{label}: seen, not treated")
            if each.treated
            else translate("MarkMenu", "{label}: treat with the brush")
        )
        entries.append((words.format(label=each.label), lambda: acts.toggle_treated(each)))
        entries.append((translate("MarkMenu", "Remove {label}").format(label=each.label), lambda: acts.remove(each.id)))
    elif tap is not None:
        entries.append((translate("MarkMenu", "Seen here, not treated"), lambda: acts.note_seen(tap)))
    made = menu(parent, entries)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made
