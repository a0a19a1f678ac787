"""The pictures behind the printed maps, cut to what is seen: an enlarged part is a twentieth of its picture."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from desktop.atlas.crowd import Window
from desktop.atlas.plate import Plate
from desktop.export.backdrop import Backdrop, shipped
from desktop.export.svg import ground
from resources import files

_QUALITY = 92
"""Of JPEG: at 300 dots an inch nobody sees the difference, and a PDF takes it in as it is."""
_THREADS = 2
"""Decoding lets other threads run; more than the cores of a small computer would only hold up its window."""


def seen_parts(plates: Sequence[Plate]) -> Callable[[Plate], Backdrop]:
    """Return what gives the part of its view's picture that each map shows; whole views as they are shipped.

    For any thread, and for these plates alone.
    """
    enlarged = [each for each in plates if each.enlarged and each.picture]
    with ThreadPoolExecutor(_THREADS) as workers:
        cut = dict(zip(map(_key, enlarged), workers.map(_cut, enlarged), strict=True))
    return lambda plate: cut.get(_key(plate)) or shipped(plate)


def _key(plate: Plate) -> tuple[str, Window]:
    return plate.picture, plate.window


def _cut(plate: Plate) -> Backdrop:
    """Return the shown part of a picture; the whole one if it can't be read, which the PDF then says."""
    whole = _decoded(plate.picture)
    if whole.isNull():
        return shipped(plate)
    finer, seen = whole.width() / plate.width, plate.window
    edges = (each * finer for each in (seen.left, seen.top, seen.width, seen.height))
    part = QRectF(*edges).toAlignedRect().intersected(whole.rect())
    where = Window(part.x() / finer, part.y() / finer, part.width() / finer, part.height() / finer)
    return Backdrop(_jpeg(whole, part, QColor(ground(plate))), where)


def _decoded(name: str) -> QImage:
    data = QByteArray(files.read_bytes(name))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # the reader, unlike the image itself, lets the window's thread run meanwhile
    return QImageReader(buffer).read()


def _jpeg(whole: QImage, part: QRect, colour: QColor) -> bytes:
    image = QImage(part.size(), QImage.Format.Format_RGB32)
    image.fill(colour)
    with QPainter(image) as painter:
        painter.drawImage(image.rect(), whole, part)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())
