"""Drawing of plain text: one line, or a few with the last one shortened.

To measure a text takes as long as to draw it, and most of what a tap paints stood there before: measures are kept.
"""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

# joined once: Qt's flags take microseconds to join, and a tap writes forty lines
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
_AT_END = Qt.TextElideMode.ElideRight
_KEPT = 4096


def write(
    painter: QPainter,
    place: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line into a rectangle, shortened at its end where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place, align, _cut(text, font, place.width()))


@lru_cache(maxsize=_KEPT)
def _cut(text: str, font: QFont, width: int) -> str:
    metrics = QFontMetrics(font)
    return text if metrics.horizontalAdvance(text) <= width else metrics.elidedText(text, _AT_END, width)


@lru_cache(maxsize=_KEPT)
def wrapped(text: str, font: QFont, width: int, lines: int) -> tuple[str, ...]:
    """Return the text broken between words into at most `lines` lines; what is left over shortens the last one."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    words = text.split(" ")
    made: list[str] = []
    line = ""
    for index, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if metrics.horizontalAdvance(longer) <= width or not line:
            line = longer
            continue
        if len(made) == lines - 1:
            line = " ".join([line, *words[index:]])
            break
        made.append(line)
        line = word
    return (*made, metrics.elidedText(line, _AT_END, width))


def fits(text: str, font: QFont, width: int, lines: int) -> bool:
    """Return whether `wrapped` shows the whole text."""
    return " ".join(wrapped(text, font, width, lines)) == text


def write_lines(painter: QPainter, place: QRect, lines: tuple[str, ...], font: QFont, colour: QColor) -> None:
    """Write lines one below the other from the top of a rectangle."""
    painter.setFont(font)
    painter.setPen(colour)
    height = QFontMetrics(font).height()
    for index, line in enumerate(lines):
        row = QRect(place.x(), place.y() + index * height, place.width(), height)
        painter.drawText(row, LEFT, line)
