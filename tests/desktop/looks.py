"""Reading what is painted: a widget's picture, its ink, and whether a colour is in it."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

Show = Callable[[QWidget, int, int], None]
"""Show a widget at a size in px, on its own; it is taken down after the test."""


def picture(widget: QWidget, place: QRect | None = None) -> QImage:
    """Return what a widget, or a part of it, looks like now."""
    return widget.grab(place if place is not None else widget.rect()).toImage()


def colours(widget: QWidget, place: QRect | None = None) -> set[str]:
    """Return every colour in a widget's picture as #rrggbb."""
    image = picture(widget, place)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def ink_box(widget: QWidget, ink: QColor, place: QRect | None = None) -> QRect:
    """Return the smallest box around all pixels of exactly this colour; an empty one when there is none."""
    image = picture(widget, place)
    spots = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == ink]
    if not spots:
        return QRect()
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)
