"""Plates for a dermatologist's review: every view with its regions in colour, outlined and named."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from desktop.atlas.seeing import Seeing
from desktop.atlas.sight import Hits, Sight
from desktop.atlas.surface import Flags, Floats, Places, Surface
from desktop.atlas.view import View
from desktop.atlas.views import load_views
from resources import files

_FINE = 2
"""Plates are so many times as fine as the small pictures."""
_ROWS = 32
"""So many rows are looked at in one go."""
_WASH, _LINE = 0.34, 0.3
"""How much of a region's colour lies over the skin, and how much of it shines through an outline."""
_GOLDEN = 0.381966
_NAMED_FROM = 150
"""A region that shows on fewer px than this is coloured, but not named."""
_NAME_PX = 13
_PAIRED = 0.2
"""What shows left and right alike, its median so near to the middle of the picture, is named on the right half."""
_BESIDE = ((1, 0), (-1, 0), (0, 1), (0, -1))
_NOTHING = -1

Numbers = npt.NDArray[np.int32]


def write_plates(folder: Path, only: Sequence[str] = ()) -> None:
    """Write a PNG for every fixed view of the neutral body, or for some, from the shipped surface and pictures."""
    application = QGuiApplication.instance() or QGuiApplication([])  # texts need one as long as they are drawn
    folder.mkdir(parents=True, exist_ok=True)
    labels: list[str] = json.loads(files.read_text("body/regions.json"))
    surface, views = Surface(files.path("body")), load_views()
    seeing = Seeing(surface, views)
    for view in views.all:
        if not only or view.key in only:
            shown = _regions(surface, seeing.sight(view.key), view)
            _named(_coloured(view, shown), shown, labels).save(str(folder / f"{view.key}.png"))
    del application


def _regions(surface: Surface, sight: Sight, view: View) -> Numbers:
    """Return for each px of a plate the number of the region it shows."""
    width, height = view.camera.width * _FINE, view.camera.height * _FINE
    found = np.full(width * height, _NOTHING, np.int32)
    for first in range(0, width * height, _ROWS * width):
        number = np.arange(first, min(first + _ROWS * width, width * height))
        row, column = np.divmod(number, width)
        hits = sight.hits((column + 0.5) / _FINE, (row + 0.5) / _FINE)
        seen: Flags = hits.triangle >= 0
        found[number[seen]] = surface.labels_at(_places(hits)[seen])
    return found.reshape(height, width)


def _places(hits: Hits) -> Places:
    quad, upper = hits.triangle >> 1, (hits.triangle & 1).astype(np.bool_)
    u = np.where(upper, hits.second, hits.second + hits.third)
    v = np.where(upper, hits.second + hits.third, hits.third)
    within: Floats = np.clip(np.stack([u, v]), 0, 1)
    return Places(quad >> 2, (within[0] + (quad & 1)) / 2, (within[1] + (quad >> 1 & 1)) / 2)


def _coloured(view: View, shown: Numbers) -> QImage:
    """Return the view's picture on white with a wash of colour over each region and a line around it."""
    height, width = shown.shape
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 255, 255))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, width, height), QImage(str(files.path(view.pictures.large))))
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4).astype(np.float32)
    colours = np.array([_colour(number) for number in range(int(shown.max()) + 1)], np.float32)
    body = shown != _NOTHING
    pixels[body, :3] = pixels[body, :3] * (1 - _WASH) + colours[shown[body]] * _WASH
    pixels[_borders(shown), :3] *= _LINE
    return QImage(pixels.astype(np.uint8).tobytes(), width, height, QImage.Format.Format_RGB32).copy()


def _named(plate: QImage, shown: Numbers, labels: Sequence[str]) -> QImage:
    """Write each region's name where it shows most, dark in a light rim."""
    painter = QPainter(plate)
    font = QFont()
    font.setPixelSize(_NAME_PX)
    painter.setFont(font)
    for number, middle in _middles(shown):
        half = painter.fontMetrics().horizontalAdvance(labels[number]) // 2
        at = middle + QPoint(-half, _NAME_PX // 3)
        painter.setPen(QColor(255, 255, 255))
        for across, down in _BESIDE:
            painter.drawText(at + QPoint(across, down), labels[number])
        painter.setPen(QColor(0, 0, 0))
        painter.drawText(at, labels[number])
    painter.end()
    return plate


def _middles(shown: Numbers) -> Iterator[tuple[int, QPoint]]:
    """Yield the regions that show on enough px and the px nearest to their middles, of a pair that on the right."""
    width = shown.shape[1]
    order = np.argsort(shown, axis=None, kind="stable")
    numbers, starts = np.unique(shown.ravel()[order], return_index=True)
    for number, pixels in zip(numbers.tolist(), np.split(order, starts[1:]), strict=True):
        row, column = np.divmod(pixels, width)
        right = column > width // 2
        if 0.4 < right.mean() < 0.6 and abs(np.median(column) - width / 2) < _PAIRED * np.ptp(column):
            row, column = row[right], column[right]
        if number == _NOTHING or len(row) < _NAMED_FROM:
            continue
        nearest = int(((row - np.median(row)) ** 2 + (column - np.median(column)) ** 2).argmin())
        yield number, QPoint(int(column[nearest]), int(row[nearest]))


def _colour(number: int) -> tuple[int, int, int]:
    """Return a region's colour, blue first; numbers that follow each other lie far apart on the wheel."""
    colour = QColor.fromHsvF(number * _GOLDEN % 1, 0.75, 1.0)
    return colour.blue(), colour.green(), colour.red()


def _borders(shown: Numbers) -> Flags:
    found = np.zeros(shown.shape, np.bool_)
    found[:, 1:] |= shown[:, 1:] != shown[:, :-1]
    found[1:] |= shown[1:] != shown[:-1]
    return found
