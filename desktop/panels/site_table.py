"""The table of sites: every place of the skin by its name, counted with plus and minus. All of it works by keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.labels import ElidedLabel, field
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.panels.site_delegate import SiteDelegate
from desktop.panels.site_model import SIDES, Site, SiteModel
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme
from resources.regions import Regions

_PLUS = (Qt.Key.Key_Plus, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MINUS = (Qt.Key.Key_Minus, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Sites(QTableView):
    """The rows. Keys that count, and letters, are left to the sheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; leave all else."""
        if event.key() in (*_PLUS, *_MINUS) or (event.text().strip() and not event.modifiers()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class SiteTable(Overlay):
    """A sheet with the table. Typing narrows it, arrows move in it, plus and minus count.

    Signals:
        add_asked(str, Side): one more lesion at a region, by name.
        remove_asked(str, Side): one lesion less there.
    """

    add_asked = Signal(str, object)
    remove_asked = Signal(str, object)

    def __init__(self, regions: Regions, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        name = translate("SiteTable", "Find a site: forehead, helix, hand")
        self.search = field(name, translate("SiteTable", "Find a site"), theme, self.card)
        self.model = SiteModel(regions, self)
        self.table = Sites(self.card)
        self.plus = button("+", theme, self.card, caption=translate("SiteTable", "one more"))
        self.minus = button("−", theme, self.card, caption=translate("SiteTable", "one less"))
        self.said = ElidedLabel(Role.STRONG, theme, self.card)
        self.close_button = button(translate("SiteTable", "Close"), theme, self.card, caption="Esc")
        self._set_up_table()
        self.search.textChanged.connect(self._find)
        self.plus.clicked.connect(self._add)
        self.minus.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.close_sheet)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        self._delegate = SiteDelegate(self.theme, self.model, table)
        table.setItemDelegateForColumn(0, self._delegate)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(translate("SiteTable", "Sites"))
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)

    def open_for(self, snapshot: Snapshot) -> None:
        """Open the sheet on a visit, with the search empty."""
        self.search.clear()
        self.said.show_text("")
        self.model.show_snapshot(snapshot)
        self.open_sheet()

    def set_words(self, own: Mapping[str, Sequence[str]]) -> None:
        """Take the practice's own words for places."""
        self.model.set_words(own)

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the visit's counts, and say what has changed while the sheet is open."""
        changed = self.model.show_snapshot(snapshot)
        if changed and self.isVisible():
            # the last action is what speaks: it is heard once
            self.said.show_text("; ".join(self._change_words(*each) for each in changed.items()))

    def _change_words(self, site: Site, more: int) -> str:
        words = (
            translate("SiteTable", "plus {count}, {site}")
            if more > 0
            else translate("SiteTable", "minus {count}, {site}")
        )
        return words.format(count=abs(more), site=self.model.words(site))

    def _say(self, text: str) -> None:
        """Say what has happened, on the sheet and to assistive technology."""
        self.said.show_text(text)
        announce(self.table, text)

    def first_focus(self) -> QWidget:
        """Return the search."""
        return self.search

    def card_place(self) -> QRect:
        """Return a wide place in the middle, and set what is on it."""
        place, px = self.middle_place(680, 640), self.theme.px
        inside = QRect(20, 16, place.width() - 40, place.height() - 32)
        high = px(44)
        self.search.setGeometry(inside.x(), inside.y(), inside.width(), px(40))
        self.table.setGeometry(inside.adjusted(0, px(40) + 10, 0, -high - 10))
        top = inside.bottom() - high + 1
        for number, each in enumerate((self.plus, self.minus)):
            each.setGeometry(inside.x() + number * (px(110) + 8), top, px(110), high)
        self.close_button.setGeometry(inside.right() - px(120) + 1, top, px(120), high)
        begins = self.minus.geometry().right() + 12
        self.said.setGeometry(begins, top, max(0, self.close_button.x() - 12 - begins), high)
        self._delegate.set_theme(self.theme)
        font = self.theme.font(Role.BODY)
        self.table.setFont(font)
        self.table.horizontalHeader().setFont(self.theme.font(Role.LABEL_STRONG))
        self.table.horizontalHeader().setFixedHeight(px(30))
        self.table.verticalHeader().setDefaultSectionSize(px(36))
        for column in range(1, 1 + len(SIDES)):
            self.table.setColumnWidth(column, px(84))
        return place

    def event(self, event: QEvent) -> bool:
        """Take keys that count here before the visit's shortcuts do: Delete would remove what is selected there."""
        override = event.type() is QEvent.Type.ShortcutOverride and self.table.hasFocus()
        if override and isinstance(event, QKeyEvent) and event.key() in (*_PLUS, *_MINUS) and not _held(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what the search and the table leave: arrows go into the table, plus and minus count, letters search."""
        key = event.key()
        if key == Qt.Key.Key_Down and self.search.hasFocus():
            self._enter_table()
        elif self.table.hasFocus() and key in _PLUS:
            self._add()
        elif self.table.hasFocus() and key in _MINUS:
            self._remove()
        elif self.table.hasFocus() and event.text().isprintable() and event.text():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.setText(event.text())
        else:
            super().keyPressEvent(event)

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid():
            self._to_first()

    def _to_first(self) -> None:
        """Choose the first site's first side."""
        for column in range(self.model.columnCount()):
            index = self.model.index(0, column)
            if index.isValid() and self.model.site(index) is not None:
                self.table.setCurrentIndex(index)
                return

    def _find(self, text: str) -> None:
        self.model.search(text)
        self._to_first()

    def _add(self) -> None:
        site = self._chosen()
        if site is not None:
            self.add_asked.emit(*site)

    def _remove(self) -> None:
        site = self._chosen()
        if site is None:
            return
        if self.model.count(site):
            self.remove_asked.emit(*site)
        else:
            self._say(translate("SiteTable", "none to take away, {site}").format(site=self.model.words(site)))

    def _chosen(self) -> Site | None:
        """Return the site of the current cell; where it has none, say what to do."""
        index = self.table.currentIndex()
        site = self.model.site(index) if index.isValid() else None
        if site is None:
            self._say(translate("SiteTable", "Choose a site and its side with the arrows"))
        return site


def _held(event: QKeyEvent) -> bool:
    """Say whether Ctrl or Alt is held: Ctrl and plus enlarge the figure."""
    return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
