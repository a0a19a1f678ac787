"""The home screen: today's patients, what is still open, and the search."""

from datetime import date
from enum import Enum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.chart.rows import HomeRow, HomeRowPainter, HomeRows, column_places
from desktop.chart.tabs import CountTab
from desktop.controls.announce import announce
from desktop.controls.buttons import Button, button
from desktop.controls.demo_band import DemoBand
from desktop.controls.labels import field, label, tip
from desktop.controls.painting import write
from desktop.controls.themed import Panel
from desktop.messages import day
from desktop.theme import Role, Theme, Tone

_MARGIN = 16
"""Room left and right of the rows, px."""


class Tab(Enum):
    """The lists of the home screen."""

    TODAY = "today"
    OPEN = "open"


class HomePage(Panel):
    """Find or add a patient, and open today's visit in one act.

    Signals:
        typed(str): the search changed.
        tab_chosen(Tab): another list is asked for.
        opened(HomeRow): a row was pressed.
        new_patient(str): a new patient, with what stands in the search.
        lock_asked(): the lock was pressed.
        menu_asked(): the menu button was pressed.
        own_asked(): the user of the demo wants to start with a practice of their own.
    """

    typed = Signal(str)
    tab_chosen = Signal(object)
    opened = Signal(object)
    new_patient = Signal(str)
    lock_asked = Signal()
    menu_asked = Signal()
    own_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._long = self._short = ""
        self._title = label("", Role.TITLE, theme)
        self._title.setMinimumWidth(1)
        self.search = field(self.tr("Find a patient: name, MRN or birth date"), self.tr("Find a patient"), theme)
        self.search.setClearButtonEnabled(True)
        self.new_button = button(self.tr("New patient"), theme)
        self._person = label("", Role.STRONG, theme)
        self.lock_button = button(self.tr("Lock"), theme)
        tip(self.lock_button, self.tr("Hide everything until a PIN is typed  Ctrl+L"))
        self.lock_button.hide()
        self._menu = button("☰", theme)
        self._menu.setAccessibleName(self.tr("Menu"))
        self.tabs: dict[Tab, CountTab] = {
            Tab.TODAY: CountTab(self.tr("Today"), theme),
            Tab.OPEN: CountTab(self.tr("Still open"), theme),
        }
        self.band = DemoBand(theme)
        self.band.hide()
        self.rows = HomeRows()
        self._painter = HomeRowPainter(theme)
        self.list = _Rows()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._painter)
        self._heads = _Heads(self.list.viewport(), theme)
        self._empty = label("", Role.REASON, theme, tone=Tone.QUIET)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said = label("", Role.REASON, theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self._top.addWidget(self.search, 40)
        self._top.addWidget(self.new_button)
        self._top.addStretch(1)
        self._top.addWidget(self._person)
        self._top.addWidget(self.lock_button)
        self._top.addWidget(self._menu)
        self._bar = QHBoxLayout()
        for tab in self.tabs.values():
            self._bar.addWidget(tab)
        self._bar.addStretch(1)
        self._bar.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.band)
        column.addLayout(self._bar)
        column.addWidget(self._heads)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self._measure()

    def _measure(self) -> None:
        """Give every part its size at this size of text."""
        px = self.theme.px
        self._top.setContentsMargins(px(24), px(8), px(8), px(8))
        self._top.setSpacing(px(12))
        self._bar.setContentsMargins(px(24), px(12), px(24), px(4))
        self._bar.setSpacing(px(8))
        self.search.setFixedHeight(px(40))
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(px(420))
        self.new_button.setFixedSize(max(self.new_button.sizeHint().width(), min(px(140), 220)), px(40))
        self._menu.setFixedSize(px(46), px(40))
        self.lock_button.setFixedSize(max(px(48), self.lock_button.sizeHint().width()), px(40))
        for tab in self.tabs.values():
            tab.setFixedSize(tab.sizeHint())
        self._heads.setFixedHeight(px(32))
        self._empty.setContentsMargins(px(24), px(12), px(24), px(24))
        self._fit_top()

    def _fit_top(self) -> None:
        """Leave out who works here, then the word before the date, where the top bar has no room for them."""
        px = self.theme.px
        taken = px(24 + 8) + 4 * px(12) + max(160, px(200)) + self.new_button.width() + self._menu.width()
        taken += 0 if self.lock_button.isHidden() else self.lock_button.width() + px(12)
        room = self.width() - taken - self._title_width(self._long)
        self._person.setVisible(room >= self._person.sizeHint().width() + px(12))
        self._title.setText(self._long if room >= 0 else self._short)

    def _title_width(self, text: str) -> int:
        return QFontMetrics(self.theme.font(Role.TITLE)).horizontalAdvance(text)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the top bar."""
        self._fit_top()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.typed)
        self.search.returnPressed.connect(self._enter)
        self.search.installEventFilter(self)
        self.new_button.clicked.connect(self._add)
        self._menu.clicked.connect(self.menu_asked)
        self.lock_button.clicked.connect(self.lock_asked)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)
        self.band.own_asked.connect(self.own_asked)
        self.tabs[Tab.TODAY].clicked.connect(self._today)
        self.tabs[Tab.OPEN].clicked.connect(self._open)
        self.list.activated.connect(self._activated)
        self.list.clicked.connect(self._activated)

    @property
    def menu_button(self) -> Button:
        """The button the menu opens under."""
        return self._menu

    def show_day(self, today: date, person: str) -> None:
        """Show the date and who works here."""
        self._short = day(today)
        self._long = self.tr("Today, {date}").format(date=self._short)
        self._person.setText(person)
        self._fit_top()

    def say(self, text: str) -> None:
        """Say what was done last, beside the lists' names."""
        self.said.setText(text)
        announce(self.said, text)

    def show_lock(self, there: bool) -> None:  # noqa: FBT001 - a state, not a choice of behaviour
        """Offer the lock where there is one."""
        self.lock_button.setVisible(there)
        self._fit_top()

    def show_demo(self, on: bool) -> None:  # noqa: FBT001 - a state, not a choice of behaviour
        """Say under the top bar, as long as it is so, that the patients are invented."""
        self.band.setVisible(on)

    def show_counts(self, today: int, still_open: int) -> None:
        """Show how long the two lists are."""
        self.tabs[Tab.TODAY].show_count(today)
        self.tabs[Tab.OPEN].show_count(still_open)

    def show_tab(self, tab: Tab | None) -> None:
        """Mark the list that is shown; None while a search is."""
        for each, made in self.tabs.items():
            made.setChecked(each is tab)

    def show_rows(self, rows: tuple[HomeRow, ...], empty: str) -> None:
        """List rows; `empty` is said when there are none."""
        self.rows.show_rows(rows)
        self._empty.setText("" if rows else empty)
        self._empty.setVisible(not rows)
        self._heads.setVisible(bool(rows))
        self.list.setVisible(bool(rows))

    def focus_search(self) -> None:
        """Put the cursor into the search, with what stands there selected."""
        self.search.setFocus()
        self.search.selectAll()

    def restyle(self) -> None:
        """Follow the theme."""
        self._painter.theme = self.theme
        self.search.setFont(self.theme.font(Role.BODY))
        self._measure()
        self.list.doItemsLayout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down in the search goes to the first row."""
        down = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if down and watched is self.search and self.rows.rows:
            self.list.setFocus()
            self.list.setCurrentIndex(self.rows.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar on the panel's ground and the list on the window's."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.window)
        bar = self.theme.px(56)
        painter.fillRect(0, 0, self.width(), bar, self.theme.panel)
        painter.fillRect(0, bar - 1, self.width(), 1, self.theme.line)

    def _enter(self) -> None:
        """Enter opens the first patient found, or adds who was not found."""
        if self.rows.rows:
            self.opened.emit(self.rows.rows[0])
        elif self.search.text().strip():
            self._add()

    def _add(self) -> None:
        self.new_patient.emit(self.search.text().strip())

    def _today(self) -> None:
        self.tab_chosen.emit(Tab.TODAY)

    def _open(self) -> None:
        self.tab_chosen.emit(Tab.OPEN)

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, HomeRow):
            self.opened.emit(row)


class _Rows(QListView):
    """The list: one act opens a row, by press or by Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setViewportMargins(_MARGIN, 0, _MARGIN, 0)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row that has the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Heads(Panel):
    """The heads of the columns, each over its column of the list below."""

    def __init__(self, rows: QWidget, theme: Theme) -> None:
        super().__init__(theme)
        self._rows = rows
        rows.installEventFilter(self)
        self._words = {
            "patient": self.tr("Patient"),
            "seen": self.tr("Seen"),
            "provider": self.tr("Provider"),
            "treated": self.tr("Treated"),
            "open": self.tr("Still open"),
            "since": self.tr("Last change"),
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the rows: a scroll bar takes some of it."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each head over its column."""
        painter = QPainter(self)
        font = self.theme.font(Role.LABEL_STRONG)
        for name, (left, room) in column_places(self._rows.width(), self.theme).items():
            place = QRect(_MARGIN + left, 0, room, self.height())
            write(painter, place, self._words[name], font, self.theme.text_2)
