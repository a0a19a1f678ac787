"""The regions of the left thigh, knee, lower leg and ankle."""

import numpy as np

from atlas.skin_map import FRONT, Labels, SkinMap, faces
from desktop.atlas.surface import Flags

_FACES = ("anterior", "lateral", "posterior", "medial")
_KNEE = ("knee_anterior", "knee_lateral", "popliteal_fossa", "knee_medial")
_THIRDS = (("proximal", 0.0, 0.39), ("mid", 0.39, 0.665), ("distal", 0.665, 9.0))
_HALVES = (("proximal", 0.0, 0.53), ("distal", 0.53, 9.0))
_GROIN = 7.3
"""Above this height (dm) no skin is a leg's."""


def leg_of(skin: SkinMap) -> Flags:
    """Return the skin of the left leg and foot."""
    arm = (skin.follows("upperarm01.L") > 0.5) | (skin.follows("wrist.L") > 0.1)
    return skin.left & (skin.points[:, 1] < _GROIN) & ~arm


def label_leg(skin: SkinMap, labels: Labels) -> None:
    """Label the leg down to the ankle; the foot is put on top afterwards."""
    hip, knee, ankle = (skin.joint(f"{bone}.L") for bone in ("upperleg01", "lowerleg01", "foot"))
    leg = leg_of(skin)
    along, angle = skin.around(hip, knee)
    down, turn = skin.around(knee, ankle)
    face, knee_face, lower_face = faces(angle, 48, 48), faces(angle, 52, 48), faces(turn, 43, 48)

    # what the strokes made thigh above the leg is parted like the rest of it: its borders run on without a step
    drawn = np.isin(labels.numbers, [labels.number(f"thigh_{name}_proximal") for name in _FACES])
    thigh = leg | (skin.left & drawn)
    for number, name in enumerate(_FACES):
        labels.put(f"thigh_{name}_proximal", np.asarray(thigh & (face == number) & (along <= 0.54)))
        labels.put(f"thigh_{name}_distal", leg & (face == number) & (along > 0.54))
    for number, region in enumerate(_KNEE):
        labels.put(region, leg & (along > 0.87) & (down < 0.13) & (knee_face == number))
    lower = leg & (down >= 0.13)
    for number, name in enumerate(_FACES):
        for part, first, last in _THIRDS if number == FRONT else _HALVES:
            where = lower & (lower_face == number) & (down >= first) & (down < last)
            labels.put(f"lower_leg_{name}_{part}", where)
    for number, name in enumerate(_FACES):
        labels.put(f"ankle_{name}", leg & (down > 0.90) & (lower_face == number))
