"""The regions of the left foot and its toes."""

from dataclasses import dataclass

import numpy as np

from atlas.rig import unit
from atlas.rules_leg import leg_of
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats

_TOES = ("great_toe", "second_toe", "third_toe", "fourth_toe", "fifth_toe")
_ORDER = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class _Foot:
    """The foot's own directions, and where its vertices lie in them (dm from the ankle): forward, and laterally."""

    skin: SkinMap
    whole: Flags
    sole: Flags
    balls: Floats
    length: float
    to_toes: Floats
    to_side: Floats
    forward: Floats
    lateral: Floats

    def facing(self, direction: Floats) -> Floats:
        """Return how squarely each vertex looks in a direction."""
        return self.skin.outward @ direction


def label_foot(skin: SkinMap, labels: Labels) -> None:
    """Label the foot below the ankle."""
    foot = _foot(skin)
    _label_top(foot, labels)
    _label_sole(foot, labels)
    _label_toes(foot, labels)


def _foot(skin: SkinMap) -> _Foot:
    ankle = skin.joint("foot.L")
    balls = np.array([skin.joint(f"toe{toe}-1.L") for toe in range(1, 6)])
    ahead = (balls[2] - ankle) * [1, 0, 1]
    to_toes = unit(ahead)
    to_side = unit(np.cross([0.0, 1.0, 0.0], to_toes))
    to_side = to_side if to_side[0] > 0 else -to_side
    away = skin.points - ankle
    length = float(np.linalg.norm(ahead))
    forward, height = away @ to_toes, skin.points[:, 1]
    whole = leg_of(skin) & (height < 0.62) & ((height < 0.50) | (forward > 0.25 * length))
    sole = whole & (skin.outward[:, 1] < -0.45) & (height < 0.30)
    return _Foot(skin, whole, sole, balls, length, to_toes, to_side, forward, away @ to_side)


def _label_top(foot: _Foot, labels: Labels) -> None:
    height, lateral = foot.skin.points[:, 1], foot.lateral
    labels.put("foot_dorsal_central", foot.whole)
    top = foot.whole & ~foot.sole
    labels.put("foot_dorsal_lateral", top & (lateral > 0.16))
    labels.put("foot_dorsal_medial", top & (lateral < -0.16))
    labels.put("foot_lateral_border", top & (height < 0.34) & (lateral > 0.22) & (foot.facing(foot.to_side) > 0.55))
    labels.put("foot_medial_border", top & (height < 0.42) & (lateral < -0.18) & (foot.facing(-foot.to_side) > 0.55))
    heel = top & (foot.forward < 0.16 * foot.length)
    labels.put("heel_lateral", heel & (foot.facing(foot.to_side) > 0.4))
    labels.put("heel_medial", heel & (foot.facing(-foot.to_side) > 0.4))
    labels.put("heel_posterior", heel & (foot.facing(-foot.to_toes) > 0.55))


def _label_sole(foot: _Foot, labels: Labels) -> None:
    ankle = foot.skin.joint("foot.L")
    ahead, beside = (foot.balls - ankle) @ foot.to_toes, (foot.balls - ankle) @ foot.to_side
    order = np.argsort(beside)
    labels.put("sole_arch", foot.sole)
    labels.put("sole_lateral", foot.sole & (foot.lateral > 0.05))
    labels.put("heel_plantar", foot.sole & (foot.forward < 0.10 * foot.length))
    ball = foot.sole & (foot.forward > np.interp(foot.lateral, beside[order], ahead[order]) - 0.42)
    nearest = np.abs(foot.lateral[:, None] - beside).argmin(1)
    for number, name in enumerate(_ORDER):
        labels.put(f"metatarsal_head_{name}", ball & (nearest == number))


def _label_toes(foot: _Foot, labels: Labels) -> None:
    skin = foot.skin
    share = np.stack([skin.follows(f"toe{toe}-1.L") for toe in range(1, 6)], 1)
    on_toe, toe = share.max(1) > 0.5, share.argmax(1)
    nails, up = skin.tinted("toenails") > 0.5, skin.outward[:, 1] > -0.1
    for number, name in enumerate(_TOES):
        here = on_toe & (toe == number)
        labels.put(f"{name}_dorsal", here & up)
        labels.put(f"{name}_plantar", here & ~up)
        labels.put(f"{name}_nail", here & nails)
    for number, name in enumerate(_ORDER[:4]):
        pulled_by_both = np.minimum(share[:, number], share[:, number + 1]) > 0.10
        between = 0.5 * (foot.balls[number] + foot.balls[number + 1])
        before_balls = (skin.points - between) @ foot.to_toes > 0
        labels.put(f"foot_web_{name}", (foot.whole | on_toe) & pulled_by_both & before_balls)
