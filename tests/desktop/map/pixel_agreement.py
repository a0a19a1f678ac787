"""Compares what a map paints at a px with what a click there picks; a program of its own, for a ratio of px is fixed
when Qt starts. Writes one line of JSON: how many px were tried, and those that disagree."""

import json
import sys
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.atlas.body import Body
from desktop.map.figure import MapView
from desktop.map.taps import Tap

SIZES = ((776, 608), (1024, 700), (520, 460), (380, 600), (901, 509))
AROUND = 2
"""So many device px about a px must show the same, skin or ground, for it to be tried."""
WARM = 12
"""Skin is redder than blue by at least this much; grounds, letters, lines and buttons are not."""
MOST_OFF = 0.51
"""How far from the clicked px the skin that was picked may be drawn, device px."""
TRIED = 30


@dataclass
class Agreement:
    """What was found at one ratio of device px to px."""

    ratio: float
    tried: int = 0
    skin: int = 0
    wrong: list[str] = field(default_factory=list)


class Clicker:
    """Clicks on a map and remembers what it told."""

    def __init__(self, figure: MapView) -> None:
        self._figure = figure
        self._when = 1000
        self._taps: list[Tap] = []
        figure.tapped.connect(self._taps.append)

    def click(self, at: QPointF) -> Tap | None:
        """Click at a point and return the tap, if it was one."""
        self._taps.clear()
        self._when += 1000
        for kind, buttons in (
            (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(
                kind,
                at,
                self._figure.mapToGlobal(at),
                Qt.MouseButton.LeftButton,
                buttons,
                Qt.KeyboardModifier.NoModifier,
            )
            event.setTimestamp(self._when)
            QApplication.sendEvent(self._figure, event)
        return self._taps[0] if self._taps else None


def shown(figure: MapView) -> NDArray[np.int32]:
    """Return what the map paints, blue, green and red of each device px."""
    image = figure.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int32)


def sure(figure: MapView, picture: NDArray[np.int32]) -> list[tuple[int, int, bool]]:
    """Return some device px, and whether each shows skin, where that is the same all around."""
    ground = figure.theme.window
    plain = np.abs(picture - [ground.blue(), ground.green(), ground.red()]).max(2) == 0
    skin = picture[..., 2] - picture[..., 0] >= WARM
    dice = np.random.default_rng(5)
    found = []
    for row, column in dice.integers((AROUND, AROUND), np.array(plain.shape) - AROUND, (8 * TRIED, 2)).tolist():
        around = np.s_[row - AROUND : row + AROUND + 1, column - AROUND : column + AROUND + 1]
        if skin[around].all() or plain[around].all():
            found.append((column, row, bool(skin[row, column])))
    return found[:TRIED]


def compare(figure: MapView, body: Body, found: Agreement) -> None:
    """Click on what is painted now."""
    clicker, ratio, key = Clicker(figure), found.ratio, figure.view_key
    doors = body.views.get(key).doors
    for column, row, skin in sure(figure, shown(figure)):
        at = QPointF((column + 0.5) / ratio, (row + 0.5) / ratio)
        boxes = ((figure.to_widget(each.left, each.top), figure.to_widget(each.right, each.bottom)) for each in doors)
        if figure.childAt(at.toPoint()) or any(a.x() <= at.x() <= b.x() and a.y() <= at.y() <= b.y() for a, b in boxes):
            continue
        found.tried += 1
        found.skin += skin
        tap = clicker.click(at)
        if (tap is not None) is not skin:
            found.wrong.append(f"{key} {figure.size().toTuple()} zoom {figure.zoom}: {column}, {row} is skin: {skin}")
        elif tap is not None:
            spot = body.spot(key, tap.anchor)
            off = (figure.to_widget(spot.x, spot.y) - at) * ratio
            if not spot.visible or max(abs(off.x()), abs(off.y())) > MOST_OFF:
                found.wrong.append(f"{key} {figure.size().toTuple()}: {column}, {row} is drawn {off.toTuple()} away")


def main(keys: list[str]) -> None:
    """Compare at each size a view, whole and enlarged."""
    app = QApplication([])
    theme.apply(app, theme.LIGHT)
    body = Body.load()
    figure = MapView(body.views, theme.LIGHT)
    figure.set_body(body)
    figure.show()
    found = Agreement(figure.devicePixelRatioF())
    for size, key in zip(SIZES, keys, strict=True):
        figure.resize(*size)
        figure.show_view(key)
        compare(figure, body, found)
        figure.zoom_by(2.3, (size[0] * 0.45, size[1] * 0.4))
        if figure.view_key == key:
            compare(figure, body, found)
    figure.stop()
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    main(sys.argv[1:])
