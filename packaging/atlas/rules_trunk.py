"""The regions of the trunk whose borders are lines through landmarks: the quadrants of the breast, and the perineum."""

import numpy as np

from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags

_QUADRANTS = (("breast_uiq", "breast_uoq"), ("breast_liq", "breast_loq"))
_CROTCH = (7.80, 8.02)
"""Between these heights (dm) lies the perineum."""
_PERINEUM = (-0.15, 0.78)
"""How far (dm, z) the perineum reaches back to the anus and forward to the genitals."""
_BESIDE_MIDLINE = 0.13


def label_trunk(skin: SkinMap, labels: Labels) -> None:
    """Part the breast crosswise at the nipple, and label the perineum between anus and genitals."""
    _quarter_breast(skin, labels)
    (back, front), (low, high) = _PERINEUM, _CROTCH
    x, y, z = skin.points.T
    between = (y > low) & (y < high) & (z > back) & (z < front)
    labels.put("perineum", np.asarray(between & (np.abs(x) < _BESIDE_MIDLINE)))


def _quarter_breast(skin: SkinMap, labels: Labels) -> None:
    areola = (skin.tinted("aureolae") > 0.5) & skin.left
    nipple = skin.points[areola].mean(0)
    breast: Flags = np.isin(labels.numbers, [labels.number(name) for pair in _QUADRANTS for name in pair])
    outer, lower = skin.points[:, 0] > nipple[0], skin.points[:, 1] < nipple[1]
    for number, pair in enumerate(_QUADRANTS):
        for side, name in enumerate(pair):
            labels.put(name, breast & skin.left & (lower == bool(number)) & (outer == bool(side)))
