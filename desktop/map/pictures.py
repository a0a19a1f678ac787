"""The pre-rendered pictures of the views: the small one at once, the sharp one from a worker thread."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPointF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageReader, QPainter

from desktop.atlas.views import View
from desktop.map.viewport import Viewport
from resources import files

_SMALL_KEPT = 6
_LARGE_KEPT = 2
"""A picture of a whole figure takes 49 MB when decoded."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A large picture, with its half-size copy when it is much finer than the small one."""

    key: str
    sizes: tuple[QImage, ...]


def decode(name: str, size: QSize | None = None) -> QImage:
    """Decode a shipped picture, ready to paint, if asked straight to a size. Raises ValueError if it can't be read."""
    data = QByteArray(files.read_bytes(name))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if size is not None:
        reader.setScaledSize(size)
    image = reader.read()
    if image.isNull():
        raise ValueError(f"{name}: {reader.errorString()}")
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def paint_whole(painter: QPainter, image: QImage, viewport: Viewport, density: float) -> None:
    """Paint a picture that fits, scaled once and set on whole device px: sharper than letting the painter scale."""
    size = QSize(
        round(viewport.picture_width * viewport.scale * density),
        round(viewport.picture_height * viewport.scale * density),
    )
    scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(density)
    x, y = viewport.to_widget(0.0, 0.0)
    painter.drawImage(QPointF(round(x * density) / density, round(y * density) / density), scaled)


class Pictures(QObject):
    """Pictures by view, of which only the newest few are kept.

    Signals: `sharpened` carries the key of a view whose large picture is ready now.
    """

    sharpened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._small: OrderedDict[str, QImage] = OrderedDict()
        self._large: OrderedDict[str, Decoded] = OrderedDict()
        self._wanted = ""
        self._running: set[str] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._mail = _Mail()
        self._mail.decoded.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def best(self, view: View, scale: float) -> QImage:
        """Return the coarsest picture at hand that is as fine as `scale` device px per view px, else the finest one.

        Where the large picture would be finer it is asked for, and `sharpened` tells when it has come.
        """
        small = self._small_of(view)
        if scale <= small.width() / view.camera.width:
            return small
        large = self._large.get(view.key)
        if large is None:
            self._ask(view)
            return small
        self._large.move_to_end(view.key)
        return next((each for each in large.sizes if each.width() >= scale * view.camera.width), large.sizes[-1])

    def take_small(self, key: str, image: QImage) -> None:
        """Take a view's small picture that was decoded elsewhere."""
        self._small[key] = image

    def close(self) -> None:
        """Drop what is asked for and wait for the worker."""
        self._wanted = ""
        self._pool.clear()
        self._pool.waitForDone()

    def _small_of(self, view: View) -> QImage:
        image = self._small.get(view.key)
        if image is None:
            image = self._small[view.key] = decode(view.pictures.small)
            if len(self._small) > _SMALL_KEPT:
                self._small.popitem(last=False)
        self._small.move_to_end(view.key)
        return image

    def _ask(self, view: View) -> None:
        self._wanted = view.key
        if view.key not in self._running:
            self._running.add(view.key)
            self._pool.start(_Decoding(view, self._mail))

    @Slot(object)
    def _take(self, decoded: Decoded) -> None:
        self._running.discard(decoded.key)
        if decoded.key != self._wanted:
            return
        self._large[decoded.key] = decoded
        while len(self._large) > _LARGE_KEPT:
            self._large.popitem(last=False)
        self.sharpened.emit(decoded.key)


class _Mail(QObject):
    """Carries a picture from the worker to the window's thread."""

    decoded = Signal(object)


class _Decoding(QRunnable):
    def __init__(self, view: View, mail: _Mail) -> None:
        super().__init__()
        self._key, self._name, self._coarse, self._mail = view.key, view.pictures.large, view.camera.width, mail

    def run(self) -> None:
        """Decode in the worker thread."""
        image = decode(self._name)
        sizes = [image]
        if image.width() >= 4 * self._coarse:
            half = image.size() / 2
            sizes.insert(
                0, image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
        self._mail.decoded.emit(Decoded(self._key, tuple(sizes)))
