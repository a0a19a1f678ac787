"""Where the skin has another colour: lips, nails, areolae, brows. The first three are masks in the mesh's texture."""

from functools import cached_property

import numpy as np

from atlas import shading
from atlas.figure import Figure
from atlas.subdivision import places
from desktop.atlas.surface import Flags, Floats, Indices, Singles

_MASKS = (
    ("lips", shading.LIP, 0.75),
    ("fingernails", shading.NAIL, 0.7),
    ("toenails", shading.NAIL, 0.7),
    ("aureolae", shading.AREOLA, 0.6),
)
_LEAST_SHADE = 3 / 255
"""Fainter shades of a mask are the noise of its file."""
_BROW_SHARE = 0.55
_BROW = np.array(
    [
        (-0.165, 0.165, 0.026),
        (-0.080, 0.195, 0.036),
        (0.030, 0.222, 0.034),
        (0.150, 0.212, 0.022),
        (0.225, 0.180, 0.008),
    ]
)
"""The middle line of a brow from its inner end (dm): how far beside and above the eye, and half the height there."""


class Mask:
    """Shades of grey over the texture."""

    def __init__(self, grey: Singles) -> None:
        self._grey = grey

    def at(self, texture: Floats) -> Floats:
        """Return the shades at some places of the texture (n x ... x 2), between pixels evenly."""
        height, width = self._grey.shape
        across = np.clip(texture[..., 0] * width - 0.5, 0, width - 1.001)
        down = np.clip((1 - texture[..., 1]) * height - 0.5, 0, height - 1.001)
        column, row = across.astype(np.intp), down.astype(np.intp)
        right, low = across - column, down - row
        above = self._grey[row, column] * (1 - right) + self._grey[row, column + 1] * right
        below = self._grey[row + 1, column] * (1 - right) + self._grey[row + 1, column + 1] * right
        return np.asarray(above * (1 - low) + below * low)

    def touched(self, corners: Floats) -> Flags:
        """Say which places of the texture, given by their corners (n x 4 x 2), are not plain skin all over."""
        height, width = self._grey.shape
        size = np.array([width, height])
        at = np.stack([corners[..., 0], 1 - corners[..., 1]], 2) * size
        low = np.clip(np.floor(at.min(1)).astype(np.intp) - 1, 0, size)
        high = np.clip(np.ceil(at.max(1)).astype(np.intp) + 1, 0, size)
        marked = np.zeros((height + 1, width + 1), np.intp)
        marked[1:, 1:] = (self._grey > _LEAST_SHADE).cumsum(0).cumsum(1)
        (left, top), (right, bottom) = low.T, high.T
        count = marked[bottom, right] - marked[top, right] - marked[bottom, left] + marked[top, left]
        return np.asarray(count > 0)


class Tints:
    """The colours of a figure's skin."""

    def __init__(self, figure: Figure, level: int) -> None:
        self._figure = figure
        self._level = level

    @cached_property
    def corners(self) -> Floats:
        """Where the corners of each quad of the level lie in the texture."""
        base = self._figure.mesh.texture
        column, row = places(self._level)
        side = 2**self._level
        found = [
            _bilinear(base[:, None], (column + across) / side, (row + down) / side)
            for across, down in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        return np.stack(found, 2).reshape(-1, 4, 2)

    def mask(self, name: str) -> Mask:
        """Return one of the masks that belong to the mesh."""
        return Mask(self._figure.wheel.grey(f"textures/mpfb_{name}.jpg"))

    def mask_of_vertices(self, name: str) -> Floats:
        """Return a mask at the vertices of the level."""
        quads = self._figure.levels.quads(self._level)
        shades = self.mask(name).at(self.corners)
        count = np.bincount(quads.ravel())
        return np.bincount(quads.ravel(), shades.ravel()) / count

    @cached_property
    def brows(self) -> Singles:
        """How much of the brows' colour each vertex of the level has: they are drawn on the neutral body."""
        neutral = self._figure.neutral
        points = neutral.levels.refine(neutral.skin("anatomical"), self._level)
        share = np.zeros(len(points))
        for side, sign in (("L", 1), ("R", -1)):
            eye = neutral.joints[f"eye.{side}"][0]
            away = (points - eye) * [sign, 1, 1]
            near = np.flatnonzero((away[:, 2] > -0.25) & (np.abs(away[:, 0]) < 0.5) & (np.abs(away[:, 1] - 0.15) < 0.3))
            share[near] = np.maximum(share[near], _brow_share(away[near]))
        return np.asarray(share * _BROW_SHARE, np.float32)

    def colours(self, quads: Indices, across: Singles, down: Singles, brows: Singles) -> Singles:
        """Return the colour at places of some quads of the level; `brows` are shares of the brows' colour."""
        colour = np.repeat(shading.SKIN[None], len(quads), 0)
        for mask, touched, tint, share in self._masks:
            here = np.flatnonzero(touched[quads])
            texture = _bilinear(self.corners[quads[here]], across[here], down[here])
            colour[here] = shading.mixed(colour[here], tint, mask.at(texture) * share)
        here = np.flatnonzero(brows > 0)
        colour[here] = shading.mixed(colour[here], shading.BROW, np.clip(brows[here], 0, 1))
        return colour

    @cached_property
    def _masks(self) -> list[tuple[Mask, Flags, Singles, float]]:
        """The masks, the quads of the level that each touches, its colour and how much of it there is at most."""
        wanted = [row for row in _MASKS if row[0] != "aureolae" or self._figure.recipe.areola]
        masks = [self.mask(name) for name, _, _ in wanted]
        return [
            (mask, mask.touched(self.corners), tint, share)
            for mask, (_, tint, share) in zip(masks, wanted, strict=True)
        ]


def _bilinear(corners: Floats, across: Singles | Floats, down: Singles | Floats) -> Floats:
    """Return points between four corners (... x 4 x 2)."""
    first, second, third, fourth = (corners[..., corner, :] for corner in range(4))
    u, v = np.asarray(across, np.float64)[..., None], np.asarray(down, np.float64)[..., None]
    return np.asarray((first * (1 - u) + second * u) * (1 - v) + (fourth * (1 - u) + third * u) * v)


def _brow_share(away: Floats) -> Floats:
    along = np.linspace(0, 1, 60)
    across, above, half = (np.interp(along, np.linspace(0, 1, len(_BROW)), column) for column in _BROW.T)
    nearest = (np.hypot(away[:, None, 0] - across, away[:, None, 1] - above) / half).min(1)
    return np.asarray(np.clip(1.6 - nearest, 0, 1) ** 1.2)
