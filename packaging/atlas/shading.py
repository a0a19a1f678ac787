"""The look of the skin: its colours, and a soft light that is fixed to the camera, so that all views look alike."""

import numpy as np
import numpy.typing as npt

from desktop.atlas.cameras import Camera
from desktop.atlas.surface import Floats, Singles

_KEY, _FILL, _SKY = (-0.55, 0.60, 0.70), (0.85, 0.05, 0.45), (0.0, 1.0, 0.35)
"""Where the light comes from: to the right of the picture, up, to the viewer."""


def linear(red: int, green: int, blue: int) -> Singles:
    """Return a colour of the screen (0 to 255) as amounts of light."""
    share = np.array([red, green, blue]) / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(light, np.float32)


def on_screen(light: Singles) -> Singles:
    """Return amounts of light as colours of the screen, 0 to 1."""
    light = np.clip(light, 0, 1)
    bright = 1.055 * np.power(np.maximum(light, 1e-9), 1 / 2.4) - 0.055
    return np.where(light <= 0.0031308, 12.92 * light, bright).astype(np.float32)


SKIN = linear(236, 212, 196)
LIP = linear(205, 150, 138)
NAIL = linear(236, 205, 195)
AREOLA = linear(196, 150, 132)
BROW = linear(128, 98, 82)
_WARM = np.array([0.16, 0.02, -0.05], np.float32)
"""Half shadows drift warm, never grey."""


def lit(outward: Singles, sky_seen: Singles, camera: Camera, colour: Singles) -> Singles:
    """Return the light that comes from skin of a colour that looks in some directions and sees some of the sky."""
    key, fill, sky = (_direction(camera, each) for each in (_KEY, _FILL, _SKY))
    toward = np.array(camera.toward, np.float32)
    ambient = (0.20 + 0.26 * (0.5 + 0.5 * (outward @ sky))) * sky_seen**1.35
    direct = 0.60 * _wrapped(outward @ key, 0.30) ** 1.35 * (0.40 + 0.60 * sky_seen)
    direct += 0.14 * _wrapped(outward @ fill, 0.45) * (0.35 + 0.65 * sky_seen)
    contour = 0.74 + 0.26 * np.clip(outward @ toward, 0, 1) ** 0.75
    light = np.clip((ambient + direct) * contour, 0, 1)[:, None]
    shine = 0.045 * np.clip(outward @ _unit(key + toward), 0, 1)[:, None] ** 22 * sky_seen[:, None]
    return np.asarray(colour * light * (1 + (1 - light) * _WARM) + shine, np.float32)


def _direction(camera: Camera, part: tuple[float, float, float]) -> Singles:
    axes = np.array([camera.right, camera.up, camera.toward])
    return _unit(np.array(part) @ axes)


def _unit(vector: npt.NDArray[np.floating]) -> Singles:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def _wrapped(facing: Singles, share: float) -> Singles:
    """Return how much light reaches skin when it also reaches a little around the corner."""
    return np.asarray(np.clip((facing + share) / (1 + share), 0, 1), np.float32)


def mixed(colour: Singles, other: Singles, share: Singles | Floats) -> Singles:
    """Return a colour with a share of another one, for each row."""
    part = np.asarray(share, np.float32)[:, None]
    return np.asarray(colour * (1 - part) + other * part)
