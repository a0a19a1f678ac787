"""Hands on the map: real mouse and touch events, and a record of what the map tells."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPointingDevice, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.records import MarkId
from desktop.atlas.body import Body
from desktop.map.bubbles import Phrase
from desktop.map.figure import MapView, MenuAsk, Tap
from desktop.map.loupe import Loupe
from resources.terms import Anchor

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


class Heard:
    """Everything the map has told."""

    def __init__(self, figure: MapView) -> None:
        self.taps: list[Tap] = []
        self.selected: list[MarkId | None] = []
        self.moves: list[tuple[MarkId, Tap]] = []
        self.menus: list[MenuAsk] = []
        self.views: list[str] = []
        self.said: list[str] = []
        self.zooms: list[float] = []
        figure.tapped.connect(self.taps.append)
        figure.selected.connect(self.selected.append)
        figure.moved.connect(self._moved)
        figure.menu_asked.connect(self.menus.append)
        figure.view_changed.connect(self.views.append)
        figure.said.connect(self.said.append)
        figure.zoomed.connect(self.zooms.append)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was told."""
        return not any((self.taps, self.selected, self.moves, self.menus, self.views, self.said, self.zooms))

    def _moved(self, mark: MarkId, tap: Tap) -> None:
        self.moves.append((mark, tap))


class Painted(QObject):
    """Adds up which part of a widget is painted."""

    def __init__(self, figure: MapView) -> None:
        super().__init__(figure)
        self.region = QRegion()
        figure.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def phrase(figure: MapView) -> Phrase:
    """Return the words at the pointer."""
    found = figure.findChild(Phrase)
    assert isinstance(found, Phrase)
    return found


def loupe(figure: MapView) -> Loupe:
    found = figure.findChild(Loupe)
    assert isinstance(found, Loupe)
    return found


def at(figure: MapView, body: Body, anchor: Anchor | None) -> QPoint:
    """Return where the map shows an anchor now."""
    assert anchor is not None
    spot = body.spot(figure.view_key, anchor)
    assert spot.visible
    return figure.to_widget(spot.x, spot.y).toPoint()


def mouse(figure: QWidget, kind: QEvent.Type, point: QPoint, when: int, button: Qt.MouseButton = LEFT) -> None:
    """Send a mouse event that carries its own time, ms."""
    held = button if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    pressed = button if kind is not QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    where = QPointF(point)
    event = QMouseEvent(kind, where, figure.mapToGlobal(where), pressed, held, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(when)
    QApplication.sendEvent(figure, event)


def hover(figure: QWidget, point: QPoint) -> None:
    """Move the mouse to a point with no button pressed."""
    mouse(figure, QEvent.Type.MouseMove, point, 0, Qt.MouseButton.NoButton)


def click(figure: QWidget, point: QPoint, when: int, lasts: int = 60) -> None:
    """Click at a time, ms."""
    mouse(figure, QEvent.Type.MouseButtonPress, point, when)
    mouse(figure, QEvent.Type.MouseButtonRelease, point, when + lasts)


def drag(figure: QWidget, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT, steps: int = 6) -> None:
    """Press, slide and lift with the mouse."""
    QTest.mousePress(figure, button, pos=start)
    slide(figure, start, end, button, steps)
    QTest.mouseRelease(figure, button, pos=end)


def slide(figure: QWidget, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT, steps: int = 6) -> None:
    """Move the pressed mouse."""
    for step in range(1, steps + 1):
        between = QPointF(start) + (QPointF(end) - QPointF(start)) * (step / steps)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            between,
            figure.mapToGlobal(between),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(figure, event)


def wheel(figure: QWidget, point: QPoint, clicks: int) -> None:
    """Turn the wheel at a point, away from the hand for more than nothing."""
    where = QPointF(point)
    for _ in range(abs(clicks)):
        event = QWheelEvent(
            where,
            figure.mapToGlobal(where),
            QPoint(),
            QPoint(0, 120 if clicks > 0 else -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's signature
        )
        QApplication.sendEvent(figure, event)


class Fingers:
    """Fingers on a touch screen."""

    def __init__(self, figure: QWidget) -> None:
        self._figure = figure
        self._device: QPointingDevice = QTest.createTouchDevice()
        self._down: set[int] = set()

    def press(self, point: QPoint, finger: int = 0) -> None:
        touch = QTest.touchEvent(self._figure, self._device, False)  # noqa: FBT003 - Qt's signature
        self._rest(touch, finger)
        touch.press(finger, point, self._figure)
        touch.commit()
        self._down.add(finger)

    def move(self, points: dict[int, QPoint]) -> None:
        touch = QTest.touchEvent(self._figure, self._device, False)  # noqa: FBT003 - Qt's signature
        for finger, point in points.items():
            touch.move(finger, point, self._figure)
        for finger in self._down - points.keys():
            touch.stationary(finger)
        touch.commit()

    def lift(self, point: QPoint, finger: int = 0) -> None:
        touch = QTest.touchEvent(self._figure, self._device, False)  # noqa: FBT003 - Qt's signature
        self._rest(touch, finger)
        touch.release(finger, point, self._figure)
        touch.commit()
        self._down.discard(finger)

    def tap(self, point: QPoint) -> None:
        self.press(point)
        self.lift(point)

    def drag(self, start: QPoint, end: QPoint, steps: int = 5) -> None:
        self.press(start)
        for step in range(1, steps + 1):
            self.move({0: start + (end - start) * (step / steps)})
        self.lift(end)

    def two(self, start: tuple[QPoint, QPoint], end: tuple[QPoint, QPoint], steps: int = 8) -> None:
        """Put two fingers down, move both, and lift both one after the other."""
        for finger, point in enumerate(start):
            self.press(point, finger)
        for step in range(1, steps + 1):
            share = step / steps
            self.move({each: start[each] + (end[each] - start[each]) * share for each in (0, 1)})
        for finger, point in enumerate(end):
            self.lift(point, finger)

    def _rest(self, touch: "QTest.QTouchEventSequence", finger: int) -> None:
        for each in self._down - {finger}:
            touch.stationary(each)
