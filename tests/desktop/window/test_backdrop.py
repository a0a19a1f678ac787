"""The pictures behind the printed maps: an enlarged part is cut out, and lies where it lay."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QPoint
from PySide6.QtGui import QColor, QImage

from desktop.atlas.crowd import Window
from desktop.atlas.plate import Plate
from desktop.atlas.views import load_views
from desktop.export.backdrop import shipped
from desktop.window.backdrop import seen_parts
from resources import files

# pictures are decoded in threads: Qt's own objects for it belong to the window's thread
pytestmark = pytest.mark.usefixtures("qapp")
VIEW = load_views().get("face")
FINER = 3
PART = Window(300.0, 400.0, 90.0, 100.0)
WHOLE = Plate(
    view=VIEW.key,
    title="Face",
    picture=VIEW.pictures["small"],
    width=VIEW.camera.width,
    height=VIEW.camera.height,
    window=Window(0.0, 0.0, VIEW.camera.width, VIEW.camera.height),
    print_mm=74.0,
    behind=False,
    letters=("R", "L"),
    large=True,
    enlarged=False,
    radius=20.0,
    dots=(),
)
ENLARGED = replace(WHOLE, picture=VIEW.pictures["large"], window=PART, enlarged=True)


def image(content: bytes) -> QImage:
    return QImage.fromData(QByteArray(content))


def far(one: QColor, other: QColor) -> int:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return max(abs(a - b) for a, b in pairs)


def test_a_whole_view_is_printed_as_it_is_shipped() -> None:
    assert seen_parts([WHOLE])(WHOLE) == shipped(WHOLE)


def test_of_an_enlarged_part_no_more_than_the_part_is_taken() -> None:
    cut = seen_parts([WHOLE, ENLARGED])(ENLARGED)

    assert cut.part == PART
    assert image(cut.content).width() == FINER * PART.width


def test_the_part_shows_what_the_picture_shows_there() -> None:
    cut = image(seen_parts([ENLARGED])(ENLARGED).content)

    whole = image(files.read_bytes(ENLARGED.picture))
    corner = QPoint(round(FINER * PART.left), round(FINER * PART.top))
    places = [QPoint(x, y) for x in range(5, cut.width(), 20) for y in range(5, cut.height(), 20)]
    assert max(far(cut.pixelColor(each), whole.pixelColor(corner + each)) for each in places) <= 12
