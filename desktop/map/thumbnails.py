"""Small pictures of the views, cropped to the body, made one at a time while the program has nothing else to do."""

from collections import deque

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBitmap, QImage, QPixmap, QRegion

from desktop.atlas.views import View
from desktop.map.pictures import decode
from resources.terms import SkinTone

_SOURCE_HEIGHT = 260
"""Height at which pictures are decoded: twice the largest thumbnail at two device px per px."""
_FIRST_MS, _BETWEEN_MS = 300, 16
"""The page and the first tap on it come before the first thumbnail, a frame of other work before each further one."""


class Thumbnails(QObject):
    """Thumbnails by view.

    Signals: `made` carries the key of a view whose thumbnail can be had now.
    """

    made = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: deque[View] = deque()
        self._tone = SkinTone.LIGHT
        self._bodies: dict[str, QImage] = {}
        self._fresh: dict[str, tuple[str, SkinTone]] = {}
        self._scaled: dict[tuple[str, int, int], QPixmap] = {}
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._make_one)

    def want(self, views: tuple[View, ...]) -> None:
        """Make these next, in order. One of another body or tone stays to be had until it has been made anew."""
        keys = {each.key for each in views}
        self._wanted = deque(each for each in self._wanted if each.key not in keys)
        self._wanted.extend(each for each in views if not self._is_fresh(each))
        if self._wanted and not self._next.isActive():
            self._next.start(_FIRST_MS)

    def set_tone(self, tone: SkinTone) -> None:
        """Make thumbnails with skin in this tone from now on."""
        self._tone = tone

    def _is_fresh(self, view: View) -> bool:
        return self._fresh.get(view.key) == (view.pictures.small, self._tone)

    def picture(self, key: str, room: QSize, density: float) -> QPixmap | None:
        """Return a thumbnail as large as fits into `room` (px) at a device pixel ratio; None while it isn't made."""
        body = self._bodies.get(key)
        if body is None:
            return None
        size = body.size().scaled(room * density, Qt.AspectRatioMode.KeepAspectRatio)
        asked = (key, size.width(), size.height())
        if asked not in self._scaled:
            self._scaled[asked] = _scaled(body, size, density)
        return self._scaled[asked]

    @Slot()
    def _make_one(self) -> None:
        if not self._wanted:
            return  # what waited is no longer wanted: the body before is drawn again
        view = self._wanted.popleft()
        high = _SOURCE_HEIGHT
        size = QSize(max(1, round(high * view.camera.width / view.camera.height)), high)
        image = decode(view.pictures.small, size, self._tone)
        self._bodies[view.key] = image.copy(_bounds(image))
        self._fresh[view.key] = view.pictures.small, self._tone
        self._scaled = {asked: each for asked, each in self._scaled.items() if asked[0] != view.key}
        self.made.emit(view.key)
        if self._wanted:
            self._next.start(_BETWEEN_MS)


def _bounds(image: QImage) -> QRect:
    """Return the smallest rectangle that holds everything that isn't transparent."""
    mask = image.createAlphaMask(Qt.ImageConversionFlag.ThresholdDither)
    bounds = QRegion(QBitmap.fromImage(mask)).boundingRect()
    return bounds if not bounds.isEmpty() else image.rect()


def _scaled(body: QImage, size: QSize, density: float) -> QPixmap:
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = QPixmap.fromImage(body.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    picture.setDevicePixelRatio(density)
    return picture
