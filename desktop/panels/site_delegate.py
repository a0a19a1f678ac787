"""How a row of the table of sites is drawn: names under what they are a part of, body parts beside what was found."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.controls.painting import RIGHT, write
from desktop.panels.site_model import SiteModel
from desktop.theme import Role, Theme, Tone

_STEP = 14


class SiteDelegate(QStyledItemDelegate):
    """Draws the names: further in the deeper they lie, strong where there are parts."""

    def __init__(self, theme: Theme, model: SiteModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model

    def set_theme(self, theme: Theme) -> None:
        """Draw by this theme from now on."""
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Move a name in, and make it strong where the region has parts."""
        super().initStyleOption(option, index)
        region = self._model.shown[index.row()]
        option.font = self._theme.font(Role.BODY if region.is_leaf else Role.STRONG)
        option.rect = option.rect.adjusted(self._theme.px(_STEP) * self._model.level(index), 0, 0, 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a name; while searching with its body part at the right, for two can be called alike."""
        super().paint(painter, option, index)
        if self._model.searching:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            ink = self._theme.on_act if chosen else self._theme.writing(Tone.QUIET)
            place = option.rect.adjusted(option.rect.width() // 2, 0, -8, 0)
            write(painter, place, self._model.part(index), self._theme.font(Role.LABEL), ink, RIGHT)
