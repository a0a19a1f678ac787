"""The regions of the left hand and its fingers."""

from dataclasses import dataclass

import numpy as np

from atlas.rig import unit
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats

_THUMB = "thumb"
_FINGERS = ("index_finger", "middle_finger", "ring_finger", "little_finger")
_KNUCKLES = ("thumb", "index", "middle", "ring", "little")
_WEBS = ("second", "third", "fourth")
_PHALANGES = ("proximal", "middle", "distal")


@dataclass(frozen=True, slots=True)
class _Hand:
    """The hand's own directions, and where its vertices lie in them.

    `along` is 0 at the wrist and 1 at the knuckles, `across` -1 at the ulnar and 1 at the radial edge of the knuckles;
    `up` is the distance (dm) from the plane of the knuckles toward the back.
    """

    skin: SkinMap
    whole: Flags
    palm_on: Flags
    nails: Flags
    knuckles: Floats
    to_fingers: Floats
    to_back: Floats
    to_thumb: Floats
    along: Floats
    across: Floats
    up: Floats

    def facing(self, direction: Floats) -> Floats:
        """Return how squarely each vertex looks in a direction."""
        return self.skin.outward @ direction


def label_hand(skin: SkinMap, labels: Labels) -> None:
    """Label the hand from the wrist on."""
    hand = _hand(skin)
    _label_back_and_palm(hand, labels)
    share = np.stack([skin.follows(f"finger{finger}-1.L") for finger in range(1, 6)], 1)
    on_finger, finger = share.max(1) > 0.5, share.argmax(1)
    _label_thumb(hand, labels, on_finger & (finger == 0))
    for number, name in enumerate(_FINGERS, 1):
        _label_finger(hand, labels, on_finger & (finger == number), (number, name))
    _label_webs(hand, labels, share)


def _hand(skin: SkinMap) -> _Hand:
    wrist = skin.joint("wrist.L")
    knuckles = np.array([skin.joint(f"finger{finger}-1.L") for finger in range(1, 6)])
    to_fingers = unit(knuckles[2] - wrist)
    to_back = np.cross(knuckles[1] - wrist, knuckles[4] - wrist)
    to_back = unit(to_back - to_fingers * (to_back @ to_fingers))
    to_thumb = unit(np.cross(to_fingers, to_back))
    to_thumb = to_thumb if to_thumb @ (knuckles[1] - knuckles[4]) > 0 else -to_thumb
    away = skin.points - wrist
    half = np.linalg.norm(knuckles[1] - knuckles[4]) / 2
    along = away @ to_fingers / np.linalg.norm(knuckles[2] - wrist)
    middle = ((knuckles[1] + knuckles[4]) / 2 - wrist) @ to_thumb / half
    across = away @ to_thumb / half - middle * np.clip(along, 0, 1)
    whole = skin.follows("wrist.L") > 0.5
    down, _ = skin.around(skin.joint("lowerarm01.L"), wrist)
    nails = skin.tinted("fingernails") > 0.5
    return _Hand(
        skin,
        whole,
        whole & (down >= 1.02),
        nails,
        knuckles,
        to_fingers,
        to_back,
        to_thumb,
        along,
        across,
        away @ to_back,
    )


def _label_back_and_palm(hand: _Hand, labels: Labels) -> None:
    up, along, across = hand.facing(hand.to_back), hand.along, hand.across
    back = hand.palm_on & ((up > 0) | ((up > -0.3) & (hand.up > 0.10)))
    labels.put("hand_dorsal_central", back)
    labels.put("hand_dorsal_radial", back & (across > 0.42))
    labels.put("hand_dorsal_ulnar", back & (across < -0.42))
    palm = hand.palm_on & ~back
    labels.put("palm_central", palm)
    labels.put("palm_distal", palm & (along > 0.74))
    labels.put("palm_proximal", palm & (along < 0.26) & (np.abs(across) < 0.45))
    labels.put("hypothenar", palm & (across < -0.30 - 0.25 * (along - 0.3)) & (along < 0.80))
    labels.put("thenar", palm & (across > 0.12 + 0.95 * np.clip(along - 0.18, 0, 1)) & (along < 0.95))
    beside = (across < -0.75) & (np.abs(up) < 0.62) & (hand.facing(-hand.to_thumb) > 0.4)
    labels.put("hand_ulnar_border", hand.palm_on & beside)


def _label_thumb(hand: _Hand, labels: Labels, thumb: Flags) -> None:
    skin = hand.skin
    nail = hand.nails & thumb & skin.left
    to_nail = unit(skin.outward[nail].mean(0))  # the thumb is turned: its nail says which way is its back
    base, joint, last = (skin.joint(f"finger1-{bone}.L") for bone in (1, 2, 3))
    phalanx = _phalanx(skin.points, (base, joint, last), unit(skin.tip("finger1-3.L") - joint))
    back = hand.facing(to_nail) > 0
    root = thumb & (phalanx == 0)
    up = hand.facing(hand.to_back) > 0.25
    labels.put("hand_dorsal_radial", root & up)
    labels.put("thenar", root & ~up)
    for number, part in ((1, "proximal"), (2, "distal")):
        labels.put(f"thumb_dorsal_{part}", thumb & (phalanx == number) & back)
        labels.put(f"thumb_palmar_{part}", thumb & (phalanx == number) & ~back)
    labels.put("thumb_nail", thumb & hand.nails)
    _label_knuckle(hand, labels, 0, joint, to_nail)


def _label_finger(hand: _Hand, labels: Labels, finger: Flags, which: tuple[int, str]) -> None:
    number, name = which
    skin, bone = hand.skin, number + 1
    joints = tuple(skin.joint(f"finger{bone}-{part}.L") for part in (1, 2, 3))
    phalanx = _phalanx(skin.points, joints, unit(skin.tip(f"finger{bone}-3.L") - joints[0]))
    back = hand.facing(hand.to_back) > 0
    for part_number, part in enumerate(_PHALANGES):
        labels.put(f"{name}_dorsal_{part}", finger & (phalanx == part_number) & back)
        labels.put(f"{name}_palmar_{part}", finger & (phalanx == part_number) & ~back)
    labels.put(f"{name}_nail", finger & hand.nails)
    _label_knuckle(hand, labels, number, hand.knuckles[number], hand.to_back)


def _label_knuckle(hand: _Hand, labels: Labels, number: int, joint: Floats, back: Floats) -> None:
    near = np.linalg.norm(hand.skin.points - joint - back * 0.09, axis=1) < 0.155
    labels.put(f"mcp_{_KNUCKLES[number]}", hand.whole & (hand.facing(back) > 0.15) & near & ~hand.nails)


def _label_webs(hand: _Hand, labels: Labels, share: Floats) -> None:
    skin = hand.skin
    fold = 0.5 * (skin.joint("finger1-2.L") + hand.knuckles[1])
    labels.put("hand_web_first", hand.whole & (np.linalg.norm(skin.points - fold, axis=1) < 0.20))
    beside = np.abs(hand.facing(hand.to_back)) < 0.8
    for finger, name in enumerate(_WEBS, 1):
        pulled_by_both = np.minimum(share[:, finger], share[:, finger + 1]) > 0.10
        middle = 0.5 * (hand.knuckles[finger] + hand.knuckles[finger + 1]) + hand.to_fingers * 0.12
        near = hand.whole & (np.linalg.norm(skin.points - middle, axis=1) < 0.10)
        labels.put(f"hand_web_{name}", beside & (pulled_by_both | near))


def _phalanx(points: Floats, joints: tuple[Floats, ...], along: Floats) -> Floats:
    """Return 0, 1 or 2: the phalanx each vertex belongs to if it belongs to the finger."""
    past = [(points - joint) @ along > 0 for joint in joints[1:]]
    return np.where(past[1], 2, np.where(past[0], 1, 0)).astype(np.float64)
