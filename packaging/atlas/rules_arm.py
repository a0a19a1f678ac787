"""The regions of the left upper arm, elbow, forearm and wrist."""

import numpy as np

from atlas.skin_map import BACK, FRONT, LATERAL, MEDIAL, Labels, SkinMap, faces
from desktop.atlas.surface import Floats, Indices

_FACES = ("anterior", "lateral", "posterior", "medial")
_ELBOW = ("antecubital_fossa", "elbow_lateral", "elbow_posterior", "elbow_medial")
_ELBOW_FROM = 0.86
"""The elbow begins at this share of the humerus, over both epicondyles."""
_FOREARM = ("volar", "radial", "dorsal", "ulnar")
_THIRDS = (("proximal", 0.12, 0.41), ("mid", 0.41, 0.65), ("distal", 0.65, 9.0))
_HALVES = (("proximal", 0.12, 0.53), ("distal", 0.53, 9.0))
_CREASE = np.array([3.002, 8.403, 0.467])
"""The middle of the distal wrist crease (dm): the hand begins there."""
_TO_HAND = np.array([0.087, -0.996, 0.0])
"""Square to the crease: it runs a little higher on the radial side, 12 mm below the tip of the ulnar styloid."""
_WRIST = 0.29
"""The wrist reaches so far up from its distal crease, over both styloids and the head of the ulna."""

_RADIAL, _ULNAR = (58.0, 114.0), (-150.0, -52.0)
"""From where to where (degrees about the forearm) its radial and its ulnar face reach."""


def past_wrist(skin: SkinMap) -> Floats:
    """Return how far each vertex lies beyond the distal wrist crease, dm; before it negative."""
    return np.asarray((skin.points - _CREASE) @ _TO_HAND)


def _forearm_faces(turn: Floats) -> Indices:
    """Return the faces of the forearm: its section is turned, the ulnar face looks a little to the back."""
    radial, ulnar = (turn > _RADIAL[0]) & (turn < _RADIAL[1]), (turn > _ULNAR[0]) & (turn < _ULNAR[1])
    front = np.abs(turn) < 90
    return np.where(radial, LATERAL, np.where(ulnar, MEDIAL, np.where(front, FRONT, BACK)))


def label_arm(skin: SkinMap, labels: Labels) -> None:
    """Label the arm down to the wrist; where a part ends is a share of its bone's length."""
    shoulder, elbow, wrist = (skin.joint(f"{bone}.L") for bone in ("upperarm01", "lowerarm01", "wrist"))
    below_shoulder, below_elbow = skin.follows("upperarm01.L") > 0.5, skin.follows("lowerarm01.L") > 0.5
    along, angle = skin.around(shoulder, elbow)
    down, turn = skin.around(elbow, wrist)
    face, forearm_face = faces(angle, 50, 50), _forearm_faces(turn)

    upper = (below_shoulder & ~below_elbow & (along > 0.30)) | (below_elbow & (down < 0.02) & (along < 1.02))
    for number, name in enumerate(_FACES):
        for part, first, last in (("proximal", 0.0, 0.58), ("distal", 0.58, _ELBOW_FROM)):
            labels.put(f"upper_arm_{name}_{part}", upper & (face == number) & (along > first) & (along <= last))

    bend = ((upper & (along > _ELBOW_FROM)) | (below_elbow & (down <= 0.12))) & skin.left
    for number, region in enumerate(_ELBOW):
        labels.put(region, bend & (face == number))

    forearm = below_elbow & (down > 0.12)
    for number, name in enumerate(_FOREARM):
        for part, first, last in _THIRDS if number in (FRONT, BACK) else _HALVES:
            labels.put(f"forearm_{name}_{part}", forearm & (forearm_face == number) & (down > first) & (down <= last))

    around_wrist = forearm & (past_wrist(skin) > -_WRIST)
    for number, name in enumerate(_FOREARM):
        labels.put(f"wrist_{name}", np.asarray(around_wrist & (forearm_face == number)))
