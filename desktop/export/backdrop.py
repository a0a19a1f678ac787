"""The pictures behind the printed maps."""

from dataclasses import dataclass

from desktop.atlas.crowd import Window
from desktop.atlas.plate import Plate
from resources import files


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A PNG, WebP or JPEG picture behind a map, and the part of the view it shows, px of the view's 1x picture."""

    content: bytes
    part: Window


def shipped(plate: Plate) -> Backdrop:
    """Return a view's whole picture as it is shipped; a diagram has none."""
    content = files.read_bytes(plate.picture) if plate.picture else b""
    return Backdrop(content, Window(0.0, 0.0, plate.width, plate.height))
