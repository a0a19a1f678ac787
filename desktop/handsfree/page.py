"""The hands-free page: the number, the site that is worked on, the last act; everything by pedal, clicker or key."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.controls.announce import announce
from desktop.controls.buttons import button
from desktop.controls.themed import Ground
from desktop.handsfree.chords import chord
from desktop.handsfree.presses import Action, Presses
from desktop.handsfree.sounds import Play, Sound
from desktop.theme import Role, Theme, Tone

_TICK_MS = 1000
_BAND = 72
_SIDE = 32
_HEIGHTS = {"number": 0.46, "site": 0.14, "next": 0.07, "last": 0.09, "saved": 0.07}
"""Share of the page's height that each line takes; the rest is air and the buttons."""
_LARGEST = {"number": 300, "site": 64, "next": 32, "last": 40, "saved": 24}
"""Largest letters of each line, px (screens.md 4.11)."""
_LETTERS = 0.82
"""Letters of a line are so high, as a share of the line; figures, which reach below no line, fill it."""


class HandsFreePage(Ground):
    """Keys are taken only while this page has the focus; that it lost it is said loudly.

    Signals:
        meant(Done): a pedal or key asked for something.
        left(): the usual page is wanted.
        setup_asked(): the route, or what the pedals do, is to be changed.
    """

    meant = Signal(object)
    left = Signal()
    setup_asked = Signal()

    def __init__(self, clock: Callable[[], int], play: Play, theme: Theme, parent: QWidget) -> None:
        """`clock` counts ms; `play` sounds what happens."""
        super().__init__(theme, parent)
        self._clock, self._play = clock, play
        self._presses = Presses({})
        self._number, self._family = "0", ""
        self._site, self._next, self._last, self._saved = "", "", "", ""
        self._tone = Tone.PLAIN
        self._listening = False
        self._seconds = 0
        self._second = QTimer(self, interval=_TICK_MS // 10)
        self._second.timeout.connect(self._time)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setup = button(self.tr("Route and pedals"), theme, self)
        self.end = button(self.tr("End hands-free\u2002F12"), theme, self)
        for each, slot in ((self.setup, self.setup_asked), (self.end, self.left)):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            each.clicked.connect(slot)

    # what is shown
    @property
    def listening(self) -> bool:
        """Whether a pedal pressed now would be taken."""
        return self._listening

    @property
    def lines(self) -> tuple[str, str, str, str, str]:
        """Number, site, next site, last act and when it was saved, as they stand on the page."""
        return self._number, self._site, self._next, self._last, self._saved

    @property
    def tone(self) -> Tone:
        """Red while the last act was refused."""
        return self._tone

    def set_keys(self, keys: Mapping[str, Action]) -> None:
        """Take what each key does."""
        self._presses = Presses(keys)

    def show_count(self, number: int, family: str, saved: str) -> None:
        """Show the number that stands on the page, what it counts, and when it was saved."""
        self._number, self._family, self._saved = str(number), family, saved
        self.update()

    def show_site(self, here: str, after: str) -> None:
        """Show the site that is worked on, and the one after it."""
        self._site, self._next = here, after
        self.update()

    def say(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show the last act; a red one colours the whole page until the next."""
        self._last, self._tone = text, tone
        self.setAccessibleDescription(text)
        announce(self, text, urgent=tone is Tone.RED)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size it is drawn for."""
        return QSize(1280, 740)

    # keys
    def takes(self, event: QKeyEvent) -> bool:
        """Say whether a key is one of the pedals'."""
        return self._presses.means(chord(event)) is not None

    def event(self, event: QEvent) -> bool:
        """Take the pedals' keys before any shortcut of the window does; Tab too, if a pedal sends it."""
        if isinstance(event, QKeyEvent) and self._presses.means(chord(event)) is not None:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a pedal's press; every other key is left to the window, but types nothing."""
        if event.isAutoRepeat():
            return
        done = self._presses.press(chord(event), self._clock())
        if done is not None:
            self.meant.emit(done)
        self._seconds = 0
        self._second.start()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take a pedal's lift: it counts."""
        if event.isAutoRepeat():
            return
        self._second.stop()
        done = self._presses.lift(chord(event), self._clock())
        self.update()
        if done is not None:
            self.meant.emit(done)

    @Slot()
    def _time(self) -> None:
        """Show, and tick at, each second of a freeze."""
        held = self._presses.held(self._clock())
        if held is None:
            return
        if held // 1000 > self._seconds:
            self._seconds = held // 1000
            self._play(Sound.SECOND)
        self._last, self._tone = self.tr("Freezing: {seconds} s").format(seconds=f"{held / 1000:.1f}"), Tone.PLAIN
        self.update()

    # the focus
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Listen."""
        self._listening = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say loudly that no pedal is heard; a press whose lift will not be seen is not counted."""
        self._listening = False
        self._second.stop()
        if self.isVisible():
            if self._presses.cancel():
                self.say(self.tr("Not counted: the window lost the keys"), Tone.RED)
            self._play(Sound.NOT_LISTENING)
            announce(self, self.not_listening(), urgent=True)
        super().focusOutEvent(event)
        self.update()

    def not_listening(self) -> str:
        """Return what is said while no pedal is heard."""
        return self.tr("Not listening. Click here.")

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Listen again."""
        self.window().activateWindow()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    # painting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons in the lower corners."""
        super().resizeEvent(event)
        self._place_buttons()

    def restyle(self) -> None:
        """Follow the size of text."""
        self._place_buttons()

    def _place_buttons(self) -> None:
        high, y = self.theme.px(40), self.height() - self.theme.px(40) - _SIDE // 2
        wide = max(self.setup.sizeHint().width(), self.end.sizeHint().width())
        self.setup.setGeometry(_SIDE, y, wide, high)
        self.end.setGeometry(self.width() - _SIDE - wide, y, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines from the top: site, next site, number, last act, when it was saved."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.ground(Tone.RED) if self._tone is Tone.RED else theme.panel)
        top = 0
        if not self._listening:
            self._paint_band(painter)
            top = _BAND
        room = self.height() - top - self.setup.height() - _SIDE
        quiet = theme.text_2
        after = self.tr("then {site}").format(site=self._next) if self._next else self.tr("last site")
        lines = (
            ("site", self._site, theme.text),
            ("next", after, quiet),
            ("number", self._number, theme.text),
            ("last", self._last, theme.writing(self._tone)),
            ("saved", f"{self._family}\u2002·\u2002{self._saved}" if self._saved else self._family, quiet),
        )
        for key, text, ink in lines:
            high = round(room * _HEIGHTS[key])
            painter.setPen(ink)
            self._write(
                painter, QRect(_SIDE, top, self.width() - 2 * _SIDE, high), text, _LARGEST[key], key == "number"
            )
            top += high

    def _paint_band(self, painter: QPainter) -> None:
        band = QRect(0, 0, self.width(), _BAND)
        painter.fillRect(band, self.theme.ground(Tone.AMBER))
        painter.setPen(self.theme.writing(Tone.AMBER))
        self._write(painter, band.adjusted(_SIDE, 0, -_SIDE, 0), self.not_listening(), 40, strong=True)

    def _write(self, painter: QPainter, place: QRect, text: str, largest: int, strong: bool) -> None:  # noqa: FBT001
        """Write a line as large as it may be and still fits."""
        font = QFont(self.theme.font(Role.HERO if strong else Role.TITLE))
        size = max(12, min(largest, round(place.height() * (1 if strong else _LETTERS))))
        font.setPixelSize(size)
        wide = QFontMetrics(font).horizontalAdvance(text)
        if wide > place.width():
            font.setPixelSize(max(12, int(size * place.width() / wide)))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
