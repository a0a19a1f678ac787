"""The sites of a route as a list: ticked ones are walked, in the order they stand in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from db.records import RouteStep
from desktop.handsfree.route import words
from desktop.theme import Role, Theme
from resources.regions import Regions
from resources.terms import Side

_ROW = 36
_STEP = Qt.ItemDataRole.UserRole


class RouteList(QListWidget):
    """Space ticks a site, Alt and an arrow moves it, Delete takes it out; with the mouse it is dragged."""

    def __init__(self, regions: Regions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions = regions
        self.theme = theme
        self.setAccessibleName(self.tr("Sites in working order"))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def steps(self) -> tuple[RouteStep, ...]:
        """All sites in their order, ticked or not."""
        return tuple(_step(self.item(at)) for at in range(self.count()))

    @property
    def ticked(self) -> tuple[RouteStep, ...]:
        """The sites that will be walked."""
        rows = (self.item(at) for at in range(self.count()))
        return tuple(_step(row) for row in rows if row.checkState() is Qt.CheckState.Checked)

    def show_steps(self, steps: Sequence[RouteStep]) -> None:
        """Show a route, all of it ticked."""
        self.clear()
        for each in steps:
            self.add(each)

    def add(self, step: RouteStep) -> None:
        """Put a site at the end, ticked, and show it."""
        row = QListWidgetItem(words(self._regions, step), self)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Checked)
        row.setData(_STEP, (step.region, step.side.value))
        row.setSizeHint(QSize(0, self.theme.px(_ROW)))
        row.setFont(self.theme.font(Role.BODY))
        self.setCurrentItem(row)
        self.scrollToItem(row)

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self.theme = theme
        for at in range(self.count()):
            self.item(at).setSizeHint(QSize(0, theme.px(_ROW)))
            self.item(at).setFont(theme.font(Role.BODY))

    def event(self, event: QEvent) -> bool:
        """Take Delete before the visit does, which would remove a lesion."""
        if not (isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride):
            return super().event(event)
        if event.key() == Qt.Key.Key_Delete:
            event.accept()
        return event.isAccepted() or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a site by Alt and an arrow, take it out by Delete."""
        at = self.currentRow()
        if event.key() == Qt.Key.Key_Delete and at >= 0:
            self.takeItem(at)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def shift(self, step: int) -> None:
        """Move the current site up (-1) or down (1)."""
        at = self.currentRow()
        if 0 <= at + step < self.count() and at >= 0:
            row = self.takeItem(at)
            self.insertItem(at + step, row)
            self.setCurrentRow(at + step)


def _step(row: QListWidgetItem) -> RouteStep:
    region, side = row.data(_STEP)
    return RouteStep(region, Side(side))
