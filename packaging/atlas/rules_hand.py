"""The regions of the left hand from the distal wrist crease to the fingers."""

from dataclasses import dataclass

import numpy as np

from atlas.rig import unit
from atlas.rules_arm import past_wrist
from atlas.rules_fingers import label_finger, label_thumb
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats

_FINGERS = ("index_finger", "middle_finger", "ring_finger", "little_finger")
_KNUCKLES = ("thumb", "index", "middle", "ring", "little")
_WEBS = ("second", "third", "fourth")
_KNUCKLE = 0.108
"""A knuckle is the skin this near (dm) to the top of its joint."""
_FIRST_WEB, _WEB = 0.135, 0.11
"""A web space is the skin this near (dm) to the middle of its edge."""
_NAIL_FOLDS = 0.024
"""The nail unit reaches so far (dm) past the plate: its folds belong to it."""
_FOLDS_FACE = 0.1
"""The folds look to the back at least so squarely."""


@dataclass(frozen=True, slots=True)
class _Hand:
    """The hand's own directions, and where its vertices lie in them.

    `along` is 0 at the wrist and 1 at the knuckles, `across` -1 at the ulnar and 1 at the radial edge of the knuckles;
    `up` is the distance (dm) from the plane of the knuckles toward the back.
    """

    skin: SkinMap
    whole: Flags
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

    def near(self, place: Floats, reach: float) -> Flags:
        """Return the skin of the hand within a reach (dm) of a place."""
        return np.asarray(self.whole & (np.linalg.norm(self.skin.points - place, axis=1) < reach))


def label_hand(skin: SkinMap, labels: Labels) -> None:
    """Label the hand from the distal wrist crease on."""
    hand = _hand(skin)
    _label_back_and_palm(hand, labels)
    share = np.stack([skin.follows(f"finger{finger}-1.L") for finger in range(1, 6)], 1)
    on_finger, finger = hand.whole & (share.max(1) > 0.5), share.argmax(1)
    back = label_thumb(skin, labels, on_finger & (finger == 0), hand.to_back)
    for number, name in enumerate(_FINGERS, 1):
        label_finger(skin, labels, on_finger & (finger == number), (number + 1, name), hand.to_back)
    _label_webs(hand, labels)
    _label_knuckles(hand, labels, back)
    for number, name in enumerate(("thumb", *_FINGERS)):
        _label_nail(hand, labels, on_finger & (finger == number), (name, back if number == 0 else hand.to_back))


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
    whole = (skin.follows("lowerarm01.L") > 0.5) & (past_wrist(skin) > 0)
    return _Hand(skin, whole, knuckles, to_fingers, to_back, to_thumb, along, across, away @ to_back)


def _label_back_and_palm(hand: _Hand, labels: Labels) -> None:
    up, along, across = hand.facing(hand.to_back), hand.along, hand.across
    back = hand.whole & ((up > 0) | ((up > -0.3) & (hand.up > 0.10)))
    labels.put("hand_dorsal_central", back)
    labels.put("hand_dorsal_radial", back & (across > 0.42))
    labels.put("hand_dorsal_ulnar", back & (across < -0.42))
    palm = hand.whole & ~back
    labels.put("palm_central", palm)
    labels.put("palm_distal", palm & (along > 0.74))
    labels.put("palm_proximal", palm & (along < 0.26) & (np.abs(across) < 0.45))
    labels.put("hypothenar", palm & (across < -0.30 - 0.25 * (along - 0.3)) & (along < 0.80))
    labels.put("thenar", palm & (across > 0.12 + 0.95 * np.clip(along - 0.18, 0, 1)) & (along < 0.80))
    beside = (across < -0.75) & (np.abs(up) < 0.62) & (hand.facing(-hand.to_thumb) > 0.4)
    labels.put("hand_ulnar_border", hand.whole & beside)


def _label_knuckles(hand: _Hand, labels: Labels, thumb_back: Floats) -> None:
    """Label the heads of the metacarpals, which lie a little nearer to the wrist than the joints of the rig."""
    tops = hand.knuckles + 0.05 * hand.to_back - 0.04 * hand.to_fingers
    tops[0] = hand.skin.joint("finger1-2.L") + 0.10 * thumb_back
    for number, name in enumerate(_KNUCKLES):
        back = thumb_back if number == 0 else hand.to_back
        labels.put(f"mcp_{name}", hand.near(tops[number], _KNUCKLE) & (hand.facing(back) > 0.15))


def _label_webs(hand: _Hand, labels: Labels) -> None:
    """Label the folds between the fingers about the middles of their edges."""
    fold = 0.62 * hand.skin.joint("finger1-2.L") + 0.38 * hand.knuckles[1]
    labels.put("hand_web_first", hand.near(fold, _FIRST_WEB))
    for finger, name in enumerate(_WEBS, 1):
        middle = 0.5 * (hand.knuckles[finger] + hand.knuckles[finger + 1])
        labels.put(f"hand_web_{name}", hand.near(middle + 0.07 * hand.to_fingers - 0.07 * hand.to_back, _WEB))


def _label_nail(hand: _Hand, labels: Labels, finger: Flags, which: tuple[str, Floats]) -> None:
    """Label the nail unit, the plate and its folds; the pulp before the plate stays palmar. `which`: name and back."""
    name, back = which
    plate = finger & (hand.skin.tinted("fingernails") > 0.5)
    folds = hand.skin.within(plate, _NAIL_FOLDS) & (hand.facing(back) > _FOLDS_FACE)
    labels.put(f"{name}_nail", finger & (plate | folds))
