"""Skin tones, computed when a picture is decoded: the shipped pictures are light, the other tones follow from them."""

from functools import cache

from PySide6.QtGui import QImage

from resources.terms import SkinTone

_PAINTED = (236, 212, 196)
"""Fully lit skin in the shipped pictures (packaging/atlas/shading.py)."""
_LIT = {SkinTone.MEDIUM: (192, 146, 114), SkinTone.DARK: (122, 82, 58)}
"""Fully lit skin of the other tones."""
_SOFTER = {SkinTone.MEDIUM: 0.92, SkinTone.DARK: 0.80}
"""Power of the light that falls on the skin: below 1 shadows keep their drawing where the skin itself is dark."""
_SHINE = {SkinTone.MEDIUM: 0.03, SkinTone.DARK: 0.035}
"""Light that the surface of the skin throws back where it is brightest: it does not darken with the skin."""
_SHINES_FROM = 0.80
_ROWS = 256
"""So many rows are coloured at a time: whole large pictures would need twice their memory."""


def tint(image: QImage, tone: SkinTone) -> QImage:
    """Return a picture with its skin in a tone; what is not painted stays so. Any thread may ask.

    `image` is light skin, with colours not multiplied by their opacity; it is coloured in place.
    """
    if tone is SkinTone.LIGHT:
        return image
    # imported here: the first frame is light and needs no arrays
    import numpy as np  # noqa: PLC0415

    tables = _tables(tone)
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    bytes_of = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    for top in range(0, len(bytes_of), _ROWS):
        rows = bytes_of[top : top + _ROWS]
        for channel in range(3):
            # ten times as fast as indexing an array by another one
            new = rows[..., channel].tobytes().translate(tables[channel])
            rows[..., channel] = np.frombuffer(new, np.uint8).reshape(rows.shape[:2])
    return image


@cache
def _tables(tone: SkinTone) -> tuple[bytes, ...]:
    """Return for blue, green and red (their order in memory) what each brightness becomes."""
    import numpy as np  # noqa: PLC0415 - as above

    shown = np.arange(256) / 255
    light = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    made = []
    for channel in (2, 1, 0):
        painted, lit = (light[colour[channel]] for colour in (_PAINTED, _LIT[tone]))
        share = light / painted
        shine = _SHINE[tone] * np.clip((share - _SHINES_FROM) / (1 - _SHINES_FROM), 0, 1.3) ** 2
        new = np.clip(lit * share ** _SOFTER[tone] + shine, 0, 1)
        back = np.where(new <= 0.0031308, new * 12.92, 1.055 * np.maximum(new, 1e-9) ** (1 / 2.4) - 0.055)
        made.append((back * 255 + 0.5).astype(np.uint8).tobytes())
    return tuple(made)
