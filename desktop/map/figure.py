"""The body map: shows a view with its marks and tells where somebody pointed. Marks come only from snapshots."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QThreadPool, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.atlas.views import Views
from desktop.controls.buttons import Button
from desktop.controls.labels import tip
from desktop.map.acting import point
from desktop.map.furniture import letters_end
from desktop.map.illustrated import IllustratedScene
from desktop.map.taps import MenuAsk, Tap
from desktop.map.viewport import Point
from desktop.theme import Theme

__all__ = ["MapView", "MenuAsk", "Tap"]

_WHEEL = 1.25
"""How much one click of the wheel, or of + and -, zooms."""
_EDGE, _GAP = 8, 4
_SIZE, _TALL = 40, 72
_HELD_MS, _AGAIN_MS = 350, 60
"""An arrow held down turns on after so long, and then by a frame so often."""
_PAN = 80
"""How far an arrow key moves an enlarged picture, px: the skin that lies that way comes nearer."""
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_MOST_GROWN = 1.5
"""The buttons grow with the text, but leave room for the figure."""
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class MapView(IllustratedScene):
    """The figure in the middle of the visit screen. Its signals are those of `ActingScene`.

    Before `set_body` it shows the picture and takes no tap. Slots named show_*, set_*, select and flash emit nothing.
    """

    def __init__(
        self, views: Views, theme: Theme, parent: QWidget | None = None, *, decoders: QThreadPool | None = None
    ) -> None:
        super().__init__(views, theme, parent, decoders=decoders)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._turning: Point | None = None
        self._asking = False
        self.to_left = self._button("‹", "")
        self.to_right = self._button("›", "")
        self.closer = self._button("+", self.tr("Zoom in"))
        self.farther = self._button("−", self.tr("Zoom out"))
        self.whole = self._button(self.tr("fit"), self.tr("Whole picture"))
        for each in (self.to_left, self.to_right):
            each.setAutoRepeatDelay(_HELD_MS)
            each.setAutoRepeatInterval(_AGAIN_MS)
        self.to_left.clicked.connect(self._go_left)
        self.to_right.clicked.connect(self._go_right)
        self.closer.clicked.connect(self.zoom_in)
        self.farther.clicked.connect(self.zoom_out)
        self.whole.clicked.connect(self.fit)
        self._view_came()

    @Slot()
    def zoom_in(self) -> None:
        """Zoom in at what the eye is on."""
        self.zoom_by(_WHEEL, self._eye())

    @Slot()
    def zoom_out(self) -> None:
        """Zoom out at what the eye is on."""
        self.zoom_by(1 / _WHEEL, self._eye())

    @Slot()
    def fit(self) -> None:
        """Show the whole picture."""
        self._stage.fit()
        self._part_came()

    def _eye(self) -> Point:
        """Return where keys and buttons zoom: at the pointer, at the selected mark, else in the middle."""
        pointer = self.mapFromGlobal(QCursor.pos())
        if self.underMouse() and self.rect().contains(pointer) and self.childAt(pointer) is None:
            return float(pointer.x()), float(pointer.y())
        at = self.selected_at()
        return at if at is not None else (self.width() / 2, self.height() / 2)

    # the map's own buttons
    def _button(self, text: str, name: str) -> Button:
        made = Button(text, self.theme, self)
        made.setAccessibleName(name)
        tip(made, name)
        made.installEventFilter(self)
        return made

    @Slot()
    def _go_left(self) -> None:
        self.turn(-1)

    @Slot()
    def _go_right(self) -> None:
        self.turn(1)

    def _view_came(self) -> None:
        """Say on the arrows what they do here; held down they go on turning, but never fly through the views."""
        super()._view_came()
        turns = self.turns
        left, right = (
            (self.tr("Turn to the left"), self.tr("Turn to the right"))
            if turns
            else (self.tr("View to the left"), self.tr("View to the right"))
        )
        for button, name, step in ((self.to_left, left, -1), (self.to_right, right, 1)):
            button.setVisible(turns or bool(self._stage.neighbour(step)))
            button.setAutoRepeat(turns)
            if button.accessibleName() != name:
                button.setAccessibleName(name)
                tip(button, name)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Over a button nothing is said about the skin below it."""
        if event.type() is QEvent.Type.Enter:
            self._hush()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the edges: neighbours half way up under the letters, zoom at the lower right."""
        super().resizeEvent(event)
        self._place_buttons()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        super().restyle()
        self._place_buttons()

    def _place_buttons(self) -> None:
        under_letters = letters_end(self.theme) + _GAP
        room = self.height() - under_letters - _EDGE - 3 * _GAP
        grown = max(1.0, min(self.theme.percent / 100, _MOST_GROWN, room / (3 * _SIZE + _TALL)))
        size, tall = round(_SIZE * grown), round(_TALL * grown)
        right, zooming = self.width() - _EDGE - size, self.height() - _EDGE - 3 * size - 2 * _GAP
        top = max(under_letters, min((self.height() - tall) // 2, zooming - _GAP - tall))
        self.to_left.setGeometry(QRect(_EDGE, top, size, tall))
        # in a very low map the right arrow stands beside the zoom, not on it
        beside = 0 if top + tall <= zooming else size + _GAP
        self.to_right.setGeometry(QRect(right - beside, top, size, tall))
        for place, button in enumerate((self.whole, self.farther, self.closer), start=1):
            button.setGeometry(QRect(right, self.height() - _EDGE - place * size - (place - 1) * _GAP, size, size))

    # events
    def event(self, event: QEvent) -> bool:
        """Take touches and pinches; keep Esc from the window while a press is under way."""
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            return self._touched(event)
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), point(event.position()))
            return True
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._ends_press(event):
            event.accept()
            return True
        return super().event(event)

    def _ends_press(self, event: QKeyEvent) -> bool:
        return self._hands.pressed and event.key() == Qt.Key.Key_Escape

    def _touched(self, event: QTouchEvent) -> bool:
        if event.type() is QEvent.Type.TouchCancel:
            self._let_go()
        if event.type() is QEvent.Type.TouchBegin and self.childAt(event.points()[0].position().toPoint()):
            # A touch on one of the map's buttons must press it, not count on the skin below it.
            event.ignore()
            return False
        self._hands.touch(event)
        event.accept()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a press; another button ends the one under way."""
        self._hands.cancel()
        self._hands.read_device(event)
        self._asking = event.button() is Qt.MouseButton.RightButton
        self._turning = point(event.position()) if event.button() is Qt.MouseButton.MiddleButton else None
        if event.button() is Qt.MouseButton.LeftButton:
            self._hands.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """There is no double click here: it is the second of two presses."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a press, or say what lies under the pointer."""
        self._hands.read_device(event)
        if self._hands.pressed:
            self._hands.move(event)
        elif not event.buttons():
            self._tell(point(event.position()))
        elif self._turning is not None and self.turns:
            at, before = point(event.position()), self._turning
            self._turning = at
            self._drag(at[0] - before[0], at[1] - before[1])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a press: count, ask for the menu, or turn."""
        at = point(event.position())
        if event.button() is Qt.MouseButton.LeftButton:
            self._hands.release(event)
        elif event.button() is Qt.MouseButton.RightButton and self._asking:
            self._asking = False
            self._ask(at, event.globalPosition().toPoint())
        elif self._turning is not None:
            start, self._turning = self._turning, None
            if self.turns:
                self._let_go()
            else:
                self._turn(at[0] - start[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the selected mark's menu by the menu key; the mouse's menu comes at the lift of its button."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self._selected is not None and self.taking:
            self.menu_asked.emit(MenuAsk(event.globalPos(), None, self._selected))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, and say what lies there now."""
        at = point(event.position())
        self.zoom_by(_WHEEL ** (event.angleDelta().y() / 120), at)
        if not self._hands.pressed:
            self._tell(at)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing about a place the pointer has left."""
        super().leaveEvent(event)
        self._hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan when zoomed in, else turn; Esc ends a press, else lets the selected mark go."""
        if event.key() in _ARROWS and not event.modifiers() and not self._stage.viewport.at_fit:
            across, down = _ARROWS[Qt.Key(event.key())]
            self._stage.pan(across * _PAN, down * _PAN)
            self._part_came()
            return
        match event.key():
            case Qt.Key.Key_Left if not event.modifiers():
                self.turn(-1)
            case Qt.Key.Key_Right if not event.modifiers():
                self.turn(1)
            case Qt.Key.Key_Escape if self._hands.pressed:
                self._hands.cancel()
            case Qt.Key.Key_Escape if self._selected is not None:
                self.select(None)
                self.selected.emit(None)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring when the focus came by a key."""
        self._keyboard = event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget a press."""
        self._hands.cancel()
        super().hideEvent(event)
