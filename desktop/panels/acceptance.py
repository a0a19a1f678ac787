"""Above the list: what others entered for the visit's provider, and the one act by which the provider accepts it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.people import PersonId
from desktop.controls.buttons import button
from desktop.controls.painting import wrapped, write_lines
from desktop.controls.themed import Ground
from desktop.messages import translate
from desktop.panels.authors import doctor, waiting_words
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme

_LEFT, _GAP = 12, 8
_BAND, _BUTTON = 44, 36


class Acceptance(Ground):
    """``7 entered by M. Ruiz wait for you`` with its button; for everybody else ``7 entered by ... wait for Dr Osei``.

    What waits counts like everything else. With nothing waiting it has no height.

    Signals:
        accepted(): the provider takes over all that waits.
    """

    accepted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text = ""
        self._snapshot: Snapshot | None = None
        self._accepts_as: PersonId | None = None
        self.button = button("", theme, self)
        self.button.clicked.connect(self.accepted)
        self.button.hide()

    @property
    def text(self) -> str:
        """What it says; empty while nothing waits."""
        return self._text

    def show_person(self, accepts_as: PersonId | None) -> None:
        """Take who is signed in; None for somebody whose role accepts nothing."""
        self._accepts_as = accepts_as
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what waits in a visit. Emits nothing."""
        self._snapshot = snapshot
        count, provider = len(snapshot.waiting), snapshot.chart.provider
        mine = self._accepts_as == provider.id
        text = _words(snapshot, translate("Acceptance", "you") if mine else doctor(provider)) if count else ""
        self.button.setVisible(bool(count) and mine)
        if count and mine:
            self.button.show_text(_act(count))
            self.button.setAccessibleDescription(text)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
        self._compose()

    def needed_height(self, width: int) -> int:
        """Return 44 px at 100 %, more where the words need it; 0 with nothing waiting."""
        if not self._text:
            return 0
        words = QFontMetrics(self._font()).height() * len(self._lines(width)) + self.theme.px(10)
        return max(self.theme.px(_BAND) if not self.button.isHidden() else self.theme.px(28), words)

    def restyle(self) -> None:
        """Place the button for the new size of text."""
        self._compose()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the button."""
        self._compose()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words left of the button, and the line below them."""
        painter = QPainter(self)
        theme = self.theme
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.line)
        lines, font = self._lines(self.width()), self._font()
        height = QFontMetrics(font).height() * len(lines)
        top = (self.height() - height) // 2
        write_lines(painter, QRect(_LEFT, top, self._room(self.width()), height), lines, font, theme.text)

    def _lines(self, width: int) -> tuple[str, ...]:
        return wrapped(self._text, self._font(), self._room(width), 4)

    def _font(self) -> QFont:
        return self.theme.font(Role.REASON)

    def _room(self, width: int) -> int:
        taken = 0 if self.button.isHidden() else self.button.sizeHint().width() + _GAP
        return max(1, width - 2 * _LEFT - taken)

    def _compose(self) -> None:
        wide, high = self.button.sizeHint().width(), self.theme.px(_BUTTON)
        self.button.setGeometry(self.width() - _LEFT - wide, (self.height() - high) // 2, wide, high)
        self.update()


def _words(snapshot: Snapshot, who: str) -> str:
    """Return what waits for whom: ``7 entered by M. Ruiz wait for you``."""
    one = translate("Acceptance", "{what} waits for {who}")
    many = translate("Acceptance", "{what} wait for {who}")
    return (one if len(snapshot.waiting) == 1 else many).format(what=waiting_words(snapshot), who=who)


def _act(count: int) -> str:
    return (
        translate("Acceptance", "Accept")
        if count == 1
        else translate("Acceptance", "Accept all {count}").format(count=count)
    )
