"""The regions of the left foot and its toes."""

from dataclasses import dataclass

import numpy as np

from atlas.rig import unit
from atlas.rules_leg import leg_of
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats

_TOES = ("great_toe", "second_toe", "third_toe", "fourth_toe", "fifth_toe")
_ORDER = ("first", "second", "third", "fourth", "fifth")
_BELOW_MALLEOLUS = np.array([1.823, 0.621, 0.073])
"""The tip of the lateral malleolus (dm)."""
_RISE = 0.49
"""From there the ankle's border rises so much forward, over the tip of the medial malleolus to the crease in front."""
_WEB = 0.085
"""A web space is the skin this near (dm) to the middle of its edge."""
_NAIL_FOLDS = (0.040, 0.026, 0.026, 0.024, 0.024)
"""The nail units reach so far (dm) past the masks of their plates: the folds belong to them."""


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
    _label_webs(foot, labels)


def past_ankle(skin: SkinMap) -> Floats:
    """Return how far each vertex lies below the plane under both malleoli, dm; above it negative."""
    away = skin.points - _BELOW_MALLEOLUS
    return np.asarray((away[:, 2] * _RISE - away[:, 1]) / np.hypot(1.0, _RISE))


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
    whole = leg_of(skin) & (past_ankle(skin) > 0) & (height < 1.2)
    sole = whole & (skin.outward[:, 1] < -0.45) & (height < 0.30)
    return _Foot(skin, whole, sole, balls, length, to_toes, to_side, forward, away @ to_side)


def _label_top(foot: _Foot, labels: Labels) -> None:
    height, lateral = foot.skin.points[:, 1], foot.lateral
    labels.put("foot_dorsal_central", foot.whole)
    top = foot.whole & ~foot.sole
    labels.put("foot_dorsal_lateral", top & (lateral > 0.16))
    labels.put("foot_dorsal_medial", top & (lateral < -0.16))
    labels.put("foot_lateral_border", top & (height < 0.325) & (lateral > 0.22) & (foot.facing(foot.to_side) > 0.55))
    labels.put("foot_medial_border", top & (height < 0.42) & (lateral < -0.18) & (foot.facing(-foot.to_side) > 0.55))
    heel = top & (foot.forward < 0.16 * foot.length)
    labels.put("heel_lateral", heel & (foot.facing(foot.to_side) > 0.0))
    labels.put("heel_medial", heel & (foot.facing(-foot.to_side) > 0.0))
    labels.put("heel_posterior", heel & (foot.facing(-foot.to_toes) > 0.55))


def _label_sole(foot: _Foot, labels: Labels) -> None:
    ankle = foot.skin.joint("foot.L")
    ahead, beside = (foot.balls - ankle) @ foot.to_toes, (foot.balls - ankle) @ foot.to_side
    order = np.argsort(beside)
    labels.put("sole_arch", foot.sole)
    labels.put("sole_lateral", foot.sole & (foot.lateral > 0.05))
    labels.put("heel_plantar", foot.sole & (foot.forward < 0.10 * foot.length))
    ball = foot.sole & (foot.forward > np.interp(foot.lateral, beside[order], ahead[order]) - 0.36)
    nearest = np.abs(foot.lateral[:, None] - beside).argmin(1)
    for number, name in enumerate(_ORDER):
        labels.put(f"metatarsal_head_{name}", ball & (nearest == number))


def _label_toes(foot: _Foot, labels: Labels) -> None:
    skin = foot.skin
    share = np.stack([skin.follows(f"toe{toe}-1.L") for toe in range(1, 6)], 1)
    on_toe, toe = foot.whole & (share.max(1) > 0.5), share.argmax(1)
    plates, up = skin.tinted("toenails") > 0.5, skin.outward[:, 1] > -0.1
    for number, (name, folds) in enumerate(zip(_TOES, _NAIL_FOLDS, strict=True)):
        here = on_toe & (toe == number)
        labels.put(f"{name}_dorsal", here & up)
        labels.put(f"{name}_plantar", here & ~up)
        labels.put(f"{name}_nail", here & up & skin.within(here & plates, folds))


def _label_webs(foot: _Foot, labels: Labels) -> None:
    """Label the folds between the toes about the middles of their edges."""
    for number, name in enumerate(_ORDER[:4]):
        edge = 0.5 * (foot.balls[number] + foot.balls[number + 1]) + 0.07 * foot.to_toes
        edge[1] = 0.14
        near = np.linalg.norm(foot.skin.points - edge, axis=1) < _WEB
        labels.put(f"foot_web_{name}", foot.whole & near)
