"""The call-out line: what is typed becomes lesions counted by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.records import MarkDraft, MarkId, Place
from desktop import commands
from desktop.atlas.callout import Callout, CalloutEntry, Edit, parse
from desktop.note.items import NOWHERE
from desktop.snapshot import Numbered, Rules
from desktop.window.placing import Placer
from resources.terms import Side

if TYPE_CHECKING:
    from desktop.window.desk import VisitDesk

translate = QCoreApplication.translate
OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


class CallOuts:
    """Reads the call-out line of one visit, and corrects the last entry when asked (`=4`, `-1`, `other side`)."""

    def __init__(self, desk: "VisitDesk", placer: Placer, rules: Rules) -> None:
        self._desk = desk
        self._placer = placer
        self._rules = rules

    def read(self, text: str) -> Callout:
        """Say what a text would do."""
        return parse(text, self._rules.regions, self._rules.presets)
