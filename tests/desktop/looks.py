"""Reading what is painted: a widget's picture, its ink, and whether a colour is in it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

Show = Callable[[QWidget, int, int], None]
"""Show a widget at a size in px, on its own; it is taken down after the test."""


def picture(widget: QWidget, place: QRect | None = None) -> QImage:
    """Return what a widget, or a part of it, looks like now."""
    return widget.grab(place if place is not None else widget.rect()).toImage()


def pixels(widget: QWidget, place: QRect | None = None) -> NDArray[np.uint32]:
    """Return the colours of a widget's picture as 0xrrggbb, row by row."""
    image = picture(widget, place).convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()] & np.uint32(0xFFFFFF)


def colours(widget: QWidget, place: QRect | None = None) -> set[str]:
    """Return every colour in a widget's picture as #rrggbb."""
    return {f"#{each:06x}" for each in np.unique(pixels(widget, place)).tolist()}


def ink_box(widget: QWidget, ink: QColor, place: QRect | None = None) -> QRect:
    """Return the smallest box around all pixels of exactly this colour; an empty one when there is none."""
    rows, columns = np.nonzero(pixels(widget, place) == (ink.rgb() & 0xFFFFFF))
    if not len(rows):
        return QRect()
    left, top = int(columns.min()), int(rows.min())
    return QRect(left, top, int(columns.max()) - left + 1, int(rows.max()) - top + 1)
