"""The regions of the left upper arm, elbow, forearm and wrist."""

import numpy as np

from atlas.skin_map import BACK, FRONT, Labels, SkinMap, faces

_FACES = ("anterior", "lateral", "posterior", "medial")
_ELBOW = ("antecubital_fossa", "elbow_lateral", "elbow_posterior", "elbow_medial")
_FOREARM = ("volar", "radial", "dorsal", "ulnar")
_THIRDS = (("proximal", 0.12, 0.40), ("mid", 0.40, 0.68), ("distal", 0.68, 0.93))
_HALVES = (("proximal", 0.12, 0.53), ("distal", 0.53, 0.93))


def label_arm(skin: SkinMap, labels: Labels) -> None:
    """Label the arm down to the wrist; where a part ends is a share of its bone's length."""
    shoulder, elbow, wrist = (skin.joint(f"{bone}.L") for bone in ("upperarm01", "lowerarm01", "wrist"))
    below_shoulder, below_elbow = skin.follows("upperarm01.L") > 0.5, skin.follows("lowerarm01.L") > 0.5
    hand = skin.follows("wrist.L") > 0.5
    along, angle = skin.around(shoulder, elbow)
    down, turn = skin.around(elbow, wrist)
    face, forearm_face = faces(angle, 50, 50), faces(turn, 58, 58)

    upper = (below_shoulder & ~below_elbow & (along > 0.30)) | (below_elbow & (down < 0.02) & (along < 1.02))
    for number, name in enumerate(_FACES):
        for part, first, last in (("proximal", 0.0, 0.60), ("distal", 0.60, 0.90)):
            labels.put(f"upper_arm_{name}_{part}", upper & (face == number) & (along > first) & (along <= last))

    bend = ((upper & (along > 0.90)) | (below_elbow & (down <= 0.12))) & skin.left
    for number, region in enumerate(_ELBOW):
        labels.put(region, bend & (face == number))

    forearm = below_elbow & ~hand & (down > 0.12)
    for number, name in enumerate(_FOREARM):
        for part, first, last in _THIRDS if number in (FRONT, BACK) else _HALVES:
            labels.put(f"forearm_{name}_{part}", forearm & (forearm_face == number) & (down > first) & (down <= last))

    around_wrist = (forearm & (down > 0.93)) | (hand & (down < 1.02))
    for number, name in enumerate(_FOREARM):
        labels.put(f"wrist_{name}", np.asarray(around_wrist & (forearm_face == number)))
