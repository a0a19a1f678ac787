"""The phalanges of the left thumb and fingers: they part at the joints, under the creases of the palm."""

import numpy as np

from atlas.rig import unit
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats

_PHALANGES = ("proximal", "middle", "distal")
_BASE_CREASE = 0.10
"""The palm ends so far (dm) beyond the rig's joints: at the creases at the height of the webs."""
_THUMB_CREASE = 0.115
"""The thumb's first crease lies so far (dm) beyond its joint."""
_TO_PALM = -0.5
"""Skin turned to the back of the hand less than this lies on the ball of the thumb before that crease."""


def label_finger(skin: SkinMap, labels: Labels, finger: Flags, which: tuple[int, str], to_back: Floats) -> None:
    """Label a finger; `which` is the number of its bones and its name."""
    number, name = which
    joints = [skin.joint(f"finger{number}-{part}.L") for part in (1, 2, 3)]
    ways = [unit(skin.tip(f"finger{number}-{part}.L") - joint) for part, joint in enumerate(joints, 1)]
    backs = [unit(to_back - way * (to_back @ way)) for way in ways]
    past = [(skin.points - joint) @ way for joint, way in zip(joints, ways, strict=True)]

    bone = np.where(past[2] > 0, 2, np.where(past[1] > 0, 1, 0))
    back = (skin.outward * np.array(backs)[bone]).sum(1) > 0
    for number_of_part, part in enumerate(_PHALANGES):
        labels.put(f"{name}_dorsal_{part}", finger & back & (bone == number_of_part))
        labels.put(f"{name}_palmar_{part}", finger & ~back & (bone == number_of_part))
    labels.put("palm_distal", finger & ~back & (past[0] < _BASE_CREASE))


def label_thumb(skin: SkinMap, labels: Labels, thumb: Flags, to_back: Floats) -> Floats:
    """Label the thumb, whose nail says which way is its back, and return that direction at its first joint.

    The thumb turns as it goes: each phalanx has a back of its own, square to its bone.
    """
    nail = thumb & (skin.tinted("fingernails") > 0.5)
    to_nail = unit(skin.outward[nail].mean(0))
    joint, last = (skin.joint(f"finger1-{bone}.L") for bone in (2, 3))
    ways = [unit(last - joint), unit(skin.tip("finger1-3.L") - last)]
    backs = [unit(to_nail - way * (to_nail @ way)) for way in ways]
    past_first, past_last = (skin.points - joint) @ ways[0], (skin.points - last) @ ways[1]

    root = thumb & (past_first <= 0)
    up = skin.outward @ to_back > 0.25
    labels.put("hand_dorsal_radial", root & up)
    labels.put("thenar", root & ~up)
    distal = past_last > 0
    back = np.where(distal, skin.outward @ backs[1], skin.outward @ backs[0]) > 0
    labels.put("thumb_dorsal_proximal", thumb & ~root & back & ~distal)
    labels.put("thumb_palmar_proximal", thumb & ~root & ~back & ~distal)
    on_the_palm = ~back | (skin.outward @ to_back < _TO_PALM)
    labels.put("thenar", thumb & ~root & on_the_palm & (past_first < _THUMB_CREASE))
    labels.put("thumb_dorsal_distal", thumb & back & distal)
    labels.put("thumb_palmar_distal", thumb & ~back & distal)
    return backs[0]
