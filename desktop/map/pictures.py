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
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QPainter

from desktop.atlas.views import View
from desktop.controls.mail import Mail
from desktop.controls.workers import workers
from desktop.map.tones import tint
from desktop.map.viewport import Viewport
from resources import files
from resources.terms import SkinTone

_SMALL_KEPT = 6
_LARGE_KEPT = 2
"""A picture of a whole figure takes 49 MB when decoded."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture in a tone; a large one with its half-size copy when it is much finer than the small one."""

    name: str
    tone: SkinTone
    sizes: tuple[QImage, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the worker is to decode: the small or the large picture of a view."""

    view: View
    name: str
    tone: SkinTone


def decode(name: str, size: QSize | None = None, tone: SkinTone = SkinTone.LIGHT) -> QImage:
    """Decode a shipped picture in a skin tone, ready to paint, if asked straight to a size.

    Raises ValueError if it can't be read.
    """
    data = QByteArray(files.read_bytes(name))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if size is not None:
        reader.setScaledSize(size)
    image = reader.read()
    if image.isNull():
        raise ValueError(f"{name}: {reader.errorString()}")
    return tint(image, tone).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


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

    Signals: `sharpened` carries the key of a view of which a finer picture, or one in the tone asked for, is ready now.
    """

    sharpened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._small: OrderedDict[str, Decoded] = OrderedDict()
        self._large: OrderedDict[str, Decoded] = OrderedDict()
        self._tone = SkinTone.LIGHT
        self._wanted: dict[str, _Asked] = {}
        self._running: set[_Asked] = set()
        self._pool = workers(self)
        self._mail = Mail[tuple[_Asked, Decoded]](self._take)

    @property
    def tone(self) -> SkinTone:
        """The tone in which pictures are wanted."""
        return self._tone

    def set_tone(self, tone: SkinTone) -> None:
        """Show skin in this tone. A picture at hand in another one stays until it has been decoded anew."""
        self._tone = tone
        self._large.clear()

    def best(self, view: View, scale: float) -> QImage:
        """Return the coarsest picture at hand that is as fine as `scale` device px per view px, else the finest one.

        Where the large picture would be finer it is asked for, and `sharpened` tells when it has come.
        """
        small = self._small_of(view)
        if scale <= small.width() / view.camera.width or view.pictures.large == view.pictures.small:
            return small
        large = self._large.get(view.pictures.large)
        if large is None:
            self._ask(view, view.pictures.large)
            return small
        self._large.move_to_end(large.name)
        return next((each for each in large.sizes if each.width() >= scale * view.camera.width), large.sizes[-1])

    def take_small(self, view: View, image: QImage, tone: SkinTone = SkinTone.LIGHT) -> None:
        """Take a view's small picture that was decoded elsewhere."""
        self._keep(Decoded(view.pictures.small, tone, (image,)))

    def close(self) -> None:
        """Drop what is asked for and wait for the worker."""
        self._wanted.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _small_of(self, view: View) -> QImage:
        name = view.pictures.small
        if name not in self._small:
            self._keep(Decoded(name, self._tone, (decode(name, tone=self._tone),)))
        small = self._small[name]
        self._small.move_to_end(name)
        if small.tone is not self._tone:
            self._ask(view, name)
        return small.sizes[0]

    def _keep(self, small: Decoded) -> None:
        self._small[small.name] = small
        self._small.move_to_end(small.name)
        while len(self._small) > _SMALL_KEPT:
            self._small.popitem(last=False)

    def _ask(self, view: View, name: str) -> None:
        """Have a picture decoded; of the large ones and of the small ones only the newest is still wanted."""
        asked = _Asked(view, name, self._tone)
        self._wanted["small" if name == view.pictures.small else "large"] = asked
        if asked not in self._running:
            self._running.add(asked)
            self._pool.start(_Decoding(asked, self._mail))

    def _take(self, letter: tuple[_Asked, Decoded]) -> None:
        asked, decoded = letter
        self._running.discard(asked)
        if asked not in self._wanted.values():
            return
        if decoded.name == asked.view.pictures.small:
            self._keep(decoded)
        else:
            self._large[decoded.name] = decoded
            while len(self._large) > _LARGE_KEPT:
                self._large.popitem(last=False)
        self.sharpened.emit(asked.view.key)


class _Decoding(QRunnable):
    def __init__(self, asked: _Asked, mail: Mail[tuple[_Asked, Decoded]]) -> None:
        super().__init__()
        self._asked, self._mail = asked, mail

    def run(self) -> None:
        """Decode in the worker thread."""
        asked = self._asked
        image = decode(asked.name, tone=asked.tone)
        sizes = [image]
        if image.width() >= 4 * asked.view.camera.width:
            half = image.size() / 2
            sizes.insert(
                0, image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
        self._mail.send((asked, Decoded(asked.name, asked.tone, tuple(sizes))))
