"""The poses: anatomical position, arms raised for the flanks, forearms held out for the backs of the hands."""

from collections.abc import Callable, Mapping

import numpy as np

from atlas.mesh import evened
from atlas.rig import Posing, unit
from desktop.atlas.surface import Floats, Indices

_SIDES = (("L", 1), ("R", -1))
_FRONT, _UP = np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0])
_SPREAD = {2: 9.0, 3: 1.0, 4: -6.0, 5: -14.0}
"""How far each finger is spread toward the thumb, degrees."""
_BENT = (8.0, 10.0, 8.0)
"""How far each joint of a finger is bent, degrees."""
_THUMB_BENT = (0.0, -10.0, -16.0)
"""How far each bone of the thumb lies nearer to the fingers than its first one, degrees."""
_MUSH_STEPS = 8


def anatomical(posing: Posing) -> None:
    """Stand with the arms slightly away from the trunk, elbows and fingers straight, palms forward, soles flat."""
    _close_lips(posing)
    for side, sign in _SIDES:
        _lower_arm(posing, side, 17)
        forearm = f"lowerarm01.{side}"
        posing.aim(forearm, _between(posing, forearm, f"wrist.{side}"), _down(sign, 15, 0.06))
        _turn_palm_forward(posing, side, sign)
        _straighten_hand(posing, side, thumb=38)
        # legs a little closer
        posing.turn(f"upperleg01.{side}", _FRONT, -sign * 2.0)
        posing.turn(f"foot.{side}", _FRONT, sign * 2.0)


def flank(posing: Posing) -> None:
    """Raise both arms sideways: a look from the side then shows the axilla and the whole flank."""
    anatomical(posing)
    for side, sign in _SIDES:
        raised = _down(sign, 128)
        clavicle, upper = f"clavicle.{side}", f"upperarm01.{side}"
        posing.aim(clavicle, (posing.head(clavicle), posing.tail(clavicle)), np.array([sign, 0.55, -0.1]), 0.6)
        posing.aim(f"shoulder01.{side}", _between(posing, upper, f"lowerarm01.{side}"), raised, 0.35)
        posing.aim(upper, _between(posing, upper, f"lowerarm01.{side}"), raised)


def arms(posing: Posing) -> None:
    """Hold both forearms out with the backs of the hands up: what the clinician sees who faces a seated patient."""
    _close_lips(posing)
    for side, sign in _SIDES:
        _lower_arm(posing, side, 10)
        out = unit(np.array([-sign * 0.10, -0.05, 1.0]))
        forearm, wrist = f"lowerarm01.{side}", f"wrist.{side}"
        posing.aim(forearm, _between(posing, forearm, wrist), out)
        along = unit(posing.head(wrist) - posing.head(forearm))
        angle = _roll(hand_back(posing, side), _UP, along)
        posing.turn(forearm, along, angle * 0.35)
        posing.turn(f"lowerarm02.{side}", along, angle * 0.5)
        posing.aim(wrist, _between(posing, wrist, f"finger3-1.{side}"), out)
        posing.turn(wrist, along, _roll(hand_back(posing, side), _UP, along))
        _straighten_hand(posing, side, thumb=30)


POSES: Mapping[str, Callable[[Posing], None]] = {
    "anatomical": anatomical,
    "flank": flank,
    "ears_out": anatomical,
    "arms": arms,
}
"""All poses by their names; in `ears_out` the shape of the ears differs, not the bones."""


def hand_back(posing: Posing, side: str) -> Floats:
    """Return the direction in which the back of a hand looks."""
    wrist, index, little = (posing.head(f"{bone}.{side}") for bone in ("wrist", "finger2-1", "finger5-1"))
    out = unit(np.cross(index - wrist, little - wrist))
    return out if side == "L" else -out


def smoothed(rest: Floats, posed: Floats, turned: Floats, edges: Indices) -> Floats:
    """Return posed skin without the pinches of its bones: the coarse form evened out, the detail kept (delta mush)."""
    detail = rest - evened(rest, edges, _MUSH_STEPS)
    left, _, right = np.linalg.svd(turned)
    return np.asarray(evened(posed, edges, _MUSH_STEPS) + np.einsum("vij,vj->vi", left @ right, detail))


def _close_lips(posing: Posing) -> None:
    posing.turn("jaw", np.array([1.0, 0.0, 0.0]), -2.3)


def _lower_arm(posing: Posing, side: str, degrees: float) -> None:
    """Let a shoulder sink and the upper arm hang so far away from the trunk."""
    sign = dict(_SIDES)[side]
    clavicle, upper = f"clavicle.{side}", f"upperarm01.{side}"
    posing.aim(clavicle, (posing.head(clavicle), posing.tail(clavicle)), np.array([sign, 0.12, -0.02]), 0.5)
    posing.aim(f"shoulder01.{side}", _between(posing, upper, f"lowerarm01.{side}"), _down(sign, degrees), 0.35)
    posing.aim(upper, _between(posing, upper, f"lowerarm01.{side}"), _down(sign, degrees))


def _turn_palm_forward(posing: Posing, side: str, sign: int) -> None:
    """Turn the palm to the front; upper arm, forearm and wrist share the turn, as they do in life."""
    upper, forearm, wrist, knuckle = (f"{bone}.{side}" for bone in ("upperarm01", "lowerarm01", "wrist", "finger3-1"))
    along = unit(posing.head(wrist) - posing.head(forearm))
    angle = _roll(hand_back(posing, side), -_FRONT, along)
    above = unit(posing.head(forearm) - posing.head(upper))
    posing.turn(upper, above, angle * 0.12)
    posing.turn(f"upperarm02.{side}", above, angle * 0.13)
    posing.turn(forearm, along, angle * 0.30)
    posing.turn(f"lowerarm02.{side}", along, angle * 0.45)
    posing.aim(wrist, _between(posing, wrist, knuckle), _down(sign, 12, 0.04))
    hand = unit(posing.head(knuckle) - posing.head(wrist))
    posing.turn(f"lowerarm02.{side}", along, _roll(hand_back(posing, side), -_FRONT, hand) * 0.5)
    posing.turn(wrist, hand, _roll(hand_back(posing, side), -_FRONT, hand))


def _straighten_hand(posing: Posing, side: str, thumb: float) -> None:
    """Straighten and spread the fingers, and bring the thumb so far out in the plane of the palm."""
    back = hand_back(posing, side)
    along = unit(posing.head(f"finger3-1.{side}") - posing.head(f"wrist.{side}"))
    along = unit(along - back * (along @ back))
    across = unit(np.cross(along, back))
    if across @ (posing.head(f"finger2-1.{side}") - posing.head(f"finger5-1.{side}")) < 0:
        across = -across
    for finger, spread in _SPREAD.items():
        straight = _rotated(along, across, spread)
        for joint, bent in enumerate(np.cumsum(_BENT), 1):
            bone = f"finger{finger}-{joint}.{side}"
            posing.aim(bone, (posing.head(bone), posing.tail(bone)), _rotated(straight, -back, float(bent)))
    for joint, nearer in enumerate(_THUMB_BENT, 1):
        bone = f"finger1-{joint}.{side}"
        out = _rotated(along, across, thumb + nearer) - 0.28 * back
        posing.aim(bone, (posing.head(bone), posing.tail(bone)), out, 0.85)


def _between(posing: Posing, first: str, second: str) -> tuple[Floats, Floats]:
    return posing.head(first), posing.head(second)


def _down(sign: int, degrees: float, front: float = 0.0) -> Floats:
    """Return the direction straight down, turned outward."""
    angle = np.radians(degrees)
    return unit(np.array([sign * np.sin(angle), -np.cos(angle), front]))


def _rotated(first: Floats, second: Floats, degrees: float) -> Floats:
    angle = np.radians(degrees)
    return np.asarray(np.cos(angle) * first + np.sin(angle) * second)


def _roll(now: Floats, wanted: Floats, axis: Floats) -> float:
    """Return the turn about an axis that brings one direction over another, degrees."""
    flat_now, flat_wanted = (unit(each - axis * (each @ axis)) for each in (now, wanted))
    return float(np.degrees(np.arctan2(np.cross(flat_now, flat_wanted) @ axis, flat_now @ flat_wanted)))
